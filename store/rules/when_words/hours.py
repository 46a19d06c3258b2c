"""Which hour of the day was meant: morning or afternoon, and on which side of midnight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store.rules.when_words.context import TimeOfDay, WhenContext
from store.rules.when_words.said import Part, Said
from store.rules.when_words.wording import no_such_time

_NOON = 12

# part of the day → hours from 1 to 12 that are counted from midnight, from noon, and around the midnight that ends it
_HALVES: dict[Part, tuple[range, range, range]] = {
    "dawn": (range(1, 9), range(0), range(0)),
    "morning": (range(1, 12), range(0), range(0)),
    "noon": (range(10, 12), range(1, 5), range(0)),
    "afternoon": (range(0), range(1, 9), range(0)),
    "evening": (range(0), range(4, 12), range(0)),
    "tonight": (range(0), range(4, 12), range(1, 4)),
    "night": (range(0), range(6, 12), range(1, 6)),
    "am": (range(1, 12), range(0), range(0)),
    "pm": (range(0), range(1, 12), range(0)),
}

# what 12 o'clock, and 00:30, mean in a part of the day
_TWELVE: dict[Part, str] = {
    "dawn": "first",
    "am": "first",
    "noon": "noon",
    "afternoon": "noon",
    "pm": "noon",
    "evening": "midnight",
    "tonight": "midnight",
    "night": "midnight",
}

# hours in 24-hour notation that agree with a part of the day
_FULL: dict[Part, range] = {
    "noon": range(13, 17),
    "afternoon": range(13, 21),
    "evening": range(16, 24),
    "tonight": range(16, 24),
    "night": range(18, 24),
    "pm": range(13, 24),
}


def times(said: Said) -> list[TimeOfDay]:
    """The hours that can be meant, the likeliest first; an empty list if the hour contradicts the part of the day.

    Raises NotUnderstoodError for an hour that does not exist.
    """
    clock = said.clock
    if clock is None:
        return []
    if clock.hour > 23 or clock.minute > 59 or clock.second > 59:
        raise no_such_time(clock.hour, clock.minute, clock.second)
    if clock.midnight or said.part:
        hours = _around_midnight(0) if clock.midnight else _in_part(clock.hour, said.part)
    elif clock.exact:
        hours = [(clock.hour, False)]
    elif clock.hour == _NOON:
        hours = [(_NOON, False), (0, True)]
    else:
        hours = [(clock.hour, False), (clock.hour + _NOON, False)]
    return [TimeOfDay(hour, clock.minute, clock.second, next_day) for hour, next_day in hours]


def _around_midnight(hour: int) -> list[tuple[int, bool]]:
    """Friday midnight, 2 at night: the night that leads into the day, or the one that it leads into."""
    return [(hour, False), (hour, True)]


def _in_part(hour: int, part: Part) -> list[tuple[int, bool]]:
    if hour > _NOON:
        return [(hour, False)] if hour in _FULL.get(part, range(0)) else []
    if hour in {0, _NOON}:
        meaning = _TWELVE.get(part, "")
        if meaning == "noon":
            return [(_NOON, False)] if hour == _NOON else []
        if meaning == "midnight":
            return _around_midnight(0)
        return [(0, False)] if meaning == "first" else []
    from_midnight, from_noon, after = _HALVES[part]
    if hour in from_midnight:
        return [(hour, False)]
    if hour in from_noon:
        return [(hour + _NOON, False)]
    return _around_midnight(hour) if hour in after else []


def chosen(said: Said, instants: Sequence[datetime], context: WhenContext) -> Sequence[datetime]:
    """Of several instants for one said hour those that can be meant: one if opening hours or the present settle it.

    An instant on the wrong side of now gives way to one on the right side, unless only the former is inside opening
    hours: `today at 9`, said in the afternoon, is asked about.
    """
    if len(instants) < 2:
        return instants
    if said.clock is not None and said.clock.written and not said.part:
        written, other = instants
        doubtful = context.is_open(other) and not context.is_open(written)
        return instants if doubtful else [written]
    suiting = [instant for instant in instants if context.suits(instant)] or instants
    inside = [instant for instant in suiting if context.is_open(instant)]
    if len(inside) == 1:
        return inside
    if len(suiting) == 1 and not any(context.is_open(instant) for instant in instants):
        return suiting
    return instants if len(suiting) == 1 else suiting
