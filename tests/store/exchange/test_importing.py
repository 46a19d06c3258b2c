"""The owner brings in the phone's address book, again and again, and the book stays true."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.book import Book
from store.errors import BookReadOnlyError, NotFoundError, NotUnderstoodError
from store.exchange.importing import Skipped, import_files, read_contacts
from tests.store.exchange.imports import SAMPLES, Write, add_phone, everybody, outcome


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("phone-2.1-turkish.vcf", (2, 0, 0, 0)),
        ("phone-2.1-greek.vcf", (1, 0, 0, 0)),
        ("phone-2.1-bulgarian.vcf", (1, 0, 0, 0)),
        ("phone-2.1-korean.vcf", (1, 0, 0, 0)),
        ("iphone-3.0.vcf", (3, 0, 0, 1)),
        ("desk-4.0.vcf", (2, 0, 0, 1)),
        ("google-old.csv", (2, 0, 0, 0)),
        ("google-new.csv", (3, 0, 0, 1)),
        ("outlook.csv", (2, 0, 0, 0)),
        ("own-table.csv", (2, 0, 0, 0)),
    ],
)
def test_each_kind_of_address_book_comes_in_and_twice_adds_nothing(
    sample: str, expected: tuple[int, int, int, int], book: Book
) -> None:
    before = book.sequence
    assert outcome(import_files(book, [SAMPLES / sample])) == expected
    assert book.sequence == before + 1
    people = list(book.customers())
    assert outcome(import_files(book, [SAMPLES / sample])) == (0, 0, expected[0], expected[3])
    assert list(book.customers()) == people
    assert book.sequence == before + 1


def test_one_undo_takes_the_whole_import_back_and_redo_brings_it_again(book: Book) -> None:
    anna = add_phone(book, "Anna", "0532 555 01 99")
    files = [SAMPLES / "iphone-3.0.vcf", SAMPLES / "google-new.csv", SAMPLES / "desk-4.0.vcf"]
    result = import_files(book, files)
    assert outcome(result) == (7, 0, 1, 3)  # the electrician stands in two of the files
    assert book.undo(own=True).what == "import"
    assert list(book.customers()) == [anna]
    book.redo(own=True)
    assert len(everybody(book)) == 8


def test_what_was_skipped_is_named_with_file_line_and_reason(book: Book) -> None:
    result = import_files(book, [SAMPLES / "iphone-3.0.vcf"])
    assert result.skipped == (Skipped("line 49", "This is a group of contacts, not a contact."),)
    result = import_files(book, [SAMPLES / "iphone-3.0.vcf", SAMPLES / "google-new.csv"])
    assert [one.where for one in result.skipped] == ["iphone-3.0.vcf, line 49", "google-new.csv, line 4"]


def test_a_dry_run_says_the_same_and_saves_nothing(book: Book) -> None:
    files = [SAMPLES / "iphone-3.0.vcf", SAMPLES / "google-new.csv"]
    before = book.sequence
    rehearsed = import_files(book, files, dry_run=True)
    assert everybody(book) == []
    assert book.sequence == before
    assert import_files(book, files) == rehearsed


def test_one_file_that_is_not_understood_stops_them_all(book: Book, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Anna,\n")
    with pytest.raises(NotUnderstoodError, match=r"letter\.txt"):
        import_files(book, [SAMPLES / "iphone-3.0.vcf", letter])
    with pytest.raises(NotFoundError, match=r"missing\.vcf"):
        import_files(book, [SAMPLES / "iphone-3.0.vcf", tmp_path / "missing.vcf"])
    assert everybody(book) == []


def test_a_book_that_cannot_be_written_is_not_half_filled(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_line: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(book._storage.journal, "append", full)
    with pytest.raises(BookReadOnlyError, match="No space left"):
        import_files(book, [SAMPLES / "iphone-3.0.vcf"])
    assert everybody(book) == []


def test_the_progress_is_told_on_the_way_and_at_the_end(book: Book, cards: Write) -> None:
    told: list[tuple[int, int | None]] = []
    path = cards(*(f"FN:Customer {number}|TEL:0532 555 {number:04}" for number in range(450)))
    import_files(book, [path], progress=lambda done, total: told.append((done, total)))
    assert told == [(100, 450), (200, 450), (300, 450), (400, 450), (450, 450)]


def test_an_import_stopped_from_the_progress_changes_nothing(book: Book, cards: Write) -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    path = cards(*(f"FN:Customer {number}" for number in range(150)))
    with pytest.raises(KeyboardInterrupt):
        import_files(book, [path], progress=stop)
    assert everybody(book) == []
    assert outcome(import_files(book, [path])) == (150, 0, 0, 0)


def test_a_whole_export_is_no_list_of_contacts(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_text('{"format":"regulars","version":1,\n"customers":[]}')
    with pytest.raises(NotUnderstoodError, match="whole book"):
        read_contacts(path)


def test_what_a_plain_file_does_not_need_is_not_loaded() -> None:
    code = (
        "import sys, store.exchange.importing; "
        "print({'vobject', 'charset_normalizer', 'phonenumbers', 'msgspec', 'textual', 'rich'} & set(sys.modules))"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_five_thousand_cards_take_seconds(book: Book, cards: Write) -> None:
    path = cards(
        *(
            f"N:Yılmaz{number};Ayşe;;;|FN:Ayşe Yılmaz{number}|TEL;TYPE=CELL:0532 {number:07}|UID:{number}"
            f"|EMAIL:a{number}@example.org|ADR:;;Sok. {number};İzmir;;35000;Türkiye|ORG:Fırın {number % 9}"
            for number in range(5_000)
        )
    )
    began = time.perf_counter()
    assert outcome(import_files(book, [path])) == (5_000, 0, 0, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 5_000, 0)
    assert time.perf_counter() - began < 60  # 5 s on the machine where it was written
