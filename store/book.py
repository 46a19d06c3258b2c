"""The store's one front door: everything that screens and commands read of a shop, and every change they make."""

from __future__ import annotations

import gc
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo

from store.agenda import Agenda
from store.browsing import Browsing
from store.change import Change
from store.change_log import ChangeLine, change_lines
from store.clock import read_clock
from store.database.agenda_file import is_in_older_form
from store.database.folder import BookFolder
from store.database.record_file import DamagedFileError
from store.database.storage import JournalStorage
from store.database.table import BookDatabase
from store.database.transaction import Applied
from store.days import Days
from store.errors import BookUnavailableError, NotFoundError
from store.finding import Finder, Found
from store.keeping import Keeping
from store.kept_today import KeptToday
from store.listing import Listing
from store.phrase_uses import PhraseUses
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.shop import Shop
from store.rules.machine import locale_defaults
from store.rules.settings import apply_settings, effective_zone
from store.rules.working_time import Calendar
from store.sentences import _
from store.ties import Ties
from store.undoing import Undone, take_back, take_back_undo
from store.usual_times import UsualTimes

if TYPE_CHECKING:
    from store.capturing import Logged, Understood
    from store.rules.desk import Today

__all__ = ["Book", "Found", "Touched"]


class Touched(NamedTuple):
    """What others have changed: table and id of each record, or `everything` where the book was written anew."""

    records: frozenset[tuple[str, int]]
    everything: bool = False

    def __bool__(self) -> bool:
        """Whether anything was changed at all."""
        return self.everything or bool(self.records)


class Book(Ties, Browsing, Keeping):
    """Everything of one shop. Not for use by two threads at once, except that a transaction waits for its turn."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        """Use `Book.open`."""
        self.folder = folder
        self._clock = clock
        self._folder = BookFolder(folder)
        tightened = self._folder.prepare()
        self._storage = JournalStorage(self._folder, session=f"{os.getpid()}-{secrets.token_hex(2)}")
        self._database = BookDatabase(self._storage)
        self._touched: set[tuple[str, int]] = set()
        self._everything_touched = False
        self._shop: Shop | None = None
        self._finder = Finder(self._storage)
        self._listing = Listing(self._storage)
        self._agenda = Agenda(self, self._storage)
        self._today = KeptToday(self)
        self.usual_times = UsualTimes(self, self._storage)
        self.days = Days(self, self._storage)
        self.phrase_uses = PhraseUses(self, self._storage)
        self._storage.on_change(self._notice)
        self._storage.on_reload(self._reloaded)
        self.notices: tuple[str, ...] = (*tightened, *self._storage.notices, *self._clock_notice())

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], datetime] = read_clock) -> Book:
        """Open the book in `folder`; where there is none, an empty one is made, for its owner's eyes only.

        Args:
            folder: the book's folder.
            clock: gives the present instant, aware.

        Raises:
            BookUnavailableError: it cannot be read.
        """
        collecting = gc.isenabled()
        gc.disable()  # the collector would walk over everything that is being loaded, again and again
        try:
            book = cls(folder, clock)
            if book._storage.needs_compaction:
                book.write_migrated()
            elif not book.read_only and is_in_older_form(book._folder.agenda):
                with suppress(BookUnavailableError):  # what is read is right without it, only slower
                    book.compact()
            gc.freeze()
        finally:
            if collecting:
                gc.enable()
        return book

    def close(self) -> None:
        """Tidy up where that is due, and close the files.

        Raises:
            BookUnavailableError: there was no room to tidy up; the files are closed, and what was saved is safe.
        """
        try:
            if not self.read_only:
                self.tidy()
        finally:
            self._storage.close()

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, in a sentence; empty where all is well."""
        return self._storage.read_only

    @property
    def sequence(self) -> int:
        """The number of the last change."""
        return self._storage.sequence

    @property
    def shop(self) -> Shop:
        """The shop and its settings."""
        if "shop" in (self._storage.staged or ()):
            self._shop = None
        if self._shop is None:
            self._shop = self._get(Shop, 1) or Shop()
            self._zone = effective_zone(self._shop)
            self._calendar: Calendar | None = None
        return self._shop

    @property
    def shop_is_set(self) -> bool:
        """Whether any setting of the shop was ever saved."""
        return self._get(Shop, 1) is not None

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone; the machine's until it is set."""
        _shop = self.shop
        return self._zone

    @property
    def calendar(self) -> Calendar:
        """When the shop is open."""
        shop = self.shop
        if self._calendar is None:
            self._calendar = Calendar.of(shop, self._zone)
        return self._calendar

    def now(self) -> datetime:
        """Return the present instant in the shop's zone, in whole seconds."""
        return self._clock().astimezone(self.zone).replace(microsecond=0)

    # Finding

    def find(self, text: str, limit: int = 50) -> list[Found]:
        """Return what `text` finds: customers first, then history, the newest first."""
        return self._finder.find(self, text, limit)

    def who(self, text: str) -> Customer:
        """Return the customer that `text` names: by id, e-mail, phone, name, word, start of a word, inside.

        The first of these levels that has hits decides.

        Raises:
            NotFoundError: nobody is named so.
            AmbiguousError: several are; `readings` are the candidates.
        """
        return self._finder.who(self, text)

    def names_wholly(self, word: str) -> bool:
        """Return whether one word names exactly one customer by e-mail, phone, full name or a whole word of it."""
        return self._finder.names_wholly(word)

    # Changing

    @contextmanager
    def transact(self, what: str, **notes: int) -> Iterator[Change]:
        """Open a transaction: all that is done in it is saved together, durably, or not at all.

        Args:
            what: a short key for the change log, such as `customer.add`.
            notes: numbers that go with the change, such as the change it undoes.

        Raises:
            BookReadOnlyError: nothing can be saved; also where the disk refuses at the end.
            BookUnavailableError: the book cannot be read any more.
        """
        self._storage.begin()
        try:
            change = Change(self._database, self.now())
            yield change
            agenda = self._agenda.changes()
        except DamagedFileError as problem:
            self._storage.rollback()
            raise BookUnavailableError(
                _("A year of history is damaged. Nothing was changed. Run “regulars doctor --repair”.")
            ) from problem
        except BaseException:
            self._storage.rollback()
            raise
        self._storage.commit(at=change.now.isoformat(), what=what, agenda=agenda, notes=notes)

    def set_shop(self, settings: Mapping[str, str]) -> Shop:
        """Change the shop's settings and return them; the keys are those of the command line.

        Raises:
            NotUnderstoodError: a key or a value is not allowed; nothing is changed.
            BookReadOnlyError: nothing can be saved.
        """
        with self.transact("shop.set") as change:
            applied = apply_settings(self.shop, settings, change.now, locale_defaults())
            return change.put(replace(applied, uid=applied.uid or secrets.token_hex(8)))

    def identity(self) -> str:
        """Return what tells this book's records from those of all others, in files for other programs.

        It is given with the first settings, else when it is first asked for; a book in which nothing can be saved is
        told by its folder.
        """
        shop = self.shop
        if not shop.uid and not self.read_only:
            with self.transact("shop.identity") as change:
                shop = change.put(replace(self.shop, uid=self.shop.uid or secrets.token_hex(8)))
        return shop.uid or f"{crc32(os.fsencode(self.folder.resolve())):08x}"

    def undo(self, *, own: bool = False) -> Undone:
        """Take back the last change that is not undone, by a new transaction, and say what it was.

        Args:
            own: only what this session has changed.

        Raises:
            WrongStateError: there is nothing to undo.
            ChangedSinceError: a record that it touched has changed since.
        """
        return take_back(self, self._storage, own=own)

    def redo(self, *, own: bool = False) -> Undone:
        """Make the change again that was undone last, if nothing was changed since.

        Raises:
            WrongStateError: there is nothing to redo.
            ChangedSinceError: a record that it touched has changed since.
        """
        return take_back_undo(self, self._storage, own=own)

    def changes(self, limit: int = 50, customer: int | None = None, before: int | None = None) -> list[ChangeLine]:
        """Return lines of the change log, newest first.

        Args:
            limit: at most so many.
            customer: only what is about the customer with this id.
            before: only changes before the one with this number; the last ones where None.

        Raises:
            BookUnavailableError: the change log cannot be read.
        """
        return change_lines(self._storage, limit, customer=customer, before=before)

    # Capturing

    def understand(self, line: str, *, text: str = "", customer: int | None = None) -> Understood:
        """Return what a capture line would save, in words, and what is wrong with it; nothing is saved.

        Args:
            line: as it was typed.
            text: a longer text that goes with it.
            customer: whose page it is typed on.
        """
        from store.capturing import understand

        return understand(self, line, text=text, customer=customer)

    def log(
        self, line: str, *, text: str = "", customer: int | None = None, draft: int | None = None
    ) -> tuple[Logged, ...]:
        """Save a capture line in one transaction and return what it made, customer by customer.

        Args:
            line: as it was typed.
            text: a longer text that goes with it.
            customer: whose page it is typed on.
            draft: the id of the parked line that it was taken up from, which is finished with it.

        Raises:
            RegularsError: it cannot be saved as it stands; nothing is.
        """
        from store.capturing import log

        return log(self, line, text=text, customer=customer, draft=draft)

    def park(self, line: str, begun: datetime, customer: int | None = None) -> Draft:
        """Keep a half-typed line until it is finished or dropped.

        Args:
            line: as it stands.
            begun: when its first key was typed.
            customer: whose page it was typed on.
        """
        with self.transact("draft.add") as change:
            if customer is not None:
                try:
                    self.customer(customer)
                except NotFoundError:  # another session has made one of two meanwhile
                    customer = None
            return change.add(Draft(line=line, begun=begun.astimezone(self.zone), customer=customer))

    # Following

    def follow(self) -> Touched:
        """Read what other sessions have changed since the last call; costs one look at a file where nothing came.

        Raises:
            BookUnavailableError: the book cannot be read any more.
        """
        self._storage.catch_up()
        everything, self._everything_touched = self._everything_touched, False
        touched, self._touched = frozenset(self._touched), set()
        return Touched(touched, everything)

    def agenda(self) -> list[dict[str, Any]]:
        """Return the agenda's rows, in the order from which they are to be shown."""
        return self._agenda.rows()

    def today(self, most_quiet: int | None = None) -> tuple[Today, int]:
        """Return what needs the owner in this minute (see `desk.read_today`), and how many customers are quiet.

        It is kept up: asking again after a change costs what the change touched.

        Args:
            most_quiet: at most so many of the quiet ones; all where None.
        """
        quiet, count = self.quiet(most_quiet)
        return self._today.today(self._agenda.by_key(), quiet), count

    def quiet(self, most: int | None = None) -> tuple[list[dict[str, Any]], int]:
        """Return the customers to come back to now, what matters most first, and how many these are.

        Each is as `rules/quiet.py` shows it. All are returned, or at most `most`.
        """
        return self._agenda.quiet.shown(most)

    @property
    def agenda_reaches_today(self) -> bool:
        """Whether the agenda's file tells which days are to be marked today."""
        return self._agenda.reaches

    def _forget(self) -> None:
        self._shop = None
        self._finder.forget()
        self._listing.forget()
        self._agenda.forget()
        self.days.forget()

    def _reloaded(self) -> None:
        self._everything_touched = True
        self._forget()

    def _notice(self, applied: Applied) -> None:
        if applied.session != self._storage.session:
            self._touched |= applied.touched
        if ("shop", 1) in applied.touched:
            self._shop = None

    def _clock_notice(self) -> tuple[str, ...]:
        last = self._storage.last_at
        if not last or self._clock() >= datetime.fromisoformat(last):
            return ()
        return (_("The clock is behind the last change of this book, which was at {at}.").format(at=last[:16]),)
