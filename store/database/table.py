"""TinyDB's table over the journaled rows: a change costs what it touches, and one that raises leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from store.database.rows import StagedRows
from store.database.storage import JournalStorage


class JournaledTable(Table):
    """A table whose changes are staged in the open transaction of its storage.

    Reading sees what is staged. `drop_table`, `drop_tables` and `truncate` are not for a book.
    """

    def __init__(self, storage: JournalStorage, name: str) -> None:
        """Stand over the rows of that name, without TinyDB's query cache: its results would share documents."""
        super().__init__(storage, name, cache_size=0)
        self._journal_storage = storage

    def get(self, cond: Any = None, doc_id: int | None = None, doc_ids: Iterable[int] | None = None) -> Any:
        """Return one document by id or condition, several by ids, or None; each is a copy."""
        if doc_id is not None:
            rows = self._staged()
            if rows is not None:
                return Document(rows[doc_id], doc_id) if doc_id in rows else None
            text = self._journal_storage.rows[self.name].text(doc_id)
            return None if text is None else Document(json.loads(text), doc_id)
        if doc_ids is not None:
            found = (self.get(doc_id=identity) for identity in doc_ids)
            return [document for document in found if document is not None]
        return super().get(cond)

    def put(self, identity: int, plain: dict[str, Any]) -> None:
        """Put a document whole; TinyDB's `update` would keep fields that are not there any more."""
        self._journal_storage.stage(self.name)[identity] = plain

    def truncate(self) -> None:
        """Refuse: a book's table is never emptied as a whole."""
        raise TypeError("a book's table is not emptied")

    def __len__(self) -> int:
        """Return how many documents there are."""
        rows = self._staged()
        return len(self._journal_storage.rows[self.name] if rows is None else rows)

    def _get_next_id(self) -> int:
        return self._journal_storage.take_id(self.name)

    def _read_table(self) -> Any:
        staged = self._staged()
        return StagedRows(self._journal_storage.rows[self.name] if staged is None else staged)

    def _staged(self) -> StagedRows | None:
        staged = self._journal_storage.staged
        return None if staged is None else staged.get(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = self._journal_storage.stage(self.name)
        upper = StagedRows(rows)
        updater(upper)
        rows.take_over(upper)


class BookDatabase(TinyDB):
    """The TinyDB of one book."""

    table_class = JournaledTable  # type: ignore[assignment]  # its constructor is only ever called here

    def __init__(self, storage: JournalStorage) -> None:
        """Stand over an open storage."""
        super().__init__(storage=lambda: storage)

    def journaled(self, name: str) -> JournaledTable:
        """Return the table of that name."""
        table = self.table(name)
        assert isinstance(table, JournaledTable)
        return table

    def drop_table(self, name: str) -> None:
        """Refuse: a book's table is never dropped."""
        raise TypeError("a book's table is not dropped")

    def drop_tables(self) -> None:
        """Refuse: a book's tables are never dropped."""
        raise TypeError("a book's tables are not dropped")
