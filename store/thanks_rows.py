"""The agenda's rows of days to mark and cards to write, each kept up from the record that it follows from.

A customer's record gives their days (`g`) and the card to whoever sent them (`s`), an entry of the history the card
that it suggests (`t`). They are worked out for a stretch of days, the reach, which stands in the agenda's header: so
everybody who writes works out the same rows, and a reader knows when it has to be written anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from store.database.agenda_file import AgendaUnreadableError, read_header
from store.errors import NotFoundError
from store.records.interaction import Interaction
from store.rules.agenda import AgendaRow
from store.rules.marked_dates import LINGERS, days_of, may_be_marked
from store.rules.thanks import (
    SUGGESTED_FOR,
    THANKED_KINDS,
    Reach,
    may_be_thanked_for,
    row_of_days,
    row_of_entry,
    row_of_referral,
)

if TYPE_CHECKING:
    from datetime import date

    from store.book import Book
    from store.database.storage import JournalStorage

Keys = set[tuple[str, int]]
DAYS, SENT, ENTRY = "g", "s", "t"
_REFERRED = b'"referred_by":'


class ThanksRows:
    """Works out the rows; holds none."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Read records from `book` and `storage`."""
        self._book = book
        self._storage = storage
        self._reach: Reach | None = None
        self._is_read = False

    def forget(self) -> None:
        """Read the reach anew when it is next asked for."""
        self._is_read = False

    @property
    def written(self) -> Reach | None:
        """For which days the agenda's file was written; None where there is no such file."""
        if not self._is_read:
            self._reach = None
            with suppress(AgendaUnreadableError):
                self._reach = Reach.read(read_header(self._storage.folder.agenda).get("thanks"))
            self._is_read = True
        return self._reach

    @property
    def reach(self) -> Reach:
        """The days for which rows are worked out: those of the agenda's file, else those around today."""
        return self.written or Reach.on(self._today())

    @property
    def holds(self) -> bool:
        """Whether the agenda's file, and what was written since, has everything of today."""
        return self.written is not None and self.written.holds(self._today())

    @property
    def is_short(self) -> bool:
        """Whether the agenda's file has to be written anew, so that it does not run out of days."""
        return self.written is not None and not self.written.is_long(self._today())

    def renewed(self) -> Reach | None:
        """Return for which days the agenda is to be written from now on; None where it goes on as it is."""
        return Reach.on(self._today()) if self.written is None or self.is_short else None

    def affected(self, touched: Keys) -> Keys:
        """Return the letter and id of every row that may follow from records of `touched`, table and id."""
        affected: Keys = set()
        customers: set[int] = set()
        senders: Mapping[int, list[int]] | None = None
        for table, identity in touched:
            if table == "customers":
                affected |= {(DAYS, identity), (SENT, identity)}
                if self._storage.rows["customers"].text(identity) is None:
                    continue  # a new one has sent nobody yet, and the entries of the same change are touched themselves
                if senders is None:
                    senders = self._sent_by()
                affected |= {(SENT, one) for one in senders.get(identity, ())}
                customers.add(identity)
            elif table == "interactions":
                for customer in self._thanked_in(identity):
                    affected.add((ENTRY, identity))
                    customers.add(customer)
        for customer in customers:
            # A purchase is the first one only beside the others, and what is ticked concerns all of theirs.
            since = self.reach.cards_since
            affected |= {(ENTRY, one.id) for one in self._thanked_for(customer) if one.when.date() >= since}
        return affected

    def row(self, letter: str, identity: int) -> AgendaRow | None:
        """Return a row; None where nothing is to be marked or thanked for."""
        return self._row(letter, identity, self.reach)

    def all(self, reach: Reach) -> Iterator[AgendaRow]:
        """Give every row, for the days of `reach`."""
        for letter, identity in (*self._of_customers(reach), *self._of_entries(reach)):
            row = self._row(letter, identity, reach)
            if row is not None:
                yield row

    def _row(self, letter: str, identity: int, reach: Reach) -> AgendaRow | None:
        book = self._book
        try:
            if letter == ENTRY:
                entry = book.interaction(identity)
                if entry.when.date() < reach.cards_since:
                    return None
                return row_of_entry(entry, book.customer(entry.customer), reach, lambda: self._is_first_sale(entry))
            customer = book.customer(identity)
            if letter == DAYS:
                return row_of_days(customer, reach, book.shop.dates_lead_days, book.zone)
            if customer.referred_by is None:
                return None
            return row_of_referral(customer, book.customer(customer.referred_by), reach, book.zone)
        except NotFoundError:
            return None

    def _is_first_sale(self, entry: Interaction) -> bool:
        sales = self._book.interactions_of_kind(entry.customer, ("sale",))
        return sales[0].id == entry.id

    def _thanked_for(self, customer: int) -> list[Interaction]:
        return self._book.interactions_of_kind(customer, THANKED_KINDS)

    def _of_customers(self, reach: Reach) -> Keys:
        lead = self._book.shop.dates_lead_days
        days = days_of(reach.since - max(LINGERS, SUGGESTED_FOR), reach.until + timedelta(days=lead))
        keys: Keys = set()
        for identity, text, plain in self._customers():
            if may_be_marked(text, plain, days):
                keys.add((DAYS, identity))
            if plain.get("referred_by") and plain.get("since", "") >= reach.cards_since.isoformat():
                keys.add((SENT, identity))
        return keys

    def _of_entries(self, reach: Reach) -> Keys:
        rows = self._storage.rows["interactions"]
        keys: Keys = {(ENTRY, one) for one, text in rows.live.items() if may_be_thanked_for(text)}
        for year in rows.years:
            if year.year >= reach.cards_since.year:
                keys |= {
                    (ENTRY, identity)
                    for identity, text in year.items("interactions")
                    if may_be_thanked_for(text) and _day_of(text) >= reach.cards_since.isoformat()
                }
        staged = (self._storage.staged or {}).get("interactions")
        for identity, plain in staged.puts.items() if staged is not None else ():
            if plain.get("kind") in THANKED_KINDS:
                keys.add((ENTRY, identity))
        return keys

    def _customers(self) -> Iterator[tuple[int, bytes, Mapping[str, Any]]]:
        staged = (self._storage.staged or {}).get("customers")
        puts: Mapping[int, Any] = staged.puts if staged is not None else {}
        for identity, text in self._storage.rows["customers"].items():
            if identity not in puts:
                yield identity, text, json.loads(text)
        for identity, plain in puts.items():
            yield identity, json.dumps(plain, separators=(",", ":")).encode(), plain

    def _sent_by(self) -> Mapping[int, list[int]]:
        """Return whom each customer has sent."""
        sent: dict[int, list[int]] = defaultdict(list)
        for identity, text in self._storage.rows["customers"].items():
            if _REFERRED in text:
                sent[json.loads(text).get("referred_by") or 0].append(identity)
        return sent

    def _thanked_in(self, entry: int) -> Iterator[int]:
        """Give whose an entry is, where a card may be suggested for it: as it was, and as it is to be."""
        former = self._storage.rows["interactions"].text(entry)
        if former is not None and may_be_thanked_for(former):
            yield json.loads(former)["customer"]
        staged = (self._storage.staged or {}).get("interactions")
        plain = staged.puts.get(entry) if staged is not None else None
        if plain is not None and plain.get("kind") in THANKED_KINDS:
            yield plain["customer"]

    def _today(self) -> date:
        return self._book.now().date()


def _day_of(text: bytes) -> str:
    start = text.find(b'"when":"') + len(b'"when":"')
    return text[start : start + 10].decode()
