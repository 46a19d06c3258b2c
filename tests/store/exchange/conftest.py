"""The books into which and out of which tests import and export, and cards to import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.records.contact_person import ContactPerson, Labelled
from store.records.conversation import Conversation, ConversationEvent
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Move, Promise
from store.records.thing import Thing
from tests.books import open_book
from tests.store.exchange.imports import Write


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book of a shop in Turkey."""
    book = open_book(tmp_path / "book")
    book.set_shop({"country": "TR"})
    yield book
    book.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Book]:
    """Another book, empty."""
    book = open_book(tmp_path / "other")
    yield book
    book.close()


@pytest.fixture
def full_book(tmp_path: Path) -> Iterator[Book]:
    """A book with two customers and something of everything."""
    book = open_book(tmp_path / "full")
    book.set_shop({"name": "Pedal", "country": "TR", "hours.sat": "10:00-14:00"})
    with book.transact("fill") as change:
        now = change.now
        mehmet = change.add(Customer(name="Mehmet", phones=(Labelled(value="0532 555 01 02", label="mobile"),)))
        ayse = change.add(
            Customer(
                name="Ayşe Yılmaz",
                call_by="Ayşe Hanım",
                name_forms={"genitive": "Ayşe'nin"},
                referred_by=mehmet.id,
                since=date(2020, 5, 1),
                phones=(Labelled(value="0532 555 01 01"),),
                addresses=(PostalAddress(street="Moda Cad. 5", city="İstanbul"),),
                dates=(MarkedDate(label="birthday", month=2, day=29),),
                allowances=(Allowance(what="visits", total=5, used=2),),
                contacts=(ContactPerson(name="Deniz", role="driver"),),
                fields={"[/foo]": "$name {0}"},
                note="two\nlines",
            )
        )
        bicycle = change.add(Thing(customer=ayse.id, name="Bicycle", serial="X-1", warranty_until=date(2027, 1, 1)))
        first = change.add(Conversation(customer=ayse.id, subject="brakes", opened=now, latest=now))
        second = change.add(
            Conversation(
                customer=ayse.id,
                subject="door",
                opened=now - timedelta(days=900),
                latest=now - timedelta(days=899),
                settled=now - timedelta(days=899),
                merged_into=first.id,
                events=(ConversationEvent(at=now, kind="merged", other=first.id),),
            )
        )
        entry = change.add(
            Interaction(
                customer=ayse.id,
                when=now,
                channel="phone",
                text="brakes squeak",
                conversation=first.id,
                thing=bicycle.id,
            )
        )
        change.add(
            Interaction(
                customer=ayse.id, when=now - timedelta(days=900), channel="chat", text="door", conversation=second.id
            )
        )
        change.add(
            Promise(
                customer=ayse.id,
                what="new pads",
                made=now,
                due=date(2026, 3, 6),
                original_due=date(2026, 3, 5),
                aim=now,
                interaction=entry.id,
                conversation=first.id,
                moves=(Move(at=now, former=date(2026, 3, 5), to=date(2026, 3, 6), told=True),),
            )
        )
        change.add(FollowUp(customer=mehmet.id, what="ask", made=now, due=now + timedelta(days=14), source="capture"))
        change.add(FollowUp(customer=mehmet.id, what="old", made=now, due=now, state="done", settled=now))
    book.park("@ayse half a li", now, ayse.id)
    yield book
    book.close()


@pytest.fixture
def cards(tmp_path: Path) -> Write:
    """Write a file of cards: each a list of properties in one string, parted by |."""

    def write(*cards: str, name: str = "cards.vcf") -> Path:
        path = tmp_path / name
        lines = [line for card in cards for line in ("BEGIN:VCARD", *card.split("|"), "END:VCARD")]
        path.write_text("\n".join([*lines, ""]))
        return path

    return write
