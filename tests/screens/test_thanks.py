"""Thanks: days to mark and cards to write, ticked, passed over and taken back, with the address in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screens.card import CardScreen
from screens.compose import ComposeScreen
from screens.customer import CustomerScreen
from screens.entry import EntryScreen
from screens.form_screen import FormScreen
from screens.thanks import ThanksScreen
from store.book import Book
from store.records.customer import Customer, MarkedDate, PostalAddress
from tests.books import Clock, add_customer
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter
from tests.screens.test_hostile import HOSTILE

AYSE, GIORGOS, MINJUN = 1, 2, 3
HOME = PostalAddress(
    street="Gül Sokak 4\nDaire 3", postal_code="34710", city="Kadıköy", region="İstanbul", country="TR"
)


@pytest.fixture
def march(book: Book, clock: Clock) -> Book:
    """Ayşe's birthday is in three days, Γιώργος bought for the first time, Ayşe praised the bread and sent Zeynep."""
    with book.transact("customer.edit") as change:
        born = MarkedDate(label="birthday", month=3, day=7, year=1980)
        change.put(replace(book.customer(AYSE), dates=(born,), addresses=(HOME,), ideas="walnut bread"))
        change.put(replace(book.customer(MINJUN), since=date(2025, 3, 1)))
    book.log("@γιώργος /counter :) two loaves !sale *today 09:00")
    book.log('@ayse /phone :) praised the bread "like my mother\'s" !compliment *today 09:10')
    add_customer(book, "Zeynep", since=clock.now.date(), referred_by=AYSE)
    book.set_shop({"country": "TR", "goodwill.budget": "300"})
    return book


async def open_thanks(owner: Counter) -> None:
    await owner.press("T")
    assert isinstance(owner.app.screen, ThanksScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_days_and_cards_stand_in_one_list(march: Book, size: tuple[int, int]) -> None:
    async with counter(march, size) as owner:
        await open_thanks(owner)
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"thanks-{size[0]}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_shows_all_that_the_pen_needs(march: Book, size: tuple[int, int]) -> None:
    async with counter(march, size) as owner:
        await open_thanks(owner)
        await owner.stand_on("Ayşe Yılmaz")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CardScreen)
        assert_fits(owner.lines, size)
        for line in ("Gül Sokak 4", "Daire 3", "34710 Kadıköy/İstanbul"):
            assert f"  {line}" in owner.text.split("\n"), "to copy by hand, whole and on a line of its own"
        assert_snapshot(owner.text, f"card-{size[0]}")


async def test_a_posted_card_is_logged_as_a_letter_and_one_undo_takes_it_back(march: Book) -> None:
    before = march.interaction_count(AYSE)
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("compliment")
        await owner.press("d")
        assert "Posted: Ayşe Yılmaz." in owner.text
        assert "compliment" not in owner.text
        assert "sent you Zeynep" not in owner.text, "one card thanks for both"
        letter = march.timeline(AYSE)[0]
        assert (letter.direction, letter.channel, letter.kind) == ("out", "letter", "thanks")
        assert "compliment" in letter.text
        assert letter.conversation is None, "it answers nothing that waits"
        await owner.press("u")
        assert "Undone: card posted: " in owner.text
        assert "compliment" in owner.text
        assert "sent you Zeynep" in owner.text
    assert march.interaction_count(AYSE) == before


async def test_an_open_complaint_still_waits_after_a_card(march: Book) -> None:
    waiting = [row["conversation"] for row in march.agenda() if row["kind"] == "conversation"]
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("compliment")
        await owner.press("d")
    assert [row["conversation"] for row in march.agenda() if row["kind"] == "conversation"] == waiting


async def test_a_greeted_birthday_comes_again_next_year(march: Book, clock: Clock) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("birthday, 46")
        await owner.press("d")
        assert "Greeted: Ayşe Yılmaz." in owner.text
        assert "birthday" not in owner.text.replace("Birthdays", "")
    clock.now += timedelta(days=363)
    async with counter(march) as owner:
        await open_thanks(owner)
        assert "birthday, 47" in owner.text


async def test_what_is_passed_over_is_remembered(march: Book) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("first purchase")
        await owner.press("x")
        assert "it is not suggested again" in owner.text
        await owner.press("enter")
        assert "Not this time: Γιώργος" in owner.text
        assert "first purchase" not in owner.text
        march.log("@γιώργος /counter another loaf !sale")
        await owner.press("1", "T")
        assert "first purchase" not in owner.text
    assert [one.kind for one in march.timeline(GIORGOS)].count("thanks") == 0


async def test_several_marked_are_one_change(march: Book) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("compliment")
        await owner.press("space", "space", "space")
        assert "3 marked" in owner.text
        await owner.press("d")
        assert "Posted: 3 rows." in owner.text
        await owner.press("u")
        assert "compliment" in owner.text
        assert "first purchase" in owner.text


async def test_from_a_card_one_goes_to_the_entry_the_form_and_the_customer(march: Book) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("compliment")
        await owner.press("enter", "enter")
        assert isinstance(owner.app.screen, EntryScreen)
        await owner.press("escape", "e")
        assert isinstance(owner.app.screen, FormScreen)
        await owner.press("escape", "down", "enter")
        assert isinstance(owner.app.screen, CustomerScreen)


async def test_a_card_that_is_posted_where_it_is_read_says_so(march: Book) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("first purchase")
        await owner.press("enter", "d")
        assert "This is done, or over." in owner.text
        await owner.press("d")
        assert march.interaction_count(GIORGOS) == 3
        await owner.press("u")
        assert "This is done" not in owner.text


async def test_a_card_that_is_posted_still_says_what_it_was_for(march: Book) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("with you")
        await owner.press("enter", "d")
        assert "This is done, or over." in owner.text
        assert "1 year with you" in owner.line("For ")


async def test_w_wishes_them_well_for_their_day_and_gives_thanks_for_years(march: Book) -> None:
    async with counter(march) as owner:
        await open_thanks(owner)
        await owner.stand_on("birthday")
        await owner.press("w")
        assert isinstance(owner.app.screen, ComposeScreen)
        assert owner.app.screen.wanted.purpose == "wishes"
        await owner.press("escape")
        await owner.stand_on("with you")
        await owner.press("w")
        assert owner.app.screen.wanted.purpose == "years"


async def test_today_shows_the_first_few_and_how_many_more_there_are(march: Book) -> None:
    async with counter(march) as owner:
        assert "To greet and to thank  5" in owner.text.replace("thank 5", "thank  5")
        await owner.stand_on("birthday, 46")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CardScreen)
        await owner.press("d", "escape")
        assert "birthday" not in owner.text


async def test_on_today_too_d_greets_and_x_lets_it_pass(march: Book) -> None:
    async with counter(march, (80, 40)) as owner:
        await owner.stand_on("birthday, 46")
        await owner.press("d")
        assert "Greeted: Ayşe Yılmaz." in owner.text
        await owner.stand_on("card: 1 year with you")
        await owner.press("x", "enter")
        assert "Not this time: 김민준." in owner.text
        await owner.press("u", "u")
        assert "birthday, 46" in owner.text
        assert "card: 1 year with you" in owner.text


async def test_nobody_to_thank_is_said_with_what_would_come(empty_book: Book) -> None:
    async with counter(empty_book) as owner:
        await open_thanks(owner)
        assert "Nothing to mark and nobody to thank just now." in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_stays_text(empty_book: Book, size: tuple[int, int]) -> None:
    with empty_book.transact("customer.add") as change:
        for text in HOSTILE:
            marked = MarkedDate(label=text, month=3, day=5)
            place = PostalAddress(street=text, city=text, region=text, postal_code=text, country=text)
            change.add(Customer(name=text, call_by=text, dates=(marked,), addresses=(place,), ideas=text))
    async with counter(empty_book, size) as owner:
        await open_thanks(owner)
        for _row in HOSTILE:
            assert_fits(owner.lines, size)
            await owner.press("enter")
            assert isinstance(owner.app.screen, CardScreen)
            assert_fits(owner.lines, size)
            await owner.press("escape", "down")
