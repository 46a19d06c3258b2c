"""The whole book as one JSON file.

One record stands on a line, so that the file can be written and read piece by piece, compared line by
line, and read as far as it goes where it was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from store.exchange import OpenBook, Record
from store.exchange.outgoing import outgoing
from store.records.codec import to_plain
from store.records.customer import Customer

FORMAT = "regulars"
VERSION = 1
# Kept free in the format for what later versions of the book hold.
_RESERVED = ("feedback",)
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def export_json(book: OpenBook, path: Path, customer: int | None = None) -> int:
    """Write the book, or one `customer` with all that is theirs, to `path`; return how many records.

    The file appears whole or not at all, for its owner's eyes only. With a customer the shop's
    settings stay out of it.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: the file would lie in the book's own folder.
        BookUnavailableError: the book cannot be read, or the file not be written.
    """
    only = None if customer is None else book.customer(customer)
    with outgoing(path, book.folder) as file:
        return _write(book, file, only)


def _write(book: OpenBook, file: BinaryIO, only: Customer | None) -> int:
    shop = {} if only else to_plain(book.shop)
    head = {"format": FORMAT, "version": VERSION}
    file.write(f'{_ENCODE(head)[:-1]},\n"shop":{_ENCODE(shop)}'.encode())
    written = 0
    for name, records in _sections(book, only):
        file.write(f',\n"{name}":['.encode())
        sign = "\n"
        for record in records:
            plain = {"id": record.id, **to_plain(record)}
            file.write(f"{sign}{_ENCODE(plain)}".encode())
            sign = ",\n"
            written += 1
        file.write(b"]" if sign == "\n" else b"\n]")
    file.write(b"\n}\n")
    return written


def _sections(book: OpenBook, only: Customer | None) -> Iterator[tuple[str, Iterable[Record]]]:
    def of_each(read: Callable[[int], Sequence[Record]]) -> Iterator[Record]:
        for customer in [only] if only else book.customers():
            # The newest come first; the other way round they are easier to read and to compare.
            yield from reversed(read(customer.id))

    yield "customers", [only] if only else book.customers()
    yield "things", of_each(lambda customer: book.things(customer)[::-1])
    yield "interactions", of_each(book.timeline)
    yield "conversations", of_each(lambda one: book.conversations(one, settled=True))
    yield "promises", of_each(lambda one: book.promises(one, settled=True))
    yield "follow_ups", of_each(lambda one: book.follow_ups(one, settled=True))
    yield "phrases", () if only else book.phrases()
    for name in _RESERVED:
        yield name, ()
    yield "gestures", of_each(book.gestures)
    yield "surveys", ()
    yield "drafts", [draft for draft in book.drafts() if not only or draft.customer == only.id]
