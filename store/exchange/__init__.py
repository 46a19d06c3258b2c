"""What comes into the book and what goes out of it, and the book as this package sees it.

The book stands above this package, so its face is written down here as protocols: only what an
import and an export ask of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.gesture import Gesture
from store.records.interaction import Interaction
from store.records.phrase import Phrase
from store.records.promise import Promise
from store.records.shop import Shop
from store.records.thing import Thing
from store.rules.working_time import Calendar

Record = Customer | Thing | Interaction | Conversation | Promise | FollowUp | Gesture | Draft | Phrase | Shop
RecordType = TypeVar("RecordType", bound=Record)


class OpenChange(Protocol):
    """A transaction under way."""

    @property
    def now(self) -> datetime:
        """The instant of the change, in the shop's zone."""
        ...

    def add(self, record: RecordType) -> RecordType:
        """Stage a new record and return it with its id."""
        ...

    def put(self, record: RecordType) -> RecordType:
        """Stage a record under the id that it has."""
        ...


class OpenBook(Protocol):
    """The book, open: what an import and an export read, and how they write."""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...

    @property
    def shop(self) -> Shop:
        """The shop's settings."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        ...

    @property
    def calendar(self) -> Calendar:
        """When the shop is open."""
        ...

    def identity(self) -> str:
        """Return what tells this book's records from those of all others."""
        ...

    def customer(self, identity: int) -> Customer:
        """Return a customer by id."""
        ...

    def now(self) -> datetime:
        """Return the present instant in the shop's zone."""
        ...

    def customers(self) -> Iterator[Customer]:
        """Give every customer, by id."""
        ...

    def things(self, customer: int) -> Sequence[Thing]:
        """Return what the shop looks after for a customer."""
        ...

    def timeline(self, customer: int) -> Sequence[Interaction]:
        """Return a customer's history, newest first."""
        ...

    def conversations(self, customer: int | None = None, *, settled: bool = False) -> Sequence[Conversation]:
        """Return a customer's conversations, with `settled` the resolved ones too."""
        ...

    def promises(self, customer: int | None = None, *, settled: bool = False) -> Sequence[Promise]:
        """Return a customer's promises, with `settled` the kept, broken and released ones too."""
        ...

    def follow_ups(self, customer: int | None = None, *, settled: bool = False) -> Sequence[FollowUp]:
        """Return a customer's follow-ups, with `settled` those that are over too."""
        ...

    def phrases(self) -> Sequence[Phrase]:
        """Return the owner's own phrases, and what is noted about shipped ones."""
        ...

    def gestures(self, customer: int | None = None) -> Sequence[Gesture]:
        """Return what was given to a customer, the last first."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """Return the parked lines."""
        ...

    def transact(self, what: str) -> AbstractContextManager[OpenChange]:
        """Open a transaction; nothing is saved if its block raises."""
        ...
