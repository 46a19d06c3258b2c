"""A whole book written at once, for the sample shop: no journal, flat memory, the same files that compaction leaves."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from store.database.folder import FOLDER_MODE, BookFolder
from store.database.journal import create_journal
from store.database.record_file import write_records
from store.database.snapshot import BOOK_FORMAT, YEAR_FORMAT, Home
from store.database.whole_file import replace_file
from store.database.year_file import YEAR_TABLES, words_line, write_words, write_year


def write_book(
    folder: BookFolder, records: Iterable[tuple[str, int, bytes]], *, home: Home, schema: int, at: str
) -> None:
    """Write a book into a folder that holds none yet.

    Args:
        folder: where; it is made if it is missing.
        records: table, id and JSON text; the ids of each table in rising order.
        home: the year whose file a record belongs in, None for `book.json`.
        schema: the form in which the records are.
        at: the instant of writing, ISO 8601 with offset.

    Raises:
        FileExistsError: there is a book in the folder.
        OSError: the disk refuses.
    """
    folder.prepare()
    if os.path.exists(folder.book):
        raise FileExistsError(folder.book)
    os.makedirs(folder.years, mode=FOLDER_MODE, exist_ok=True)
    staying: dict[str, list[tuple[int, bytes]]] = {}
    highest: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as spool_folder:
        spools: dict[tuple[int, str], IO[bytes]] = {}
        for table, identity, text in records:
            highest[table] = max(identity, highest.get(table, 0))
            year = home(table, text)
            if year is None:
                staying.setdefault(table, []).append((identity, text))
                continue
            spool = spools.get((year, table))
            if spool is None:
                path = os.path.join(spool_folder, f"{year}-{table}")
                spool = spools[year, table] = open(path, "w+b", buffering=1 << 20)  # noqa: SIM115
            spool.write(b"%d\t%b\n" % (identity, text))
        try:
            for year in sorted({year for year, _table in spools}):
                _write_year(folder, year, spools, schema, at)
        finally:
            for spool in spools.values():
                spool.close()
    header = {
        "format": BOOK_FORMAT,
        "schema": schema,
        "generation": 1,
        "sequence": 0,
        "at": at,
        "next": {table: number + 1 for table, number in highest.items()},
    }
    with replace_file(folder.book) as file:
        write_records(file, header, staying.items())
    create_journal(folder.journal, generation=1, sequence=0, schema=schema, at=at)


def _write_year(folder: BookFolder, year: int, spools: dict[tuple[int, str], IO[bytes]], schema: int, at: str) -> None:
    header = {"format": YEAR_FORMAT, "schema": schema, "generation": 1, "sequence": 0, "at": at, "year": year}
    tables = [(table, _spooled(spools.get((year, table)))) for table in YEAR_TABLES]
    checksum = write_year(folder.year(year), header, tables)
    interactions = _spooled(spools.get((year, "interactions")))
    write_words(folder.year(year), checksum, (words_line(identity, text) for identity, text in interactions))


def _spooled(spool: IO[bytes] | None) -> Iterator[tuple[int, bytes]]:
    if spool is None:
        return
    spool.seek(0)
    for line in spool:
        identity, _tab, text = line.partition(b"\t")
        yield int(identity), text[:-1]
