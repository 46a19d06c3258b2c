"""Going to a row by its first letters, as they are typed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen

from screens.widgets.book_list import BookList
from screens.widgets.go_to import GoTo, go_to, is_going, stop_going
from screens.widgets.note import Note
from screens.widgets.rows import Cell, Row

NAMES = ["Ayşe Yılmaz", "Ayten", "Çağla", "Deniz", "İpek", "Şule", "Γιώργος"]


class NamesScreen(Screen[None]):
    """A list of names, with the keys that every screen has for this."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "go_to", priority=True),
        Binding("enter,escape", "leave_go_to", priority=True),
        Binding("down", "move(1)", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[int] = []

    def compose(self) -> ComposeResult:
        yield BookList(id="list")
        yield Note(id="done")

    def on_mount(self) -> None:
        self.book_list = self.query_one(BookList)
        self.book_list.set_rows(len(NAMES), lambda index: Row((Cell(NAMES[index]),)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return is_going(self) if action == "leave_go_to" else True

    async def action_go_to(self) -> None:
        await go_to(self, self.book_list, lambda: self.moves.append(self.book_list.cursor))

    async def action_leave_go_to(self) -> None:
        await stop_going(self)

    def action_move(self, steps: int) -> None:
        self.book_list.move(steps)


class NamesApp(App[None]):
    """Nothing but that screen."""

    def get_default_screen(self) -> NamesScreen:
        return NamesScreen()


@asynccontextmanager
async def names(width: int = 40) -> AsyncIterator[tuple[NamesScreen, Pilot[Any]]]:
    app = NamesApp()
    async with app.run_test(size=(width, 10)) as pilot:
        assert isinstance(app.screen, NamesScreen)
        yield app.screen, pilot


async def test_the_cursor_goes_along_letter_by_letter_and_enter_closes() -> None:
    async with names() as (screen, pilot):
        await pilot.press("g", "a", "y")
        assert screen.book_list.cursor == 0
        await pilot.press("t")
        assert NAMES[screen.book_list.cursor] == "Ayten"
        assert is_going(screen)
        await pilot.press("enter")
        assert not is_going(screen)
        assert screen.focused is None
        assert NAMES[screen.book_list.cursor] == "Ayten"
        assert screen.moves == [1]


async def test_letters_without_their_accents_lead_there_and_the_next_time_begins_anew() -> None:
    async with names() as (screen, pilot):
        await pilot.press("g", "c", "a", "escape", "g", "s", "u", "escape")
        assert NAMES[screen.book_list.cursor] == "Şule"
        assert screen.moves == [2, 5]


async def test_where_no_row_begins_so_the_line_says_it_and_the_cursor_stays() -> None:
    async with names() as (screen, pilot):
        await pilot.press("g", "d", "x")
        assert NAMES[screen.book_list.cursor] == "Deniz"
        assert screen.query_one(GoTo).label.said == "No row begins with"
        await pilot.press("backspace")
        assert screen.query_one(GoTo).label.said == "Go to"


async def test_keys_that_arrive_together_are_done_in_their_order() -> None:
    async with names() as (screen, pilot):
        for key in ("g", "d", "backspace", "s", "enter", "down"):
            screen.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _turn in range(5):
            await pilot.pause()
        assert not is_going(screen)
        assert NAMES[screen.book_list.cursor] == "Γιώργος"


async def test_arrows_move_while_the_line_is_open() -> None:
    async with names() as (screen, pilot):
        await pilot.press("g", "a", "down", "down")
        assert NAMES[screen.book_list.cursor] == "Çağla"
        assert is_going(screen)


async def test_on_a_narrow_screen_there_is_room_to_type() -> None:
    async with names(20) as (screen, pilot):
        await pilot.press("g", "x")
        line = screen.query_one(GoTo)
        assert line.region.right <= 20
        assert line.field.size.width >= 1
