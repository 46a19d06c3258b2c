"""Something given to a customer for goodwill or loyalty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One gesture: `kind` is the owner's word for it, such as "voucher", and `why` what it was given for.

    `cost` is what it cost the shop, an amount in its currency with a point for the cents, such as "12.50"; "0" where
    it cost nothing but the thought.
    """

    id: int = 0
    customer: int
    kind: str
    on: date
    cost: str = "0"
    why: str = ""
