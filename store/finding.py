"""Finding customers and their history: the folded keys of every customer, kept in memory and beside the snapshot."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from store.database.customer_keys import KEYS_VERSION
from store.database.search import CustomerIndex, CustomerKeys, WhoLevel, history_hits, keys_of
from store.database.transaction import Applied
from store.database.whole_file import replace_file
from store.database.year_file import words_line
from store.errors import AmbiguousError, NotFoundError
from store.records.codec import from_plain
from store.records.customer import Customer
from store.records.thing import Thing
from store.sentences import _

if TYPE_CHECKING:
    from store.database.storage import JournalStorage
    from store.reading import Reading

_EXCERPT = 120
_CANDIDATES = 8
_SHOWN = 60


class Found(NamedTuple):
    """One hit: the customer, where it was found (`name`, `email`, `phone`, `word`, `history`), and an excerpt."""

    customer: int
    name: str
    where: str
    excerpt: str


class Finder:
    """The search over one book's customers and history."""

    def __init__(self, storage: JournalStorage) -> None:
        """Follow the changes of `storage`; the keys are loaded when something is first looked for."""
        self._storage = storage
        self._index: CustomerIndex | None = None
        self._stale: set[int] = set()
        self._by_name: list[int] | None = None
        self._keys_country = ""
        self._folded: dict[int, tuple[bytes, bytes]] = {}
        storage.on_change(self._notice)

    def forget(self) -> None:
        """Load the keys anew when something is next looked for."""
        self._index = None
        self._by_name = None
        self._stale.clear()
        self._folded.clear()

    def customer_ids(self) -> Sequence[int]:
        """Return every customer's id, sorted by folded name."""
        index = self._ready()
        if self._by_name is None:
            lines = (line.split(b"\t", 4) for line in index.to_lines().splitlines())
            self._by_name = [
                int(columns[0]) for columns in sorted(lines, key=lambda one: (not one[1], one[1], one[3], int(one[0])))
            ]
        return self._by_name

    def load(self) -> None:
        """Have the keys in memory."""
        self._ready()

    def search(self, text: str, limit: int, country: str, among: Container[int] | None = None) -> list[int]:
        """Return the ids of the customers whom `text` finds, best first; only those `among`, where that is given."""
        hits = self._ready().search(text, limit=limit, country=country or None, among=among)
        return [hit.customer for hit in hits]

    def find(self, book: Reading, text: str, limit: int) -> list[Found]:
        """Return what `text` finds: customers first, then history, the newest first."""
        hits = self._ready().search(text, limit=limit, country=self._country() or None)
        found = [Found(hit.customer, *_name_and_excerpt(book.customer(hit.customer), hit.where)) for hit in hits]
        for identity, customer in chain.from_iterable(self.history(text, limit - len(found))):
            interaction = book.interaction(identity)
            said = " ".join((interaction.text, *interaction.words))
            when = interaction.when.date().isoformat()
            found.append(Found(customer, book.customer(customer).shown_name, "history", f"{when} {said}"[:_EXCERPT]))
        return found

    def who(self, book: Reading, text: str) -> Customer:
        """Return the customer whom `text` names.

        Raises:
            NotFoundError: nobody is named so.
            AmbiguousError: several are; `readings` are the candidates.
        """
        wanted = text.strip()
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
            with suppress(NotFoundError):
                return book.customer(int(wanted))
        level, hits = self._ready().who(wanted, self._country() or None)
        if level == WhoLevel.SOUND:  # sounding alike is no level of WHO: it is asked about, never taken
            raise NotFoundError(
                _("No customer is called “{who}”. Did you mean {name}?").format(
                    who=wanted[:_SHOWN], name=book.customer(hits[0]).shown_name[:_SHOWN]
                )
            )
        if not hits:
            raise NotFoundError(
                _("No customer is called “{who}”. To add one, log a line with @new and the name.").format(
                    who=wanted[:_SHOWN]
                )
            )
        if len(hits) > 1:
            names = [f"{one} {book.customer(one).shown_name[:_SHOWN]}" for one in hits[:_CANDIDATES]]
            more = _(" and {count} more").format(count=len(hits) - _CANDIDATES) if len(hits) > _CANDIDATES else ""
            raise AmbiguousError(
                _("“{who}” fits several customers: {candidates}{more}. Say which one by its number.").format(
                    who=wanted[:_SHOWN], candidates=", ".join(names), more=more
                ),
                names,
            )
        return book.customer(hits[0])

    def names_wholly(self, word: str) -> bool:
        """Return whether one word names exactly one customer by e-mail, phone, full name or a whole word of it."""
        level, hits = self._ready().who(word, self._country() or None)
        return level <= WhoLevel.WHOLE_WORD and len(hits) == 1

    def keep(self, checksum: int) -> None:
        """Write the keys beside the snapshot whose checksum is given; they can be made anew, so failing is no harm."""
        index = self._ready()
        with suppress(OSError), replace_file(self._storage.folder.words) as file:
            file.write(self._mark(checksum) + b"\n" + index.to_lines())

    def history(self, text: str, limit: int, among: Container[int] | None = None) -> Iterator[list[tuple[int, int]]]:
        """Give id and customer of up to `limit` interactions that hold every word of `text`, the newest first.

        Only those of the customers `among`, where that is given. Gives them year by year, and looks no further than it
        is asked for.
        """
        rows = self._storage.rows["interactions"]
        live = self._live_words()
        for words in (live, *(year.words for year in reversed(self._storage.years))):
            hits = (
                (identity, customer)
                for identity, customer in history_hits(words, text)
                if (among is None or customer in among)
                and (words is live or (identity not in rows.live and identity not in rows.gone))
            )
            found = list(islice(hits, max(0, limit)))
            limit -= len(found)
            yield found
            if limit <= 0:
                return

    def _live_words(self) -> bytes:
        """Return the lines of what lies in no year yet, folding only what has changed since the last time."""
        live = self._storage.rows["interactions"].live
        former, self._folded = self._folded, {}
        for identity in sorted(live):
            text, known = live[identity], former.get(identity)
            self._folded[identity] = known if known and known[0] is text else (text, words_line(identity, text))
        return b"\n" + b"".join(line for _text, line in self._folded.values())

    def _ready(self) -> CustomerIndex:
        if self._index is None:
            self._keys_country = self._country()
            self._index = self._loaded()
            self._stale = set(self._storage.fresh_customers)
        stale, self._stale = self._stale, set()
        if stale:
            self._by_name = None
        for customer in stale:
            keys = self._keys(customer)
            if keys is None:
                self._index.drop(customer)
            else:
                self._index.put(keys)
        return self._index

    def _loaded(self) -> CustomerIndex:
        with suppress(OSError, ValueError):
            with open(self._storage.folder.words, "rb") as file:
                mark, _line_end, lines = file.read().partition(b"\n")
            if mark == self._mark(self._storage.checksum):
                return CustomerIndex.from_lines(lines)
        index = CustomerIndex.from_lines(b"")
        for identity in self._storage.rows["customers"].ids():
            keys = self._keys(identity)
            if keys is not None:
                index.put(keys)
        return index

    def _notice(self, applied: Applied) -> None:
        if ("shop", 1) in applied.touched and self._keys_country != self._country():
            self.forget()  # phone numbers are read by the shop's country
        if self._index is not None:
            self._stale |= applied.customers

    def _keys(self, identity: int) -> CustomerKeys | None:
        text = self._storage.rows["customers"].text(identity)
        if text is None:
            return None
        customer = from_plain(Customer, json.loads(text), identity)
        things = [
            from_plain(Thing, json.loads(plain), number)
            for number, plain in self._storage.rows["things"].of_customer(identity).items()
        ]
        people = customer.contacts
        return keys_of(
            identity,
            names=list(
                dict.fromkeys(
                    (
                        # First what stands in lists, by which they are sorted.
                        customer.name if customer.name.strip() else customer.company,
                        customer.call_by,
                        customer.company,
                        *customer.name_forms.values(),
                        *(text for person in people for text in (person.name, person.call_by)),
                    )
                )
            ),
            emails=[one.value for one in (*customer.emails, *(email for person in people for email in person.emails))],
            phones=[one.value for one in (*customer.phones, *(phone for person in people for phone in person.phones))],
            words=[
                *customer.tags,
                customer.recognise_by,
                *(handle.value for handle in customer.handles),
                *(text for thing in things for text in (thing.name, thing.serial)),
                *customer.fields.values(),
                *(address.city for address in customer.addresses),
                customer.note,
            ],
            country=self._country() or None,
        )

    def _mark(self, checksum: int) -> bytes:
        return b"regulars customers %d %08x %b" % (KEYS_VERSION, checksum, self._country().encode())

    def _country(self) -> str:
        text = self._storage.rows["shop"].text(1)
        countries = json.loads(text).get("countries", []) if text else []
        country: str = countries[-1].get("country", "") if countries else ""
        return country.partition("-")[0]


def _name_and_excerpt(customer: Customer, where: str) -> tuple[str, str, str]:
    said = {
        "email": ", ".join(email.value for email in customer.emails),
        "phone": ", ".join(phone.value for phone in customer.phones),
        "word": ", ".join(filter(None, (customer.recognise_by, *customer.tags))),
    }.get(where, customer.recognise_by or customer.company)
    return customer.shown_name, where, said[:_EXCERPT]
