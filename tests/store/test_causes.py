"""When the wholesaler fails, everybody who waits for the wholesaler stands together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store.book import Book
from store.causes import causes_of, promises_hanging_on
from store.errors import NotFoundError
from store.promising import make_promise, move_promise
from tests.books import add_customer, open_book

FRIDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 10)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Ayşe (upset) and Emma wait for a parcel by Friday, Zoe for her chain from the wholesaler."""
    book = open_book(tmp_path / "book")
    for name in ("Ayşe", "Emma", "Zoe"):
        add_customer(book, name)
    book.log("@emma /email where is my parcel :) =third ACS +promise fri: the lamp")
    book.log("@ayşe /email it is still not here :( =third acs +promise fri: the hinge")
    with book.transact("promise.add") as change:
        make_promise(book, change, 3, "a chain", TUESDAY, cause="the wholesaler")
        make_promise(book, change, 2, "a bell", TUESDAY, cause="ACS")
        make_promise(book, change, 2, "a call", FRIDAY)
    return book


def test_they_are_found_by_cause_and_by_third_party_the_upset_first(book: Book) -> None:
    (acs,) = causes_of(book)
    assert acs.name == "ACS"
    assert [one.what for one in acs.promises] == ["the hinge", "the lamp", "a bell"]
    assert [one.what for one in promises_hanging_on(book, "The Wholesaler")] == ["a chain"]


def test_when_the_matter_comes_back_to_us_it_hangs_on_them_no_more(book: Book) -> None:
    book.log("@ayşe /email the parcel is here =us")
    (acs,) = causes_of(book)
    assert [one.what for one in acs.promises] == ["the lamp", "a bell"]


def test_they_are_moved_and_told_in_one_change_and_one_undo(book: Book) -> None:
    before = book.sequence
    with book.transact("promise.move") as change:
        for one in promises_hanging_on(book, "ACS"):
            move_promise(book, change, one.id, date(2026, 3, 13), True, cause="ACS lost the van")
    assert book.sequence == before + 1
    assert [one.due for one in promises_hanging_on(book, "acs lost the VAN")] == [date(2026, 3, 13)] * 3
    book.undo()
    assert [one.due for one in promises_hanging_on(book, "ACS")] == [FRIDAY, FRIDAY, TUESDAY]


def test_a_name_on_which_nothing_hangs_is_refused_with_those_on_which_some_does(book: Book) -> None:
    with pytest.raises(NotFoundError, match=r"hangs on DHL\. Some hang on: ACS, the wholesaler"):
        promises_hanging_on(book, "DHL")


def test_a_book_without_promises_knows_no_cause(tmp_path: Path) -> None:
    empty = open_book(tmp_path / "other")
    assert causes_of(empty) == []
    with pytest.raises(NotFoundError, match=r"hangs on ACS\.$"):
        promises_hanging_on(empty, "ACS")
