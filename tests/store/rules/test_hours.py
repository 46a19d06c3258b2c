"""The owner writes opening hours; what cannot be meant is refused with a word on how to write it."""

from __future__ import annotations

import pytest

from store.errors import NotUnderstoodError
from store.rules.hours import check_week, hours_text, parse_hours


@pytest.mark.parametrize(
    ("written", "spans", "shown"),
    [
        ("09:00-13:00,14:00-18:00", ((540, 780), (840, 1080)), "09:00-13:00,14:00-18:00"),
        ("18:00-02:00", ((1080, 1560),), "18:00-02:00"),
        ("00:00-24:00", ((0, 1440),), "00:00-24:00"),
        ("22:00-00:00", ((1320, 1440),), "22:00-24:00"),
        ("", (), ""),
        ("   ", (), ""),
        ("14:00-18:00 , 09:00-13:00", ((540, 780), (840, 1080)), "09:00-13:00,14:00-18:00"),
        ("9:00–18:00", ((540, 1080),), "09:00-18:00"),
        ("9-17.30", ((540, 1050),), "09:00-17:30"),
        ("09:00-13:00,13:00-18:00", ((540, 780), (780, 1080)), "09:00-13:00,13:00-18:00"),
        ("12:00-11:59", ((720, 2159),), "12:00-11:59"),
    ],
)
def test_hours_are_read_as_they_are_written_everywhere(written, spans, shown):
    assert parse_hours(written) == spans
    assert hours_text(spans) == shown
    assert parse_hours(shown) == spans


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("09:00-13:00,12:00-18:00", "09:00-13:00 and 12:00-18:00 overlap"),
        ("18:00-02:00,20:00-21:00", "18:00-02:00 and 20:00-21:00 overlap"),
        ("25:00-26:00", "no 25:00 on the clock"),
        ("09:00-18:60", "no 18:60 on the clock"),
        ("09:00-24:01", "no 24:01 on the clock"),
        ("09:00-09:00", "have no length"),
        ("24:00-02:00", "have no length"),
        ("nine to five", "cannot be read"),
        ("09:00", "cannot be read"),
        ("09:00-12:00-15:00", "cannot be read"),
        ("09:00-13:00,", "cannot be read"),
        ("٠٩:٠٠-١٨:٠٠", "cannot be read"),
    ],
)
def test_hours_that_cannot_be_meant_are_refused_by_name(written, sentence):
    with pytest.raises(NotUnderstoodError) as refused:
        parse_hours(written)
    assert sentence in refused.value.sentence


def test_a_night_that_runs_into_the_next_morning_is_refused():
    friday_night = ["", "", "", "", "18:00-02:00", "01:00-12:00", ""]
    with pytest.raises(NotUnderstoodError, match=r"hours\.fri runs until 02:00.*hours\.sat"):
        check_week(friday_night)


def test_sunday_night_is_checked_against_monday_morning():
    with pytest.raises(NotUnderstoodError, match=r"hours\.sun.*hours\.mon"):
        check_week(["01:00-12:00", "", "", "", "", "", "18:00-02:00"])


def test_a_bar_open_every_night_and_a_shop_that_never_closes_are_fine():
    check_week(["18:00-02:00"] * 7)
    check_week(["00:00-24:00"] * 7)
    check_week(["02:00-12:00,18:00-02:00"] * 7)
