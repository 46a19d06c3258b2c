"""Which dues a follow-up has: from the plan or from completion, on working days, and how many have passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from store.errors import NotUnderstoodError
from store.records.follow_up import FollowUp
from store.records.shop import Shop
from store.rules.dues import following, missed, next_occurrence, occurrences, shown_days
from store.rules.follow_ups import shown_due, shown_from
from store.rules.repetition import check_course
from store.rules.working_time import Calendar

SOFIA = ZoneInfo("Europe/Sofia")
MADE = datetime(2026, 3, 2, 10, tzinfo=SOFIA)
# Monday to Friday, and a week off in August.
CLOSED = {f"2026-08-{number:02}": "summer" for number in range(10, 17)}
CALENDAR = Calendar.of(Shop(closed=CLOSED), SOFIA)


def follow_up(due: date | datetime | None = None, rule: str = "", **more: object) -> FollowUp:
    return FollowUp(id=4, customer=1, what="ask", made=MADE, due=due, rule=rule, **more)  # type: ignore[arg-type]


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


def comes(one: FollowUp, done: date | datetime, *, is_done: bool = True) -> str | None:
    found = following(one, done, SOFIA, MADE, is_done=is_done)
    return None if found is None or found.due is None else found.due.isoformat()[:16]


class TestFromCompletion:
    @pytest.mark.parametrize(
        ("due", "rule", "done", "next_due"),
        [
            ("2026-03-02", "FREQ=WEEKLY;INTERVAL=2", "2026-03-02", "2026-03-16"),
            ("2026-03-02", "FREQ=WEEKLY;INTERVAL=2", "2026-03-11", "2026-03-25"),
            ("2026-03-16", "FREQ=WEEKLY;INTERVAL=2", "2026-03-11", "2026-03-25"),
            ("2026-01-31", "FREQ=MONTHLY", "2026-02-03", "2026-03-03"),
            ("2026-01-30", "FREQ=MONTHLY", "2026-01-31", "2026-02-28"),
            ("2024-02-29", "FREQ=YEARLY", "2024-02-29", "2025-02-28"),
            ("2026-02-27", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-03", "2026-03-27"),
            ("2026-03-01", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2026-02-20", "2027-03-01"),
            ("2026-03-06", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-03-11", "2026-03-27"),
            ("2026-03-06", "FREQ=WEEKLY;BYDAY=FR", "2026-03-11", "2026-03-13"),
            ("2026-03-02", "FREQ=DAILY;COUNT=1", "2026-03-02", None),
            ("2026-03-02", "FREQ=WEEKLY;UNTIL=20260315", "2026-03-05", "2026-03-12"),
            ("2026-03-02", "FREQ=WEEKLY;UNTIL=20260315", "2026-03-09", None),
        ],
    )
    def test_the_time_begins_on_the_day_it_was_done(self, due: str, rule: str, done: str, next_due: str | None) -> None:
        one = follow_up(day(due), rule, counts_from="completion")
        assert comes(one, at(f"{done} 12:00")) == next_due

    def test_it_keeps_its_hour_and_its_rule(self) -> None:
        one = follow_up(at("2026-03-02 09:00"), "FREQ=MONTHLY;COUNT=3", counts_from="completion")
        later = following(one, at("2026-03-31 17:45"), SOFIA, MADE)
        assert later is not None
        assert (later.due, later.rule) == (at("2026-04-30 09:00"), "FREQ=MONTHLY;COUNT=2")
        assert comes(later, at("2026-05-05 08:00")) == "2026-06-05T09:00"

    def test_one_that_is_skipped_stays_in_its_plan(self) -> None:
        one = follow_up(day("2026-03-02"), "FREQ=WEEKLY;INTERVAL=2", counts_from="completion")
        skipped = following(one, at("2026-03-11 12:00"), SOFIA, MADE, is_done=False)
        assert skipped is not None
        assert (skipped.due, skipped.counts_from) == (day("2026-03-16"), "completion")

    def test_the_31st_is_not_remembered_by_one_that_was_skipped(self) -> None:
        one = follow_up(day("2026-01-31"), "FREQ=MONTHLY", counts_from="completion")
        skipped = following(one, at("2026-01-31 12:00"), SOFIA, MADE, is_done=False)
        assert skipped is not None
        assert skipped.due == day("2026-02-28")
        assert comes(skipped, at("2026-03-05 12:00")) == "2026-04-05", "from the day it was done, not the 31st"


class TestMissed:
    def test_what_was_missed_three_times_stands_once_and_goes_on_ahead(self) -> None:
        one = follow_up(day("2026-03-02"), "FREQ=WEEKLY")
        now = at("2026-03-24 12:00")
        assert missed(one, now, SOFIA) == 3
        assert comes(one, now) == "2026-03-30"

    @pytest.mark.parametrize(
        ("now", "count"), [("2026-03-09 08:59", 0), ("2026-03-09 09:00", 1), ("2026-03-29 08:00", 3)]
    )
    def test_an_hour_that_is_ahead_is_not_missed(self, now: str, count: int) -> None:
        assert missed(follow_up(at("2026-03-02 09:00"), "FREQ=WEEKLY"), at(now), SOFIA) == count

    def test_nothing_is_missed_of_one_that_counts_from_completion_or_comes_once(self) -> None:
        late = at("2027-03-24 12:00")
        assert missed(follow_up(day("2026-03-02"), "FREQ=WEEKLY", counts_from="completion"), late, SOFIA) == 0
        assert missed(follow_up(day("2026-03-02")), late, SOFIA) == 0
        assert missed(follow_up(occasion="frost"), late, SOFIA) == 0

    def test_a_rule_that_ended_meanwhile_has_no_more_than_it_had(self) -> None:
        assert missed(follow_up(day("2026-03-02"), "FREQ=WEEKLY;COUNT=3"), at("2027-01-01 12:00"), SOFIA) == 2
        assert missed(follow_up(day("2026-03-02"), "FREQ=WEEKLY;UNTIL=20260310"), at("2027-01-01 12:00"), SOFIA) == 1

    def test_a_rule_that_another_program_wrote_counts_nothing(self) -> None:
        for rule in ("FREQ=SOMETIMES", "nonsense", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1"):
            assert missed(follow_up(day("2026-03-02"), rule), at("2026-03-24 12:00"), SOFIA) == 0


class TestClocks:
    def test_an_hour_that_the_clocks_skip_once_is_the_same_hour_afterwards(self) -> None:
        one: FollowUp | None = follow_up(at("2026-03-27 03:30"), "FREQ=DAILY;INTERVAL=2")
        found = []
        for _time in range(3):
            assert one is not None
            one = following(one, one.due or MADE, SOFIA, MADE)
            assert one is not None
            assert isinstance(one.due, datetime)
            found.append((one.due.isoformat(), one.hour))
        assert found == [
            ("2026-03-29T04:30:00+03:00", "03:30"),
            ("2026-03-31T03:30:00+03:00", ""),
            ("2026-04-02T03:30:00+03:00", ""),
        ]

    def test_an_hour_that_comes_twice_is_the_first_of_the_two(self) -> None:
        one = follow_up(at("2026-10-24 03:30"), "FREQ=DAILY")
        later = following(one, one.due or MADE, SOFIA, MADE)
        assert later is not None
        assert isinstance(later.due, datetime)
        assert (later.due.isoformat(), later.hour) == ("2026-10-25T03:30:00+03:00", "")

    def test_what_is_shown_on_another_day_has_the_hour_that_was_meant(self) -> None:
        one = follow_up(at("2026-03-29 04:30"), "FREQ=DAILY", hour="03:30", on_closed="next")
        assert shown_due(one, CALENDAR) == at("2026-03-30 03:30")
        assert missed(one, at("2026-03-30 03:29"), SOFIA) == 0
        assert missed(one, at("2026-03-30 03:30"), SOFIA) == 1


class TestClosedDays:
    @pytest.mark.parametrize(
        ("due", "on_closed", "shown"),
        [
            ("2026-03-08", "same", "2026-03-08"),
            ("2026-03-08", "next", "2026-03-09"),
            ("2026-03-08", "previous", "2026-03-06"),
            ("2026-03-09", "next", "2026-03-09"),
            ("2026-08-12", "next", "2026-08-17"),
            ("2026-08-12", "previous", "2026-08-07"),
        ],
    )
    def test_it_is_shown_on_a_working_day(self, due: str, on_closed: str, shown: str) -> None:
        one = follow_up(day(due), on_closed=on_closed)
        assert shown_due(one, CALENDAR) == day(shown)
        assert shown_from(one, CALENDAR) == at(f"{shown} 00:00")

    def test_an_hour_stays_the_same_hour_across_a_change_of_the_clocks(self) -> None:
        one = follow_up(at("2026-03-28 03:30"), on_closed="next")
        assert shown_due(one, CALENDAR) == at("2026-03-30 03:30")
        skipped = Calendar.of(Shop(closed=CLOSED, opened={"2026-03-29": "09:00-12:00"}), SOFIA)
        found = shown_due(one, skipped)
        assert isinstance(found, datetime)
        assert found.isoformat() == "2026-03-29T04:30:00+03:00", "03:30 is skipped that night"

    def test_a_night_shift_reaches_into_a_closed_day(self) -> None:
        late = Calendar.of(Shop(opened={"2026-03-06": "18:00-02:00"}), SOFIA)
        one = follow_up(at("2026-03-07 01:00"), on_closed="next")
        assert shown_due(one, late) == at("2026-03-07 01:00")

    def test_a_shop_without_hours_has_no_other_day(self) -> None:
        never = Calendar(SOFIA, [(None, ((),) * 7)], {})
        assert shown_due(follow_up(day("2026-03-08"), on_closed="next"), never) == day("2026-03-08")

    def test_it_leads_by_days_from_the_working_day(self) -> None:
        one = follow_up(day("2026-03-22"), on_closed="previous", lead_days=10)
        assert shown_from(one, CALENDAR) == at("2026-03-10 00:00")
        assert shown_from(follow_up(at("2026-03-22 15:00"), lead_days=10), CALENDAR) == at("2026-03-12 00:00")

    def test_the_plan_goes_on_from_the_planned_day(self) -> None:
        one = follow_up(day("2026-03-08"), "FREQ=WEEKLY", on_closed="previous")
        assert shown_due(one, CALENDAR) == day("2026-03-06")
        assert comes(one, at("2026-03-06 12:00")) == "2026-03-15", "not 8 March a second time"


class TestSeasons:
    def test_done_and_skip_go_to_the_next_window(self) -> None:
        tyres = follow_up(day("2026-03-01"), season="03-01..04-15")
        for done in ("2026-02-20", "2026-03-10", "2026-05-01", "2027-02-28"):
            assert comes(tyres, at(f"{done} 12:00")) == "2027-03-01", done
            assert comes(tyres, at(f"{done} 12:00"), is_done=False) == "2027-03-01", done
        assert comes(tyres, at("2027-03-01 12:00")) == "2028-03-01"

    def test_across_the_new_year(self) -> None:
        cards = follow_up(day("2026-12-01"), season="12-01..01-15")
        assert comes(cards, at("2027-01-10 12:00")) == "2027-12-01"


class TestAhead:
    def test_its_own_due_and_those_to_come(self) -> None:
        one = follow_up(at("2026-03-25 09:00"), "FREQ=WEEKLY")
        found = occurrences(one, day("2026-03-20"), day("2026-04-08"), SOFIA)
        assert [due.isoformat() for due in found] == [
            "2026-03-25T09:00:00+02:00",
            "2026-04-01T09:00:00+03:00",
            "2026-04-08T09:00:00+03:00",
        ]
        season = follow_up(day("2026-12-01"), season="12-01..01-15")
        assert occurrences(season, day("2026-01-01"), day("2029-01-01"), SOFIA) == [
            day("2026-12-01"), day("2027-12-01"), day("2028-12-01"),
        ]  # fmt: skip
        assert occurrences(follow_up(occasion="frost"), day("2026-01-01"), day("2029-01-01"), SOFIA) == []

    @given(
        start=some.dates(date(2026, 1, 1), date(2026, 12, 31)),
        first=some.integers(-40, 300),
        length=some.integers(0, 120),
        rule=some.sampled_from(("FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=SA,SU")),
        on_closed=some.sampled_from(("same", "next", "previous")),
    )
    def test_the_days_shown_are_all_dues_each_moved_to_its_day(
        self, start: date, first: int, length: int, rule: str, on_closed: str
    ) -> None:
        begin = start + timedelta(days=first)
        end = begin + timedelta(days=length)
        one = follow_up(start, rule, on_closed=on_closed)
        far = timedelta(days=60)
        expected = []
        for due in occurrences(one, begin - far, end + far, SOFIA):
            shown = shown_due(follow_up(due, on_closed=on_closed), CALENDAR)
            if shown is not None and begin <= shown <= end:
                expected.append(shown)
        assert shown_days(one, begin, end, CALENDAR) == expected


@given(
    rule=some.sampled_from(
        (
            "FREQ=DAILY;INTERVAL=5",
            "FREQ=WEEKLY;INTERVAL=2",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
        )
    ),
    due=some.dates(date(2020, 1, 1), date(2030, 12, 31)),
    later=some.integers(-100, 900),
)
def test_the_next_due_is_the_first_of_dateutil_that_lies_ahead(rule: str, due: date, later: int) -> None:
    now = datetime.combine(due + timedelta(days=later), datetime.min.time()).replace(hour=12, tzinfo=SOFIA)
    begun = datetime.combine(due, datetime.min.time())
    walked = rrulestr(rule, dtstart=begun).after(max(now.replace(tzinfo=None), begun))
    assert next_occurrence(follow_up(due, rule), now, SOFIA) == walked.date()


class TestCourse:
    @pytest.mark.parametrize(
        ("rule", "start", "sentence"),
        [
            ("FREQ=YEARLY;UNTIL=20260301", "2026-03-04", "would end on 2026-03-01, before it starts on 2026-03-04"),
            ("FREQ=YEARLY;INTERVAL=1000", "2026-03-04", "in more than 100 years"),
            ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=5", "2026-03-04", "never comes"),
            ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-03-04", "never comes"),
            ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=20", "2026-03-04", "never comes"),
            ("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "2026-03-04", "never comes"),
        ],
    )
    def test_a_rule_that_comes_to_nothing_is_refused(self, rule: str, start: str, sentence: str) -> None:
        with pytest.raises(NotUnderstoodError, match=sentence):
            check_course(rule, day(start), SOFIA)

    @pytest.mark.parametrize(
        "rule", ["FREQ=DAILY;COUNT=1", "FREQ=YEARLY;UNTIL=20260304", "FREQ=YEARLY;INTERVAL=99", "FREQ=DAILY"]
    )
    def test_one_that_comes_but_once_or_without_end_is_none_of_those(self, rule: str) -> None:
        check_course(rule, day("2026-03-04"), SOFIA)
