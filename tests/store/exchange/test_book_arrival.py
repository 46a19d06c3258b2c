"""An export comes back into an empty book as it was, and into another without doubles."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from store.book import Book
from store.exchange.book_json import export_json
from store.exchange.importing import import_files
from store.records.contact_person import Labelled
from store.records.customer import Allowance, Customer
from store.records.interaction import Interaction
from tests.books import WEDNESDAY
from tests.store.exchange.exports import exported
from tests.store.exchange.imports import outcome


def test_into_an_empty_book_everything_comes_back_as_it_was(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(full_book, path)
    assert outcome(import_files(other, [path])) == (11, 0, 0, 0)
    assert exported(other, tmp_path / "again.json") == content
    assert other.customer(2) == full_book.customer(2)
    assert other.shop == full_book.shop
    with other.transact("customer.add") as change:
        assert change.add(Customer(name="New")).id == 3


def test_what_is_open_in_a_restored_book_is_on_its_agenda(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(full_book, path)
    import_files(other, [path])
    assert other.agenda() == full_book.agenda()


def test_the_same_export_twice_adds_nothing(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(full_book, path)
    import_files(other, [path])
    sequence = other.sequence
    assert outcome(import_files(other, [path])) == (0, 0, 11, 0)
    assert outcome(import_files(full_book, [path])) == (0, 0, 11, 0)
    assert other.sequence == sequence
    assert exported(other, tmp_path / "again.json") == content


def test_one_undo_takes_a_restored_book_back_whole(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(full_book, path)
    import_files(other, [path])
    other.undo(own=True)
    assert list(other.customers()) == []
    assert other.conversations(settled=True) == []
    import_files(other, [path])
    assert exported(other, tmp_path / "again.json") == content


def test_into_a_book_with_customers_they_are_brought_together(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(full_book, path)
    with other.transact("fill") as change:
        change.add(Customer(name="Somebody", phones=(Labelled(value="0555 000 00 00"),)))
        ayse = change.add(Customer(name="AYŞE YILMAZ", phones=(Labelled(value="+90 532 555 01 01"),), note="mine"))
        change.add(Interaction(customer=ayse.id, when=WEDNESDAY - timedelta(days=1), channel="counter", text="hello"))
    other.set_shop({"name": "Mine"})
    assert outcome(import_files(other, [path])) == (10, 1, 0, 0)
    _somebody, ayse, mehmet = other.customers()
    assert (ayse.name, ayse.note, ayse.call_by) == ("AYŞE YILMAZ", "mine", "Ayşe Hanım")
    assert ayse.allowances == (Allowance(what="visits", total=5, used=2),)
    assert ayse.referred_by == mehmet.id
    assert [entry.text for entry in other.timeline(ayse.id)] == ["brakes squeak", "hello", "door"]
    second, first = sorted(other.conversations(ayse.id, settled=True), key=lambda one: one.subject, reverse=True)
    assert second.merged_into == first.id
    assert second.events[0].other == first.id
    assert [entry.text for entry in other.interactions_in(first)] == ["brakes squeak"]
    (promise,) = other.promises(ayse.id)
    assert promise.interaction == other.timeline(ayse.id)[0].id
    assert other.timeline(ayse.id)[0].thing == other.things(ayse.id)[0].id
    assert [one.what for one in other.follow_ups(mehmet.id)] == ["ask"]
    assert other.drafts()[0].customer == ayse.id
    assert other.shop.name == "Mine"
    assert outcome(import_files(other, [path])) == (0, 0, 11, 0)


def test_what_was_changed_since_is_not_brought_back_as_a_double(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(full_book, path)
    import_files(other, [path])
    with other.transact("edit") as change:
        change.put(replace(other.customer(2), name="Ayşe Kaya"))
        change.put(replace(other.timeline(2)[0], text="the brakes squeak"))
        change.put(replace(other.promises(2)[0], state="kept", settled=change.now))
        change.put(replace(other.follow_ups(1)[0], snoozed_until=date(2026, 4, 1)))
    before = exported(other, tmp_path / "before.json")
    assert outcome(import_files(other, [path])) == (0, 0, 11, 0)
    assert exported(other, tmp_path / "after.json") == before


def test_two_records_of_one_second_are_two(other: Book, tmp_path: Path) -> None:
    with other.transact("fill") as change:
        one = change.add(Customer(name="Ayşe"))
        for text in ("a", "a", "b"):
            change.add(Interaction(customer=one.id, when=change.now, channel="counter", text=text))
    path = tmp_path / "book.json"
    export_json(other, path)
    assert outcome(import_files(other, [path])) == (0, 0, 4, 0)
    with other.transact("drop") as change:
        change.drop(other.timeline(one.id)[-1])
    assert outcome(import_files(other, [path])) == (1, 0, 3, 0)
    assert sorted(entry.text for entry in other.timeline(one.id)) == ["a", "a", "b"]


def test_a_dry_run_says_the_same_and_saves_nothing(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(full_book, path)
    sequence = other.sequence
    rehearsed = import_files(other, [path], dry_run=True)
    assert other.sequence == sequence
    assert import_files(other, [path]) == rehearsed
    assert outcome(import_files(other, [path], dry_run=True)) == (0, 0, 11, 0)


def test_every_record_that_is_wrong_is_named(other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    records = {
        "customers": [
            {"id": 1, "name": "Ayşe\x1b[31m\u202e", "referred_by": 77},
            {"id": 1, "name": "again"},
            {"id": 0, "name": "no id"},
            {"id": True, "name": "no id"},
            {"id": 2, "name": 5},
            {"id": 3, "dates": [{"label": "birthday", "month": 2, "day": 30}]},
            {"id": 4, "since": "9999-12-31"},
            "nonsense",
            {"id": 5, "name": "Bruno", "unknown": 1},
        ],
        "interactions": [
            {"id": 1, "customer": 1, "when": "2026-03-04T09:30:00", "channel": "phone"},
            {"id": 2, "customer": 1, "when": "2026-03-04T09:30:00+03:00", "channel": "pigeon"},
            {"id": 3, "customer": 2, "when": "2026-03-04T09:30:00+03:00", "channel": "phone"},
            {"id": 4, "customer": 5, "when": "2026-03-04T09:30:00+03:00", "channel": "phone", "conversation": 9},
        ],
        "surveys": [{"id": 1}],
        "recipes": [{"id": 1}],
        "shop": {"hours": [{"days": ["when I like"]}]},
    }
    path.write_text(json.dumps({"format": "regulars", "version": 1, **records}))
    result = import_files(other, [path])
    assert outcome(result) == (3, 0, 0, 13)
    assert [one.where for one in result.skipped] == [
        "shop, number 1", *(f"customers, number {number}" for number in range(2, 9)),
        *(f"interactions, number {number}" for number in range(1, 4)), "recipes, number 1", "surveys, number 1",
    ]  # fmt: skip
    assert [(one.id, one.name, one.referred_by) for one in other.customers()] == [(1, "Ayşe", None), (5, "Bruno", None)]
    assert other.timeline(5)[0].conversation is None


def test_a_new_entry_of_a_known_conversation_makes_it_the_latest(full_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(full_book, path)
    later = (WEDNESDAY + timedelta(hours=2)).isoformat()
    content["interactions"].append({**content["interactions"][1], "id": 99, "when": later, "text": "later"})
    path.write_text(json.dumps(content))
    assert outcome(import_files(full_book, [path])) == (1, 0, 11, 0)
    assert full_book.conversation(1).latest == datetime.fromisoformat(later)
