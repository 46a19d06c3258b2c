"""Rules that are stepped off give the days that dateutil gives."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from store.rules.rule_days import rule_days, step_days, steps_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = some.dates(date(1990, 1, 1), date(2060, 12, 31))
INTERVALS = some.integers(1, 1000) | some.integers(1, 5)
MONTH_DAYS = some.lists(some.integers(1, 31) | some.integers(-31, -1), min_size=1, max_size=4, unique=True)
NTH = some.lists(
    some.builds("{}{}".format, some.integers(1, 5) | some.integers(-5, -1), some.sampled_from(WEEKDAYS)),
    min_size=1,
    max_size=3,
    unique=True,
)


@some.composite
def usual_rules(draw: some.DrawFn) -> str:
    frequency = draw(some.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={frequency}"]
    if draw(some.booleans()):
        parts.append(f"INTERVAL={draw(INTERVALS)}")
    if draw(some.booleans()):
        parts.append(f"WKST={draw(some.sampled_from(WEEKDAYS))}")
    if frequency == "WEEKLY" and draw(some.booleans()):
        days = draw(some.lists(some.sampled_from(WEEKDAYS), min_size=1, unique=True))
        parts.append(f"BYDAY={','.join(days)}")
    in_month = draw(some.booleans()) if frequency == "YEARLY" else frequency == "MONTHLY"
    if frequency == "YEARLY" and in_month:
        parts.append(f"BYMONTH={draw(some.integers(1, 12))}")
    if in_month:
        by = draw(some.sampled_from(("nothing", "days", "last", "weekdays")))
        if by in ("days", "last"):
            parts.append(f"BYMONTHDAY={','.join(map(str, draw(MONTH_DAYS)))}")
        if by == "last":
            parts.append("BYSETPOS=-1")
        if by == "weekdays":
            parts.append(f"BYDAY={','.join(draw(NTH))}")
    return ";".join(parts)


@given(rule=usual_rules(), start=DAYS, first=DAYS, length=some.integers(-3, 800))
def test_a_usual_rule_is_stepped_off_as_dateutil_walks_it(rule: str, start: date, first: date, length: int) -> None:
    steps = steps_of(rule)
    assert steps is not None, rule
    begin = first.toordinal()
    found = list(step_days(steps, start.toordinal(), begin, begin + length))
    walked = [
        wall.toordinal()
        for wall in rrulestr(rule, dtstart=datetime(start.year, start.month, start.day, 17, 30)).between(
            datetime.fromordinal(begin), datetime.fromordinal(max(1, begin + length + 1)), inc=False
        )
    ]
    expected = [day for day in walked if start.toordinal() < day and begin <= day <= begin + length]
    assert found == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2",
        "FREQ=WEEKLY;BYMONTH=6;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=FR",
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=-1",
    ],
)
def test_any_other_rule_goes_through_dateutil(rule: str) -> None:
    start = datetime(2026, 3, 4, 17, 30)
    first, last = date(2026, 3, 1).toordinal(), date(2027, 12, 31).toordinal()
    assert steps_of(rule) is None
    found = rule_days(rule, start, first, last)
    assert found, "the span is long enough for each of them"
    assert found == [wall.toordinal() for wall in rrulestr(rule, dtstart=start).between(start, datetime(2028, 1, 1))]


def test_the_ends_of_time_are_no_trouble() -> None:
    last = date.max.toordinal()
    for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=12;BYDAY=-1FR"):
        steps = steps_of(rule)
        assert steps is not None
        assert all(day <= last for day in step_days(steps, date(9999, 10, 5).toordinal(), 1, last + 900)), rule
        assert list(step_days(steps, last, last, last + 9)) == []
        assert list(step_days(steps, 3, -50, 2)) == []
