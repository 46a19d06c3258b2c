"""The agenda's rows of customers: from when on to come back to each, kept up by every transaction that touches them.

Working out a row asks for every contact that a customer ever had. That is done for the one or two whom a transaction
touches; of all of them it is done once, and at a compaction only for those who go by the rhythm of a tag that has
changed since the last one.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from store.database.agenda_file import AgendaUnreadableError, read_header
from store.database.agenda_lines import read_agenda_lines
from store.database.contact_times import contact_times, times_in
from store.database.quiet_lines import QuietLines
from store.database.record_file import DamagedFileError
from store.database.transaction import ENCODE, Applied
from store.database.year_file import customer_of
from store.errors import BookUnavailableError, NotFoundError
from store.records.customer import Customer
from store.records.interaction import Mood
from store.rules.quiet import quiet_row
from store.rules.reconnect import own_rhythm, reconnect_of
from store.rules.rhythm import Contact, Rhythm, rhythm_of_tag

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

Row = list[Any]
Rhythms = Mapping[str, Rhythm]
_MOODS: dict[str, Mood] = {"": "", "happy": "happy", "neutral": "neutral", "upset": "upset"}
# A change of one of these is a change of the row of its customer.
_OF_A_CUSTOMER = ("interactions", "conversations", "promises")


class QuietAgenda:
    """The rows of customers in the agenda of one open book."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Load nothing yet."""
        self._book = book
        self._storage = storage
        self._lines: QuietLines | None = None
        self._rhythms: Rhythms | None = None

    def forget(self) -> None:
        """Load the rows anew when they are next asked for."""
        self._lines = self._rhythms = None

    @property
    def lines(self) -> QuietLines:
        """The rows, up to date."""
        if self._lines is None:
            self._load()
            assert self._lines is not None
        return self._lines

    def shown(self, most: int | None) -> tuple[list[dict[str, Any]], int]:
        """Return the customers to come back to now, what matters most first, at most `most`; and how many these are."""
        now = self._book.now()
        now_s = int(now.timestamp())
        if most is None:
            rows = self.lines.due(now_s)
            count = len(rows)
        else:
            rows, count = self.lines.first(now_s, most)
        return [quiet_row(row, now, self._book.zone) for row in rows], count

    def notice(self, applied: Applied) -> None:
        """Take up a change that has reached the records."""
        if self._lines is not None:
            for row in applied.agenda.quiet:
                self._lines.put(row)

    def changes(self, touched: Iterable[tuple[str, int]]) -> list[Row]:
        """In a transaction: return the rows that it changes, given table and id of what it puts and drops."""
        staged = self._storage.staged or {}
        customers: set[int] = set()
        for table, identity in touched:
            if table == "customers":
                customers.add(identity)
            elif table == "shop":
                customers |= self._touched_by_settings()
            elif table in _OF_A_CUSTOMER:
                former = self._storage.rows[table].text(identity)
                if former is not None:
                    customers.add(customer_of(former))
                plain = staged[table].puts.get(identity)
                if plain is not None:
                    customers.add(plain["customer"])
        return list(self._rows_of(sorted(customers)))

    def renewed(self) -> tuple[list[Row], dict[str, list[int]]]:
        """For a compaction: return every row, and the rhythms of tags, both as they are by now.

        Rows that go by the rhythm of a tag are worked out again where that has changed.
        """
        rows, former, tags = self.lines.rows(), self._known_rhythms(), self._tags()
        self._rhythms = rhythms = _rhythms_in(rows, tags)
        changed = {tag for tag in former.keys() | rhythms.keys() if former.get(tag) != rhythms.get(tag)}
        if changed:
            for identity, theirs in tags.items():
                if not changed.isdisjoint(theirs) and own_rhythm(rows.get(identity)) is None:
                    rows.update((row[1], row) for row in self._rows_of([identity]))
        self.forget()  # what is written is read again, or where writing fails what was written before
        return [row for row in rows.values() if row[0]], {tag: list(rhythm) for tag, rhythm in rhythms.items()}

    def worked_out(self) -> dict[int, Row]:
        """Return every row by customer, worked out from the records and the rhythms of tags alone."""
        collecting = gc.isenabled()
        gc.disable()  # nothing goes round in circles here, and of contacts there may be a million
        try:
            return {row[1]: row for row in self._rows_of(self._book.customers()) if row[0]}
        finally:
            if collecting:
                gc.enable()

    # Loading

    def _load(self) -> None:
        with suppress(AgendaUnreadableError):
            folder = self._storage.folder
            header, _rows, lines = read_agenda_lines(folder.agenda, folder.journal, of_customers=True)
            if header["sequence"] == self._storage.sequence and "rhythms" in header:
                self._lines, self._rhythms = lines, _read_rhythms(header)
                return
        self._rhythms = {}
        rows, tags = self.worked_out(), self._tags()
        self._rhythms = _rhythms_in(rows, tags)
        if self._rhythms:
            others = [identity for identity in tags if own_rhythm(rows.get(identity)) is None]
            rows.update((row[1], row) for row in self._rows_of(others))
        if self._storage.staged is None:
            self._lines = QuietLines(changed=rows.values())

    def _known_rhythms(self) -> Rhythms:
        """Return the rhythms of tags that hold until the next compaction."""
        if self._rhythms is None:
            with suppress(AgendaUnreadableError, KeyError, TypeError):
                self._rhythms = _read_rhythms(read_header(self._storage.folder.agenda))
        if self._rhythms is None:
            self._load()
            assert self._rhythms is not None
        return self._rhythms

    def _tags(self) -> dict[int, set[str]]:
        """Return the tags of all customers who have any, capitals aside."""
        texts = self._storage.rows["customers"].items()
        found = ((identity, json.loads(text)["tags"]) for identity, text in texts if b'"tags":[' in text)
        return {identity: {tag.casefold() for tag in tags} for identity, tags in found}

    # Working out

    def _rows_of(self, customers: Iterable[Customer | int]) -> Iterator[Row]:
        """Give the row of each of these customers.

        Somebody part of whose history is damaged has none, or keeps the one they have until the book is mended: a
        contact is saved all the same.
        """
        for customer in customers:
            with suppress(DamagedFileError, BookUnavailableError):
                yield self._row_of(customer)

    def _row_of(self, which: Customer | int) -> Row:
        """Return a customer's row; one that is never to be shown where there is nothing to say of them."""
        try:
            customer = self._book.customer(which) if isinstance(which, int) else which
        except NotFoundError:
            return [0, which, 0]
        nothing = [0, customer.id, 0]
        found = reconnect_of(
            customer,
            self._contacts_of(customer.id),
            self._unresolved(customer.id),
            self._book.shop.cadences,
            self._known_rhythms,
            self._book.zone,
        )
        return nothing if found is None else found.to_row()

    def _contacts_of(self, customer: int) -> list[Contact]:
        staged = (self._storage.staged or {}).get("interactions")
        puts, drops = ({}, set()) if staged is None else (staged.puts, staged.drops)
        texts = [ENCODE(plain).encode() for plain in puts.values() if plain.get("customer") == customer]
        times = contact_times(self._storage.rows["interactions"], customer, puts.keys() | drops)
        if texts:
            times += times_in(texts)
        return [Contact.read(when, _MOODS[mood]) for when, mood in times]

    def _unresolved(self, customer: int) -> int:
        """Return the first conversation of a customer that waits on us or on a third party; 0 for none."""
        conversations = set(self._storage.rows["conversations"].live_of_customer(customer))
        staged = (self._storage.staged or {}).get("conversations")
        if staged is not None:
            conversations |= staged.puts.keys()
        for identity in sorted(conversations):
            with suppress(NotFoundError):
                conversation = self._book.conversation(identity)
                if conversation.customer == customer and conversation.settled is None:
                    state = self._book.conversation_state(identity)
                    if not state.settled and state.waiting_on in ("us", "third_party"):
                        return identity
        return 0

    def _touched_by_settings(self) -> set[int]:
        """Return the customers whose rows the change of settings that is staged makes other ones."""
        text = self._storage.rows["shop"].text(1)
        former = json.loads(text) if text else {}
        staged = (self._storage.staged or {})["shop"].puts.get(1, {})
        before, after = (_cadences_in(plain) for plain in (former, staged))
        is_moved = former.get("zone") != staged.get("zone")
        tags = {tag for tag in before.keys() | after.keys() if is_moved or before.get(tag) != after.get(tag)}
        if not tags and not is_moved:
            return set()
        return {
            customer.id
            for customer in self._book.customers()
            if (is_moved and (customer.cadence or customer.leave_until))
            or any(tag.casefold() in tags for tag in customer.tags)
        }


def _cadences_in(plain: Mapping[str, Any]) -> dict[str, str]:
    return {tag.casefold(): cadence for tag, cadence in plain.get("cadences", {}).items()}


def _rhythms_in(rows: Mapping[int, Row], tags: Mapping[int, Iterable[str]]) -> dict[str, Rhythm]:
    """Return the rhythms of tags, given those of their customers."""
    of_tags: dict[str, list[Rhythm]] = {}
    for identity, theirs in tags.items():
        rhythm = own_rhythm(rows.get(identity))
        if rhythm is not None:
            for tag in theirs:
                of_tags.setdefault(tag, []).append(rhythm)
    found = {tag: rhythm_of_tag(rhythms) for tag, rhythms in of_tags.items()}
    return {tag: rhythm for tag, rhythm in sorted(found.items()) if rhythm is not None}


def _read_rhythms(header: Mapping[str, Any]) -> dict[str, Rhythm]:
    return {tag: Rhythm(*rhythm) for tag, rhythm in header["rhythms"].items()}
