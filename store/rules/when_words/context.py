"""Against what a time is read: the present instant, the shop's hours, and whether it lies ahead or behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from store.rules.when_words.calendar_days import checked
from store.rules.when_words.wording import too_far


class TimeOfDay(NamedTuple):
    """An hour on the wall clock; `next_day` for hours after midnight that are told with the evening before."""

    hour: int
    minute: int = 0
    second: int = 0
    next_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenContext:
    """What the reader of times knows of the shop.

    `now` is aware, in the shop's zone. `is_open` tells whether the shop is open at an aware instant; it settles hours
    said without morning or afternoon. `language` is the shop's: it sets which of two readings of a date in figures
    is named first, while all five languages are always read. `past` is False for dues, which lie ahead, and True
    for what has happened: then the latest past reading counts.
    """

    now: datetime
    is_open: Callable[[datetime], bool]
    language: str = "en"
    past: bool = False

    @property
    def today(self) -> date:
        """The shop's date at this instant."""
        return self.now.date()

    @property
    def zone(self) -> tzinfo:
        """The shop's zone."""
        if self.now.tzinfo is None:
            raise ValueError("the present instant needs a zone")
        return self.now.tzinfo

    @property
    def onward(self) -> int:
        """The direction in days in which an unsaid day is looked for: 1 ahead, -1 behind."""
        return -1 if self.past else 1

    def instant(self, day: date, time: TimeOfDay) -> datetime:
        """That hour of that day in the shop's zone.

        Where the clocks go forward over it, it moves forward with them (02:30 becomes 03:30); where they go back and
        it comes twice, the first one counts. Raises NotUnderstoodError beyond the years that are read.
        """
        checked(day)
        local = datetime(day.year, day.month, day.day, time.hour, time.minute, time.second)
        if time.next_day:
            local += timedelta(days=1)
        return local.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)

    def later(self, seconds: int) -> datetime:
        """The instant so many real seconds from now (before now if negative), in whole seconds."""
        now = self.now.replace(microsecond=0).astimezone(UTC)
        try:
            instant = (now + timedelta(seconds=seconds)).astimezone(self.zone)
        except OverflowError:
            raise too_far() from None
        checked(instant.date())
        return instant

    def suits(self, instant: datetime) -> bool:
        """Whether the instant lies on the side that is wanted: ahead of now for dues, not after now for the past."""
        return instant <= self.now if self.past else instant > self.now

    def suits_day(self, day: date) -> bool:
        """Whether the day lies on the side that is wanted; today does."""
        return day <= self.today if self.past else day >= self.today
