"""A small shop with a few customers, as the screens find it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from store.book import Book
from store.records.contact_person import Labelled
from store.records.customer import Allowance, Customer
from store.records.thing import Thing
from tests.books import Clock, open_book


@pytest.fixture
def clock() -> Clock:
    """A Wednesday morning, half past nine."""
    return Clock()


@pytest.fixture
def empty_book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    """A book without customers."""
    open_book(tmp_path / "book", clock).close()
    book = open_book(tmp_path / "book", clock)
    yield book
    book.close()


@pytest.fixture
def book(empty_book: Book) -> Book:
    """A baker's book: Ayşe with her oven, Γιώργος, 김민준, and a number without a name."""
    empty_book.set_shop({"name": "Fırın Usta"})
    with empty_book.transact("customer.add") as change:
        ayse = change.add(
            Customer(
                name="Ayşe Yılmaz",
                call_by="Ayşe Hanım",
                recognise_by="red Vespa, always in a hurry",
                language="tr",
                formality="formal",
                stage="regular",
                since=date(2024, 5, 2),
                phones=(Labelled(value="+90 532 123 45 67", label="mobile"),),
                emails=(Labelled(value="ayse@example.org"),),
                preferences="call before noon",
                terms="pays by the month",
                allowances=(Allowance(what="visits", total=5, used=2),),
                tags=("oven", "wholesale"),
            )
        )
        change.add(Thing(customer=ayse.id, name="Stone oven", serial="SO-7", warranty_until=date(2027, 1, 31)))
        change.add(Customer(name="Γιώργος Παπαδόπουλος", language="el", tags=("wholesale",)))
        change.add(Customer(name="김민준", language="ko"))
        change.add(Customer(phones=(Labelled(value="+49 30 1234567"),)))
    empty_book.log("@ayse /email the oven door squeaks !complaint #oven *yesterday 16:20")
    empty_book.log("@ayse /phone > told her we look into it +promise fri 17:00: send a new hinge *today 09:00")
    empty_book.log("@γιώργος /counter bought bread :) +follow today: ask how the bread was")
    empty_book.log("@김민준 /chat 언제 와요 :(")
    return empty_book
