"""TinyDB's storage, replaced: a snapshot in memory, the years behind it, and the journal that goes on from them.

The rows are what the files say plus every line of the journal that has been read. Changes are staged while a
transaction is open and reach the rows only after their line is durable.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from tinydb.storages import Storage

from store.database.folder import BookFolder
from store.database.journal import DamagedJournalError, Journal, JournalLine
from store.database.lock import BookLock
from store.database.migrations import SCHEMA, migrate
from store.database.record_file import DamagedFileError, Header, read_records, stated_checksum
from store.database.recovery import mend_header, set_damage_aside
from store.database.restoring import READY, finish_restore
from store.database.rows import Rows, StagedRows
from store.database.snapshot import write_empty_book
from store.database.transaction import ENCODE, AgendaChange, Applied, applied_line, compose_line
from store.database.year_file import YEAR_TABLES, YearFile
from store.errors import BookReadOnlyError, BookUnavailableError
from store.sentences import _

TABLES = ("shop", "customers", "things", "interactions", "conversations", "promises", "follow_ups", "drafts")
_TRIES = 20


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
        self.read_only = ""
        self.notices: list[str] = []
        self.rows: dict[str, Rows] = {}
        self.next_ids: dict[str, int] = {}
        self.years: list[YearFile] = []
        self.staged: dict[str, StagedRows] | None = None
        self.header: Header = {}
        self.last_at = ""
        self.needs_compaction = False
        self.checksum = 0
        self.fresh: set[tuple[str, int]] = set()
        self._listeners: list[Callable[[Applied], None]] = []
        self._reload_listeners: list[Callable[[], None]] = []
        self._journal: Journal | None = None
        self.load()

    # TinyDB's own interface

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the tables, as TinyDB asks for them; the mappings are views, not copies."""
        return {name: StagedRows(rows) for name, rows in self.rows.items()}  # type: ignore[misc]

    def write(self, data: Mapping[str, Any]) -> None:
        """Refuse: everything goes through a transaction, which writes what changed and nothing else."""
        raise TypeError(_("A book is changed in a transaction only."))

    def close(self) -> None:
        """Close the journal and the lock."""
        if self._journal is not None:
            self._journal.close()
        self.lock.close()

    # What is open

    @property
    def journal(self) -> Journal:
        """The open journal."""
        assert self._journal is not None
        return self._journal

    @property
    def sequence(self) -> int:
        """The sequence number of the last change that this process has read."""
        return self.journal.sequence

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
        """Read the snapshot and replay the journal; what was in memory before is forgotten.

        Raises:
            BookUnavailableError: a file is missing, damaged or cannot be read.
        """
        try:
            self._finish_restore()
            self._make_new_book()
            for _attempt in range(_TRIES):
                if self._load_once():
                    break
            else:
                raise BookUnavailableError(
                    _("The book's files do not belong together. Run “regulars doctor” to see what can be done.")
                )
            self._recover()
        except DamagedFileError as problem:
            raise BookUnavailableError(
                _("{file} is damaged. Nothing was changed. Run “regulars doctor --repair” to mend it.").format(
                    file=self._damaged_name()
                )
            ) from problem
        except OSError as problem:
            raise unavailable(problem) from problem

    def _finish_restore(self) -> None:
        if os.path.isdir(os.path.join(self.folder.path, READY)):
            with self.lock:
                finish_restore(self.folder)

    def _make_new_book(self) -> None:
        if os.path.exists(self.folder.book):
            return
        if os.path.exists(self.folder.journal) or self.folder.year_paths():
            raise BookUnavailableError(
                _("book.json is missing from {folder}. Run “regulars doctor --repair” to mend it.").format(
                    folder=self.folder.path
                )
            )
        with self.lock:
            if not os.path.exists(self.folder.book):
                write_empty_book(self.folder, SCHEMA)

    def _load_once(self) -> bool:
        """Load everything; false where a compaction by another process came in between."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        with open(self.folder.book, "rb") as file:
            data = file.read()
        self.header, tables = read_records(data)
        self.checksum = stated_checksum(data[-64:])
        self.fresh = set()
        schema = self.header["schema"]
        if schema > SCHEMA:
            self.read_only = _(
                "This book was written by a newer version of Regulars. You can read it; update Regulars to change it."
            )
        writable = (
            not self.read_only and os.access(self.folder.journal, os.W_OK) and os.access(self.folder.path, os.W_OK)
        )
        if not writable and not self.read_only:
            self.read_only = _("The book's folder cannot be written. You can read the book; nothing can be saved.")
        self.years = [YearFile(path) for path in self.folder.year_paths()]
        self.rows = {
            name: Rows(name, tables.get(name, {}), self.years if name in YEAR_TABLES else ()) for name in TABLES
        }
        self.next_ids = {name: self.header["next"].get(name, 1) for name in TABLES}
        self.last_at = self.header.get("at", "")
        try:
            self._journal = Journal(self.folder.journal, writable=writable)
        except FileNotFoundError:
            return False
        except DamagedJournalError:
            if not writable:
                raise BookUnavailableError(_("journal.jsonl is damaged, and the folder cannot be written.")) from None
            with self.lock:
                self.notices.append(mend_header(self.folder, self.header))
            return False
        if self._journal.base > self.header["sequence"]:
            return False
        self._replay(self._journal.read())
        return True

    def _recover(self) -> None:
        """Mend what a dying process left, and bring an older book to the present form."""
        if self.read_only:
            return
        with self.lock:
            if self.journal.size() is None:
                self.load()
                return
            self._replay(self.journal.read())
            self._mend()
            if self.header["schema"] < SCHEMA:
                migrate(self.rows, self.header["schema"])
                self.needs_compaction = True

    def _mend(self) -> None:
        if self.journal.is_damaged:
            self.notices.append(set_damage_aside(self.folder, self.journal))
        self.journal.mend_tail()
        self._replay(self.journal.read())

    def _damaged_name(self) -> str:
        for path in self.folder.year_paths():
            try:
                YearFile(path).check()
            except (DamagedFileError, OSError):
                return os.path.relpath(path, self.folder.path)
        return "book.json"

    # Reading on

    def catch_up(self) -> list[JournalLine] | None:
        """Read what other processes have appended; None where the whole book had to be loaded again.

        Costs one look at the file where nothing came.

        Raises:
            BookUnavailableError: the book cannot be read any more.
        """
        try:
            size = self.journal.size()
            if size is None or size < self.journal.position:
                self.load()
                for listener in self._reload_listeners:
                    listener()
                return None
            if size == self.journal.position:
                return []
            lines = self.journal.read()
            self._replay(lines)
            if self.lock.is_held:
                self._mend()
            return lines
        except OSError as problem:
            raise unavailable(problem) from problem

    def _replay(self, lines: list[JournalLine]) -> None:
        held = self.header["sequence"]
        for line in lines:
            if line.content["seq"] > held:
                self._apply(line.content)
            self.last_at = max(self.last_at, line.content["at"])
            self._tell(applied_line(line.content))

    def _apply(self, content: Mapping[str, Any]) -> None:
        for name, records in content.get("records", {}).items():
            rows = self.rows.get(name)
            if rows is None:
                continue
            for key, plain in records.items():
                identity = int(key)
                rows.put(identity, ENCODE(plain).encode())
                self.next_ids[name] = max(self.next_ids[name], identity + 1)
        for name, identities in content.get("dropped", {}).items():
            for identity in identities:
                self.rows[name].drop(identity)

    def _tell(self, applied: Applied) -> None:
        self.fresh |= applied.touched
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
            try:
                self.journal.append(line)
            except OSError as problem:
                self.read_only = _(
                    "Saving failed: {reason}. Nothing that was saved is lost; make room, then open Regulars again."
                ).format(reason=problem.strerror)
                raise BookReadOnlyError(self.read_only) from problem
            for name, records in texts.items():
                for identity, text in records.items():
                    self.rows[name].put(identity, text.encode())
                self.next_ids[name] = max(self.next_ids[name], max(records) + 1)
            for name, identities in drops.items():
                for identity in identities:
                    self.rows[name].drop(identity)
            self.last_at = max(self.last_at, at)
            touched = ((name, identity) for group in (texts, drops) for name in group for identity in group[name])
            self._tell(Applied(self.sequence, at, what, self.session, frozenset(touched), agenda, notes))
            return self.sequence
        finally:
            self.lock.__exit__(None, None, None)


def unavailable(problem: OSError) -> BookUnavailableError:
    """Return the sentence for a disk that refuses."""
    return BookUnavailableError(_("The book cannot be read: {reason}.").format(reason=problem.strerror or problem))
