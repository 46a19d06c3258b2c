"""Customers: all of them, and search while typing."""

from __future__ import annotations

import pytest

from store.book import Book
from tests.books import add_customer
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter


def names(owner: Counter) -> list[str]:
    """What stands first in each row of the list."""
    return [line[2:].split("  ")[0].strip() for line in owner.lines[2:-1] if line[2:].strip()]


@pytest.mark.parametrize("size", SIZES)
async def test_customers_stand_by_name_with_what_one_needs_to_tell_them_apart(
    book: Book, size: tuple[int, int]
) -> None:
    async with counter(book, size) as owner:
        await owner.press("2")
        assert_fits(owner.lines, size)
        assert_snapshot(owner.text, f"customers-{size[0]}")


async def test_search_follows_every_key_in_any_spelling(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]
        assert "1 found" in owner.lines[0]
        await owner.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert len(names(owner)) == 4
        await owner.type("5321234")
        assert names(owner) == ["Ayşe Yılmaz"]


async def test_enter_in_the_search_opens_the_best_hit_and_the_arrows_choose_another(book: Book) -> None:
    add_customer(book, "Ayşe Demir")
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("ays")
        second = names(owner)[1]
        await owner.press("down", "enter")
        assert second in owner.lines[0]
        await owner.press("escape")
        assert second in owner.line("›")


async def test_escape_leaves_the_search_then_empties_it_then_goes_back(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        await owner.press("escape")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]
        await owner.press("escape")
        assert len(names(owner)) == 4
        await owner.press("escape")
        assert "Today" in owner.lines[0]


async def test_searching_again_from_anywhere_starts_over_with_the_first_letter(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("giorg")
        await owner.press("enter", "slash")
        await owner.type("minjun")
        assert names(owner) == ["김민준"]


async def test_nobody_found_says_what_to_do(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.type("zzzz")
        assert "Nobody is found." in owner.text
        await owner.press("enter")
        assert "0 found" in owner.lines[0]


async def test_no_customers_say_which_key_comes_next(empty_book: Book) -> None:
    async with counter(empty_book) as owner:
        await owner.press("2")
        assert "No customers yet. Press c to log a first contact" in owner.text


async def test_a_customer_added_at_the_counter_stands_in_the_list_at_once(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("2", "down", "c")
        await owner.type("@new Ahmet 555 0123 /phone hello")
        await owner.press("enter")
        assert names(owner)[0] == "Ahmet"
        assert "Γιώργος" in owner.line("›")


async def test_a_paste_into_the_search_is_one_clean_line(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("slash")
        await owner.paste("gio\x1b[31mrgos\nmore")
        assert names(owner) == ["Γιώργος Παπαδόπουλος"]
