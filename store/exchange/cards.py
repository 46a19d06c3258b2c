"""The customers as vCards 3.0 (RFC 2426), which every phone reads, with what phones themselves add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from store.exchange import OpenBook
from store.exchange.folded_lines import folded
from store.exchange.outgoing import outgoing
from store.records.customer import Customer, MarkedDate, PostalAddress

_TYPES = {
    "home": "HOME", "work": "WORK", "mobile": "CELL", "main": "MAIN", "fax": "FAX", "pager": "PAGER", "car": "CAR",
    "video": "VIDEO", "other": "OTHER", "school": "SCHOOL",
}  # fmt: skip
_OWN_PROPERTIES = {"title": "TITLE", "role": "ROLE", "web": "URL"}
_PLAIN_NAME = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
# Names that mean something else in a card: such a field goes into the note.
_TAKEN = frozenset(("gender", "abuid", "android custom", "phone", "e mail"))
_GENDERS = {"male": "Male", "female": "Female", "other": "Other"}
# As Apple writes the year of a date that has none; vCard 3.0 knows no such date.
_NO_YEAR = 1604


def export_cards(book: OpenBook, path: Path, customer: int | None = None) -> int:
    """Write every customer, or one, to `path` as vCards; return how many.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: the file would lie in the book's own folder.
        BookUnavailableError: the book cannot be read, or the file not be written.
    """
    only = None if customer is None else book.customer(customer)
    count = 0
    with outgoing(path, book.folder) as file:
        identity = book.identity()
        for one in [only] if only else book.customers():
            file.write(card_of(one, identity))
            count += 1
    return count


def card_of(customer: Customer, identity: str) -> bytes:
    """Return the vCard of a customer; `identity` tells the book's records from those of all others."""
    return b"".join(folded(line.encode()) for line in ("BEGIN:VCARD", "VERSION:3.0", *_lines(customer, identity)))


def _lines(customer: Customer, identity: str) -> Iterator[str]:
    name = customer.shown_name
    yield f"UID:{_text(customer.uids[0] if customer.uids else f'customer-{customer.id}@{identity}.regulars')}"
    yield f"FN:{_text(name)}"
    # The name is not told apart: a family name that is none would be sorted and greeted by.
    yield f"N:;{_text(name)};;;"
    if customer.company:
        yield f"ORG:{_text(customer.company)}"
    group = 0
    for kind, values in (("TEL", customer.phones), ("EMAIL", customer.emails)):
        for labelled in values:
            types = _types(labelled.label)
            if labelled.label and not types:
                group += 1
                yield f"item{group}.{kind}:{_text(labelled.value)}"
                yield f"item{group}.X-ABLabel:{_text(labelled.label)}"
            else:
                yield f"{kind}{types}:{_text(labelled.value)}"
    for address in customer.addresses:
        types = _types(address.label)
        if address.label and not types:
            group += 1
            yield f"item{group}.ADR:{_address(address)}"
            yield f"item{group}.X-ABLabel:{_text(address.label)}"
        else:
            yield f"ADR{types}:{_address(address)}"
    for handle in customer.handles:
        service = re.sub(r'[\x00-\x1f";:,]', " ", handle.label) or "chat"
        yield f'IMPP;X-SERVICE-TYPE="{service}":x-apple:{quote(handle.value, safe="")}'
    more: list[str] = []
    for marked in customer.dates:
        if marked.calendar:
            more.append(f"{marked.label} ({marked.calendar}): {marked.year or ''}-{marked.month}-{marked.day}")
        elif marked.label == "birthday":
            yield f"BDAY{_date(marked)}"
        else:
            group += 1
            yield f"item{group}.X-ABDATE{_date(marked)}"
            yield f"item{group}.X-ABLabel:{_text(marked.label)}"
    for key, value in customer.fields.items():
        folded_key = key.casefold()
        if folded_key in _OWN_PROPERTIES:
            yield f"{_OWN_PROPERTIES[folded_key]}:{_text(value)}"
        elif _PLAIN_NAME.fullmatch(key) and key not in _TAKEN:
            yield f"X-{key.replace(' ', '-').upper()}:{_text(value)}"
        else:
            more.append(f"{key}: {value}")
    for person in customer.contacts:
        reach = [labelled.value for labelled in (*person.phones, *person.emails)]
        more.append(", ".join(filter(None, (person.name, person.role, *reach))))
    if customer.tags:
        yield f"CATEGORIES:{','.join(map(_text, customer.tags))}"
    for language in filter(None, (customer.language, customer.second_language)):
        yield f"LANG:{language}"
    if customer.gender in _GENDERS:
        yield f"X-GENDER:{_GENDERS[customer.gender]}"
    # A card that came back from the address book has brought them as a note of its own.
    added = "\n".join(line for line in more if line not in customer.note)
    note = "\n\n".join(filter(None, (customer.note, added)))
    if note:
        yield f"NOTE:{_text(note)}"
    yield "END:VCARD"


def _types(label: str) -> str:
    """Return the TYPE of a label whose words all have one; empty for others."""
    words = label.casefold().split()
    if not words or not all(word in _TYPES for word in words):
        return ""
    return f";TYPE={','.join(_TYPES[word] for word in words)}"


def _address(address: PostalAddress) -> str:
    parts = ("", "", address.street, address.city, address.region, address.postal_code, address.country)
    return ";".join(map(_text, parts))


def _date(marked: MarkedDate) -> str:
    if marked.year:
        return f":{marked.year:04}-{marked.month:02}-{marked.day:02}"
    return f";X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{marked.month:02}-{marked.day:02}"


def _text(text: str) -> str:
    """Return a text as a value has it: what parts values and lines escaped."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\n", "\\n").replace("\r", "\\n")
