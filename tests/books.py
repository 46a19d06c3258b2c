"""Books for tests: opened in a temporary folder at a fixed time, and read back by a process that knows nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from store.book import Book
from store.records.customer import Customer
from store.records.interaction import Interaction

ISTANBUL = ZoneInfo("Europe/Istanbul")
WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=ISTANBUL)
"""A Wednesday morning, the `now` of most tests."""


def campaign(short: int, long: int) -> int:
    """How many trials: the short form in every run, the long one with REGULARS_CAMPAIGN=long."""
    return long if os.environ.get("REGULARS_CAMPAIGN") == "long" else short


class Clock:
    """A clock that stands where it is set."""

    def __init__(self, now: datetime = WEDNESDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def open_book(folder: Path, clock: Callable[[], datetime] | None = None) -> Book:
    """Open a book whose shop is in Istanbul."""
    book = Book.open(folder, clock=clock or Clock())
    if not book.read_only and not book.shop.zone:
        book.set_shop({"zone": "Europe/Istanbul"})
    return book


def add_customer(book: Book, name: str, **more: object) -> Customer:
    """Add a customer in a transaction of its own."""
    with book.transact("customer.add") as change:
        return change.add(Customer(name=name, **more))  # type: ignore[arg-type]


def add_interaction(book: Book, customer: int, text: str, when: datetime | None = None) -> Interaction:
    """Add an interaction at the counter in a transaction of its own."""
    with book.transact("log") as change:
        return change.add(Interaction(customer=customer, when=when or change.now, channel="counter", text=text))


def texts(book: Book, customer: int) -> list[str]:
    """The texts of a customer's timeline, the oldest id first."""
    return [one.text for one in sorted(book.timeline(customer), key=lambda one: one.id)]
