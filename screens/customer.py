"""Customer: how to greet and recognise them, what is open with them, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Size
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.customer_lines import Line, Page
from screens.half_typed import HalfTyped
from screens.shown import one_line
from screens.widgets.book_list import BookList
from screens.widgets.rows import plain_line
from store.errors import NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.records.interaction import Interaction

_LOADED_AT_ONCE = 100
_LINES_AHEAD = 30
# Title, margin, a section's blank line and heading, its first entry, and the footer.
_LINES_AROUND = 7


class CustomerScreen(BookScreen):
    """The page of one customer."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "customer.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, customer: int) -> None:
        """Show the customer with this id."""
        super().__init__(book, half_typed)
        self._customer = customer
        self._lines: list[Line] = []
        self._timeline: dict[int, Interaction] = {}
        self._unfolded: set[int] = set()
        self._loaded = _LOADED_AT_ONCE
        self._page: Page | None = None
        self._wrapped_at = Size(0, 0)

    @property
    def line_customer(self) -> int | None:
        """The customer whose page this is."""
        return self._customer

    def compose_body(self) -> Iterable[Widget]:
        """Give the page."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the page anew."""
        if self.is_mounted and self._wrapped_at != self.app.size:
            self._show_page()

    def show_book(self) -> None:
        """Show the customer as the book has them now."""
        self._show_page()

    def can_open_row(self) -> bool:
        """Whether an entry is under the cursor that is too long to be shown whole at first."""
        interaction = self._interaction()
        return interaction is not None and self._page is not None and self._page.folds(interaction)

    async def open_row(self) -> None:
        """Show the whole entry, or its beginning again."""
        interaction = self._interaction()
        if interaction is not None:
            self._unfolded ^= {interaction.id}
            self._show_page()

    def cursor_moved(self) -> None:
        """Read on in the history before the cursor gets there."""
        if self.book_list.cursor > len(self._lines) - _LINES_AHEAD and len(self._timeline) >= self._loaded:
            self._loaded *= 2
            self._show_page()
        self.refresh_bindings()

    def _interaction(self) -> Interaction | None:
        line = self._line()
        return self._timeline.get(line.id) if line is not None and line.kind == "interaction" else None

    def _line(self) -> Line | None:
        cursor = self.book_list.cursor
        return self._lines[cursor] if 0 <= cursor < len(self._lines) else None

    def _show_page(self) -> None:
        assert self.book is not None
        try:
            customer = self.book.customer(self._customer)
        except NotFoundError:
            self.show_title(_("Customer"))
            self._lines = [Line(plain_line(_("This customer is no longer in the book. Esc goes back.")))]
            self.book_list.set_rows(1, lambda index: self._lines[index].row)
            return
        under_cursor = self._line()
        timeline = self.book.timeline(self._customer, limit=self._loaded)
        self._timeline = {interaction.id: interaction for interaction in timeline}
        self._wrapped_at = self.app.size
        self._page = page = Page(self.book, customer, self.app.size.width - 1)
        who, matters = page.who(), page.open_matters()
        history = page.history(timeline, len(timeline) < self._loaded, self._unfolded)
        self._lines = lines = [*who, *matters, *history]
        self.show_title(one_line(customer.shown_name), detail=one_line(customer.recognise_by))
        # The greeting stays in view: the cursor begins below it only where both have room.
        cursor = len(who) if len(who) + _LINES_AROUND < self.app.size.height else 0
        if under_cursor is not None:
            same = (under_cursor.kind, under_cursor.id)
            cursor = next((at for at, line in enumerate(lines) if (line.kind, line.id) == same), self.book_list.cursor)
        self.book_list.set_rows(len(lines), lambda index: lines[index].row, cursor=max(0, cursor))
