"""The Korean lunar calendar: on which day of the calendar of every day one of its days falls.

From `korean-lunar-calendar`, whose table is that of the Korea Astronomy and Space Science Institute and ends with 2050.
"""

from __future__ import annotations

from datetime import date
from functools import cache

FIRST_YEAR, LAST_YEAR = 1000, 2050
LONGEST_MONTH = 30


@cache
def lunar_day(year: int, month: int, day: int, *, leap_month: bool = False) -> date | None:
    """Return the day on which a day of the lunar calendar falls; None where the table does not reach.

    In a year without that leap month it is kept in the ordinary one, and the 30th of a month of 29 days on its last:
    so it is done with birthdays.

    Args:
        year: the lunar year; its last days lie in January or February of the year after.
        month: 1 to 12.
        day: 1 to 30.
        leap_month: whether it is the month that comes a second time.
    """
    from korean_lunar_calendar import KoreanLunarCalendar

    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    calendar = KoreanLunarCalendar()
    for leap in (True, False) if leap_month else (False,):
        for last in (day, day - 1):
            # It takes a leap month that the year does not have for granted, and says so only in `isIntercalation`.
            if calendar.setLunarDate(year, month, last, leap) and calendar.isIntercalation == leap:
                return date(calendar.solarYear, calendar.solarMonth, calendar.solarDay)
    return None
