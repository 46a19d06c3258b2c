"""By what a search found somebody, and where the words stand that it looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from store.database.folding import fold, letter_by_letter, sound, word_positions
from store.database.phone_numbers import looks_like_phone, typed_digits
from store.records.contact_person import ContactPerson
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.records.thing import Thing

Place = Literal[
    "call_by", "company", "person", "email", "phone", "tag", "recognise_by", "handle", "thing", "field", "city", "note"
]  # fmt: skip
Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_SHORTEST_INSIDE = 2
_FEWEST_DIGITS = 3


class Reason(NamedTuple):
    """One thing by which a customer was found.

    Attributes:
        place: what it is of the customer.
        text: the whole of it.
        spans: where in it the words stand that were looked for, as first index and the one behind the last.
    """

    place: Place
    text: str
    spans: tuple[Span, ...]


def reasons(customer: Customer, things: Sequence[Thing], query: str) -> list[Reason]:
    """Return by what `query` finds `customer`, beside the name that stands in lists: nothing where that says it all.

    Args:
        customer: who was found.
        things: what they have.
        query: what was looked for.
    """
    left = query_words(query)
    digits = typed_digits(query)
    if digits:
        for place, text in _addresses(customer):
            if place == "phone" and (spans := _digit_spans(text, digits)):
                return [] if text == customer.shown_name else [Reason(place, text, spans)]
    address = query.strip().lower()
    if "@" in address:
        for place, text in _addresses(customer):
            if place == "email" and (at := text.lower().find(address)) >= 0:
                return [] if text == customer.shown_name else [Reason(place, text, ((at, at + len(address)),))]
    left = [word for word in left if not hit_spans(customer.shown_name, [word])]
    found: list[Reason] = []
    for place, text in _places(customer, things):
        if not left:
            break
        spans = tuple(sorted(_spans(place, text, left)))
        if spans:
            found.append(Reason(place, text, spans))
            left = [word for word in left if not any(True for _span in _spans(place, text, [word]))]
    return found


def field_for(query: str) -> Literal["name", "phones", "emails"]:
    """Return in which field of a new customer belongs what was looked for and not found."""
    if looks_like_phone(query):
        return "phones"
    return "emails" if "@" in query.strip("@") and " " not in query.strip() else "name"


def query_words(query: str) -> list[str]:
    """Return the folded words of `query`, each once."""
    return list(dict.fromkeys(map(letter_by_letter, fold(query).split())))


def hit_spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return where the words of `text` stand that one of `words` finds, in any spelling, in order.

    Args:
        text: as people wrote it.
        words: what `query_words` gave.
    """
    heard = {key for word in words if len(key := sound(word)) > _SHORTEST_INSIDE}
    spans = []
    for match in _WORD.finditer(text):
        keys = [letter_by_letter(key) for each in word_positions(match[0]) for key in each]
        if any(_hits(word, key) for word in words for key in keys) or (
            heard and any(sound(key).startswith(one) for key in keys for one in heard)
        ):
            spans.append(match.span())
    return tuple(spans)


def holds(interaction: Interaction, words: Sequence[str]) -> bool:
    """Return whether what was said at a contact holds all of `words`, as the search over the history has it.

    Args:
        interaction: the contact.
        words: what `query_words` gave.
    """
    said = letter_by_letter(fold(" ".join((interaction.text, *interaction.words, *interaction.tags))))
    return all(f" {word}" in f" {said}" if word.isdecimal() else word in said for word in words)


def _hits(word: str, key: str) -> bool:
    return key.startswith(word) or (len(word) >= _SHORTEST_INSIDE and not word.isdecimal() and word in key)


def _spans(place: Place, text: str, words: Sequence[str]) -> Iterator[Span]:
    if place == "email":
        plain = text.lower()
        for word in words:
            at = plain.find(word)
            if at >= 0:
                yield at, at + len(word)
    elif place == "phone":
        for word in words:
            if word.isdecimal() and len(word) >= _FEWEST_DIGITS:
                yield from _digit_spans(text, word)
    else:
        yield from hit_spans(text, words)


def _digit_spans(text: str, digits: str) -> tuple[Span, ...]:
    """Return where in a number as it is written the `digits` stand; all of it where it is written in another way."""
    places = [(str(unicodedata.digit(sign)), at) for at, sign in enumerate(text) if sign.isdecimal()]
    found = "".join(digit for digit, _at in places).find(digits)
    if found < 0:
        return ()
    return ((places[found][1], places[found + len(digits) - 1][1] + 1),)


def _places(customer: Customer, things: Sequence[Thing]) -> Iterator[tuple[Place, str]]:
    """Give what is searched of a customer but the name, in the order in which it tells most."""
    given: list[tuple[Place, str]] = [
        ("call_by", customer.call_by),
        ("company", customer.company if customer.company != customer.shown_name else ""),
        *(("person", text) for person in customer.contacts for text in (person.name, person.call_by)),
        *_addresses(customer),
        *(("tag", tag) for tag in customer.tags),
        ("recognise_by", customer.recognise_by),
        *(("handle", handle.value) for handle in customer.handles),
        *(("thing", " ".join(filter(None, (thing.name, thing.serial)))) for thing in things),
        *(("field", value) for value in customer.fields.values()),
        *(("city", address.city) for address in customer.addresses),
        ("note", customer.note),
    ]
    return ((place, text) for place, text in given if text)


def _addresses(customer: Customer) -> Iterator[tuple[Place, str]]:
    people: tuple[Customer | ContactPerson, ...] = (customer, *customer.contacts)
    yield from (("phone", phone.value) for person in people for phone in person.phones)
    yield from (("email", email.value) for person in people for email in person.emails)
