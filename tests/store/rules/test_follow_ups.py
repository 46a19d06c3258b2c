"""When a reminder shows itself, and when one that recurs comes next."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from store.errors import NotUnderstoodError
from store.records.follow_up import FollowUp
from store.records.shop import Shop
from store.rules.dues import following, next_occurrence
from store.rules.follow_ups import shown_from, status_of
from store.rules.repetition import check_rule
from store.rules.working_time import Calendar

ISTANBUL = ZoneInfo("Europe/Istanbul")
CALENDAR = Calendar.of(Shop(), ISTANBUL)
SOFIA = ZoneInfo("Europe/Sofia")
MADE = datetime(2026, 3, 2, 10, tzinfo=ISTANBUL)


def follow_up(due=None, **more):
    return FollowUp(id=4, customer=1, what="ask about the hinge", made=MADE, due=due, **more)


def day(text):
    return date.fromisoformat(text)


def at(text, zone=ISTANBUL):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


class TestShowing:
    def test_one_with_a_date_shows_from_midnight(self):
        assert shown_from(follow_up(day("2026-03-16")), CALENDAR) == at("2026-03-16 00:00")

    def test_one_with_an_hour_shows_from_that_hour(self):
        assert shown_from(follow_up(at("2026-03-16 15:00")), CALENDAR) == at("2026-03-16 15:00")

    def test_a_snoozed_one_shows_when_the_snooze_ends(self):
        snoozed = follow_up(day("2026-03-16"), snoozed_until=day("2026-03-20"))
        assert shown_from(snoozed, CALENDAR) == at("2026-03-20 00:00")
        hour = follow_up(day("2026-03-16"), snoozed_until=at("2026-03-16 15:00"))
        assert shown_from(hour, CALENDAR) == at("2026-03-16 15:00")

    def test_one_that_waits_for_frost_shows_only_then(self):
        assert shown_from(follow_up(occasion="frost"), CALENDAR) is None

    @pytest.mark.parametrize(("now", "status"), [("2026-03-19 23:59", "snoozed"), ("2026-03-20 00:00", "open")])
    def test_a_snooze_ends_by_itself(self, now, status):
        snoozed = follow_up(day("2026-03-16"), snoozed_until=day("2026-03-20"))
        assert status_of(snoozed, ISTANBUL, at(now)) == status

    def test_what_is_settled_is_so_at_any_time(self):
        for state in ("done", "dropped", "skipped"):
            settled = follow_up(day("2026-03-16"), snoozed_until=day("2030-01-01"), state=state, settled=MADE)
            assert status_of(settled, ISTANBUL, MADE) == state
        assert status_of(follow_up(day("2020-01-01")), ISTANBUL, MADE) == "open"


class TestRecurring:
    @pytest.mark.parametrize(
        ("due", "rule", "after", "comes"),
        [
            ("2026-03-02", "FREQ=YEARLY", "2026-03-02", "2027-03-02"),
            ("2026-03-02", "FREQ=YEARLY", "2028-05-01", "2029-03-02"),
            ("2026-03-02", "FREQ=WEEKLY;INTERVAL=2", "2026-03-02", "2026-03-16"),
            ("2026-03-02", "FREQ=WEEKLY;INTERVAL=2", "2026-03-15", "2026-03-16"),
            ("2026-03-02", "FREQ=WEEKLY;INTERVAL=2", "2026-03-16", "2026-03-30"),
            ("2026-03-02", "FREQ=WEEKLY;INTERVAL=2", "2026-01-01", "2026-03-16"),
            ("2026-03-03", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-03", "2026-03-05"),
            ("2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-02-28"),
            ("2024-02-29", "FREQ=YEARLY", "2024-02-29", "2025-02-28"),
            ("2024-02-29", "FREQ=YEARLY", "2027-02-28", "2028-02-29"),
            ("2024-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29", "2025-02-28"),
            ("2026-01-31", "FREQ=MONTHLY", "2026-01-31", "2026-02-28"),
            ("2026-01-31", "FREQ=MONTHLY", "2026-02-28", "2026-03-31"),
            ("2026-03-02", "FREQ=YEARLY;UNTIL=20270301", "2026-03-02", None),
            ("2026-03-02", "FREQ=YEARLY;UNTIL=20270302", "2026-03-02", "2027-03-02"),
            ("2026-03-02", "FREQ=YEARLY;UNTIL=20270301T210000Z", "2026-03-02", "2027-03-02"),
            ("2026-03-02", "FREQ=DAILY;COUNT=2", "2026-03-02", "2026-03-03"),
            ("2026-03-02", "FREQ=DAILY;COUNT=2", "2026-03-03", None),
            ("2026-03-02", "FREQ=DAILY;COUNT=1", "2026-03-02", None),
            ("2026-03-02", "", "2026-03-02", None),
        ],
    )
    def test_the_next_one_follows_the_rule_from_its_own_due(self, due, rule, after, comes):
        found = next_occurrence(follow_up(day(due), rule=rule), day(after), ISTANBUL)
        assert found == (None if comes is None else day(comes))

    def test_an_hour_stays_on_the_wall_when_the_clocks_change(self):
        due = at("2026-03-28 09:00", SOFIA)
        weekly = follow_up(due, rule="FREQ=WEEKLY")
        found = next_occurrence(weekly, due, SOFIA)
        assert isinstance(found, datetime)
        assert found.isoformat() == "2026-04-04T09:00:00+03:00"

    def test_an_hour_read_back_from_the_book_is_the_shops_hour(self):
        stored = datetime.fromisoformat("2026-03-28T09:00:00+02:00")
        found = next_occurrence(follow_up(stored, rule="FREQ=WEEKLY"), day("2026-03-28"), SOFIA)
        assert isinstance(found, datetime)
        assert found.isoformat() == "2026-04-04T09:00:00+03:00"

    def test_an_hour_that_the_clocks_skip_is_the_one_after(self):
        due = at("2026-03-28 03:30", SOFIA)
        found = next_occurrence(follow_up(due, rule="FREQ=DAILY"), due, SOFIA)
        assert isinstance(found, datetime)
        assert found.isoformat() == "2026-03-29T04:30:00+03:00"

    def test_one_that_waits_for_something_does_not_recur(self):
        assert next_occurrence(follow_up(occasion="frost"), MADE, ISTANBUL) is None

    def test_done_makes_the_next_one_with_nothing_of_the_old_state(self):
        done = follow_up(
            day("2026-03-02"),
            rule="FREQ=WEEKLY",
            snoozed_until=day("2026-03-04"),
            state="done",
            settled=MADE,
        )
        later = at("2026-03-05 12:00")
        assert following(done, day("2026-03-05"), ISTANBUL, later) == FollowUp(
            customer=1,
            what="ask about the hinge",
            made=later,
            due=day("2026-03-09"),
            rule="FREQ=WEEKLY",
        )
        assert following(follow_up(day("2026-03-02")), day("2026-03-05"), ISTANBUL, later) is None

    def test_a_leap_day_comes_back_though_each_makes_the_next(self):
        one, dues = follow_up(day("2024-02-29"), rule="FREQ=YEARLY"), []
        for _year in range(4):
            later = following(one, one.due, ISTANBUL, MADE)
            assert later is not None
            one = later
            dues.append(one.due)
        expected = ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]
        assert dues == [day(text) for text in expected]

    def test_the_thirty_first_comes_back_after_february(self):
        one, dues = follow_up(day("2026-01-31"), rule="FREQ=MONTHLY"), []
        for _month in range(3):
            later = following(one, one.due, ISTANBUL, MADE)
            assert later is not None
            one = later
            dues.append(one.due)
        assert dues == [day("2026-02-28"), day("2026-03-31"), day("2026-04-30")]

    def test_three_visits_are_three_though_each_makes_the_next(self):
        one, dues = follow_up(day("2026-03-02"), rule="FREQ=WEEKLY;COUNT=3"), ["2026-03-02"]
        while (later := following(one, one.due, ISTANBUL, MADE)) is not None:
            one = later
            dues.append(one.due.isoformat())
        assert dues == ["2026-03-02", "2026-03-09", "2026-03-16"]


class TestRules:
    def test_a_rule_is_kept_in_capitals_without_its_name(self):
        assert check_rule(" rrule:freq=weekly;byday=mo ") == "FREQ=WEEKLY;BYDAY=MO"

    @pytest.mark.parametrize(
        "rule",
        [
            "every week",
            "FREQ=HOURLY",
            "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
            "INTERVAL=2",
            "FREQ=WEEKLY;INTERVAL=0",
            "FREQ=WEEKLY;INTERVAL=-1",
            "FREQ=WEEKLY;INTERVAL=1,2",
            "FREQ=WEEKLY;FREQ=DAILY",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYHOUR=9",
            "FREQ=YEARLY;BYMONTH=13",
            "FREQ=YEARLY;UNTIL=tomorrow",
            "FREQ=DAILY;BYSETPOS=5",
            # No other calendar would read these, RFC 5545, 3.3.10.
            "FREQ=WEEKLY;BYMONTHDAY=31",
            "FREQ=WEEKLY;BYDAY=6MO",
            "FREQ=MONTHLY;BYYEARDAY=100",
            "FREQ=MONTHLY;BYWEEKNO=3",
            "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO",
            "FREQ=MONTHLY;BYSETPOS=2",
            "FREQ=DAILY;COUNT=2;UNTIL=20280101",
            "DTSTART:20200101\nRRULE:FREQ=DAILY",
            "",
        ],
    )
    def test_another_rule_is_refused_with_an_example(self, rule):
        with pytest.raises(NotUnderstoodError, match="FREQ=YEARLY or FREQ=WEEKLY;INTERVAL=2"):
            check_rule(rule)

    @pytest.mark.parametrize("rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31"])
    def test_a_day_that_never_comes_is_refused(self, rule):
        with pytest.raises(NotUnderstoodError, match="never comes"):
            check_rule(rule)

    def test_the_end_of_a_rule_has_to_be_a_day(self):
        with pytest.raises(NotUnderstoodError, match="UNTIL=20260231"):
            next_occurrence(follow_up(day("2026-01-01"), rule="FREQ=DAILY;UNTIL=20260231"), MADE, ISTANBUL)
