"""How long promises take is gathered once, piece by piece, and stays right as the book goes on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.rules.promises import keep, usual_time
from tests.books import Clock, open_book


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Book:
    book = open_book(tmp_path / "book", clock)
    book.log("@new Ayşe Yılmaz hello")
    return book


def keep_one(book: Book, clock: Clock, kind: str, hours: int) -> None:
    [made] = book.log(f"@ayse {kind} +promise 2026-12-01: look")
    clock.now += timedelta(hours=hours)
    with book.transact("promise.keep") as change:
        change.put(keep(book.promise(made.promises[0]), clock.now))


def check(book: Book) -> None:
    for kind in ("", "complaint", "Request"):
        expected = usual_time(kind, book.promises(settled=True), book.calendar, book.now())
        assert book.usual_times.of(kind) == expected


def test_it_is_what_the_rule_says_before_and_after_the_history_is_written_away(book: Book, clock: Clock) -> None:
    assert book.usual_times.of("") is None
    for number in range(10):
        keep_one(book, clock, "!complaint" if number % 2 else "!request", number)
        check(book)
    book.compact()
    check(book)
    other = open_book(book.folder, clock)
    check(other)
    keep_one(other, clock, "!complaint", 30)
    check(other)
    book.follow()
    check(book)
    book.undo()
    check(book)
    book.set_shop({"hours.wed": "10:00-12:00"})
    check(book)
    clock.now += timedelta(days=85)
    check(book)
    clock.now += timedelta(days=10)
    assert book.usual_times.of("") is None


def test_gathering_can_be_done_in_pieces(book: Book, clock: Clock) -> None:
    for _each in range(9):
        keep_one(book, clock, "", 1)
    book.compact()
    fresh = open_book(book.folder, clock)
    while not fresh.usual_times.gather(0):
        pass
    check(fresh)
