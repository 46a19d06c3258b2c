"""The app as a whole: how it opens, what it sends, how it leaves, and that nothing typed is lost on the way."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest
from textual import events
from textual.color import Color
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

import tui.app
from screens.today import TodayScreen
from store.book import Book
from store.errors import BookUnavailableError
from store.half_typed_file import take_over
from tests.books import WEDNESDAY, Clock, add_customer, open_book
from tests.screens.counter import SIZES, assert_fits, counter, screen_lines
from tui.app import RegularsApp
from tui.first_look import first_look
from tui.running import run_app
from tui.themes import DARK, LIGHT, THEMES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a book with one customer who waits for an answer."""
    monkeypatch.setenv("REGULARS_NOW", WEDNESDAY.isoformat())
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    book.log("@ayse /email is my oven ready?")
    book.compact()
    book.close()
    return tmp_path / "book"


async def test_today_is_painted_before_the_book_is_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    open_now = tui.app.open_book

    def look_then_open(where: Path) -> Book:
        opened.append("\n".join(screen_lines(app)))
        return open_now(where)

    monkeypatch.setattr(tui.app, "open_book", look_then_open)
    app = RegularsApp(folder, look=first_look(folder))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "is my oven" in opened[0]
        assert app.book is not None
        await pilot.press("2")
        assert "Customers  1" in "\n".join(screen_lines(app))
    app.book.close()


async def test_keys_pressed_before_the_book_is_open_are_not_lost(folder: Path) -> None:
    app = RegularsApp(folder, look=first_look(folder))
    async with app.run_test() as pilot:
        await pilot.press("c", *"hello")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.half_typed.line == "hello"
        assert app.book is not None
    app.book.close()


def test_without_an_agenda_the_book_is_opened_first(tmp_path: Path) -> None:
    assert first_look(tmp_path / "book") is None


def test_a_book_that_cannot_be_read_is_one_sentence_and_exit_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "book").write_text("no folder")
    assert run_app(tmp_path / "book") == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


async def test_a_book_that_breaks_after_the_first_paint_ends_the_app_with_its_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_folder: Path) -> Book:
        raise BookUnavailableError("The book is gone.")

    monkeypatch.setattr(tui.app, "open_book", broken)
    app = RegularsApp(folder, look=first_look(folder))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert app.failure == "The book is gone."
    assert app.return_code == 3


async def test_nothing_is_sent_while_nobody_touches_anything(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        drawn: list[object] = []
        refresh = owner.app.screen._compositor.render_update

        def count(*arguments: object, **more: object) -> object:
            drawn.append(arguments)
            return refresh(*arguments, **more)  # type: ignore[arg-type]

        owner.app.screen._compositor.render_update = count  # type: ignore[method-assign, assignment]
        for _tick in range(4):
            owner.app.follow()
            owner.app.look_at_the_clock()
            await owner.pilot.pause()
        assert drawn == []
        await owner.press("c")
        assert drawn
        field = owner.app.screen.query_one("#line", Input)
        assert not field.cursor_blink
        drawn.clear()
        await owner.pilot.pause(0.7)
        assert drawn == []
    book.close()


async def test_a_lost_line_parks_what_was_half_typed(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse half a sent")
        os.kill(os.getpid(), signal.SIGHUP)
        await owner.pilot.pause(0.1)
    assert owner.app.return_code == 128 + signal.SIGHUP
    assert [draft.line for draft in book.drafts()] == ["@ayse half a sent"]
    book.close()


async def test_quitting_parks_what_was_half_typed(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse half a sent")
        await owner.press("escape", "q")
    assert [draft.line for draft in book.drafts()] == ["@ayse half a sent"]
    assert owner.app.return_code == 0
    book.close()


async def test_keys_that_came_along_with_the_one_that_quits_open_nothing(folder: Path) -> None:
    for key in ("M", "4", "I", "C"):
        book = open_book(folder)
        async with counter(book) as owner:
            await owner.arrive("q", key)
        assert owner.app.return_code == 0
        assert owner.app._exception is None
        book.close()


async def test_a_hang_up_while_a_screen_opens_leaves_quietly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        push = owner.app.push_screen

        async def pushed(screen: Screen[None]) -> None:
            owner.app.hang_up(1)
            await push(screen)

        monkeypatch.setattr(owner.app, "push_screen", pushed)
        await owner.arrive("M")
    assert owner.app._exception is None
    book.close()


async def test_quitting_asks_once_more_where_the_line_cannot_be_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise BookUnavailableError("The disk is full.")

    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("precious")
        monkeypatch.setattr(book, "park", refuse)
        await owner.press("escape", "q")
        assert "The disk is full." in owner.text
        assert owner.app.half_typed.line == "precious"
        await owner.press("q")
        assert not owner.app.is_running
    book.close()


async def test_keys_put_off_the_tidying(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        put_off: list[bool] = []
        assert owner.app._idle is not None
        monkeypatch.setattr(owner.app._idle, "reset", lambda: put_off.append(True))
        await owner.press("j", "k")
        assert put_off == [True, True]
    book.close()


async def test_keys_wait_while_the_book_is_tidied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_book(folder)
    begun, may_end = threading.Event(), threading.Event()

    def tidy() -> None:
        begun.set()
        may_end.wait(20)

    monkeypatch.setattr(book, "tidy", tidy)
    async with counter(book) as owner:
        tidying = owner.app.tidy()
        while not begun.is_set():
            await asyncio.sleep(0)
        owner.app.post_message(events.Key("2", "2"))
        for _turn in range(20):
            await asyncio.sleep(0)
        assert isinstance(owner.app.screen, TodayScreen)
        may_end.set()
        await tidying.wait()
        await owner.pilot.pause()
        assert "Customers" in owner.lines[0]
    monkeypatch.undo()
    book.close()


async def test_a_backup_that_fails_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise BookUnavailableError("The day's backup could not be kept.")

    book = open_book(folder)
    monkeypatch.setattr(book, "tidy", fail)
    async with counter(book) as owner:
        await owner.app.tidy().wait()
        await owner.pilot.pause()
        assert "The day's backup could not be kept." in owner.text
    monkeypatch.undo()
    book.close()


async def test_the_palette_offers_what_can_be_done_now_and_does_it(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("colon")
        assert isinstance(owner.app.screen, CommandPalette)
        assert "Go to Customers (2)" in owner.text
        assert "Go to Today" not in owner.text
        assert "theme" not in owner.text.lower()
        assert not owner.app.screen.query_one(Input).cursor_blink
        await owner.type("go to cust")
        await owner.pilot.pause(0.3)
        await owner.press("enter")
        await owner.pilot.pause(0.3)
        assert "Customers" in owner.lines[0]
        await owner.press("ctrl+p")
        assert "Go to Today" in owner.text
        await owner.press("escape")
        assert "Customers" in owner.lines[0]
    book.close()


async def test_two_enters_that_arrive_together_choose_once_in_the_palette(folder: Path) -> None:
    book = open_book(folder)
    add_customer(book, "Ada")
    add_customer(book, "Zoe")
    async with counter(book) as owner:
        await owner.press("colon")
        await owner.type("undo the last")
        await owner.pilot.pause(0.3)
        await owner.arrive("enter", "enter", "enter")
        await owner.pilot.pause(0.3)
        assert not isinstance(owner.app.screen, CommandPalette)
        await owner.app.workers.wait_for_complete()
        assert "Today" in owner.lines[0]
    assert [customer.name for customer in book.customers()] == ["Ayşe", "Ada"]
    book.close()


async def test_a_form_that_cannot_be_parked_at_the_end_waits_for_the_next_session(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for leave in ("quit", "hang up"):
        monkeypatch.setattr(os, "access", lambda *_asked: False)
        reader = Book.open(folder, clock=Clock())
        monkeypatch.undo()
        async with counter(reader) as owner:
            await owner.app.action_open_form("customer")
            await owner.type(f"Zoe {leave}")
            if leave == "quit":
                await owner.app.action_quit()
                await owner.app.action_quit()
            else:
                owner.app.hang_up(1)
        owner.app.kept.close()
        reader.close()
    book = open_book(folder)
    assert sorted(draft.values["name"] for draft in take_over(book)) == ["Zoe hang up", "Zoe quit"]
    book.close()


@pytest.mark.parametrize("text", ["\u202egnp.exe", "a\x1b]52;c;aGk=\x07b", "x" * 5_000, "\u2066\u200d\ufe0f"])
async def test_what_is_pasted_into_the_palette_steers_nothing(folder: Path, text: str) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("colon")
        await owner.paste(text)
        assert owner.text.replace("\n", "").isprintable()
        assert owner.app.screen.query_one(Input).value == ""
        await owner.app.workers.wait_for_complete()
    book.close()


async def test_letters_in_the_palette_are_letters(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("colon")
        await owner.type("quc1/?:")
        assert isinstance(owner.app.screen, CommandPalette)
        assert owner.app.screen.query_one(Input).value == "quc1/?:"
        # Textual's palette looks for its list once more when it is through, and complains where the app has gone.
        await owner.app.workers.wait_for_complete()
    book.close()


async def test_ctrl_c_says_how_to_quit(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        await owner.press("ctrl+c")
        assert "Press q to quit." in owner.text
    book.close()


@pytest.mark.parametrize("size", [*SIZES, (30, 10), (12, 6)])
async def test_nothing_overflows_and_help_stays_in_the_footer(folder: Path, size: tuple[int, int]) -> None:
    book = open_book(folder)
    async with counter(book, size) as owner:
        for keys in (["2"], ["slash"], ["escape", "escape", "enter"], ["c"], ["escape", "escape"]):
            await owner.press(*keys)
            assert_fits(owner.lines, size)
            if size in SIZES:
                assert "Help" in owner.lines[-1]
                assert len(owner.lines[-1].rstrip()) <= size[0]
    book.close()


async def test_the_first_screen_has_its_style_although_textual_does_not_load_it(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        assert isinstance(owner.app.screen, TodayScreen)
        assert owner.app.screen.title_line.styles.padding.left == 1
    book.close()


@pytest.mark.parametrize(("background", "theme"), [("15;0", DARK), ("0;15", LIGHT)])
async def test_the_app_wears_its_own_colours_from_the_first_screen(
    folder: Path, monkeypatch: pytest.MonkeyPatch, background: str, theme: str
) -> None:
    monkeypatch.setenv("COLORFGBG", background)
    book = open_book(folder)
    async with counter(book) as owner:
        wanted = next(one for one in THEMES if one.name == theme)
        assert wanted.background
        assert owner.app.screen.styles.background == Color.parse(wanted.background)
        assert owner.app.screen.title_line.styles.color == Color.parse(wanted.primary)
    book.close()


async def test_no_color_sends_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    book = open_book(folder)
    async with counter(book) as owner:
        for strip in owner.app.screen._compositor.render_strips():
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    assert colour is None or colour.is_default
        assert owner.line("›")
    book.close()


async def test_a_resized_terminal_lays_everything_out_anew(folder: Path) -> None:
    book = open_book(folder)
    async with counter(book) as owner:
        for size in ((40, 20), (120, 40), (60, 20)):
            await owner.pilot.resize_terminal(*size)
            await owner.pilot.pause()
            assert_fits(owner.lines, size)
            assert "is my oven ready?" in owner.text
    book.close()


async def test_two_sessions_follow_each_other(folder: Path) -> None:
    clock = Clock()
    here, there = open_book(folder, clock), open_book(folder, clock)
    async with counter(here) as owner:
        there.log("@ayse /phone rang again")
        owner.app.follow()
        await owner.pilot.pause()
        await owner.press("2", "enter")
        assert "rang again" in owner.text
        there.log("@ayse /phone and again")
        owner.app.follow()
        await owner.pilot.pause()
        assert "and again" in owner.text
        await owner.press("c")
        await owner.type("third call")
        await owner.press("enter")
    there.follow()
    assert there.timeline(1)[0].text == "third call"
    here.close()
    there.close()


@pytest.mark.parametrize("behind", ["question_mark", "enter", "c", "2"])
async def test_what_is_pressed_right_behind_the_key_that_quits_is_for_nothing(tmp_path: Path, behind: str) -> None:
    book = open_book(tmp_path / "book")
    book.log("@new Ayşe /phone hello?")
    async with counter(book) as owner:
        await owner.arrive("q", behind)
        assert owner.app.return_code == 0
