"""What a transaction is filled with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from store.kinds import TABLE_OF, Record
from store.records.codec import from_plain, to_plain

if TYPE_CHECKING:
    from store.database.table import BookDatabase

OneRecord = TypeVar("OneRecord", bound=Record)


class Change:
    """An open transaction: records are added, put and dropped, and saved together or not at all.

    `now` is the instant of the change, in the shop's zone.
    """

    def __init__(self, database: BookDatabase, now: datetime) -> None:
        """Stand over the tables of the book; `Book.transact` makes it."""
        self._database = database
        self.now = now

    def add(self, record: OneRecord) -> OneRecord:
        """Add a new record and return it with its id, which was never given before."""
        plain = to_plain(record)
        identity = self._database.journaled(TABLE_OF[type(record)]).insert(plain)
        return from_plain(type(record), plain, identity)

    def put(self, record: OneRecord) -> OneRecord:
        """Put a changed record in the place of the one with its id, and return it."""
        self._database.journaled(TABLE_OF[type(record)]).put(record.id, to_plain(record))
        return record

    def drop(self, record: Record) -> None:
        """Take a record away; one that is not there is passed over."""
        self._database.journaled(TABLE_OF[type(record)]).remove(doc_ids=[record.id])
