"""The shop's settings in words: what each is called, and what its value says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from screens.words import date_words, language_word, month_word, weekday_word
from store.records.shop import WEEKDAYS, Weekday
from store.sentences import _, ngettext
from store.wording import channel_words

_ALL_DAY = "00:00-24:00"
TEXTS = ("name", "owner", "address", "phone", "email", "web", "review")


def setting_word(key: str) -> str:
    """Return what the setting `key` is called; a day for its hours, a channel with its clock for a target."""
    if key.startswith("hours."):
        return weekday_words(key.removeprefix("hours."))
    if key.startswith("channel."):
        _channel, channel, clock = key.split(".")
        return _("{channel}, {clock}").format(channel=channel_words(channel), clock=clock_word(clock))
    return {
        "name": _("Name"),
        "owner": _("Owner"),
        "owner_gender": _("Owner is"),
        "address": _("Address"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "web": _("Website"),
        "review": _("Reviews at"),
        "zone": _("Time zone"),
        "country": _("Country"),
        "language": _("Language"),
        "languages.read": _("You read"),
        "promise.aim": _("Done by"),
        "promise.aim.ack": _("First word"),
        "goodwill.budget": _("Goodwill"),
        "dates.lead_days": _("Birthdays"),
        "currency": _("Currency"),
        "mail.command": _("Mail with"),
    }[key]


def clock_word(clock: str) -> str:
    """Return the word for a response clock."""
    return {
        "first_answer": _("first answer"),
        "next_answer": _("next answer"),
        "update": _("update"),
        "resolution": _("resolution"),
    }[clock]


def weekday_words(day: str) -> str:
    """Return the short name of a weekday, given as the settings have it."""
    # Any week will do; this one begins with a Monday.
    return weekday_word(date(2026, 3, 2 + WEEKDAYS.index(day)))


def hours_words(hours: str) -> str:
    """Return the hours of a day, as the settings have them, in words."""
    if not hours:
        return _("closed")
    return _("all day") if hours == _ALL_DAY else hours.replace(",", ", ")


def gender_words(gender: str) -> str:
    """Return what the owner is, in words; nothing where it is not set."""
    return {"female": _("a woman"), "male": _("a man")}.get(gender, "")


def week_words(hours: Mapping[Weekday, str]) -> str:
    """Return the hours of several days, those in a row that have the same ones together: `Mon-Fri 09:00-18:00`."""
    runs: list[tuple[list[Weekday], str]] = []
    for day in WEEKDAYS:
        if day not in hours:
            continue
        if runs and runs[-1][1] == hours[day] and WEEKDAYS.index(day) == WEEKDAYS.index(runs[-1][0][-1]) + 1:
            runs[-1][0].append(day)
        else:
            runs.append(([day], hours[day]))
    return "; ".join(f"{_days_words(days)} {hours_words(text)}" for days, text in runs)


def days_words(first: date, last: date, today: date, *, short: bool = False) -> str:
    """Return one day, or several in a row, with the weekdays unless `short`: `Thu 24 - Sat 26 Dec`."""
    named = "" if short else f"{weekday_word(last)} "
    end = named + date_words(last, today)
    if first == last:
        return end
    named = "" if short else f"{weekday_word(first)} "
    if (first.year, first.month) == (last.year, last.month):
        begin = f"{named}{first.day}"
    elif first.year == last.year:
        begin = named + _("{day} {month}").format(day=first.day, month=month_word(first.month))
    else:
        begin = named + date_words(first, today)
    return f"{begin}-{end}" if short else f"{begin} - {end}"


def count_words(first: date, last: date) -> str:
    """Return how many days there are from `first` to `last`, both included."""
    count = (last - first).days + 1
    return ngettext("{count} day", "{count} days", count).format(count=count)


def target_words(target: str) -> str:
    """Return a target, as the settings have it, in words."""
    if target == "off":
        return _("off: no clock runs")
    return _("within {time} of working time").format(time=target)


def share_words(share: float) -> str:
    """Return a share of the time to the due in words."""
    return _("{percent}% of the working time").format(percent=round(share * 100))


def country_words(country: str, language: str) -> str:
    """Return the name of a country, with its region where `country` has one; its code where it has no name."""
    from babel import Locale

    code, _dash, region = country.partition("-")
    name = Locale.parse(language).territories.get(code, code)
    return _("{country}, region {region}").format(country=name, region=region) if region else name


def currency_words(code: str, language: str) -> str:
    """Return a currency's name behind its code."""
    from babel import Locale

    name = Locale.parse(language).currencies.get(code, "")
    return f"{code}, {name}" if name else code


def language_words(languages: Sequence[str]) -> str:
    """Return the names of languages."""
    return ", ".join(language_word(language) for language in languages)


def time_there(zone: ZoneInfo, now: datetime) -> str:
    """Return what the clock shows in `zone` at `now`."""
    there = now.astimezone(zone)
    return _("{weekday} {time} there now").format(weekday=weekday_word(there), time=f"{there:%H:%M}")


def _days_words(days: Sequence[Weekday]) -> str:
    first, last = weekday_words(days[0]), weekday_words(days[-1])
    return first if len(days) == 1 else f"{first}-{last}"
