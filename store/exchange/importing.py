"""Contacts into the book: who is who, what a known customer gains, and one transaction for all of it.

Who is imported again is known again: by the identifier that the address book gave, by a phone, an
e-mail or a handle together with the name, by the name alone where nothing speaks against it. Two
people who share a phone, as families do, stay two. What stands in the book is never overwritten:
what is empty is filled, and phones, e-mails, addresses and the like are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _
from itertools import count, islice
from pathlib import Path
from typing import Any, Literal, Protocol

from store.database.folding import fold
from store.database.phone_numbers import PhoneNumber, read_number, same_number
from store.errors import NotUnderstoodError
from store.exchange import OpenBook, OpenChange, RecordType
from store.exchange.book_json import BookFile
from store.exchange.contact import Contact, ContactFile, Unread
from store.exchange.contacts_csv import is_table, read_rows
from store.exchange.recognise import Recognised, recognise
from store.exchange.vcard import read_cards
from store.records.contact_person import Labelled
from store.records.customer import Customer

Progress = Callable[[int, int | None], None]
Fate = Literal["added", "updated", "unchanged"]

_ROWS_A_CALL = 100  # of the progress
_MOST_NAMESAKES = 100  # that are looked at
_LAST_DIGITS = 6
_FILLED = (
    "name", "call_by", "company", "recognise_by", "language", "second_language", "formality",
    "since", "referred_by", "preferences", "terms", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not taken: where it stands ("line 12") and why, both in words for the owner."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: each of the `read` rows is added, updated, unchanged or skipped."""

    read: int
    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]


def read_contacts(path: Path) -> ContactFile:
    """Recognise the contacts in the file at `path`, and give them one by one.

    Raises:
        NotFoundError: there is no such file.
        NotUnderstoodError: it is no file of contacts.
    """
    source = recognise(path, is_table)
    if source.kind == "book":
        raise NotUnderstoodError(
            _("“{name}” is the export of a whole book, not a list of contacts.").format(
                name=source.name
            )
        )
    return ContactFile(source.kind, source.total, _entries(source))


def import_files(
    book: OpenBook,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring the contacts, or the whole books, of the files at `paths` into `book`, in one transaction.

    Args:
        book: where to.
        paths: files of any of the kinds, in the order in which they are taken.
        dry_run: read and compare everything, save nothing.
        progress: called with the rows done and the rows there are (None where nobody counted).

    Raises:
        NotFoundError, NotUnderstoodError: a file is missing or not understood; nothing was changed.
        BookUnavailableError: the book cannot be read or written; nothing was changed.
    """
    sources = [recognise(path, is_table) for path in paths]
    tally = _Tally(len(sources) > 1, progress)
    # Read before the transaction, so that other sessions wait for the matching only.
    read = [_read(source, tally) for source in sources]
    with _change(book, dry_run=dry_run) as change:
        known = KnownCustomers(book.customers(), book.shop.country)
        for source, content in zip(sources, read, strict=True):
            if isinstance(content, BookFile):
                for line, fate in content.bring_into(book, known, change):
                    tally.count(source, line, fate)
            else:
                for contact in content:
                    tally.fates[known.take(contact.customer, change)[1]] += 1
    return tally.result()


class KnownCustomers:
    """The customers of the book, for finding out who is known already."""

    def __init__(self, customers: Iterable[Customer], country: str) -> None:
        """Take up `customers`; numbers without a calling code are read as those of `country`."""
        self._country = country or None
        self._customers: dict[int, Customer] = {}
        self._by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._numbers: dict[str, PhoneNumber | None] = {}
        self._fresh: set[int] = set()
        for customer in customers:
            self.keep(customer)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._customers)

    def get(self, identity: int) -> Customer | None:
        """Return the customer with that id, or None."""
        return self._customers.get(identity)

    def keep(self, customer: Customer) -> None:
        """Take up a customer, new or changed."""
        self._customers[customer.id] = customer
        name = _name_key(customer)
        keys = [("uid", uid) for uid in customer.uids] + [("name", name)] * bool(name)
        for reach in _reach(customer):
            keys += [("reach", reach), ("both", reach, name)]
        if not _is_reachable(customer):
            keys.append(("content", _content(customer)))
        for key in keys:
            ids = self._by_key[key]
            # Who is kept again is kept soon after, so that the last few say whether that is so.
            if customer.id not in ids[-_MOST_LOOKED_AT:]:
                ids.append(customer.id)

    def take(self, one: Customer, change: OpenChange) -> tuple[Customer, Fate]:
        """Add `one`, or what it tells that is new to whom it is; return that one and its fate."""
        known = self.find(one)
        if known is not None:
            return self.gain(known, one, change)
        added = change.add(one)
        self._fresh.add(added.id)
        self.keep(added)
        return added, "added"

    def gain(self, known: Customer, one: Customer, change: OpenChange) -> tuple[Customer, Fate]:
        """Add to `known` what `one`, who is the same, tells that is new."""
        better = self._merged(known, one)
        if better == known:
            return known, "unchanged"
        change.put(better)
        self.keep(better)
        return better, "updated"

    def find(self, one: Customer) -> Customer | None:
        """Return who `one` is, or None for somebody new; where that is in doubt, somebody new."""
        name = _name_key(one)
        for known in self._under(("uid", uid) for uid in one.uids):
            is_same_name = not name or _name_key(known) in ("", name)
            if is_same_name or self.shares(known, one) or not _both_reachable(known, one):
                return known
        reach = _reach(one)
        if not name:
            sharing = [
                known
                for known in self._under(("reach", key) for key in reach)
                if self.shares(known, one)
            ]
            return sharing[0] if len(sharing) == 1 else self._who_has_all(sharing, one)
        for wanted in (name, ""):
            for known in self._under(("both", key, wanted) for key in reach):
                if self.shares(known, one):
                    return known
        namesakes = list(self._under([("name", name)]))
        if len(namesakes) == 1 and _is_likely(namesakes[0], one):
            return namesakes[0]
        return None if _is_reachable(one) else self._who_has_all(namesakes, one)

    def shares(self, known: Customer, one: Customer) -> bool:
        """Return whether both have a phone, an e-mail or a handle in common."""
        emails = {email.value.casefold() for email in known.emails}
        handles = {_handle_key(handle) for handle in known.handles}
        return (
            any(email.value.casefold() in emails for email in one.emails)
            or any(_handle_key(handle) in handles for handle in one.handles)
            or any(self._has_phone(known.phones, phone) for phone in one.phones)
        )

    def _under(self, keys: Iterable[tuple[str, ...]]) -> Iterator[Customer]:
        ids = dict.fromkeys(identity for key in keys for identity in self._by_key.get(key, ()))
        return (self._customers[identity] for identity in islice(ids, _MOST_LOOKED_AT))

    def _who_has_all(self, candidates: Iterable[Customer], one: Customer) -> Customer | None:
        for known in candidates:
            if self._merged(known, one) == replace(known, uids=known.uids):
                return known
        if _is_reachable(one):
            return None
        return next(self._under([("content", _content(one))]), None)

    def _number(self, text: str) -> PhoneNumber | None:
        if text not in self._numbers:
            self._numbers[text] = read_number(text, self._country)
        return self._numbers[text]

    def _has_phone(self, phones: Iterable[Labelled], one: Labelled) -> bool:
        if any(phone.value == one.value for phone in phones):
            return True
        number = self._number(one.value)
        known = (self._number(phone.value) for phone in phones)
        return number is not None and any(
            other is not None and same_number(other, number) for other in known
        )

    def _merged(self, known: Customer, one: Customer) -> Customer:
        """Return `known` with what `one` tells that is new."""
        new: dict[str, Any] = {
            name: getattr(one, name) for name in _FILLED if not getattr(known, name)
        }
        if known.note and known.id in self._fresh and one.note not in known.note:
            # Two cards of one person in one import: neither note is the owner's own yet.
            new["note"] = f"{known.note}\n\n{one.note}"
        if known.gender == "unknown":
            new["gender"] = one.gender
        new["do_not_contact"] = known.do_not_contact or one.do_not_contact
        new["name_forms"] = {**one.name_forms, **known.name_forms}
        new["fields"] = {**one.fields, **known.fields}
        new["phones"] = _joined(known.phones, one.phones, self._has_phone)
        for field, key in _KEYS.items():
            new[field] = _joined(
                getattr(known, field),
                getattr(one, field),
                lambda there, value, key=key: key(value) in map(key, there),
            )
        return replace(known, **new)


_KEYS: dict[str, Callable[[Any], object]] = {
    "emails": lambda email: email.value.casefold(),
    "handles": lambda handle: _handle_key(handle),
    "addresses": lambda address: fold(f"{address.street} {address.city} {address.postal_code}"),
    "dates": lambda date: fold(date.label),
    "tags": fold,
    "allowances": lambda allowance: fold(allowance.what),
    "contacts": lambda contact: fold(contact.name),
    "uids": str,
}
