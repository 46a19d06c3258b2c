"""A kept delivery offers to ask whether it arrived and works: one key takes it, anything else lets it go."""

from __future__ import annotations

import pytest

from store.book import Book
from store.promising import make_promise
from tests.screens.counter import SIZES, assert_fits, counter


@pytest.fixture
def promised(book: Book) -> Book:
    """Ayşe's hinge (1) as in every book of the screens, and a call for Giorgos."""
    with book.transact("promise.add") as change:
        make_promise(book, change, 2, "call back", book.now().date())
    return book


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_takes_what_d_offers(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("3")
        await owner.stand_on("send a new hinge" if size[0] > 60 else "Ayşe")
        await owner.press("d")
        assert_fits(owner.lines, size)
        assert "F: ask Wednesday 11 March whether it arrived and works." in " ".join(owner.text.split())
        assert book.follow_ups(1) == []
        await owner.press("F")
        noted = book.follow_ups(1)[0]
        assert (noted.what, noted.source) == ("did it arrive, does it work? send a new hinge", "promise")
        assert noted.conversation == book.promise(1).conversation
        await owner.press("F")
        assert len(book.follow_ups(1)) == 1, "it is offered once"
        await owner.press("u")
        assert book.follow_ups(1) == []
        assert book.promise(1).state == "kept"


async def test_it_goes_with_the_next_thing_that_is_done(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("3")
        await owner.stand_on("send a new hinge")
        await owner.press("d", "u", "F")
        assert book.promise(1).state == "open"
        assert book.follow_ups(1) == []


async def test_a_call_offers_nothing(promised: Book) -> None:
    async with counter(promised) as owner:
        await owner.press("3")
        await owner.stand_on("call back")
        await owner.press("d")
        assert "F: ask" not in owner.text
        before = promised.sequence
        await owner.press("F")
        assert promised.sequence == before


async def test_the_line_that_keeps_one_offers_it_too(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse /phone > it is with you +kept")
        await owner.press("enter")
        assert "F: ask" in owner.text
        await owner.press("F")
        assert [one.source for one in book.follow_ups(1)] == ["promise"]
