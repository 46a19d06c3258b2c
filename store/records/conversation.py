"""Interactions about one matter, from opening to resolution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

EventKind = Literal[
    "opened", "waiting_on_us", "waiting_on_customer", "waiting_on_third_party", "waiting_on_nobody",
    "no_reply_needed", "resolved", "reopened", "merged",
]  # fmt: skip
WaitingOn = Literal["us", "customer", "third_party", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationEvent:
    """Something that was decided about a conversation, at an instant in the shop's zone.

    `name` is the third party for a hand-off; `other` the conversation that was merged into this one.
    """

    at: datetime
    kind: EventKind
    name: str = ""
    other: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One matter of one customer.

    What it waits for is worked out from its events and its interactions (`rules/conversations.py`), never stored.
    `opened` is when its first entry happened; `latest` when its latest did, by when things happened.
    `settled` is when it was resolved, and None while it is open. `outcome` is what the customer got.
    """

    id: int = 0
    customer: int
    subject: str = ""
    opened: datetime
    latest: datetime
    settled: datetime | None = None
    events: tuple[ConversationEvent, ...] = ()
    outcome: str = ""
    merged_into: int | None = None
