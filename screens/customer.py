"""Customer: how to greet and recognise them, what is open with them, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.geometry import Size
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.customer_card import Card, stage_words
from screens.customer_lines import Line
from screens.half_typed import HalfTyped
from screens.history import History
from screens.history_lines import HistoryLines
from screens.open_matters import OpenMatters
from screens.shown import one_line
from screens.target import Target
from screens.widgets.book_list import BookList
from screens.widgets.rows import BLANK, Cell, Row, heading, plain_line
from store.errors import NotFoundError, RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.records.customer import Customer

_LINES_AHEAD = 40
# Title, margin and footer.
_LINES_AROUND = 3
_HEIR = "heir"
_BELONGINGS = frozenset(("person", "thing", "allowance"))
_WITH_FORMS = frozenset(("person", "thing", "promise", "follow_up"))


class CustomerScreen(BookScreen):
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
        self._lines: list[Line] = []
        self._unfolded: set[str] = set()
        self._heir = 0
        self._wrapped_at = Size(0, 0)
        self._was_changed_here = False

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
            self.show_book()

    # What the book says

    @on(BookScreen.Changed)
    def _change_is_mine(self) -> None:
        self._was_changed_here = True

    def book_changed(self) -> None:
        """Show what was changed, and say so where another session did it while one was looking."""
        before, is_seen = self._lines, self.is_current and not self._was_changed_here
        self._was_changed_here = False
        super().book_changed()
        if is_seen and before and self._lines != before:
            self.note(_("Another session has just changed this page."))

    def show_book(self) -> None:
        """Show the customer as the book has them now."""
        assert self.book is not None
        self._wrapped_at = self.app.size
        try:
            customer = self.book.customer(self._customer)
        except NotFoundError:
            self._show_gone(self.book)
            return
        under_cursor, is_first = self._line(), self._history_lines is None
        if is_first and self._wanted:
            self._history.read_to(self._wanted)
        else:
            self._history.read()
        self.show_title(one_line(customer.shown_name), detail=stage_words(customer, self.book))
        head = self._head(customer)
        self._lines = [*head, *self._history_of_page()]
        cursor = self._first_cursor(head) if is_first else self._cursor_on(under_cursor)
        self._set_rows(cursor)

    def _head(self, customer: Customer) -> list[Line]:
        assert self.book is not None
        width, height = self.app.size
        card = Card(self.book, customer, (width - 1, height), self._unfolded)
        return [*card.lines(), *OpenMatters(self.book, width - 1).lines(customer.id, self._unfolded)]

    def _history_of_page(self) -> list[Line]:
        assert self.book is not None
        self._history_lines = HistoryLines(self.app.size.width - 1, self.book.now())
        lines = list(self._history_lines.more(self._history.entries))
        if not lines:
            words = _("No contact yet. Press c to log one.")
            if self._history.is_filtered:
                words = _("Nothing is like that. v asks for something else, Esc shows everything.")
            lines = [Line(plain_line(words))]
            if not self._history.is_filtered:
                return [Line(BLANK), *lines]
        return [Line(BLANK), Line(heading(f"{_('History')}  {self._history.title}")), *lines]

    def _show_gone(self, book: Book) -> None:
        """Say that the customer is gone, and lead to the one they were made one with, if that is so."""
        self.show_title(_("Customer"))
        self._heir = self._heir or _customer_of_any(book, self._history)
        self._lines = [Line(plain_line(_("This customer is no longer in the book. Esc goes back.")))]
        if self._heir:
            name = one_line(book.customer(self._heir).shown_name)
            words = _("Their history is with {name} now. Enter goes there.").format(name=name)
            self._lines.append(Line(Row((Cell(words),)), opens=_HEIR))
        self._set_rows(0)

    # Where the cursor stands

    def _first_cursor(self, head: list[Line]) -> int:
        """Return where to begin: at the entry asked for, else at the first matter or entry in view, else at the top."""
        if self._wanted:
            wanted = [
                at for at, line in enumerate(self._lines) if (line.kind, line.id) == ("interaction", self._wanted)
            ]
            if wanted:
                return wanted[0]
        room = self.app.size.height - _LINES_AROUND
        matters = (at for at, line in enumerate(head) if line.kind in ("conversation", "promise", "follow_up"))
        first = next(matters, len(head) + 2)
        return first if first + 1 < room else 0

    def _cursor_on(self, under_cursor: Line | None) -> int:
        """Return the line of what was under the cursor, or where that is gone the same line as before."""
        if under_cursor is not None and (under_cursor.kind or under_cursor.opens):
            same = (under_cursor.kind, under_cursor.id, under_cursor.opens)
            for at, line in enumerate(self._lines):
                if (line.kind, line.id, line.opens) == same:
                    return at
        return max(0, self.book_list.cursor)

    def cursor_moved(self) -> None:
        """Read on in the history before the cursor gets there."""
        if self.book_list.cursor > len(self._lines) - _LINES_AHEAD and not self._history.is_all_read:
            self._read_on()
        super().cursor_moved()

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the very last entry."""
        if direction > 0 and not self._history.is_all_read:
            self._history.read_all()
            self.show_book()
        super().action_move_to_end(direction)

    def _read_on(self) -> None:
        assert self._history_lines is not None
        self._lines = [*self._lines, *self._history_lines.more(self._history.read_on())]
        self._set_rows(self.book_list.cursor)

    def _set_rows(self, cursor: int) -> None:
        lines = self._lines
        self.book_list.set_rows(len(lines), lambda at: lines[at].row, cursor=cursor, is_marked=self.is_marked)

    def _line(self) -> Line | None:
        cursor = self.book_list.cursor
        return self._lines[cursor] if 0 <= cursor < len(self._lines) else None

    # What can be done

    def target_at(self, line: int) -> Target | None:
        """Return what a line stands for."""
        if not 0 <= line < len(self._lines):
            return None
        _row, kind, identity, _opens = self._lines[line]
        if kind is None:
            return None
        return Target(kind, self._customer if kind == "customer" else identity, self._customer)

    def can_open_row(self) -> bool:
        """Whether there is more to see of what is under the cursor."""
        line = self._line()
        return line is not None and (bool(line.opens) or line.kind in ("interaction", "conversation", *_WITH_FORMS))

    async def open_row(self) -> None:
        """Show an entry whole, what was folded away, or the form of what is under the cursor."""
        line = self._line()
        if line is None or self.book is None:
            return
        if line.opens == _HEIR:
            await self.run_action(f"app.show_customer({self._heir})")
        elif line.opens:
            self._unfolded ^= {line.opens}
            self.show_book()
        elif line.kind == "interaction":
            await self.run_action(f"app.show_entry({line.id})")
        elif line.kind == "conversation":
            entries = self.book.interactions_in(self.book.conversation(line.id))
            if entries:
                await self.run_action(f"app.show_entry({entries[-1].id})")
        elif line.kind in _WITH_FORMS:
            await self.action_edit()

    def can_be_done(self, action: str) -> bool:
        """Whether `action` can be done: what belongs to the customer can be taken off, of an allowance one used up."""
        targets = self.targets
        if targets and self.book is not None and action in ("done", "drop", "edit"):
            if len(targets) == 1 and targets[0].kind in _BELONGINGS:
                return action != "done" or targets[0].kind == "allowance"
            if any(target.kind in _BELONGINGS for target in targets):
                return False
        return super().can_be_done(action)

    def action_done(self) -> None:
        """Use up one of an allowance; what else is done is done as everywhere."""
        from screens.customer_deeds import allowance_used

        if any(target.kind == "allowance" for target in self.targets):
            self.do_to_targets(allowance_used())
        else:
            super().action_done()

    async def action_drop(self) -> None:
        """Ask, and take off what belongs to the customer; what else is dropped is dropped as everywhere."""
        from screens.customer_deeds import drop_belonging_question

        target = self.targets[0]
        if target.kind not in _BELONGINGS or self.book is None:
            await super().action_drop()
            return
        asked = drop_belonging_question(self.book.customer(self._customer), target, self._about(self.targets))
        await self.ask(asked.question, lambda answer: self.do_to_targets(asked.deed(answer)))

    async def action_edit(self) -> None:
        """Open the form of what is under the cursor; an allowance is in the customer's."""
        if self.targets[0].kind == "allowance":
            await self.run_action(f"app.open_form('customer', {self._customer}, {self._customer})")
        else:
            await super().action_edit()

    async def action_new(self) -> None:
        """Ask what is to be added here, and open its form."""
        from screens.widgets.question_bar import Choice, Question

        async def answered(answer: str) -> None:
            record = -1 if answer == "person" else 0
            await self.run_action(f"app.open_form({answer!r}, {record}, {self._customer})")

        question = Question(
            sentence=_("Add what?"),
            choices=(
                Choice("contact", _("contact"), _("what was said, in a form; c takes a line")),
                Choice("promise", _("promise"), _("what you will do, and by when")),
                Choice("follow_up", _("follow-up"), _("when to come back to them")),
                Choice("person", _("person"), _("somebody to talk to there")),
                Choice("thing", _("thing"), _("what they own or ordered, and you look after")),
            ),
        )
        await self.ask(question, answered)

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
        at = next((at for at, one in enumerate(self._lines) if one.kind == "interaction"), -1)
        if at >= 0 and self._history.is_filtered:
            self.book_list.move_to(at)
        self.refresh_bindings()

    def _words_of(self, target: Target) -> str:
        if self.book is None or target.kind not in _BELONGINGS:
            return super()._words_of(target)
        try:
            if target.kind == "thing":
                return self.book.thing(target.id).name
            customer = self.book.customer(self._customer)
        except RegularsError:
            return ""
        if target.kind == "person":
            return customer.contacts[target.id].name if target.id < len(customer.contacts) else ""
        return customer.allowances[target.id].what if target.id < len(customer.allowances) else ""


def _customer_of_any(book: Book, history: History) -> int:
    """Return whose the entries are that were in a history, 0 where they are nobody's."""
    for entry in history.entries:
        try:
            return book.customer(book.interaction(entry.id).customer).id
        except NotFoundError:
            continue
    return 0
