"""The customers of the book, and who of them somebody is that an address book or another book tells of.

Who is imported again is known again: by the identifier that the address book gave, by a phone, an
e-mail or a handle together with the name, by the name alone where nothing speaks against it. Two
people who share a phone, as families do, stay two. What stands in the book is never overwritten:
what is empty is filled, and phones, e-mails, addresses and the like are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Literal

from store.database.folding import fold
from store.database.phone_numbers import PhoneNumber, read_number, same_number
from store.exchange import OpenChange
from store.records.contact_person import Labelled
from store.records.customer import Customer

Fate = Literal["added", "updated", "unchanged"]

_MOST_LOOKED_AT = 100  # of those who may be the same
_LAST_DIGITS = 6
_FILLED = (
    "name", "call_by", "company", "recognise_by", "language", "second_language", "formality",
    "since", "referred_by", "preferences", "terms", "ideas", "note", "cadence", "leave_until",
)  # fmt: skip


class KnownCustomers:
    """The customers of the book, for finding out who is known already."""

    def __init__(self, customers: Iterable[Customer], country: str) -> None:
        """Take up `customers`; numbers without a calling code are read as those of `country`."""
        self._country = country or None
        self._customers: dict[int, Customer] = {}
        self._by_key: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
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
        keys: list[tuple[str, ...]] = [("uid", uid) for uid in customer.uids]
        keys += [("name", name)] * bool(name)
        for reach in _reach(customer):
            keys += [("reach", reach), ("both", reach, name)]
        if not _is_reachable(customer):
            keys.append(("content", _content(customer)))
        for key in keys:
            self._by_key[key][customer.id] = None

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
        holders = [
            known
            for known in self._under(("uid", uid) for uid in one.uids)
            if not name or _name_key(known) in ("", name) or self.shares(known, one) or not _both_reachable(known, one)
        ]
        if holders:
            return self._best(sorted(holders, key=lambda known: _name_key(known) != name), one)
        reach = _reach(one)
        if not name:
            sharing = [known for known in self._under(("reach", key) for key in reach) if self.shares(known, one)]
            if len(sharing) == 1:
                return sharing[0]
            return self._who_has_all(sharing, one) or (None if sharing else self._same(one))
        for wanted in (name, ""):
            # They may have been found under a name that they no longer go by.
            sharing = [
                known
                for known in self._under(("both", key, wanted) for key in reach)
                if _name_key(known) == wanted and self.shares(known, one)
            ]
            if sharing:
                return self._best(sharing, one)
        namesakes = [
            known
            for known in self._under([("name", name)])
            if _name_key(known) == name and not (known.uids and one.uids)
        ]
        if len(namesakes) == 1 and _is_likely(namesakes[0], one):
            return namesakes[0]
        return None if _is_reachable(one) else self._who_has_all(namesakes, one) or self._same(one)

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
        """Return the first of whom `one` tells nothing new, but perhaps another identifier."""
        for known in candidates:
            if replace(self._merged(known, one), uids=known.uids) == known:
                return known
        return None

    def _best(self, candidates: list[Customer], one: Customer) -> Customer:
        return (self._who_has_all(candidates, one) if len(candidates) > 1 else None) or candidates[0]

    def _same(self, one: Customer) -> Customer | None:
        """Return who has exactly the content of `one`, which nothing else leads to."""
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
        return number is not None and any(other is not None and same_number(other, number) for other in known)

    def _merged(self, known: Customer, one: Customer) -> Customer:
        """Return `known` with what `one` tells that is new."""
        new: dict[str, Any] = {name: getattr(one, name) for name in _FILLED if not getattr(known, name)}
        if known.note and known.id in self._fresh and one.note not in known.note:
            # Two cards of one person in one import: neither note is the owner's own yet.
            new["note"] = f"{known.note}\n\n{one.note}"
        if known.gender == "unknown":
            new["gender"] = one.gender
        new["do_not_contact"] = known.do_not_contact or one.do_not_contact
        # What is known keeps its value and its place.
        new["name_forms"] = {**known.name_forms, **one.name_forms, **known.name_forms}
        new["fields"] = {**known.fields, **one.fields, **known.fields}
        new["phones"] = known.phones
        for phone in one.phones:
            if not self._has_phone(new["phones"], phone):
                new["phones"] = (*new["phones"], phone)
        for field, key in _KEYS.items():
            there = {key(value) for value in getattr(known, field)}
            further = {key(value): value for value in reversed(getattr(one, field))}
            added = [value for which, value in reversed(further.items()) if which not in there]
            new[field] = (*getattr(known, field), *added)
        # An identifier leads to one customer: the first who had it.
        new["uids"] = (*known.uids, *(uid for uid in one.uids if not self._by_key.get(("uid", uid))))
        return replace(known, **new)


def _name_key(one: Customer) -> str:
    return _folded(one.name or one.company)


def _folded(text: str) -> str:
    # A name of signs alone folds to nothing.
    return fold(text) or text.casefold()


def _reach(one: Customer) -> list[str]:
    """Return what leads to people who may be `one`: the ends of phone numbers, e-mails, handles."""
    numbers = ((phone.value, read_number(phone.value, None)) for phone in one.phones)
    return [
        *(number.digits[-_LAST_DIGITS:] if number else text for text, number in numbers),
        *(email.value.casefold() for email in one.emails),
        *(" ".join(_handle_key(handle)) for handle in one.handles),
    ]


def _handle_key(handle: Labelled) -> tuple[str, str]:
    return _folded(handle.label), handle.value.casefold()


def _content(one: Customer) -> str:
    return repr(replace(one, id=0))


def _is_reachable(one: Customer) -> bool:
    return bool(one.phones or one.emails)


def _both_reachable(known: Customer, one: Customer) -> bool:
    return _is_reachable(known) and _is_reachable(one)


def _is_likely(known: Customer, one: Customer) -> bool:
    """Return whether nothing speaks against a namesake without a phone or e-mail in common."""
    births = {(date.month, date.day) for date in (*known.dates, *one.dates) if date.label == "birthday"}
    return not (
        _both_reachable(known, one)
        or (known.company and one.company and _folded(known.company) != _folded(one.company))
        or {known.gender, one.gender} == {"female", "male"}
        or len(births) > 1
    )


_KEYS: dict[str, Callable[[Any], object]] = {
    "emails": lambda email: email.value.casefold(),
    "handles": _handle_key,
    "addresses": lambda address: _folded(f"{address.street} {address.city} {address.postal_code}"),
    "dates": lambda date: _folded(date.label),
    "ticks": lambda tick: (tick.reason, tick.on, tick.label),
    "tags": _folded,
    "allowances": lambda allowance: _folded(allowance.what),
    "contacts": lambda contact: _folded(contact.name),
}
