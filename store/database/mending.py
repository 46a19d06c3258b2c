"""Putting damaged files right: what they held is written anew, the damaged ones are kept aside, nothing is deleted.

The records that a lost file held go into `book.json`, from where the next compaction moves them to their years. Each
file is replaced in one step, so that whoever dies in between finds a folder that can be mended again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from store.database.contents import TABLES
from store.database.folder import FOLDER_MODE, BookFolder
from store.database.inspection import Inspection, Tables, sealed_lines
from store.database.journal import create_journal
from store.database.recollection import (
    Lines,
    Recollection,
    backups_of,
    last_change,
    outdated_book,
    own_lines,
    recollect,
)
from store.database.record_file import DamagedFileError, Header, stated_checksum, write_records
from store.database.snapshot import BOOK_FORMAT
from store.database.whole_file import replace_file, sync_folder
from store.database.year_file import YEAR_TABLES, index_path, words_path
from store.database.year_index import YearIndex, map_file


@dataclass(slots=True)
class Mended:
    """What came of it: the names of the files that are kept aside, and where their records came from.

    `backup` is the one that was used, empty where the change log alone told all. `unknown` are the changes that are
    lost, `unchecked` counts records taken from a damaged file as they stand there, `unreadable` those that could not
    be: where the first is empty and the others 0, everything is exactly as it was. `ends_at` is the last change that
    is known where the journal is gone, which may have held more, else 0.
    """

    kept_aside: list[str] = field(default_factory=list)
    backup: str = ""
    unknown: list[int] = field(default_factory=list)
    unchecked: int = 0
    unreadable: int = 0
    ends_at: int = 0


Usable = Callable[[str, bytes], bytes | None]
"""For a table and a JSON text that was never checked: as much of it as is a record, None where nothing is."""


def mend(found: Inspection, backups: Sequence[str], stamp: str, schema: int, usable: Usable) -> Mended:
    """Under the lock: bring back the records of the files that are damaged or missing.

    Args:
        found: what is wrong; `lacks_records`.
        backups: paths of backups, the newest first.
        stamp: goes into the names of what is kept aside.
        schema: the form of the records where no file says it.
        usable: looks through what is taken from a damaged file where nothing else knows it.

    Raises:
        OSError: the disk refuses; mending can be tried again.
    """
    lines = own_lines(found)
    outdated = outdated_book(found)
    pasts = [outdated] if outdated is not None else backups_of(found, lines, backups)
    memory = recollect(found, lines, pasts, last_change(found, lines))
    mended = Mended(backup=memory.backup, unknown=memory.unknown)
    tables = _records(found, memory, mended, usable)
    _keep_aside(found, mended, stamp)
    header = _header(found, memory, tables, found.schema or schema)
    with suppress(FileNotFoundError):
        os.unlink(found.folder.agenda)
    if found.journal is None and (found.header is None or found.journal_is_missing):
        following = list(_following(lines, header["sequence"]))
        create_journal(
            found.folder.journal,
            generation=header["generation"],
            sequence=header["sequence"],
            schema=header["schema"],
            at=header["at"],
            lines=b"".join(line + b"\n" for line in following),
        )
        mended.ends_at = header["sequence"] + len(following)
    with replace_file(found.folder.book) as file:
        write_records(file, header, ((name, sorted(tables.get(name, {}).items())) for name in TABLES))
    for path in _damaged_years(found):
        for one in (path, index_path(path), words_path(path)):
            with suppress(FileNotFoundError):
                os.unlink(one)
    sync_folder(found.folder.path)
    return mended


def mend_journal(found: Inspection, backups: Sequence[str], stamp: str) -> Mended:
    """Under the lock: put the damaged line of a journal right from a backup, and with it what comes after.

    What no backup has is left as it is; opening the book keeps it aside then, and goes on without it.

    Raises:
        OSError: the disk refuses.
    """
    mended = Mended()
    journal = found.journal
    if journal is None:
        return mended
    lines = own_lines(found)
    for past in backups_of(found, lines, backups):
        for sequence, line in (*past.lines.items(), *sealed_lines(b"\n".join(found.others))):
            lines.setdefault(sequence, line)
    following = list(_following(lines, journal.sequence))
    if following:
        mended.kept_aside.append(_copy_aside(found.folder, found.folder.journal, stamp))
        create_journal(
            found.folder.journal,
            generation=journal.generation,
            sequence=journal.base,
            schema=journal.schema,
            at="",
            lines=b"".join(line + b"\n" for line in (*found.lines, *following)),
        )
    return mended


def mend_changes(found: Inspection, backups: Sequence[str], stamp: str) -> Mended:
    """Under the lock: write the damaged change logs anew from their whole lines and from those in backups.

    Raises:
        OSError: the disk refuses.
    """
    mended = Mended()
    lines = own_lines(found)
    known = set(lines)
    for past in backups_of(found, lines, backups):
        for sequence, line in past.lines.items():
            lines.setdefault(sequence, line)
    by_year: dict[str, Lines] = {}
    for sequence in lines.keys() - known:
        by_year.setdefault(json.loads(lines[sequence])["at"][:4], {})[sequence] = lines[sequence]
    damaged = [
        os.path.join(found.folder.path, *damage.file.split("/"))
        for damage in found.damages
        if damage.file.startswith("changes/") and damage.fault == "damaged"
    ]
    os.makedirs(found.folder.changes, mode=FOLDER_MODE, exist_ok=True)
    for path in sorted({*damaged, *(found.folder.changes_of(int(year)) for year in by_year)}):
        whole: Lines = {}
        if os.path.exists(path):
            with open(path, "rb") as file:
                whole.update(sealed_lines(file.read()))
        if path in damaged:
            mended.kept_aside.append(_copy_aside(found.folder, path, stamp))
        whole.update(by_year.get(os.path.basename(path).partition(".")[0], {}))
        with replace_file(path) as target:
            target.writelines(line + b"\n" for _sequence, line in sorted(whole.items()))
    return mended


def set_book_aside(folder: BookFolder, stamp: str) -> str:
    """Under the lock: move the files of a book that cannot be opened into a folder of their own; return its name.

    Raises:
        OSError: the disk refuses.
    """
    aside = folder.set_aside(stamp, "book")
    os.mkdir(aside, mode=0o700)
    disposable = (folder.agenda, folder.words, folder.listing)
    for path in (*disposable, folder.years, folder.changes, folder.journal, folder.book):
        if os.path.exists(path):
            os.rename(path, os.path.join(aside, os.path.basename(path)))
    sync_folder(aside)
    sync_folder(folder.path)
    return os.path.basename(aside)


def _records(found: Inspection, memory: Recollection, mended: Mended, usable: Usable) -> Tables:
    """Return what `book.json` has to hold: what it held, and what no whole year holds."""
    is_whole = found.header is not None and found.header["sequence"] == memory.sequence
    tables: Tables = {name: dict(records) for name, records in found.tables.items()} if is_whole else {}
    known = {name: _in_years(found, name) for name in YEAR_TABLES}
    for name, records in memory.tables.items():
        table = tables.setdefault(name, {})
        years = known.get(name, {})
        for identity, text in records.items():
            if identity not in table and (identity not in years or (not is_whole and years[identity] != crc32(text))):
                table[identity] = text
    if not memory.is_complete:
        _salvage(found, memory, tables, known, mended, usable, with_book=not is_whole)
    return tables


def _in_years(found: Inspection, name: str) -> dict[int, int]:
    """Return the ids of a table that the whole years hold, each with the checksum of its record."""
    known: dict[int, int] = {}
    for year in found.years:
        table = year.index.tables[name]
        known.update(zip(table.ids, table.checksums, strict=True))
    return known


def _salvage(
    found: Inspection,
    memory: Recollection,
    tables: Tables,
    known: Mapping[str, Mapping[int, int]],
    mended: Mended,
    usable: Usable,
    *,
    with_book: bool,
) -> None:
    """Take from the damaged files what can be read of them and is not known otherwise."""
    paths = [*([found.folder.book] if with_book else []), *_damaged_years(found)]
    for path in paths:
        for name, identity, text, is_checked in _lines_of(path):
            table = tables.setdefault(name, {})
            if identity in known.get(name, {}) or identity in memory.dropped.get(name, ()):
                continue
            if is_checked:
                table[identity] = text
            elif identity not in table and (record := usable(name, text)) is not None:
                table[identity] = record
                mended.unchecked += 1
            elif identity not in table:
                mended.unreadable += 1


def _lines_of(path: str) -> Iterator[tuple[str, int, bytes, bool]]:
    """Give table, id and text of each record of a damaged file as they stand there, and whether they are as they were.

    A year's index has a checksum for each record; a text that does not fit it is given empty. An id is 0 where it
    cannot be read.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return
    checksums = _checksums(path, data)
    name = ""
    for line in data.split(b"\n")[1:]:
        key, colon, text = line.partition(b":")
        text = text.removesuffix(b",")
        if colon and text == b"{" and key.strip(b'"').decode("ascii", "replace") in TABLES:
            name = key.strip(b'"').decode()
        elif line and not line.startswith((b"}", b'"checksum"')):
            digits = key.strip(b'"')
            identity = int(digits) if digits.isdigit() else 0
            is_checked = checksums.get((name, identity)) == crc32(text)
            yield name, identity, text if identity and (is_checked or not checksums) else b"", is_checked


def _checksums(path: str, data: bytes) -> dict[tuple[str, int], int]:
    with suppress(OSError, ValueError, DamagedFileError):
        index = YearIndex(map_file(index_path(path)), stated_checksum(data[-64:]), YEAR_TABLES)
        return {
            (name, identity): checksum
            for name, table in index.tables.items()
            for identity, checksum in zip(table.ids, table.checksums, strict=True)
        }
    return {}


def _keep_aside(found: Inspection, mended: Mended, stamp: str) -> None:
    paths = _damaged_years(found)
    if found.header is None or any(damage.file == "book.json" for damage in found.damages):
        paths.append(found.folder.book)
    if found.header is None and found.journal is None:
        paths.append(found.folder.journal)
    for path in paths:
        if os.path.exists(path):
            mended.kept_aside.append(_copy_aside(found.folder, path, stamp))
    sync_folder(found.folder.path)


def _copy_aside(folder: BookFolder, path: str, stamp: str) -> str:
    aside = folder.set_aside(stamp, os.path.basename(path))
    try:
        os.link(path, aside)
    except OSError:  # a file system that knows no links
        with open(path, "rb") as source, replace_file(aside) as target:
            shutil.copyfileobj(source, target, 1 << 20)
    return os.path.basename(aside)


def _damaged_years(found: Inspection) -> list[str]:
    return [
        os.path.join(found.folder.path, *damage.file.split("/"))
        for damage in found.damages
        if damage.file.startswith("years/") and damage.fault == "damaged"
    ]


def _header(found: Inspection, memory: Recollection, tables: Tables, schema: int) -> Header:
    generations = [year.header["generation"] for year in found.years]
    next_ids = dict(memory.next_ids)
    if found.header is not None:
        generations.append(found.header["generation"])
        _raise_to(next_ids, found.header["next"].items())
    if found.journal is not None:
        generation = found.journal.generation
    else:
        generation = max(generations, default=0) + (found.header is None)
    for name in TABLES:
        held = [*tables.get(name, {}), *(_in_years(found, name) if name in YEAR_TABLES else ())]
        _raise_to(next_ids, [(name, max(held, default=0) + 1)])
    at = memory.at
    if found.header is not None and found.header["sequence"] == memory.sequence:
        at = found.header.get("at", "")
    return {
        "format": BOOK_FORMAT,
        "schema": schema,
        "generation": generation,
        "sequence": memory.sequence,
        "at": at,
        "next": next_ids,
    }


def _raise_to(next_ids: dict[str, int], least: Iterable[tuple[str, Any]]) -> None:
    for name, identity in least:
        next_ids[name] = max(identity, next_ids.get(name, 1))


def _following(lines: Lines, sequence: int) -> Iterator[bytes]:
    while (sequence := sequence + 1) in lines:
        yield lines[sequence]
