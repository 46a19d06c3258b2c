"""A time zone as calendars want it written out: each change of its clocks, with the offsets before and after.

RFC 5545, 3.6.5: the start of an observance is the local time by the offset that held before it. What the library makes
of a zone takes the offset after it, so that the hour of the change itself would be read wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(days=7)


class _Turn(NamedTuple):
    """One change of the clocks: its instant in UTC, and offset, name and whether it is summer time before and after."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def zone_component(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """Return the VTIMEZONE of `zone` from before the year `first`, 2 or later, to the end of the year `last`."""
    from icalendar import Timezone

    component = Timezone()
    component.add("tzid", zone.key)
    start = datetime(first - 1, 1, 1, tzinfo=UTC)
    opening = _turn(start, start, zone)
    component.add_component(_observance([opening._replace(before=opening.after)]))
    groups: dict[tuple[timedelta, timedelta, str, bool], list[_Turn]] = {}
    for turn in _turns(zone, start, datetime(last + 1, 1, 1, tzinfo=UTC)):
        groups.setdefault(turn[1:], []).append(turn)
    for turns in groups.values():
        component.add_component(_observance(turns))
    return component


def _observance(turns: list[_Turn]) -> TimezoneStandard | TimezoneDaylight:
    from icalendar import TimezoneDaylight, TimezoneStandard

    first = turns[0]
    observance = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    onsets = [(turn.at + turn.before).replace(tzinfo=None) for turn in turns]
    observance.add("dtstart", onsets[0])
    if len(onsets) > 1:
        observance.add("rdate", onsets[1:])
    observance.add("tzoffsetfrom", first.before)
    observance.add("tzoffsetto", first.after)
    observance.add("tzname", first.name)
    return observance


def _turns(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[_Turn]:
    """Give every change of the clocks; two within a week of each other happen nowhere but at the end of a war."""
    former, day = start, start + _STEP
    while former < end:
        if _state(former, zone) != _state(day, zone):
            before, after = former, day
            while after - before > timedelta(seconds=1):
                middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
                if _state(middle, zone) == _state(former, zone):
                    before = middle
                else:
                    after = middle
            if after < end:
                yield _turn(after, before, zone)
        former, day = day, day + _STEP


def _turn(at: datetime, before: datetime, zone: ZoneInfo) -> _Turn:
    local, former = at.astimezone(zone), before.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    return _Turn(at, former.utcoffset() or timedelta(), offset, local.tzname() or "", bool(local.dst()))


def _state(moment: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None, bool]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname(), bool(local.dst())
