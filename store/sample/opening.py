"""The shop's open hours laid end to end, so that a year of history can be dated quickly.

A position is the number of working seconds since the first day of the table. Every instant here is a whole
number of seconds since 1970 (UTC): the generator dates a million contacts, and turns them into aware datetimes
once, when a record is made. What is open when is the calendar's to say (`rules/working_time.py`); this adds the way
back from an amount of working time to an instant, in both directions, in a microsecond.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.records.shop import Shop
from store.rules.working_time import Calendar

HOUR = 3600
DAY = 86_400
WORKDAY = 8 * HOUR
"""About one open day, in working seconds."""

_WAKES, _SLEEPS = 7, 23


class Opening:
    """When the shop is open between two dates; `zone` is the shop's."""

    def __init__(self, shop: Shop, first: date, last: date) -> None:
        """Lay out the hours of `shop` from `first` to `last`, both included."""
        self.zone = ZoneInfo(shop.zone)
        self.calendar = Calendar.of(shop, self.zone)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._positions: list[int] = []
        self._closings: dict[date, int] = {}
        days: list[date] = []
        position = 0
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            for interval in self.calendar.intervals_on(day):
                opens, closes = int(interval.opens.timestamp()), int(interval.closes.timestamp())
                self._starts.append(opens)
                self._ends.append(closes)
                self._positions.append(position)
                position += closes - opens
                if not days or days[-1] != day:
                    days.append(day)
        self.days: tuple[date, ...] = tuple(days)

    def position(self, instant: int) -> int:
        """Return the working seconds of the table that lie before `instant`."""
        index = bisect_right(self._starts, instant) - 1
        if index < 0:
            return 0
        return self._positions[index] + min(instant, self._ends[index]) - self._starts[index]

    def at(self, position: float) -> int:
        """Return the instant, inside open hours, before which `position` working seconds lie."""
        whole = max(0, int(position))
        index = bisect_right(self._positions, whole) - 1
        return self._starts[index] + whole - self._positions[index]

    def add(self, instant: int, hours: float) -> int:
        """Return the instant `hours` working hours after `instant` (before it, if negative)."""
        return self.at(self.position(instant) + hours * HOUR)

    def is_open(self, instant: int) -> bool:
        """Return whether the shop is open at `instant`; the second of closing counts as open."""
        index = bisect_right(self._starts, instant) - 1
        return index >= 0 and instant <= self._ends[index]

    def when(self, instant: int) -> datetime:
        """Return `instant` as an aware datetime in the shop's zone."""
        return datetime.fromtimestamp(instant, self.zone)

    def instant(self, due: date | datetime) -> int:
        """Return the instant by which `due` is to be met."""
        if isinstance(due, datetime):
            return int(due.timestamp())
        closing = self._closings.get(due)
        if closing is None:
            closing = self._closings[due] = int(self.calendar.closing_of(due).timestamp())
        return closing

    def moment(self, day: date, clock: time) -> int:
        """Return the instant at which the shop's clock shows `clock` on `day`."""
        return int(datetime.combine(day, clock, self.zone).timestamp())

    def day_from(self, today: date, steps: int) -> date:
        """Return the open day that lies `steps` open days after `today` (before it, if negative).

        `today` itself is never returned; 1 is the next open day, -1 the one before.
        """
        if steps > 0:
            return self.days[bisect_right(self.days, today) + steps - 1]
        return self.days[bisect_left(self.days, today) + steps]

    def awake(self, instant: int, minutes: int) -> int:
        """Return `instant`, or the next morning plus `minutes` if it lies in the night, when nobody writes."""
        local = self.when(instant)
        if _WAKES <= local.hour < _SLEEPS:
            return instant
        day = local.date() + timedelta(days=local.hour >= _SLEEPS)
        return self.moment(day, time(_WAKES)) + minutes * 60

    def awake_before(self, instant: int, minutes: int) -> int:
        """Return `instant`, or the evening before less `minutes` if it lies in the night."""
        local = self.when(instant)
        if _WAKES <= local.hour < _SLEEPS:
            return instant
        day = local.date() - timedelta(days=local.hour < _WAKES)
        return self.moment(day, time(_SLEEPS)) - minutes * 60
