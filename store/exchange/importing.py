"""Contacts and whole books into the book: what each file is, and one transaction for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from store.errors import NotUnderstoodError
from store.exchange import OpenBook, OpenChange, RecordType
from store.exchange.book_arrival import bring_book
from store.exchange.book_file import BookFile
from store.exchange.contact import Contact, ContactFile, Unread
from store.exchange.contacts_csv import read_rows
from store.exchange.csv_columns import is_table
from store.exchange.known_customers import Fate, KnownCustomers
from store.exchange.recognise import Recognised, recognise
from store.exchange.vcard import read_cards
from store.sentences import _

Progress = Callable[[int, int | None], None]

_ROWS_A_CALL = 100  # of the progress


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken: where it stands ("line 12") and why, both in words for the owner."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: each of the `read` rows is added, updated, unchanged or skipped."""

    read: int
    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]


def read_contacts(path: Path) -> ContactFile:
    """Recognise the contacts in the file at `path`, and give them one by one.

    Raises:
        NotFoundError: there is no such file.
        NotUnderstoodError: it is no file of contacts.
    """
    source = recognise(path, is_table)
    if source.kind == "book":
        raise NotUnderstoodError(
            _("“{name}” is the export of a whole book, not a list of contacts.").format(name=source.name)
        )
    return ContactFile(source.kind, source.total, _entries(source))


def import_files(
    book: OpenBook,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring the contacts and whole books in the files at `paths` into `book`, in one transaction.

    Args:
        book: where to.
        paths: files of any of the kinds, taken in their order.
        dry_run: read and compare everything, save nothing.
        progress: told the rows done, and how many there are (None where nobody counted).

    Raises:
        NotFoundError, NotUnderstoodError: a file is missing or not understood; nothing was changed.
        BookUnavailableError: the book cannot be read or written; nothing was changed.
    """
    sources = [recognise(path, is_table) for path in paths]
    books = [BookFile(source) if source.kind == "book" else None for source in sources]
    totals = [whole.total if whole else source.total for source, whole in zip(sources, books, strict=True)]
    total = None if None in totals else sum(filter(None, totals))
    tally = _Tally(sources, total, progress)
    # Read before the transaction, so that other sessions wait for the comparing only.
    contacts = [[] if whole else _read(source, tally) for source, whole in zip(sources, books, strict=True)]
    with _change(book, dry_run=dry_run) as change:
        known = KnownCustomers(book.customers(), book.shop.country)
        for source, whole, read in zip(sources, books, contacts, strict=True):
            for contact in read:
                tally.count(known.take(contact.customer, change)[1])
            for fate in bring_book(whole, book, known, change) if whole else ():
                tally.see()
                if isinstance(fate, Unread):
                    tally.skip(source, fate)
                else:
                    tally.count(fate)
    return tally.result()


def _read(source: Recognised, tally: _Tally) -> list[Contact]:
    contacts = []
    for row in _entries(source):
        tally.see()
        if isinstance(row, Unread):
            tally.skip(source, row)
        else:
            contacts.append(row)
    return contacts


class _Tally:
    """What became of the rows, told on to the progress."""

    def __init__(self, sources: Sequence[Recognised], total: int | None, progress: Progress | None) -> None:
        self._sources = sources
        self._total = total
        self._progress = progress
        self._fates: dict[Fate, int] = {"added": 0, "updated": 0, "unchanged": 0}
        self._skipped: list[Skipped] = []
        self._seen = 0

    def see(self) -> None:
        """Count a row as read."""
        self._seen += 1
        if self._progress and self._seen % _ROWS_A_CALL == 0:
            self._progress(self._seen, self._total)

    def count(self, fate: Fate) -> None:
        """Count what became of a row."""
        self._fates[fate] += 1

    def skip(self, source: Recognised, row: Unread) -> None:
        """Name a row that was not taken."""
        where = row.place or _("line {number}").format(number=row.line)
        if len(self._sources) > 1:
            where = _("{file}, {where}").format(file=source.name, where=where)
        self._skipped.append(Skipped(where, row.reason))

    def result(self) -> ImportResult:
        """Return the sums."""
        read = sum(self._fates.values()) + len(self._skipped)
        if self._progress:
            self._progress(read, read)
        return ImportResult(read, **self._fates, skipped=tuple(self._skipped))


class _Rehearsal:
    """A change that saves nothing, for an import that only says what it would do."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._ids = count(1 << 40)

    def add(self, record: RecordType) -> RecordType:
        return replace(record, id=next(self._ids))

    def put(self, record: RecordType) -> RecordType:
        return record


def _entries(source: Recognised) -> Iterator[Contact | Unread]:
    return read_cards(source) if source.kind == "vcard" else read_rows(source)


def _change(book: OpenBook, *, dry_run: bool) -> AbstractContextManager[OpenChange]:
    return nullcontext(_Rehearsal(book.now())) if dry_run else book.transact("import")
