"""The whole book as JSON: out, and back into an empty book as it was, or into another without doubles."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book import Book
from store.errors import BookUnavailableError, NotFoundError, NotUnderstoodError, RegularsError
from store.exchange.book_json import export_json
from store.exchange.importing import ImportResult, import_files
from store.records.contact_person import ContactPerson, Labelled
from store.records.conversation import Conversation, ConversationEvent
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Move, Promise
from store.records.thing import Thing
from tests.books import WEDNESDAY, Clock, open_book

KEYS = [
    "format", "version", "shop", "customers", "things", "interactions", "conversations", "promises", "follow_ups",
    "phrases", "feedback", "gestures", "surveys", "drafts",
]  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book with two customers and something of everything."""
    book = open_book(tmp_path / "book")
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
def other(tmp_path: Path) -> Iterator[Book]:
    """Another book, empty."""
    book = open_book(tmp_path / "other")
    yield book
    book.close()


def outcome(result: ImportResult) -> tuple[int, int, int, int]:
    """How many records were added, updated, left as they were, and skipped."""
    assert result.read == result.added + result.updated + result.unchanged + len(result.skipped)
    return result.added, result.updated, result.unchanged, len(result.skipped)


def exported(book: Book, path: Path) -> dict[str, Any]:
    """What an export of the book holds."""
    export_json(book, path)
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


# Out


def test_an_export_holds_everything_under_the_keys_that_were_promised(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    assert export_json(book, path) == 11
    content = json.loads(path.read_bytes())
    assert list(content) == KEYS
    assert (content["format"], content["version"]) == ("regulars", 1)
    assert content["shop"]["name"] == "Pedal"
    assert [len(content[key]) for key in KEYS[3:]] == [2, 1, 2, 2, 1, 2, 0, 0, 0, 0, 1]
    assert content["customers"][1]["call_by"] == "Ayşe Hanım"
    assert content["interactions"][1]["when"] == "2026-03-04T09:30:00+03:00"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").count('\n{"id":') == 11


def test_an_export_of_one_customer_is_theirs_alone(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "mehmet.json"
    assert export_json(book, path, 1) == 3
    content = json.loads(path.read_bytes())
    assert list(content) == KEYS
    assert content["shop"] == {}
    assert [customer["name"] for customer in content["customers"]] == ["Mehmet"]
    assert "Ayşe" not in path.read_text(encoding="utf-8")
    with pytest.raises(NotFoundError):
        export_json(book, path, 99)


def test_an_export_replaces_a_file_whole_or_leaves_it(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.json"
    path.write_text("former")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BookUnavailableError, match=r"book\.json.*No space left"):
            export_json(book, path)
    assert path.read_text() == "former"
    assert sorted(os.listdir(tmp_path)) == ["book", "book.json"]
    with pytest.raises(BookUnavailableError, match="cannot be written"):
        export_json(book, tmp_path / "no folder" / "book.json")


def test_an_export_never_lands_on_the_book_itself(book: Book, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(book.folder)
    for path in (book.folder / "book.json", book.folder / "years" / "x.json", link / "book.json"):
        with pytest.raises(NotUnderstoodError, match="book's own folder"):
            export_json(book, path)


def test_an_export_is_written_piece_by_piece(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    timeline = Book.timeline

    def watched(self: Book, customer: int, limit: int | None = None) -> list[Interaction]:
        held.append(customer)
        return timeline(self, customer, limit)

    monkeypatch.setattr(Book, "timeline", watched)
    export_json(book, tmp_path / "book.json")
    assert held == [1, 2]


# In again


def test_into_an_empty_book_everything_comes_back_as_it_was(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(book, path)
    assert outcome(import_files(other, [path])) == (11, 0, 0, 0)
    assert exported(other, tmp_path / "again.json") == content
    assert other.customer(2) == book.customer(2)
    assert other.shop == book.shop
    with other.transact("customer.add") as change:
        assert change.add(Customer(name="New")).id == 3


def test_what_is_open_in_a_restored_book_is_on_its_agenda(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(book, path)
    import_files(other, [path])
    assert other.agenda() == book.agenda()


def test_the_same_export_twice_adds_nothing(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(book, path)
    import_files(other, [path])
    sequence = other.sequence
    assert outcome(import_files(other, [path])) == (0, 0, 11, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 11, 0)
    assert other.sequence == sequence
    assert exported(other, tmp_path / "again.json") == content


def test_one_undo_takes_a_restored_book_back_whole(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(book, path)
    import_files(other, [path])
    other.undo(own=True)
    assert list(other.customers()) == []
    assert other.conversations(settled=True) == []
    import_files(other, [path])
    assert exported(other, tmp_path / "again.json") == content


def test_into_a_book_with_customers_they_are_brought_together(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(book, path)
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


def test_what_was_changed_since_is_not_brought_back_as_a_double(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(book, path)
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


def test_a_dry_run_says_the_same_and_saves_nothing(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(book, path)
    sequence = other.sequence
    rehearsed = import_files(other, [path], dry_run=True)
    assert other.sequence == sequence
    assert import_files(other, [path]) == rehearsed
    assert outcome(import_files(other, [path], dry_run=True)) == (0, 0, 11, 0)


def test_an_export_in_another_layout_is_read_too(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(book, path)
    backwards = {key: content[key] for key in ["format", *reversed(KEYS[1:])]}
    path.write_text(json.dumps(backwards, indent=2), encoding="utf-8-sig")
    told: list[tuple[int, int | None]] = []
    result = import_files(other, [path], progress=lambda done, total: told.append((done, total)))
    assert outcome(result) == (11, 0, 0, 0)
    assert told == [(11, 11)]
    assert exported(other, tmp_path / "again.json") == content


def test_an_export_cut_off_anywhere_gives_what_is_complete(book: Book, tmp_path: Path) -> None:
    whole, path = tmp_path / "book.json", tmp_path / "cut.json"
    export_json(book, whole)
    raw = whole.read_bytes()
    starts = raw.index(b'"customers":[')
    for length in range(starts, len(raw) - 2, 37):
        path.write_bytes(raw[:length])
        target = open_book(tmp_path / f"cut-{length}")
        try:
            result = import_files(target, [path])
            complete = sum(line.startswith(b'{"id"') for line in raw[:length].split(b"\n")[:-1])
            assert complete <= result.added <= complete + 1
            assert len(result.skipped) == 1
            assert result.skipped[0].where == f"line {raw[:length].rstrip(bytes([10])).count(10) + 1}"
            assert "what follows is missing" in result.skipped[0].reason
        finally:
            target.close()


def test_an_export_cut_off_before_its_records_is_refused(book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(book, path)
    path.write_bytes(path.read_bytes()[:30])
    with pytest.raises(NotUnderstoodError, match="cut off or damaged"):
        import_files(other, [path])


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ('{"format":"regulars","version":2,\n"customers":[]}', "newer Regulars"),
        ('{"format":"regulars","version":"1","customers":[]}', "of which version"),
        ('{"format":"regulars","customers":[]}', "of which version"),
        ('{"format":"regulars","version":1,"customers":[' + "[" * 100_000, "cut off or damaged"),
    ],
)
def test_an_export_that_cannot_be_read_is_refused_in_a_sentence(
    head: str, word: str, other: Book, tmp_path: Path
) -> None:
    path = tmp_path / "book.json"
    path.write_text(head)
    with pytest.raises(NotUnderstoodError, match=word):
        import_files(other, [path])
    path.write_text(head, encoding="utf-16")
    with pytest.raises(NotUnderstoodError, match="not in UTF-8"):
        import_files(other, [path])


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


def test_a_new_entry_of_a_known_conversation_makes_it_the_latest(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(book, path)
    later = (WEDNESDAY + timedelta(hours=2)).isoformat()
    content["interactions"].append({**content["interactions"][1], "id": 99, "when": later, "text": "later"})
    path.write_text(json.dumps(content))
    assert outcome(import_files(book, [path])) == (1, 0, 11, 0)
    assert book.conversation(1).latest == datetime.fromisoformat(later)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 1 << 60) | st.text(max_size=8) | st.just("2026-03-04T09:30:00+03:00"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "customer", "name", "when", "channel", "dates", "label", "month", "phones", "value"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(KEYS[2:]), JSON, max_size=4), st.booleans())
def test_no_json_is_a_crash(tmp_path_factory: pytest.TempPathFactory, content: dict[str, Any], is_lined: bool) -> None:
    folder = tmp_path_factory.mktemp("json")
    path = folder / "book.json"
    text = json.dumps({"format": "regulars", "version": 1, **content})
    path.write_text(text.replace("[{", "[\n{").replace(', "', ',\n"') if is_lined else text)
    book = Book.open(folder / "book", clock=Clock())
    try:
        outcome(import_files(book, [path]))
        export_json(book, folder / "out.json")
    except RegularsError as refusal:
        assert refusal.exit_code == 2  # noqa: PT017
    finally:
        book.close()
