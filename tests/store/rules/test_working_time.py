"""Time inside the shop's hours, to the second, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.errors import WrongStateError
from store.records.shop import DatedHours, Shop
from store.rules.hours import parse_hours
from store.rules.working_time import Calendar, start_of_day

ISTANBUL = ZoneInfo("Europe/Istanbul")
SOFIA = ZoneInfo("Europe/Sofia")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ZONES = [ISTANBUL, SOFIA, NEW_YORK, LORD_HOWE, ZoneInfo("Asia/Seoul")]

NINE_TO_SIX = ("09:00-18:00",) * 5 + ("", "")
SIESTA = ("09:00-13:00,14:00-18:00",) * 5 + ("10:00-14:00", "")
BAR = ("",) + ("18:00-02:00",) * 6
ALWAYS = ("00:00-24:00",) * 7
NEVER = ("",) * 7
HOUR = 3600


def calendar_of(days=NINE_TO_SIX, zone=ISTANBUL, **shop):
    return Calendar.of(Shop(hours=(DatedHours(days=days),), **shop), zone)


def at(text, zone=ISTANBUL):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# 2026-03-02 is a Monday.
@pytest.mark.parametrize(
    ("days", "start", "end", "hours"),
    [
        (NINE_TO_SIX, "2026-03-02 09:00", "2026-03-02 18:00", 9),
        (NINE_TO_SIX, "2026-03-02 07:00", "2026-03-02 23:00", 9),
        (NINE_TO_SIX, "2026-03-02 17:00", "2026-03-03 10:00", 2),
        (NINE_TO_SIX, "2026-03-06 17:00", "2026-03-09 10:00", 2),
        (NINE_TO_SIX, "2026-03-07 10:00", "2026-03-08 20:00", 0),
        (SIESTA, "2026-03-02 12:00", "2026-03-02 15:00", 2),
        (SIESTA, "2026-03-02 13:10", "2026-03-02 13:50", 0),
        (BAR, "2026-03-03 17:00", "2026-03-04 05:00", 8),
        (BAR, "2026-03-04 01:00", "2026-03-04 19:00", 2),
        (BAR, "2026-03-09 01:00", "2026-03-09 12:00", 1),
        (ALWAYS, "2026-03-02 00:00", "2026-03-09 00:00", 168),
        (NEVER, "2026-03-02 00:00", "2027-03-02 00:00", 0),
    ],
)
def test_between_counts_only_open_hours(days, start, end, hours):
    calendar = calendar_of(days)
    assert calendar.between(at(start), at(end)) == hours * HOUR
    assert calendar.between(at(end), at(start)) == -hours * HOUR


@pytest.mark.parametrize(
    ("days", "start", "hours", "end"),
    [
        (NINE_TO_SIX, "2026-03-02 09:00", 4, "2026-03-02 13:00"),
        (NINE_TO_SIX, "2026-03-02 17:00", 1, "2026-03-02 18:00"),
        (NINE_TO_SIX, "2026-03-02 17:00", 2, "2026-03-03 10:00"),
        (NINE_TO_SIX, "2026-03-06 20:00", 1, "2026-03-09 10:00"),
        (NINE_TO_SIX, "2026-03-07 12:00", 0, "2026-03-07 12:00"),
        (SIESTA, "2026-03-02 12:00", 2, "2026-03-02 15:00"),
        (SIESTA, "2026-03-06 17:00", 3, "2026-03-07 12:00"),
        (BAR, "2026-03-03 17:00", 8, "2026-03-04 02:00"),
        (BAR, "2026-03-09 01:00", 2, "2026-03-10 19:00"),
        (ALWAYS, "2026-03-02 23:30", 1, "2026-03-03 00:30"),
    ],
)
def test_add_skips_closed_hours_and_stops_at_the_first_instant_that_will_do(days, start, hours, end):
    assert calendar_of(days).add(at(start), hours * HOUR) == at(end)


def test_seconds_count():
    calendar = calendar_of()
    assert calendar.add(at("2026-03-02 17:59:59"), 2) == at("2026-03-03 09:00:01")
    assert calendar.between(at("2026-03-02 17:59:59"), at("2026-03-03 09:00:01")) == 2


def test_a_holiday_a_closed_day_and_a_special_opening_each_win_over_the_one_before():
    calendar = calendar_of(
        holidays={"2026-03-03": "Holiday", "2026-03-05": "Holiday"},
        closed={"2026-03-04": "fair", "2026-03-06": "fair"},
        opened={"2026-03-05": "10:00-12:00", "2026-03-06": "10:00-11:00", "2026-03-08": "12:00-15:00"},
    )
    lengths = [
        sum((one.closes - one.opens).seconds for one in calendar.intervals_on(date(2026, 3, day)))
        for day in range(2, 9)
    ]
    assert [length // HOUR for length in lengths] == [9, 0, 0, 2, 1, 0, 3]


def test_a_night_belongs_to_the_day_on_which_it_begins():
    calendar = calendar_of(BAR, closed={"2026-03-05": "rest"})
    wednesday = calendar.intervals_on(date(2026, 3, 4))
    assert [(one.opens, one.closes) for one in wednesday] == [(at("2026-03-04 18:00"), at("2026-03-05 02:00"))]
    assert calendar.is_open(at("2026-03-05 01:59:59"))
    assert not calendar.is_open(at("2026-03-05 02:00"))
    assert calendar.intervals_on(date(2026, 3, 5)) == ()
    assert not calendar.is_open(at("2026-03-05 19:00"))


def test_an_opening_that_overlaps_last_night_counts_once():
    calendar = calendar_of(BAR, opened={"2026-03-05": "01:00-04:00"})
    assert calendar.between(at("2026-03-04 18:00"), at("2026-03-05 12:00")) == 10 * HOUR
    assert calendar.add(at("2026-03-04 18:00"), 9 * HOUR) == at("2026-03-05 03:00")


def test_new_hours_hold_from_their_date_and_the_past_stays():
    calendar = Calendar.of(
        Shop(
            hours=(
                DatedHours(days=NINE_TO_SIX),
                DatedHours(since=date(2026, 3, 4), days=("10:00-12:00",) * 7),
            )
        ),
        ISTANBUL,
    )
    assert calendar.between(at("2026-03-03 00:00"), at("2026-03-04 00:00")) == 9 * HOUR
    assert calendar.between(at("2026-03-04 00:00"), at("2026-03-05 00:00")) == 2 * HOUR


def test_a_shop_that_set_no_hours_is_open_on_weekdays_from_nine_to_six():
    calendar = Calendar.of(Shop(), ISTANBUL)
    assert calendar.between(at("2026-03-02 00:00"), at("2026-03-09 00:00")) == 45 * HOUR


@pytest.mark.parametrize(
    ("days", "day", "closing"),
    [
        (NINE_TO_SIX, "2026-03-02", "2026-03-02 18:00:00"),
        (NINE_TO_SIX, "2026-03-07", "2026-03-07 23:59:59"),
        (SIESTA, "2026-03-02", "2026-03-02 18:00:00"),
        (BAR, "2026-03-03", "2026-03-03 23:59:59"),
        (ALWAYS, "2026-03-03", "2026-03-03 23:59:59"),
        (("09:00-24:00",) * 7, "2026-03-03", "2026-03-03 23:59:59"),
        (NEVER, "2026-03-03", "2026-03-03 23:59:59"),
    ],
)
def test_a_due_date_means_the_closing_of_that_day(days, day, closing):
    calendar = calendar_of(days)
    assert calendar.closing_of(date.fromisoformat(day)) == at(closing)
    assert calendar.due_instant(date.fromisoformat(day)) == at(closing)
    assert calendar.due_instant(at("2026-03-03 11:00")) == at("2026-03-03 11:00")


@pytest.mark.parametrize(
    ("days", "moment", "opening"),
    [
        (NINE_TO_SIX, "2026-03-02 08:00", "2026-03-02 09:00"),
        (NINE_TO_SIX, "2026-03-02 09:00", "2026-03-02 09:00"),
        (NINE_TO_SIX, "2026-03-02 10:00", "2026-03-03 09:00"),
        (NINE_TO_SIX, "2026-03-06 18:00", "2026-03-09 09:00"),
        (SIESTA, "2026-03-02 10:00", "2026-03-02 14:00"),
        (BAR, "2026-03-09 01:00", "2026-03-10 18:00"),
        (ALWAYS, "2026-03-02 10:00", None),
        (NEVER, "2026-03-02 10:00", None),
    ],
)
def test_the_next_opening_is_when_a_closed_shop_opens(days, moment, opening):
    expected = None if opening is None else at(opening)
    assert calendar_of(days).next_opening(at(moment)) == expected


def test_a_summer_of_closure_is_passed_over():
    days = [date(2026, 6, 1) + timedelta(days=count) for count in range(92)]
    calendar = calendar_of(closed={day.isoformat(): "summer" for day in days})
    assert calendar.add(at("2026-05-29 17:00"), 2 * HOUR) == at("2026-09-01 10:00")
    assert calendar.next_opening(at("2026-06-10 12:00")) == at("2026-09-01 09:00")


def test_a_shop_without_hours_says_so_and_does_not_hang():
    calendar = calendar_of(NEVER)
    with pytest.raises(WrongStateError, match=r"regulars shop set hours\.mon"):
        calendar.add(at("2026-03-02 09:00"), 1)


def test_a_shop_open_by_appointment_alone_finds_its_far_opening_and_then_no_more():
    calendar = calendar_of(NEVER, opened={"2031-03-03": "10:00-12:00"})
    assert calendar.next_opening(at("2026-03-02 09:00")) == at("2031-03-03 10:00")
    assert calendar.add(at("2026-03-02 09:00"), 2 * HOUR) == at("2031-03-03 12:00")
    with pytest.raises(WrongStateError):
        calendar.add(at("2026-03-02 09:00"), 2 * HOUR + 1)


@pytest.mark.parametrize(
    ("zone", "days", "start", "end", "hours"),
    [
        # The night in which the clocks go forward is an hour shorter, and an hour longer in autumn.
        (SOFIA, ALWAYS, "2026-03-29 00:00", "2026-03-30 00:00", 23),
        (SOFIA, ALWAYS, "2026-10-25 00:00", "2026-10-26 00:00", 25),
        (NEW_YORK, BAR, "2026-03-07 12:00", "2026-03-08 12:00", 8),
        (NEW_YORK, BAR, "2026-10-31 12:00", "2026-11-01 12:00", 9),
        (LORD_HOWE, ALWAYS, "2026-04-05 00:00", "2026-04-06 00:00", 24.5),
        (LORD_HOWE, ALWAYS, "2026-10-04 00:00", "2026-10-05 00:00", 23.5),
        # By day the hours are as long as ever, on either side of the change.
        (SOFIA, ("09:00-18:00",) * 7, "2026-03-28 12:00", "2026-03-29 12:00", 9),
        (SOFIA, ("09:00-18:00",) * 7, "2026-10-24 12:00", "2026-10-25 12:00", 9),
        # Hours within what the clocks skip do not happen; those that end in it end at the jump.
        (SOFIA, ("03:10-03:50",) * 7, "2026-03-29 00:00", "2026-03-30 00:00", 0),
        (SOFIA, ("01:00-03:30",) * 7, "2026-03-29 00:00", "2026-03-30 00:00", 2),
        (SOFIA, ("03:30-06:00",) * 7, "2026-03-29 00:00", "2026-03-30 00:00", 2),
    ],
)
def test_working_time_is_real_time_when_the_clocks_change(zone, days, start, end, hours):
    calendar = calendar_of(days, zone)
    assert calendar.between(at(start, zone), at(end, zone)) == hours * HOUR


def test_midnight_that_the_clocks_skip_is_the_instant_of_the_jump():
    beirut = ZoneInfo("Asia/Beirut")
    assert start_of_day(date(2026, 3, 29), beirut).isoformat() == "2026-03-29T01:00:00+03:00"
    assert start_of_day(date(2026, 3, 28), beirut).isoformat() == "2026-03-28T00:00:00+02:00"


def test_a_day_whose_last_hour_comes_twice_ends_with_the_second():
    beirut = ZoneInfo("Asia/Beirut")
    calendar = calendar_of(ALWAYS, beirut)
    assert calendar.closing_of(date(2026, 10, 24)).isoformat() == "2026-10-24T23:59:59+02:00"


def test_times_from_elsewhere_are_understood_and_answers_are_in_the_shops_zone():
    calendar = calendar_of()
    noon_utc = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert calendar.add(noon_utc, HOUR).isoformat() == "2026-03-02T16:00:00+03:00"
    assert calendar.add(noon_utc, 0).isoformat() == "2026-03-02T15:00:00+03:00"


def test_a_year_of_working_time_is_the_sum_of_its_days():
    calendar = calendar_of(SIESTA, SOFIA)
    year = calendar.between(at("2026-01-01 00:00", SOFIA), at("2027-01-01 00:00", SOFIA))
    days = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
    each = (calendar.between(start_of_day(day, SOFIA), start_of_day(day + timedelta(1), SOFIA)) for day in days)
    assert year == sum(each)


def test_time_cannot_be_added_backwards():
    with pytest.raises(ValueError, match="-1"):
        calendar_of().add(at("2026-03-02 09:00"), -1)


WEEKS = [NINE_TO_SIX, SIESTA, BAR, ALWAYS, ("",) * 6 + ("02:15-02:45,23:00-03:30",)]
MOMENTS = st.integers(
    min_value=int(datetime(2025, 1, 1, tzinfo=UTC).timestamp()),
    max_value=int(datetime(2028, 1, 1, tzinfo=UTC).timestamp()),
)
CALENDARS = [
    calendar_of(
        days,
        zone,
        closed={"2026-03-29": "off", "2026-07-01": "off"},
        opened={"2026-10-25": "00:30-05:00"},
    )
    for zone in ZONES
    for days in WEEKS
]


@settings(max_examples=300, deadline=None)
@given(calendar=st.sampled_from(CALENDARS), second=MOMENTS, amount=st.integers(0, 400 * HOUR))
def test_add_and_between_agree(calendar, second, amount):
    start = datetime.fromtimestamp(second, calendar.zone)
    end = calendar.add(start, amount)
    assert calendar.between(start, end) == amount
    if amount:
        before = datetime.fromtimestamp(end.timestamp() - 1, calendar.zone)
        assert calendar.between(start, before) == amount - 1


@settings(max_examples=300, deadline=None)
@given(
    calendar=st.sampled_from(CALENDARS),
    seconds=st.tuples(MOMENTS, MOMENTS, MOMENTS),
    amounts=st.tuples(st.integers(0, 200 * HOUR), st.integers(0, 200 * HOUR)),
)
def test_time_adds_up_and_never_runs_backwards(calendar, seconds, amounts):
    first, second, third = (datetime.fromtimestamp(one, calendar.zone) for one in sorted(seconds))
    whole = calendar.between(first, third)
    assert whole == calendar.between(first, second) + calendar.between(second, third)
    assert 0 <= calendar.between(first, second) <= second.timestamp() - first.timestamp()
    less, more = sorted(amounts)
    assert calendar.add(first, less) <= calendar.add(first, more)
    assert calendar.add(first, less) <= calendar.add(second, less)


@settings(max_examples=200, deadline=None)
@given(calendar=st.sampled_from(CALENDARS), second=MOMENTS)
def test_open_is_where_time_counts(calendar, second):
    moment = datetime.fromtimestamp(second, calendar.zone)
    later = datetime.fromtimestamp(second + 1, calendar.zone)
    assert calendar.is_open(moment) == (calendar.between(moment, later) == 1)
    opening = calendar.next_opening(moment)
    if opening is not None:
        assert opening >= moment
        assert calendar.is_open(opening)
        if opening > moment and not calendar.is_open(moment):
            assert calendar.between(moment, opening) == 0


@settings(max_examples=300, deadline=None)
@given(zone=st.sampled_from(ZONES), days=st.sampled_from(WEEKS), second=MOMENTS)
def test_the_shop_is_open_when_the_clock_on_its_wall_says_so(zone, days, second):
    moment = datetime.fromtimestamp(second, zone)
    # In the hour that comes twice the wall does not say which of the two it is.
    assume(moment.utcoffset() == moment.replace(fold=1 - moment.fold).utcoffset())
    minute = moment.hour * 60 + moment.minute
    today, yesterday = (parse_hours(days[(moment.weekday() - ago) % 7]) for ago in (0, 1))
    open_today = any(start <= minute < end for start, end in today)
    open_still = any(start <= minute + 24 * 60 < end for start, end in yesterday)
    assert calendar_of(days, zone).is_open(moment) == (open_today or open_still)


@settings(max_examples=200, deadline=None)
@given(calendar=st.sampled_from(CALENDARS), day=st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_a_day_closes_on_that_day(calendar, day):
    closing = calendar.closing_of(day)
    assert closing.date() == day
    opens = [one.opens for one in calendar.intervals_on(day)]
    assert not opens or opens[-1] < closing
