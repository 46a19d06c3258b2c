"""The shop's settings by their keys: read from what the owner typed, and shown the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.errors import NotUnderstoodError
from store.records.interaction import CHANNELS
from store.records.shop import DEFAULT_HOURS, WEEKDAYS, DatedHours, Shop, Weekday
from store.records.text import clean_line, clean_text
from store.rules.cadence import OFF, read_cadence
from store.rules.dated import renamed_holidays, with_country, with_hours, with_targets
from store.rules.holidays_of import check_country
from store.rules.hours import hours_text, parse_hours
from store.rules.machine import LocaleDefaults, locale_defaults
from store.rules.mail_command import read_mail_command
from store.rules.setting_values import (
    read_currency,
    read_date,
    read_days,
    read_gender,
    read_language,
    read_languages,
    read_lead_days,
    read_money,
    read_share,
    read_zone,
)
from store.rules.targets import CLOCKS, parse_target, plan_of, target_text
from store.sentences import _

_TEXTS = ("name", "owner", "address", "phone", "email", "web", "review")
_HOURS: dict[str, Weekday] = {f"hours.{day}": day for day in WEEKDAYS}
_TARGETS = {f"channel.{one}.{clock}": f"{one}.{clock}" for one in CHANNELS for clock in CLOCKS}
_CLOSED, _OPEN, _FROM, _CADENCE = "closed.", "open.", "from", "cadence."
_UNTIL_SET = Shop()

KEYS: tuple[str, ...] = (
    *_TEXTS,
    "owner_gender",
    "zone",
    "country",
    "language",
    "languages.read",
    *_HOURS,
    _FROM,
    "closed.DATE",
    "closed.DATE..DATE",
    "open.DATE",
    *_TARGETS,
    "promise.aim",
    "promise.aim.ack",
    "cadence.TAG",
    "goodwill.budget",
    "dates.lead_days",
    "currency",
    "mail.command",
)

# Where the euro came after the currencies that babel knows of were written down.
_EURO_SINCE = {"BG": date(2026, 1, 1)}


def apply_settings(shop: Shop, settings: Mapping[str, str], now: datetime, defaults: LocaleDefaults) -> Shop:
    """Return `shop` with `settings`, as `regulars shop set` takes them.

    An empty value goes back to "until set". Hours, targets and country hold from a date: the
    first setting always, a later one from today 00:00 unless `from` says from when. For `hours.*`
    an empty value is a closed day; for `closed.*` and `open.*` it takes the date out again, for `cadence.*` the tag.

    Args:
        shop: the settings so far.
        settings: keys of `KEYS` (with dates in place of DATE, a tag in that of TAG) to what was typed.
        now: aware.
        defaults: what the machine suggests.

    Raises:
        NotUnderstoodError: a wrong key or value; the sentence says what is allowed.
    """
    given = {_known(key): value for key, value in settings.items()}
    changed = _with_cadences(_with_plain(shop, given), given)
    today = now.astimezone(effective_zone(changed, defaults)).date()
    since = _since(given)
    changed = _with_dates(changed, given)
    hours = {day: _hours(key, given[key]) for key, day in _HOURS.items() if key in given}
    if hours:
        changed = with_hours(changed, hours, since, today)
    targets = {
        name: parse_target(given[key]) if given[key].strip() else None for key, name in _TARGETS.items() if key in given
    }
    if targets:
        changed = with_targets(changed, targets, since, today)
    language = changed.language or defaults.language
    if changed.holidays and language != (shop.language or defaults.language):
        changed = renamed_holidays(changed, language)
    if "country" in given:
        country = check_country(given["country"]) if given["country"].strip() else ""
        changed = with_country(changed, country, since, today, language)
    return changed


def settings_as_nested(shop: Shop, defaults: LocaleDefaults, today: date) -> dict[str, Any]:
    """Return the settings that hold on `today`, nested by the dots of their keys.

    Each value is as `apply_settings` takes it. Joined by dots again, keys and values can be given
    back to `apply_settings` and change nothing that holds. `promise.aim.ack` stands beside
    `promise.aim`, as `aim.ack`. What is to hold from a later date stands under `later`, by that
    date.
    """
    shown: dict[str, Any] = {key: getattr(shop, key) for key in _TEXTS}
    shown["owner_gender"] = shop.owner_gender
    shown["zone"] = shop.zone or defaults.zone
    shown["country"] = _country_on(shop, today)
    shown["language"] = shop.language or defaults.language
    shown["languages"] = {"read": ",".join(languages_read(shop, defaults))}
    shown["hours"] = dict(zip(WEEKDAYS, _hours_on(shop, today).days, strict=True))
    shown["closed"] = dict(sorted(shop.closed.items()))
    shown["open"] = dict(sorted(shop.opened.items()))
    shown["channel"] = _channels(shop, today)
    shown["promise"] = {"aim": shop.promise_aim, "aim.ack": shop.promise_aim_ack}
    shown["cadence"] = dict(sorted(shop.cadences.items()))
    shown["goodwill"] = {"budget": shop.goodwill_budget}
    shown["dates"] = {"lead_days": shop.dates_lead_days}
    shown["currency"] = effective_currency(shop, today)
    shown["mail"] = {"command": shop.mail_command}
    later = {day.isoformat(): _changes_on(shop, day) for day in _turns(shop) if day > today}
    if later:
        shown["later"] = later
    return shown


def holds_from_a_date(shop: Shop, key: str) -> bool:
    """Return whether another value of the setting `key` would hold from a date only: it was set before.

    So it is of hours, of targets (each for itself) and of the country; any other setting always holds.
    """
    if key in _HOURS:
        return bool(shop.hours)
    if key in _TARGETS:
        return any(_TARGETS[key] in dated.targets for dated in shop.targets)
    return key == "country" and bool(shop.countries)


def is_set(shop: Shop, key: str) -> bool:
    """Return whether the owner has set the setting `key`; else what holds is what holds until it is set."""
    if key in (
        "promise.aim",
        "promise.aim.ack",
        "goodwill.budget",
        "dates.lead_days",
        "languages.read",
        "mail.command",
    ):
        field = key.replace(".", "_")
        return bool(getattr(shop, field) != getattr(_UNTIL_SET, field))
    if key in (*_HOURS, *_TARGETS, "country"):
        return holds_from_a_date(shop, key)
    return bool(getattr(shop, key))


def effective_zone(shop: Shop, defaults: LocaleDefaults | None = None) -> ZoneInfo:
    """Return the shop's time zone; until it is set the machine's, else UTC.

    Raises:
        NotUnderstoodError: the zone in the record is not known on this machine.
    """
    name = shop.zone or (defaults or locale_defaults()).zone
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NotUnderstoodError(
            _(
                "This machine does not know the time zone {zone}. "
                "Set another, such as: regulars shop set zone=Europe/Athens"
            ).format(zone=name[:60])
        ) from None


def effective_currency(shop: Shop, today: date) -> str:
    """Return the code of the shop's currency; until it is set the country's, else empty."""
    code = _country_on(shop, today).partition("-")[0]
    if shop.currency or not code:
        return shop.currency
    if code in _EURO_SINCE and today >= _EURO_SINCE[code]:
        return "EUR"
    from babel.numbers import get_territory_currencies

    known: list[str] = get_territory_currencies(code, start_date=today, end_date=today)
    return known[0] if known else ""


def languages_read(shop: Shop, defaults: LocaleDefaults) -> tuple[str, ...]:
    """Return the languages that the owner reads answers in; until they are set, the shop's."""
    return shop.languages_read or (shop.language or defaults.language,)


def _with_plain(shop: Shop, given: Mapping[str, str]) -> Shop:
    changes: dict[str, Any] = {}
    for key, value in given.items():
        empty = not value.strip()
        if key == "address":
            changes[key] = clean_text(value).strip()
        elif key in _TEXTS:
            changes[key] = clean_line(value)
        elif key == "owner_gender":
            changes["owner_gender"] = "" if empty else read_gender(value)
        elif key == "zone":
            changes["zone"] = "" if empty else read_zone(value)
        elif key == "language":
            changes["language"] = "" if empty else read_language(value)
        elif key == "languages.read":
            changes["languages_read"] = () if empty else read_languages(value)
        elif key == "promise.aim":
            changes["promise_aim"] = _UNTIL_SET.promise_aim if empty else read_share(key, value)
        elif key == "promise.aim.ack":
            changes["promise_aim_ack"] = _UNTIL_SET.promise_aim_ack if empty else read_share(key, value)
        elif key == "goodwill.budget":
            changes["goodwill_budget"] = "" if empty else read_money(value)
        elif key == "dates.lead_days":
            changes["dates_lead_days"] = _UNTIL_SET.dates_lead_days if empty else read_lead_days(key, value)
        elif key == "currency":
            changes["currency"] = "" if empty else read_currency(value)
        elif key == "mail.command":
            changes["mail_command"] = read_mail_command(value)
    return replace(shop, **changes)


def _with_cadences(shop: Shop, given: Mapping[str, str]) -> Shop:
    """Return `shop` with the cadences of tags; tags that differ in capitals only are the same."""
    cadences = dict(shop.cadences)
    for key, value in given.items():
        if key.startswith(_CADENCE):
            tag = clean_line(key.removeprefix(_CADENCE)).removeprefix("#")
            if not tag:
                raise NotUnderstoodError(_("Give the tag behind the dot, such as cadence.wholesale=6w."))
            cadence = read_cadence(value)
            for known in [known for known in cadences if known.casefold() == tag.casefold()]:
                del cadences[known]
            if cadence not in ("", OFF):
                cadences[tag] = cadence
    return replace(shop, cadences=cadences)


def _with_dates(shop: Shop, given: Mapping[str, str]) -> Shop:
    """Return `shop` with the days that go their own way.

    An opening wins over a closing of the same call. Closing a single day later takes its special
    opening back; closing a stretch of days leaves those within it.
    """
    closed, opened = dict(shop.closed), dict(shop.opened)
    for key, value in given.items():
        if key.startswith(_CLOSED):
            days = read_days(key.removeprefix(_CLOSED))
            reason = clean_line(value)
            for day in days:
                if not reason:
                    closed.pop(day.isoformat(), None)
                    continue
                closed[day.isoformat()] = reason
                if len(days) == 1:
                    opened.pop(day.isoformat(), None)
    for key, value in given.items():
        if key.startswith(_OPEN):
            day = read_date(key.removeprefix(_OPEN))
            hours = _hours(key, value)
            if hours:
                opened[day.isoformat()] = hours
            else:
                opened.pop(day.isoformat(), None)
    return replace(shop, closed=closed, opened=opened)


def _since(given: Mapping[str, str]) -> date | None:
    if _FROM not in given:
        return None
    if not any(key in _HOURS or key in _TARGETS or key == "country" for key in given):
        raise NotUnderstoodError(
            _("from says since when hours.*, channel.* or country hold: give it together with one of them.")
        )
    return read_date(given[_FROM].strip())


def _hours(key: str, text: str) -> str:
    try:
        return hours_text(parse_hours(text))
    except NotUnderstoodError as problem:
        raise NotUnderstoodError(f"{key}: {problem.sentence}") from None


def _known(key: str) -> str:
    plain = key.strip()
    if plain.startswith((_CLOSED, _OPEN, _CADENCE)) or plain in KEYS:
        return plain
    lowered = plain.lower()
    if lowered.startswith(_CADENCE):
        return _CADENCE + plain[len(_CADENCE) :]
    if lowered in KEYS or lowered.startswith((_CLOSED, _OPEN)):
        return lowered
    name, dot, rest = lowered.partition(".")
    pattern = f"{name}.DATE" if dot and rest[:1].isdigit() else lowered
    near = get_close_matches(pattern, KEYS, n=1, cutoff=0.5)
    if near:
        raise NotUnderstoodError(
            _("There is no setting {key}. Did you mean {nearest}?").format(key=key[:60], nearest=near[0])
        )
    raise NotUnderstoodError(
        _("There is no setting {key}. See all of them with: regulars shop show").format(key=key[:60])
    )


def _hours_on(shop: Shop, day: date) -> DatedHours:
    holding = [dated for dated in shop.hours if dated.since is None or dated.since <= day]
    return holding[-1] if holding else DatedHours(days=DEFAULT_HOURS)


def _country_on(shop: Shop, day: date) -> str:
    holding = [dated for dated in shop.countries if dated.since is None or dated.since <= day]
    return holding[-1].country if holding else ""


def _channels(shop: Shop, day: date) -> dict[str, dict[str, str]]:
    plan = plan_of(shop, day)
    return {channel: {clock: target_text(plan[f"{channel}.{clock}"]) for clock in CLOCKS} for channel in CHANNELS}


def _turns(shop: Shop) -> Iterator[date]:
    days = [dated.since for dated in shop.hours]
    days += [dated.since for dated in shop.targets]
    days += [dated.since for dated in shop.countries]
    yield from sorted({day for day in days if day is not None})


def _changes_on(shop: Shop, day: date) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if any(dated.since == day for dated in shop.hours):
        changes["hours"] = dict(zip(WEEKDAYS, _hours_on(shop, day).days, strict=True))
    if any(dated.since == day for dated in shop.targets):
        changes["channel"] = _channels(shop, day)
    if any(dated.since == day for dated in shop.countries):
        changes["country"] = _country_on(shop, day)
    return changes
