"""Examining a book: whether its files are whole, and whether what they say fits together.

The files are looked at first, each by itself and without changing anything; only a book whose files are whole is
opened, to compare what was worked out from the records with the records.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from store.book import Book
from store.database.agenda_file import AgendaOutdatedError, AgendaUnreadableError, read_agenda
from store.database.folder import BookFolder
from store.database.inspection import Damage, Inspection, has_book, inspect, stale_files
from store.database.lock import BookLock
from store.database.migrations import SCHEMA
from store.database.recollection import UNREADABLE_ARCHIVE, backups_of, own_lines
from store.database.restoring import READY
from store.database.search import CustomerIndex
from store.errors import BookUnavailableError, NotUnderstoodError
from store.exchange.backup import daily_backups, describe_backup
from store.references import broken_references
from store.sentences import _, ngettext

FindingKind = Literal[
    "permissions", "missing", "damaged", "line", "stale", "gap", "backup", "agenda", "words", "listing", "reference",
    "record", "lost",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it should be.

    `where` is the file, as a path in the book's folder, or empty; `sentence` says what is wrong, and where it was
    mended (`mended`) what was done.
    """

    kind: FindingKind
    where: str
    sentence: str
    mended: bool = False


def examine(folder: Path, clock: Callable[[], datetime]) -> list[Finding]:
    """Return everything that is wrong with the book in `folder`; none where it is whole.

    Args:
        folder: the book's folder.
        clock: gives the present instant, aware.

    Raises:
        BookUnavailableError: there is no book, or its files cannot be read.
    """
    place = BookFolder(folder)
    check_presence(place)
    with lock_if_possible(place):
        inspection = look(place)
        findings = [*_permissions(place), *_damages(inspection), *_stale(inspection), *_backups(place, inspection)]
    schema = inspection.schema
    if schema is not None and schema > SCHEMA:
        raise BookUnavailableError(
            _("This book was written by a newer version of Regulars. Update Regulars, then let it examine the book.")
        )
    if not inspection.lacks_records and not any(finding.kind in ("line", "stale") for finding in findings):
        findings += _examine_content(folder, clock, inspection)
    return findings


def check_presence(folder: BookFolder) -> None:
    """Check that there is a book in the folder.

    Raises:
        BookUnavailableError: there is none.
    """
    if not os.path.isdir(folder.path) or not has_book(folder):
        raise BookUnavailableError(
            _("There is no book in {folder}. Name its folder with --book.").format(folder=folder.path)
        )


def look(folder: BookFolder) -> Inspection:
    """Return what can be read of the book's files; a restore that was not finished is finished by opening it.

    Raises:
        BookUnavailableError: a file cannot be read at all.
    """
    try:
        inspection = inspect(folder)
    except OSError as problem:
        raise BookUnavailableError(
            _("{file} cannot be read: {reason}.").format(file=problem.filename or folder.path, reason=problem.strerror)
        ) from problem
    for name in _missing_files(inspection):
        inspection.damages.append(Damage(name, "missing"))
    return inspection


def lock_if_possible(folder: BookFolder) -> ExitStack:
    """Take the book's lock, so that nothing changes meanwhile; a folder that cannot be written needs none."""
    stack = ExitStack()
    lock = BookLock(folder.lock)
    stack.callback(lock.close)
    with suppress(OSError):
        stack.enter_context(lock)
    return stack


def _permissions(folder: BookFolder) -> Iterator[Finding]:
    if stat.S_IMODE(os.stat(folder.path).st_mode) & 0o077:
        yield Finding(kind="permissions", where=".", sentence=_("Others on this machine can look into the folder."))


def _damages(inspection: Inspection) -> Iterator[Finding]:
    for damage in inspection.damages:
        yield Finding(kind=damage.fault, where=damage.file, sentence=_damage_words(damage))


def _damage_words(damage: Damage) -> str:
    if damage.fault == "gap" and damage.file == "book.json":
        return _("It is older than the journal, which goes on from change {last}.").format(last=damage.last)
    if damage.fault == "gap":
        return ngettext(
            "Change {first} is missing from the change log; it cannot be undone.",
            "The changes {first} to {last} are missing from the change log; they cannot be undone.",
            damage.last - damage.first + 1,
        ).format(first=damage.first, last=damage.last)
    if damage.fault == "damaged" and damage.file.startswith("changes/"):
        return _("A line of the change log is damaged; that change cannot be undone.")
    return {
        "missing": _("It is missing."),
        "damaged": _("It is damaged: its content does not fit its checksum."),
        "line": _("A line is damaged; what comes after it cannot be used."),
        "stale": _("It does not fit the history that it was made from."),
    }[damage.fault]


def _stale(inspection: Inspection) -> Iterator[Finding]:
    for year in inspection.years:
        for damage in stale_files(year):
            yield Finding(kind="stale", where=damage.file, sentence=_damage_words(damage))


def _backups(folder: BookFolder, inspection: Inspection) -> Iterator[Finding]:
    """Name the daily backups that are damaged, and say where there is none although there is something to keep."""
    paths = daily_backups(folder)
    for path in paths:
        try:
            describe_backup(path)
        except (NotUnderstoodError, BookUnavailableError, *UNREADABLE_ARCHIVE):
            name = os.path.relpath(path, folder.path)
            yield Finding(kind="backup", where=name, sentence=_("This backup is damaged."))
    if not paths and inspection.journal is not None and inspection.journal.sequence:
        yield Finding(kind="backup", where="backups", sentence=_("There is no backup yet."))


def _missing_files(inspection: Inspection) -> list[str]:
    """Return years and change logs that are not there any more, although the newest backup of this book has them."""
    folder = inspection.folder
    known = {os.path.relpath(path, folder.path) for path in (*folder.year_paths(), *folder.changes_paths())}
    for path in daily_backups(folder):
        with suppress(*UNREADABLE_ARCHIVE), ZipFile(path) as archive:
            missing = {name for name in archive.namelist() if name.startswith(("years/", "changes/"))} - known
            if not missing:
                return []
            if any(backups_of(inspection, own_lines(inspection), [path])):
                return sorted(missing)
    return []


def _examine_content(folder: Path, clock: Callable[[], datetime], inspection: Inspection) -> list[Finding]:
    if os.path.isdir(folder / READY):
        return []
    agenda_was_there = os.path.exists(inspection.folder.agenda)
    book = Book.open(folder, clock=clock)
    try:
        agenda = _agenda(book, inspection.folder, is_there=agenda_was_there)
        return [*agenda, *_words(book), *_listing(book), *_references(book)]
    finally:
        book.close()


def _agenda(book: Book, folder: BookFolder, *, is_there: bool) -> Iterator[Finding]:
    if not is_there:
        return
    sentence = _("What Today shows does not fit the records.")
    try:
        _header, rows, quiet = read_agenda(folder.agenda, folder.journal)
    except AgendaOutdatedError:
        return
    except AgendaUnreadableError:
        sentence = _("It is damaged.")
    else:
        if rows == book._agenda.worked_out() and quiet.rows() == book._agenda.quiet.worked_out():
            return
    yield Finding(kind="agenda", where="agenda.jsonl", sentence=sentence)


def _words(book: Book) -> Iterator[Finding]:
    """Compare what the search knows of the customers with what their records say."""
    finder = book._finder
    fresh = CustomerIndex()
    for customer in book.customers():
        keys = finder._keys(customer.id)
        if keys is not None:
            fresh.put(keys)
    if finder._ready().to_lines() != fresh.to_lines():
        yield Finding(kind="words", where="book.words", sentence=_("What the search knows does not fit the customers."))


def _listing(book: Book) -> Iterator[Finding]:
    """Compare what the list of customers knows of each with what the records say."""
    if book._listing.customers() != book._listing.worked_out():
        yield Finding(
            kind="listing",
            where="book.listing",
            sentence=_("What the list of customers says does not fit the records."),
        )


def _references(book: Book) -> Iterator[Finding]:
    for broken in broken_references(book._storage.rows):
        yield Finding(kind=broken.kind, where="", sentence=broken.sentence)
