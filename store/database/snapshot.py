"""Compaction: the rows written out as a new snapshot, in an order in which dying at any point loses nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from store.database.agenda_file import write_agenda
from store.database.folder import FOLDER_MODE, BookFolder
from store.database.journal import create_journal
from store.database.lines import is_sealed
from store.database.record_file import Header, read_header, write_records
from store.database.rows import Plain, Rows
from store.database.whole_file import UNFINISHED, replace_file, sync_folder
from store.database.year_file import YEAR_TABLES, YearFile, words_line, write_words, write_year

if TYPE_CHECKING:
    from store.database.storage import JournalStorage

BOOK_FORMAT = "regulars book"
YEAR_FORMAT = "regulars year"

Home = Callable[[str, bytes], int | None]
"""For a table and a record's JSON text: the year whose file it belongs in, None for `book.json`."""


def write_empty_book(folder: BookFolder, schema: int) -> None:
    """Under the lock: make the files of an empty book.

    Raises:
        OSError: the disk refuses.
    """
    with replace_file(folder.book) as file:
        write_records(file, _header(BOOK_FORMAT, schema, generation=1, sequence=0, at="", next={}), [])
    create_journal(folder.journal, generation=1, sequence=0, schema=schema, at="")


def is_empty_book(folder: BookFolder) -> bool:
    """Return whether the snapshot is one that nothing was ever saved in: its maker may have died before the journal.

    Raises:
        OSError: it cannot be read.
        DamagedFileError: it is damaged.
    """
    with open(folder.book, "rb") as file:
        return read_header(file.read(4096))["sequence"] == 0 and not folder.year_paths()


def compact(
    storage: JournalStorage,
    *,
    schema: int,
    home: Home,
    agenda_header: Mapping[str, object],
    agenda: Iterable[Plain],
    quiet: Iterable[list[Any]],
    now_s: int,
) -> int:
    """Under the lock, with everything read: write the snapshot anew and empty the journal; return the checksum of
    `book.json`.

    The years that changed go first, then the change log, `book.json`, the agenda, and the journal last: until it is
    swapped, replaying it over any mixture of old and new files gives the same book.

    Args:
        storage: the open book.
        schema: the form in which the records are.
        home: where each record belongs.
        agenda_header: what the agenda was made with, such as the zone.
        agenda: all its rows but those of customers.
        quiet: these.
        now_s: the present instant, in seconds since 1970.

    Raises:
        OSError: the disk refuses; the book is whole, part of it may be in the new form already.
        DamagedFileError: a year that has to be written anew is damaged.
    """
    _remove_unfinished(storage.folder)
    if not storage.are_current:  # a compaction that died halfway has left newer years
        storage.reload()
    folder, sequence, generation, at = storage.folder, storage.sequence, storage.generation + 1, storage.last_at
    staying, moving = _sort_out(storage.rows, home)
    years = {str(year.year): year.checksum for year in storage.years}
    for year in sorted(_years_to_write(storage, moving)):
        header = _header(YEAR_FORMAT, schema, generation=generation, sequence=sequence, at=at, year=year)
        years[str(year)] = _write_year(storage, year, header, moving)
    _keep_changes(storage)
    header = _header(
        BOOK_FORMAT, schema, generation=generation, sequence=sequence, at=at, next=storage.next_ids, years=years
    )
    with replace_file(folder.book) as file:
        checksum = write_records(file, header, ((name, sorted(live.items())) for name, live in staying.items()))
    agenda_header = {**agenda_header, "generation": generation, "sequence": sequence, "at": at}
    write_agenda(folder.agenda, agenda_header, agenda, quiet, now_s)
    create_journal(folder.journal, generation=generation, sequence=sequence, schema=schema, at=at)
    return checksum


def _remove_unfinished(folder: BookFolder) -> None:
    """Remove what a process that died left beside the files that it was about to replace."""
    for place in (folder.path, folder.years):
        for name in os.listdir(place) if os.path.isdir(place) else ():
            if name.endswith(UNFINISHED):
                with suppress(FileNotFoundError):
                    os.unlink(os.path.join(place, name))


def _header(kind: str, schema: int, **more: object) -> Header:
    return {"format": kind, "schema": schema, **more}


def _sort_out(
    rows: Mapping[str, Rows], home: Home
) -> tuple[dict[str, dict[int, bytes]], dict[int, dict[str, dict[int, bytes]]]]:
    """Return what stays in `book.json` by table, and what belongs in a year by year and table."""
    staying: dict[str, dict[int, bytes]] = {}
    moving: dict[int, dict[str, dict[int, bytes]]] = {}
    for name, table in rows.items():
        if name not in YEAR_TABLES:
            staying[name] = table.live
            continue
        staying[name] = {}
        for identity, text in table.live.items():
            year = home(name, text)
            if year is None:
                staying[name][identity] = text
            else:
                moving.setdefault(year, {}).setdefault(name, {})[identity] = text
    return staying, moving


def _years_to_write(storage: JournalStorage, moving: Mapping[int, object]) -> set[int]:
    """Return the years that receive records, and those that hold a former version of one that is live or gone."""
    years = set(moving)
    for year in storage.years:
        for name in YEAR_TABLES:
            table, rows = year.index.tables[name], storage.rows[name]
            if any(table.position(identity) is not None for identity in (*rows.live, *rows.gone)):
                years.add(year.year)
                break
    return years


def _write_year(
    storage: JournalStorage, year: int, header: Header, moving: Mapping[int, Mapping[str, Mapping[int, bytes]]]
) -> int:
    former = next((one for one in storage.years if one.year == year), None)
    arriving = moving.get(year, {})
    os.makedirs(storage.folder.years, mode=FOLDER_MODE, exist_ok=True)
    path = storage.folder.year(year)
    tables = [(name, _merged(former, name, storage.rows[name], arriving.get(name, {}))) for name in YEAR_TABLES]
    # gathered first: where the former words are stale, reading them writes them anew, to the same place
    words = _merged_words(former, storage.rows["interactions"], arriving.get("interactions", {}))
    checksum = write_year(path, header, tables)
    write_words(path, checksum, words)
    return checksum


def _merged(
    former: YearFile | None, name: str, rows: Rows, arriving: Mapping[int, bytes]
) -> Iterator[tuple[int, bytes]]:
    """Give a year's records with those that arrive and without those that have left, in order of id."""
    waiting = iter(sorted(arriving.items()))
    next_one = next(waiting, None)
    for identity, text in former.items(name) if former else ():
        while next_one is not None and next_one[0] < identity:
            yield next_one
            next_one = next(waiting, None)
        if identity not in rows.live and identity not in rows.gone:
            yield identity, text
    while next_one is not None:
        yield next_one
        next_one = next(waiting, None)


def _merged_words(former: YearFile | None, rows: Rows, arriving: Mapping[int, bytes]) -> list[bytes]:
    """Return a year's lines for the search in order of id, folding only what arrives."""
    lines = [(identity, words_line(identity, text)) for identity, text in arriving.items()]
    if former is not None:
        for line in former.words[:].split(b"\n")[1:-1]:
            identity = int(line[: line.index(b"\t")])
            if identity not in rows.live and identity not in rows.gone:
                lines.append((identity, line + b"\n"))
    lines.sort(key=lambda pair: pair[0])
    return [line for _identity, line in lines]


def _keep_changes(storage: JournalStorage) -> None:
    """Append the journal's lines to the change log of the years in which they were made, each once."""
    by_year: dict[int, list[bytes]] = {}
    # never back to an earlier year, whatever the clock said: the order of the files is that of the changes
    year = max((int(os.path.basename(path)[:4]) for path in storage.folder.changes_paths()), default=0)
    for line in storage.journal.whole().splitlines(keepends=True):
        year = max(year, _year_of(line))
        by_year.setdefault(year, []).append(line)
    os.makedirs(storage.folder.changes, mode=FOLDER_MODE, exist_ok=True)
    for number, lines in by_year.items():
        _append_once(storage.folder.changes_of(number), lines)
    sync_folder(storage.folder.changes)


def _append_once(path: str, lines: Sequence[bytes]) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        end, last = _last_line(descriptor, os.fstat(descriptor).st_size)
        os.ftruncate(descriptor, end)
        data = b"".join(line for line in lines if json.loads(line)["seq"] > last)
        while data:
            written = os.pwrite(descriptor, data, end)
            data, end = data[written:], end + written
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last_line(descriptor: int, size: int) -> tuple[int, int]:
    """Return where the last complete line of a change log ends, and the number of the last one that is sound."""
    span = 1 << 16
    while True:
        start = max(0, size - span)
        data = os.pread(descriptor, size - start, start)
        end = data.rfind(b"\n") + 1
        for line in reversed(data[:end].split(b"\n")):
            if is_sealed(line):
                return start + end, json.loads(line)["seq"]
        if start == 0:
            return end, 0
        span *= 4


def _year_of(line: bytes) -> int:
    at: str = json.loads(line)["at"]
    return int(at[:4])
