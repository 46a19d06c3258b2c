"""The line that is being typed, from its first key until it is saved, parked or dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from store.errors import NotFoundError

if TYPE_CHECKING:
    from store.book import Book
    from store.records.draft import Draft


def _nobody_asked() -> None:
    """Tell nobody."""


@dataclass(slots=True)
class HalfTyped:
    """What the capture bar holds; one for the whole app, so that it goes along from screen to screen.

    Attributes:
        line: as it stands.
        text: a longer text that was pasted and goes with it.
        begun: when its first key was typed; None while there is nothing.
        customer: whose page it was begun on.
        draft: the id of the parked line that it was taken up from.
        emptied: called when it was saved, parked or dropped.
    """

    line: str = ""
    text: str = ""
    begun: datetime | None = None
    customer: int | None = None
    draft: int | None = None
    emptied: Callable[[], None] = _nobody_asked

    def __bool__(self) -> bool:
        """Whether there is anything that would be lost."""
        return bool(self.line.strip() or self.text)

    @property
    def parked_line(self) -> str:
        """The line as it is parked: with a pasted text behind it, from the second line on."""
        return f"{self.line}\n{self.text}" if self.text else self.line

    def as_draft(self, now: datetime) -> Draft | None:
        """Return what it would be parked as, begun at `now` where nothing says when; None where there is nothing.

        Its id is that of the parked line that it was taken up from, 0 for none.
        """
        if not self:
            return None
        from store.records.draft import Draft

        return Draft(id=self.draft or 0, line=self.parked_line, begun=self.begun or now, customer=self.customer)

    def clear(self) -> None:
        """Start over."""
        self.line = self.text = ""
        self.begun = self.customer = self.draft = None
        self.emptied()

    def hand_over(self) -> HalfTyped:
        """Start over, and return what stood here for whoever goes on with it, such as a form."""
        taken = replace(self, emptied=_nobody_asked)
        self.line = self.text = ""
        self.begun = self.customer = self.draft = None
        return taken

    def take_back(self, taken: HalfTyped) -> None:
        """Go on with what was handed over."""
        self.line, self.text = taken.line, taken.text
        self.begun, self.customer, self.draft = taken.begun, taken.customer, taken.draft

    def take_up(self, draft: Draft) -> None:
        """Go on with a parked line."""
        self.line, _line_end, self.text = draft.line.partition("\n")
        self.begun, self.customer, self.draft = draft.begun, draft.customer, draft.id

    def park(self, book: Book) -> Draft | None:
        """Keep the line in `book` until it is finished or dropped, and start over; None where there was none.

        Raises:
            RegularsError: it cannot be saved; the line is as it was.
        """
        if not self:
            return None
        draft = self._parked(book)
        self.clear()
        return draft

    def _parked(self, book: Book) -> Draft:
        if self.draft is not None:
            # Another session may have finished or dropped it meanwhile; then this is a line of its own.
            with suppress(NotFoundError), book.transact("draft.edit") as change:
                return change.put(replace(book.draft(self.draft), line=self.parked_line))
        return book.park(self.parked_line, self.begun or book.now(), self.customer)
