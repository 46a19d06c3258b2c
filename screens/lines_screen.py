"""A screen whose list is made of lines that stand for things in the book, wrapped for the width of the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.customer_lines import Line
from screens.half_typed import HalfTyped
from screens.shown import wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import plain_line
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


class LinesScreen(BookScreen):
    """Keeps the cursor on what it stands on, and says where another session has changed what one was looking at."""

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Begin without lines."""
        super().__init__(book, half_typed)
        self.shown_lines: list[Line] = []
        self._wrapped_at = Size(0, 0)

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap everything anew."""
        if self.is_mounted and self._wrapped_at != self.app.size:
            self.show_book()

    def book_changed(self, *, by_others: bool = False) -> None:
        """Show what was changed, and say so where another session did it while one was looking."""
        before, is_seen = self.shown_lines, self.is_current and by_others
        super().book_changed(by_others=by_others)
        if is_seen and before and self.shown_lines != before:
            self.note(_("Another session has just changed what you see here."))

    # The lines

    @property
    def line_width(self) -> int:
        """How wide a line is, in cells."""
        return max(1, self.app.size.width - 1)

    def line_under_cursor(self) -> Line | None:
        """Return the line on which the entry under the cursor begins."""
        cursor = self.book_list.cursor
        return self.shown_lines[cursor] if 0 <= cursor < len(self.shown_lines) else None

    def show_lines(self, lines: list[Line], cursor: int) -> None:
        """Show other lines, with the cursor on the entry at or after line `cursor`."""
        self._wrapped_at = self.app.size
        self.shown_lines = lines
        self.book_list.set_rows(len(lines), lambda at: lines[at].row, cursor=cursor, is_marked=self.is_marked)

    def sentence_lines(self, sentence: str) -> list[Line]:
        """Return a sentence of the app's, wrapped."""
        return [Line(plain_line(words)) for words in wrapped(sentence, max(1, self.line_width - GUTTER))]

    def place_in(self, lines: list[Line], wanted: Line | None) -> int:
        """Return on which of `lines` that stands for which `wanted` does; -1 where none does."""
        if wanted is not None and (wanted.kind or wanted.opens):
            same = (wanted.kind, wanted.id, wanted.opens)
            for at, line in enumerate(lines):
                if (line.kind, line.id, line.opens) == same:
                    return at
        return -1

    def target_at(self, line: int) -> Target | None:
        """Return what a line stands for."""
        if not 0 <= line < len(self.shown_lines):
            return None
        _row, kind, identity, _opens = self.shown_lines[line]
        if kind is None:
            return None
        return Target(kind, self.line_customer or 0 if kind == "customer" else identity, self.line_customer)
