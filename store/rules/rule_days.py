"""The days of a recurrence rule inside a span, stepped off directly for the rules that people use.

`dateutil.rrule` walks from the first day of a rule to the span and makes a `datetime` of each, which for thousands of
rules takes a second and more. The usual ones (every so many days, weeks, months or years, on weekdays, on days of the
month, on the last Friday) are arithmetic. All others go through `dateutil`; that both agree is a property test.
Days are proleptic Gregorian ordinals, as `date.toordinal` gives them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONTHS = 12
_LAST = date.max.toordinal()
_LAST_MONTH = date.max.year * _MONTHS + _MONTHS - 1

Days = Sequence[int]


class Steps(NamedTuple):
    """A rule that can be stepped off.

    Attributes:
        by: what is stepped over.
        interval: by how many of them.
        weekdays: of a week, 0 for Monday; empty for that of the start.
        first_weekday: with which a week begins, 0 for Monday.
        month: of a year, 1 to 12; 0 for the start's.
        month_days: of a month, negative from its end; empty for the start's.
        is_last: whether only the last of them that a month has is meant.
        nth_weekdays: of a month: which one, negative from its end, and its weekday.
    """

    by: Literal["day", "week", "month", "year"]
    interval: int
    weekdays: tuple[int, ...] = ()
    first_weekday: int = 0
    month: int = 0
    month_days: tuple[int, ...] = ()
    is_last: bool = False
    nth_weekdays: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=4096)
def steps_of(rule: str) -> Steps | None:
    """Return how `rule` is stepped off, None where it is one for `dateutil`.

    Args:
        rule: an RFC 5545 RRULE value as `check_rule` gives it, without COUNT and UNTIL.
    """
    parts = dict(part.split("=") for part in rule.strip(";").split(";"))
    frequency, interval = parts.pop("FREQ"), int(parts.pop("INTERVAL", "1"))
    first = _WEEKDAYS.index(parts.pop("WKST", "MO"))
    names = frozenset(parts)
    if frequency == "DAILY" and not names:
        return Steps("day", interval)
    if frequency == "WEEKLY" and names <= {"BYDAY"}:
        named = parts["BYDAY"].split(",") if names else []
        if not all(name in _WEEKDAYS for name in named):
            return None
        weekdays = tuple(sorted({_WEEKDAYS.index(name) for name in named}))
        return Steps("week", interval, weekdays, first)
    month = 0
    if frequency == "YEARLY":
        if names in (frozenset(("BYMONTHDAY",)), frozenset(("BYDAY",))) or "," in parts.get("BYMONTH", ""):
            return None
        month = int(parts.pop("BYMONTH", "0"))
    elif frequency != "MONTHLY":
        return None
    return _monthly(Steps("month" if frequency == "MONTHLY" else "year", interval, month=month), parts)


def _monthly(steps: Steps, parts: dict[str, str]) -> Steps | None:
    names = frozenset(parts)
    if not names:
        return steps
    if steps.by == "year" and not steps.month:
        return None
    if names == {"BYDAY"}:
        named = parts["BYDAY"].split(",")
        if any(name in _WEEKDAYS for name in named):
            return None
        nth = tuple((int(name[:-2]), _WEEKDAYS.index(name[-2:])) for name in named)
        return steps._replace(nth_weekdays=nth) if all(1 <= abs(one) <= 5 for one, _weekday in nth) else None
    if names == {"BYMONTHDAY"} or (names == {"BYMONTHDAY", "BYSETPOS"} and parts["BYSETPOS"] == "-1"):
        days = tuple(int(day) for day in parts["BYMONTHDAY"].split(","))
        return steps._replace(month_days=days, is_last=len(names) > 1)
    return None


def step_days(steps: Steps, start: int, first: int, last: int) -> Days:
    """Return the days after `start`, which the rule counts from, that lie from `first` to `last`, in order."""
    first, last = max(first, start + 1), min(last, _LAST)
    if last < first:
        return ()
    if steps.by == "day":
        return _progression(start, steps.interval, first, last)
    if steps.by == "week":
        return _week_days(steps, start, first, last)
    return _month_days(steps, start, first, last)


def rule_days(rule: str, start: datetime, first: int, last: int) -> list[int]:
    """Return the same for any rule, by way of `dateutil`; slow.

    Args:
        rule: an RFC 5545 RRULE value without COUNT and UNTIL.
        start: on the wall of the shop, without a zone.
        first: the first day that counts; no day up to that of `start` does.
        last: the last day that counts.

    Raises:
        ValueError: it cannot be read.
    """
    # Costs more than everything else that a command imports, and is needed for few.
    from dateutil.rrule import rrulestr

    first, last = max(first, start.toordinal() + 1), min(last, _LAST)
    if last < first:
        return []
    found = rrulestr(rule, dtstart=start).between(
        datetime.fromordinal(first), datetime.fromordinal(last).replace(hour=23, minute=59, second=59), inc=True
    )
    return [wall.toordinal() for wall in found]


def within(days: Days, first: int, last: int) -> Days:
    """Return those of `days`, which are in order, that lie from `first` to `last`."""
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _progression(start: int, step: int, first: int, last: int) -> range:
    """Return `start`, `start + step` … as far as they lie from `first` to `last`."""
    return range(start + max(0, -(-(first - start) // step)) * step, last + 1, step)


def _week_days(steps: Steps, start: int, first: int, last: int) -> Days:
    step = steps.interval * 7
    weekday = (start - 1) % 7
    # The rule counts whole weeks: the one of the start may have days before it.
    week = start - (weekday - steps.first_weekday) % 7
    runs = [
        _progression(week + (day - steps.first_weekday) % 7, step, first, last) for day in steps.weekdays or (weekday,)
    ]
    return runs[0] if len(runs) == 1 else sorted(day for run in runs for day in run)


def _month_days(steps: Steps, start: int, first: int, last: int) -> list[int]:
    begun = date.fromordinal(start)
    origin = begun.year * _MONTHS + begun.month - 1
    interval = steps.interval
    if steps.by == "year":
        interval *= _MONTHS
        origin += (steps.month or begun.month) - begun.month
    wanted = _month_of(first)
    month = origin if wanted <= origin else origin + -(-(wanted - origin) // interval) * interval
    until = min(_month_of(last), _LAST_MONTH)
    found: list[int] = []
    while month <= until:
        found += _days_in(month, steps.month_days or (() if steps.nth_weekdays else (begun.day,)), steps)
        month += interval
    return [day for day in found if first <= day <= last]


def _days_in(month: int, month_days: tuple[int, ...], steps: Steps) -> Days:
    return _days_in_month(month, month_days, steps.is_last, steps.nth_weekdays)


@lru_cache(maxsize=65_536)
def _days_in_month(
    month: int, month_days: tuple[int, ...], is_last: bool, nth_weekdays: tuple[tuple[int, int], ...]
) -> Days:
    begin, length = _month(month)
    days: set[int] = set()
    for day in month_days:
        within_month = day if day > 0 else length + 1 + day
        if 1 <= within_month <= length:
            days.add(begin + within_month - 1)
    for nth, weekday in nth_weekdays:
        if nth > 0:
            found = begin + (weekday - (begin - 1)) % 7 + 7 * (nth - 1)
        else:
            end = begin + length - 1
            found = end - ((end - 1) - weekday) % 7 + 7 * (nth + 1)
        if begin <= found < begin + length:
            days.add(found)
    return (max(days),) if is_last and days else tuple(sorted(days))


@lru_cache(maxsize=4096)
def _month(month: int) -> tuple[int, int]:
    """Return the first day of a month, counted since the year 0, and its length."""
    begin = date(month // _MONTHS, month % _MONTHS + 1, 1).toordinal()
    if month >= _LAST_MONTH:
        return begin, 31
    return begin, date((month + 1) // _MONTHS, (month + 1) % _MONTHS + 1, 1).toordinal() - begin


def _month_of(day: int) -> int:
    found = date.fromordinal(day)
    return found.year * _MONTHS + found.month - 1
