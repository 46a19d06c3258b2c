"""A durable insert beside an append and fsync of the same bytes, and beside TinyDB's own storage."""

from __future__ import annotations

import itertools
import os
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from tinydb import TinyDB

from benchmarks.books import SIZES, copy_of
from benchmarks.measuring import Figure, seconds, shown
from store.book import Book
from store.database.transaction import AgendaChange
from store.records.interaction import Interaction

_ROUNDS = 400
_TEXT = "Asked whether the wheel is ready; told her that it is done tomorrow"


def durable_insert(name: str, folder: Path) -> Figure:
    """Measure one document put into a table and made durable, by turns with the same bytes appended to a file."""
    book = Book.open(copy_of(name, folder / "table"))
    storage, table = book._storage, book._database.journaled("interactions")
    at = book.now().isoformat()
    document = {"customer": 1, "when": at, "channel": "phone", "text": _TEXT}

    def insert() -> None:
        storage.begin()
        table.insert(document)
        storage.commit(at=at, what="log", agenda=AgendaChange([], [], []), notes={})

    return _beside_append(f"durable insert, {name}", book, folder / f"{name}.table", insert)


def saved_record(name: str, folder: Path) -> Figure:
    """Measure the same by way of the book: a typed record, checked, with the agenda worked out."""
    book = Book.open(copy_of(name, folder / "book"))
    numbers = itertools.count(1)

    def insert() -> None:
        with book.transact("log") as change:
            customer = next(numbers) % SIZES[name].customers + 1
            change.add(Interaction(customer=customer, when=change.now, channel="phone", text=_TEXT))

    return _beside_append(f"a contact saved by the book, {name}", book, folder / f"{name}.book", insert)


def _beside_append(title: str, book: Book, plain: Path, insert: Callable[[], None]) -> Figure:
    insert()
    line = (book.folder / "journal.jsonl").read_bytes().splitlines(keepends=True)[-1]
    descriptor = os.open(plain, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> None:
        os.write(descriptor, line)
        os.fsync(descriptor)

    pairs = [(seconds(insert), seconds(append)) for _round in range(_ROUNDS)]
    inserted, appended = (statistics.median(times) for times in zip(*pairs, strict=True))
    os.close(descriptor)
    book.close()
    return Figure(title, shown(inserted), f"append+fsync {shown(appended)}", inserted / appended, 1.5)


def insert_beside_tinydb(name: str, folder: Path) -> Figure:
    """Measure the same insert beside TinyDB's JSONStorage that holds the same interactions."""
    book = Book.open(copy_of(name, folder / "beside"))
    database = TinyDB(folder / f"{name}.json")
    table = database.table("interactions")
    table.insert_multiple(_interactions(book))

    def insert() -> None:
        with book.transact("log") as change:
            change.add(Interaction(customer=1, when=change.now, channel="phone", text=_TEXT))

    ours = statistics.median(seconds(insert) for _round in range(50))
    theirs = statistics.median(
        seconds(lambda: table.insert({"customer": 1, "channel": "phone", "text": _TEXT})) for _round in range(3)
    )
    book.close()
    database.close()
    return Figure(
        f"times faster than JSONStorage, {name}", shown(ours), f"JSONStorage {shown(theirs)}", theirs / ours, 1000, True
    )


def _interactions(book: Book) -> Iterator[dict[str, object]]:
    for customer in book.customers():
        for one in book.timeline(customer.id):
            yield {
                "customer": one.customer,
                "when": one.when.isoformat(),
                "channel": one.channel,
                "kind": one.kind,
                "text": one.text,
            }
