"""Backup and restore: the whole book in one file, consistent while others write."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from typing import IO, TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from store.database.folder import FOLDER_MODE, BookFolder
from store.database.migrations import SCHEMA
from store.database.recollection import UNREADABLE_ARCHIVE
from store.database.record_file import DamagedFileError, read_records, write_records
from store.database.restoring import READY, finish_restore
from store.database.whole_file import replace_file, sync_folder
from store.errors import BookUnavailableError, NotUnderstoodError
from store.sentences import _

if TYPE_CHECKING:
    from store.database.storage import JournalStorage

DAILY_KEPT = 14
_NAMES = re.compile(r"book\.json|journal\.jsonl|agenda\.jsonl|years/\d{4}\.json|changes/\d{4}\.jsonl")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.zip")


def write_backup(storage: JournalStorage, path: str) -> int:
    """Write the whole book as a ZIP archive to `path`, in one step, and return how many bytes it has.

    The lock is held only while the files are opened; compactions that come later leave the opened ones as they are.

    Raises:
        BookUnavailableError: a file cannot be read or the backup not written.
    """
    folder = storage.folder
    try:
        with ExitStack() as stack:
            with storage.lock:
                files = {
                    name: stack.enter_context(open(os.path.join(folder.path, name), "rb")) for name in _present(folder)
                }
                lengths = {name: os.fstat(file.fileno()).st_size for name, file in files.items()}
            with (
                replace_file(os.path.abspath(path)) as target,
                ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive,
            ):
                for name, file in files.items():
                    with archive.open(name, "w", force_zip64=True) as entry:
                        _copy(file, entry, lengths[name])
        return os.path.getsize(path)
    except OSError as problem:
        raise BookUnavailableError(
            _("The backup cannot be written to {path}: {reason}.").format(path=path, reason=problem.strerror)
        ) from problem


def daily_backup_is_due(folder: BookFolder, now: datetime) -> bool:
    """Return whether there is no backup of this day yet, in the zone of `now`."""
    return not os.path.exists(_daily_path(folder, now))


def keep_daily_backup(storage: JournalStorage, now: datetime) -> None:
    """Write the backup of this day, and let go of all but the last fourteen days' ones.

    Raises:
        BookUnavailableError: it cannot be written.
    """
    folder = storage.folder
    _make_folder(folder)
    write_backup(storage, _daily_path(folder, now))
    # by when they were written: a clock that was wrong once must not cost today's
    kept = sorted(daily_backups(folder), key=lambda path: os.stat(path).st_mtime_ns)
    for path in kept[:-DAILY_KEPT]:
        os.unlink(path)


def daily_backups(folder: BookFolder) -> list[str]:
    """Return the paths of the daily backups that are kept, the newest first."""
    with suppress(FileNotFoundError):
        names = sorted((name for name in os.listdir(folder.backups) if _DAY.fullmatch(name)), reverse=True)
        return [os.path.join(folder.backups, name) for name in names]
    return []


def describe_backup(path: str) -> tuple[str, int]:
    """Return the instant of the last snapshot in a backup and how many customers it holds, after checking it whole.

    Raises:
        NotUnderstoodError: it is no backup of a book, or damaged.
        BookUnavailableError: it cannot be read.
    """
    try:
        with open(path, "rb"):
            pass
    except OSError as problem:
        raise BookUnavailableError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=problem.strerror)
        ) from problem
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            if "book.json" not in names or "journal.jsonl" not in names or not all(map(_NAMES.fullmatch, names)):
                raise NotUnderstoodError(_("{path} is no backup of a Regulars book.").format(path=path))
            if archive.testzip() is not None:
                raise BadZipFile
            header, tables = read_records(archive.read("book.json"))
    except (DamagedFileError, *UNREADABLE_ARCHIVE) as problem:
        raise NotUnderstoodError(_("{path} is damaged, or no backup.").format(path=path)) from problem
    if header["schema"] > SCHEMA:
        raise NotUnderstoodError(
            _("{path} was written by a newer version of Regulars. Update Regulars, then restore it.").format(path=path)
        )
    return header.get("at", ""), len(tables.get("customers", {}))


def keep_backup_before(storage: JournalStorage, what: str, now: datetime) -> str:
    """Write a backup before something that changes the whole book, such as `restore`, and return where it lies.

    Raises:
        BookUnavailableError: it cannot be written.
    """
    folder = storage.folder
    _make_folder(folder)
    path = _free_path(os.path.join(folder.backups, f"before-{what}-{now:%Y%m%d-%H%M%S}"), ".zip")
    write_backup(storage, path)
    return path


def restore_backup(storage: JournalStorage, path: str, now: datetime) -> str:
    """Put the book of a backup in the place of this one, and return the backup that was made of this one before.

    The change-over is one rename: whoever dies before it leaves the old book, whoever dies after it a book that
    finishes the change-over when it is opened next. The storage has to be loaded again afterwards.

    Args:
        storage: the open book.
        path: the backup.
        now: goes into the name of the backup that is made first.

    Raises:
        NotUnderstoodError: it is no backup of a book, or damaged; nothing was changed.
        BookUnavailableError: the disk refuses.
    """
    describe_backup(path)
    folder = storage.folder
    former = keep_backup_before(storage, "restore", now)
    arriving = os.path.join(folder.path, "restore-arriving")
    try:
        shutil.rmtree(arriving, ignore_errors=True)
        for name in ("years", "changes"):
            os.makedirs(os.path.join(arriving, name), mode=FOLDER_MODE)
        with ZipFile(path) as archive:
            for name in archive.namelist():
                target = os.path.join(arriving, *name.split("/"))
                os.makedirs(os.path.dirname(target), mode=FOLDER_MODE, exist_ok=True)
                with archive.open(name) as source, replace_file(target) as file:
                    shutil.copyfileobj(source, file, 1 << 20)
        _raise_next_ids(os.path.join(arriving, "book.json"), storage.next_ids)
        with storage.lock:
            os.rename(arriving, os.path.join(folder.path, READY))
            sync_folder(folder.path)
            finish_restore(folder)
    except OSError as problem:
        raise BookUnavailableError(
            _("The backup could not be restored: {reason}.").format(reason=problem.strerror)
        ) from problem
    return former


def _make_folder(folder: BookFolder) -> None:
    try:
        os.makedirs(folder.backups, mode=FOLDER_MODE, exist_ok=True)
    except OSError as problem:
        raise BookUnavailableError(
            _("The folder for backups cannot be made: {reason}.").format(reason=problem.strerror)
        ) from problem


def _raise_next_ids(path: str, taken: Mapping[str, int]) -> None:
    """Have the snapshot at `path` go on from ids that were not given before."""
    with open(path, "rb") as file:
        header, tables = read_records(file.read())
    given = header["next"]
    header["next"] = {name: max(given.get(name, 1), taken.get(name, 1)) for name in {*given, *taken}}
    with replace_file(path) as file:
        write_records(file, header, ((name, sorted(records.items())) for name, records in tables.items()))


def _present(folder: BookFolder) -> list[str]:
    paths = [folder.book, folder.journal, *folder.year_paths(), *folder.changes_paths()]
    return [os.path.relpath(path, folder.path) for path in paths]


def _daily_path(folder: BookFolder, now: datetime) -> str:
    return os.path.join(folder.backups, f"{now:%Y-%m-%d}.zip")


def _free_path(start: str, ending: str) -> str:
    """Return a path that is not there yet: the backup that is being restored may bear the first name."""
    path, number = start + ending, 1
    while os.path.exists(path):
        number += 1
        path = f"{start}-{number}{ending}"
    return path


def _copy(source: BinaryIO, target: IO[bytes], length: int) -> None:
    while length > 0:
        part = source.read(min(length, 1 << 20))
        if not part:
            break
        target.write(part)
        length -= len(part)
