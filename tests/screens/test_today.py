"""Today: what needs the owner, in words, as it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book import Book
from tests.books import Clock, add_customer
from tests.screens.counter import SIZES, assert_fits, assert_snapshot, counter


@pytest.mark.parametrize("size", SIZES)
async def test_today_says_who_what_and_when(book: Book, size: tuple[int, int]) -> None:
    book.park("@ayse half a sent", book.now() - timedelta(minutes=5), 1)
    async with counter(book, size) as owner:
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"today-{size[0]}")


async def test_sections_carry_their_counts_and_only_those_with_something_stand_there(book: Book) -> None:
    async with counter(book) as owner:
        assert owner.line("Waiting and promised 2")
        assert owner.line("Follow-ups 1")
        assert "Parked lines" not in owner.text


async def test_enter_opens_the_customer_and_escape_comes_back_to_the_same_row(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("down")
        row = owner.line("›")
        assert "Ayşe" in row
        await owner.press("enter")
        assert "Ayşe" in owner.lines[0]
        await owner.press("escape")
        assert owner.line("›") == row


async def test_a_first_run_says_which_key_comes_next(empty_book: Book) -> None:
    for size in SIZES:
        async with counter(empty_book, size) as owner:
            words = " ".join(owner.text.split())
            assert "No customers yet. Press c to log a first contact, I to bring in an address book." in words
            assert_fits(owner.lines, size)


async def test_a_quiet_day_says_so(empty_book: Book) -> None:
    add_customer(empty_book, "Ayşe")
    async with counter(empty_book) as owner:
        assert "Nothing needs you now." in owner.text


async def test_another_sessions_change_shows_without_a_key_and_the_cursor_stays(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await owner.press("down")
        elsewhere.log("@new Defne /email do you have rye? *today 06:00")
        owner.app.follow()
        await owner.pilot.pause()
        assert "do you have" in owner.line("Defne")
        assert "Ayşe" in owner.line("›")
        elsewhere.undo()
        owner.app.follow()
        await owner.pilot.pause()
        assert "Defne" not in owner.text
    elsewhere.close()


async def test_another_sessions_change_waits_on_the_screen_below(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await owner.press("2")
        elsewhere.log("@new Defne /email do you have rye?")
        owner.app.follow()
        await owner.pilot.pause()
        assert "Defne" in owner.text
        await owner.press("escape")
        assert "Defne" in owner.text
    elsewhere.close()


async def test_a_promise_turns_overdue_while_the_screen_stands_open(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        assert "promised by Fri 17:00" in owner.line("send a new hinge")
        clock.now += timedelta(days=1)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "by tomorrow 17:00" in owner.line("send a new hinge")
        assert "Thu 5 Mar" in owner.lines[0]
        clock.now += timedelta(days=1, hours=10)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "overdue by 2 h 30 m" in owner.line("send a new hinge")


async def test_two_hundred_rows_are_walked_with_paging_keys(book: Book) -> None:
    with book.transact("import") as change:
        for number in range(200):
            change.add(
                book.promise(1).__class__(
                    customer=1,
                    what=f"thing {number:03}",
                    made=book.now(),
                    due=book.now() + timedelta(minutes=number),
                    original_due=book.now() + timedelta(minutes=number),
                    aim=book.now(),
                )
            )
    async with counter(book) as owner:
        await owner.press("end")
        assert "Ayşe" not in owner.line("›")
        await owner.press("home")
        assert "Waiting and promised" in owner.lines[2]
        await owner.press("pagedown", "pagedown", "pageup", "j", "k")
        assert owner.line("›")
