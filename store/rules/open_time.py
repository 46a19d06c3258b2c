"""Working time without the book: when the shop is open, written out for the days around the present.

The agenda's file carries this in its first line, so that `regulars waiting` can say how much of a target is used up
without reading the shop's settings, of which `working_time.py` makes the same figures.
"""

from __future__ import annotations

from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any


# What is written out goes back so far at most, in seconds: a slip in a year may have somebody wait for centuries.
LONGEST_BACK = 30 * 366 * 24 * 3600


class OpenTime:
    """When the shop is open from one instant to another, to the second."""

    __slots__ = ("_since", "_turns", "_until", "_worked")

    def __init__(self, written: Mapping[str, Any]) -> None:
        """Take what `working_time.Calendar.written_out` gave.

        Raises:
            LookupError: it is not that.
        """
        self._since: int = written["since"]
        self._until: int = written["until"]
        self._turns: list[int] = [self._since]
        self._worked: list[int] = [0]
        second, worked, is_open = self._since, 0, False
        for length in written["turns"]:
            second += length
            if is_open:
                worked += length
            is_open = not is_open
            self._turns.append(second)
            self._worked.append(worked)

    def between(self, start: datetime, end: datetime) -> int:
        """Return the seconds of working time from `start` to `end`, both aware; negative if `end` is first.

        Raises:
            LookupError: one of them lies outside of what was written out.
        """
        return self._at(end) - self._at(start)

    def reaches(self, now: datetime) -> bool:
        """Return whether it goes on to `now` and as far back from there as such a thing ever does."""
        second = int(now.timestamp())
        return self._since <= second - LONGEST_BACK and second <= self._until

    def _at(self, moment: datetime) -> int:
        """Return the working seconds until then."""
        second = int(moment.timestamp())
        if not self._since <= second <= self._until:
            raise LookupError(moment)
        last = bisect_right(self._turns, second) - 1
        # The shop opens at every odd turn.
        return self._worked[last] + (second - self._turns[last] if last % 2 else 0)
