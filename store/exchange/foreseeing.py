"""What an import would do, before it is done: what the file is, its first customers, and what would become of all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from store.exchange import OpenBook
from store.exchange.csv_columns import HEAD_LINES, headings, layout_of
from store.exchange.importing import ImportResult, Incoming, Progress, bring_in
from store.exchange.known_customers import Fate
from store.exchange.recognise import Recognised, lines
from store.records.codec import MalformedRecordError
from store.records.customer import Customer
from store.sentences import _, ngettext

_ENCODINGS = {
    "utf-8": "UTF-8",
    "cp949": "CP949",
    "euc_kr": "EUC-KR",
    "koi8-r": "KOI8-R",
}


class First(NamedTuple):
    """One of the first customers as they would come in; `fate` is empty where only the whole file can tell."""

    customer: Customer
    fate: Fate | None


class Foreseen(NamedTuple):
    """What an import would do, and its first customers."""

    result: ImportResult
    first: tuple[First, ...]


def foresee(book: OpenBook, file: Incoming, *, most: int = 10, progress: Progress | None = None) -> Foreseen:
    """Compare all of `file` with `book` and save nothing.

    Args:
        book: where it would go.
        file: what was read.
        most: how many of its first customers are given.
        progress: as for `bring_in`; may raise.

    Raises:
        NotFoundError, NotUnderstoodError: a whole book's file can no longer be read.
    """
    first: list[First] = []

    def notice(customer: Customer, fate: Fate) -> None:
        if len(first) < most:
            first.append(First(customer, fate))

    result = bring_in(book, file, dry_run=True, progress=progress, notice=notice)
    if file.book:
        first += islice(_customers_in(file), most)
    return Foreseen(result, tuple(first))


def recognised_words(file: Incoming) -> str:
    """Return what a file was recognised as: "Google contacts (CSV), 412 rows, UTF-16"."""
    count = file.total
    match file.source.kind:
        case "book":
            kind = _("A whole book of Regulars (JSON)")
            rows = ngettext("{count} record", "{count} records", count)
        case "vcard":
            kind = _("Address book (vCard)")
            rows = ngettext("{count} contact", "{count} contacts", count)
        case _:
            kind = _csv_words(file.source)
            rows = ngettext("{count} row", "{count} rows", count)
    return _("{kind}, {rows}, {encoding}").format(
        kind=kind, rows=rows.format(count=f"{count:,}"), encoding=_encoding_words(file.source.encoding)
    )


def _csv_words(source: Recognised) -> str:
    columns = headings([text for _number, text, _is_cut in islice(lines(source), HEAD_LINES)])[1]
    match layout_of(columns):
        case "google":
            return _("Google contacts (CSV)")
        case "outlook":
            return _("Outlook contacts (CSV)")
    return _("Table of contacts (CSV)")


def _encoding_words(codec: str) -> str:
    if codec.startswith(("utf-16", "utf-32")):
        return codec[:6].upper()
    if codec.startswith("cp125"):
        return f"Windows-{codec[2:]}"
    return _ENCODINGS.get(codec, codec.upper())


def _customers_in(file: Incoming) -> Iterator[First]:
    for row in file.book.rows("customers") if file.book else ():
        try:
            yield First(row.read(Customer), None)
        except MalformedRecordError:
            continue
