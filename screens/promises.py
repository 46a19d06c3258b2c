"""Promises: what is open, what presses most first; settled ones beside what was promised, also month by month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.types import CSSPathType

from screens.half_typed import HalfTyped
from screens.promise_filter import PromiseFilter, filter_question, filter_words
from screens.promise_rows import PromiseRows, month_words, summary_words
from screens.promises_together import Together, marked_words, together_on, which_cause_question
from screens.sections import Sections
from screens.sections_screen import SectionsScreen
from screens.shown import one_line
from screens.target import Target
from store.causes import causes_with, moods_about
from store.errors import NotFoundError, RegularsError
from store.rules.promise_ledger import OPEN, LedgerRow, by_month, ledger
from store.rules.shared_causes import SharedCause
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_MONTHS_BACK = 11


class PromisesScreen(SectionsScreen[LedgerRow]):
    """Open promises at once; settled ones, of which there are many, where they are asked for."""

    PLACE = "show_promises"
    OFFERS = frozenset(("view", "order", "related"))
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "promises.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, together: Together | None = None) -> None:
        """Show every open promise; or those that fail together, marked to be moved."""
        super().__init__(book, half_typed)
        self._asked = PromiseFilter(together=together)
        self._is_by_month = False
        self._rows: list[LedgerRow] = []
        self._open: frozenset[int] = frozenset()
        self._settled: list[LedgerRow] = []
        self._settled_at = -1

    # What is under the cursor

    def target_of(self, item: LedgerRow) -> Target:
        """Return the promise."""
        return _target_of(item)

    def _is_settled(self, target: Target) -> bool:
        """Whether a promise is kept, broken or released, as it stands here."""
        return target.id not in self._open

    def begin(self) -> None:
        """Show what is known, and mark what was asked for together."""
        super().begin()
        if self._asked.together is not None:
            self._mark_all(self._asked.together)

    # What fails together

    def can_relate(self) -> bool:
        """Whether an open promise is under the cursor."""
        target = self.target_under_cursor()
        return target is not None and not self._is_settled(target)

    async def action_related(self) -> None:
        """Show what hangs on the same as the promise under the cursor, marked, the hardest hit first."""
        target = self.target_under_cursor()
        if target is None or self.book is None:
            return
        try:
            causes = causes_with(self.book, target.id)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        shared = [cause for cause in causes if len(cause.promises) > 1]
        if len(shared) > 1:
            await self._ask_which_cause(shared)
        elif shared:
            self._show_together(together_on(shared[0]))
        elif causes:
            words = _("No other open promise hangs on {name}.")
            self.note(words.format(name=one_line(causes[0].name)), refusal=True)
        else:
            self.note(_("It hangs on nothing. e notes a cause; t on its matter, who has it."), refusal=True)

    async def _ask_which_cause(self, causes: Sequence[SharedCause]) -> None:
        found = {cause.name: together_on(cause) for cause in causes}
        await self.ask(which_cause_question(causes), lambda answer: self._show_together(found[answer]))

    def _show_together(self, together: Together) -> None:
        self._is_by_month = False
        self._narrow(PromiseFilter(together=together))
        self._mark_all(together)

    def _mark_all(self, together: Together) -> None:
        """Mark those that are shown, so that what is done then is done to all, in their order."""
        self.marked = dict.fromkeys(_target_of(row) for row in self._rows)
        self.note(marked_words(len(self._rows)))
        self.marks_changed()
        self.refresh_bindings()

    # What is shown

    async def action_view(self) -> None:
        """Ask for a state, a month or a customer; what is on already is taken off."""
        assert self.book is not None
        is_whole = self._wants_settled
        try:
            question, read = filter_question(self.book, self._known(), self._asked, is_whole=is_whole)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return

        def answered(answer: str) -> None:
            self._narrow(read(answer))

        await self.ask(question, answered)

    async def action_order(self) -> None:
        """Ask whether they stand by how pressing they are, or by month with what each came to."""
        from screens.widgets.question_bar import Choice, Question

        def answered(answer: str) -> None:
            self._is_by_month = answer == "month"
            self._narrow(self._asked)

        now = _("as now")
        choices = (
            Choice("pressing", _("most pressing first"), "" if self._is_by_month else now),
            Choice("month", _("by month"), now if self._is_by_month else _("the last 12, and what each came to")),
        )
        await self.ask(Question(sentence=_("In which order?"), choices=choices), answered)

    def action_back(self) -> None:
        """Take the marks away, take off the last filter, then go back."""
        if not self.marked and self._asked.is_any:
            self._narrow(self._asked.without_last())
        else:
            super().action_back()

    def _narrow(self, asked: PromiseFilter) -> None:
        self._asked = asked
        self.show_anew()

    @property
    def _wants_settled(self) -> bool:
        return self._is_by_month or self._asked.wants_settled

    def items(self) -> Sequence[LedgerRow]:
        """Return the promises that are shown."""
        return self._rows

    def gather(self) -> None:
        """Work the promises out anew."""
        assert self.book is not None
        customer = self._asked.customer
        try:
            if customer is not None:
                self.book.customer(customer)
            self._rows = self._asked.of(self._known())
        except NotFoundError:
            # They are gone from the book, and with them what was promised to them.
            self._asked = self._asked._replace(customer=None)
            self.gather()
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self._rows = []

    def _known(self) -> list[LedgerRow]:
        """Return what can be shown: what is open, and where it is asked for what was due in the last 12 months."""
        assert self.book is not None
        rows = ledger(self.book.promises(), self.book.calendar, self.book.now())
        rows.sort(key=_pressing)
        self._open = frozenset(row.promise.id for row in rows)
        return [*rows, *self._read_settled()] if self._wants_settled else rows

    def _read_settled(self) -> list[LedgerRow]:
        """Return the settled promises of the last 12 months, read once for each state of the book."""
        assert self.book is not None
        if self._settled_at != self.book.sequence:
            since = _months_back(self.book.now().date())
            promises = [one for one in self.book.promises(settled=True) if one.state != "open" and one.settled]
            rows = ledger(promises, self.book.calendar, self.book.now())
            self._settled = [row for row in rows if row.month >= since]
            self._settled_at = self.book.sequence
        return self._settled

    # What stands in the list

    def lay_out(self, sections: Sections[LedgerRow]) -> None:
        """Lay them out by state, or by month with what each came to."""
        assert self.book is not None
        detail = filter_words(self.book, self._asked, len(self._rows), is_by_month=self._is_by_month)
        self.show_title(_("Promises"), detail)
        together = self._asked.together
        moods = moods_about(self.book, (row.promise for row in self._rows)) if together is not None else None
        rows = PromiseRows(self.book, self.book.now(), self.app.size.width, moods=moods)
        if together is not None:
            sections.add(_("To tell, the hardest hit first"), self._rows, rows.of_promise, rows.height)
        elif self._is_by_month:
            months: dict[date, list[LedgerRow]] = {}
            for row in self._rows:
                months.setdefault(row.month, []).append(row)
            for month, summary in by_month(self._rows):
                said = self.said(summary_words(summary))
                sections.add(month_words(month), months[month], rows.of_promise, rows.height, under=said)
        else:
            for title, found in self._by_state():
                sections.add(title, found, rows.of_promise, rows.height)
        sections.add_lines(self.said(self._last_words()))

    def _by_state(self) -> Iterable[tuple[str, list[LedgerRow]]]:
        yield _("Overdue"), [row for row in self._rows if row.status == "overdue"]
        yield _("At risk"), [row for row in self._rows if row.status == "at_risk"]
        yield _("Next"), [row for row in self._rows if row.status == "open"]
        yield _("Settled, the last first"), [row for row in self._rows if row.status not in OPEN]

    def _last_words(self) -> str:
        if self._asked.together is not None:
            return _("Enter opens the customer. Esc shows all open promises.")
        if self._rows and self._wants_settled:
            return _("Of those that are settled, what was due in the last 12 months is shown.")
        if self._rows:
            return _("Only open promises are shown. v shows the settled ones too.")
        if self._asked.is_any:
            return _("No promise is like that. Esc takes the last filter off, v another one.")
        if self._is_by_month:
            return _("Nothing was promised in the last 12 months. p on a customer notes a promise.")
        return _("No promise is open. p on a customer notes one; v shows the settled ones.")


def _target_of(row: LedgerRow) -> Target:
    return Target("promise", row.promise.id, row.promise.customer)


def _pressing(row: LedgerRow) -> int:
    """Return the place of an open promise's status: those of one status keep the order of their due."""
    return {"overdue": 0, "at_risk": 1}.get(row.status, 2)


def _months_back(today: date) -> date:
    """Return the first day of the month with which the last 12 begin."""
    months = today.year * 12 + today.month - 1 - _MONTHS_BACK
    return date(months // 12, months % 12 + 1, 1)
