"""Around the nights on which the clocks change, forward and back, time is counted to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from store.records.shop import DatedHours, Shop
from store.rules.working_time import Calendar, start_of_day

HOUR = 3600
# At two, at three, at midnight, by half an hour, by two hours, back in spring, and the other way round in the south.
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Sofia",
        "America/New_York",
        "Africa/Cairo",
        "America/Havana",
        "Asia/Beirut",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "Africa/Casablanca",
        "Europe/Dublin",
        "America/Santiago",
    )
]
WEEKS = [
    ("09:00-18:00",) * 7,
    ("00:00-24:00",) * 7,
    ("18:00-02:00",) * 7,
    ("16:00-00:00",) * 7,
    ("22:00-00:30,01:15-04:00",) * 7,
    ("02:10-02:50,23:30-01:30",) * 7,
    ("",) * 6 + ("00:00-24:00",),
]


def changes_of(zone):
    """The instants of 2026 at which the clocks of a zone change, with the seconds by which they do."""
    found = []
    first = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    offsets = [datetime.fromtimestamp(first + n * HOUR // 2, zone).utcoffset() for n in range(365 * 48)]
    for number, (former, later) in enumerate(pairwise(offsets)):
        if former != later:
            found.append((first + (number + 1) * HOUR // 2, int((later - former).total_seconds())))
    return found


CHANGES = [(zone, second, by) for zone in ZONES for second, by in changes_of(zone)]
# Weeks of closure over each change of 2026 in the north, with a night that is opened all the same.
AWAY = {
    day.isoformat(): "away"
    for first, days in ((date(2026, 3, 5), 30), (date(2026, 10, 20), 20))
    for day in (first + timedelta(days=count) for count in range(days))
}
OPENED = {"2026-03-28": "20:00-05:00", "2026-10-25": "00:30-03:30,23:00-00:30"}
SHOPS = [
    *(Shop(hours=(DatedHours(days=days),)) for days in WEEKS),
    Shop(hours=(DatedHours(days=WEEKS[0]),), closed=AWAY, opened=OPENED),
    Shop(hours=(DatedHours(days=WEEKS[4]), DatedHours(since=date(2026, 3, 29), days=WEEKS[2])), opened=OPENED),
]
CALENDARS = {(zone.key, number): Calendar.of(shop, zone) for zone in ZONES for number, shop in enumerate(SHOPS)}
AROUND = st.tuples(st.sampled_from(CHANGES), st.integers(0, len(SHOPS) - 1), st.integers(-40 * HOUR, 40 * HOUR))


def picked(around):
    (zone, second, _by), week, away = around
    return CALENDARS[zone.key, week], datetime.fromtimestamp(second + away, zone)


def test_there_are_changes_in_both_directions():
    assert {by > 0 for _zone, _second, by in CHANGES} == {True, False}
    assert {abs(by) for _zone, _second, by in CHANGES} == {HOUR // 2, HOUR, 2 * HOUR}
    assert len(CHANGES) == 2 * len(ZONES)


@settings(max_examples=500, deadline=None)
@given(around=AROUND, amount=st.integers(0, 80 * HOUR))
def test_add_and_between_agree_to_the_second(around, amount):
    calendar, start = picked(around)
    end = calendar.add(start, amount)
    assert calendar.between(start, end) == amount
    assert calendar.between(end, start) == -amount
    if amount:
        assert calendar.between(start, datetime.fromtimestamp(end.timestamp() - 1, calendar.zone)) == amount - 1


@settings(max_examples=500, deadline=None)
@given(around=AROUND, spans=st.tuples(st.integers(0, 60 * HOUR), st.integers(0, 60 * HOUR)))
def test_adding_twice_is_adding_once(around, spans):
    calendar, start = picked(around)
    first, second = spans
    twice, once = calendar.add(calendar.add(start, first), second), calendar.add(start, first + second)
    assert twice.timestamp() == once.timestamp()


@settings(max_examples=500, deadline=None)
@given(around=AROUND, length=st.integers(0, 80 * HOUR))
def test_what_was_counted_is_over_by_then(around, length):
    calendar, start = picked(around)
    end = datetime.fromtimestamp(start.timestamp() + length, calendar.zone)
    counted = calendar.between(start, end)
    assert 0 <= counted <= length
    # Two times of one zone compare as the clocks show them, which is wrong in the hour that comes twice.
    assert calendar.add(start, counted).timestamp() <= end.timestamp()


@settings(max_examples=40, deadline=None)
@given(around=AROUND, minutes=st.integers(1, 48 * 60))
def test_what_is_counted_is_the_time_that_the_shop_is_open(around, minutes):
    calendar, start = picked(around)
    begin = int(start.timestamp()) // 60 * 60
    moments = (datetime.fromtimestamp(begin + n * 60, calendar.zone) for n in range(minutes))
    open_minutes = sum(calendar.is_open(moment) for moment in moments)
    end = datetime.fromtimestamp(begin + minutes * 60, calendar.zone)
    assert calendar.between(datetime.fromtimestamp(begin, calendar.zone), end) == open_minutes * 60


@settings(max_examples=200, deadline=None)
@given(change=st.sampled_from(CHANGES), days_before=st.integers(0, 3), days=st.integers(1, 6))
def test_a_shop_that_never_closes_loses_not_a_second(change, days_before, days):
    zone, second, by = change
    calendar = CALENDARS[zone.key, 1]
    day = datetime.fromtimestamp(second, zone).date() - timedelta(days=days_before)
    first, last = start_of_day(day, zone), start_of_day(day + timedelta(days=days), zone)
    counted = calendar.between(first, last)
    assert counted == last.timestamp() - first.timestamp()
    assert days * 24 * HOUR - counted in (0, by)
    assert calendar.next_opening(first) is None
