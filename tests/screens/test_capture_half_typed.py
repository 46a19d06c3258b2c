"""Lines that were begun: parked, taken up, gone back to."""

from __future__ import annotations

from screens.widgets.capture_input import CaptureInput
from store.book import Book
from store.line_history import LineHistory
from tests.books import Clock
from tests.screens.counter import Counter, counter


def field_of(owner: Counter) -> CaptureInput:
    return owner.app.screen.query_one(CaptureInput)


async def test_escape_keeps_the_line_and_the_next_c_parks_it(book: Book, clock: Clock) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse half a sent")
        await owner.press("escape")
        assert not owner.app.screen.line_is_open
        assert "What you typed is kept." in owner.text
        await owner.press("c")
        assert field_of(owner).value == ""
        [draft] = book.drafts()
        assert draft.line == "@ayse half a sent"
        assert draft.begun == clock.now
        await owner.press("escape")
        assert "@ayse half a sent" in owner.text.split("Parked lines")[1]


async def test_enter_on_a_parked_line_takes_it_up_and_saving_finishes_it(book: Book) -> None:
    book.park("@ayse half a sent", book.now(), None)
    async with counter(book) as owner:
        await owner.press("end", "enter")
        assert field_of(owner).value == "@ayse half a sent"
        await owner.type("ence")
        await owner.press("enter")
        assert book.timeline(1)[0].text == "half a sentence"
        assert book.drafts() == []
        assert "Parked lines" not in owner.text
        await owner.press("u")
        assert [draft.line for draft in book.drafts()] == ["@ayse half a sent"]
        assert len(book.timeline(1)) == 2
        await owner.press("U")
        assert (book.drafts(), book.timeline(1)[0].text) == ([], "half a sentence")


async def test_up_on_an_empty_line_takes_up_the_line_parked_last(book: Book) -> None:
    book.park("@ayse one", book.now(), None)
    book.park("@ayse two", book.now(), 2)
    async with counter(book) as owner:
        await owner.press("c", "up")
        assert field_of(owner).value == "@ayse two"
        await owner.type(" and a half")
        await owner.press("escape", "c")
        assert sorted(draft.line for draft in book.drafts()) == ["@ayse one", "@ayse two and a half"]


async def test_up_goes_back_through_the_lines_that_were_saved_and_down_forward(book: Book, clock: Clock) -> None:
    LineHistory(book.folder).add("@ayse of an earlier day")
    async with counter(book) as owner:
        for line in ("@ayse one #oven", "@ayse two !sale"):
            await owner.press("c")
            await owner.type(line)
            await owner.press("enter")
        await owner.press("c")
        shown = []
        for key in ("up", "up", "up", "up", "down", "down", "down", "down"):
            await owner.press(key)
            shown.append(field_of(owner).value)
    earlier = ["@ayse two !sale", "@ayse one #oven", "@ayse of an earlier day"]
    assert shown == [*earlier, earlier[-1], *earlier[1::-1], "", ""]


async def test_a_line_from_before_is_edited_and_keeps_nothing_of_the_parked_one(book: Book) -> None:
    LineHistory(book.folder).add("@ayse came by")
    parked = book.park("@ayse half", book.now(), 2)
    async with counter(book) as owner:
        await owner.press("c", "up", "up")
        assert field_of(owner).value == "@ayse came by"
        await owner.type(" again")
        await owner.press("up", "down")
        assert field_of(owner).value == "@ayse came by again"
        await owner.press("enter")
    assert book.drafts() == [parked]
    assert book.timeline(1)[0].text == "came by again"


async def test_a_line_that_was_only_looked_at_is_not_half_typed(book: Book) -> None:
    LineHistory(book.folder).add("@ayse came by")
    async with counter(book) as owner:
        await owner.press("c", "up", "escape", "c")
        assert field_of(owner).value == ""
    assert book.drafts() == []


async def test_the_half_typed_line_goes_along_from_screen_to_screen(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "enter", "c")
        await owner.type("half")
        await owner.press("escape", "1", "c")
        assert [(draft.line, draft.customer) for draft in book.drafts()] == [("half", 1)]


async def test_an_empty_line_is_not_parked(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("   ")
        await owner.press("escape", "c", "escape", "c")
        assert book.drafts() == []


async def test_on_a_customers_page_a_line_from_before_is_about_them(book: Book) -> None:
    LineHistory(book.folder).add("paid the bill !sale")
    async with counter(book) as owner:
        await owner.press("2", "enter", "c", "up", "enter")
        assert "Saved: a contact with Ayşe Yılmaz." in owner.text
    assert book.timeline(1)[0].kind == "sale"
