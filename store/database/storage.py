"""TinyDB's storage, replaced: a snapshot in memory, the years behind it, and the journal that goes on from them.

The rows are what the files say plus every line of the journal that has been read. Changes are staged while a
transaction is open and reach the rows only after their line is durable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tinydb.storages import Storage

from store.database.folder import BookFolder
from store.database.journal import Journal, JournalLine
from store.database.lock import BookLock
from store.database.opening import make_new_book, mend, read_contents, unavailable
from store.database.record_file import Header
from store.database.rows import Rows, StagedRows
from store.database.transaction import (
    ENCODE,
    AgendaChange,
    Applied,
    applied_line,
    compose_line,
    customers_touched,
)
from store.database.year_file import YearFile
from store.errors import BookReadOnlyError
from store.sentences import _


class JournalStorage(Storage):
    """The open files of one book: load, catch up, commit."""

    def __init__(self, folder: BookFolder, *, session: str) -> None:
        """Open the book in `folder`, making an empty one where there is none.

        Args:
            folder: an existing folder.
            session: a short name under which this process's changes stand in the change log.

        Raises:
            BookUnavailableError: a file is missing, damaged or cannot be read.
        """
        self.folder = folder
        self.session = session
        self.lock = BookLock(folder.lock)
        self.notices: list[str] = []
        self.staged: dict[str, StagedRows] | None = None
        self._failed = ""
        self._is_half_applied = False
        self._listeners: list[Callable[[Applied], None]] = []
        self._reload_listeners: list[Callable[[], None]] = []
        make_new_book(folder, self.lock)
        self._contents = read_contents(folder, self.lock, self.notices)
        self._opened_at = self.sequence

    # TinyDB's own interface

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the tables, as TinyDB asks for them; the mappings are views, not copies."""
        return {name: StagedRows(rows) for name, rows in self.rows.items()}  # type: ignore[misc]

    def write(self, data: Mapping[str, Any]) -> None:
        """Refuse: everything goes through a transaction, which writes what changed and nothing else."""
        raise TypeError(_("A book is changed in a transaction only."))

    def close(self) -> None:
        """Close the journal and the lock."""
        self._contents.close()
        self.lock.close()

    # What is open

    @property
    def rows(self) -> dict[str, Rows]:
        """The records, by table."""
        return self._contents.rows

    @property
    def years(self) -> list[YearFile]:
        """The years behind the snapshot, oldest first."""
        return self._contents.years

    @property
    def header(self) -> Header:
        """The snapshot's header."""
        return self._contents.header

    @property
    def checksum(self) -> int:
        """The snapshot's checksum."""
        return self._contents.checksum

    @property
    def next_ids(self) -> dict[str, int]:
        """The next id of each table."""
        return self._contents.next_ids

    @property
    def last_at(self) -> str:
        """The latest instant of a change, ISO 8601 with offset; empty in a new book."""
        return self._contents.last_at

    @property
    def needs_compaction(self) -> bool:
        """Whether the records were brought to a newer form, which stands in memory only."""
        return self._contents.is_migrated

    @property
    def are_current(self) -> bool:
        """Whether the years on disk are those that were read."""
        there = self.folder.year_paths()
        return self._contents.are_current and there == [year.path for year in self.years]

    @property
    def fresh_customers(self) -> set[int]:
        """The customers whose search keys have changed since the snapshot."""
        return self._contents.fresh_customers

    @property
    def fresh(self) -> set[tuple[str, int]]:
        """Table and id of every record that has changed since the snapshot."""
        return self._contents.fresh

    @property
    def journal(self) -> Journal:
        """The open journal."""
        return self._contents.journal

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, in a sentence; empty where all is well."""
        return self._failed or self._contents.read_only

    @property
    def sequence(self) -> int:
        """The sequence number of the last change that this process has read."""
        return self.journal.sequence

    @property
    def opened_at(self) -> int:
        """The number of the last change that lay there when the book was opened: none up to it is this session's."""
        return self._opened_at

    @property
    def generation(self) -> int:
        """How often the snapshot has been written."""
        generation: int = self.header["generation"]
        return generation

    def on_change(self, listener: Callable[[Applied], None]) -> None:
        """Have `listener` told of every change that reaches the rows from now on, read or written."""
        self._listeners.append(listener)

    def on_reload(self, listener: Callable[[], None]) -> None:
        """Have `listener` told when another process has written the book anew and everything was read again."""
        self._reload_listeners.append(listener)

    # Loading

    def load(self) -> None:
        """Read everything anew; where that fails, what was read before stays.

        Raises:
            BookUnavailableError: a file is missing, damaged or cannot be read.
        """
        former, self._contents = self._contents, read_contents(self.folder, self.lock, self.notices)
        self._opened_at = min(self._opened_at, self.sequence)  # an older book may have been restored
        self._is_half_applied = False
        former.close()

    def reload(self) -> None:
        """Read everything anew and tell the listeners that it may be another book.

        Raises:
            BookUnavailableError: a file is missing, damaged or cannot be read.
        """
        self.load()
        for listener in self._reload_listeners:
            listener()

    # Reading on

    def catch_up(self) -> list[JournalLine] | None:
        """Read what other processes have appended; None where the whole book had to be loaded again.

        Costs one look at the file where nothing came.

        Raises:
            BookUnavailableError: the book cannot be read any more.
        """
        try:
            size = self.journal.size()
            if self._is_half_applied or size is None or size < self.journal.position or self.journal.is_rewritten():
                self.reload()
                return None
            if size == self.journal.position:
                return []
            if self.lock.is_held:
                lines = mend(self.folder, self._contents, self.notices)
            else:
                lines = self.journal.read()
                for line in lines:
                    self._contents.replay(line)
        except OSError as problem:
            raise unavailable(problem) from problem
        for line in lines:
            self._tell(applied_line(line.content))
        return lines

    def _tell(self, applied: Applied) -> None:
        for listener in self._listeners:
            listener(applied)

    # Changing

    def begin(self) -> None:
        """Open a transaction: take the lock, read what others appended, and stage from here on.

        Raises:
            BookReadOnlyError: nothing can be saved.
            BookUnavailableError: the book cannot be read any more.
        """
        if self.read_only:
            raise BookReadOnlyError(self.read_only)
        try:
            self.lock.__enter__()
        except OSError as problem:
            raise unavailable(problem) from problem
        try:
            if self.staged is not None:
                raise RuntimeError("transactions do not nest")
            self.catch_up()
            if self.read_only:
                raise BookReadOnlyError(self.read_only)
            self.staged = {}
        except BaseException:
            self.lock.__exit__(None, None, None)
            raise

    def rollback(self) -> None:
        """End the transaction; what was staged is forgotten, the ids it took are not given again by this process."""
        self.staged = None
        self.lock.__exit__(None, None, None)

    def stage(self, name: str) -> StagedRows:
        """Return the staged rows of a table in the open transaction.

        Raises:
            RuntimeError: there is none.
        """
        if self.staged is None:
            raise RuntimeError("a book is changed in a transaction only")
        rows = self.staged.get(name)
        if rows is None:
            rows = self.staged[name] = StagedRows(self.rows[name])
        return rows

    def take_id(self, name: str) -> int:
        """Return the next id of a table, which is never given again."""
        identity = self.next_ids[name]
        self.next_ids[name] = identity + 1
        return identity

    def commit(self, *, at: str, what: str, agenda: AgendaChange, notes: Mapping[str, int]) -> int:
        """Write the transaction as one durable line, bring it into the rows, let the lock go; return its sequence.

        A transaction in which nothing was staged writes nothing.

        Args:
            at: the instant of the change, ISO 8601 with offset.
            what: a short key for the change log, such as "log".
            agenda: what changes in the agenda.
            notes: more keys for the line, such as `undoes`.

        Raises:
            BookReadOnlyError: the disk refused; the journal is as it was, and nothing more can be saved.
        """
        staged, self.staged = self.staged, None
        assert staged is not None
        try:
            texts = {
                name: {identity: ENCODE(plain) for identity, plain in rows.puts.items()}
                for name, rows in staged.items()
                if rows.puts
            }
            drops = {name: sorted(rows.drops) for name, rows in staged.items() if rows.drops}
            if not texts and not drops:
                return self.sequence
            head = {"seq": self.sequence + 1, "at": at, "session": self.session, "what": what, **notes}
            line = compose_line(head, agenda, texts, drops, self.rows)
            customers = customers_touched(texts, drops, self.rows)
            self._is_half_applied = True  # until the rows have it: whoever is interrupted between reads it again
            try:
                self.journal.append(line)
            except OSError as problem:
                self._is_half_applied = False
                self._failed = _(
                    "Saving failed: {reason}. Nothing that was saved is lost; make room, then open Regulars again."
                ).format(reason=problem.strerror)
                raise BookReadOnlyError(self._failed) from problem
            for name, records in texts.items():
                for identity, text in records.items():
                    self.rows[name].put(identity, text.encode())
                self.next_ids[name] = max(self.next_ids[name], max(records) + 1)
            for name, identities in drops.items():
                for identity in identities:
                    self.rows[name].drop(identity)
            touched = ((name, identity) for group in (texts, drops) for name in group for identity in group[name])
            applied = Applied(self.sequence, at, what, self.session, frozenset(touched), customers, agenda, notes)
            self._contents.note(applied)
            self._is_half_applied = False
            self._tell(applied)
            return self.sequence
        finally:
            self.lock.__exit__(None, None, None)
