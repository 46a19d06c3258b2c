"""Who comes in again is known again, strangers stay strangers, and nothing of the owner's is overwritten."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book import Book
from store.exchange.importing import import_files
from store.records.contact_person import Labelled
from tests.books import open_book
from tests.store.exchange.imports import Write, add_phone, everybody, outcome


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
        "FN:Ali Kaya|ORG:+++|NOTE:d",
        "FN:Ali Kaya|ORG:???|NOTE:e",
    )
    assert outcome(import_files(book, [path])) == (5, 0, 0, 0)
    assert outcome(import_files(book, [path])) == (0, 0, 5, 0)


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
