"""Before an import the owner sees what the file is, who is in it, and what would become of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book import Book
from store.errors import NotUnderstoodError
from store.exchange.book_json import export_json
from store.exchange.foreseeing import foresee, recognised_words
from store.exchange.importing import bring_in, import_files, read_file
from tests.store.exchange.imports import SAMPLES, Write, add_phone, everybody


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        ("google-new.csv", "Google contacts (CSV), 4 rows, UTF-8"),
        ("google-old.csv", "Google contacts (CSV), 2 rows, UTF-8"),
        ("outlook.csv", "Outlook contacts (CSV), 2 rows, UTF-8"),
        ("own-table.csv", "Table of contacts (CSV), 2 rows, UTF-8"),
        ("iphone-3.0.vcf", "Address book (vCard), 4 contacts, UTF-8"),
        ("phone-2.1-greek.vcf", "Address book (vCard), 1 contact, UTF-8"),
    ],
)
def test_a_file_is_named_by_what_it_is(sample: str, words: str) -> None:
    assert recognised_words(read_file(SAMPLES / sample)) == words


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1254", "Windows-1254"),
    ],
)
def test_the_encoding_is_named(tmp_path: Path, codec: str, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Müşteri,Telefon\nÇiğdem Işık,0532 555 01 17\nŞükrü Öztürk,0532 555 01 18\n".encode(codec))
    assert recognised_words(read_file(path)).endswith(f", {words}")


def test_the_first_are_shown_as_they_would_come_in(book: Book, cards: Write) -> None:
    add_phone(book, "Anna", "0532 555 01 99", note="pays cash")
    file = read_file(
        cards(
            "FN:Anna|TEL:0532 555 01 99|EMAIL:anna@example.org",
            "FN:Bora|TEL:0532 555 01 98|CATEGORIES:oven",
            "FN:Can|TEL:0532 555 01 97",
        )
    )
    before = book.sequence
    foreseen = foresee(book, file, most=2)
    assert [(one.customer.name, one.fate) for one in foreseen.first] == [("Anna", "updated"), ("Bora", "added")]
    assert foreseen.first[0].customer.note == "pays cash"
    assert foreseen.first[1].customer.tags == ("oven",)
    assert book.sequence == before
    assert bring_in(book, file) == foreseen.result
    assert everybody(book) == ["Anna", "Bora", "Can"]


def test_a_whole_book_is_foreseen_too(full_book: Book, other: Book, tmp_path: Path) -> None:
    export_json(full_book, tmp_path / "book.json")
    file = read_file(tmp_path / "book.json")
    assert recognised_words(file) == "A whole book of Regulars (JSON), 11 records, UTF-8"
    foreseen = foresee(other, file)
    assert [(one.customer.name, one.fate) for one in foreseen.first] == [("Mehmet", None), ("Ayşe Yılmaz", None)]
    assert everybody(other) == []
    assert bring_in(other, file) == foreseen.result


def test_what_was_seen_is_what_comes_in_even_where_the_file_has_changed_since(book: Book, cards: Write) -> None:
    path = cards("FN:Anna|TEL:0532 555 01 99")
    file = read_file(path)
    path.write_text("BEGIN:VCARD\nFN:Eve\nEND:VCARD\n")
    bring_in(book, file)
    assert everybody(book) == ["Anna"]


def test_each_step_tells_how_far_it_is_and_stops_when_told(book: Book, cards: Write) -> None:
    class StopError(Exception):
        pass

    told: list[tuple[int, int | None]] = []

    def tell(done: int, total: int | None) -> None:
        told.append((done, total))

    def stop(done: int, total: int | None) -> None:
        if done == total:
            raise StopError

    path = cards(*(f"FN:Customer {number}|TEL:0532 555 {number:04}" for number in range(250)))
    file = read_file(path, tell)
    assert told == [(100, 250), (200, 250)]
    told.clear()
    with pytest.raises(StopError):
        bring_in(book, file, progress=stop)
    assert everybody(book) == []
    bring_in(book, file, progress=tell)
    assert told == [(100, 250), (200, 250), (250, 250)]
    assert import_files(book, [path]).unchanged == 250


def test_no_file_of_contacts_is_refused_before_a_book_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,\n")
    with pytest.raises(NotUnderstoodError, match=r"letter\.txt"):
        read_file(path)
