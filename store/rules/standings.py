"""Where open follow-ups stand: overdue, today, this week, later, or waiting for something to happen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from store.records.follow_up import FollowUp

Place = Literal["overdue", "today", "week", "later", "waiting"]
PLACES: tuple[Place, ...] = ("overdue", "today", "week", "later", "waiting")
FollowUpKind = Literal["once", "recurring", "occasion"]
FOLLOW_UP_KINDS: tuple[FollowUpKind, ...] = ("once", "recurring", "occasion")

_LAST_WEEKDAY = 6


class Standing(NamedTuple):
    """An open follow-up, and where it stands.

    Attributes:
        follow_up: the record.
        place: `overdue` from the day after it was due, or put off to; `week` until Sunday; `waiting` for its occasion.
        day: on which it is to be done; None while it waits.
        hour: at which, in the shop's zone, where it has one.
        late_days: for how many days it is overdue; 0 where it is not.
        is_put_off: whether that day is the end of a snooze, not its due.
    """

    follow_up: FollowUp
    place: Place
    day: date | None
    hour: datetime | None = None
    late_days: int = 0
    is_put_off: bool = False


def standings(follow_ups: Iterable[FollowUp], now: datetime) -> list[Standing]:
    """Return where open follow-ups stand at `now`, the longest overdue first, those that wait last, by their occasion.

    Args:
        follow_ups: open ones.
        now: aware, in the shop's zone.
    """
    today = now.date()
    sunday = today + timedelta(days=_LAST_WEEKDAY - today.weekday())
    found = [_standing(one, now, today, sunday) for one in follow_ups]
    found.sort(key=_by_time)
    return found


def kind_of(follow_up: FollowUp) -> FollowUpKind:
    """Return of which kind a follow-up is."""
    if follow_up.due is None:
        return "occasion"
    return "recurring" if follow_up.rule else "once"


def _standing(follow_up: FollowUp, now: datetime, today: date, sunday: date) -> Standing:
    when = follow_up.snoozed_until or follow_up.due
    if when is None:
        return Standing(follow_up, "waiting", None)
    hour = None
    day = when
    if isinstance(when, datetime):
        hour = when.astimezone(now.tzinfo)
        day = hour.date()
    late = (today - day).days
    place: Place = "overdue" if late > 0 else "today" if late == 0 else "week" if day <= sunday else "later"
    return Standing(follow_up, place, day, hour, max(0, late), follow_up.snoozed_until is not None)


def _by_time(standing: Standing) -> tuple[int, str, bool, str, int]:
    hour = standing.hour
    if standing.day is None:
        return 1 << 40, standing.follow_up.occasion.casefold(), False, "", standing.follow_up.id
    return standing.day.toordinal(), "", hour is not None, f"{hour:%H%M%S}" if hour else "", standing.follow_up.id
