"""Repetitions as RFC 5545 rules: `every 2 weeks`, `her ayın 5'i`, `매년`, `κάθε Παρασκευή`, `всяка година`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from store.errors import NotUnderstoodError
from store.rules.when_words.calendar_days import days_from, month_length, months_from, nth_weekday
from store.rules.when_words.context import TimeOfDay, WhenContext
from store.rules.when_words.every_grammar import repeats, repetitions
from store.rules.when_words.folding import fold
from store.rules.when_words.hours import chosen, times
from store.rules.when_words.lexicon import languages_of, lexicon
from store.rules.when_words.said import DayOfMonth, Edge, Every, MonthDay, NthWeekday, Said
from store.rules.when_words.scan import tokens
from store.rules.when_words.wording import no_such_date, shown, which_one
from store.sentences import _

__all__ = ["Recurrence", "read_recurrence"]

# Nobody comes back to a customer every 1,001 days; it is a slip of the finger.
MOST = 1000

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}

# Days of a month that every month has.
_ALWAYS = 28


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A repetition: an RFC 5545 RRULE value, and its first occurrence after now, from which the rule counts.

    `first` is a date, or an aware instant where an hour was said. A day that some months lack (the 31st, 29 February)
    is their last day: the rule then lists the days from the 28th on and takes the last that exists.
    """

    rule: str
    first: date | datetime


def read_recurrence(text: str, context: WhenContext) -> Recurrence | None:
    """The repetition that a person's words mean, or None if they speak of none.

    Raises NotUnderstoodError for a repetition that makes no sense (every 0 weeks, every 31 april), and AmbiguousError
    where its hour can be read in two ways.
    """
    folded = fold(text)
    ahead = replace(context, past=False)
    said_repeatedly = False
    found: dict[Recurrence, None] = {}
    for language in languages_of(folded):
        words = tokens(folded, lexicon(language))
        if words is None or not repeats(words):
            continue
        said_repeatedly = True
        for said in repetitions(words):
            recurrence = _recurrence(text, said, ahead)
            if recurrence is not None:
                found[recurrence] = None
    if len(found) > 1:
        raise which_one(text, [each.first for each in found])
    if said_repeatedly and not found:
        raise _no_repetition(text)
    return next(iter(found), None)


def _recurrence(text: str, said: Said, context: WhenContext) -> Recurrence | None:
    """The recurrence of one saying, None if its parts do not go together."""
    if said.every is None or said.span or said.direction or said.bare or said.weekday is not None:
        return None
    if not 1 <= said.every.interval <= MOST:
        raise NotUnderstoodError(
            _("A repetition comes every 1 to {most} days, weeks, months or years.").format(most=MOST)
        )
    plan = _plan(said, said.every, context.today)
    if plan is None:
        return None
    rule, days = plan
    if said.clock is None:
        return Recurrence(rule, next(day for day in days if day > context.today))
    firsts = [_first(days, hour, context) for hour in times(said)]
    meant = chosen(said, firsts, context)
    if len(meant) > 1:
        raise which_one(text, meant)
    return Recurrence(rule, meant[0]) if meant else None


def _first(days: Sequence[date], hour: TimeOfDay, context: WhenContext) -> datetime:
    instants = (context.instant(day, hour) for day in days)
    return next(instant for instant in instants if instant > context.now)


def _plan(said: Said, every: Every, today: date) -> tuple[str, Sequence[date]] | None:
    """The rule, and the days among which the first occurrence is, in order, from today on."""
    day, unit = said.day, every.unit
    if unit == "workday":
        return _weekly(1, (0, 1, 2, 3, 4), today) if day is None and not said.weekdays else None
    if said.weekdays:
        return _weekly(every.interval, said.weekdays, today) if day is None and unit in {"", "week"} else None
    match day:
        case None if unit:
            return _stepping(every, today)
        case MonthDay(month=month, day=number, year=None) if unit in {"", "year"}:
            return _yearly(every.interval, month, number, today)
        case DayOfMonth(day=number) if unit in {"", "month"}:
            return _monthly(every.interval, number, today)
        case NthWeekday(month=None) as nth if unit in {"", "month"}:
            return _monthly_weekday(every.interval, nth, today)
        case Edge(end=end, unit="month", offset=None) if unit in {"", "month"}:
            return _month_edges(every.interval, today, end=end)
        case Edge(end=end, unit="year", offset=None) if unit in {"", "year"}:
            return _yearly(every.interval, *((12, 31) if end else (1, 1)), today)
        case _:
            return None


def _rule(frequency: str, interval: int, *parts: str) -> str:
    every = [f"INTERVAL={interval}"] if interval > 1 else []
    return ";".join([f"FREQ={frequency}", *every, *parts])


def _month_days(day: int) -> list[str]:
    """The day of the month, or in months without it the last one."""
    if day <= _ALWAYS:
        return [f"BYMONTHDAY={day}"]
    days = ",".join(str(each) for each in range(_ALWAYS, day + 1))
    return [f"BYMONTHDAY={days}", "BYSETPOS=-1"]


def _in_month(first: date, day: int) -> date:
    return first.replace(day=min(day, month_length(first.year, first.month)))


def _stepping(every: Every, today: date) -> tuple[str, Sequence[date]]:
    """Every 2 weeks: counted from today, which is none of the occurrences unless its hour is still ahead."""
    interval = every.interval
    frequency = _FREQUENCIES[every.unit]
    if every.unit in {"day", "week"}:
        first = days_from(today, interval * (7 if every.unit == "week" else 1))
        daily = every.unit == "day" and interval == 1
        return _rule(frequency, interval), [today, first] if daily else [first]
    months = interval * (12 if every.unit == "year" else 1)
    first = months_from(today, months)
    parts: list[str] = []
    if every.unit == "month" and today.day > _ALWAYS:
        parts = _month_days(today.day)
    elif (today.month, today.day) == (2, 29):
        parts = ["BYMONTH=2", *_month_days(today.day)]
    return _rule(frequency, interval, *parts), [first]


def _weekly(interval: int, weekdays: Sequence[int], today: date) -> tuple[str, Sequence[date]]:
    names = ",".join(_NAMES[weekday] for weekday in sorted(set(weekdays)))
    week = [today + timedelta(days=days) for days in range(8)]
    return (
        _rule("WEEKLY", interval, f"BYDAY={names}"),
        [day for day in week if day.weekday() in weekdays],
    )


def _monthly(interval: int, day: int, today: date) -> tuple[str, Sequence[date]]:
    if day > 31:
        raise no_such_date(day, today.month)
    months = [months_from(today.replace(day=1), step) for step in range(3)]
    return _rule("MONTHLY", interval, *_month_days(day)), [
        candidate for first in months if (candidate := _in_month(first, day)) >= today
    ]


def _month_edges(interval: int, today: date, *, end: bool) -> tuple[str, Sequence[date]]:
    days = _monthly(interval, 31 if end else 1, today)[1]
    return _rule("MONTHLY", interval, f"BYMONTHDAY={-1 if end else 1}"), days


def _monthly_weekday(interval: int, nth: NthWeekday, today: date) -> tuple[str, Sequence[date]] | None:
    if nth.nth > 4:
        return None
    months = [months_from(today.replace(day=1), step) for step in range(3)]
    return _rule("MONTHLY", interval, f"BYDAY={nth.nth}{_NAMES[nth.weekday]}"), [
        day for first in months if (day := nth_weekday(first, nth)) >= today
    ]


def _yearly(interval: int, month: int, day: int, today: date) -> tuple[str, Sequence[date]]:
    if not 1 <= day <= month_length(2000, month):
        raise no_such_date(day, month)
    # only 29 February is a day that some years lack
    days = _month_days(day) if (month, day) == (2, 29) else [f"BYMONTHDAY={day}"]
    years = [_in_month(date(today.year + step, month, 1), day) for step in range(3)]
    return _rule("YEARLY", interval, f"BYMONTH={month}", *days), [each for each in years if each >= today]


def _no_repetition(text: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _(
            "“{text}” is no repetition that can be read: write it like “every 2 weeks”, “every friday” or "
            "“every 1 march”."
        ).format(text=shown(text))
    )
