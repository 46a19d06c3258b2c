"""A reply to be read aloud: one paragraph at a time, few words to a line and much room between the lines."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import BLANK, Row, plain_line
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_MOST_COLUMNS = 46
_LINES_AROUND = 4
# As in `say.tcss`, and the scrollbar.
_MARGINS = 5


class SayScreen(BookScreen):
    """A page is a paragraph, or as much of one as has room with a blank line under each."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "say.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, name: str, text: str) -> None:
        """Show `text`, for somebody called `name`."""
        super().__init__(book, half_typed)
        self._name = name
        self._text = text
        self._at = 0
        self._pages: list[list[str]] = []

    def compose_body(self) -> Iterable[Widget]:
        """Give the list that holds the lines."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Break it into pages anew, and stay at about the same place."""
        if self.is_mounted and self._pages:
            share = self._at / len(self._pages)
            self._lay_out()
            self._at = min(len(self._pages) - 1, round(share * len(self._pages)))
            self._show()

    def show_book(self) -> None:
        """Show the page that one is at; the text does not change with the book."""
        if not self._pages:
            self._lay_out()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer turning the pages, and the way back."""
        if action in ("capture", "capture_form", "undo", "redo", "go_to", "open_row"):
            return False
        return super().check_action(action, parameters)

    def can_open_row(self) -> bool:
        """There is nothing to open."""
        return False

    def can_mark(self) -> bool:
        """Space turns the page."""
        return True

    def action_mark(self) -> None:
        """Turn to the next page."""
        self.turn(1)

    def action_move(self, steps: int) -> Awaitable[None] | None:
        """Turn so many pages on."""
        self.turn(steps)
        return None

    def action_move_page(self, pages: int) -> Awaitable[None] | None:
        """Turn so many pages on."""
        self.turn(pages)
        return None

    def action_move_to_end(self, direction: int) -> None:
        """Turn to the first or the last page."""
        self.turn(direction * len(self._pages))

    def turn(self, pages: int) -> None:
        """Turn so many pages on, as far as there are any."""
        at = max(0, min(len(self._pages) - 1, self._at + pages))
        if at != self._at:
            self._at = at
            self._show()

    def _lay_out(self) -> None:
        width = max(1, min(_MOST_COLUMNS, self.app.size.width - _MARGINS - GUTTER))
        most = max(1, (self.app.size.height - _LINES_AROUND) // 2)
        self._pages = []
        for paragraph in filter(str.strip, self._text.split("\n\n")):
            lines = wrapped(paragraph, width)
            self._pages += [lines[at : at + most] for at in range(0, len(lines), most)]
        self._pages = self._pages or [[""]]

    def _show(self) -> None:
        count = len(self._pages)
        self.show_title(
            _("To read aloud: {name}").format(name=self._name),
            _("{number} of {count}").format(number=self._at + 1, count=count),
        )
        rows: list[Row] = [BLANK]
        for line in self._pages[self._at]:
            rows += [plain_line(line, "strong"), BLANK]
        if self._at == count - 1:
            rows.append(plain_line(_("That is all. Esc goes back, and Enter there logs it.")))
        else:
            rows.append(plain_line(_("Space or ↓ goes on.")))
        self.book_list.set_rows(len(rows), rows.__getitem__)
