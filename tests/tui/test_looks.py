"""What the app wears: in 16 colours, in none, and as the owner chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style

from store.book import Book
from tests.books import open_book
from tests.screens.counter import Counter, counter
from tui.preferences import Preferences, preferences_path, read_preferences
from tui.themes import DARK, DARK_16, LIGHT


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    book = open_book(tmp_path / "book")
    book.log("@new Ayşe /email where is my oven +promise fri: a hinge")
    yield book
    book.close()


def style_at(owner: Counter, text: str) -> Style:
    """How the stretch of the screen is drawn that holds `text`."""
    for strip in owner.app.screen._compositor.render_strips():
        for segment in strip:
            if text in segment.text and segment.style is not None:
                return segment.style
    raise AssertionError(f"no {text!r}:\n{owner.text}")


@pytest.mark.parametrize("environ", [{"TERM": "linux"}, {"TERM": "screen"}, {"NO_COLOR": "1"}])
async def test_with_few_colours_or_none_the_row_and_the_field_under_the_cursor_are_reversed(
    book: Book, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with counter(book) as owner:
        assert owner.app.theme == DARK_16
        row = style_at(owner, "›")
        assert row.reverse
        assert style_at(owner, "where is my o").reverse
        assert style_at(owner, "Waiting").bold
        assert not style_at(owner, "Waiting").reverse
        await owner.press("c")
        await owner.type("rang")
        cursor = owner.app.screen.query_one("#line").get_component_rich_style("input--cursor")
        assert cursor.reverse


async def test_in_16_colours_nothing_is_left_to_the_terminals_own_ground(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with counter(book) as owner:
        in_question, in_search = ["escape", "9", "enter"], ["escape", "2", "slash"]
        in_help, in_form, in_its_text = ["escape", "question_mark"], ["escape", "1", "C"], ["tab", "tab", "tab"]
        for keys in ([], ["c"], in_question, in_search, in_help, in_form, in_its_text):
            await owner.press(*keys)
            for strip in owner.app.screen._compositor.render_strips():
                for segment in strip:
                    if segment.style is not None and segment.text.strip():
                        for colour in (segment.style.color, segment.style.bgcolor):
                            assert colour is not None, segment
                            assert colour.number is not None, segment
                            assert colour.number < 16, segment


async def test_colours_chosen_in_the_palette_are_remembered(book: Book) -> None:
    async with counter(book) as owner:
        assert owner.app.theme == DARK
        await owner.press("colon")
        await owner.type("light colours")
        await owner.pilot.pause(0.3)
        await owner.press("enter")
        await owner.pilot.pause(0.3)
        assert owner.app.theme == LIGHT
        assert "These colours are remembered." in owner.text
        await owner.press("colon")
        await owner.type("mouse on")
        await owner.pilot.pause(0.3)
        await owner.press("enter")
        await owner.pilot.pause(0.3)
        assert "From the next start the mouse" in owner.text
    assert read_preferences(preferences_path()) == Preferences(colours="light", mouse=True)


async def test_a_choice_that_cannot_be_remembered_holds_until_the_end(book: Book) -> None:
    preferences_path().parent.parent.write_text("no folder")
    async with counter(book) as owner:
        owner.app.prefer(Preferences(colours="light"), "Remembered.")
        await owner.pilot.pause()
        assert owner.app.theme == LIGHT
        assert "This is not remembered" in owner.text


@pytest.mark.parametrize("environ", [{"TERM": "linux"}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}])
async def test_in_the_palette_the_command_that_enter_takes_is_seen_without_colours(
    book: Book, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with counter(book) as owner:
        await owner.press("colon")
        await owner.pilot.pause(0.3)
        taken, other = style_at(owner, "Log your answer"), style_at(owner, "Go to")
        assert (taken.bold, taken.underline) != (other.bold, other.underline)
