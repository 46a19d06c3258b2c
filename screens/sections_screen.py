"""A screen whose list is in sections, every entry of which stands for one thing in the book."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.sections import Sections
from screens.shown import wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line

if TYPE_CHECKING:
    from store.book import Book

Item = TypeVar("Item")


class SectionsScreen(BookScreen, Generic[Item]):
    """Gathers its entries from the book, lays them out in sections, and keeps the cursor on the one it stands on."""

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Begin without any."""
        super().__init__(book, half_typed)
        self._sections: Sections[Item] = Sections()

    # What a screen says of itself

    @abstractmethod
    def gather(self) -> None:
        """Look anew what there is to show."""

    @abstractmethod
    def items(self) -> Iterable[Item]:
        """Return what was gathered and is shown."""

    @abstractmethod
    def target_of(self, item: Item) -> Target:
        """Return what an entry stands for."""

    @abstractmethod
    def lay_out(self, sections: Sections[Item]) -> None:
        """Show the title, and add the entries, section by section, and what else is to be said."""

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def said(self, words: str) -> list[Row]:
        """Return words as lines that the cursor passes over, as wide as the list."""
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]

    def on_resize(self, event: events.Resize) -> None:
        """Lay the entries out anew, on as many lines each as the width asks for."""
        if self.is_mounted:
            self._show(self.target_under_cursor())

    def look_at_the_clock(self) -> None:
        """Show what has come due by now."""
        if self.is_current:
            self.show_book()

    # What is under the cursor

    def target_at(self, line: int) -> Target | None:
        """Return what the entry on a line stands for."""
        item = self._sections.item(line)
        return None if item is None else self.target_of(item)

    def can_open_row(self) -> bool:
        """Whether there is an entry under the cursor."""
        return self.target_under_cursor() is not None

    async def open_row(self) -> None:
        """Open the customer of the entry."""
        target = self.target_under_cursor()
        if target is not None:
            await self.run_action(f"app.show_customer({target.customer})")

    # What is shown

    def show_book(self) -> None:
        """Look anew what there is, and keep the cursor on the entry it stands on."""
        under_cursor = self.target_under_cursor()
        self.gather()
        if self.marked:
            self.keep_marks({self.target_of(item) for item in self.items()})
        self._show(under_cursor)

    def show_anew(self) -> None:
        """Show what is asked for now, from the first entry on and without marks."""
        self.forget_marks()
        self.gather()
        self._show(None)

    def _show(self, under_cursor: Target | None) -> None:
        sections: Sections[Item] = Sections()
        self._sections = sections
        self.lay_out(sections)
        line = 0 if under_cursor is None else sections.line_of(lambda item: self.target_of(item) == under_cursor)
        cursor = line if line >= 0 else self.book_list.cursor
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)
        self.refresh_bindings()
