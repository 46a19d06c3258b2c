"""A reminder to come back to a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

FollowUpState = Literal["open", "done", "dropped", "skipped"]
FollowUpSource = Literal["capture", "owner", "promise", "thing", "rule", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One reminder, which stays until it is done, dropped or skipped.

    `due` is None only while it waits for something to happen, named by `occasion` ("frost"). `rule` is an RFC 5545
    RRULE value for one that recurs. `snoozed_until` puts it out of sight until then. `made` and `settled` are
    instants in the shop's zone.
    """

    id: int = 0
    customer: int
    what: str
    made: datetime
    due: date | datetime | None = None
    rule: str = ""
    occasion: str = ""
    source: FollowUpSource = "owner"
    conversation: int | None = None
    interaction: int | None = None
    snoozed_until: date | datetime | None = None
    state: FollowUpState = "open"
    settled: datetime | None = None
