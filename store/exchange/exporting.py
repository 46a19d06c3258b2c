"""Writing the book to a file for other programs: its ending says which kind."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from store.errors import NotUnderstoodError
from store.exchange import OpenBook
from store.sentences import _, ngettext

ENDINGS: tuple[str, ...] = (".json", ".csv", ".vcf", ".ics")


class Exported(NamedTuple):
    """What was written: how many records or events, in a sentence, and what is to be said besides."""

    records: int
    sentence: str
    remarks: tuple[str, ...] = ()


def kinds() -> Mapping[str, str]:
    """Return what each ending means, in words."""
    return {
        ".json": _("everything, to keep or to bring into another book"),
        ".csv": _("the customers as a table, for spreadsheets"),
        ".vcf": _("the customers as vCards, for phones"),
        ".ics": _("a calendar: follow-ups, promises and dates"),
    }


def ending_of(path: str) -> str:
    """Return the ending of a file that can be written.

    Raises:
        NotUnderstoodError: it has another, or none.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise NotUnderstoodError(
            _("Give the file one of these endings: {endings}. “{ending}” is none of them.").format(
                endings=known, ending=ending[:20]
            )
        )
    return ending


def export_file(book: OpenBook, path: Path, customer: int | None = None) -> Exported:
    """Write the book, or what is one customer's, to `path`.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: its ending is none that can be written, or it would lie in the book's own folder.
        BookUnavailableError: the book cannot be read, or the file not be written.
    """
    name = str(path)
    ending = ending_of(name)
    if ending == ".ics":
        from store.exchange.calendar import export_calendar

        written = export_calendar(book, path, customer)
        words = ngettext("{count} event is in {file}.", "{count} events are in {file}.", written.events)
        remarks: tuple[str, ...] = ()
        if written.waiting:
            waiting = ngettext(
                "{count} follow-up waits for something to happen, and has no day in it.",
                "{count} follow-ups wait for something to happen, and have no day in it.",
                written.waiting,
            )
            remarks = (waiting.format(count=f"{written.waiting:,}"),)
        return Exported(written.events, words.format(count=f"{written.events:,}", file=name), remarks)
    if ending in (".csv", ".vcf"):
        count = _export_customers(book, path, customer, ending)
        words = ngettext("{count} customer is in {file}.", "{count} customers are in {file}.", count)
        return Exported(count, words.format(count=f"{count:,}", file=name))
    from store.exchange.book_json import export_json

    count = export_json(book, path, customer)
    return Exported(count, _("{count} records are in {file}.").format(count=f"{count:,}", file=name))


def _export_customers(book: OpenBook, path: Path, customer: int | None, ending: str) -> int:
    if ending == ".csv":
        from store.exchange.contacts_table import export_table

        return export_table(book, path, customer)
    from store.exchange.cards import export_cards

    return export_cards(book, path, customer)
