"""A date worth remembering, as address books write it: with and without a year, in many an order."""

from __future__ import annotations

import re
from datetime import date

# What Apple's address book writes as the year of a date that has none.
_NO_YEAR = 1604
_LEAP_YEAR = 2000
_LAST_MONTH = 12
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?", re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})\s?[.일]?(?:[T ].*)?", re.DOTALL)
_YEARLESS = re.compile(r"--(\d{1,2})-?(\d{2})(?:T.*)?", re.DOTALL)
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


def read_date(text: str) -> tuple[int, int, int] | None:
    """Return year (0 where it has none), month and day of `text`; None where it is no date, or two.

    Understood are ISO dates with and without hyphens, vCard's and Apple's dates without a year,
    dates by year with points or Korean words, `12.4.1985`, and `23/4/1985` where only one order of
    day and month makes a date.
    """
    if match := _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _checked_date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEARLESS.fullmatch(text):
        return _checked_date(0, int(match[1]), int(match[2]))
    if match := _DAY_FIRST.fullmatch(text):
        return _checked_date(int(match[3] or 0), int(match[2]), int(match[1]))
    if match := _SLASHED.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first == second or first > _LAST_MONTH:
            return _checked_date(year, second, first)
        if second > _LAST_MONTH:
            return _checked_date(year, first, second)
    return None


def is_date(year: int, month: int, day: int) -> bool:
    """Return whether there is such a day; `year` is 0 where it is not known."""
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _checked_date(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    year = 0 if year == _NO_YEAR else year
    return (year, month, day) if is_date(year, month, day) else None
