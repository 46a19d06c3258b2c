"""Days and hours on the wall of the shop, and the working day that stands for one on which it is closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from store.rules.working_time import Calendar, start_of_day

# A shop that is closed for longer than a year will not come back to anybody on another day.
_MOST_CLOSED_DAYS = 366
_DAY = timedelta(days=1)


def on_working_day(
    due: date | datetime, on_closed: str, calendar: Calendar, hour: time | None = None
) -> date | datetime:
    """Return `due` on the same, the next or the previous working day, if its own is closed.

    Args:
        due: a date, or an aware instant.
        on_closed: `same`, `next` or `previous`.
        calendar: the shop's. Where it has no working day within a year, `due` stays.
        hour: the one that it has on another day; its own where None.
    """
    if on_closed == "same" or (isinstance(due, datetime) and calendar.is_open(due)):
        return due
    day = planned = day_of(due, calendar.zone)
    step = _DAY if on_closed == "next" else -_DAY
    for _tried in range(_MOST_CLOSED_DAYS):
        if calendar.opens_on(day):
            break
        day += step
    else:
        return due
    if day == planned:
        return due
    return (
        at_wall(day, hour or due.astimezone(calendar.zone).time(), calendar.zone) if isinstance(due, datetime) else day
    )


def end_of_closed(day: date, on_closed: str, calendar: Calendar) -> date:
    """Return how far a stretch of closed days reaches that touches `day`: `day` itself where there is none.

    Those before it are due on it or behind it by `next`, those behind it by `previous`.
    """
    step = -_DAY if on_closed == "next" else _DAY
    for _tried in range(_MOST_CLOSED_DAYS):
        if calendar.opens_on(day + step):
            break
        day += step
    return day


def day_of(moment: date | datetime, zone: tzinfo) -> date:
    """Return the day of a date, or of an instant in `zone`."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def wall_of(moment: date | datetime, zone: tzinfo) -> date | datetime:
    """Return a date, or an instant as the wall of the shop shows it, naive."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0) if isinstance(moment, datetime) else moment


def at_wall(day: date, hour: time, zone: tzinfo) -> datetime:
    """Return the instant of `day` at which the wall of the shop shows `hour`.

    By way of the seconds since 1970, so that an hour which the clocks skip that day becomes one that they show.
    """
    wall = datetime.combine(day, hour)
    return datetime.fromtimestamp(wall.replace(tzinfo=zone, fold=0).timestamp(), zone)


def instant_of(moment: date | datetime, zone: tzinfo) -> datetime:
    """Return an instant, or that at which a date begins."""
    return moment if isinstance(moment, datetime) else start_of_day(moment, zone)
