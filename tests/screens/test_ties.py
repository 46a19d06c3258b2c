"""Who came through whom, and what was given: on the pages of both, with a way there and a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from screens.customer import CustomerScreen
from screens.form_screen import FormScreen
from store.book import Book
from store.giving import give
from tests.books import add_customer
from tests.screens.counter import Counter, counter
from tests.screens.form_counter import open_form, put, row, said

AYSE, GIORGOS = 1, 2


@pytest.fixture
def tied(book: Book) -> Book:
    """Ayşe sent Γιώργος and Zeynep, and got a voucher."""
    with book.transact("customer.edit") as change:
        change.put(replace(book.customer(GIORGOS), referred_by=AYSE, ideas="honey from Crete"))
    add_customer(book, "Zeynep", referred_by=AYSE)
    book.set_shop({"currency": "TRY", "goodwill.budget": "500"})
    with book.transact("gesture.add") as change:
        give(book, change, AYSE, "voucher", date(2026, 3, 2), cost="80", why="the squeaking door")
    return book


async def open_page(owner: Counter, customer: int) -> None:
    await owner.app.action_show_customer(customer)
    for _turn in range(3):
        await owner.pilot.pause()


async def unfold(owner: Counter) -> None:
    """Show all that is known."""
    await owner.press("home", "enter")


async def test_whoever_sent_others_shows_how_many_and_leads_to_them(tied: Book) -> None:
    async with counter(tied) as owner:
        await open_page(owner, AYSE)
        await unfold(owner)
        assert "Sent 2" in owner.text
        await owner.stand_on("Sent 2")
        assert "and 1 more" in owner.line("›")
        await owner.press("enter", "down")
        assert "Zeynep" in owner.line("›")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CustomerScreen)
        assert owner.app.screen.line_customer == 5


async def test_whoever_was_sent_leads_back(tied: Book) -> None:
    async with counter(tied) as owner:
        await open_page(owner, GIORGOS)
        await unfold(owner)
        assert "honey from Crete" in owner.line("Ideas")
        await owner.stand_on("Sent by")
        assert "Ayşe Yılmaz" in owner.line("›")
        await owner.press("enter")
        assert isinstance(owner.app.screen, CustomerScreen)
        assert owner.app.screen.line_customer == AYSE


async def test_a_gesture_stands_on_the_page_and_is_corrected_in_its_form(tied: Book) -> None:
    async with counter(tied) as owner:
        await open_page(owner, AYSE)
        await unfold(owner)
        await owner.stand_on("Given")
        assert "voucher, 80 TRY, 2 Mar, the squeaking door" in owner.text
        await owner.press("enter")
        assert isinstance(owner.app.screen, FormScreen)
        await put(owner, "cost", "95,50")
        await owner.press("f2")
        assert "Saved: voucher. Goodwill in 2026: 95.50 of 500 TRY spent, 404.50 left." in said(owner)
    assert tied.gestures(AYSE)[0].cost == "95.50"


async def test_a_gesture_is_taken_out_and_comes_back(tied: Book) -> None:
    async with counter(tied) as owner:
        await open_page(owner, AYSE)
        await unfold(owner)
        await owner.stand_on("Given")
        await owner.press("x", "enter")
        assert "Taken out: voucher" in owner.text
        assert tied.gestures() == []
        await owner.press("u")
        assert "Undone: gesture taken out" in owner.text
    assert len(tied.gestures()) == 1


async def test_a_new_gesture_from_the_page(tied: Book) -> None:
    async with counter(tied) as owner:
        await open_page(owner, GIORGOS)
        await owner.press("N")
        await owner.type("gesture")
        await owner.press("enter")
        assert "New gesture to Γιώργος" in owner.text
        await owner.press("f2")
        assert "Write what you gave" in said(owner)
        await owner.type("coffee")
        await put(owner, "on", "tomorrow")
        await owner.press("f2")
        assert "lies ahead" in said(owner)
        await put(owner, "on", "yesterday")
        await owner.press("f2")
        assert "Noted: coffee." in said(owner)
    (coffee,) = tied.gestures(GIORGOS)
    assert (coffee.kind, coffee.cost, coffee.on) == ("coffee", "0", date(2026, 3, 3))


async def test_a_cost_that_is_none_is_said_at_its_field(tied: Book) -> None:
    async with counter(tied) as owner:
        await open_form(owner, "gesture", 0, GIORGOS)
        await owner.type("voucher")
        await put(owner, "cost", "a lot")
        await owner.press("f2")
        assert row(owner).field.key == "cost"
        assert "cannot be read" in said(owner)
    assert tied.gestures(GIORGOS) == []
