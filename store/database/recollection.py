"""What a book held at one change, worked out anew: from a backup and the change log, or from the change log alone.

The change log and the journal carry every record that was ever put, so that from an empty book, or from a backup of
this very book, the lines up to a change give exactly what was there then.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile, ZipFile

from store.database.inspection import Inspection, Tables, sealed_lines
from store.database.record_file import Header, read_records
from store.database.transaction import ENCODE

Lines = dict[int, bytes]

# What zipfile raises for an archive in which a byte has changed, depending on which.
UNREADABLE_ARCHIVE = (OSError, BadZipFile, zlib.error, struct.error, ValueError, LookupError, EOFError, RuntimeError)


@dataclass(slots=True)
class Past:
    """A state of the book to start from: what its snapshot held at `sequence`, and the lines that came with it."""

    sequence: int
    at: str
    next_ids: Mapping[str, int]
    tables: Tables
    lines: Lines
    schema: int
    name: str = ""
    files: frozenset[str] = frozenset()


@dataclass(slots=True)
class Recollection:
    """What the book held after the change `sequence`.

    `is_complete` where every change up to there was at hand and nothing that the whole files hold was unknown;
    `unknown` are the changes that were not. `dropped` are the records that were taken away, by table. `backup` names
    the one that it starts from, empty where it starts from nothing.
    """

    sequence: int
    at: str = ""
    tables: Tables = field(default_factory=dict)
    dropped: dict[str, set[int]] = field(default_factory=dict)
    next_ids: dict[str, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    is_complete: bool = False
    backup: str = ""


def own_lines(found: Inspection) -> Lines:
    """Return every whole line of the change log and of the journal, by the number of its change.

    Raises:
        OSError: a file cannot be read.
    """
    lines: Lines = {}
    for path in found.folder.changes_paths():
        with open(path, "rb") as file:
            lines.update(sealed_lines(file.read()))
    for line in found.lines:
        lines[json.loads(line)["seq"]] = line
    if found.journal is None:
        last = max(lines, default=0 if found.header is None else found.header["sequence"])
        for sequence, line in sealed_lines(b"\n".join(found.others)):
            if sequence == last + 1:
                lines[sequence], last = line, sequence
    return lines


def backups_of(found: Inspection, lines: Lines, paths: Iterable[str]) -> Iterator[Past]:
    """Give those of the backups at `paths` that are whole and of this very book, in the same order.

    A backup from before another one was restored has gone another way: a change of its log is not the one of that
    number here.
    """
    for path in paths:
        past = read_backup(path)
        if past is None or (found.schema is not None and past.schema != found.schema):
            continue
        if all(lines.get(sequence, line) == line for sequence, line in past.lines.items()):
            yield past


def recollect(found: Inspection, lines: Lines, pasts: Iterable[Past], target: int) -> Recollection:
    """Return what the book held after the change `target`, from the first of `pasts` that does not lie after it.

    Args:
        found: the files, for what must be known of in any case.
        lines: every line at hand; those of the backup that is used are added.
        pasts: backups, the newest first.
        target: the number of a change.
    """
    memory = Recollection(target)
    base = next((past for past in pasts if past.sequence <= target), None)
    if base is not None:
        for sequence, line in base.lines.items():
            lines.setdefault(sequence, line)
        memory.backup, memory.at = base.name, base.at
        memory.tables, memory.next_ids = base.tables, dict(base.next_ids)
    for sequence in range(base.sequence + 1 if base else 1, target + 1):
        if sequence in lines:
            _apply(memory, json.loads(lines[sequence]))
        else:
            memory.unknown.append(sequence)
    begins = base is not None or all(
        min((*records, *memory.dropped.get(name, ())), default=1) == 1 for name, records in memory.tables.items()
    )
    memory.is_complete = begins and not memory.unknown and _knows_all(memory, found)
    return memory


def latest(past: Past) -> Recollection:
    """Return what a backup holds with all the changes that came with it."""
    memory = Recollection(past.sequence, past.at, past.tables)
    while (line := past.lines.get(memory.sequence + 1)) is not None:
        _apply(memory, json.loads(line))
        memory.sequence += 1
    return memory


def last_change(found: Inspection, lines: Lines) -> int:
    """Return the number of the change up to which the snapshot holds, or has to hold where it is lost."""
    if found.journal is not None and (found.header is None or found.header["sequence"] < found.journal.base):
        return found.journal.base
    if found.header is not None:
        sequence: int = found.header["sequence"]
        return sequence
    return max(lines, default=0)


def outdated_book(found: Inspection) -> Past | None:
    """Return a whole `book.json` that lies before the journal begins as a state to start from."""
    if found.header is None or found.journal is None or found.header["sequence"] >= found.journal.base:
        return None
    tables: Tables = {}
    for year in found.years:
        for name in year.index.tables:
            tables.setdefault(name, {}).update(year.items(name))
    for name, records in found.tables.items():
        tables.setdefault(name, {}).update(records)
    header = found.header
    return Past(header["sequence"], header.get("at", ""), header["next"], tables, {}, header["schema"], "book.json")


def _apply(memory: Recollection, content: Mapping[str, Any]) -> None:
    for name, records in content["records"].items():
        table = memory.tables.setdefault(name, {})
        for key, plain in records.items():
            identity = int(key)
            table[identity] = ENCODE(plain).encode()
            memory.dropped.get(name, set()).discard(identity)
            memory.next_ids[name] = max(memory.next_ids.get(name, 1), identity + 1)
    for name, identities in content.get("dropped", {}).items():
        for identity in identities:
            memory.tables.get(name, {}).pop(identity, None)
            memory.dropped.setdefault(name, set()).add(identity)
    memory.at = max(memory.at, content["at"])


def _knows_all(memory: Recollection, found: Inspection) -> bool:
    """Whether all that the whole files hold is known too; else the change log does not tell the book's whole life."""
    if found.header is not None and found.header["sequence"] == memory.sequence:
        for name, records in found.tables.items():
            if not records.keys() <= memory.tables.get(name, {}).keys():
                return False
    for year in found.years:
        for name, table in year.index.tables.items():
            known = memory.tables.get(name, {}).keys() | memory.dropped.get(name, set())
            if year.header["sequence"] <= memory.sequence and not known >= set(table.ids):
                return False
    return True


def read_backup(path: str) -> Past | None:
    """Return what a backup holds; None for one that is damaged or cannot be read."""
    try:
        with ZipFile(path) as archive:
            header, tables = read_records(archive.read("book.json"))
            names = archive.namelist()
            years = [read_records(archive.read(name))[1] for name in names if name.startswith("years/")]
            lines: Lines = {}
            for name in names:
                if name.startswith("changes/") or name == "journal.jsonl":
                    lines.update(sealed_lines(archive.read(name)))
    except UNREADABLE_ARCHIVE:
        return None
    return _past(path, header, [*years, tables], lines, names)


def _past(path: str, header: Header, parts: Sequence[Tables], lines: Lines, names: Sequence[str]) -> Past:
    tables: Tables = {}
    for part in parts:
        for name, records in part.items():
            tables.setdefault(name, {}).update(records)
    return Past(
        header["sequence"],
        header.get("at", ""),
        header["next"],
        tables,
        lines,
        header["schema"],
        os.path.basename(path),
        frozenset(names),
    )
