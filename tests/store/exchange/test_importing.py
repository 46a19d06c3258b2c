"""The owner brings in the phone's address book, again and again, and the book stays true."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book import Book
from store.errors import BookReadOnlyError, NotFoundError, NotUnderstoodError
from store.exchange.importing import ImportResult, Skipped, import_files, read_contacts
from store.records.contact_person import Labelled
from store.records.customer import Customer
from tests.books import add_customer, open_book

SAMPLES = Path(__file__).parent / "samples"
Write = Callable[..., Path]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book of a shop in Turkey."""
    book = open_book(tmp_path / "book")
    book.set_shop({"country": "TR"})
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


def add_phone(book: Book, name: str, *phones: str, **more: object) -> Customer:
    """Add a customer with phones."""
    return add_customer(book, name, phones=tuple(Labelled(value=phone) for phone in phones), **more)


def outcome(result: ImportResult) -> tuple[int, int, int, int]:
    """How many rows were added, updated, left as they were, and skipped."""
    assert result.read == result.added + result.updated + result.unchanged + len(result.skipped)
    return result.added, result.updated, result.unchanged, len(result.skipped)


def everybody(book: Book) -> list[str]:
    """The names in the book, in order of id."""
    return [customer.shown_name for customer in book.customers()]


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


# Who is who


def test_a_card_with_the_same_uid_is_the_same_person_under_a_new_name(book: Book, cards: Write) -> None:
    import_files(book, [cards("FN:Anna Vogel|TEL:0532 555 01 01|UID:1")])
    result = import_files(book, [cards("FN:Anna Braun|TEL:0532 555 01 01|TEL:0532 555 01 02|UID:1")])
    assert outcome(result) == (0, 1, 0, 0)
    (anna,) = book.customers()
    assert anna.name == "Anna Vogel"
    assert [phone.value for phone in anna.phones] == ["0532 555 01 01", "0532 555 01 02"]


def test_a_uid_that_two_strangers_share_joins_nobody(book: Book, cards: Write) -> None:
    path = cards("FN:Anna|TEL:0532 555 01 01|UID:1", "FN:Bruno|TEL:0532 555 01 02|UID:1")
    assert outcome(import_files(book, [path])) == (2, 0, 0, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 2, 0)


def test_a_family_that_shares_a_phone_stays_a_family(book: Book, cards: Write) -> None:
    path = cards("FN:Ayşe Yılmaz|TEL:0212 555 01 02", "FN:Mehmet Yılmaz|TEL:+90 212 555 01 02")
    assert outcome(import_files(book, [path])) == (2, 0, 0, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 2, 0)
    lone = cards("TEL:0212 5550102", name="lone.vcf")
    assert outcome(import_files(book, [lone])) == (0, 0, 1, 0)
    assert everybody(book) == ["Ayşe Yılmaz", "Mehmet Yılmaz"]


def test_a_number_noted_at_the_counter_gets_its_name(book: Book, cards: Write) -> None:
    number = add_phone(book, "", "0532 555 01 01")
    result = import_files(book, [cards("FN:Ayşe|TEL:+905325550101|EMAIL:ayse@example.org")])
    assert outcome(result) == (0, 1, 0, 0)
    ayse = book.customer(number.id)
    assert ayse.name == "Ayşe"
    assert [phone.value for phone in ayse.phones] == ["0532 555 01 01"]
    assert ayse.emails == (Labelled(value="ayse@example.org"),)


@pytest.mark.parametrize(
    ("there", "card", "is_same"),
    [
        ("0532 555 01 01", "FN:İlker Kaya|TEL:+90 532 5550101", True),
        ("+905325550101", "FN:ILKER KAYA|TEL:0532-555-01-01", True),
        ("0532 555 01 01", "FN:İlker Kaya", True),
        ("0532 555 01 01", "FN:İlker Kaya|TEL:0532 555 01 02", False),
        ("0532 555 01 01", "FN:İlker Can Kaya|TEL:0532 555 01 01", False),
        ("0532 555 01 01", "FN:İlker Kaya|EMAIL:i@example.org", False),
        ("", "FN:İlker Kaya|TEL:0532 555 01 02", True),
    ],
)
def test_who_is_the_same_person(there: str, card: str, is_same: bool, book: Book, cards: Write) -> None:
    add_phone(book, "İlker Kaya", *filter(None, [there]))
    result = import_files(book, [cards(card)])
    assert result.added == (not is_same)
    assert len(everybody(book)) == 2 - is_same


def test_two_namesakes_without_numbers_are_told_apart_by_what_speaks_against_it(book: Book, cards: Write) -> None:
    path = cards(
        "FN:Ali Kaya|ORG:Fırın|NOTE:a",
        "FN:Ali Kaya|ORG:Berber|NOTE:b",
        "FN:Ali Kaya|BDAY:--0412|ORG:Market",
    )
    assert outcome(import_files(book, [path])) == (3, 0, 0, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 3, 0)


def test_a_handle_alone_is_known_again(book: Book, cards: Write) -> None:
    path = cards("IMPP:telegram:ayse", "NOTE:the tall one", "NOTE:the small one")
    assert outcome(import_files(book, [path])) == (3, 0, 0, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 3, 0)
    assert outcome(import_files(book, [cards("FN:Ayşe|IMPP:telegram:ayse")])) == (0, 1, 0, 0)


def test_identical_cards_in_one_file_are_one_customer(book: Book, cards: Write) -> None:
    card = "FN:Anna|TEL:0532 555 01 01|NOTE:a"
    assert outcome(import_files(book, [cards(card, card, card)])) == (1, 0, 2, 0)


def test_two_cards_of_one_person_lose_neither_note(book: Book, cards: Write) -> None:
    path = cards("FN:Anna|TEL:0532 555 01 01|NOTE:rye", "FN:Anna|TEL:0532 555 01 01|NOTE:no seeds")
    assert outcome(import_files(book, [path])) == (1, 1, 0, 0)
    (anna,) = book.customers()
    assert anna.note == "rye\n\nno seeds"
    assert outcome(import_files(book, [path])) == (0, 0, 2, 0)


def test_what_the_owner_wrote_is_never_overwritten(book: Book, cards: Write) -> None:
    path = cards("FN:Anna Vogel|TEL;CELL:0532 555 01 01|NOTE:from the phone|ORG:Fırın|BDAY:--0412|UID:1")
    import_files(book, [path])
    (anna,) = book.customers()
    mine = replace(anna, name="Anna V.", note="mine", company="Pastane", call_by="Anna Hanım", stage="regular")
    with book.transact("customer.edit") as change:
        change.put(mine)
    assert outcome(import_files(book, [path])) == (0, 0, 1, 0)
    assert list(book.customers()) == [mine]


def test_an_edited_card_brings_what_is_new(book: Book, cards: Write) -> None:
    import_files(book, [cards("FN:Anna|TEL:0532 555 01 01|CATEGORIES:rye")])
    result = import_files(
        book,
        [cards("FN:Anna|TEL:0532 555 01 02|TEL:0532 555 01 01|CATEGORIES:Rye,late|EMAIL:a@example.org|TITLE:Boss")],
    )
    assert outcome(result) == (0, 1, 0, 0)
    (anna,) = book.customers()
    assert [phone.value for phone in anna.phones] == ["0532 555 01 01", "0532 555 01 02"]
    assert anna.tags == ("rye", "late")
    assert anna.fields == {"title": "Boss"}


# Running


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


def test_thousands_who_share_everything_but_one_thing_take_seconds(book: Book, cards: Write) -> None:
    path = cards(
        *(f"FN:Guest {number}|TEL:0532 555 01 01" for number in range(2_000)),
        *(f"FN:Guest|TEL:0533 {number:07}" for number in range(2_000)),
        *(f"FN:Guest|NOTE:{number}|ORG:{number}" for number in range(500)),
    )
    began = time.perf_counter()
    import_files(book, [path])
    assert outcome(import_files(book, [path]))[0] == 0
    assert time.perf_counter() - began < 60  # 4 s on the machine where it was written


PROPERTIES = st.sampled_from(
    [
        "FN:Ali", "FN:ALİ", "FN:Veli", "ORG:Fırın", "ORG:Berber", "N:Kaya;Ali;;;", "NOTE:a", "NOTE:b",
        "TEL:0532 555 01 01", "TEL:+905325550101", "TEL:0532 555 01 02", "TEL:112", "EMAIL:a@example.org",
        "EMAIL:A@example.org", "IMPP:telegram:ali", "UID:", "BDAY:--0412", "BDAY:--0413", "GENDER:M",
        "GENDER:F", "ADR:;;Moda Cad. 5;;;;", "ADR:;;moda cad 5;;;;TR", "CATEGORIES:x", "LANG:tr", "X-A:1",
    ]
)  # fmt: skip
CARDS = st.lists(st.lists(PROPERTIES, min_size=1, max_size=5).map("|".join), min_size=1, max_size=7)


@given(CARDS)
@settings(max_examples=60)
def test_whatever_cards_there_are_the_second_time_adds_nothing(
    tmp_path_factory: pytest.TempPathFactory, cards: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    path = folder / "cards.vcf"
    # As in every address book, no two cards have the same identifier.
    lines = (card.replace("UID:", f"UID:{number}").replace("|", "\n") for number, card in enumerate(cards))
    path.write_text("".join(f"BEGIN:VCARD\n{card}\nEND:VCARD\n" for card in lines))
    book = open_book(folder / "book")
    try:
        book.set_shop({"country": "TR"})
        first = import_files(book, [path])
        people = list(book.customers())
        second = import_files(book, [path])
        assert sum(outcome(first)) == first.read == len(cards)
        assert outcome(second) == (0, 0, first.added + first.updated + first.unchanged, len(first.skipped))
        assert list(book.customers()) == people
    finally:
        book.close()
