"""Hours, targets and country hold from a date, and what was concluded for the past stays."""

from __future__ import annotations

from datetime import date

import pytest

from store.errors import NotUnderstoodError
from store.records.shop import DEFAULT_HOURS, DatedCountry, DatedHours, DatedTargets, Shop
from store.rules.dated import (
    renamed_holidays,
    renew_holidays,
    with_country,
    with_hours,
    with_targets,
)

MARCH, APRIL, JULY, SEPTEMBER = (date(2026, month, 1) for month in (3, 4, 7, 9))


def hours_of(shop):
    return [(one.since, one.days[0], one.days[5]) for one in shop.hours]


class TestHours:
    def test_the_first_setting_holds_always(self):
        shop = with_hours(Shop(), {"mon": "10:00-14:00"}, None, MARCH)
        assert shop.hours == (DatedHours(days=("10:00-14:00", *DEFAULT_HOURS[1:])),)

    def test_a_later_one_holds_from_today(self):
        shop = with_hours(Shop(), {"mon": "10:00-14:00"}, None, MARCH)
        shop = with_hours(shop, {"sat": "10:00-12:00"}, None, APRIL)
        assert hours_of(shop) == [(None, "10:00-14:00", ""), (APRIL, "10:00-14:00", "10:00-12:00")]

    def test_twice_on_one_day_is_one_change(self):
        shop = with_hours(Shop(), {"mon": "10:00-14:00"}, None, MARCH)
        shop = with_hours(shop, {"mon": "11:00-14:00"}, None, APRIL)
        shop = with_hours(shop, {"mon": "12:00-14:00"}, None, APRIL)
        assert hours_of(shop) == [(None, "10:00-14:00", ""), (APRIL, "12:00-14:00", "")]

    def test_what_changes_nothing_leaves_no_trace(self):
        shop = with_hours(Shop(), {"mon": "10:00-14:00"}, None, MARCH)
        assert with_hours(shop, {"mon": "10:00-14:00"}, None, APRIL) == shop

    def test_the_first_setting_may_say_from_when_and_until_then_the_default_holds(self):
        shop = with_hours(Shop(), {"mon": "10:00-14:00"}, JULY, MARCH)
        assert hours_of(shop) == [(JULY, "10:00-14:00", "")]
        shop = with_hours(shop, {"sat": "10:00-12:00"}, None, APRIL)
        assert hours_of(shop) == [
            (APRIL, DEFAULT_HOURS[0], "10:00-12:00"),
            (JULY, "10:00-14:00", "10:00-12:00"),
        ]

    def test_summer_hours_planned_ahead_stand_while_another_day_changes(self):
        shop = with_hours(Shop(), {"mon": "09:00-18:00"}, None, MARCH)
        shop = with_hours(shop, {"mon": "08:00-14:00"}, JULY, MARCH)
        shop = with_hours(shop, {"mon": "09:00-18:00"}, SEPTEMBER, MARCH)
        shop = with_hours(shop, {"sat": "10:00-12:00"}, None, APRIL)
        assert hours_of(shop) == [
            (None, "09:00-18:00", ""),
            (APRIL, "09:00-18:00", "10:00-12:00"),
            (JULY, "08:00-14:00", "10:00-12:00"),
            (SEPTEMBER, "09:00-18:00", "10:00-12:00"),
        ]
        shop = with_hours(shop, {"mon": "09:00-17:00"}, None, APRIL)
        assert [one.days[0] for one in shop.hours] == [
            "09:00-18:00",
            "09:00-17:00",
            "08:00-14:00",
            "09:00-18:00",
        ]

    def test_hours_of_two_days_that_overlap_are_refused(self):
        shop = with_hours(Shop(), {"tue": "01:00-05:00"}, None, MARCH)
        with pytest.raises(NotUnderstoodError, match=r"hours\.mon"):
            with_hours(shop, {"mon": "18:00-02:00"}, None, APRIL)


class TestTargets:
    def test_each_target_holds_always_when_it_is_set_first_and_from_today_later(self):
        shop = with_targets(Shop(), {"email.first_answer": 7200}, None, MARCH)
        shop = with_targets(shop, {"sms.update": 3600}, None, APRIL)
        assert shop.targets == (DatedTargets(targets={"email.first_answer": 7200, "sms.update": 3600}),)
        shop = with_targets(shop, {"email.first_answer": 3600}, None, APRIL)
        assert shop.targets == (
            DatedTargets(targets={"email.first_answer": 7200, "sms.update": 3600}),
            DatedTargets(since=APRIL, targets={"email.first_answer": 3600, "sms.update": 3600}),
        )

    def test_a_first_one_among_dated_ones_holds_always_too(self):
        shop = with_targets(Shop(), {"email.first_answer": 7200}, JULY, MARCH)
        assert shop.targets == (DatedTargets(since=JULY, targets={"email.first_answer": 7200}),)
        shop = with_targets(shop, {"sms.update": 3600}, None, APRIL)
        assert shop.targets == (
            DatedTargets(targets={"sms.update": 3600}),
            DatedTargets(since=JULY, targets={"email.first_answer": 7200, "sms.update": 3600}),
        )

    def test_clearing_goes_back_to_the_default_from_today(self):
        shop = with_targets(Shop(), {"email.first_answer": 7200}, None, MARCH)
        shop = with_targets(shop, {"email.first_answer": None}, None, APRIL)
        assert shop.targets == (
            DatedTargets(targets={"email.first_answer": 7200}),
            DatedTargets(since=APRIL),
        )
        assert with_targets(Shop(), {"email.first_answer": None}, None, MARCH) == Shop()


class TestCountry:
    def test_setting_it_writes_out_the_holidays_of_three_years(self):
        shop = with_country(Shop(), "TR", None, MARCH, "tr")
        assert shop.countries == (DatedCountry(country="TR"),)
        assert {day[:4] for day in shop.holidays} == {"2026", "2027", "2028"}
        assert shop.holidays["2026-01-01"] == "Yılbaşı"
        assert list(shop.holidays) == sorted(shop.holidays)

    def test_moving_keeps_the_holidays_that_were(self):
        shop = with_country(Shop(), "TR", None, MARCH, "en")
        moved = with_country(shop, "BG", None, JULY, "en")
        assert moved.countries == (
            DatedCountry(country="TR"),
            DatedCountry(since=JULY, country="BG"),
        )
        assert "2026-04-23" in moved.holidays
        assert "2026-10-29" not in moved.holidays
        assert moved.holidays["2026-09-22"] == "Independence Day"
        assert "2026-03-03" not in moved.holidays

    def test_a_move_planned_ahead_leaves_the_time_until_then(self):
        shop = with_country(Shop(), "TR", None, MARCH, "en")
        planned = with_country(shop, "BG", date(2027, 1, 1), MARCH, "en")
        assert "2026-10-29" in planned.holidays
        assert "2027-10-29" not in planned.holidays
        assert "2027-03-03" in planned.holidays

    def test_taking_the_country_out_takes_out_what_is_to_come(self):
        shop = with_country(Shop(), "TR", None, MARCH, "en")
        none = with_country(shop, "", None, JULY, "en")
        assert none.country == ""
        assert max(none.holidays) < "2026-07-01"
        assert with_country(Shop(), "", None, MARCH, "en") == Shop()

    def test_the_same_country_again_changes_nothing(self):
        shop = with_country(Shop(), "TR", None, MARCH, "en")
        assert with_country(shop, "TR", None, APRIL, "en") is shop

    def test_a_new_year_brings_its_holidays_and_keeps_the_old(self):
        shop = with_country(Shop(), "TR", None, MARCH, "en")
        assert renew_holidays(shop, SEPTEMBER, "en") is shop
        assert renew_holidays(Shop(), SEPTEMBER, "en") == Shop()
        renewed = renew_holidays(shop, date(2027, 1, 1), "en")
        assert renewed.holidays.items() > shop.holidays.items()
        assert "2029-10-29" in renewed.holidays

    def test_names_follow_the_language_and_days_stay(self):
        shop = with_country(Shop(), "TR", None, MARCH, "en")
        turkish = renamed_holidays(shop, "tr")
        assert list(turkish.holidays) == list(shop.holidays)
        assert turkish.holidays["2026-10-29"] == "Cumhuriyet Bayramı"
