"""Follow-ups that wait for something to happen: what is waited for, and what happens when it has."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.book import Book
from store.errors import NotFoundError
from store.occasions import fire, occasion_named, occasions
from tests.books import WEDNESDAY, Clock, add_customer, open_book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Two wait for the frost, one of them writes it in Turkish letters, and one waits for the wine fair."""
    book = open_book(tmp_path / "book", Clock())
    for name in ("Ayşe Yılmaz", "Γιώργος Παπαδόπουλος"):
        add_customer(book, name)
    for line in (
        "@1 +follow when frost: cover the pipes",
        "@2 +follow when Frost: bring in the lemon tree",
        "@1 +follow when Şarap Fuarı: invite her",
        "@2 +follow tomorrow: ask",
    ):
        book.log(line)
    return book


def test_what_is_waited_for_is_listed_by_its_name(book: Book) -> None:
    assert [(one.name, [waiting.customer for waiting in one.waiting]) for one in occasions(book)] == [
        ("frost", [1, 2]),
        ("Şarap Fuarı", [1]),
    ]


@pytest.mark.parametrize("name", ["frost", "FROST", " Frost ", "fróst"])
def test_everybody_who_waits_is_due_now_in_one_change_and_one_undo(book: Book, name: str) -> None:
    before = book.sequence
    with book.transact("followup.fire") as change:
        fired = fire(book, change, name)
    assert book.sequence == before + 1
    assert [(one.customer, one.due, one.fired, one.occasion) for one in fired] == [
        (1, date(2026, 3, 4), WEDNESDAY, "frost"),
        (2, date(2026, 3, 4), WEDNESDAY, "Frost"),
    ]
    assert [one.name for one in occasions(book)] == ["Şarap Fuarı"]
    book.undo()
    assert [one.name for one in occasions(book)] == ["frost", "Şarap Fuarı"]


@pytest.mark.parametrize("name", ["sarap fuari", "ŞARAP FUARI", "şarap  fuarı"])
def test_a_name_is_known_without_its_accents(book: Book, name: str) -> None:
    assert occasion_named(book, name).name == "Şarap Fuarı"


def test_a_name_is_known_in_latin_letters(book: Book) -> None:
    book.log("@2 +follow when πρώτο χιόνι: chains")
    assert occasion_named(book, "proto chioni").name == "πρώτο χιόνι"


def test_for_what_nobody_waits_says_what_is_waited_for(book: Book) -> None:
    with pytest.raises(NotFoundError, match=r"Nobody waits for “hail”. Waited for: frost \(2\), Şarap Fuarı \(1\)."):
        occasion_named(book, "hail")
    for name in ("frost", "şarap fuarı"):
        with book.transact("followup.fire") as change:
            fire(book, change, name)
    with pytest.raises(NotFoundError, match=r"\+follow when frost"):
        occasion_named(book, "frost")
