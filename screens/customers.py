"""Customers: all of them by name, or those whom a few letters find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Cell, Column, Row, plain_line
from screens.widgets.search_field import SearchField
from screens.words import stage_word
from store.errors import NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

# Name, how to greet, phone, stage and tags; the last ones give way first.
_COLUMNS = (
    Column(19, grow=3),
    Column(14, grow=2, gives_way=2),
    Column(17, gives_way=1),
    Column(12, grow=2, gives_way=3),
)
_MOST_FOUND = 200


class CustomersScreen(BookScreen):
    """The customers, with a search that follows every key."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "customers.tcss"]

    field = getters.query_one("#search", SearchField)

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Begin with all of them."""
        super().__init__(book, half_typed)
        self._ids: Sequence[int] = ()
        self._looked_for = ""

    def compose_body(self) -> Iterable[Widget]:
        """Give the search and the list."""
        yield SearchField(_("/ name, phone, e-mail, tag"), id="search")
        yield BookList(id="list")

    def search_again(self) -> None:
        """Type in the search; what was looked for last goes with the first key."""
        self.set_focus(self.field)
        self.field.select_all()

    def action_back(self) -> None:
        """Leave the search, then empty it, then go back."""
        if self.field.has_focus:
            self.set_focus(None)
            if not self._ids:
                self.field.value = ""
        elif self.field.value:
            self.field.value = ""
        else:
            super().action_back()

    @on(Input.Changed, "#search")
    def search(self, event: Input.Changed) -> None:
        """Show whom the letters find, the best first."""
        event.stop()
        if event.value == self.field.value != self._looked_for:
            self._search()

    def show_book(self) -> None:
        """Search anew, and keep the cursor on the customer it stands on."""
        under_cursor = self._customer()
        self._find()
        cursor = self._ids.index(under_cursor) if under_cursor in self._ids else self.book_list.cursor
        self._show_rows(cursor=max(0, cursor))

    def can_open_row(self) -> bool:
        """Whether there is a customer under the cursor, or the search may bring one there."""
        return self.focused is self.field or super().can_open_row()

    async def open_row(self) -> None:
        """Open the page of the customer under the cursor; from the search, when all its letters have arrived."""
        if self.focused is self.field:
            await self.field.in_turn(self._open_found)
        else:
            await self._open_customer()

    async def _open_found(self) -> None:
        if self.field.value != self._looked_for:
            self._search()
        await self._open_customer()

    async def _open_customer(self) -> None:
        customer = self._customer()
        if customer is not None:
            self.set_focus(None)
            await self.run_action(f"app.show_customer({customer})")

    def _customer(self) -> int | None:
        cursor = self.book_list.cursor
        return self._ids[cursor] if 0 <= cursor < len(self._ids) else None

    def _search(self) -> None:
        self._find()
        self._show_rows(cursor=0)

    def _find(self) -> None:
        self._looked_for = self.field.value
        if self.book is None:
            self._ids = ()
        elif wanted := self.field.value.strip():
            self._ids = self.book.search_customers(wanted, _MOST_FOUND)
        else:
            self._ids = self.book.customer_ids()

    def _show_rows(self, *, cursor: int) -> None:
        if self.book is None:
            self.show_title(_("Customers"))
            self.book_list.set_rows(1, [plain_line(_("The book is being opened."))].__getitem__)
            return
        count = len(self._ids)
        if self.field.value.strip():
            more = count >= _MOST_FOUND
            found = _("the first {count} found") if more else _("{count} found")
            self.show_title(_("Customers"), found.format(count=count))
        else:
            self.show_title(_("Customers"), f"{count:,}")
        if count:
            self.book_list.set_rows(count, self._row, cursor=cursor)
        else:
            words = wrapped(self._empty_words(), max(1, self.app.size.width - 2 * GUTTER))
            self.book_list.set_rows(len(words), [plain_line(line) for line in words].__getitem__)
        self.refresh_bindings()

    def _row(self, index: int) -> Row:
        assert self.book is not None
        try:
            customer = self.book.customer(self._ids[index])
        except NotFoundError:
            return plain_line("")
        phone = next((one.value for one in (*customer.phones, *customer.emails)), "")
        marks = [stage_word(customer.stage), *(f"#{tag}" for tag in customer.tags)]
        greeting = customer.call_by if customer.call_by != customer.shown_name else ""
        return Row(
            (
                Cell(one_line(customer.shown_name), "strong"),
                Cell(greeting),
                Cell(phone if phone != customer.shown_name else ""),
                Cell(" ".join(marks), "quiet"),
            ),
            _COLUMNS,
        )

    def _empty_words(self) -> str:
        if self.field.value.strip():
            return _("Nobody is found. Esc empties the search; c and @new NAME adds a customer.")
        return _("No customers yet. Press c to log a first contact, or run: regulars import FILE")
