"""Reconnect: who has gone quiet by their own rhythm, and with whom to keep in touch, each with why they are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.types import CSSPathType

from screens.half_typed import HalfTyped
from screens.offers import SaidHere
from screens.reconnect_filter import ReconnectFilter, filter_question, title_words
from screens.reconnect_rows import ReconnectRows
from screens.sections import Sections
from screens.sections_screen import SectionsScreen
from screens.target import Target
from store.errors import RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from screens.deeds import Deed
    from store.book import Book

_ON_CUSTOMERS = frozenset(("answer", "postpone", "cadence"))


class ReconnectScreen(SectionsScreen[Mapping[str, Any]]):
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

    # What is under the cursor

    def target_of(self, item: Mapping[str, Any]) -> Target:
        """Return the customer."""
        return Target("customer", item["customer"], item["customer"])

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

    def _narrow(self, asked: ReconnectFilter) -> None:
        self._asked = asked
        self.show_anew()

    def items(self) -> Sequence[Mapping[str, Any]]:
        """Return the customers who are shown."""
        return self._shown

    def gather(self) -> None:
        """Look anew whom to come back to."""
        assert self.book is not None
        try:
            rows, _count = self.book.quiet()
            self._all = list(rows)
            self._shown = self._asked.of(self.book, self._all)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self._all = self._shown = []

    # What stands in the list

    def lay_out(self, sections: Sections[Mapping[str, Any]]) -> None:
        """Lay them out by why they are listed."""
        assert self.book is not None
        self.show_title(_("Reconnect"), title_words(self._asked, len(self._shown)))
        rows = ReconnectRows(self.book, self.book.now(), self.app.size.width)
        for title, found in self._by_why():
            if found:
                sections.add(title, found, rows.of_customer, rows.height)
        if not self._shown:
            sections.add_lines(self.said(self._empty_words()))

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


def _matters_more(row: Mapping[str, Any]) -> bool:
    return row["mood"] == "upset" or row["unresolved"] is not None
