"""Repairing a book: everything that the examination finds and that can be put right is, and the rest is said."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from store.book import Book
from store.database.folder import BookFolder
from store.database.inspection import has_book
from store.database.lock import BookLock
from store.database.mending import Mended, mend, mend_changes, mend_journal, set_book_aside
from store.database.migrations import SCHEMA
from store.database.transaction import ENCODE
from store.database.year_file import YearFile
from store.doctor import Finding, check_presence, examine, look
from store.errors import BookReadOnlyError, BookUnavailableError
from store.exchange.backup import daily_backups
from store.kinds import TABLE_OF
from store.records.codec import MalformedRecordError, from_plain
from store.references import mend_references
from store.sentences import _, ngettext

_FEW = 5


def repair(folder: Path, clock: Callable[[], datetime]) -> list[Finding]:
    """Mend the book in `folder` and return what was found, each with whether it is mended, and what is lost for good.

    Whatever is damaged is kept aside under a name that begins with `set-aside-`. A damaged `book.json` or year is made
    again from the newest good backup, the change log and the journal, which together hold every change.

    Args:
        folder: the book's folder.
        clock: gives the present instant, aware.

    Raises:
        BookUnavailableError: there is no book, or its folder cannot be read or written.
    """
    place = BookFolder(folder)
    check_presence(place)
    before = examine(folder, clock)
    if not before:
        return []
    if not os.access(place.path, os.W_OK):
        raise BookReadOnlyError(_("The book's folder cannot be written, so nothing can be mended."))
    place.prepare()
    try:
        lost = [*_mend_files(place, before, clock), *_mend_content(folder, before, clock)]
    except OSError as problem:
        raise BookUnavailableError(
            _("Mending stopped: {reason}. Nothing is lost by it; it can be tried again.").format(
                reason=problem.strerror
            )
        ) from problem
    left = examine(folder, clock)
    mended = [finding if finding in left else _as_mended(finding) for finding in before]
    return [*mended, *lost, *(finding for finding in left if finding not in before)]


def is_beyond_opening(folder: Path) -> bool:
    """Return whether there is a book in `folder` of which so much is damaged that it cannot be opened.

    Raises:
        BookUnavailableError: a file cannot be read at all.
    """
    place = BookFolder(folder)
    return os.path.isdir(place.path) and has_book(place) and look(place).lacks_records


def start_anew(folder: Path, clock: Callable[[], datetime]) -> str:
    """Move a book that cannot be opened into a folder of its own beside it and return that folder's name.

    Raises:
        BookUnavailableError: the disk refuses.
    """
    place = BookFolder(folder)
    lock = BookLock(place.lock)
    try:
        with lock:
            return set_book_aside(place, _stamp(clock))
    except OSError as problem:
        raise BookUnavailableError(
            _("The damaged book cannot be moved aside: {reason}.").format(reason=problem.strerror)
        ) from problem
    finally:
        lock.close()


def _mend_files(place: BookFolder, before: list[Finding], clock: Callable[[], datetime]) -> list[Finding]:
    told: list[Finding] = []
    lock = BookLock(place.lock)
    try:
        with lock:
            for finding in before:
                if finding.kind == "stale":
                    with suppress(FileNotFoundError):
                        os.unlink(os.path.join(place.path, *finding.where.split("/")))
                elif finding.kind == "backup" and os.path.isfile(damaged := os.path.join(place.path, finding.where)):
                    os.rename(damaged, place.set_aside(_stamp(clock), os.path.basename(damaged)))
            backups = daily_backups(place)
            inspection = look(place)
            if inspection.lacks_records:
                told += _told_of_records(mend(inspection, backups, _stamp(clock), SCHEMA, _usable))
            elif any(damage.fault == "line" for damage in inspection.damages):
                told += _told_of_files(mend_journal(inspection, backups, _stamp(clock)))
            if any(damage.file.startswith("changes/") for damage in inspection.damages):
                told += _told_of_files(mend_changes(inspection, backups, _stamp(clock)))
    finally:
        lock.close()
    return told


def _mend_content(folder: Path, before: list[Finding], clock: Callable[[], datetime]) -> list[Finding]:
    """Open the book, which mends the journal, and make anew what is worked out from the records."""
    place = BookFolder(folder)
    wrong = {finding.kind for finding in before}
    for path, kind in ((place.agenda, "agenda"), (place.words, "words"), (place.listing, "listing")):
        if kind in wrong:
            with suppress(FileNotFoundError):
                os.unlink(path)
    book = Book.open(folder, clock=clock)
    try:
        if wrong - {"permissions", "backup"}:
            mend_references(book, book._storage.rows)
            book.compact()
        for path in place.year_paths():
            year = YearFile(path)
            _made = (year.index, year.words)
        # What opening keeps aside is out of the book, however well it is kept.
        return [Finding(kind="lost", where="", sentence=notice) for notice in book.notices if "line" in wrong]
    finally:
        book.close()


def _as_mended(finding: Finding) -> Finding:
    return replace(finding, mended=True, sentence=_("{sentence} Mended.").format(sentence=finding.sentence))


def _told_of_records(mended: Mended) -> list[Finding]:
    told = [_kept(name) for name in mended.kept_aside]
    lost: list[str] = []
    if mended.unknown:
        lost.append(
            ngettext(
                "{count} change is known neither to the change log nor to a backup: {changes}. "
                "What only it held is lost.",
                "{count} changes are known neither to the change log nor to a backup: {changes}. "
                "What only they held is lost.",
                len(mended.unknown),
            ).format(count=len(mended.unknown), changes=_ranges(mended.unknown))
        )
    if mended.unchecked:
        lost.append(
            ngettext(
                "{count} record was taken from the damaged file as it stands there, and could not be checked.",
                "{count} records were taken from the damaged file as they stand there, and could not be checked.",
                mended.unchecked,
            ).format(count=mended.unchecked)
        )
    if mended.unreadable:
        lost.append(
            ngettext(
                "{count} line of the damaged file could not be read.",
                "{count} lines of the damaged file could not be read.",
                mended.unreadable,
            ).format(count=mended.unreadable)
        )
    if mended.ends_at:
        lost.append(_("The journal is gone; change {last} is the last that is known.").format(last=mended.ends_at))
    if lost:
        return [*told, *(Finding(kind="lost", where="", sentence=sentence) for sentence in lost)]
    source = (
        _("Every record is back, from the backup {backup} and the changes since.").format(backup=mended.backup)
        if mended.backup
        else _("Every record is back, from the change log.")
    )
    return [*told, Finding(kind="damaged", where="", sentence=source, mended=True)]


def _told_of_files(mended: Mended) -> list[Finding]:
    return [_kept(name) for name in mended.kept_aside]


def _kept(name: str) -> Finding:
    return Finding(kind="damaged", where=name, sentence=_("The damaged file is kept here."), mended=True)


def _ranges(numbers: list[int]) -> str:
    """Return numbers in rising order as "1-40, 57", the first few of the stretches."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    words = [f"{first}" if first == last else f"{first}-{last}" for first, last in stretches[:_FEW]]
    return ", ".join([*words, *(["…"] if len(stretches) > _FEW else [])])


def _usable(table: str, text: bytes) -> bytes | None:
    """Return a record from a damaged file without those of its fields that are not what they should be."""
    try:
        plain = json.loads(text)
        kind = next(kind for kind, name in TABLE_OF.items() if name == table)
    except (ValueError, StopIteration):
        return None
    while isinstance(plain, dict):
        try:
            from_plain(kind, plain, 0)
        except MalformedRecordError as problem:
            if problem.field not in plain:
                return None
            del plain[problem.field]
        else:
            return ENCODE(plain).encode()
    return None


def _stamp(clock: Callable[[], datetime]) -> str:
    return f"{clock():%Y%m%d-%H%M%S}"
