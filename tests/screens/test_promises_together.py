"""When one thing fails, everybody who waits for it is told: marked together, hardest hit first, moved in one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from screens.promises import PromisesScreen
from screens.shop import ShopScreen
from store.book import Book
from store.promising import make_promise
from store.records.contact_person import Labelled
from store.rules.promises import agreed_due
from tests.books import WEDNESDAY, Clock, add_customer
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.test_hostile import HOSTILE

FRIDAY, TUESDAY = date(2026, 3, 6), date(2026, 3, 10)


@pytest.fixture
def late_parcel(book: Book) -> Book:
    """Ayşe's hinge, Emma's lamp and a bell hang on ACS; Emma's chain on the wholesaler too; a call on nothing."""
    add_customer(book, "Emma", phones=(Labelled(value="0532 111 22 33"),))
    add_customer(book, "Zoe")
    book.log("@emma /email where is my lamp :) =third ACS +promise fri: send the lamp")
    book.log("@zoe /email it is still not here :( =third acs +promise fri: the bell")
    with book.transact("promise.add") as change:
        make_promise(book, change, 5, "a chain", TUESDAY, cause="the wholesaler")
        make_promise(book, change, 6, "a bolt", TUESDAY, cause="The Wholesaler")
        make_promise(book, change, 5, "call about it", FRIDAY)
        make_promise(book, change, 1, "a spring", TUESDAY, cause="nobody else's")
    return book


def named(book: Book, promise: str) -> int:
    return next(one.id for one in book.promises() if one.what == promise)


async def stand_on(owner: Counter, what: str) -> None:
    await owner.press("3")
    await owner.stand_on(what)


@pytest.mark.parametrize("size", SIZES)
async def test_r_marks_what_hangs_on_the_same_the_hardest_hit_first(late_parcel: Book, size: tuple[int, int]) -> None:
    async with counter(late_parcel, size) as owner:
        await owner.press("3")
        await owner.stand_on("Emma" if size[0] < 60 else "send the lamp")
        await owner.press("r")
        assert isinstance(owner.app.screen, PromisesScreen)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"promises-together-{size[0]}")
        marked = [late_parcel.promise(target.id).what for target in owner.app.screen.marked]
        assert marked == ["the bell", "send the lamp"], "Zoe was upset"


async def test_they_are_moved_and_told_in_one_step_and_one_undo(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await stand_on(owner, "send the lamp")
        await owner.press("r", "m")
        await owner.type("mon 12:00")
        await owner.press("enter")
        assert "Do they know of it?" in owner.text
        await owner.press("enter")
        for what in ("the bell", "send the lamp"):
            (moved,) = late_parcel.promise(named(late_parcel, what)).moves
            assert moved.told
        assert "Promises  2 · on ACS" in owner.lines[0], "whom to tell still stands there"
        await owner.press("u")
        assert late_parcel.promise(named(late_parcel, "the bell")).moves == ()
        assert late_parcel.promise(named(late_parcel, "send the lamp")).moves == ()


async def test_told_one_by_one_after_they_were_moved(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await stand_on(owner, "send the lamp")
        await owner.press("r", "m")
        await owner.type("mon")
        await owner.press("enter", "down", "enter")
        assert owner.text.count("not told of Mon") == 2
        await owner.press("home", "m")
        assert "as moved; they know" in owner.text
        await owner.press("enter", "enter")
        assert owner.text.count("not told of Mon") == 1
        bell = late_parcel.promise(named(late_parcel, "the bell"))
        assert agreed_due(bell, late_parcel.calendar) == date(2026, 3, 9)


async def test_a_due_told_after_the_former_had_passed_is_told_too_late(late_parcel: Book, clock: Clock) -> None:
    clock.now = WEDNESDAY + timedelta(days=4)
    async with counter(late_parcel) as owner:
        await stand_on(owner, "send the lamp")
        await owner.press("m")
        await owner.type("mon")
        await owner.press("enter", "enter")
        assert "told too late of" in owner.text
        assert "not told of" not in owner.text
        await owner.press("m")
        assert "as moved; they know" not in owner.text, "they know already"


async def test_escape_takes_the_marks_away_and_then_shows_all_again(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await stand_on(owner, "a chain")
        await owner.press("r")
        assert "Promises  2 · on the wholesaler" in owner.lines[0]
        await owner.press("escape")
        assert not owner.app.shown_screen().marked
        await owner.press("escape")
        assert "Promises  7 · open" in owner.lines[0]


async def test_one_that_hangs_on_two_things_asks_on_which(late_parcel: Book) -> None:
    lamp = late_parcel.promise(named(late_parcel, "send the lamp"))
    with late_parcel.transact("promise.add") as change:
        make_promise(late_parcel, change, 5, "a bulb", TUESDAY, cause="the wholesaler", conversation=lamp.conversation)
    async with counter(late_parcel) as owner:
        await stand_on(owner, "a bulb")
        await owner.press("r")
        assert "It hangs on several. On which?" in owner.text
        await owner.type("whole")
        assert owner.app.screen.is_asking
        await owner.press("ctrl+u")
        await owner.type("the")
        await owner.press("enter")
        assert "Promises  3 · on the wholesaler" in owner.lines[0]


async def test_what_a_promise_hangs_on_stands_with_it(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await owner.press("3")
        assert "by Tue, hangs on The Wholesaler" in owner.text


async def test_what_hangs_on_nothing_says_so(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await stand_on(owner, "call about it")
        await owner.press("r")
        assert "It hangs on nothing." in owner.text
        await owner.stand_on("a spring")
        await owner.press("r")
        assert "No other open promise hangs on nobody else's." in owner.text


async def test_a_closed_day_leads_to_the_promises_caught_in_it(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await owner.press("9", "N")
        await owner.press("enter")
        await owner.type("fri")
        await owner.press("enter")
        await owner.type("fair")
        await owner.press("enter")
        assert "r shows the promises" in " ".join(owner.text.split())
        await owner.press("r")
        assert "Promises  4 · on closed days" in owner.lines[0]
        await owner.press("m")
        await owner.type("mon")
        await owner.press("enter", "enter")
        assert all(one.due != FRIDAY for one in late_parcel.promises())
        await owner.press("escape", "escape")
        assert isinstance(owner.app.screen, ShopScreen)
        await owner.press("r")
        assert isinstance(owner.app.screen, ShopScreen), "nothing is caught any more"


async def test_the_row_of_closed_days_leads_there_later_too(late_parcel: Book) -> None:
    late_parcel.set_shop({"closed.2026-03-10": "stocktaking"})
    async with counter(late_parcel) as owner:
        await owner.press("9")
        await owner.stand_on("stocktaking")
        await owner.press("r")
        assert "Promises  3 · on closed days" in owner.lines[0]


async def test_other_hours_catch_promises_as_well(late_parcel: Book) -> None:
    async with counter(late_parcel) as owner:
        await owner.press("9")
        await owner.stand_on("Tue")
        await owner.press("enter", "ctrl+u")
        await owner.type("closed")
        await owner.press("enter")
        while owner.app.screen.is_asking:
            await owner.press("enter")
        assert "3 promises fall into it" in " ".join(owner.text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_causes_are_only_words(book: Book, size: tuple[int, int]) -> None:
    with book.transact("hostile") as change:
        for text in HOSTILE:
            for _each in range(2):
                make_promise(book, change, 1, text, FRIDAY, cause=text)
    async with counter(book, size) as owner:
        await owner.press("3")
        for _promise in range(8):
            await owner.press("r")
            assert_fits(owner.lines, size)
            await owner.press("escape", "escape", "down", "down")
