"""A value on its way into a phrase: its text, and what a grammar has to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from store.records.contact_person import Gender

WordKind = Literal["person", "proper", "common", "text", "moment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A value with what its forms depend on.

    `kind` is `person` for a customer, contact or owner, `proper` for a business, `common` for a thing or figure,
    `text` for what stands for itself (an address, somebody's words), `moment` for a date or an instant. `gender` is
    that of the person. `full` is the whole name where `text` is what somebody is called by (Γιώργο of Γιώργος).
    `given` are forms that the record itself brings, by their names; they win over every rule. `moment` is set for
    moments; `today` is the day on which the phrase is read, `brief` leaves the date of a weekday away where it lies
    within the next six days, as a text message does. `country` is the shop's, an ISO code: English is written otherwise
    from one to the next.
    """

    text: str = ""
    kind: WordKind = "text"
    gender: Gender = "unknown"
    full: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    moment: date | datetime | None = None
    today: date | None = None
    brief: bool = False
    country: str = ""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text, to be read in one sitting."""
    return frozenset(text.split())
