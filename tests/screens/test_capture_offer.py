"""An acknowledgement is no answer: the line proposes to say by when there will be one, and Tab adds that."""

from __future__ import annotations

from datetime import date

import pytest

from store.book import Book
from tests.books import Clock
from tests.screens.counter import SIZES, assert_fits, counter


@pytest.mark.parametrize("size", SIZES)
async def test_an_acknowledgement_proposes_its_promise_and_tab_adds_it(
    book: Book, clock: Clock, size: tuple[int, int]
) -> None:
    book.log("@giorgos /email where is my tray")
    async with counter(book, size) as owner:
        await owner.press("c")
        await owner.type("@giorgos /email got your mail !ack")
        assert_fits(owner.lines, size)
        said = " ".join(owner.text.split())
        assert "An answer by tomorrow, Thursday 5 March? Tab promises it." in said
        assert "aim: today 13:00" in said
        await owner.press("tab")
        assert owner.app.half_typed.line == "@giorgos /email got your mail !ack +promise 2026-03-05: answer "
        said = " ".join(owner.text.split())
        assert "Promise by tomorrow, Thursday 5 March: answer" in said
        assert "Tab promises it" not in said
        await owner.press("enter")
    promise = book.promises(2)[0]
    assert (promise.what, promise.kind, promise.due) == ("answer", "ack", date(2026, 3, 5))
    # From 9:30 to tomorrow at 18:00 there are 17 and a half open hours; a fifth of them is 3 h 30 m.
    assert f"{promise.aim:%a %H:%M}" == "Wed 13:00"
    assert book.conversation_state(promise.conversation or 0).wants_answer_since is not None, "it is no answer"


async def test_the_shop_chooses_by_when_it_means_to_answer(book: Book) -> None:
    book.set_shop({"promise.aim.ack": "0.4"})
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@giorgos /email got it !ack")
        assert "aim: today 16:30" in owner.text
        await owner.press("tab")
        assert "Your own aim: today 16:30" in owner.text


async def test_enter_saves_the_line_as_it_stands(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@giorgos /email got your mail !ack")
        await owner.press("enter")
    assert book.promises(2) == []
    assert book.timeline(2)[0].is_acknowledgement


@pytest.mark.parametrize(
    "line",
    [
        "@giorgos /email got it !ack +promise mon: the tray",
        "@giorgos /email < they got it !ack",
        "@giorgos /email > we have it",
        # Her hinge is promised already, in the matter that this is about.
        "@ayse /email got it !ack",
    ],
)
async def test_nothing_is_proposed_where_nothing_goes_with_it(book: Book, line: str) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type(line)
        assert "Tab promises it" not in owner.text


async def test_a_shop_that_never_opens_has_nothing_to_propose(book: Book) -> None:
    book.set_shop({f"hours.{day}": "" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@giorgos /email got it !ack")
        assert "Tab promises it" not in owner.text


async def test_a_reminder_alone_says_that_it_logs_no_contact(book: Book) -> None:
    before = len(book.timeline(2))
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@giorgos +follow 2 weeks: ask")
        assert "No contact is logged with it" in owner.text
        await owner.press("enter")
        assert "Saved for Γιώργος Παπαδόπουλος: 1 follow-up. u undoes it." in owner.text
    assert len(book.timeline(2)) == before
