"""The arithmetic of a response clock: which time was counted, which was left out, and why.

So that the owner can follow how a clock came to its figure, hour by hour, with nothing to take on trust.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from store.records.shop import Shop
from store.rules.clocks import Pauses, ResponseClock, counted_stretches
from store.rules.working_time import Calendar, start_of_day

Why = Literal["closed", "closed_day", "holiday", "not_ours"]


class LeftOut(NamedTuple):
    """A stretch that was not counted, from `start` until just before `end`, both in the shop's zone.

    `why`: outside of the hours (`closed`); a day on which the shop was closed, `name` being the reason, or a public
    holiday, `name` being its own; or the matter was not ours (`not_ours`), it waited on the customer.
    """

    start: datetime
    end: datetime
    why: Why
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """From when to when a clock ran, the seconds that were counted, and each stretch that was left out, in order.

    `end` is now while it runs. `never_due` where the shop has no opening hours ahead that it could run out in.
    """

    start: datetime
    end: datetime
    counted_s: int
    left_out: tuple[LeftOut, ...]
    never_due: bool = False


def arithmetic(clock: ResponseClock, shop: Shop, calendar: Calendar, now: datetime) -> Arithmetic:
    """Return how `clock` came to its figures.

    The counted seconds and those of the stretches left out come to the real time from start to end.

    Args:
        clock: one of the shop's.
        shop: for the names of its closed days and holidays.
        calendar: of the same shop.
        now: aware; when the clock was worked out.
    """
    start = clock.started.astimezone(UTC)
    end = max(clock.ended or now, clock.started).astimezone(UTC)
    left_out: list[LeftOut] = []
    for one, other, is_ours in _parts(start, end, clock.pauses):
        if is_ours:
            left_out += _closed(one, other, shop, calendar)
        else:
            left_out.append(LeftOut(one.astimezone(calendar.zone), other.astimezone(calendar.zone), "not_ours"))
    return Arithmetic(
        start=start.astimezone(calendar.zone),
        end=end.astimezone(calendar.zone),
        counted_s=clock.elapsed_working_s,
        left_out=tuple(left_out),
        never_due=clock.is_running and clock.target_s is not None and clock.overdue is None and not clock.is_paused,
    )


def _parts(start: datetime, end: datetime, pauses: Pauses) -> Iterator[tuple[datetime, datetime, bool]]:
    """Give the stretches of a clock in order, those on us and those in which it was paused."""
    last = start
    for one, other in counted_stretches(start, end, pauses):
        if last < one:
            yield last, one, False
        if one < other:
            yield one, other, True
        last = other
    if last < end:
        yield last, end, False


def _closed(start: datetime, end: datetime, shop: Shop, calendar: Calendar) -> list[LeftOut]:
    """Return the stretches from `start` to `end` in which the shop was closed; those alike and in a row as one."""
    found: list[LeftOut] = []
    shut = start
    for opens, closes in [*calendar.stretches(start, end), (end, end)]:
        for one, other, why, name in _by_reason(shut, opens, shop, calendar):
            former = found[-1] if found else None
            if former is not None and former.end == one and (former.why, former.name) == (why, name):
                found[-1] = former._replace(end=other)
            else:
                found.append(LeftOut(one, other, why, name))
        shut = closes
    return found


def _by_reason(
    start: datetime, end: datetime, shop: Shop, calendar: Calendar
) -> Iterator[tuple[datetime, datetime, Why, str]]:
    zone = calendar.zone
    day = start.astimezone(zone).date()
    while start < end:
        following = day + timedelta(days=1)
        until = min(end, start_of_day(following, zone).astimezone(UTC))
        if until > start:
            yield start.astimezone(zone), until.astimezone(zone), *_reason(day, shop, calendar)
        start, day = until, following


def _reason(day: date, shop: Shop, calendar: Calendar) -> tuple[Why, str]:
    key = day.isoformat()
    if not calendar.intervals_on(day):
        if key in shop.closed:
            return "closed_day", shop.closed[key]
        if key in shop.holidays:
            return "holiday", shop.holidays[key]
    return "closed", ""
