"""Something a customer owns or ordered that the shop looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A bicycle, an oven: its name, serial number, and until when its warranty holds (that day included).

    `service_next` is the day of its next service, and `service_every` an RFC 5545 RRULE value that says how often it
    wants one, empty for once.
    """

    id: int = 0
    customer: int
    name: str
    serial: str = ""
    warranty_until: date | None = None
    note: str = ""
    service_next: date | None = None
    service_every: str = ""
