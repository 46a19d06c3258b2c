"""What Promises can be narrowed down to: by state, month and customer; the question, its counts, and the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from screens.marks import DOT
from screens.promise_rows import month_words
from screens.promises_together import Together
from screens.shown import one_line
from store.rules.promise_ledger import LedgerRow, LedgerState, rows_where
from store.rules.promises import PromiseStatus
from store.sentences import _

if TYPE_CHECKING:
    from screens.widgets.question_bar import Choice, Question
    from store.book import Book

State = LedgerState | PromiseStatus

_OPEN_STATES: tuple[State, ...] = ("overdue", "at_risk", "open")
_SETTLED_STATES: tuple[State, ...] = ("kept", "kept_early", "kept_on_time", "late", "broken", "released")


class PromiseFilter(NamedTuple):
    """What is shown: all that is None is not asked for.

    Attributes:
        state: a state or status; "open" takes in those that are at risk or overdue.
        month: the first day of the month in which they were due.
        customer: whose they are.
        settled: whether settled ones are shown too.
        together: those that fail together, in the order in which to tell of it.
    """

    state: State | None = None
    month: date | None = None
    customer: int | None = None
    settled: bool = False
    together: Together | None = None

    @property
    def wants_settled(self) -> bool:
        """Whether settled promises have to be read for it."""
        return self.settled or self.month is not None or self.customer is not None or self.state in _SETTLED_STATES

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != PromiseFilter()

    def of(self, rows: Sequence[LedgerRow]) -> list[LedgerRow]:
        """Return those rows that fit, in the order in which they stand."""
        found = rows_where(rows, state=self.state, customer=self.customer, month=self.month)
        return found if self.together is None else self.together.of(found)

    def without_last(self) -> PromiseFilter:
        """Return it without the narrowest that is asked for."""
        if self.together is not None:
            return self._replace(together=None)
        if self.customer is not None:
            return self._replace(customer=None)
        if self.month is not None:
            return self._replace(month=None)
        if self.state is not None:
            return self._replace(state=None)
        return PromiseFilter()


def state_words(state: State) -> str:
    """Return a state of promises in words."""
    return {
        "overdue": _("overdue"),
        "at_risk": _("at risk"),
        "open": _("open"),
        "kept": _("kept"),
        "kept_early": _("kept early"),
        "kept_on_time": _("kept on time"),
        "late": _("kept late"),
        "broken": _("broken"),
        "released": _("released"),
    }[state]


def filter_words(book: Book, asked: PromiseFilter, count: int, *, is_by_month: bool) -> str:
    """Return what the title says: how many there are, what is asked for, and that they stand by month."""
    words = [f"{count:,}"]
    if asked.together is not None:
        words.append(asked.together.words)
    if asked.customer is not None:
        words.append(one_line(book.customer(asked.customer).shown_name))
    if asked.month is not None:
        words.append(month_words(asked.month))
    if asked.state is not None:
        words.append(state_words(asked.state))
    elif asked.wants_settled or is_by_month:
        words.append(_("open and settled"))
    else:
        words.append(_("open"))
    if is_by_month:
        words.append(_("by month"))
    return f" {DOT} ".join(words)


def filter_question(
    book: Book, rows: Sequence[LedgerRow], asked: PromiseFilter, *, is_whole: bool
) -> tuple[Question, Callable[[str], PromiseFilter]]:
    """Return the question what to show, and what reads its answer.

    Args:
        book: finds the customer who is typed.
        rows: those that are known, whatever is asked for now.
        asked: what is; an answer that is on already takes it off.
        is_whole: whether settled ones are among the rows, so that they can be counted.
    """
    from screens.widgets.question_bar import Choice, Question

    found: dict[str, PromiseFilter] = {}
    on: list[Choice] = []
    others: list[Choice] = []

    def offer(label: str, then: PromiseFilter, detail: str, *, is_on: bool = False) -> None:
        found[label] = then
        choice = Choice(label, label, _("on; Enter takes it off") if is_on else detail)
        (on if is_on else others).append(choice)

    if asked.customer is not None:
        name = one_line(book.customer(asked.customer).shown_name)
        offer(name, asked._replace(customer=None), "", is_on=True)
    for state in (*_OPEN_STATES, *_SETTLED_STATES):
        is_on = asked.state == state
        count = len(asked._replace(state=state).of(rows))
        is_counted = is_whole or state in _OPEN_STATES
        if is_on or count or not is_counted:
            detail = f"{count:,}" if is_counted else _("due in the last 12 months")
            offer(state_words(state), asked._replace(state=None if is_on else state), detail, is_on=is_on)
    if not asked.wants_settled:
        offer(_("open and settled"), asked._replace(settled=True), _("due in the last 12 months"))
    elif asked.settled:
        offer(_("open and settled"), asked._replace(settled=False), "", is_on=True)
    for month in _months(asked._replace(month=None).of(rows)):
        is_on = asked.month == month
        count = len(asked._replace(month=month).of(rows))
        detail = f"{count:,}" if is_whole else _("{count} open").format(count=f"{count:,}")
        offer(month_words(month), asked._replace(month=None if is_on else month), detail, is_on=is_on)

    def read(typed: str) -> str:
        return _("only what was promised to {name}").format(name=one_line(book.who(typed).shown_name))

    def answered(answer: str) -> PromiseFilter:
        if answer in found:
            return found[answer]
        return asked._replace(customer=book.who(answer).id)

    question = Question(
        sentence=_("Show which promises?"),
        choices=(*on, *others),
        read=read,
        placeholder=_("state, month, or a customer's name"),
    )
    return question, answered


def _months(rows: Sequence[LedgerRow]) -> list[date]:
    return sorted({row.month for row in rows}, reverse=True)
