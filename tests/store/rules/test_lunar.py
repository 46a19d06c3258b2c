"""The Korean lunar calendar, beside days that everybody in Korea knows."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from store.rules.lunar import lunar_day

KNOWN = [
    # 설날, the first day of the lunar year
    (2024, 1, 1, False, "2024-02-10"),
    (2025, 1, 1, False, "2025-01-29"),
    (2026, 1, 1, False, "2026-02-17"),
    # 추석, the 15th of the eighth month
    (2024, 8, 15, False, "2024-09-17"),
    (2025, 8, 15, False, "2025-10-06"),
    (2026, 8, 15, False, "2026-09-25"),
    # 부처님 오신 날, the 8th of the fourth month
    (2023, 4, 8, False, "2023-05-27"),
    (2025, 4, 8, False, "2025-05-05"),
    # The last days of a lunar year lie in the year after.
    (2025, 12, 29, False, "2026-02-16"),
    # The sixth month of 2025 comes twice.
    (2025, 6, 10, False, "2025-07-04"),
    (2025, 6, 10, True, "2025-08-03"),
    # A birthday in a leap month is kept in the ordinary month of a year without it.
    (2026, 6, 10, True, "2026-07-23"),
    (2025, 5, 10, True, "2025-06-05"),
]


@pytest.mark.parametrize(("year", "month", "day", "leap", "on"), KNOWN)
def test_a_lunar_day_falls_on_its_day(year: int, month: int, day: int, leap: bool, on: str) -> None:
    assert lunar_day(year, month, day, leap_month=leap) == date.fromisoformat(on)


def test_the_thirtieth_is_kept_on_the_last_day_of_a_short_month() -> None:
    for month in range(1, 13):
        last, before = lunar_day(2026, month, 30), lunar_day(2026, month, 29)
        assert last is not None
        assert before is not None
        assert (last - before).days in (0, 1)
    assert lunar_day(2026, 2, 30) == lunar_day(2026, 2, 29)  # a month of 29 days


@pytest.mark.parametrize(("year", "month", "day"), [(2051, 1, 1), (999, 5, 5), (2026, 13, 1), (2026, 5, 32)])
def test_what_the_table_does_not_know_is_none(year: int, month: int, day: int) -> None:
    assert lunar_day(year, month, day) is None


def test_the_table_is_loaded_only_for_a_lunar_date() -> None:
    code = (
        "import sys; from datetime import date; from store.records.customer import Customer, MarkedDate\n"
        "from store.rules.marked_dates import days_to_mark\n"
        "who = Customer(dates=(MarkedDate(label='birthday', month=5, day=3),))\n"
        "assert days_to_mark(who, date(2026, 5, 1), date(2026, 5, 9))\n"
        "assert not {'korean_lunar_calendar', 'dateutil.easter'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
