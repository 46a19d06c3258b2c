"""The days of a rule are those that dateutil gives, however they are asked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from store.rules.repetition import check_rule
from store.rules.rule_days import days_after, days_between, is_in_period_of, lasting, passed_days

SOFIA = ZoneInfo("Europe/Sofia")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))
INTERVALS = some.integers(1, 5) | some.integers(1, 1000)
MONTHS = some.lists(some.integers(1, 12), min_size=1, max_size=3, unique=True)
MONTH_DAYS = some.lists(some.integers(1, 31) | some.integers(-31, -1), min_size=1, max_size=4, unique=True)
PLAIN_DAYS = some.lists(some.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True)
NTH_DAYS = some.lists(
    some.builds("{}{}".format, some.integers(1, 5) | some.integers(-5, -1), some.sampled_from(WEEKDAYS)),
    min_size=1,
    max_size=3,
    unique=True,
)
PLACES = some.lists(some.integers(1, 6) | some.integers(-6, -1), min_size=1, max_size=2, unique=True)


@some.composite
def rules(draw: some.DrawFn) -> str:
    frequency = draw(some.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    is_wide = frequency in ("MONTHLY", "YEARLY")
    parts = {"FREQ": frequency}
    if draw(some.booleans()):
        parts["INTERVAL"] = str(draw(INTERVALS))
    if draw(some.integers(0, 3)) == 0:
        parts["WKST"] = draw(some.sampled_from(WEEKDAYS))
    for name, kind in (("BYMONTH", MONTHS), ("BYMONTHDAY", MONTH_DAYS)):
        if draw(some.integers(0, 2)) == 0:
            parts[name] = ",".join(map(str, draw(kind)))
    if draw(some.booleans()):
        parts["BYDAY"] = ",".join(draw(NTH_DAYS | PLAIN_DAYS if is_wide else PLAIN_DAYS))
    if is_wide and ("BYDAY" in parts or "BYMONTHDAY" in parts) and draw(some.integers(0, 2)) == 0:
        parts["BYSETPOS"] = ",".join(map(str, draw(PLACES)))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def walked(rule: str, start: date, until: date, hour: time = time(17, 30)) -> list[date]:
    """The days that dateutil walks behind the start."""
    begun = datetime.combine(start, hour)
    end = datetime.combine(until, time(23, 59, 59))
    return [wall.date() for wall in rrulestr(rule, dtstart=begun).between(begun, end, inc=False)]


def dates(ordinals) -> list[date]:
    return [date.fromordinal(one) for one in ordinals]


@given(rule=rules(), start=DAYS)
def test_a_rule_comes_on_the_days_on_which_dateutil_has_it_come(rule: str, start: date) -> None:
    until = start + timedelta(days=1500)
    found = takewhile(lambda day: day <= until, dates(islice(days_after(rule, start, None), 60)))
    assert list(found) == walked(lasting(rule, start), start, until)[:60]


@given(rule=rules(), start=DAYS, away=some.integers(-400, 800), length=some.integers(-3, 800))
def test_any_stretch_of_it_is_cut_from_the_same_days(rule: str, start: date, away: int, length: int) -> None:
    first = start + timedelta(days=away)
    last = first + timedelta(days=length)
    found = dates(days_between(rule, start, first.toordinal(), last.toordinal(), None))
    expected = walked(lasting(rule, start), start, max(last, start))
    assert found == [day for day in expected if first <= day <= last]


@given(rule=rules(), start=DAYS, count=some.integers(1, 30), first=some.integers(0, 300))
def test_so_many_times_counts_the_first(rule: str, start: date, count: int, first: int) -> None:
    until = start + timedelta(days=1500)
    expected = walked(lasting(rule, start), start, until)[: count - 1]
    begin, end = start.toordinal() + first, until.toordinal()
    found = dates(days_between(f"{rule};COUNT={count}", start, begin, end, None))
    assert found == [day for day in expected if day.toordinal() >= begin]


@given(rule=rules(), start=DAYS, length=some.integers(0, 600), hour=some.times(), end=some.times())
def test_an_end_at_an_hour_is_held_against_the_hour_of_the_due(
    rule: str, start: date, length: int, hour: time, end: time
) -> None:
    hour, end = hour.replace(microsecond=0), end.replace(microsecond=0)
    until = datetime.combine(start + timedelta(days=length), end)
    begun = datetime.combine(start, hour)
    found = dates(days_after(f"{rule};UNTIL={until:%Y%m%dT%H%M%S}", begun, None))
    expected = rrulestr(f"{lasting(rule, start)};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=begun)
    assert found == [wall.date() for wall in expected if wall.date() > start]


@given(rule=rules(), start=DAYS, later=some.integers(0, 900), hour=some.times(), looked=some.times())
def test_what_has_passed_is_what_dateutil_counts(rule: str, start: date, later: int, hour: time, looked: time) -> None:
    hour, looked = hour.replace(microsecond=0), looked.replace(microsecond=0)
    begun, now = datetime.combine(start, hour), datetime.combine(start + timedelta(days=later), looked)
    expected = [] if now < begun else rrulestr(lasting(rule, start), dtstart=begun).between(begun, now, inc=True)
    assert passed_days(rule, begun, now, None) == sum(wall.date() > start for wall in expected)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=-1",
        "FREQ=MONTHLY;BYDAY=MO,1TU",
        "FREQ=YEARLY;INTERVAL=3;BYWEEKNO=53",
    ],
)
def test_a_rare_rule_goes_through_dateutil(rule: str) -> None:
    start, last = date(2026, 3, 4), date(2040, 12, 31)
    found = dates(days_between(check_rule(rule), start, start.toordinal(), last.toordinal(), None))
    assert found == walked(rule, start, last)
    three = dates(days_between(rule + ";COUNT=3", start, start.toordinal(), last.toordinal(), None))
    assert three == found[:2]


def test_the_usual_ones_do_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr("dateutil.rrule.rrulestr", refuse)
    for rule in ("FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"):
        assert len(list(islice(days_after(rule, date(2026, 3, 4), None), 5))) == 5


def test_a_rule_that_ends_in_utc_ends_by_the_shops_clock() -> None:
    start = datetime(2026, 3, 2, 0, 30)
    # 22:15 UTC is 00:15 in Sofia: the due at half past midnight lies behind it.
    assert dates(days_after("FREQ=DAILY;UNTIL=20260303T221500Z", start, SOFIA)) == [date(2026, 3, 3)]
    assert dates(days_after("FREQ=DAILY;UNTIL=20260303T223000Z", start, SOFIA)) == [date(2026, 3, 3), date(2026, 3, 4)]


def test_the_ends_of_time_are_no_trouble() -> None:
    last = date.max
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=12;BYDAY=-1FR"):
        found = dates(days_after(rule, date(9999, 10, 5), None))
        assert found, rule
        assert max(found) <= last
        assert list(days_after(rule, last, None)) == []
        assert list(days_between(rule, date(1, 1, 3), -50, 2, None)) == []


def test_it_looks_a_hundred_years_ahead_and_no_further() -> None:
    assert len(list(days_after("FREQ=YEARLY", date(2026, 3, 4), None))) == 100
    assert list(days_after("FREQ=YEARLY;INTERVAL=1000", date(2026, 3, 4), None)) == []
    assert list(days_after("FREQ=DAILY;INTERVAL=7;BYDAY=MO", date(2026, 3, 4), None)) == [], "a Wednesday is no Monday"


@pytest.mark.parametrize(
    ("rule", "day", "other", "same"),
    [
        ("FREQ=WEEKLY", "2026-03-02", "2026-03-08", True),
        ("FREQ=WEEKLY;WKST=SU", "2026-03-02", "2026-03-08", False),
        ("FREQ=MONTHLY", "2026-03-01", "2026-03-31", True),
        ("FREQ=YEARLY", "2026-12-31", "2027-01-01", False),
        ("FREQ=DAILY", "2026-03-02", "2026-03-03", False),
    ],
)
def test_the_week_of_a_rule_begins_where_it_says(rule: str, day: str, other: str, same: bool) -> None:
    assert is_in_period_of(rule, date.fromisoformat(day), date.fromisoformat(other)) is same
