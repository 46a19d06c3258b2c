"""Dates that exist, and steps from one to another, within the years in which a shop's promises and memories lie."""

from __future__ import annotations

from datetime import date, timedelta

from store.rules.when_words.said import NthWeekday
from store.rules.when_words.wording import no_such_date, no_such_figures, no_such_weekday, too_far

# Outside these years a typing mistake is likelier than a promise.
FIRST_YEAR = 1900
LAST_YEAR = 2199

_DECEMBER = 12


def checked(day: date) -> date:
    """The day itself; raises NotUnderstoodError if it lies beyond the years that are read."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise too_far()
    return day


def days_from(day: date, days: int) -> date:
    """The date so many days on; raises NotUnderstoodError beyond the years that are read."""
    try:
        return checked(day + timedelta(days=days))
    except OverflowError:
        raise too_far() from None


def months_from(day: date, months: int) -> date:
    """The same day so many months on, or that month's last day where it has no such day (31 January: 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise too_far()
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def checked_year(year: int) -> int:
    """The year itself; raises NotUnderstoodError if it lies beyond those that are read."""
    return checked(date(min(max(year, 1), 9999), 1, 1)).year


def existing_date(year: int, month: int, day: int) -> date:
    """That date; raises NotUnderstoodError if it does not exist or lies beyond the years that are read."""
    checked_year(year)
    if not 1 <= month <= _DECEMBER:
        raise no_such_figures(f"{year}-{month:02}-{day:02}")
    if not 1 <= day <= month_length(year, month):
        raise no_such_date(day, month, year)
    return date(year, month, day)


def day_in_month(first: date, day: int) -> date:
    """That day of the month that begins on `first`; raises NotUnderstoodError if the month has no such day."""
    if day > month_length(first.year, first.month):
        raise no_such_date(day, first.month, first.year)
    return first.replace(day=day)


def nth_weekday(first: date, nth: NthWeekday) -> date:
    """That weekday of the month that begins on `first`; raises NotUnderstoodError if the month has too few of them."""
    if nth.nth < 0:
        last = first.replace(day=month_length(first.year, first.month))
        return last - timedelta(days=(last.weekday() - nth.weekday) % 7)
    day = first + timedelta(days=(nth.weekday - first.weekday()) % 7 + 7 * (nth.nth - 1))
    if day.month != first.month:
        raise no_such_weekday(nth.nth, nth.weekday, first.month)
    return day
