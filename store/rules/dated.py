"""Settings that hold from a date: hours, targets and country.

What held before that date is left as it was. The first setting always holds; a later one from today
unless it says from when, and until the next one that changes the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from store.records.shop import (
    DEFAULT_HOURS,
    WEEKDAYS,
    DatedCountry,
    DatedHours,
    DatedTargets,
    Shop,
    Weekday,
)
from store.rules.holidays_of import public_holidays
from store.rules.hours import check_week

YEARS_AHEAD = 2

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")
_Entry = tuple[date | None, dict[Key, Value]]


def with_hours(shop: Shop, changes: Mapping[Weekday, str], since: date | None, today: date) -> Shop:
    """Return `shop` with these hours a weekday; the other days stay as they are.

    Args:
        shop: the settings so far.
        changes: for each weekday its hours, as they are written.
        since: from when, where the owner said so.
        today: the shop's date.

    Raises:
        NotUnderstoodError: the hours of two days overlap.
    """
    entries = [(dated.since, dict(zip(WEEKDAYS, dated.days, strict=True))) for dated in shop.hours]
    until_set = dict(zip(WEEKDAYS, DEFAULT_HOURS, strict=True))
    held = _hold(entries, changes, since or (today if entries else None), until_set)
    hours = tuple(DatedHours(since=start, days=tuple(days[day] for day in WEEKDAYS)) for start, days in held)
    for dated in hours:
        check_week(dated.days)
    return replace(shop, hours=hours)


def with_targets(shop: Shop, changes: Mapping[str, int | None], since: date | None, today: date) -> Shop:
    """Return `shop` with these targets, `email.first_answer` to seconds; None is the default again.

    Each target for itself holds always when it is set for the first time.
    """
    entries: list[_Entry[str, int]] = [(dated.since, dict(dated.targets)) for dated in shop.targets]
    known = {key for _since, targets in entries for key in targets}
    first: dict[str, int | None] = {}
    later: dict[str, int | None] = {}
    for key, seconds in changes.items():
        (first if key not in known and since is None else later)[key] = seconds
    if any(seconds is not None for seconds in first.values()) and (not entries or entries[0][0] is not None):
        entries.insert(0, (None, {}))
    for _since, targets in entries:
        targets.update({key: seconds for key, seconds in first.items() if seconds is not None})
    if later:
        entries = _hold(entries, later, since or today, {})
    return replace(shop, targets=tuple(DatedTargets(since=start, targets=held) for start, held in entries))


def with_country(shop: Shop, country: str, since: date | None, today: date, language: str) -> Shop:
    """Return `shop` in `country`, its public holidays written out for this year and the next two.

    Holidays before the day from which it holds stay as they were.

    Args:
        shop: the settings so far.
        country: as `check_country` returns it; empty for none.
        since: from when, where the owner said so.
        today: the shop's date.
        language: ISO 639-1, for the names of the holidays.
    """
    entries = [(dated.since, {"country": dated.country}) for dated in shop.countries]
    start = since or (today if entries else None)
    if not country and not entries:
        return shop
    held = _hold(entries, {"country": country}, start, {})
    countries = tuple(DatedCountry(since=day, country=one.get("country", "")) for day, one in held)
    if countries == shop.countries:
        return shop
    kept = {} if start is None else _before(shop.holidays, start)
    changed = replace(shop, countries=countries)
    fresh = _written_out(changed, _years(today), language)
    added = fresh if start is None else _from(fresh, start)
    return replace(changed, holidays=kept | added)


def renew_holidays(shop: Shop, today: date, language: str) -> Shop:
    """Return `shop` with the holidays of this year and the next two that it lacks; itself if none.

    To be asked about once a day, so that a new year brings its holidays: it costs nothing where none
    lacks, else a tenth of a second, and some countries announce theirs only shortly before.
    """
    if not shop.country:
        return shop
    written = {day[:4] for day in shop.holidays}
    lacking = [year for year in _years(today) if f"{year:04d}" not in written]
    fresh = _written_out(shop, lacking, language)
    return replace(shop, holidays={**shop.holidays, **fresh}) if fresh else shop


def renamed_holidays(shop: Shop, language: str) -> Shop:
    """Return `shop` with the names of its holidays in `language`; the days stay as they are."""
    years = sorted({int(day[:4]) for day in shop.holidays})
    names = _written_out(shop, years, language)
    holidays = {day: names.get(day, name) for day, name in shop.holidays.items()}
    return replace(shop, holidays=holidays)


def _hold(
    entries: list[_Entry[Key, Value]],
    changes: Mapping[Key, Value | None],
    since: date | None,
    until_set: Mapping[Key, Value],
) -> list[_Entry[Key, Value]]:
    """Return `entries` with `changes` from `since` on; a change of None takes its key out.

    A value that later entries only carried on changes in them too; one that they set themselves
    stays.
    """
    held = [(start, dict(values)) for start, values in entries]
    place = sum(1 for start, _values in held if _starts_by(start, since))
    if place == 0:
        held.insert(0, (since, dict(until_set)))
    elif held[place - 1][0] != since:
        held.insert(place, (since, dict(held[place - 1][1])))
    else:
        place -= 1
    for key, value in changes.items():
        former = held[place][1].get(key)
        for _start, values in held[place:]:
            if values.get(key) != former:
                break
            if value is None:
                values.pop(key, None)
            else:
                values[key] = value
    return [
        entry for index, entry in enumerate(held) if index == 0 or entry[0] is None or entry[1] != held[index - 1][1]
    ]


def _starts_by(start: date | None, since: date | None) -> bool:
    return start is None or (since is not None and start <= since)


def _written_out(shop: Shop, years: Iterable[int], language: str) -> dict[str, str]:
    """Return the public holidays of `years`, each of the country that holds on that day."""
    wanted = tuple(years)
    written: dict[str, str] = {}
    for index, dated in enumerate(shop.countries):
        found = public_holidays(dated.country, wanted, language)
        if dated.since is not None:
            found = _from(found, dated.since)
        if index + 1 < len(shop.countries):
            found = _before(found, shop.countries[index + 1].since or date.min)
        written |= found
    return dict(sorted(written.items()))


def _before(days: Mapping[str, str], day: date) -> dict[str, str]:
    return {key: name for key, name in days.items() if key < day.isoformat()}


def _from(days: Mapping[str, str], day: date) -> dict[str, str]:
    return {key: name for key, name in days.items() if key >= day.isoformat()}


def _years(today: date) -> range:
    return range(today.year, today.year + YEARS_AHEAD + 1)


def days_between(first: date, last: date) -> list[date]:
    """Return every day from `first` to `last`, both included."""
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
