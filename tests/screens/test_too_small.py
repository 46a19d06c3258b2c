"""A terminal that is too small: said, with nothing lost, until it grows."""

from __future__ import annotations

import pytest

from store.book import Book
from tests.screens.counter import Counter, assert_fits, counter

TINY = [(20, 5), (29, 24), (80, 8), (12, 3), (4, 2), (1, 1)]


async def resize(owner: Counter, size: tuple[int, int]) -> None:
    await owner.pilot.resize_terminal(*size)
    await owner.pilot.pause()
    await owner.pilot.pause()


@pytest.mark.parametrize("size", TINY)
async def test_it_is_said_and_nothing_else_is_shown(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        words = " ".join(owner.text.split())
        assert words.startswith("Too") or size[0] * size[1] < len("Too small")
        assert "Today" not in words
        assert "Ayşe" not in words
        assert_fits(owner.lines, size)


async def test_it_says_how_large_it_should_be(book: Book) -> None:
    async with counter(book, (20, 5)) as owner:
        words = " ".join(owner.text.split())
        assert words == "Too small: 20×5. Regulars needs 30×9. Nothing is lost."


@pytest.mark.parametrize("size", [(30, 9), (30, 24), (80, 9)])
async def test_the_smallest_that_will_do_shows_the_screen_and_the_line(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        assert "Today" in owner.lines[0]
        assert "›" in owner.text
        assert "Help" in owner.lines[-1]
        await owner.press("c")
        await owner.type("@ays /phone rang")
        assert "@ays /phone rang" in owner.text
        assert "Help" in owner.lines[-1]
        assert_fits(owner.lines, size)


async def test_a_half_typed_line_goes_on_where_it_was(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ays /phone my ov")
        await resize(owner, (20, 5))
        assert "my ov" not in owner.text
        await owner.type("en")
        await resize(owner, (80, 24))
        await owner.type(" squeaks")
        assert "@ays /phone my oven squeaks" in owner.text
        assert "Too small" not in owner.text
        await owner.press("enter")
        assert book.timeline(1)[0].text == "my oven squeaks"


async def test_a_question_goes_on_where_it_was(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("9", "enter")
        await owner.type("Fırın Ay")
        await resize(owner, (20, 5))
        await owner.type("şe")
        await resize(owner, (60, 20))
        assert "Fırın Ayşe" in owner.text
        await owner.press("enter")
        assert book.shop.name == "Fırın Ayşe"


async def test_the_cursor_stays_on_its_row(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("down")
        row = owner.line("›").split()[1]
        await resize(owner, (20, 5))
        await resize(owner, (80, 24))
        assert row in owner.line("›")


async def test_a_form_goes_on_where_it_was(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "e")
        await owner.press("end")
        await owner.type(" Ha")
        await resize(owner, (20, 5))
        assert "Too small" in owner.text
        await owner.type("nım")
        await resize(owner, (80, 24))
        assert "Ayşe Yılmaz Hanım" in owner.text
        await owner.press("f2")
        assert book.customer(1).name == "Ayşe Yılmaz Hanım"


async def test_the_palette_comes_back_whole(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("colon")
        await owner.type("shop")
        await resize(owner, (20, 5))
        await resize(owner, (80, 24))
        assert "shop" in owner.text
        await owner.press("escape")
        assert owner.line("›")
