"""From what was said to the dates and instants that it can mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from store.errors import NotUnderstoodError
from store.rules.when_words.calendar_days import days_from
from store.rules.when_words.context import TimeOfDay, WhenContext
from store.rules.when_words.days import Days
from store.rules.when_words.figures import could_be_date
from store.rules.when_words.hours import chosen, times
from store.rules.when_words.said import (
    DayOfMonth,
    MonthDay,
    MonthEdge,
    NamedDay,
    Now,
    NthWeekday,
    Numeric,
    Offset,
    Part,
    Said,
    Shift,
    Weekend,
    WholeMonth,
)
from store.rules.when_words.wording import which_one

# Until what hour a part of the day lasts; said alone and later than that, it is tomorrow's.
_ENDS: dict[Part, int] = {
    "dawn": 7,
    "morning": 12,
    "noon": 15,
    "afternoon": 18,
    "evening": 23,
    "tonight": 24,
    "night": 24,
}
_STARTS: dict[Part, int] = {"noon": 11, "afternoon": 12, "evening": 16, "tonight": 16, "night": 18}

_NOON = 12
_LAST_HOUR = 23


def one_reading(text: str, sayings: Iterable[Said], context: WhenContext) -> date | datetime | None:
    """The one date or instant that the sayings of a text mean; None if they mean none.

    Raises AmbiguousError if they mean several, and NotUnderstoodError if all that they mean does not exist.
    """
    found: dict[tuple[type, str], date] = {}
    refusal: NotUnderstoodError | None = None
    for said in sayings:
        for full in _completed(said):
            try:
                for reading in _readings(full, context):
                    found.setdefault((type(reading), reading.isoformat()), reading)
            except NotUnderstoodError as error:
                refusal = refusal or error
    if len(found) > 1:
        raise which_one(text, list(found.values()))
    if not found and refusal is not None:
        raise refusal
    return next(iter(found.values()), None)


def _completed(said: Said) -> list[Said]:
    """The saying with its lone number put in its place: an hour beside a day, or a day of the month."""
    if said.bare is None:
        return [said]
    if said.clock is not None:
        return []
    number = said.bare.hour
    as_hour = replace(said, bare=None, clock=said.bare)
    as_day = replace(said, bare=None, day=DayOfMonth(number))
    if said.part:
        return [as_hour]
    if said.weekday is not None and said.day is None:
        # friday 13: at 13:00, or the 13th? The calendar knows whether the latter can be.
        return [as_hour] if said.span is not None else [as_hour, as_day]
    if isinstance(said.day, Offset | NamedDay):
        return [as_hour]
    if said.day is None and said.span is None and (said.bound == "until" or said.direction < 0):
        # until 5, by 15, before 5
        return [each for each, fits in ((as_hour, number <= _LAST_HOUR), (as_day, number > _NOON)) if fits]
    return []


def _readings(said: Said, context: WhenContext) -> Sequence[date]:
    if not _consistent(said, context):
        return []
    if isinstance(said.day, Now):
        return [context.later(0)]
    if isinstance(said.day, Shift) and said.day.seconds:
        return [_after(said.day, said.direction or context.onward, context)]
    hours = times(said)
    if said.clock is None:
        return _without_hour(said, context)
    by_hour = [[context.instant(day, hour) for day in Days(said, context, hour).meant()] for hour in hours]
    if len({len(instants) for instants in by_hour}) > 1:
        # one hour of today has gone by and the other has not
        if said.clock.written and not said.part:
            return by_hour[0]
        return chosen(said, [instant for instants in by_hour for instant in instants], context)
    return [instant for alternatives in zip(*by_hour, strict=True) for instant in chosen(said, alternatives, context)]


def _after(shift: Shift, direction: int, context: WhenContext) -> datetime:
    """In 2 hours, in a day and 2 hours: hours are real time, also over a change of the clocks."""
    if not shift.days:
        return context.later(direction * shift.seconds)
    day = days_from(context.today, direction * shift.days)
    hour = TimeOfDay(context.now.hour, context.now.minute, context.now.second)
    there = replace(context, now=context.instant(day, hour))
    return there.later(direction * shift.seconds)


def _without_hour(said: Said, context: WhenContext) -> Sequence[date]:
    if said.part and said.day is None and said.weekday is None:
        return _part_alone(said.part, context)
    days = Days(said, context, None).meant()
    if said.day_end and said.day is None and said.weekday is None:
        days = [context.today]
    if said.direction < 0 and not isinstance(said.day, Shift) and not said.part:
        # before friday: is Friday itself still in time?
        return [each for day in days for each in (days_from(day, -1), day)]
    return days


def _part_alone(part: Part, context: WhenContext) -> Sequence[date]:
    """`Evening` is today's until it is over. A morning that still lasts may be this one or the next."""
    today, hour = context.today, context.now.hour
    if context.past:
        return [today if hour >= _STARTS.get(part, 0) else days_from(today, -1)]
    tomorrow = days_from(today, 1)
    if part in {"am", "pm"}:
        return []
    if hour >= _ENDS[part]:
        return [tomorrow]
    return [today, tomorrow] if part in {"dawn", "morning"} else [today]


def _consistent(said: Said, context: WhenContext) -> bool:
    """Whether the parts of a saying can stand together; `after friday` and `in 2 hours at 5` cannot.

    `Before friday` can be a due, and never tells when something happened.
    """
    day, clock = said.day, said.clock
    named = day is not None or said.weekday is not None or said.day_end
    if not (named or said.span or clock or said.part):
        return False
    if isinstance(day, Now):
        return said == Said(day=day, bound=said.bound) and said.bound != "since"
    if isinstance(day, Shift):
        return _consistent_length(said, day, past=context.past)
    if said.direction > 0:
        return False
    if said.direction < 0 and (context.past or not _before_day(said)):
        return False
    if isinstance(day, DayOfMonth) and day.loose and said.direction < 0 and said.bound != "until":
        return False
    if said.day_end and (clock or said.part or said.span):
        return False
    if clock is not None and clock.weak and not named and not said.part:
        return clock.dotted and not could_be_date((clock.hour, clock.minute), ".", context)
    if said.weekday is not None and not isinstance(day, Offset | MonthDay | Numeric | DayOfMonth | None):
        return False
    if said.span is not None and not _consistent_span(said):
        return False
    return not (isinstance(day, WholeMonth | Weekend) and (clock or said.part))


def _consistent_length(said: Said, shift: Shift, *, past: bool) -> bool:
    if said.span is not None or said.bound in {"since", "during"} or said.day_end:
        return False
    if said.bound == "until" and said.direction < 0:
        return False
    if said.clock is not None and said.clock.weak:
        # 1h 15m is a length of time, and not 15 months at 1
        return False
    if shift.seconds:
        return not (said.clock or said.part or said.weekday is not None)
    if said.weekday is not None:
        whole_weeks = shift.smallest == 3 and not shift.months
        # thu 2 weeks lies ahead; of something that has happened it would have to say which way
        return whole_weeks and said.direction >= (1 if past else 0)
    return True


def _before_day(said: Said) -> bool:
    """Whether `before` can stand with it: before friday, before 17:00, before the end of the month."""
    return said.span is None and not isinstance(said.day, WholeMonth | Weekend | Now)


def _consistent_span(said: Said) -> bool:
    """Whether a week, month or year goes with the rest: friday next week, the 5th of next month, 4 march next year."""
    span, day = said.span, said.day
    if span is None:
        return True
    match span.unit:
        case "week":
            if day is None:
                return said.weekday is not None or not (said.clock or said.part)
            return isinstance(day, Offset) and day.days == 0
        case "month":
            if day is None:
                return said.weekday is None and not (said.clock or said.part)
            return isinstance(day, DayOfMonth) or (isinstance(day, NthWeekday) and day.month is None)
        case _:
            if day is None:
                return said.weekday is None and not (said.clock or said.part)
            if isinstance(day, MonthDay | WholeMonth | MonthEdge):
                return day.year is None
            return isinstance(day, Numeric) and len(day.numbers) == 2
