"""Customer: how to greet and recognise them, what is open with them, and everything that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.types import CSSPathType

from screens.belongings_screen import BelongingsScreen
from screens.customer_card import Card, stage_words
from screens.customer_lines import Line
from screens.half_typed import HalfTyped
from screens.history import History
from screens.history_lines import HistoryLines
from screens.open_matters import OpenMatters
from screens.shown import one_line
from screens.widgets.rows import BLANK, Cell, Row, heading
from store.errors import NotFoundError, RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.records.customer import Customer

_LINES_AHEAD = 40
# Title, margin and footer.
_LINES_AROUND = 3
_HEIR = "heir"
_HAPPENING = frozenset(("conversation", "promise", "follow_up", "interaction"))
_WITH_FORMS = frozenset(("person", "thing", "gesture", "promise", "follow_up"))


class CustomerScreen(BelongingsScreen):
    """The page of one customer."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "customer.tcss"]
    OFFERS = frozenset(("new", "view"))

    def __init__(self, book: Book, half_typed: HalfTyped, customer: int, interaction: int = 0) -> None:
        """Show the customer with this id, and of their history the entry with that id, if one is given."""
        super().__init__(book, half_typed)
        self._customer = customer
        self._wanted = interaction
        self._history = History(book, customer)
        self._history_lines: HistoryLines | None = None
        self._unfolded: set[str] = set()
        self._is_gone = False
        self._heir = 0

    @property
    def line_customer(self) -> int | None:
        """The customer whose page this is."""
        return self._customer

    # What the book says

    def show_book(self) -> None:
        """Show the customer as the book has them now."""
        assert self.book is not None
        try:
            customer = self.book.customer(self._customer)
        except NotFoundError:
            self._is_gone = True
            self._show_gone(self.book)
            return
        self._is_gone = False
        under_cursor, is_first = self.line_under_cursor(), self._history_lines is None
        if is_first and self._wanted:
            self._history.read_to(self._wanted)
        else:
            self._history.read()
        self.show_title(one_line(customer.shown_name), detail=stage_words(customer, self.book))
        head = self._head(customer)
        lines = [*head, *self._history_of_page()]
        if is_first:
            cursor = self._first_cursor(lines)
        else:
            same = self.place_in(lines, under_cursor)
            cursor = same if same >= 0 else max(0, self.book_list.cursor)
        self.show_lines(lines, cursor)

    def _head(self, customer: Customer) -> list[Line]:
        assert self.book is not None
        card = Card(self.book, customer, (self.line_width, self.app.size.height), self._unfolded)
        return [*card.lines(), *OpenMatters(self.book, self.line_width).lines(customer.id, self._unfolded)]

    def _history_of_page(self) -> list[Line]:
        assert self.book is not None
        closed = () if self._history.is_filtered else self.book.conversations(self._customer, settled=True)
        self._history_lines = HistoryLines(self.line_width, self.book.now(), closed)
        lines = list(self._history_lines.more(self._history.entries))
        if not lines and not self._history.is_filtered:
            return [Line(BLANK), *self.sentence_lines(_("No contact yet. Press c to log one."))]
        if not lines:
            lines = self.sentence_lines(_("Nothing is like that. v asks for something else, Esc shows everything."))
        return [Line(BLANK), Line(heading(f"{_('History')}  {self._history.title}")), *lines]

    def _show_gone(self, book: Book) -> None:
        """Say that the customer is gone, and lead to the one they were made one with, if that is so."""
        self.show_title(_("Customer"))
        lines = self.sentence_lines(_("This customer is no longer in the book. Esc goes back."))
        self._heir = _customer_of_any(book, self._history)
        if self._heir:
            name = one_line(book.customer(self._heir).shown_name)
            lines.append(
                Line(Row((Cell(_("Enter goes to {name}, who has their history.").format(name=name)),)), opens=_HEIR)
            )
        self.show_lines(lines, 0)

    # Where the cursor stands

    def _first_cursor(self, lines: list[Line]) -> int:
        """Return where to begin: at the entry asked for, else at the first matter or entry in view, else at the top."""
        for at, line in enumerate(lines):
            if self._wanted and (line.kind, line.id) == ("interaction", self._wanted):
                return at
        room = self.app.size.height - _LINES_AROUND
        first = next((at for at, line in enumerate(lines) if line.kind in _HAPPENING), len(lines))
        return first if first + 1 < room else 0

    def cursor_moved(self) -> None:
        """Read on in the history before the cursor gets there."""
        if self.book_list.cursor > len(self.shown_lines) - _LINES_AHEAD and self._has_more():
            self._read_on()
        super().cursor_moved()

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the very last entry."""
        if direction > 0 and self._has_more():
            self._history.read_all()
            self.show_book()
        super().action_move_to_end(direction)

    def _has_more(self) -> bool:
        return not self._is_gone and not self._history.is_all_read

    def _read_on(self) -> None:
        assert self._history_lines is not None
        lines = [*self.shown_lines, *self._history_lines.more(self._history.read_on())]
        self.show_lines(lines, self.book_list.cursor)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: nothing is added to a customer who is gone, nor filtered."""
        if action in self.OFFERS and (self._is_gone or (action == "view" and not self._history.has_any)):
            return False
        return super().check_action(action, parameters)

    def can_open_row(self) -> bool:
        """Whether there is more to see of what is under the cursor."""
        line = self.line_under_cursor()
        return line is not None and (
            bool(line.opens) or line.kind in ("interaction", "conversation", "referral", *_WITH_FORMS)
        )

    async def open_row(self) -> None:
        """Show an entry or a conversation whole, what was folded away, or the form of what is under the cursor."""
        line = self.line_under_cursor()
        if line is None or self.book is None:
            return
        if line.opens == _HEIR:
            await self.run_action(f"app.show_customer({self._heir})")
        elif line.opens:
            self._unfolded ^= {line.opens}
            self.show_book()
        elif line.kind == "referral":
            await self.run_action(f"app.show_customer({line.id})")
        elif line.kind == "interaction":
            await self.run_action(f"app.show_entry({line.id})")
        elif line.kind == "conversation":
            await self.run_action(f"app.show_conversation({line.id})")
        elif line.kind in _WITH_FORMS:
            await self.action_edit()

    # Which part of the history is shown

    async def action_view(self) -> None:
        """Ask which entries to show."""
        await self.ask(self._history.question(), self._show_part)

    def action_back(self) -> None:
        """Take the marks away, then the filter off, then go back."""
        if self._history.is_filtered and not self.marked:
            self._show_part("")
        else:
            super().action_back()

    def _show_part(self, line: str) -> None:
        try:
            self._history.ask_for(line)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        self.show_book()
        at = next((at for at, one in enumerate(self.shown_lines) if one.kind == "interaction"), -1)
        if at >= 0 and self._history.is_filtered:
            self.book_list.move_to(at)
        self.refresh_bindings()


def _customer_of_any(book: Book, history: History) -> int:
    """Return whose the entries are that were in a history, 0 where they are nobody's."""
    for entry in history.entries:
        try:
            return book.customer(book.interaction(entry.id).customer).id
        except NotFoundError:
            continue
    return 0
