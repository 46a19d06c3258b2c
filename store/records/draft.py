"""A capture line that was parked half-typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A line that waits to be finished; `begun` is the time of its first key, in the shop's zone."""

    id: int = 0
    line: str
    begun: datetime
    customer: int | None = None
