"""Closing: at the end of the day one key shows what was done, and what must not be forgotten over night."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book import Book
from store.promising import keep_promise
from store.reminding import snooze_follow_up
from tests.books import WEDNESDAY, Clock
from tests.screens.counter import SIZES, assert_fits, assert_snapshot, counter

EVENING = WEDNESDAY.replace(hour=18, minute=20)


def a_day(book: Book, clock: Clock) -> None:
    """Let Wednesday go by: one answer in time, one too late, a promise kept, and something left for the evening."""
    book.log(
        "@ayse /phone +promise today 19:00: ring about the door +promise thu 11:00: bring flour +promise thu: a key"
    )
    clock.now = WEDNESDAY.replace(minute=35)
    book.log("@ayse /chat is Friday still right?")
    clock.now = WEDNESDAY.replace(minute=50)
    book.log("@ayse > /chat yes it is")
    clock.now = WEDNESDAY.replace(hour=12, minute=0)
    book.log("@김민준 > /chat 금요일에 와요")
    with book.transact("promise.keep") as change:
        keep_promise(book, change, 4)
    book.park("@ayse half a sent", book.now(), 1)
    clock.now = EVENING


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_shows_the_day(book: Book, clock: Clock, size: tuple[int, int]) -> None:
    a_day(book, clock)
    async with counter(book, size) as owner:
        await owner.press("E")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"closing-{size[0]}")


async def test_from_closing_time_on_today_offers_it_in_one_quiet_line(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        assert "E shows the day" not in owner.text
        clock.now = WEDNESDAY.replace(hour=17, minute=59)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "E shows the day" not in owner.text
        clock.now = WEDNESDAY.replace(hour=18)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert owner.line("Closed for today. E shows the day.")
        clock.now = WEDNESDAY + timedelta(days=1)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "E shows the day" not in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_offer_is_seen_however_full_the_desk_is(book: Book, clock: Clock, size: tuple[int, int]) -> None:
    for number in range(30):
        book.log(f"@ayse /email question {number} =new +follow today: ask {number} +promise today: thing {number}")
        book.park(f"@ayse half {number}", book.now(), 1)
    clock.now = EVENING
    async with counter(book, size) as owner:
        assert "E shows the day" in " ".join(owner.text.split())
        assert_fits(owner.lines, size)


async def test_what_is_put_off_until_the_morning_is_said_to_be(book: Book, clock: Clock) -> None:
    (saved,) = book.log("@김민준 /phone hi +follow 2026-03-02: ask about the hinge +follow 2026-03-02: send the tray")
    hinge, tray = saved.follow_ups
    with book.transact("followup.snooze") as change:
        snooze_follow_up(book, change, hinge, EVENING + timedelta(hours=14))
        snooze_follow_up(book, change, tray, EVENING.date() + timedelta(days=1))
    clock.now = EVENING
    async with counter(book) as owner:
        await owner.press("E")
        assert "put off until tomorrow 08:20" in owner.line("ask about the hinge")
        assert "put off until tomorrow" in owner.line("send the tray")


async def test_what_is_left_is_dealt_with_from_there(book: Book, clock: Clock) -> None:
    a_day(book, clock)
    async with counter(book) as owner:
        await owner.press("E")
        await owner.stand_on("ring about the door")
        await owner.press("d")
        assert book.promise(2).state == "kept"
        assert "Kept: ring about the door. u undoes it." in owner.text
        assert "kept 18:20" in owner.line("ring about the door ")
        await owner.press("u")
        assert book.promise(2).state == "open"
        await owner.stand_on("bring flour")
        await owner.press("m", *"fri 11:00", "enter", "enter")
        assert book.promise(3).moves[0].told
        assert "bring flour" not in owner.text.partition("Moved")[0]


async def test_rows_open(book: Book, clock: Clock) -> None:
    a_day(book, clock)
    async with counter(book) as owner:
        await owner.press("E")
        await owner.stand_on("answered 09:50")
        await owner.press("enter")
        assert "Conversation" in owner.lines[0]
        await owner.press("escape")
        assert "answered 09:50" in owner.line("›")
        await owner.stand_on("bring flour")
        await owner.press("enter")
        assert "Ayşe Yılmaz" in owner.lines[0]
        await owner.press("escape")
        await owner.stand_on("half a sent")
        await owner.press("enter")
        assert owner.app.half_typed.line == "@ayse half a sent"


async def test_a_long_section_is_folded_and_enter_shows_the_rest(book: Book, clock: Clock) -> None:
    for number in range(14):
        book.log(f"@ayse /phone +promise today 20:00: thing {number}")
    clock.now = EVENING
    async with counter(book) as owner:
        await owner.press("E")
        assert "thing 9" not in owner.text
        await owner.stand_on("and 7 more: Enter shows them")
        await owner.press("enter")
        await owner.stand_on("thing 13")


async def test_another_session_and_the_clock_change_what_stands_there(book: Book, clock: Clock) -> None:
    a_day(book, clock)
    elsewhere = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await owner.press("E")
        with elsewhere.transact("promise.keep") as change:
            keep_promise(elsewhere, change, 2)
        owner.app.follow()
        await owner.pilot.pause()
        assert "kept 18:20" in owner.line("ring about the door")
        elsewhere.undo()
        owner.app.follow()
        clock.now = EVENING + timedelta(hours=1)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "overdue by 20 m" in owner.line("ring about the door")
    elsewhere.close()


async def test_a_day_without_anything_says_so_and_when_the_shop_opens(empty_book: Book, clock: Clock) -> None:
    clock.now = EVENING
    async with counter(empty_book) as owner:
        await owner.press("E")
        words = " ".join(owner.text.split())
        assert (
            "Nothing was answered, missed or kept yet. The shop opens again tomorrow, Thursday 5 March, 09:00." in words
        )
        await owner.press("E")
        assert "Closing" in owner.lines[0]
        await owner.press("escape")
        assert "Today" in owner.lines[0]
