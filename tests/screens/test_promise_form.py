"""The form of a promise: what was agreed stands beside it, and a due tighter than usual is warned of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book import Book
from store.rules.promises import keep
from tests.books import Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import go_to, open_form, put, said

AGREED = "Terms: pays by the month · Prefers: call before noon · 3 of 5 visits left"


@pytest.fixture
def usual(book: Book, clock: Clock) -> Book:
    """Eight loaves that took five open hours each."""
    for _each in range(8):
        [made] = book.log("@γιώργος /phone *yesterday 10:00 +promise fri: bread")
        with book.transact("promise.keep") as change:
            change.put(keep(book.promise(made.promises[0]), clock.now - timedelta(hours=18, minutes=30)))
    return book


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_agreed_stands_beside_a_new_promise(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await open_form(owner, "promise", 0)
        assert_fits(owner.lines, size)
        assert AGREED in said(owner)
        await put(owner, "what", "look at the door")
        await put(owner, "due", "fri 17:00")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"promise-form-{size[0]}")
        await open_form(owner, "promise", 0, customer=2)
        assert "Terms" not in said(owner)


async def test_it_stands_there_as_soon_as_it_is_known_to_whom(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "promise", 0, customer=0)
        assert "Terms" not in said(owner)
        await put(owner, "customer", "ayse")
        assert AGREED in said(owner)


async def test_it_stands_beside_a_known_promise_too(book: Book) -> None:
    async with counter(book) as owner:
        await open_form(owner, "promise", 1)
        assert AGREED in said(owner)


async def test_a_tight_due_is_warned_of_and_promised_all_the_same(usual: Book) -> None:
    async with counter(usual) as owner:
        await open_form(owner, "promise", 0)
        await put(owner, "what", "look at the door")
        await put(owner, "due", "today 12:00")
        assert "Tight: that leaves 2 open hours. Usually it takes 5 open hours," in said(owner)
        await put(owner, "due", "mon 12:00")
        assert "Usually 5 open hours, four times of five up to 5 open hours (8 kept)" in said(owner)
        await put(owner, "due", "today 12:00")
        await owner.press("f2")
    assert usual.promises(1)[0].what == "look at the door"


async def test_the_contact_form_says_it_once_something_is_promised(book: Book) -> None:
    async with counter(book, (80, 40)) as owner:
        await open_form(owner, "contact", 0)
        assert "Terms" not in said(owner)
        await put(owner, "promise_what", "look at the door")
        assert AGREED in said(owner)


async def test_the_contact_form_proposes_what_goes_with_an_acknowledgement(book: Book) -> None:
    async with counter(book, (80, 40)) as owner:
        await open_form(owner, "contact", 0, customer=2)
        await go_to(owner, "direction")
        await owner.press("right")
        await go_to(owner, "kind")
        while "acknowledged" not in owner.line("Kind"):
            await owner.press("right")
        assert "An answer by tomorrow, Thursday 5 March? Write it under “You promise”" in said(owner)
        await put(owner, "promise_what", "answer")
        assert "An answer by tomorrow" not in said(owner)


async def move_asked(owner: Counter, words: str) -> None:
    """Ask on Promises to when the one with these words is to be moved."""
    await owner.press("3")
    await owner.stand_on(words)
    await owner.press("m")


async def test_moving_it_to_where_it_is_tight_is_warned_of(usual: Book) -> None:
    usual.log("@ayse /phone +promise today 17:00: oil the door")
    async with counter(usual) as owner:
        await move_asked(owner, "oil the door")
        await owner.type("today 13:30")
        assert "Tight: 4 open hours in all since it was promised. Usually it takes 5 open hours," in said(owner)
        await owner.press("ctrl+u")
        await owner.type("mon 12:00")
        assert "Tight" not in said(owner)
        await owner.press("ctrl+u")
        await owner.type("today 13:30")
        await owner.press("enter", "enter")
        assert "Moved to" in owner.text


async def test_so_does_the_line(usual: Book) -> None:
    usual.log("@김민준 /phone +promise fri: the cake")
    async with counter(usual) as owner:
        await owner.press("c")
        await owner.type("@김민준 /phone > +moved today 12:00")
        assert "Tight: 2 open hours in all" in said(owner)


async def test_of_another_kind_the_aim_is_another(book: Book) -> None:
    before = book.promise(1).aim
    async with counter(book) as owner:
        await open_form(owner, "promise", 1)
        await go_to(owner, "cause")
        await owner.type("Usta Metal")
        await put(owner, "kind", "ack")
        await owner.press("f2")
    assert book.promise(1).cause == "Usta Metal"
    assert book.promise(1).aim < before


async def test_what_others_hang_on_is_completed_so_that_it_is_named_alike(book: Book) -> None:
    book.log("@giorgos /email where is it =third ACS Courier +promise fri: the tray")
    async with counter(book) as owner:
        await open_form(owner, "promise", 1)
        await go_to(owner, "cause")
        await owner.type("cour")
        assert "ACS Courier" in owner.text
        await owner.press("tab", "f2")
    assert book.promise(1).cause == "ACS Courier"
