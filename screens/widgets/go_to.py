"""The go-to line: the beginning of a row is typed, and the cursor of the list goes there letter by letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.cells import cell_len
from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from screens.widgets.book_list import BookList
from screens.widgets.note import Note
from screens.widgets.one_line import OneLine
from screens.widgets.type_ahead import FindRow
from screens.widgets.typed_line import TypedLine
from store.sentences import _


class GoTo(Horizontal):
    """One line over the footer; what is typed in it stays in no list, and nothing is saved by it."""

    DEFAULT_CSS = """
    GoTo {
        height: 1;
        padding: 0 1;
        background: $surface;
        & > OneLine { color: $primary; text-style: bold; }
        & > OneLine.-missed { color: $text-warning; }
        & > TypedLine { width: 1fr; }
    }
    """

    label = getters.query_one(OneLine)
    field = getters.query_one(TypedLine)

    def __init__(self, book_list: BookList, moved: Callable[[], None]) -> None:
        """Stand beside `book_list`; `moved` is told when its cursor was put on another entry."""
        super().__init__()
        self._book_list = book_list
        self._moved = moved
        self._find: FindRow | None = None
        self._looked_for = ""

    def compose(self) -> ComposeResult:
        """Lay out the word before the field, and the field."""
        yield OneLine()
        yield TypedLine(_("the first letters of a row"))

    def begin(self, find: FindRow | None = None) -> None:
        """Type in it, from the cursor of the list on; `find` is the list's own way to find a row, if it has one."""
        self._find = find
        self._looked_for = self.field.value = ""
        self._say(is_missed=False)
        self.display = True
        self.screen.set_focus(self.field, scroll_visible=False)

    async def close(self) -> None:
        """Fold away, when all letters that were typed before have moved the cursor."""
        await self.field.in_turn(self._close)

    async def _close(self) -> None:
        self._follow()
        self.display = False
        self.screen.set_focus(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self._follow()

    def _follow(self) -> None:
        text = self.field.value.strip()
        if text == self._looked_for:
            return
        self._looked_for = text
        from store.database.folding import fold  # not needed before, and its tables take their time

        before = self._book_list.cursor
        is_found = self._book_list.find_ahead(text, fold, self._find)
        self._say(is_missed=bool(text) and not is_found)
        if self._book_list.cursor != before:
            self._moved()

    def _say(self, *, is_missed: bool) -> None:
        words = _("No row begins with") if is_missed else _("Go to")
        if words != self.label.said or not self.label.styles.width:
            self.label.say(words)
            self.label.styles.width = cell_len(words) + 1
            self.label.set_class(is_missed, "-missed")


async def go_to(
    screen: Screen[Any], book_list: BookList, moved: Callable[[], None], find: FindRow | None = None
) -> None:
    """Open the go-to line of `screen` over its footer.

    Args:
        screen: has a `Note` called `done`, over which the line stands.
        book_list: whose cursor goes along.
        moved: is told when it was put on another entry.
        find: the list's own way to find a row, quicker than to look at one after the other (see `find_in_order`).
    """
    found = screen.query(GoTo)
    if not found:
        line = GoTo(book_list, moved)
        line.display = False
        await screen.mount(line, before=screen.query_one("#done", Note))
    screen.query_one(GoTo).begin(find)
    screen.refresh_bindings()


def is_going(screen: Screen[Any]) -> bool:
    """Whether the go-to line of `screen` is open."""
    return screen.focused is not None and isinstance(screen.focused.parent, GoTo)


async def stop_going(screen: Screen[Any]) -> None:
    """Close the go-to line of `screen`, when all letters that were typed before have moved the cursor."""
    for line in screen.query(GoTo):
        await line.close()
    screen.refresh_bindings()
