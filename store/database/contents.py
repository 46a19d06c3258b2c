"""What the files of a book say: the snapshot, the years behind it, and the journal replayed over both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from store.database.folder import BookFolder
from store.database.journal import Journal, JournalLine
from store.database.migrations import SCHEMA
from store.database.record_file import DamagedFileError, read_records, stated_checksum
from store.database.rows import Rows
from store.database.transaction import ENCODE, Applied, applied_line
from store.database.year_file import YEAR_TABLES, YearFile
from store.sentences import _

TABLES = (
    "shop",
    "customers",
    "things",
    "interactions",
    "conversations",
    "promises",
    "follow_ups",
    "gestures",
    "drafts",
    "phrases",
)


class CameBetweenError(Exception):
    """Another process put other files in place while they were being read: read again."""


class Contents:
    """One reading of a book's files, and what was appended since.

    `fresh` are table and id of every record that changed since the snapshot, `fresh_customers` the customers whose
    search keys changed. `read_only` says why nothing can be saved, in a sentence, or is empty.
    """

    def __init__(self, folder: BookFolder) -> None:
        """Read everything.

        Raises:
            CameBetweenError: the files do not belong together.
            DamagedFileError: a file is damaged; `args[0]` names it where it is a year.
            DamagedJournalError: the journal's first line is.
            OSError: a file cannot be read.
        """
        with open(folder.book, "rb") as file:
            data = file.read()
            inode = os.fstat(file.fileno()).st_ino
        self.header, tables = read_records(data)
        self.checksum = stated_checksum(data[-64:])
        self.read_only = _why_read_only(folder, self.header["schema"])
        self.years = [YearFile(path) for path in folder.year_paths()]
        self._check_years()
        self.rows = {
            name: Rows(name, tables.get(name, {}), self.years if name in YEAR_TABLES else ()) for name in TABLES
        }
        self.next_ids = {name: self.header["next"].get(name, 1) for name in TABLES}
        self.last_at: str = self.header.get("at", "")
        self.is_migrated = False
        self.fresh: set[tuple[str, int]] = set()
        self.fresh_customers: set[int] = set()
        try:
            self.journal = Journal(folder.journal, writable=not self.read_only)
        except FileNotFoundError:
            raise CameBetweenError from None
        try:
            self._check_journal(folder, inode)
            for line in self.journal.read():
                self.replay(line)
        except BaseException:
            self.journal.close()
            raise

    @property
    def are_current(self) -> bool:
        """Whether the years on disk are those that were read; a compaction that died halfway puts newer ones there."""
        return all(year.is_current for year in self.years)

    def replay(self, line: JournalLine) -> Applied:
        """Bring a line of the journal into the rows and return the word of it."""
        content = line.content
        applied = applied_line(content)
        if content["seq"] > self.header["sequence"]:
            self._apply(content)
        self.note(applied)
        return applied

    def note(self, applied: Applied) -> None:
        """Remember that a change has reached the rows."""
        self.last_at = max(self.last_at, applied.at)
        self.fresh |= applied.touched
        self.fresh_customers |= applied.customers

    def close(self) -> None:
        """Close the journal."""
        self.journal.close()

    def _apply(self, content: Mapping[str, Any]) -> None:
        for name, records in content.get("records", {}).items():
            if name not in self.rows:
                continue
            for key, plain in records.items():
                identity = int(key)
                self.rows[name].put(identity, ENCODE(plain).encode())
                self.next_ids[name] = max(self.next_ids[name], identity + 1)
        for name, identities in content.get("dropped", {}).items():
            for identity in identities if name in self.rows else ():
                self.rows[name].drop(identity)

    def _check_years(self) -> None:
        """Compare the years with what the snapshot says of them; one may be newer, none older or missing."""
        there = {str(year.year): year for year in self.years}
        for name, checksum in self.header.get("years", {}).items():
            year = there.get(name)
            if year is None:
                raise DamagedFileError(f"years/{name}.json")
            if year.checksum != checksum and year.header["sequence"] <= self.header["sequence"]:
                raise DamagedFileError(f"years/{name}.json")

    def _check_journal(self, folder: BookFolder, inode: int) -> None:
        # a compaction that died before swapping the journal leaves one of the generation before
        belongs = self.journal.generation in (self.header["generation"], self.header["generation"] - 1)
        if not belongs or self.journal.base > self.header["sequence"] or os.stat(folder.book).st_ino != inode:
            raise CameBetweenError


def _why_read_only(folder: BookFolder, schema: int) -> str:
    if schema > SCHEMA:
        return _("This book was written by a newer version of Regulars. You can read it; update Regulars to change it.")
    if os.access(folder.journal, os.W_OK) and os.access(folder.path, os.W_OK):
        return ""
    if not os.path.exists(folder.journal):
        return ""
    return _("The book's folder cannot be written. You can read the book; nothing can be saved.")
