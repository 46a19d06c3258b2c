"""Reconnect: who has gone quiet by their own rhythm, and with whom to keep in touch, each with why they are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.offers import SaidHere
from screens.reconnect_filter import ReconnectFilter, filter_question, title_words
from screens.reconnect_rows import ReconnectRows
from screens.sections import Sections
from screens.shown import wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line
from store.errors import RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from screens.deeds import Deed
    from store.book import Book

_ON_CUSTOMERS = frozenset(("answer", "postpone", "cadence"))


class ReconnectScreen(BookScreen):
    """Everybody to come back to, what matters most first."""

    PLACE = "show_reconnect"
    OFFERS = frozenset(("view",))
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "reconnect.tcss"]
    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {
        "answer": SaidHere(_("Check-in"), _("Log that you have been in touch with them")),
        "postpone": SaidHere(_("Leave be"), _("Leave them be until a day, or for good")),
    }

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show all of them."""
        super().__init__(book, half_typed)
        self._asked = ReconnectFilter()
        self._all: list[Mapping[str, Any]] = []
        self._shown: list[Mapping[str, Any]] = []
        self._sections: Sections[Mapping[str, Any]] = Sections()

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the customers out anew, on one line each, on two or on three."""
        if self.is_mounted:
            self._show_rows(self.target_under_cursor())

    def look_at_the_clock(self) -> None:
        """Show who has gone quiet by now."""
        if self.is_current:
            self.show_book()

    # What is under the cursor

    def target_at(self, line: int) -> Target | None:
        """Return the customer on a line."""
        row = self._sections.item(line)
        return None if row is None else _target_of(row)

    def can_open_row(self) -> bool:
        """Whether there is a customer under the cursor."""
        return self.target_under_cursor() is not None

    async def open_row(self) -> None:
        """Open the customer."""
        target = self.target_under_cursor()
        if target is not None:
            await self.run_action(f"app.show_customer({target.customer})")

    # What is done to them

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now; what is done to a customer is where there is one."""
        if action in _ON_CUSTOMERS:
            return self.check_action("view", ()) is True and self.is_mounted and bool(self.targets)
        return super().check_action(action, parameters)

    def write_purpose(self, target: Target) -> str:
        """Return what a reply written from here is for."""
        return "reconnect"

    async def action_answer(self) -> None:
        """Log a check-in with them in the line."""
        await self._write(self.targets, "> ")

    async def action_cadence(self) -> None:
        """Ask how often to be in touch with them."""
        from screens.reconnect_deeds import cadence_question

        assert self.book is not None
        targets = self.targets
        try:
            customers = [self.book.customer(target.id) for target in targets]
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        question, deed = cadence_question(customers, self._about(targets))
        await self.ask(question, lambda answer: self._do(deed(answer)))

    async def action_postpone(self) -> None:
        """Ask until when to leave them be."""
        from screens.reconnect_deeds import leave_be_question

        assert self.book is not None
        question, deed = leave_be_question(self.book, self._about(self.targets))
        await self.ask(question, lambda answer: self._do(deed(answer)))

    def _do(self, deed: Deed) -> None:
        self.do_to_targets(deed)

    # What is shown

    async def action_view(self) -> None:
        """Ask why they are to be listed, or for a tag; what is on already is taken off."""
        assert self.book is not None
        try:
            question, read = filter_question(self.book, self._all, self._asked)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return

        def answered(answer: str) -> None:
            self._narrow(read(answer))

        await self.ask(question, answered)

    def action_back(self) -> None:
        """Take the marks away, take off the last filter, then go back."""
        if not self.marked and self._asked.is_any:
            self._narrow(self._asked.without_last())
        else:
            super().action_back()

    def show_book(self) -> None:
        """Look anew whom to come back to, and keep the cursor on the one it stands on."""
        under_cursor = self.target_under_cursor()
        self._gather()
        if self.marked:
            self.keep_marks({_target_of(row) for row in self._shown})
        self._show_rows(under_cursor)

    def _narrow(self, asked: ReconnectFilter) -> None:
        self._asked = asked
        self.forget_marks()
        self._gather()
        self._show_rows(None)

    def _gather(self) -> None:
        assert self.book is not None
        try:
            rows, _count = self.book.quiet()
            self._all = list(rows)
            self._shown = self._asked.of(self.book, self._all)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self._all = self._shown = []

    # What stands in the list

    def _show_rows(self, under_cursor: Target | None) -> None:
        assert self.book is not None
        sections: Sections[Mapping[str, Any]] = Sections()
        self._sections = sections
        self.show_title(_("Reconnect"), title_words(self._asked, len(self._shown)))
        rows = ReconnectRows(self.book, self.book.now(), self.app.size.width)
        for title, found in self._by_why():
            if found:
                sections.add(title, found, rows.of_customer, rows.height)
        if not self._shown:
            sections.add_lines(self._said(self._empty_words()))
        line = sections.line_of(lambda row: _target_of(row) == under_cursor) if under_cursor is not None else 0
        cursor = line if line >= 0 else self.book_list.cursor
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)
        self.refresh_bindings()

    def _by_why(self) -> Iterable[tuple[str, list[Mapping[str, Any]]]]:
        first = [row for row in self._shown if _matters_more(row)]
        others = [row for row in self._shown if not _matters_more(row)]
        yield _("Upset or unresolved"), first
        yield _("Gone quiet"), [row for row in others if row["why"] == "quiet"]
        yield _("To keep in touch"), [row for row in others if row["why"] == "cadence"]

    def _empty_words(self) -> str:
        if self._asked.is_any:
            return _("Nobody is like that. Esc takes the last filter off, v another one.")
        return _(
            "Nobody has gone quiet. Who comes at least four times has a rhythm, and stands here when they are silent "
            "for longer than that. To keep in touch by the calendar, set how often in a customer's form."
        )

    def _said(self, words: str) -> list[Row]:
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]


def _target_of(row: Mapping[str, Any]) -> Target:
    return Target("customer", row["customer"], row["customer"])


def _matters_more(row: Mapping[str, Any]) -> bool:
    return row["mood"] == "upset" or row["unresolved"] is not None
