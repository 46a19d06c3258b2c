"""The sample shop's Today reads true against its own history: worked out plainly a second time, it says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from store.answering import resolve
from store.book import Book
from store.promising import keep_promise
from store.rules.desk import by_pressing
from store.sample import SMALL, build_sample_book
from tests.store.sample.plain_desk import PlainDesk
from tests.store.sample.told import MOMENTS, told_at

WHEN = (
    "Tuesday morning",
    "Saturday at closing",
    "Sunday night",
    "the clocks go forward",
    "New Year, five past midnight",
)


@pytest.fixture(scope="module", params=WHEN)
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, PlainDesk]]:
    now = MOMENTS[request.param]
    folder = tmp_path_factory.mktemp("book") / "book"
    build_sample_book(folder, SMALL, now=now, seed=1)
    book = Book.open(folder, clock=lambda: now)
    yield book, PlainDesk(told_at(now, SMALL, seed=1))
    book.close()


def test_who_waits_and_how_that_stands(shop: tuple[Book, PlainDesk]) -> None:
    book, plain = shop
    waiting = {row.id: row for row in plain.waiting()}
    assert len(waiting) >= 8
    shown = {row["conversation"]: row for row in book.today()[0]["waiting"]}
    assert set(shown) == set(waiting)
    for identity, row in waiting.items():
        told = shown[identity]
        assert (told["clock"], told["status"], told["customer"]) == (row.clock, row.status, row.customer)
        assert datetime.fromisoformat(told["started"]) == row.started
        assert datetime.fromisoformat(told["due"]) == row.due
        assert told["margin_s"] == row.left_s
        assert told["elapsed_real_s"] == int(plain.now.timestamp() - row.started.timestamp())
        assert told["mood"] == row.mood


def test_what_is_promised_and_how_that_stands(shop: tuple[Book, PlainDesk]) -> None:
    book, plain = shop
    promised = {row.id: row for row in plain.promised()}
    assert len(promised) >= 4
    shown = {row["id"]: row for row in book.today()[0]["promises"]}
    assert set(shown) == set(promised)
    for identity, row in promised.items():
        told = shown[identity]
        assert (told["status"], told["customer"]) == (row.status, row.customer)
        assert datetime.fromisoformat(told["due_at"]) == row.due


def test_all_of_it_stands_in_the_order_in_which_it_presses(shop: tuple[Book, PlainDesk]) -> None:
    book, plain = shop
    today, _quiet = book.today()
    shown = [(kind, row["conversation"] if kind == "waiting" else row["id"]) for kind, row in by_pressing(today)]
    assert shown == plain.mixed()


def test_whom_to_come_back_to_and_which_lines_are_parked(shop: tuple[Book, PlainDesk]) -> None:
    book, plain = shop
    today, _quiet = book.today()
    assert {row["id"] for row in today["follow_ups"]} == plain.follow_ups()
    assert {row["id"] for row in today["drafts"]} == set(plain.told.drafts)


def test_it_is_noticed_where_the_desk_and_the_history_part(shop: tuple[Book, PlainDesk]) -> None:
    book, plain = shop
    with book.transact("promise.keep") as change:
        keep_promise(book, change, plain.promised()[0].id)
    with book.transact("conversation.resolve") as change:
        resolve(book, change, plain.waiting()[0].id)
    today, _quiet = book.today()
    assert {row["id"] for row in today["promises"]} != {row.id for row in plain.promised()}
    assert {row["conversation"] for row in today["waiting"]} != {row.id for row in plain.waiting()}
    book.undo()
    book.undo()
    today, _quiet = book.today()
    assert {row["id"] for row in today["promises"]} == {row.id for row in plain.promised()}
    assert {row["conversation"] for row in today["waiting"]} == {row.id for row in plain.waiting()}
