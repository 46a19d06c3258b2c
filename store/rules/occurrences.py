"""On which days follow-ups fall in a span of time, those that recur worked out ahead without making records of them.

Days are ordinals, as `date.toordinal` gives them: a month view needs them in their thousands, and few as dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from store.records.follow_up import FollowUp
from store.rules.dues import hour_of, planned, seen_window, shown_days
from store.rules.follow_ups import put_off_until, shown_due
from store.rules.repetition import check_rule
from store.rules.rule_days import days_between
from store.rules.shop_days import at_wall, day_of, end_of_closed, on_working_day
from store.rules.working_time import Calendar

Days = Sequence[int]
Shift = Callable[[Iterable[int], FollowUp], list[int]]
"""The working days on which a follow-up that is planned for some days is to be done, in their order."""


class Occurrence(NamedTuple):
    """A follow-up on a day.

    Attributes:
        follow_up: the open record.
        due: when on that day: a date for all day, else an instant in the shop's zone.
        is_coming: whether it comes again that day by its rule, while the record itself stands on another.
    """

    follow_up: FollowUp
    due: date | datetime
    is_coming: bool


class RuleAhead(NamedTuple):
    """How a follow-up comes again.

    Attributes:
        rule: its RRULE value.
        start: the day, or the moment on the shop's wall, from which that counts.
        soonest: the first day, as an ordinal, on which it can come.
    """

    rule: str
    start: date | datetime
    soonest: int


def standing_moment(follow_up: FollowUp, calendar: Calendar, now: datetime) -> date | datetime | None:
    """Return when an open follow-up itself stands: its due on a working day, or the end of a snooze that lies ahead.

    A season stands on the day on which it opens, and from then on today. None while it waits for something to happen.
    """
    if follow_up.due is None:
        return None
    put_off, today = put_off_until(follow_up, calendar.zone, now), now.date()
    if put_off is not None:
        return put_off
    window, due = seen_window(follow_up, today, calendar.zone), shown_due(follow_up, calendar)
    if window is None or due is None:
        return due
    opens = day_of(due, calendar.zone) if window.opens == follow_up.due else window.opens
    return max(opens, today)


def standing_day(follow_up: FollowUp, calendar: Calendar, now: datetime) -> int | None:
    """Return the day of `standing_moment`."""
    moment = standing_moment(follow_up, calendar, now)
    return None if moment is None else day_of(moment, calendar.zone).toordinal()


def coming_days(
    follow_up: FollowUp, calendar: Calendar, now: datetime, first: int, last: int, shift: Shift | None = None
) -> Days:
    """Return the days on which an open follow-up comes again after it is dealt with, from `first` to `last`, in order.

    They are those that `following` gives one after the other if it is done in time, at the end of its snooze, or now
    where it is overdue: later than its own due, and than now.

    Args:
        follow_up: its own due is not among the days; one that does not recur has none.
        calendar: the shop's.
        now: aware, in the shop's zone.
        first: the first day of the span.
        last: the last day of the span.
        shift: `on_working_day` with a memory, for thousands of them.

    Raises:
        NotUnderstoodError: its rule cannot be read.
    """
    due, zone = follow_up.due, calendar.zone
    if due is None or not (follow_up.rule or follow_up.season):
        return ()
    if follow_up.season:
        today = now.toordinal()
        window = seen_window(follow_up, now.date(), zone)
        assert window is not None
        since = max(today, window.opens.toordinal(), standing_day(follow_up, calendar, now) or 0)
        span = date.fromordinal(max(1, first)), date.fromordinal(last)
        return [day.toordinal() for day in shown_days(follow_up, *span, calendar) if day.toordinal() > since]
    rule, wall, soonest = rule_ahead(follow_up, calendar, now)
    on_closed = follow_up.on_closed
    if on_closed == "same":
        return days_between(rule, wall, max(first, soonest), last, zone)
    move = shift or shift_of(calendar)
    if on_closed == "next":
        since, until = end_of_closed(date.fromordinal(max(1, first)), on_closed, calendar).toordinal(), last
    else:
        since, until = first, end_of_closed(date.fromordinal(last), on_closed, calendar).toordinal()
    planned = days_between(rule, wall, max(since, soonest), until, zone)
    # Two that are planned for closed days are one to the owner where they come to the same day.
    moved = dict.fromkeys(move(planned, follow_up))
    standing = standing_day(follow_up, calendar, now)
    return [day for day in moved if first <= day <= last and day != standing]


def rule_ahead(follow_up: FollowUp, calendar: Calendar, now: datetime) -> RuleAhead:
    """Return how an open follow-up that recurs comes again from `now` on; see `coming_days`.

    Raises:
        NotUnderstoodError: its rule cannot be read.
    """
    due, zone = follow_up.due, calendar.zone
    assert due is not None
    wall = planned(follow_up, zone)
    today = now.toordinal()
    # An hour that is still ahead today comes today.
    is_ahead = isinstance(wall, datetime) and wall.time() > now.time()
    soonest = today + (not is_ahead)
    put_off = put_off_until(follow_up, zone, now)
    if put_off is not None:
        # It is dealt with then, at the soonest.
        soonest = max(soonest, day_of(put_off, zone).toordinal() + 1)
    if follow_up.counts_from == "completion":
        wall = _begun(wall, max(today, soonest - 1))
    return RuleAhead(_checked(follow_up.rule), wall, soonest)


def shift_of(calendar: Calendar) -> Shift:
    """Return what finds the working days for planned ones, and remembers them: nothing is looked up twice."""
    known: dict[tuple[str, object], dict[int, int]] = {}

    def shift(days: Iterable[int], follow_up: FollowUp) -> list[int]:
        on_closed, hour = follow_up.on_closed, hour_of(follow_up, calendar.zone)
        moved = known.setdefault((on_closed, hour), {})
        found: list[int] = []
        for day in days:
            if day not in moved:
                due: date | datetime = date.fromordinal(day)
                if hour is not None:
                    due = at_wall(due, hour, calendar.zone)
                moved[day] = day_of(on_working_day(due, on_closed, calendar, hour), calendar.zone).toordinal()
            found.append(moved[day])
        return found

    return shift


def due_on(follow_up: FollowUp, day: date, calendar: Calendar, now: datetime) -> Occurrence:
    """Return when on `day` a follow-up is due that stands or comes there: by its snooze, else at the hour of its due.

    An hour that the clocks skip that day becomes one that they show.
    """
    standing = standing_moment(follow_up, calendar, now)
    is_coming = standing is None or day_of(standing, calendar.zone) != day
    zone = calendar.zone
    if not is_coming:
        hour = standing.astimezone(zone).time() if isinstance(standing, datetime) else None
    else:
        hour = None if follow_up.due is None else hour_of(follow_up, zone)
    return Occurrence(follow_up, day if hour is None else at_wall(day, hour, zone), is_coming)


def _begun(wall: date | datetime, soonest: int) -> date | datetime:
    """Return the start of a rule that counts from completion: its due, or where that has passed the day it is done."""
    if wall.toordinal() >= soonest:
        return wall
    day = date.fromordinal(soonest)
    return datetime.combine(day, wall.time()) if isinstance(wall, datetime) else day


@lru_cache(maxsize=8192)
def _checked(rule: str) -> str:
    return check_rule(rule)
