"""Dates with and without a year, as address books write them: one reading, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.marked_date import read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1985-04-12", (1985, 4, 12)),
        ("19850412", (1985, 4, 12)),
        ("1985-04-12T00:00:00Z", (1985, 4, 12)),
        ("--0412", (0, 4, 12)),
        ("--04-12", (0, 4, 12)),
        ("1604-04-12", (0, 4, 12)),
        ("1604-02-29", (0, 2, 29)),
        ("12.04.1985", (1985, 4, 12)),
        ("12.4.", (0, 4, 12)),
        ("1990. 3. 2.", (1990, 3, 2)),
        ("1990년 3월 2일", (1990, 3, 2)),
        ("4/25/1985", (1985, 4, 25)),
        ("25/4/1985", (1985, 4, 25)),
        ("4/4/1985", (1985, 4, 4)),
        ("10/11/1985", None),
        ("1985-02-30", None),
        ("1985-04", None),
        ("---12", None),
        ("spring", None),
        ("", None),
    ],
)
def test_a_date_is_taken_only_where_it_can_be_read_in_one_way(text: str, date: tuple[int, int, int] | None) -> None:
    assert read_date(text) == date


@given(st.text(max_size=30))
def test_whatever_is_written_it_is_read_as_a_date_or_not(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), tuple)
