"""The front door: what opening a book does, and what it says where it cannot."""

from __future__ import annotations

import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.errors import BookReadOnlyError, BookUnavailableError, NotFoundError
from tests.books import WEDNESDAY, Clock, add_customer, add_interaction, open_book, texts

HOSTILE = [
    "[/foo]",
    "Bob [red]Smith",
    "$name {name} %s",
    "\u0301",
    "x" * 10_000,
    "שלום עולם",
    "\x1b[31mred\x1b]52;c;aGFjaw==\x07",
    "nul\x00 and \u202eback",
    "../../etc/passwd",
    '"quoted", and\nbroken \u2028 line',
]


def _modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def test_a_new_book_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    assert [notice for notice in book.notices if "new, empty book" in notice]
    add_customer(book, "Ayşe")
    book.compact()
    book.close()
    assert stat.S_IMODE((tmp_path / "book").stat().st_mode) == 0o700
    assert _modes(tmp_path / "book") == {0o600}


def test_a_disk_that_is_not_mounted_is_no_new_book(tmp_path: Path) -> None:
    with pytest.raises(BookUnavailableError, match="is not there"):
        Book.open(tmp_path / "mount" / "book")
    assert not (tmp_path / "mount").exists()


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    book.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    again = open_book(tmp_path / "book")
    assert again.customer(1).name == "Ayşe"
    assert "cannot be written" in again.read_only
    with pytest.raises(BookReadOnlyError):
        add_customer(again, "Zoe")
    again.close()


def test_a_book_open_to_others_is_tightened_and_that_is_said(tmp_path: Path) -> None:
    open_book(tmp_path / "book").close()
    os.chmod(tmp_path / "book", 0o755)
    os.chmod(tmp_path / "book" / "book.json", 0o644)
    book = open_book(tmp_path / "book")
    assert [notice for notice in book.notices if "now only you can" in notice]
    assert _modes(tmp_path / "book") == {0o600}


@pytest.mark.parametrize("name", HOSTILE)
def test_text_from_people_is_data(tmp_path: Path, name: str) -> None:
    book = open_book(tmp_path / "book")
    customer = add_customer(book, name, tags=(name,), fields={name: name})
    add_interaction(book, customer.id, name)
    book.compact()
    again = open_book(tmp_path / "book")
    kept = again.customer(customer.id)
    for text in (kept.name, *kept.tags, *kept.fields.values(), again.timeline(1)[0].text):
        assert not set(text) & set("\x00\x1b\x07\x9b\u202e\u2028")
    if name.isprintable() and len(name) > 1:
        assert kept.name == name
    assert json.loads((tmp_path / "book" / "book.json").read_text())["customers"]


def test_a_flipped_byte_in_the_snapshot_is_one_sentence_and_nothing_changes(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    book.compact()
    book._storage.close()
    path = tmp_path / "book" / "book.json"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    files = {one: one.read_bytes() for one in (tmp_path / "book").rglob("*") if one.is_file()}
    with pytest.raises(BookUnavailableError, match=r"book\.json is damaged") as refused:
        Book.open(tmp_path / "book", clock=Clock())
    assert refused.value.exit_code == 3
    assert "\n" not in refused.value.sentence
    assert files == {one: one.read_bytes() for one in (tmp_path / "book").rglob("*") if one.is_file()}


def test_a_flipped_byte_in_a_year_is_noticed_where_it_is_read(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "the oven door squeaks")
    book.compact()
    book._storage.close()
    path = tmp_path / "book" / "years" / "2026.json"
    path.write_bytes(path.read_bytes().replace(b"squeaks", b"squeals"))
    again = Book.open(tmp_path / "book", clock=Clock())
    with pytest.raises(BookUnavailableError, match="damaged"):
        again.timeline(1)


def test_lost_and_stale_indexes_are_made_anew(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe Yılmaz")
    add_interaction(book, 1, "the oven door squeaks")
    book.compact()
    book.close()
    years = tmp_path / "book" / "years"
    stale = (years / "2026.index").read_bytes()
    for spoil in (
        lambda: (years / "2026.index").unlink(),
        lambda: (years / "2026.index").write_bytes(stale[:-8]),
        lambda: (years / "2026.index").write_bytes(b""),
        lambda: (years / "2026.words").write_bytes(b"\xff\xfe"),
        lambda: (tmp_path / "book" / "book.words").write_bytes(b"nonsense"),
        lambda: (tmp_path / "book" / "agenda.jsonl").unlink(),
    ):
        spoil()
        again = open_book(tmp_path / "book")
        assert texts(again, 1) == ["the oven door squeaks"]
        assert [hit.where for hit in again.find("squeaks")] == ["history"]
        assert again.search_customers("ayse") == [1]
        again.compact()
        again.close()


def test_a_book_of_a_newer_version_is_read_and_not_written(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    book.compact()
    book.close()
    path = tmp_path / "book" / "book.json"
    text = path.read_bytes().replace(b'"schema":1', b'"schema":9', 1)
    from zlib import crc32

    body = text[: text.rindex(b'"checksum"')]
    path.write_bytes(body + b'"checksum":"%08x"}\n' % crc32(body))
    again = Book.open(tmp_path / "book", clock=Clock())
    assert again.customer(1).name == "Ayşe"
    assert "newer version" in again.read_only
    with pytest.raises(BookReadOnlyError, match="newer version"):
        add_customer(again, "Zoe")
    again.close()


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("no folder")
    with pytest.raises(BookUnavailableError, match="cannot be opened"):
        Book.open(tmp_path / "book")


def test_a_missing_snapshot_beside_a_journal_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    book._storage.close()
    (tmp_path / "book" / "book.json").unlink()
    with pytest.raises(BookUnavailableError, match=r"book\.json is missing"):
        Book.open(tmp_path / "book")
    assert not (tmp_path / "book" / "book.json").exists()


def test_a_clock_set_back_is_accepted_with_a_word(tmp_path: Path) -> None:
    clock = Clock()
    book = open_book(tmp_path / "book", clock)
    add_customer(book, "Ayşe")
    book.close()
    clock.now = WEDNESDAY - timedelta(days=400)
    again = open_book(tmp_path / "book", clock)
    assert [notice for notice in again.notices if "behind" in notice]
    add_interaction(again, 1, "still saved")
    assert texts(open_book(tmp_path / "book", clock), 1) == ["still saved"]


def test_ids_that_are_not_there_are_named(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    for read in (book.customer, book.thing, book.interaction, book.conversation, book.promise, book.follow_up):
        with pytest.raises(NotFoundError, match="12"):
            read(12)


def test_the_snapshot_can_be_read_by_a_person(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    for name in ("Ayşe", "민준", "Γιώργος"):
        add_customer(book, name)
    book.compact()
    lines = (tmp_path / "book" / "book.json").read_text().splitlines()
    customers = [line for line in lines if line.startswith('"') and '"name":' in line]
    assert customers == ['"1":{"name":"Ayşe"},', '"2":{"name":"민준"},', '"3":{"name":"Γιώργος"}']


def test_finding_by_every_way_of_naming(tmp_path: Path) -> None:
    from store.records.contact_person import Labelled

    book = open_book(tmp_path / "book")
    book.set_shop({"country": "TR"})
    add_customer(
        book,
        "Γιώργος Παπαδόπουλος",
        phones=(Labelled(value="0532 123 45 67"),),
        emails=(Labelled(value="g@example.org"),),
    )
    add_customer(book, "Giorgos Ioannou")
    for text in ("1", "g@example.org", "+90 532 123 4567", "papadopoulos", "παπαδοπουλος", "pap"):
        assert book.who(text).id == 1
    with pytest.raises(NotFoundError):
        book.who("nobody at all")
    from store.errors import AmbiguousError

    with pytest.raises(AmbiguousError) as several:
        book.who("giorgos")
    assert len(several.value.readings) == 2
