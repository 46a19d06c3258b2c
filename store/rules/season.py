"""A season: a window of each year, both days included, `03-01..04-15`; `12-01..01-15` goes across the new year.

Nothing is imported but `datetime`, since Today looks at it. 29 February is 28 February in other years. When a window
is over, that is worked out from the time of looking, so that nobody has to have looked before.
"""

from __future__ import annotations

from datetime import date, timedelta

from store.errors import NotUnderstoodError
from store.sentences import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    MonthDay = tuple[int, int]

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHOWN = 40


class Window:
    """One window as it is seen on a day.

    Attributes:
        opens: its first day.
        closes: its last day.
        is_gone: whether it is over.
        missed: how many windows were over by then since the first, this one too if it is.
    """

    __slots__ = ("closes", "is_gone", "missed", "opens")

    def __init__(self, opens: date, closes: date, *, is_gone: bool = False, missed: int = 0) -> None:
        """Keep what is seen."""
        self.opens = opens
        self.closes = closes
        self.is_gone = is_gone
        self.missed = missed


def check_season(text: str) -> str:
    """Return a season as it is kept.

    Raises:
        NotUnderstoodError: it is no season.
    """
    first, dots, last = (part.strip() for part in text.strip().partition(".."))
    try:
        if not dots:
            raise ValueError(text)
        days = [_month_day(day.removeprefix("--")) for day in (first, last)]
        return "..".join(f"{month:02}-{day:02}" for month, day in days)
    except ValueError:
        raise NotUnderstoodError(
            _("“{text}” is no season. Write its first and its last day as month and day: 03-01..04-15").format(
                text=text[:_SHOWN]
            )
        ) from None


def window_at(season: str, day: date) -> Window:
    """Return the window that is open on `day`, else the next one."""
    for year in (day.year - 1, day.year, day.year + 1):
        opens = opening(season, year)
        closes = closing(season, opens)
        if closes >= day:
            return Window(opens, closes)
    raise ValueError(season)


def window_after(season: str, day: date) -> Window:
    """Return the first window that opens behind `day`."""
    opens = opening(season, day.year)
    if opens <= day:
        opens = opening(season, day.year + 1)
    return Window(opens, closing(season, opens))


def window_seen(season: str, first: date, today: date, lead_days: int = 0) -> Window:
    """Return the window that counts on `today` for one that waits since the window which opened on `first`.

    That is the first one until it is over and the next is offered, then that one.

    Args:
        season: as it is kept.
        first: on which day the first window opens.
        today: the day of looking.
        lead_days: how many days before it opens a window is offered.
    """
    closes = closing(season, first)
    if today <= closes:
        return Window(first, closes)
    reached = min(today, date.max - timedelta(days=lead_days + 366)) + timedelta(days=lead_days)
    opens = opening(season, reached.year)
    if opens > reached:
        opens = opening(season, reached.year - 1)
    if opens <= first:
        return Window(first, closes, is_gone=True, missed=1)
    closes, passed = closing(season, opens), opens.year - first.year
    return Window(opens, closes, is_gone=today > closes, missed=passed + (today > closes))


def opening(season: str, year: int) -> date:
    """Return the day on which the window of a year opens."""
    return _day(year, _month_day(season[:5]))


def closing(season: str, opens: date) -> date:
    """Return the last day of the window that opens on `opens`."""
    last = _month_day(season[7:])
    closes = _day(opens.year, last)
    return closes if closes >= opens else _day(opens.year + 1, last)


def _month_day(text: str) -> MonthDay:
    month, hyphen, day = text.partition("-")
    if not (hyphen and month.isascii() and month.isdigit() and day.isascii() and day.isdigit()):
        raise ValueError(text)
    if len(month) > 2 or len(day) > 2 or not 1 <= int(month) <= 12 or not 1 <= int(day) <= _LENGTHS[int(month) - 1]:
        raise ValueError(text)
    return int(month), int(day)


def _day(year: int, month_day: MonthDay) -> date:
    if month_day == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, *month_day)
