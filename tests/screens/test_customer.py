"""A customer's page: who they are, what is open, and everything that happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book import Book
from store.records.customer import Customer
from store.records.interaction import Interaction
from tests.books import Clock
from tests.screens.counter import SIZES, assert_fits, assert_snapshot, counter


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_greets_recognises_and_tells_the_history(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("2", "enter")
        assert_fits(owner.lines, size)
        top = owner.text
        await owner.press("end")
        assert_fits(owner.lines, size)
        assert_snapshot(f"{top}\n{'=' * size[0]}\n{owner.text}", f"customer-{size[0]}")


async def test_all_channels_stand_in_one_timeline_with_words_mood_and_quotes(book: Book) -> None:
    book.log('@김민준 /phone > explained "진짜 늦었어요" :| ')
    async with counter(book) as owner:
        await owner.press("2", "end", "up", "enter")
        while "김민준" not in owner.lines[0]:
            await owner.press("escape", "up", "enter")
        assert "> phone" in owner.line("explained “진짜 늦었어요” :|")
        assert "< chat" in owner.line("언제 와요 :(")


async def test_somebody_who_asked_not_to_be_contacted_is_marked_in_words(book: Book) -> None:
    with book.transact("customer.add") as change:
        change.add(Customer(name="Aaron", do_not_contact=True))
    async with counter(book) as owner:
        await owner.press("2", "enter")
        assert "They asked not to be contacted." in owner.text
        await owner.press("c")
        await owner.type("hello")
        assert owner.text.count("They asked not to be contacted.") >= 1


async def test_a_long_entry_unfolds_and_folds_again(book: Book) -> None:
    book.log("@ayse /letter first line", text="\n".join(f"line {number}" for number in range(2, 9)))
    async with counter(book) as owner:
        await owner.press("2", "enter")
        while "letter" not in owner.line("›"):
            await owner.press("down")
        assert "line 2" in owner.text
        assert "line 8" not in owner.text
        assert "Enter Open" in owner.lines[-1]
        await owner.press("enter")
        assert "line 8" in owner.text
        await owner.press("enter")
        assert "line 8" not in owner.text


async def test_a_long_history_is_read_on_the_way_down(book: Book) -> None:
    with book.transact("import") as change:
        for number in range(450):
            when = book.now() - timedelta(days=number + 10)
            change.add(Interaction(customer=2, when=when, channel="counter", text=f"visit {number}"))
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorgos")
        await owner.press("enter")
        assert "the latest 100" in owner.text
        for _page in range(40):
            await owner.press("end")
            if "visit 449" in owner.text:
                break
        assert "visit 449" in owner.line("›")


async def test_a_customer_who_is_gone_says_so(book: Book, clock: Clock) -> None:
    elsewhere = Book.open(book.folder, clock=clock)
    elsewhere.log("@new Aaron /phone hello")
    book.follow()
    async with counter(book) as owner:
        await owner.press("2", "enter")
        assert "Aaron" in owner.lines[0]
        elsewhere.undo()
        owner.app.follow()
        await owner.pilot.pause()
        assert "This customer is no longer in the book." in owner.text
        await owner.press("c")
        await owner.type("hello")
        await owner.press("enter")
        assert "Saved" not in owner.text
        await owner.press("escape", "escape")
        assert "Aaron" not in owner.text
    elsewhere.close()


async def test_a_number_without_a_name_is_a_customer(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("4930")
        await owner.press("enter")
        assert "+49 30 1234567" in owner.lines[0]
        assert "No contact yet. Press c to log one." in owner.text
