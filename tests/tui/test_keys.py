"""The table of keys: one press never does two things, whatever the keyboard layout."""

from __future__ import annotations

from importlib import import_module
from itertools import groupby
from pathlib import Path

import pytest
from textual.app import App

import screens
from screens.book_screen import BookScreen
from store.book import Book
from store.rules.keyboard_layouts import LAYOUTS, also_sent_by, sent_by
from tests.books import add_customer, open_book
from tests.screens.counter import SIZES, counter
from tui.app import RegularsApp
from tui.keys import KEYS, bindings


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = open_book(tmp_path_factory.mktemp("keys") / "book")
    add_customer(book, "Ayşe")
    return book


def test_every_key_has_an_id_a_word_and_a_sentence_of_its_own() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)
    for key in KEYS:
        assert key.word
        assert key.sentence.endswith(tuple("abcdefghijklmnopqrstuvwxyz"))


def test_every_action_is_there() -> None:
    for module in Path(str(screens.__file__)).parent.glob("*.py"):
        import_module(f"screens.{module.stem}")
    for key in KEYS:
        owner, name = key.action.split("(")[0].split(".")
        known = [RegularsApp] if owner == "app" else [BookScreen, *_kinds_of(BookScreen)]
        assert any(hasattr(kind, f"action_{name}") for kind in known), key.id


def _kinds_of(kind: type[BookScreen]) -> list[type[BookScreen]]:
    return [one for below in kind.__subclasses__() for one in (below, *_kinds_of(below))]


def test_no_character_is_bound_twice_but_where_only_one_can_be_meant() -> None:
    bound = sorted((key, binding.id) for binding in bindings() for key in binding.key.split(","))
    for key, group in groupby(bound, key=lambda pair: pair[0]):
        ids = [identity for _key, identity in group]
        # These stand in for each other: in the line, and out of it.
        assert len(ids) == 1 or key in (
            "enter",
            "escape",
            "tab",
            "up",
            "down",
            "left",
            "right",
            "home",
            "pageup",
            "pagedown",
        ), (key, ids)


def test_every_single_letter_answers_to_its_twins_unless_another_key_has_them() -> None:
    names = {",": "comma"}
    bound = {key: binding.id for binding in bindings() for key in binding.key.split(",")}
    for key in KEYS:
        for letter in key.keys.split(","):
            if len(letter) == 1 and letter.isalpha():
                for twin in also_sent_by(letter):
                    assert names.get(twin, twin) in bound


def test_the_letters_of_the_table_of_keys_win_over_moving_about() -> None:
    bound = {key: binding.id for binding in bindings() for key in binding.key.split(",")}
    # к is u on the Bulgarian BDS layout and k on the phonetic one; there are arrows for k.
    assert bound["к"] == "undo"
    assert bound["ψ"] == bound["ъ"] == bound["ц"] == bound["ㅊ"] == "capture"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_c_opens_the_line_on_every_layout(book: Book, layout: str) -> None:
    async with counter(book) as owner:
        await owner.arrive(sent_by("c", layout))  # type: ignore[arg-type]
        assert owner.app.screen.line_is_open
        assert owner.app.half_typed.line == ""


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_u_undoes_on_every_layout(book: Book, layout: str) -> None:
    book.log("@ayse /counter hello")
    async with counter(book) as owner:
        await owner.arrive(sent_by("u", layout))  # type: ignore[arg-type]
        assert "Undone" in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_footer_shows_about_six_keys_and_never_loses_help(book: Book, size: tuple[int, int]) -> None:
    async with counter(book, size) as owner:
        await owner.press("2")
        assert "? Help" in owner.lines[-1]
        assert "Enter Open" in owner.lines[-1]
        assert owner.lines[-1].rstrip().count("  ") <= 7


async def test_help_lists_what_works_here_and_nothing_else(book: Book) -> None:
    async with counter(book, (80, 50)) as owner:
        await owner.press("question_mark")
        assert "Go to Customers" in owner.text
        assert "Go to Today" not in owner.text
        assert "Take the completion" not in owner.text
        assert "+promise" in owner.text
        await owner.press("escape", "2", "question_mark")
        assert "Go to Today" in owner.text
        assert "Go to Customers" not in owner.text
        await owner.press("escape", "c", "f1")
        assert "Take the completion that is marked" in owner.text
        await owner.press("escape")
        assert owner.app.screen.line_is_open


async def test_textuals_own_keys_do_not_get_in_the_way(book: Book) -> None:
    taken = {key for binding in bindings() for key in binding.key.split(",")}
    theirs = {key for binding in App.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    assert theirs & taken == set()
    async with counter(book) as owner:
        await owner.press("tab", "shift+tab", "ctrl+i")
        assert "Today" in owner.lines[0]
