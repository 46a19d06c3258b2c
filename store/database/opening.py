"""Opening a book: its files read until they belong together, and what a dying process left put right."""

from __future__ import annotations

import os
import time
from pathlib import Path

from store.database.contents import CameBetweenError, Contents
from store.database.folder import BookFolder
from store.database.journal import DamagedJournalError, JournalLine
from store.database.lock import BookLock
from store.database.migrations import SCHEMA, migrate
from store.database.record_file import DamagedFileError, read_records
from store.database.recovery import mend_header, set_damage_aside
from store.database.restoring import READY, finish_restore
from store.database.snapshot import is_empty_book, write_empty_book
from store.database.year_file import YearFile
from store.errors import BookUnavailableError
from store.sentences import _

_TRIES = 20
_PATIENCE = 0.002  # seconds more at each try, while another process is putting files in place


def read_contents(folder: BookFolder, lock: BookLock, notices: list[str]) -> Contents:
    """Read a book's files, mending what a dying process left and bringing an older form to the present one.

    Args:
        folder: the book's.
        lock: taken while something is mended.
        notices: gets a sentence for what was mended.

    Raises:
        BookUnavailableError: a file is missing, damaged or cannot be read.
    """
    try:
        _finish_restore(folder, lock)
        for attempt in range(_TRIES):
            try:
                contents = _read_once(folder, lock, notices)
            except CameBetweenError:
                time.sleep(attempt * _PATIENCE)
                continue
            return contents
    except DamagedFileError as problem:
        raise BookUnavailableError(
            _("{file} is damaged. Nothing was changed. Run “regulars doctor --repair” to mend it.").format(
                file=_damaged_name(folder, problem)
            )
        ) from problem
    except OSError as problem:
        raise unavailable(problem) from problem
    raise BookUnavailableError(
        _("The book's files do not belong together. Run “regulars doctor” to see what can be done.")
    )


def _read_once(folder: BookFolder, lock: BookLock, notices: list[str]) -> Contents:
    try:
        contents = Contents(folder)
    except DamagedJournalError:
        header = read_records(Path(folder.book).read_bytes())[0]
        with lock:
            notices.append(mend_header(folder, header))
        raise CameBetweenError from None
    if not contents.read_only:
        try:
            with lock:
                _recover(folder, contents, notices)
        except BaseException:
            contents.close()
            raise
    return contents


def _finish_restore(folder: BookFolder, lock: BookLock) -> None:
    if os.path.isdir(os.path.join(folder.path, READY)):
        with lock:
            finish_restore(folder)


def make_new_book(folder: BookFolder, lock: BookLock) -> None:
    """Make an empty book where there is none at all; one that is missing in part is not made up for.

    Raises:
        BookUnavailableError: it cannot be made, or is missing in part.
    """
    try:
        has_book, has_journal = os.path.exists(folder.book), os.path.exists(folder.journal)
        if has_book and (has_journal or not is_empty_book(folder)):
            return
        if not has_book and (has_journal or folder.year_paths()):
            raise BookUnavailableError(
                _("book.json is missing from {folder}. Run “regulars doctor --repair” to mend it.").format(
                    folder=folder.path
                )
            )
        with lock:
            if not os.path.exists(folder.journal):
                write_empty_book(folder, SCHEMA)
    except DamagedFileError:
        return  # reading it says so
    except OSError as problem:
        raise unavailable(problem) from problem


def _recover(folder: BookFolder, contents: Contents, notices: list[str]) -> None:
    """Under the lock: mend what a dying process left, and bring an older book to the present form."""
    if contents.journal.size() is None:
        raise CameBetweenError
    mend(folder, contents, notices)
    if contents.header["schema"] < SCHEMA:
        migrate(contents.rows, contents.header["schema"])
        contents.is_migrated = True


def mend(folder: BookFolder, contents: Contents, notices: list[str]) -> list[JournalLine]:
    """Under the lock: read to the end, setting damage aside and cutting off what was never acknowledged.

    Returns the lines that were read and have reached the rows.

    Raises:
        OSError: the disk refuses.
    """
    lines = contents.journal.read_again()
    if contents.journal.is_damaged:
        notices.append(set_damage_aside(folder, contents.journal))
    contents.journal.mend_tail()
    lines += contents.journal.read()
    for line in lines:
        contents.replay(line)
    return lines


def _damaged_name(folder: BookFolder, problem: DamagedFileError) -> str:
    if str(problem.args[0]).startswith("years/"):
        return str(problem.args[0])
    for path in folder.year_paths():
        try:
            YearFile(path).check()
        except (DamagedFileError, OSError):
            return os.path.relpath(path, folder.path)
    return "book.json"


def unavailable(problem: OSError) -> BookUnavailableError:
    """Return the sentence for a disk that refuses."""
    return BookUnavailableError(_("The book cannot be read: {reason}.").format(reason=problem.strerror or problem))
