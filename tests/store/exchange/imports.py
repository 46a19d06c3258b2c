"""What tests of imports need: cards in a file, and what became of their rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from store.book import Book
from store.exchange.importing import ImportResult
from store.records.contact_person import Labelled
from store.records.customer import Customer
from tests.books import add_customer

SAMPLES = Path(__file__).parent / "samples"
Write = Callable[..., Path]


def outcome(result: ImportResult) -> tuple[int, int, int, int]:
    """How many rows were added, updated, left as they were, and skipped."""
    assert result.read == result.added + result.updated + result.unchanged + len(result.skipped)
    return result.added, result.updated, result.unchanged, len(result.skipped)


def everybody(book: Book) -> list[str]:
    """The names in the book, in order of id."""
    return [customer.shown_name for customer in book.customers()]


def add_phone(book: Book, name: str, *phones: str, **more: object) -> Customer:
    """Add a customer with phones."""
    return add_customer(book, name, phones=tuple(Labelled(value=phone) for phone in phones), **more)
