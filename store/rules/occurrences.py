"""On which days follow-ups fall in a span of time, those that recur worked out ahead without making records of them.

Days are ordinals, as `date.toordinal` gives them: a month view needs them in their thousands, and few as dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from store.records.follow_up import FollowUp
from store.rules.repetition import check_rule
from store.rules.rule_days import days_between
from store.rules.shop_days import wall_of

Days = Sequence[int]


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


def standing_day(follow_up: FollowUp, zone: tzinfo) -> int | None:
    """Return the day on which an open follow-up itself stands: its due, or the end of its snooze.

    None while it waits for something to happen.
    """
    when = follow_up.snoozed_until or follow_up.due
    if when is None:
        return None
    return (when.astimezone(zone) if isinstance(when, datetime) else when).toordinal()


def coming_days(follow_up: FollowUp, now: datetime, first: int, last: int) -> Days:
    """Return the days on which an open follow-up comes again after it is dealt with, from `first` to `last`, in order.

    They are those that `following` gives one after the other if it is done in time, at the end of its snooze, or now
    where it is overdue: later than its own due, and than now.

    Args:
        follow_up: its own due is not among the days; one that does not recur has none.
        now: aware, in the shop's zone.
        first: the first day of the span.
        last: the last day of the span.

    Raises:
        NotUnderstoodError: its rule cannot be read.
    """
    due = follow_up.due
    if due is None or not follow_up.rule:
        return ()
    zone = now.tzinfo
    assert zone is not None
    wall = wall_of(due, zone)
    # An hour that is still ahead today comes today.
    is_ahead = isinstance(wall, datetime) and wall.time() > now.time()
    first = max(first, now.toordinal() + (not is_ahead))
    if follow_up.snoozed_until is not None:
        # It is dealt with then, at the soonest.
        first = max(first, (standing_day(follow_up, zone) or 0) + 1)
    return days_between(_checked(follow_up.rule), wall, first, last, zone)


def due_on(follow_up: FollowUp, day: date, zone: tzinfo) -> Occurrence:
    """Return when on `day` a follow-up is due that stands or comes there: by its snooze, else at the hour of its due.

    An hour that the clocks skip that day becomes one that they show.
    """
    is_coming = standing_day(follow_up, zone) != day.toordinal()
    when = follow_up.due if is_coming else follow_up.snoozed_until or follow_up.due
    if not isinstance(when, datetime):
        return Occurrence(follow_up, day, is_coming)
    wall = datetime.combine(day, when.astimezone(zone).time())
    return Occurrence(follow_up, datetime.fromtimestamp(wall.replace(tzinfo=zone).timestamp(), zone), is_coming)


@lru_cache(maxsize=8192)
def _checked(rule: str) -> str:
    return check_rule(rule)
