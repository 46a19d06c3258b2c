"""Keeping the book: the snapshot written anew, a backup a day, and the way back from one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from store.database.folder import BookFolder
from store.database.migrations import SCHEMA
from store.database.opening import unavailable
from store.database.record_file import DamagedFileError
from store.database.snapshot import compact
from store.database.storage import JournalStorage
from store.errors import BookReadOnlyError, BookUnavailableError
from store.rules.dated import renew_holidays
from store.rules.machine import locale_defaults
from store.sentences import _

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from store.agenda import Agenda
    from store.book import Book
    from store.change import Change
    from store.finding import Finder
    from store.listing import Listing
    from store.records.shop import Shop

_LINES_BEFORE_COMPACTION = 1000
_BYTES_BEFORE_COMPACTION = 1 << 20


class Keeping:
    """The keeping half of the book."""

    _storage: JournalStorage
    _folder: BookFolder
    _agenda: Agenda
    _finder: Finder
    _listing: Listing

    if TYPE_CHECKING:

        def now(self) -> datetime:
            """Return the present instant in the shop's zone."""

        @property
        def read_only(self) -> str:
            """Why nothing can be saved."""

        @property
        def shop(self) -> Shop:
            """The shop and its settings."""

        def transact(self, what: str, **notes: int) -> AbstractContextManager[Change]:
            """Open a transaction."""

        @property
        def sequence(self) -> int:
            """The number of the last change."""

        def _forget(self) -> None: ...

    def tidy(self) -> None:
        """Do once a day what a day brings, and write the snapshot anew where the journal has grown long.

        A day brings a backup, the public holidays of a year that has come into reach, and the follow-ups of things that
        came in from elsewhere. These may be thousands, and the journal long by them.

        Raises:
            BookReadOnlyError: nothing can be written.
            BookUnavailableError: the disk refuses; the book is whole.
        """
        if self.sequence:
            from store.exchange.backup import daily_backup_is_due, keep_daily_backup
            from store.looking_after import note_missing

            if daily_backup_is_due(self._folder, self.now()):
                self._renew_holidays()
                note_missing(cast("Book", self))
                keep_daily_backup(self._storage, self.now())
        journal = self._storage.journal
        is_long = journal.lines_read >= _LINES_BEFORE_COMPACTION or journal.position > _BYTES_BEFORE_COMPACTION
        if is_long or (self.sequence and self._agenda.is_short):
            self.compact()

    def _renew_holidays(self) -> None:
        language = self.shop.language or locale_defaults().language
        renewed = renew_holidays(self.shop, self.now().date(), language)
        if renewed != self.shop:
            with self.transact("shop.holidays") as change:
                change.put(renewed)

    def compact(self) -> None:
        """Write the snapshot anew and empty the journal.

        Raises:
            BookReadOnlyError: nothing can be written.
            BookUnavailableError: the disk refuses; the book is whole.
        """
        self._storage.begin()
        try:
            self._storage.staged = None
            # What is not in memory yet can be read from the files beside the old snapshot, but not beside the new one.
            self._finder.load()
            self._listing.load()
            agenda_header, agenda = self._agenda.written_anew()
            quiet, rhythms = self._agenda.quiet.renewed()
            checksum = compact(
                self._storage,
                schema=SCHEMA,
                home=self._agenda.home_of,
                agenda_header={**agenda_header, "rhythms": rhythms},
                agenda=agenda,
                quiet=quiet,
                now_s=int(self.now().timestamp()),
            )
            self._storage.load()
            self._agenda.forget()
            self._finder.keep(checksum)
            self._listing.keep(checksum)
        except OSError as problem:
            raise unavailable(problem) from problem
        except DamagedFileError as problem:
            raise BookUnavailableError(
                _("A year of history is damaged. Nothing was changed. Run “regulars doctor --repair”.")
            ) from problem
        finally:
            self._storage.rollback()

    def write_migrated(self) -> None:
        """Write a book that was brought to the present form in memory, after a backup of the files as they are.

        Raises:
            BookReadOnlyError: nothing can be written.
            BookUnavailableError: the disk refuses; the book is whole.
        """
        from store.exchange.backup import keep_backup_before

        keep_backup_before(self._storage, "migration", self.now())
        self.compact()

    def back_up(self, path: str) -> int:
        """Write the whole book to one file, consistent while others write; return its size in bytes.

        Raises:
            BookUnavailableError: it cannot be written.
        """
        from store.exchange.backup import write_backup

        return write_backup(self._storage, path)

    def restore(self, path: str) -> str:
        """Put the book of a backup in the place of this one; return the backup made of this one before.

        Ids that this book has given are not given again.

        Raises:
            NotUnderstoodError: `path` is no backup; nothing was changed.
            BookReadOnlyError: nothing can be written.
            BookUnavailableError: the disk refuses.
        """
        from store.exchange.backup import restore_backup

        if self.read_only:
            raise BookReadOnlyError(self.read_only)
        with self._storage.lock:
            former = restore_backup(self._storage, path, self.now())
            self._storage.load()
            self._forget()
            self.compact()
        return former
