"""The shop's open hours laid end to end, so that a year of history can be dated quickly.

A position is the number of working seconds since the first day of the table. Every instant here is a whole
number of seconds since 1970 (UTC): the generator dates a million contacts, and turns them into aware datetimes
once, when a record is made. The hours are those of the shop's record, less its holidays and closed days; daylight
saving is right by itself, since each interval is placed by the zone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.records.shop import Shop

HOUR = 3600
DAY = 86_400
WORKDAY = 8 * HOUR
"""About one open day, in working seconds."""

_WAKES, _SLEEPS = 7, 23


class Opening:
    """When the shop is open between two dates; `zone` is the shop's."""

    def __init__(self, shop: Shop, first: date, last: date) -> None:
        """Lay out the hours of `shop` from `first` to `last`, both included.

        Only hours that end on the day on which they begin are read; the sample shop has no others.
        """
        self.zone = ZoneInfo(shop.zone)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._positions: list[int] = []
        self._closes: dict[date, int] = {}
        position = 0
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            for start, end in self._intervals(shop, day):
                self._starts.append(start)
                self._ends.append(end)
                self._positions.append(position)
                position += end - start
                self._closes[day] = end
        self.days: tuple[date, ...] = tuple(self._closes)

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
        """Return whether the shop is open at `instant`; the minute of closing counts as open."""
        index = bisect_right(self._starts, instant) - 1
        return index >= 0 and instant <= self._ends[index]

    def when(self, instant: int) -> datetime:
        """Return `instant` as an aware datetime in the shop's zone."""
        return datetime.fromtimestamp(instant, self.zone)

    def instant(self, due: date | datetime) -> int:
        """Return the instant at which `due` ends.

        A date means the end of its last interval; on a closed day 23:59:59 (rules: working time).
        """
        if isinstance(due, datetime):
            return int(due.timestamp())
        if due in self._closes:
            return self._closes[due]
        return self.moment(due, time(23, 59, 59))

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

    def _intervals(self, shop: Shop, day: date) -> list[tuple[int, int]]:
        iso = day.isoformat()
        if iso in shop.closed or iso in shop.holidays:
            return []
        hours = next(one for one in reversed(shop.hours) if one.since is None or one.since <= day)
        parts = [part.split("-") for part in hours.days[day.weekday()].split(",") if part]
        return [
            (self.moment(day, time.fromisoformat(start)), self.moment(day, time.fromisoformat(end)))
            for start, end in parts
        ]
