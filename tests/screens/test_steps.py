"""Figures that stand still: by minutes under an hour, by five minutes above it, and all of them at the same time."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.steps import Steps

ZONE = ZoneInfo("Europe/Istanbul")
NINE = datetime(2026, 3, 4, 9, tzinfo=ZONE)
MINUTES = st.integers(0, 60 * 24 * 3)


def at(minutes: float) -> Steps:
    return Steps(NINE + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (3599, 59 * 60),
        (61, 60),
        (59, 0),
        (0, 0),
        (-1, -60),
        (-61, -60),
        (-3599, -59 * 60),
        (3600, 3600),
        (3600 + 299, 3600),
        (3900, 3900),
        (-3600, -3600),
        (-3900, -3900),
        (-4049, -3900),
        (-4051, -4200),
    ],
)
def test_a_span_at_a_full_five_minutes(seconds, shown):
    assert Steps(NINE).margin(seconds, 10**6) == shown
    assert Steps(NINE).until(NINE + timedelta(seconds=seconds)) == shown


def test_what_is_above_an_hour_is_as_it_was_at_the_last_full_five_minutes():
    assert at(7).margin(3 * 3600, 3600) == 3 * 3600
    assert at(9.9).margin(3 * 3600 - 170, 3600) == 3 * 3600
    assert at(10).margin(3 * 3600 - 180, 3600) == 3 * 3600 - 300
    assert at(7).waited(2 * 3600) == 2 * 3600 - 300
    assert at(7).margin(50 * 60, 3600) == 50 * 60


def test_a_clock_that_has_just_started_has_no_more_than_its_target():
    assert at(9).margin(4 * 3600, 0) == 4 * 3600
    assert at(9).used(0, 4 * 3600) == 0


def test_out_of_hours_a_clock_stands():
    closed = Steps(NINE + timedelta(minutes=9), lambda _start, _end: 0)
    assert closed.margin(3 * 3600, 3600) == 3 * 3600
    assert closed.used(3600, 4 * 3600) == 0.25


@given(st.lists(MINUTES, min_size=1, max_size=8), st.integers(0, 600))
def test_in_between_nothing_moves_that_is_further_than_an_hour(dues, minute):
    now, next_ = at(minute), at(minute + 1)
    for due in (NINE + timedelta(minutes=one) for one in dues):
        left = (due - now.now).total_seconds()
        if abs(left) >= 3660 and (minute + 1) % 5:
            assert now.until(due) == next_.until(due)
            assert now.used_between(NINE - timedelta(days=9), due) == next_.used_between(NINE - timedelta(days=9), due)


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.integers(0, 299))
def test_what_is_shown_is_never_far_from_what_is(margin, elapsed, seconds):
    shown = Steps(NINE + timedelta(seconds=seconds)).margin(margin, elapsed)
    assert abs(shown - margin) <= (450 + 59 if abs(margin) >= 3600 else 60)
    assert (shown < 0) == (margin < 0)
