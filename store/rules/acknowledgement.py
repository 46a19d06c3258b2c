"""The promise that goes with an acknowledgement: when the customer will have a real answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from store.errors import WrongStateError
from store.records.shop import Shop
from store.rules.promises import Usual, aim_of
from store.rules.working_time import Calendar, start_of_day

KIND = "ack"


class OfferedPromise(NamedTuple):
    """What may be promised with an acknowledgement: by which day, and by when we mean to be done with it."""

    due: date
    aim: datetime


def promise_with_acknowledgement(
    made: datetime, target_s: int | None, usual: Usual | None, shop: Shop, calendar: Calendar
) -> OfferedPromise | None:
    """Return what to promise with an acknowledgement; None where the shop never opens again.

    The next day on which the shop is open will do, which leaves a whole day and an aim much earlier; a later one where
    the channel's own target, or what was usual so far, takes longer than that.

    Args:
        made: when the message is acknowledged, aware.
        target_s: the target to a first answer on that channel, in seconds of working time; None where it is off.
        usual: how long such promises took; None where that is not known.
        shop: for its share of the time by which we mean to be done (`promise.aim.ack`).
        calendar: the shop's.
    """
    tomorrow = made.astimezone(calendar.zone).date() + timedelta(days=1)
    opening = calendar.next_opening(start_of_day(tomorrow, calendar.zone))
    if calendar.intervals_on(tomorrow):
        due = tomorrow
    elif opening is not None:
        due = opening.date()
    else:
        return None
    for seconds in (target_s, usual.p80_s if usual is not None else None):
        if seconds is not None:
            try:
                due = max(due, calendar.add(made, seconds).date())
            except WrongStateError:
                return None
    return OfferedPromise(due, aim_of(made, due, KIND, shop, calendar))
