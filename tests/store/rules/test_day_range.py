"""One day or several in a row, in the words of a person."""

from __future__ import annotations

from datetime import date

import pytest

from store.errors import AmbiguousError, NotUnderstoodError
from store.rules.day_range import read_day_range
from store.rules.when import WhenContext
from tests.books import WEDNESDAY

CONTEXT = WhenContext(now=WEDNESDAY, is_open=lambda _moment: True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("fri", date(2026, 3, 6), date(2026, 3, 6)),
        ("tomorrow", date(2026, 3, 5), date(2026, 3, 5)),
        ("fri 17:00", date(2026, 3, 6), date(2026, 3, 6)),
        ("2026-08-01", date(2026, 8, 1), date(2026, 8, 1)),
        ("2026-08-01..2026-08-14", date(2026, 8, 1), date(2026, 8, 14)),
        ("24-26 dec", date(2026, 12, 24), date(2026, 12, 26)),
        ("24–26 December", date(2026, 12, 24), date(2026, 12, 26)),
        ("dec 24-26", date(2026, 12, 24), date(2026, 12, 26)),
        ("from 24 dec until 2 jan", date(2026, 12, 24), date(2027, 1, 2)),
        ("24 dec - 2 jan", date(2026, 12, 24), date(2027, 1, 2)),
        ("mon - fri", date(2026, 3, 9), date(2026, 3, 13)),
        ("fri-mon", date(2026, 3, 6), date(2026, 3, 9)),
        ("24-26 aralık", date(2026, 12, 24), date(2026, 12, 26)),
        ("12월 24일 - 12월 26일", date(2026, 12, 24), date(2026, 12, 26)),
    ],
)
def test_days_are_read_ahead_of_now(text: str, first: date, last: date) -> None:
    assert read_day_range(text, CONTEXT) == (first, last)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Say which day"),
        ("whenever", "no time that can be read"),
        ("26-24 dec", "runs backwards"),
        ("2026-08-14..2026-08-01", "runs backwards"),
        ("1 jan 2026 - 1 jan 2036", "more than three years"),
        ("31 feb", "31 February"),
        ("x" * 10_000, "too long|no time"),
    ],
)
def test_what_names_no_days_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        read_day_range(text, CONTEXT)


def test_a_date_in_figures_that_can_be_two_is_asked_about() -> None:
    with pytest.raises(AmbiguousError, match="10 November 2026 or 11 October 2026"):
        read_day_range("10/11", CONTEXT)
