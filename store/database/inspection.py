"""What can be read of a book's files, without opening it and without changing anything.

A folder's files are looked at one by one, each against its own checksum. What is damaged is named, what is whole is
handed on for mending (`mending.py`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from store.database.folder import BookFolder
from store.database.journal import DamagedJournalError, Journal
from store.database.lines import is_sealed
from store.database.record_file import DamagedFileError, Header, read_records
from store.database.snapshot import BOOK_FORMAT, YEAR_FORMAT
from store.database.year_file import YEAR_TABLES, YearFile, customer_of, index_path, words_line, words_path
from store.database.year_index import YearIndexWriter

Fault = Literal["missing", "damaged", "line", "stale", "gap"]
Tables = dict[str, dict[int, bytes]]


class Damage(NamedTuple):
    """A file that is not what it should be.

    It is missing, or damaged as a whole, or has a line that is; it is stale where it was derived from what has changed
    since; it has a gap where the changes from `first` to `last` are not in it.
    """

    file: str
    fault: Fault
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class Inspection:
    """One book's files as they were found.

    `header` and `tables` are those of `book.json`, None and empty where it cannot be read. `years` are the whole ones.
    `journal` is the header of the journal, and `lines` its lines up to the first that is damaged; `others` are sealed
    lines that stand behind that, or in a journal without a header.
    """

    folder: BookFolder
    header: Header | None = None
    tables: Tables = field(default_factory=dict)
    years: list[YearFile] = field(default_factory=list)
    journal: Journal | None = None
    lines: list[bytes] = field(default_factory=list)
    others: list[bytes] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)

    @property
    def lacks_records(self) -> bool:
        """Whether records have to be brought back before the book can be opened.

        A damaged line of the journal, or a damaged first line beside a whole `book.json`, is mended by opening.
        """
        if self.header is None or self.journal_is_missing:
            return True
        return any(
            damage.file == "book.json" or (damage.file.startswith("years/") and damage.fault != "stale")
            for damage in self.damages
        )

    @property
    def journal_is_missing(self) -> bool:
        """Whether there is no journal at all."""
        return Damage("journal.jsonl", "missing") in self.damages

    @property
    def schema(self) -> int | None:
        """The form in which the book is written, None where nothing says so."""
        if self.header is not None:
            schema: int = self.header["schema"]
            return schema
        return None if self.journal is None else self.journal.schema


def inspect(folder: BookFolder) -> Inspection:
    """Look at every file of the book in `folder`.

    Raises:
        OSError: a file cannot be read at all.
    """
    found = Inspection(folder)
    _look_at_book(found)
    _look_at_years(found)
    _look_at_journal(found)
    _look_at_changes(found)
    if found.header is not None and found.journal is not None and found.journal.base > found.header["sequence"]:
        found.damages.append(Damage("book.json", "gap", found.header["sequence"] + 1, found.journal.base))
    return found


def has_book(folder: BookFolder) -> bool:
    """Return whether there is anything of a book in `folder`."""
    return bool(os.path.exists(folder.book) or os.path.exists(folder.journal) or folder.year_paths())


def stale_files(year: YearFile) -> list[Damage]:
    """Return what was derived from a whole year and does not fit it; what is missing is made when it is needed.

    Raises:
        OSError: a file cannot be read.
    """
    writer = YearIndexWriter(YEAR_TABLES)
    words: list[bytes] = []

    def note(table: str, identity: int, offset: int, text: bytes) -> None:
        writer.add(table, identity, offset, text, customer_of(text))
        if table == "interactions":
            words.append(words_line(identity, text))

    year.check(note)
    damages = []
    index, known = _content(index_path(year.path)), _content(words_path(year.path))
    if index is not None and index != writer.to_bytes(year.checksum):
        damages.append(Damage(f"years/{year.year:04}.index", "stale"))
    if known is not None and known.partition(b"\n")[2] != b"".join(words):
        damages.append(Damage(f"years/{year.year:04}.words", "stale"))
    return damages


def sealed_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give number and bytes of each change in a journal or change log that is whole; whatever else is passed over."""
    for line in data.split(b"\n"):
        if is_sealed(line):
            content: dict[str, Any] = json.loads(line)
            if "records" in content:
                yield content["seq"], line


def _look_at_book(found: Inspection) -> None:
    data = _content(found.folder.book)
    if data is None:
        found.damages.append(Damage("book.json", "missing"))
        return
    try:
        header, tables = read_records(data)
        if header.get("format") != BOOK_FORMAT:
            raise DamagedFileError("format")
    except DamagedFileError:
        found.damages.append(Damage("book.json", "damaged"))
        return
    found.header, found.tables = header, tables


def _look_at_years(found: Inspection) -> None:
    for path in found.folder.year_paths():
        try:
            year = YearFile(path)
            year.check()
            if year.header.get("format") != YEAR_FORMAT:
                raise DamagedFileError("format")
        except DamagedFileError:
            found.damages.append(Damage(f"years/{os.path.basename(path)}", "damaged"))
        else:
            found.years.append(year)


def _look_at_journal(found: Inspection) -> None:
    data = _content(found.folder.journal)
    if data is None:
        found.damages.append(Damage("journal.jsonl", "missing"))
        return
    try:
        journal = Journal(found.folder.journal, writable=False)
    except DamagedJournalError:
        found.damages.append(Damage("journal.jsonl", "damaged"))
        found.others = [line for _sequence, line in sealed_lines(data)]
        return
    found.journal = journal
    found.lines = [line.data.rstrip(b"\n") for line in journal.read()]
    journal.close()
    if journal.is_damaged:
        found.damages.append(Damage("journal.jsonl", "line"))
        found.others = [line for _sequence, line in sealed_lines(data[journal.position :])]


def _look_at_changes(found: Inspection) -> None:
    """Name the change logs that hold anything but whole lines, and the changes that are missing from them."""
    former = 0
    for path in found.folder.changes_paths():
        name = f"changes/{os.path.basename(path)}"
        data = _content(path) or b""
        numbers = [sequence for sequence, _line in sealed_lines(data)]
        if len(numbers) != data.count(b"\n"):
            found.damages.append(Damage(name, "damaged"))
        for number in sorted(numbers):
            if former and number > former + 1:
                found.damages.append(Damage(name, "gap", former + 1, number - 1))
            former = max(former, number)
    if former and found.header is not None and former < found.header["sequence"]:
        last = found.folder.changes_paths()[-1]
        gap = Damage(f"changes/{os.path.basename(last)}", "gap", former + 1, found.header["sequence"])
        found.damages.append(gap)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
