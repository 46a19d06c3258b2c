"""Figures that stand still: under an hour they go by minutes, above it by five, and all at the same time.

Above an hour they are as they were when the clock on the wall last showed a full five minutes. So a screen full of them
has something to draw once in five minutes, and in between a line to the shop is silent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

_MINUTE, _HOUR = 60, 3600
_STEP = 5


class Steps:
    """The figures of one look.

    Attributes:
        now: the instant of looking, aware and in the shop's zone.
    """

    def __init__(self, now: datetime, between: Callable[[datetime, datetime], int] | None = None) -> None:
        """Look at `now`; `between` gives the seconds of working time between two instants, where that is known."""
        self.now = now
        self._mark = now.replace(minute=now.minute - now.minute % _STEP, second=0, microsecond=0)
        self._real = int((now - self._mark).total_seconds())
        self._working = self._real if between is None else between(self._mark, now)

    def margin(self, margin_s: int, elapsed_s: int) -> int:
        """Return what a clock has left of its target, as it is shown.

        Args:
            margin_s: what it has left at `now`, in seconds of working time; negative: by how much it is over.
            elapsed_s: how long it has run, in seconds of working time.
        """
        return self._stepped(margin_s, margin_s + min(self._working, elapsed_s))

    def waited(self, elapsed_s: int) -> int:
        """Return for how long somebody has waited, as it is shown, of the real seconds until `now`."""
        return self._stepped(elapsed_s, max(0, elapsed_s - self._real))

    def until(self, moment: datetime) -> int:
        """Return the real seconds until `moment`, as they are shown; negative where that is over."""
        seconds = round(moment.timestamp() - self.now.timestamp())
        return self._stepped(seconds, seconds + self._real)

    def used(self, elapsed_s: int, target_s: int) -> float:
        """Return the share of its target that a clock has used, as it is drawn: 0 or more, above 1 where it is late.

        Args:
            elapsed_s: how long it has run at `now`, in seconds of working time.
            target_s: the target, in the same; above 0.
        """
        back = min(self._working, elapsed_s) if abs(target_s - elapsed_s) >= _HOUR else 0
        return (elapsed_s - back) / target_s

    def used_between(self, start: datetime, end: datetime) -> float:
        """Return the share of the real time from `start` to `end` that has gone by, as it is drawn: 0 or more."""
        left = end.timestamp() - self.now.timestamp()
        at = (self._mark if abs(left) >= _HOUR else self.now).timestamp()
        span = end.timestamp() - start.timestamp()
        return max(0.0, at - start.timestamp()) / span if span > 0 else 1.0

    @staticmethod
    def _stepped(now_s: int, then_s: int) -> int:
        """Return a span in whole minutes, above an hour in steps of five of what it was at the full five minutes.

        What is left is never said to be more than it was then, what is over goes to the nearest step, and is said as a
        minute at least.
        """
        if abs(now_s) >= _HOUR:
            step = _STEP * _MINUTE
            return max(_HOUR, then_s // step * step) if now_s > 0 else -max(_HOUR, (step // 2 - then_s) // step * step)
        return now_s // _MINUTE * _MINUTE if now_s >= 0 else -max(_MINUTE, -now_s // _MINUTE * _MINUTE)
