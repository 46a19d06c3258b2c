"""Open hours laid end to end agree with the calendar that the whole book goes by."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.rules.holidays_of import public_holidays
from store.sample.opening import Opening
from store.sample.shop import sample_shop
from tests.store.sample.told import at

TODAY = date(2026, 11, 17)
SHOP = sample_shop(TODAY, 2)
CLOCK = Opening(SHOP, date(2024, 10, 1), date(2027, 12, 31))
FIRST, LAST = int(at("2024-11-01T00:00:00").timestamp()), int(at("2027-10-01T00:00:00").timestamp())
INSTANTS = st.integers(FIRST, LAST)


@given(first=INSTANTS, second=INSTANTS)
def test_working_time_between_two_instants_is_that_of_the_calendar(first, second):
    between = CLOCK.position(second) - CLOCK.position(first)
    assert between == CLOCK.calendar.between(CLOCK.when(first), CLOCK.when(second))


@given(instant=INSTANTS, hours=st.floats(-150, 300))
def test_working_hours_are_added_to_land_inside_open_hours(instant, hours):
    reached = CLOCK.add(instant, hours)
    assert CLOCK.is_open(reached)
    assert CLOCK.calendar.is_open(CLOCK.when(reached))
    assert CLOCK.position(reached) == int(CLOCK.position(instant) + hours * 3600)


@given(instant=INSTANTS, minutes=st.integers(0, 90))
def test_nobody_writes_at_night(instant, minutes):
    later, earlier = CLOCK.awake(instant, minutes), CLOCK.awake_before(instant, minutes + 1)
    assert earlier <= instant <= later
    assert all(7 <= CLOCK.when(one).hour < 23 for one in (earlier, later))
    assert later - earlier < 36 * 3600


def test_the_shop_is_open_from_tuesday_to_saturday_and_closed_on_holidays():
    assert {day.weekday() for day in CLOCK.days} == {1, 2, 3, 4, 5}
    assert date(2026, 12, 25) not in CLOCK.days
    assert date(2026, 8, 12) not in CLOCK.days
    assert CLOCK.when(CLOCK.instant(date(2026, 11, 21))).time() == time(16)
    assert CLOCK.when(CLOCK.instant(date(2026, 11, 22))).time() == time(23, 59, 59)


def test_the_open_day_after_saturday_is_tuesday():
    saturday = date(2026, 11, 21)
    assert CLOCK.day_from(saturday, 1) == date(2026, 11, 24)
    assert CLOCK.day_from(saturday, -1) == date(2026, 11, 20)
    assert CLOCK.day_from(date(2026, 11, 23), -1) == saturday
    assert CLOCK.day_from(date(2026, 11, 23), 2) == date(2026, 11, 25)


def test_its_holidays_are_public_holidays_of_its_country():
    years = {int(iso[:4]) for iso in SHOP.holidays}
    assert set(SHOP.holidays) <= set(public_holidays(SHOP.country, years, "en"))
    assert len(SHOP.holidays) > 12 * len(years)


def test_no_summer_break_lies_around_today():
    for day in range(0, 366, 3):
        today = date(2026, 1, 1) + timedelta(days=day)
        breaks = [date.fromisoformat(iso) for iso in sample_shop(today, 1).closed]
        assert all(abs(one - today) > timedelta(days=14) for one in breaks)
        assert breaks
