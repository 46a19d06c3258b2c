"""What we said we would do, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PromiseState = Literal["open", "kept", "broken", "released"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A due that was moved: from, to, when, and whether the customer was told."""

    at: datetime
    former: date | datetime
    to: date | datetime
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise to one customer.

    `due` is kept as it was said: a date without a time stays a date. `made` is when its interaction happened and
    `aim` the instant by which we mean to be done, both in the shop's zone. `condition` is what it hangs on
    ("if the part arrives"); `cause` a third party or cause that several promises may share. `settled` is when it
    was kept, broken or released.
    """

    id: int = 0
    customer: int
    what: str
    kind: str = ""
    made: datetime
    due: date | datetime
    original_due: date | datetime
    aim: datetime
    condition: str = ""
    cause: str = ""
    conversation: int | None = None
    interaction: int | None = None
    moves: tuple[Move, ...] = ()
    state: PromiseState = "open"
    settled: datetime | None = None
