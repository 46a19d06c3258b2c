"""Promises: what is open, what presses most first, and what became of the others, with the margin to see."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from screens.customer import CustomerScreen
from screens.promises import PromisesScreen
from store.book import Book
from store.promising import break_promise, keep_promise, make_promise, move_promise, release_promise
from store.records.customer import Customer
from tests.books import ISTANBUL, Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.test_hostile import HOSTILE

AYSE, GIORGOS, MINJUN = 1, 2, 3


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ISTANBUL)


@pytest.fixture
def winter(book: Book, clock: Clock) -> Book:
    """A winter's promises: kept early, in time and late, broken, released, and on Friday at noon some still open."""

    def promised(made: datetime, customer: int, what: str, due: date | datetime, condition: str = "") -> int:
        clock.now = made
        with book.transact("promise.add") as change:
            return make_promise(book, change, customer, what, due, condition=condition).id

    def kept(identity: int, when: datetime) -> None:
        clock.now = when
        with book.transact("promise.keep") as change:
            keep_promise(book, change, identity)

    promised(at(3, 4, 9, 45), GIORGOS, "bring the tray back", at(3, 6, 10))
    promised(at(3, 4, 9, 50), MINJUN, "call about the cake", at(3, 6, 13), "if the cherries come")
    moved = promised(at(3, 4, 9, 55), AYSE, "fit the hinge", at(3, 6, 12))
    clock.now = at(3, 4, 10)
    with book.transact("promise.move") as change:
        move_promise(book, change, moved, at(3, 11, 17), told=True)
    kept(promised(at(3, 4, 10, 5), AYSE, "weigh the flour", at(3, 5, 15)), at(3, 4, 13))
    kept(promised(at(3, 4, 10, 10), GIORGOS, "write the bill", at(3, 5, 12)), at(3, 5, 11, 40))
    kept(promised(at(2, 2, 10), AYSE, "mend the door", at(2, 3, 10)), at(2, 4, 11))
    kept(promised(at(2, 9, 10), MINJUN, "order rye", date(2026, 2, 12)), at(2, 10, 10))
    kept(promised(at(1, 7, 10, year=2025), AYSE, "a promise of old", at(1, 8, 10, year=2025)), at(1, 7, 11, year=2025))
    broken = promised(at(2, 16, 10), GIORGOS, "find the old mould", at(2, 18, 10))
    released = promised(at(2, 17, 10), MINJUN, "keep a loaf", at(2, 17, 18))
    clock.now = at(2, 19, 9)
    with book.transact("promise.break") as change:
        break_promise(book, change, broken)
        release_promise(book, change, released)
    clock.now = at(3, 6, 12)
    return book


async def open_promises(owner: Counter) -> None:
    await owner.press("3")
    assert isinstance(owner.app.screen, PromisesScreen)


async def show(owner: Counter, words: str) -> None:
    """Choose what is shown by the beginning of its words."""
    await owner.press("v")
    await owner.type(words)
    await owner.press("enter")


async def by_month(owner: Counter) -> None:
    await owner.press("o", "down", "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_open_stands_there_at_once_the_most_pressing_first(winter: Book, size: tuple[int, int]) -> None:
    async with counter(winter, size) as owner:
        await open_promises(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"promises-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_settled_ones_stand_beside_what_was_promised(winter: Book, size: tuple[int, int]) -> None:
    async with counter(winter, size) as owner:
        await open_promises(owner)
        await show(owner, "open and")
        await owner.press("end")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"promises-settled-{size[0]}")
        assert "a promise of old" not in owner.text, "due more than 12 months ago"


@pytest.mark.parametrize("size", SIZES)
async def test_month_by_month_it_says_what_each_came_to(winter: Book, size: tuple[int, int]) -> None:
    async with counter(winter, size) as owner:
        await open_promises(owner)
        await by_month(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"promises-months-{size[0]}")


async def test_what_is_settled_is_not_read_before_it_is_asked_for(winter: Book) -> None:
    asked: list[bool] = []
    promises = winter.promises

    def counted(customer: int | None = None, *, settled: bool = False) -> object:
        if customer is None:  # of one customer they are few, and their clocks go by them
            asked.append(settled)
        return promises(customer, settled=settled)

    winter.promises = counted  # type: ignore[assignment,method-assign]
    async with counter(winter) as owner:
        await open_promises(owner)
        await owner.press("v")
        assert "due in the last 12 months" in owner.text
        await owner.press("escape")
        assert asked
        assert not any(asked)
        await show(owner, "late")
        await show(owner, "kept early")
        assert asked.count(True) == 1, "once for each state of the book"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("overdue", ["bring the tray back"]),
        ("at risk", ["call about the cake", "send a new hinge"]),
        ("kept early", ["weigh the flour", "order rye"]),
        ("kept on", ["write the bill"]),
        ("kept late", ["mend the door"]),
        ("broken", ["find the old mould"]),
        ("released", ["keep a loaf"]),
        ("ayşe", ["send a new hinge", "fit the hinge", "weigh the flour", "mend the door"]),
    ],
)
async def test_v_narrows_down_by_state_or_customer_and_escape_takes_it_off(
    winter: Book, words: str, found: list[str]
) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        await show(owner, words)
        assert f"Promises  {len(found)} ·" in owner.lines[0]
        assert [what for what in found if what not in owner.text] == []
        await owner.press("escape")
        assert "Promises  4 · open" in owner.lines[0]
        assert isinstance(owner.app.screen, PromisesScreen)


async def test_filters_narrow_each_other_with_counts(winter: Book) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        await show(owner, "ayşe")
        await owner.press("v")
        await owner.type("feb")
        assert "February 2026  1" in owner.text
        await owner.press("enter")
        assert "Promises  1 · Ayşe Yılmaz · February 2026" in owner.lines[0]
        await owner.press("v")
        assert owner.text.count("on; Enter takes it off") == 2
        await owner.press("enter")
        assert "Promises  4 · February 2026" in owner.lines[0]


async def test_a_name_that_nobody_has_is_said(winter: Book) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        await show(owner, "zzz")
        assert "No customer is called “zzz”." in owner.text
        await owner.press("escape")
        assert "Promises  4 · open" in owner.lines[0]


async def test_keeping_and_undoing_from_here(winter: Book) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        assert "Γιώργος" in owner.line("›")
        await owner.press("d")
        assert "Promises  3 · open" in owner.lines[0]
        assert "Overdue" not in owner.text
        await owner.press("u")
        assert "overdue by 2 h" in owner.text
        assert "김민준" in owner.line("›"), "the cursor stays where it stood"
        await owner.press("space", "space", "d")
        assert "Promises  2 · open" in owner.lines[0], "both that were marked, in one go"


async def test_what_is_settled_cannot_be_kept_again(winter: Book) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        await show(owner, "kept late")
        assert "late by 1 day" in owner.line("›")
        before = winter.sequence
        assert "d Done" not in owner.text
        await owner.press("d", "m", "x")
        assert winter.sequence == before
        assert not owner.app.shown_screen().is_asking


async def test_enter_opens_the_customer_and_escape_comes_back_to_the_promise(winter: Book) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        await owner.press("down")
        row = owner.line("›")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CustomerScreen)
        assert "김민준" in owner.lines[0]
        await owner.press("escape")
        assert owner.line("›") == row


async def test_what_comes_due_while_one_looks_is_shown(winter: Book, clock: Clock) -> None:
    async with counter(winter) as owner:
        await open_promises(owner)
        await owner.press("down")
        assert "at risk, 1 h left" in owner.line("›")
        clock.now += timedelta(hours=2)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "overdue by 1 h" in owner.line("›")


async def test_a_customer_who_goes_while_one_looks_takes_the_filter_along(winter: Book) -> None:
    with winter.transact("customer.add") as change:
        gone = change.add(Customer(name="Defne"))
    async with counter(winter) as owner:
        await open_promises(owner)
        await show(owner, "defne")
        assert "No promise is like that. Esc takes the last filter off" in owner.text
        with winter.transact("customer.drop") as change:
            change.drop(gone)
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "Promises  4 · open" in owner.lines[0]


async def test_a_book_without_promises_says_what_comes_next(empty_book: Book) -> None:
    async with counter(empty_book, (40, 20)) as owner:
        await open_promises(owner)
        assert "No promise is open." in owner.text
        await by_month(owner)
        assert "Nothing was promised" in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_only_words(book: Book, size: tuple[int, int]) -> None:
    with book.transact("hostile") as change:
        for text in HOSTILE:
            customer = change.add(Customer(name=text))
            make_promise(book, change, customer.id, text, at(3, 6, 10), condition=text)
    async with counter(book, size) as owner:
        await open_promises(owner)
        for _page in range(8):
            assert_fits(owner.lines, size)
            await owner.press("pagedown")
