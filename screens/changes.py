"""The change log: what was changed, when and by whom, the newest first; of the whole book, or of one customer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.marks import DOT
from screens.shown import one_line, shown, wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import BLANK, WHOLE, Cell, Column, Row, column_widths, plain_line
from screens.words import moment_words
from store.errors import NotFoundError, RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change_log import ChangeLine
    from store.records.customer import Customer

_PAGE = 100
_LINES_AHEAD = 30
_NARROW_UNDER = 68
_WHEN = Column(17)
_WHAT = Column(16, grow=1)
# Of an import's thousands, nobody wants to choose one here.
_MOST_TO_CHOOSE_FROM = 20


class ChangesScreen(BookScreen):
    """The change log, read on as one goes down in it."""

    PLACE = "show_changes"
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "changes.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, customer: int | None = None) -> None:
        """Show every change, or those that are about one customer."""
        super().__init__(book, half_typed)
        self._customer = customer
        self._changes: list[ChangeLine] = []
        self._is_whole = False
        self._tail: list[Row] = []
        self._height = 1

    @property
    def line_customer(self) -> int | None:
        """The customer whose changes these are."""
        return self._customer

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the entries out anew, on one line or two."""
        if self.is_mounted:
            self._show_changes(self._under_cursor())

    def show_book(self) -> None:
        """Read the log anew, as far as it was read, and keep the cursor on the change it stands on."""
        under_cursor = self._under_cursor()
        pages = max(1, ceil(len(self._changes) / _PAGE))
        self._changes = []
        self._read_on(pages * _PAGE)
        self._show_changes(under_cursor)

    def cursor_moved(self) -> None:
        """Read on in the log before the cursor gets to its end."""
        super().cursor_moved()
        if not self._is_whole and self.book_list.cursor > self.book_list.count - _LINES_AHEAD:
            self._read_on(_PAGE)
            self._show_changes(self._under_cursor())

    def can_open_row(self) -> bool:
        """Whether the change under the cursor is about somebody who is still in the book."""
        return bool(self._customers(most=1))

    async def open_row(self) -> None:
        """Open the customer whom the change is about; of several, ask which."""
        customers = self._customers(most=_MOST_TO_CHOOSE_FROM)
        if len(customers) == 1:
            await self._open_customer(str(customers[0].id))
        elif customers:
            from screens.widgets.question_bar import Choice, Question

            question = Question(
                sentence=_("Whom do you want to see?"),
                choices=tuple(Choice(str(one.id), one_line(one.shown_name), one.recognise_by) for one in customers),
            )
            await self.ask(question, self._open_customer)

    async def _open_customer(self, answer: str) -> None:
        await self.run_action(f"app.show_customer({int(answer)})")

    def _customers(self, *, most: int) -> list[Customer]:
        """Return the customers whom the change under the cursor is about, as far as they are in the book."""
        change = self._under_cursor()
        found: list[Customer] = []
        if change is not None:
            assert self.book is not None
            for identity in change.customers[:_MOST_TO_CHOOSE_FROM]:
                with suppress(NotFoundError):
                    found.append(self.book.customer(identity))
                if len(found) == most:
                    break
        return found

    def _under_cursor(self) -> ChangeLine | None:
        cursor = self.book_list.cursor if self.is_mounted else -1
        return self._changes[cursor // self._height] if 0 <= cursor < len(self._changes) * self._height else None

    # What stands in the list

    def _read_on(self, count: int) -> None:
        assert self.book is not None
        before = self._changes[-1].sequence if self._changes else None
        try:
            more = self.book.changes(count, self._customer, before)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            more = []
        self._changes += more
        self._is_whole = len(more) < count

    def _show_changes(self, under_cursor: ChangeLine | None) -> None:
        self.show_title(_("Change log"), self._whose())
        self._height = 2 if self.app.size.width < _NARROW_UNDER else 1
        self._tail = self._last_lines()
        line = self.book_list.cursor
        if under_cursor is not None:
            sequences = [change.sequence for change in self._changes]
            with suppress(ValueError):
                line = sequences.index(under_cursor.sequence) * self._height
        count = len(self._changes) * self._height + len(self._tail)
        self.book_list.set_rows(count, self._row, cursor=max(0, line))
        self.refresh_bindings()

    def _whose(self) -> str:
        assert self.book is not None
        if self._customer is None:
            return _("newest first")
        try:
            return one_line(self.book.customer(self._customer).shown_name)
        except NotFoundError:
            return _("of a customer who is no longer in the book")

    def _row(self, line: int) -> Row:
        number, part = divmod(line, self._height)
        if number >= len(self._changes):
            return self._tail[line - len(self._changes) * self._height]
        assert self.book is not None
        change = self._changes[number]
        who = Cell(_("this session") if change.is_own else _("another session"), "quiet")
        when = Cell(moment_words(datetime.fromisoformat(change.at), self.book.now()), "quiet")
        if self._height == 1:
            columns = (_WHEN, _WHAT, Column(_width_of_who()))
            return Row((when, self._what(change, columns, 1), who), columns)
        if part == 0:
            return Row((self._what(change, WHOLE, 0),))
        return Row((when, who), (Column(8, grow=1), Column(_width_of_who())), kind="more")

    def _what(self, change: ChangeLine, columns: tuple[Column, ...], at: int) -> Cell:
        """Return what was done; that it was undone since is said behind it, whatever has to be cut off."""
        if not change.undone:
            return Cell(change.sentence)
        width = column_widths(columns, max(1, self.book_list.size.width - 1 - GUTTER))[at]
        undone = f" {DOT} {_('undone')}"
        return Cell(shown(change.sentence, width - cell_len(undone)) + undone, "quiet")

    def _last_lines(self) -> list[Row]:
        if self._changes:
            return [BLANK, plain_line(_("The log begins here."))] if self._is_whole else []
        if self._customer is None:
            words = _("No change is noted yet. Press c to log a contact.")
        else:
            words = _("No change is known that is about them. Press c to log a contact, Esc to go back.")
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]


def _width_of_who() -> int:
    return max(cell_len(_("this session")), cell_len(_("another session")))
