"""On which days follow-ups come, worked out ahead: the same days as doing each of them in time would give."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.errors import NotUnderstoodError
from store.records.follow_up import FollowUp
from store.records.shop import Shop
from store.rules.dues import following
from store.rules.occurrences import coming_days, due_on, shift_of, standing_day
from store.rules.working_time import Calendar

SOFIA = ZoneInfo("Europe/Sofia")
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=SOFIA)
CALENDAR = Calendar.of(Shop(closed={"2026-04-03": "stocktaking"}), SOFIA)
YEAR = (NOW.toordinal(), NOW.toordinal() + 365)


def follow_up(due: date | datetime | None, rule: str = "", **more: object) -> FollowUp:
    return FollowUp(id=7, customer=1, what="ask how the oven bakes", made=NOW, due=due, rule=rule, **more)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


def days(one: FollowUp, now: datetime = NOW, until: str = "2027-03-04") -> list[str]:
    found = coming_days(one, CALENDAR, now, now.toordinal(), date.fromisoformat(until).toordinal())
    return [date.fromordinal(day).isoformat() for day in found]


def test_every_last_friday_of_the_month() -> None:
    one = follow_up(date(2026, 3, 27), "FREQ=MONTHLY;BYDAY=-1FR")
    assert days(one, until="2026-07-31") == ["2026-04-24", "2026-05-29", "2026-06-26", "2026-07-31"]


def test_the_31st_is_the_last_day_of_a_shorter_month_and_comes_back() -> None:
    one = follow_up(date(2026, 3, 31), "FREQ=MONTHLY")
    assert days(one, until="2026-06-30") == ["2026-04-30", "2026-05-31", "2026-06-30"]


def test_29_february_is_28_february_in_other_years() -> None:
    one = follow_up(date(2024, 2, 29), "FREQ=YEARLY")
    assert days(one, until="2028-12-31") == ["2027-02-28", "2028-02-29"]


def test_an_overdue_one_comes_again_after_today_only() -> None:
    one = follow_up(date(2026, 2, 18), "FREQ=WEEKLY")
    assert days(one, until="2026-03-20") == ["2026-03-11", "2026-03-18"], "not today: it still stands there itself"


def test_an_hour_that_is_ahead_today_comes_today() -> None:
    one = follow_up(at("2026-02-18 17:00"), "FREQ=WEEKLY")
    assert days(one, until="2026-03-11") == ["2026-03-04", "2026-03-11"]
    assert days(one, now=at("2026-03-04 17:00"), until="2026-03-11") == ["2026-03-11"]


def test_one_that_is_put_off_comes_again_after_that() -> None:
    one = follow_up(date(2026, 3, 4), "FREQ=WEEKLY", snoozed_until=date(2026, 3, 18))
    assert standing_day(one, CALENDAR, NOW) == date(2026, 3, 18).toordinal()
    assert days(one, until="2026-04-01") == ["2026-03-25", "2026-04-01"]


def test_a_rule_that_ends_ends() -> None:
    assert days(follow_up(date(2026, 3, 4), "FREQ=WEEKLY;COUNT=3")) == ["2026-03-11", "2026-03-18"]
    assert days(follow_up(date(2026, 3, 4), "FREQ=WEEKLY;UNTIL=20260318")) == ["2026-03-11", "2026-03-18"]
    assert (
        days(follow_up(at("2026-03-04 17:00"), "FREQ=WEEKLY;UNTIL=20260318T150000")) == ["2026-03-04", "2026-03-11"][1:]
    )
    assert days(follow_up(date(2026, 3, 4), "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;COUNT=3")) == [
        "2026-03-27",
        "2026-04-24",
    ]


def test_what_does_not_recur_or_waits_for_something_brings_no_days() -> None:
    assert days(follow_up(date(2026, 3, 9))) == []
    assert days(follow_up(None, occasion="frost")) == []
    assert standing_day(follow_up(None, occasion="frost"), CALENDAR, NOW) is None


def test_a_rule_that_cannot_be_read_is_said() -> None:
    with pytest.raises(NotUnderstoodError):
        days(follow_up(date(2026, 3, 9), "FREQ=SOMETIMES"))


def test_the_hour_holds_across_a_change_of_the_clocks() -> None:
    one = follow_up(at("2026-03-22 03:30"), "FREQ=WEEKLY")
    assert days(one, until="2026-04-05") == ["2026-03-29", "2026-04-05"]
    assert due_on(one, date(2026, 3, 29), CALENDAR, NOW).due == at("2026-03-29 04:30"), "03:30 is skipped"
    found = due_on(one, date(2026, 4, 5), CALENDAR, NOW)
    assert (found.due, found.is_coming) == (at("2026-04-05 03:30"), True)
    assert not due_on(one, date(2026, 3, 22), CALENDAR, NOW).is_coming


RULES = (
    "FREQ=DAILY;INTERVAL=9",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=SU,TU;COUNT=9",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;COUNT=4",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20270101",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2MO",
)


HOURS = some.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))


def walked(one: FollowUp, count: int) -> list[int]:
    """The long way round: do each on the day it is due, or now, and look on which day the next is to be done."""
    found: list[int] = []
    coming: FollowUp | None = one
    while coming is not None and len(found) <= count + 400:
        due, now = coming.due, NOW
        assert due is not None
        if (due if isinstance(due, datetime) else datetime.combine(due, NOW.timetz())) > NOW:
            now = due if isinstance(due, datetime) else datetime.combine(due, NOW.timetz())
        coming = following(coming, now, SOFIA, NOW)
        if coming is not None and coming.due is not None:
            if coming.due.toordinal() > YEAR[1] + 40:
                break
            standing = standing_day(coming, CALENDAR, NOW)
            assert standing is not None
            found.append(standing)
    own = standing_day(one, CALENDAR, NOW)
    return [day for day in dict.fromkeys(found) if YEAR[0] <= day <= YEAR[1] and day != own]


@given(
    rule=some.sampled_from(RULES),
    day=some.dates(date(2024, 1, 1), date(2027, 12, 31)),
    hour=some.none() | HOURS,
    on_closed=some.sampled_from(("same", "next", "previous")),
)
def test_they_are_the_days_on_which_one_made_after_the_other_is_due(
    rule: str, day: date, hour: time | None, on_closed: str
) -> None:
    due = day if hour is None else datetime.combine(day, hour, tzinfo=SOFIA)
    one = follow_up(due, rule, on_closed=on_closed)
    found = list(coming_days(one, CALENDAR, NOW, *YEAR))
    assert found == walked(one, len(found))
    assert found == list(coming_days(one, CALENDAR, NOW, *YEAR, shift_of(CALENDAR)))


@given(
    rule=some.sampled_from(("FREQ=DAILY;INTERVAL=9", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=6", "FREQ=YEARLY")),
    day=some.dates(date(2024, 1, 1), date(2027, 12, 31)),
    hour=some.none() | HOURS,
)
def test_what_counts_from_completion_begins_anew_when_it_is_done(rule: str, day: date, hour: time | None) -> None:
    due = day if hour is None else datetime.combine(day, hour, tzinfo=SOFIA)
    one = follow_up(due, rule, counts_from="completion")
    found = list(coming_days(one, CALENDAR, NOW, *YEAR))
    assert found == walked(one, len(found))


def test_a_due_on_a_closed_day_comes_on_the_next_working_day() -> None:
    one = follow_up(date(2026, 3, 20), "FREQ=WEEKLY;INTERVAL=2", on_closed="next")
    assert days(one, until="2026-05-02") == ["2026-04-06", "2026-04-17", "2026-05-01"], "3 April is closed"
    before = follow_up(date(2026, 3, 20), "FREQ=WEEKLY;INTERVAL=2", on_closed="previous")
    assert days(before, until="2026-04-20") == ["2026-04-02", "2026-04-17"]


def test_a_season_comes_on_the_day_on_which_its_window_opens_and_stands_today_while_that_is_open() -> None:
    ahead = follow_up(date(2026, 4, 1), season="04-01..04-15")
    assert standing_day(ahead, CALENDAR, NOW) == date(2026, 4, 1).toordinal()
    assert days(ahead, until="2028-01-01") == ["2027-04-01"]
    now_open = follow_up(date(2026, 3, 1), season="03-01..03-31")
    assert standing_day(now_open, CALENDAR, NOW) == NOW.toordinal()
    assert days(now_open, until="2028-01-01") == ["2027-03-01"]
    across = follow_up(date(2025, 12, 20), season="12-20..01-06")
    assert days(across, until="2027-01-01") == ["2026-12-20"]


def test_ten_thousand_rules_are_no_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual rules never go through dateutil, whatever the day."""

    def refuse(*_given: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr("dateutil.rrule.rrulestr", refuse)
    for rule in RULES[:8]:
        for away in range(-40, 40):
            coming_days(follow_up(NOW.date() + timedelta(days=away), rule), CALENDAR, NOW, *YEAR)
