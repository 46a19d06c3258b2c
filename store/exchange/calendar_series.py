"""How a follow-up that recurs is said in a calendar: from when, by which rule, and which days move off closed ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from store.records.follow_up import FollowUp
from store.rules.dues import hour_of, seen_window
from store.rules.occurrences import rule_ahead, shift_of
from store.rules.rule_days import days_between, lasting, parts_of
from store.rules.season import window_after
from store.rules.working_time import Calendar

# Closed days are known for about so long: what lies behind comes as planned until the next export.
_MOVED_WITHIN = timedelta(days=2 * 366)
_FARTHEST = timedelta(days=100 * 366)


class Series(NamedTuple):
    """What comes by a rule.

    Attributes:
        first: the first of them: a date, or an instant in the shop's zone.
        rule: the parts of the RRULE that counts from `first`, by name; UNTIL is a date, or an instant in UTC.
        left_out: planned days or instants on which it does not come, since the shop is closed.
        instead: those on which it comes in their place.
    """

    first: date | datetime
    rule: dict[str, object]
    left_out: list[date | datetime]
    instead: list[date | datetime]


def series_of(follow_up: FollowUp, calendar: Calendar, now: datetime, *, with_own: bool) -> Series | None:
    """Return what comes of an open follow-up after its own due, or from that on; None where nothing does.

    Args:
        follow_up: one with a due.
        calendar: the shop's.
        now: aware, in the shop's zone.
        with_own: whether the series begins with its own due, which `begins_with_own` has to allow.

    Raises:
        NotUnderstoodError: its rule cannot be read.
    """
    due, zone = follow_up.due, calendar.zone
    if due is None or not (follow_up.rule or follow_up.season):
        return None
    if follow_up.season:
        window = seen_window(follow_up, now.date(), zone)
        assert window is not None
        opens = window.opens if with_own else window_after(follow_up.season, max(window.opens, now.date())).opens
        openings = [opens]
        while (after := window_after(follow_up.season, openings[-1]).opens) <= _known_until(opens):
            openings.append(after)
        month, day = int(follow_up.season[:2]), int(follow_up.season[3:5])
        return Series(
            opens, yearly_rule(month, day), *_moved(follow_up, calendar, [one.toordinal() for one in openings])
        )
    ahead, hour = rule_ahead(follow_up, calendar, now), hour_of(follow_up, zone)
    start = ahead.start
    since = start.toordinal() if with_own else max(ahead.soonest, start.toordinal() + 1)
    last = min(date.max, date.fromordinal(since) + _FARTHEST).toordinal()
    rule = parts_of(lasting(ahead.rule, date.fromordinal(start.toordinal())))
    # As far as it matters: where it ends, all of it, else its first, which may be years ahead.
    is_bounded = "COUNT" in rule or "UNTIL" in rule
    until = last if is_bounded else min(last, since + _first_within(rule))
    planned = list(days_between(ahead.rule, start, since, until, zone))
    if with_own:
        planned.insert(0, start.toordinal())
    if not planned:
        return None
    parts: dict[str, object] = dict(rule)
    if "COUNT" in rule:
        parts["COUNT"] = len(planned)
    elif "UNTIL" in rule:
        end = moment_on(planned[-1], hour, zone)
        parts["UNTIL"] = end.astimezone(UTC) if isinstance(end, datetime) else end
    first = moment_on(planned[0], hour, zone)
    known_until = _known_until(date.fromordinal(planned[0])).toordinal()
    if not is_bounded:
        planned = [planned[0], *days_between(ahead.rule, start, planned[0] + 1, known_until, zone)]
    return Series(first, parts, *_moved(follow_up, calendar, [day for day in planned if day <= known_until]))


def begins_with_own(follow_up: FollowUp) -> bool:
    """Return whether the rule of a follow-up itself falls on its due, as the start of a series has to (3.8.5.3)."""
    due = follow_up.due
    if due is None or not follow_up.rule or follow_up.counts_from == "completion":
        return bool(follow_up.season)
    rule = lasting(follow_up.rule, due.date() if isinstance(due, datetime) else due)
    if "BY" not in rule:
        return True
    from dateutil.rrule import rrulestr

    parts = {name: value for name, value in parts_of(rule).items() if name not in ("COUNT", "UNTIL")}
    wall = datetime(due.year, due.month, due.day)
    found = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=wall)
    return bool(found.between(wall, wall, inc=True))


def yearly_rule(month: int, day: int) -> dict[str, object]:
    """Return the rule of a day of the year; 29 February is 28 February in other years."""
    if (month, day) == (2, 29):
        return {"FREQ": "YEARLY", "BYMONTH": "2", "BYMONTHDAY": "28,29", "BYSETPOS": "-1"}
    return {"FREQ": "YEARLY"}


def moment_on(day: int, hour: time | None, zone: tzinfo) -> date | datetime:
    """Return a day, or what the wall of the shop shows on it at `hour`.

    An hour that the clocks skip stays as it is: so a rule gives it, and readers take it by the offset before (3.3.5).
    """
    found = date.fromordinal(day)
    return found if hour is None else datetime.combine(found, hour, zone)


def _known_until(first: date) -> date:
    return min(date.max - _MOVED_WITHIN, first) + _MOVED_WITHIN


def _moved(
    follow_up: FollowUp, calendar: Calendar, planned: list[int]
) -> tuple[list[date | datetime], list[date | datetime]]:
    """Return which planned days are left out, and what comes in their place, where they are to be working days."""
    zone, hour = calendar.zone, hour_of(follow_up, calendar.zone)
    if follow_up.on_closed == "same":
        return [], []
    moved = dict(zip(planned, shift_of(calendar)(planned, follow_up), strict=True))
    left_out = [day for day in planned if moved[day] != day]
    staying = set(planned) - set(left_out)
    instead = sorted({moved[day] for day in left_out} - staying)
    return [moment_on(day, hour, zone) for day in left_out], [moment_on(day, hour, zone) for day in instead]


def _first_within(rule: dict[str, str]) -> int:
    """Return within how many days the first of an endless rule lies, leap days included."""
    longest = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[rule["FREQ"]]
    return longest * int(rule.get("INTERVAL", "1")) * 9 + 366


def is_ahead(moment: date | datetime, now: datetime) -> bool:
    """Return whether a day has not passed, or an instant not come, at `now`."""
    return moment >= now if isinstance(moment, datetime) else moment >= now.date()


def local(moment: date | datetime, zone: tzinfo) -> date | datetime:
    """Return a date as it is, an instant in `zone`."""
    return moment.astimezone(zone) if isinstance(moment, datetime) else moment
