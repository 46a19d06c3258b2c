"""The shop's own day: when it begins, when the shop closes, and when it opens again after that.

A night that runs past midnight belongs to the day on which it began, as in the rules of working time. So the day of a
bar that closes at two ends after two, and not at midnight.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from store.rules.working_time import Calendar, start_of_day

_AFTER_A_NIGHT = timedelta(hours=3)
"""For so long after a night the day that it belongs to can still be looked back on, unless the shop opens before."""


class ShopDay(NamedTuple):
    """One day of the shop's; all instants are aware, in the shop's zone.

    Attributes:
        day: its date.
        begins: the first instant that belongs to it.
        ends: the first that does not any more.
        closes: when the shop closes for the last time on it; None where it does not open.
        next_opening: when the shop opens after that; None where it never does, or never closes.
    """

    day: date
    begins: datetime
    ends: datetime
    closes: datetime | None
    next_opening: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether the shop was open on this day and has closed for the last time at `now`, which belongs to it."""
        return self.closes is not None and now >= self.closes


def shop_day(calendar: Calendar, now: datetime) -> ShopDay:
    """Return the day of the shop's to which `now` belongs.

    Args:
        calendar: the shop's.
        now: aware.
    """
    local = now.astimezone(calendar.zone)
    day = local.date()
    if local < _begins(calendar, day):
        day -= timedelta(days=1)
    intervals = calendar.intervals_on(day)
    closes = intervals[-1].closes if intervals else None
    begins, ends = _begins(calendar, day), _begins(calendar, day + timedelta(days=1))
    return ShopDay(day, begins, ends, closes, calendar.next_opening(max(local, closes or local)))


def _begins(calendar: Calendar, day: date) -> datetime:
    """Return the first instant that belongs to `day`: midnight, or a while after a night that went on past it."""
    midnight = start_of_day(day, calendar.zone)
    before = calendar.intervals_on(day - timedelta(days=1))
    if not before or before[-1].closes <= midnight:
        return midnight
    closed = before[-1].closes
    own = calendar.intervals_on(day)
    later = closed + _AFTER_A_NIGHT
    return min(later, max(closed, own[0].opens)) if own else later
