"""What a row of a screen stands for, so that the same keys do the same things to it on every screen."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "conversation", "promise", "follow_up", "draft", "interaction", "customer", "thing", "person", "allowance",
    "greeting", "card", "gesture", "referral", "phrase",
]  # fmt: skip


class Target(NamedTuple):
    """One thing in the book that a row is about.

    Attributes:
        kind: what it is.
        id: its id; for a contact person and an allowance, their place on the customer, from 0; for a card the customer
            whom they sent, where it is for that.
        customer: whose it is; None for a line that was parked before it named anybody.
        key: for a day to mark and a card, what they are for, and when; see `attentions.py`. Of a phrase its key; its id
            is that of the owner's own, 0 for a shipped one.
    """

    kind: Kind
    id: int
    customer: int | None = None
    key: str = ""
