"""Alerts: what becomes at risk or overdue while the app stands open is said once, quietly, and in nobody's way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from store.book import Book
from store.promising import keep_promise
from tests.books import WEDNESDAY, Clock
from tests.screens.counter import SIZES, Counter, assert_fits, counter


async def look(owner: Counter, clock: Clock, now: datetime) -> str:
    """Let a minute's look come at an instant, and return what is said."""
    clock.now = now
    owner.app.look_at_the_clock()
    await owner.pilot.pause()
    return owner.app.shown_screen().done_note.said


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    return WEDNESDAY.replace(hour=hour, minute=minute) + timedelta(days=days)


@pytest.mark.parametrize("size", SIZES)
async def test_a_clock_that_becomes_at_risk_and_then_overdue_says_so_once_each(
    book: Book, clock: Clock, size: tuple[int, int]
) -> None:
    async with counter(book, size) as owner:
        before = owner.lines
        assert await look(owner, clock, at(10, 14)) == ""
        assert await look(owner, clock, at(10, 15)) == "At risk now: 김민준, chat: 언제 와요 :("
        assert_fits(owner.lines, size)
        assert owner.lines[0] == before[0]
        owner.app.note("")
        assert await look(owner, clock, at(10, 16)) == ""
        assert await look(owner, clock, at(10, 31)) == "Overdue now: 김민준, chat: 언제 와요 :("
        owner.app.note("")
        assert await look(owner, clock, at(10, 32)) == ""


async def test_what_was_so_when_the_app_opened_is_not_said(book: Book, clock: Clock) -> None:
    clock.now = at(12)
    async with counter(book) as owner:
        assert "late by" in owner.line("김민준")
        assert await look(owner, clock, at(12, 1)) == ""


async def test_several_at_once_are_one_line_with_a_count(book: Book, clock: Clock) -> None:
    book.log("@ayse /phone +promise today 11:00: flour +promise today 11:10: salt")
    async with counter(book) as owner:
        assert await look(owner, clock, at(10, 31)) == "1 is overdue now, 2 are at risk now"


async def test_on_another_screen_it_says_where_it_stands(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        await owner.press("2")
        assert await look(owner, clock, at(10, 15)) == "At risk now: 김민준, chat: 언제 와요 :( · 1 shows it"
        assert "Customers" in owner.lines[0]


@pytest.mark.parametrize("keys", [("c", "@", "a"), ("m",), ("x",), ("/", "a"), (":",), ("C",), ("g",)])
async def test_it_waits_until_nothing_is_typed_any_more(book: Book, clock: Clock, keys: tuple[str, ...]) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press(*keys)
        focused = owner.app.focused
        assert await look(owner, clock, at(10, 15)) == ""
        assert owner.app.focused is focused
        await owner.press("escape")
        owner.app.follow()
        await owner.pilot.pause()
        if keys[0] in "c":  # that what was typed is kept stays there for a minute
            assert "is kept" in await look(owner, clock, at(10, 16))
            await look(owner, clock, at(10, 17))
        assert "At risk now: 김민준" in owner.app.shown_screen().done_note.said


async def test_out_of_hours_it_waits_for_the_opening(book: Book, clock: Clock) -> None:
    book.log("@ayse /phone +promise today 20:00: bring it round")
    clock.now = at(17, 50)
    async with counter(book) as owner:
        await look(owner, clock, at(17, 59))
        owner.app.note("")
        assert await look(owner, clock, at(20, 1)) == ""
        assert await look(owner, clock, at(8, 59, days=1)) == ""
        assert "Overdue now: Ayşe Yılmaz, bring it round" in await look(owner, clock, at(9, 0, days=1))


async def test_what_was_dealt_with_meanwhile_is_not_said(book: Book, clock: Clock) -> None:
    book.log("@ayse /phone +promise today 20:00: bring it round")
    clock.now = at(17, 59)
    async with counter(book) as owner:
        assert await look(owner, clock, at(20, 1)) == ""
        with book.transact("promise.keep") as change:
            keep_promise(book, change, 2)
        assert await look(owner, clock, at(9, 0, days=1)) == ""


async def test_what_was_just_said_stays_for_a_minute(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        await owner.stand_on("send a new hinge")
        await owner.press("d")
        assert "Kept" in await look(owner, clock, at(10, 15))
        owner.app.follow()
        assert "Kept" in owner.app.shown_screen().done_note.said
        assert "At risk now: 김민준" in await look(owner, clock, at(10, 16))


async def test_two_sessions_each_say_it_once(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as one, counter(elsewhere) as other:
        for owner in (one, other):
            assert "At risk now" in await look(owner, clock, at(10, 15))
            owner.app.note("")
        for owner in (one, other):
            assert await look(owner, clock, at(10, 16)) == ""
    elsewhere.close()


async def test_what_comes_up_from_another_session_while_one_looks_on_is_said(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        elsewhere.log("@γιώργος /counter ? *today 09:29 have you got rye")
        owner.app.follow()
        assert "Γιώργος" in await look(owner, clock, at(9, 33))
    elsewhere.close()


async def test_a_name_in_markup_is_said_as_it_is(book: Book, clock: Clock) -> None:
    book.log("@new [/foo] /counter ? [red]huh")
    async with counter(book) as owner:
        assert "[/foo]" in await look(owner, clock, at(9, 34))
        assert "[/foo]" in owner.lines[-2]


async def test_a_clock_that_is_set_back_says_nothing_twice(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        assert await look(owner, clock, at(10, 15))
        owner.app.note("")
        assert await look(owner, clock, at(9, 45)) == ""
        assert "At risk" in await look(owner, clock, at(10, 15)), "it was not so any more, and is again"
