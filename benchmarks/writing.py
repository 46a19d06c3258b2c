"""A durable insert beside an append and fsync of the same bytes, and beside TinyDB's own storage."""

from __future__ import annotations

import itertools
import os
import statistics
from collections.abc import Iterator
from pathlib import Path

from tinydb import TinyDB

from benchmarks.books import SIZES, copy_of
from benchmarks.measuring import Figure, seconds, shown
from store.book import Book
from store.records.interaction import Interaction

_ROUNDS = 400
_TEXT = "Asked whether the wheel is ready; told her that it is done tomorrow"


def durable_insert(name: str, folder: Path) -> Figure:
    """Measure one interaction in a transaction of its own, by turns with the same bytes appended to a plain file."""
    book = Book.open(copy_of(name, folder))
    journal = book.folder / "journal.jsonl"
    descriptor = os.open(folder / f"{name}.plain", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    numbers = itertools.count(1)

    def insert() -> None:
        with book.transact("log") as change:
            change.add(
                Interaction(
                    customer=next(numbers) % SIZES[name].customers + 1, when=change.now, channel="phone", text=_TEXT
                )
            )

    insert()
    line = journal.read_bytes().splitlines(keepends=True)[-1]

    def append() -> None:
        os.write(descriptor, line)
        os.fsync(descriptor)

    pairs = [(seconds(insert), seconds(append)) for _round in range(_ROUNDS)]
    inserted, appended = (statistics.median(times) for times in zip(*pairs, strict=True))
    os.close(descriptor)
    book.close()
    return Figure(
        f"durable insert, {name}", shown(inserted), f"append+fsync {shown(appended)}", inserted / appended, 1.5
    )


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
