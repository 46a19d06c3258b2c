"""A season is offered on its first day, gone behind its last, and told whenever one looks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from store.errors import NotUnderstoodError
from store.rules.season import check_season, window_after, window_at, window_seen

TYRES = "03-01..04-15"
NEW_YEAR = "12-01..01-15"
MONTH_DAYS = some.dates(date(2024, 1, 1), date(2024, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def on(year: int, month_day: str) -> date:
    """That day of a year; of a day that it lacks the one before."""
    month, number = int(month_day[:2]), int(month_day[3:])
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def spans(season: str, year: int) -> list[tuple[date, date]]:
    """The windows that open in the years around `year`, in order."""
    found = []
    for one in (year - 1, year, year + 1):
        first, last = on(one, season[:5]), on(one, season[7:])
        found.append((first, last if last >= first else on(one + 1, season[7:])))
    return found


class TestWindows:
    @pytest.mark.parametrize(
        ("season", "today", "opens", "closes"),
        [
            (TYRES, "2026-02-28", "2026-03-01", "2026-04-15"),
            (TYRES, "2026-03-01", "2026-03-01", "2026-04-15"),
            (TYRES, "2026-04-15", "2026-03-01", "2026-04-15"),
            (TYRES, "2026-04-16", "2027-03-01", "2027-04-15"),
            (NEW_YEAR, "2026-11-30", "2026-12-01", "2027-01-15"),
            (NEW_YEAR, "2026-12-31", "2026-12-01", "2027-01-15"),
            (NEW_YEAR, "2027-01-01", "2026-12-01", "2027-01-15"),
            (NEW_YEAR, "2027-01-15", "2026-12-01", "2027-01-15"),
            (NEW_YEAR, "2027-01-16", "2027-12-01", "2028-01-15"),
            ("02-29..03-10", "2026-01-01", "2026-02-28", "2026-03-10"),
            ("02-29..03-10", "2028-01-01", "2028-02-29", "2028-03-10"),
            ("02-01..02-29", "2027-02-28", "2027-02-01", "2027-02-28"),
            ("06-10..06-10", "2026-06-10", "2026-06-10", "2026-06-10"),
            ("03-02..03-01", "2026-03-01", "2025-03-02", "2026-03-01"),
        ],
    )
    def test_the_one_that_is_open_else_the_next(self, season: str, today: str, opens: str, closes: str) -> None:
        window = window_at(season, day(today))
        assert (window.opens, window.closes) == (day(opens), day(closes))

    @given(first=MONTH_DAYS, last=MONTH_DAYS, today=some.dates(date(1990, 1, 1), date(2060, 1, 1)))
    def test_it_is_the_one_that_a_walk_over_the_calendar_finds(self, first: date, last: date, today: date) -> None:
        season = f"{first:%m-%d}..{last:%m-%d}"
        ahead = [span for span in spans(season, today.year) if span[1] >= today]
        window = window_at(season, today)
        assert (window.opens, window.closes) == ahead[0]
        after = window_after(season, today)
        assert after.opens == min(
            span[0] for year in (today.year, today.year + 1) for span in spans(season, year) if span[0] > today
        )


class TestSeen:
    @pytest.mark.parametrize(
        ("today", "is_gone", "missed", "opens"),
        [
            ("2026-02-20", False, 0, "2026-03-01"),
            ("2026-04-15", False, 0, "2026-03-01"),
            ("2026-04-16", True, 1, "2026-03-01"),
            ("2027-02-28", True, 1, "2026-03-01"),
            ("2027-03-01", False, 1, "2027-03-01"),
            ("2027-04-15", False, 1, "2027-03-01"),
            ("2027-04-16", True, 2, "2027-03-01"),
            ("2029-03-20", False, 3, "2029-03-01"),
        ],
    )
    def test_what_nobody_looked_at_is_told_and_offered_again(
        self, today: str, is_gone: bool, missed: int, opens: str
    ) -> None:
        window = window_seen(TYRES, day("2026-03-01"), day(today))
        assert (window.is_gone, window.missed, window.opens) == (is_gone, missed, day(opens))

    def test_the_next_one_is_offered_as_many_days_ahead_as_it_leads_by(self) -> None:
        assert window_seen(TYRES, day("2026-03-01"), day("2027-02-14"), 14).is_gone
        window = window_seen(TYRES, day("2026-03-01"), day("2027-02-15"), 14)
        assert (window.is_gone, window.missed, window.opens) == (False, 1, day("2027-03-01"))

    @given(first=MONTH_DAYS, last=MONTH_DAYS, begun=some.integers(2000, 2030), later=some.integers(-50, 2000))
    def test_it_counts_what_a_walk_from_window_to_window_counts(
        self, first: date, last: date, begun: int, later: int
    ) -> None:
        season = f"{first:%m-%d}..{last:%m-%d}"
        opens = window_at(season, date(begun, 1, 1)).opens
        today = opens + timedelta(days=later)
        windows = [window_at(season, opens)]
        while (coming := window_after(season, windows[-1].opens)).opens <= today:
            windows.append(coming)
        seen = window_seen(season, opens, today)
        assert seen.opens == windows[-1].opens
        assert seen.is_gone is (windows[-1].closes < today)
        assert seen.missed == sum(window.closes < today for window in windows)


class TestWriting:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("03-01..04-15", "03-01..04-15"),
            (" 3-1 .. 4-15 ", "03-01..04-15"),
            ("--12-01..--01-15", "12-01..01-15"),
            ("02-29..02-29", "02-29..02-29"),
        ],
    )
    def test_it_is_kept_in_one_form(self, text: str, kept: str) -> None:
        assert check_season(text) == kept

    @pytest.mark.parametrize(
        "text", ["", "..", "03-01", "03-01..", "02-30..03-01", "13-01..03-01", "03-01..00-10", "٣-١..04-15", "3..4"]
    )
    def test_anything_else_is_refused_with_an_example(self, text: str) -> None:
        with pytest.raises(NotUnderstoodError, match=r"03-01\.\.04-15"):
            check_season(text)
