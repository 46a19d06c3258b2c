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
from store.records.customer import Customer
from store.sentences import _

Progress = Callable[[int, int | None], None]
Notice = Callable[[Customer, Fate], None]

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


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was recognised and read, before anything of it is in the book.

    `contacts` and `unread` are the rows of a list of contacts; `book` is there for a whole book, whose records are
    read as they are brought in.
    """

    source: Recognised
    contacts: tuple[Contact, ...]
    unread: tuple[Unread, ...]
    book: BookFile | None

    @property
    def total(self) -> int:
        """How many rows or records it holds."""
        return self.book.total if self.book else len(self.contacts) + len(self.unread)


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
    count = _Count(progress, None if None in totals else sum(filter(None, totals)))
    # Read before the transaction, so that other sessions wait for the comparing only.
    files = [_incoming(source, whole, count) for source, whole in zip(sources, books, strict=True)]
    result = _bring(book, files, dry_run=dry_run, contacts=_Count(None, None), records=count)
    count.finish(result.read)
    return result


def read_file(path: Path, progress: Progress | None = None) -> Incoming:
    """Recognise and read the file at `path`, without a book; `progress` is as for `import_files`, and may raise.

    Raises:
        NotFoundError, NotUnderstoodError: the file is missing or not understood.
    """
    source = recognise(path, is_table)
    whole = BookFile(source) if source.kind == "book" else None
    return _incoming(source, whole, _Count(progress, source.total))


def bring_in(
    book: OpenBook,
    file: Incoming,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    notice: Notice | None = None,
) -> ImportResult:
    """Bring a file that was read into `book`, in one transaction; where `progress` raises, nothing is saved.

    Args:
        book: where to.
        file: what was read.
        dry_run: compare everything, save nothing.
        progress: told the rows that were compared, and how many there are; the last time before anything is saved.
        notice: told each customer of a list of contacts, as they come in, and what becomes of them.

    Raises:
        NotFoundError, NotUnderstoodError: a whole book's file can no longer be read; nothing was changed.
        BookUnavailableError: the book cannot be read or written; nothing was changed.
    """
    count = _Count(progress, file.total)
    return _bring(book, [file], dry_run=dry_run, contacts=count, records=count, notice=notice, finish=True)


def _incoming(source: Recognised, whole: BookFile | None, count: _Count) -> Incoming:
    if whole:
        return Incoming(source, (), (), whole)
    contacts: list[Contact] = []
    unread: list[Unread] = []
    for row in _entries(source):
        count.see()
        if isinstance(row, Unread):
            unread.append(row)
        else:
            contacts.append(row)
    return Incoming(source, tuple(contacts), tuple(unread), None)


def _bring(
    book: OpenBook,
    files: Sequence[Incoming],
    *,
    dry_run: bool,
    contacts: _Count,
    records: _Count,
    notice: Notice | None = None,
    finish: bool = False,
) -> ImportResult:
    """Bring in what was read; `contacts` and `records` count what comes from lists of contacts and from books."""
    tally = _Tally(is_one=len(files) == 1)
    with _change(book, dry_run=dry_run) as change:
        known = KnownCustomers(book.customers(), book.shop.country)
        for file in files:
            for row in file.unread:
                tally.skip(file.source, row)
            for contact in file.contacts:
                contacts.see()
                customer, fate = known.take(contact.customer, change)
                tally.count(fate)
                if notice:
                    notice(customer, fate)
            for one in bring_book(file.book, book, known, change) if file.book else ():
                records.see()
                if isinstance(one, Unread):
                    tally.skip(file.source, one)
                else:
                    tally.count(one)
        result = tally.result()
        if finish:
            records.finish(result.read)
    return result


class _Count:
    """Counts rows, and tells a progress of every hundredth."""

    def __init__(self, progress: Progress | None, total: int | None) -> None:
        self._progress = progress
        self._total = total
        self._seen = 0

    def see(self) -> None:
        """Count a row."""
        self._seen += 1
        if self._progress and self._seen % _ROWS_A_CALL == 0:
            self._progress(self._seen, self._total)

    def finish(self, rows: int) -> None:
        """Tell that all are done."""
        if self._progress:
            self._progress(rows, rows)


class _Tally:
    """What became of the rows."""

    def __init__(self, *, is_one: bool) -> None:
        self._is_one = is_one
        self._fates: dict[Fate, int] = {"added": 0, "updated": 0, "unchanged": 0}
        self._skipped: list[Skipped] = []

    def count(self, fate: Fate) -> None:
        """Count what became of a row."""
        self._fates[fate] += 1

    def skip(self, source: Recognised, row: Unread) -> None:
        """Name a row that was not taken, by its file too where there are several."""
        where = row.place or _("line {number}").format(number=row.line)
        if not self._is_one:
            where = _("{file}, {where}").format(file=source.name, where=where)
        self._skipped.append(Skipped(where, row.reason))

    def result(self) -> ImportResult:
        """Return the sums."""
        read = sum(self._fates.values()) + len(self._skipped)
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
