"""One contact, in or out, on one channel, at one time: an entry of a customer's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Channel = Literal["counter", "phone", "visit", "email", "letter", "sms", "chat", "social"]
CHANNELS: tuple[Channel, ...] = ("counter", "phone", "visit", "email", "letter", "sms", "chat", "social")
IN_PERSON: frozenset[Channel] = frozenset(("counter", "phone", "visit"))

Direction = Literal["in", "out"]
Mood = Literal["", "happy", "neutral", "upset"]
Kind = Literal["", "complaint", "compliment", "suggestion", "question", "request", "sale", "ack", "thanks"]
KINDS: tuple[Kind, ...] = (
    "complaint", "compliment", "suggestion", "question", "request", "sale", "ack", "thanks",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One contact as it happened.

    `when` is when it happened, `noted` when it was written down (None: at once), both in the shop's zone.
    `channel_name` is the name under which the owner knows the channel ("whatsapp" for chat), empty where it is the
    channel's own. `wants_answer` is true for an inbound that is to be answered; `answered` where it was answered on
    the spot. `words` are the customer's own words, kept as such. `phrases` are the keys of those that it was composed
    from: a shipped one's id, or `#12`.
    """

    id: int = 0
    customer: int
    when: datetime
    noted: datetime | None = None
    direction: Direction = "in"
    channel: Channel
    channel_name: str = ""
    kind: Kind = ""
    mood: Mood = ""
    text: str = ""
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    wants_answer: bool = False
    answered: bool = False
    conversation: int | None = None
    contact: str = ""
    thing: int | None = None
    public: bool = False
    link: str = ""
    phrases: tuple[str, ...] = ()

    @property
    def is_acknowledgement(self) -> bool:
        """Whether this is our acknowledgement of a message: noted, and no answer."""
        return self.direction == "out" and self.kind == "ack"
