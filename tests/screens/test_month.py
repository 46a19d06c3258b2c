"""The month: how full each day is, which days are closed, and what falls on the day that is chosen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from screens.customer import CustomerScreen
from screens.follow_ups import FollowUpsScreen
from screens.month import MonthScreen
from store.book import Book
from store.promising import make_promise
from store.records.customer import Customer
from store.reminding import make_follow_up
from tests.books import ISTANBUL, Clock
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.form_counter import put
from tests.screens.test_follow_ups import AYSE, GIORGOS, MINJUN, TODAY, note
from tests.screens.test_hostile import HOSTILE


@pytest.fixture
def march(book: Book) -> Book:
    """A March of follow-ups and promises, with a holiday and a day off."""
    book.set_shop({"country": "TR", "closed.2026-03-12": "stocktaking"})
    note(book, AYSE, "ask about the hinge", TODAY - timedelta(days=2))
    for number in range(12):
        note(book, MINJUN, f"call number {number + 1}", date(2026, 3, 10))
    note(book, GIORGOS, "ask for the order", TODAY + timedelta(days=1), "FREQ=WEEKLY;INTERVAL=2")
    note(book, MINJUN, "fetch the tins", datetime(2026, 3, 5, 11, tzinfo=ISTANBUL))
    note(book, AYSE, "offer the service", date(2026, 3, 12), "FREQ=MONTHLY")
    note(book, GIORGOS, "bring the geraniums in", None, occasion="frost")
    with book.transact("promise.add") as change:
        make_promise(book, change, GIORGOS, "write the bill", datetime(2026, 3, 5, 17, tzinfo=ISTANBUL))
    return book


async def open_month(owner: Counter) -> MonthScreen:
    await owner.press("M")
    screen = owner.app.screen
    assert isinstance(screen, MonthScreen)
    return screen


def chosen(owner: Counter) -> str:
    """What stands between the brackets."""
    line = owner.line("[")
    return line[line.index("[") + 1 : line.index("]")].strip()


@pytest.mark.parametrize("size", SIZES)
async def test_the_month_says_how_full_each_day_is(march: Book, size: tuple[int, int]) -> None:
    async with counter(march, size) as owner:
        await open_month(owner)
        await owner.press("right")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"month-{size[0]}")


async def test_it_begins_on_today_and_says_what_is_overdue(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        assert chosen(owner).startswith("4·")
        assert "Today, Wednesday 4 March · 1 follow-up, 1 overdue" in owner.text
        assert "ask how the bread was" in owner.line("›")
        await owner.press("left", "left")
        assert chosen(owner).startswith("2!"), "a sign, and not only a colour"
        assert "overdue by 2 days" in owner.line("ask about the hinge")


async def test_what_is_overdue_is_said_however_narrow_the_terminal_is(march: Book) -> None:
    promises = (("send a hinge", "today"), ("write the bill", "today"), ("fetch the tray", "today"))
    for what, due in promises:
        march.log(f"@1 hi +promise {due}: {what}")
    async with counter(march, (60, 20)) as owner:
        await open_month(owner)
        assert "Wed 4 Mar · 1 follow-up, 3 promises, 1 overdue" in owner.text
        await owner.pilot.resize_terminal(40, 20)
        await owner.pilot.pause()
        assert "Wed 4 Mar · 1 overdue, 1 follow-up, " in owner.text


async def test_arrows_go_by_days_and_weeks_and_pages_by_months(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press("right", "right")
        assert "Friday 6 March" in owner.text
        await owner.press("down")
        assert "Friday 13 March" in owner.text
        await owner.press("up", "up")
        assert "Friday 27 February" in owner.text
        assert "February 2026" in owner.lines[0]
        await owner.press("pagedown", "pagedown")
        assert "Monday 27 April" in owner.text
        await owner.press("right", "right", "right")
        assert "Thursday 30 April" in owner.text
        await owner.press("pagedown", "right", "pageup")
        assert "Thursday 30 April" in owner.text, "the 31st of May is the 30th of April"
        await owner.press(*["pagedown"] * 9)
        assert "January 2027" in owner.lines[0]
        assert "Saturday 30 January 2027" in owner.text
        await owner.press("home")
        assert "Today, Wednesday 4 March" in owner.text


async def test_closed_days_and_holidays_are_said_in_words(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press("right", "down")
        assert chosen(owner).startswith("12x")
        assert "Thursday 12 March · closed: stocktaking · 1 follow-up" in owner.text
        await owner.press("pagedown", *["right"] * 11)
        assert chosen(owner).startswith("23h")
        assert "Thursday 23 April · public holiday: " in owner.text
        await owner.press("right", "right", "right")
        assert "Sunday 26 April · closed · nothing" in owner.text


async def test_what_comes_by_a_rule_is_seen_and_only_what_stands_can_be_done(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press("right", "down", "down")
        assert "Thursday 19 March · 1 follow-up" in owner.text
        assert "every 2 weeks" in owner.line("ask for the order")
        before = march.sequence
        assert "d Done" not in owner.text
        await owner.press("d", "m", "x", "s", "space")
        assert march.sequence == before
        await owner.press("up", "up")
        assert "2 follow-ups, 1 promise" in owner.text
        await owner.press("j", "d")
        assert "Done: ask for the order" in owner.text
        assert "1 follow-up, 1 promise" in owner.text
        await owner.press("down", "down")
        assert "ask for the order" in owner.line("›"), "what was done makes the next one"
        assert "d Done" in owner.text
        await owner.press("u")
        assert "d Done" not in owner.text


async def test_tab_goes_to_the_rows_of_the_day_and_back(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press("right", "tab", "down", "down")
        assert "Tomorrow, Thursday 5 March" in owner.text, "the day stays"
        assert "fetch the tins" in owner.line("›")
        row = owner.line("›")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CustomerScreen)
        assert "김민준" in owner.lines[0]
        await owner.press("escape")
        assert owner.line("›") == row
        await owner.press("escape", "right")
        assert "Friday 6 March" in owner.text
        await owner.press("escape")
        assert not isinstance(owner.app.screen, MonthScreen)


async def test_marked_rows_are_put_off_together(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press(*["right"] * 6)
        assert "Tuesday 10 March · 12 follow-ups" in owner.text
        await owner.press("space", "space", "m")
        await owner.type("fri")
        await owner.press("enter")
        assert "Tuesday 10 March · 10 follow-ups" in owner.text
        await owner.press("left", "left", "left", "left")
        assert "Friday 6 March · 2 follow-ups" in owner.text
        await owner.press("u", "right", "right", "right", "right")
        assert "Tuesday 10 March · 12 follow-ups" in owner.text


async def test_n_notes_one_on_the_chosen_day(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press("right", "right", "N")
        assert "Friday 6 March" in owner.text
        await put(owner, "customer", "ayşe")
        await owner.press("tab")
        await put(owner, "what", "mind the garden")
        await owner.press("f2")
        assert "Friday 6 March · 1 follow-up" in owner.text
        assert "Ayşe Yılmaz" in owner.line("mind the garden  ")


async def test_escape_leads_back_to_the_list_it_came_from(march: Book) -> None:
    async with counter(march) as owner:
        await owner.press("4")
        await open_month(owner)
        await owner.press("escape")
        assert isinstance(owner.app.screen, FollowUpsScreen)


async def test_after_midnight_today_is_another_day(march: Book, clock: Clock) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        clock.now += timedelta(days=1)
        owner.app.look_at_the_clock()
        await owner.pilot.pause()
        assert "Today, Thursday 5 March" in owner.text
        assert chosen(owner).startswith("5·")


async def test_what_another_session_notes_is_seen_at_once(march: Book) -> None:
    async with counter(march) as owner:
        await open_month(owner)
        await owner.press("down")
        assert "Wednesday 11 March · nothing" in owner.text
        note(march, AYSE, "bring the flowers", date(2026, 3, 11))
        owner.app.book_changed()
        await owner.pilot.pause()
        assert "Wednesday 11 March · 1 follow-up" in owner.text


@pytest.mark.parametrize("size", [*SIZES, (120, 40), (20, 5), (36, 10)])
async def test_any_terminal_and_any_words_are_borne(book: Book, size: tuple[int, int]) -> None:
    book.set_shop({"closed.2026-03-05": HOSTILE[0]})
    with book.transact("hostile") as change:
        for text in HOSTILE:
            customer = change.add(Customer(name=text))
            make_follow_up(book, change, customer.id, text, date(2026, 3, 5), "FREQ=WEEKLY")
            make_promise(book, change, customer.id, text, date(2026, 3, 5))
    async with counter(book, size) as owner:
        await open_month(owner)
        await owner.press("right", "tab")
        for _page in range(4):
            assert_fits(owner.lines, size)
            await owner.press("pagedown")


async def test_the_ends_of_time_are_no_trouble(march: Book) -> None:
    async with counter(march) as owner:
        screen = await open_month(owner)
        screen._choose(date(9999, 12, 31))
        await owner.press("right", "down", "pagedown", "left")
        assert "Thursday 30 December 9999" in owner.text
        screen._choose(date(1, 1, 1))
        await owner.press("left", "up", "pageup", "right")
        assert "Tuesday 2 January 1" in owner.text
