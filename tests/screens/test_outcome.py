"""Closing a matter asks what the customer got, which then stands in the matter and in their history."""

from __future__ import annotations

import pytest

from store.answering import resolve
from store.book import Book
from tests.books import Clock
from tests.screens.counter import SIZES, assert_fits, counter


@pytest.fixture
def answered(book: Book) -> Book:
    """김민준's question is answered; nothing waits in it any more."""
    book.log("@김민준 /chat > at ten =2")
    return book


@pytest.mark.parametrize("key", ["x", "d"])
@pytest.mark.parametrize("size", SIZES)
async def test_a_matter_is_closed_by_key_with_what_they_got(answered: Book, size: tuple[int, int], key: str) -> None:
    async with counter(answered, size) as owner:
        await owner.app.run_action("app.show_conversation(2)")
        await owner.pilot.pause()
        await owner.press("home", key)
        assert "what they got" in " ".join(owner.text.split())
        await owner.type("a cake at ten")
        await owner.press("enter")
        assert_fits(owner.lines, size)
        assert answered.conversation(2).outcome == "a cake at ten"
        assert "a cake at ten" in owner.line("Outcome")
        await owner.app.run_action("app.show_customer(3)")
        await owner.pilot.pause()
        assert_fits(owner.lines, size)
        assert "they got: a cake at ten" in owner.text
        await owner.stand_on("they got" if size[0] > 60 else "·")
        await owner.press("enter")
        assert "Conversation 2" in owner.lines[0]
        await owner.press("u")
        assert answered.conversation(2).settled is None


async def test_it_may_be_left_empty(answered: Book) -> None:
    async with counter(answered) as owner:
        await owner.app.run_action("app.show_conversation(2)")
        await owner.pilot.pause()
        await owner.press("home", "d", "enter")
    assert answered.conversation(2).settled is not None
    assert answered.conversation(2).outcome == ""


async def test_where_a_message_waits_d_is_the_answer(book: Book) -> None:
    async with counter(book) as owner:
        await owner.app.run_action("app.show_conversation(2)")
        await owner.pilot.pause()
        await owner.press("home", "d")
        assert not owner.app.shown_screen().is_asking
    assert book.conversation(2).settled is None
    assert book.conversation_state(2).wants_answer_since is None


async def test_outcomes_stand_between_the_entries_where_they_were_reached(book: Book, clock: Clock) -> None:
    with book.transact("conversation.resolve") as change:
        resolve(book, change, 2, "a cake")
    clock.now = clock.now.replace(day=5)
    book.log("@김민준 /phone thanks a lot")
    async with counter(book) as owner:
        await owner.app.run_action("app.show_customer(3)")
        await owner.pilot.pause()
        order = [owner.text.index(words) for words in ("thanks a lot", "they got: a cake", "언제 와요")]
        assert order == sorted(order)
        await owner.press("v")
        await owner.type("/phone")
        await owner.press("enter")
        assert "they got" not in owner.text, "of a part of the history only entries are shown"


async def test_who_closes_it_and_goes_back_at_once_is_no_other_session(answered: Book) -> None:
    async with counter(answered) as owner:
        await owner.app.run_action("app.show_customer(3)")
        await owner.app.run_action("app.show_conversation(2)")
        await owner.pilot.pause()
        await owner.press("home", "x")
        await owner.arrive("enter", "escape")
        await owner.pilot.pause()
        assert "Another session" not in owner.text


async def test_two_matters_that_are_one_are_marked_and_made_one(book: Book, clock: Clock) -> None:
    clock.now = clock.now.replace(hour=11)
    book.log("@ayse /chat =new the oven door, once more")
    async with counter(book) as owner:
        await owner.app.run_action("app.show_customer(1)")
        await owner.pilot.pause()
        await owner.stand_on("the oven door squeaks")
        await owner.press("J")
        assert book.conversation(3).merged_into is None, "one alone is not made one with anything"
        await owner.press("space")
        await owner.stand_on("once more")
        await owner.press("space", "J")
        assert "Made one: 2 conversations. u undoes it." in owner.text
        assert book.conversation(3).merged_into == 1
        await owner.press("u")
        assert book.conversation(3).merged_into is None


async def test_a_line_that_closes_a_matter_says_where_to_note_what_they_got(answered: Book) -> None:
    async with counter(answered) as owner:
        await owner.press("c")
        await owner.type("@김민준 /phone > see you at ten =done")
        await owner.press("enter")
        assert "Closed; e on the matter notes what they got." in " ".join(owner.text.split())
    assert answered.conversation(2).settled is not None
