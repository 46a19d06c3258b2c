"""Where open follow-ups have their place in a list: overdue, today, this week, later, or waiting for something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from store.records.follow_up import FollowUp
from store.rules.dues import seen_window
from store.rules.follow_ups import put_off_until, shown_due, shown_from
from store.rules.shop_days import day_of
from store.rules.working_time import Calendar

Place = Literal["overdue", "gone", "today", "week", "later", "waiting"]
PLACES: tuple[Place, ...] = ("overdue", "gone", "today", "week", "later", "waiting")

_LAST_WEEKDAY = 6


class Placed(NamedTuple):
    """An open follow-up, and its place.

    Attributes:
        follow_up: the record.
        place: `overdue` from the day after it was due; `gone` where its season is over; `today` also for one that is
            on Today before its due, and for a season that is open; `week` until Sunday; `waiting` for its occasion.
        day: on which it is due, or put off to; of a season the day on which its window opens; None while it waits.
        hour: at which, in the shop's zone, where it has one.
        late_days: for how many days it is overdue; 0 where it is not.
        is_put_off: whether that day is the end of a snooze, and lies ahead.
        until: the last day of its season.
    """

    follow_up: FollowUp
    place: Place
    day: date | None
    hour: datetime | None = None
    late_days: int = 0
    is_put_off: bool = False
    until: date | None = None


def in_place(follow_ups: Iterable[FollowUp], calendar: Calendar, now: datetime) -> list[Placed]:
    """Return open follow-ups with their places at `now`, the longest overdue first, those that wait last.

    Args:
        follow_ups: open ones.
        calendar: the shop's.
        now: aware, in the shop's zone.
    """
    today = now.date()
    sunday = today + timedelta(days=_LAST_WEEKDAY - today.weekday())
    found = [_placed(one, calendar, now, today, sunday) for one in follow_ups]
    found.sort(key=_in_order)
    return found


def _placed(follow_up: FollowUp, calendar: Calendar, now: datetime, today: date, sunday: date) -> Placed:
    if follow_up.due is None:
        return Placed(follow_up, "waiting", None)
    until: date | None = None
    when = shown_due(follow_up, calendar)
    window = seen_window(follow_up, today, calendar.zone)
    if window is not None:
        until = window.closes
        if window.opens != follow_up.due:
            when = window.opens
        if window.is_gone:
            return Placed(follow_up, "gone", window.opens, until=until)
    put_off = put_off_until(follow_up, calendar.zone, now)
    is_put_off = put_off is not None
    when = put_off or when
    assert when is not None
    hour = when.astimezone(calendar.zone) if isinstance(when, datetime) else None
    day = hour.date() if hour is not None else when
    late = (today - day).days
    if until is not None and late > 0:
        return Placed(follow_up, "today", day, hour, until=until)
    is_on_today = late == 0 or (not is_put_off and _is_shown_early(follow_up, calendar, today))
    place: Place = "overdue" if late > 0 else "today" if is_on_today else "week" if day <= sunday else "later"
    return Placed(follow_up, place, day, hour, max(0, late), is_put_off, until)


def _is_shown_early(follow_up: FollowUp, calendar: Calendar, today: date) -> bool:
    """Whether one that is due on another day is on Today by now: ahead of its due, or brought forward by a snooze."""
    if not follow_up.lead_days and follow_up.snoozed_until is None:
        return False
    begins = shown_from(follow_up, calendar)
    return begins is not None and day_of(begins, calendar.zone) <= today


def _in_order(placed: Placed) -> tuple[int, str, int, str, int]:
    identity = placed.follow_up.id
    if placed.day is None:
        return PLACES.index("waiting"), placed.follow_up.occasion.casefold(), 0, "", identity
    # All day comes before an hour.
    hour = f"{placed.hour:%H%M%S}" if placed.hour is not None else ""
    return PLACES.index(placed.place), "", placed.day.toordinal(), hour, identity
