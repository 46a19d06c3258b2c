"""A screen on which something is made that is never lost: it waits on Today until it is saved, and goes then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from store.errors import NotFoundError, RegularsError
from store.records.draft import Draft
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


class DraftedScreen(BookScreen):
    """What is made here is parked on Today when it is left; `as_draft` says as what, None where that is nothing.

    Attributes:
        open_to: the open book.
        customer: whose it is, where it is somebody's.
        draft: the id of what was parked and taken up again here.
    """

    def __init__(
        self, book: Book, half_typed: HalfTyped, *, customer: int | None = None, draft: int | None = None
    ) -> None:
        """Stand on an open book; nothing is made yet."""
        super().__init__(book, half_typed)
        self.open_to = book
        self.customer = customer
        self.draft = draft
        self._begun: datetime | None = None
        self._is_closed = False
        self._not_parked: Draft | None = None
        self._parked_words = ""

    def park_form(self) -> bool:
        """Keep what was made on Today; false, and say why, where that cannot be saved."""
        if self._is_closed:
            return True
        try:
            self._park()
        except RegularsError as problem:
            self.note(
                _("{sentence} Esc again leaves without what you typed.").format(sentence=problem.sentence),
                refusal=True,
            )
            return False
        return True

    def leave_parked(self) -> None:
        """Leave; what was made waits on Today. Where that cannot be saved, the second time leaves all the same."""
        draft = self.as_draft()
        if draft is None or draft != self._not_parked:
            self._not_parked = draft
            if not self.park_form():
                return
        self.leave(self._parked_words)

    def leave(self, sentence: str) -> None:
        """Go back to the screen below, and say `sentence` there."""
        self._is_closed = True
        app = self.app
        if self.is_active:
            app.pop_screen()
            below = app.screen
            if isinstance(below, BookScreen):
                below.note(sentence)
                below.post_message(self.Changed())

    @contextmanager
    def saving(self, what: str) -> Iterator[Change]:
        """Open the transaction in which it is saved; what was parked of it goes with that."""
        with self.open_to.transact(what) as change:
            yield change
            self.finish_draft(change)

    def finish_draft(self, change: Change) -> None:
        """Drop what was parked and taken up here."""
        if self.draft is not None:
            try:
                change.drop(self.open_to.draft(self.draft))
            except NotFoundError:
                return

    def on_unmount(self) -> None:
        """Keep what was made where this was left in another way than by its own keys."""
        if not self._is_closed and self.as_draft() is not None:
            try:
                self._park()
            except RegularsError:
                return
            if self not in self.app.screen_stack:
                self.app.post_message(self.Changed())

    def _park(self) -> None:
        self._parked_words = ""
        draft, former = self.as_draft(), self._parked()
        if draft is None:
            return
        if former is None:
            draft = replace(draft, id=0)
        if draft != former:
            with self.open_to.transact("draft.add" if former is None else "draft.edit") as change:
                # Looked at here once more: only now is known what other sessions did last.
                draft = replace(draft, customer=self._known_customer())
                draft = change.add(draft) if former is None else change.put(draft)
        self.draft = draft.id
        self._parked_words = _("Parked: {line}. It waits on Today.").format(line=draft.line)

    def _parked(self) -> Draft | None:
        """Return what was parked and taken up here, as far as it is there."""
        if self.draft is None:
            return None
        try:
            return self.open_to.draft(self.draft)
        except NotFoundError:
            return None

    def _known_customer(self) -> int | None:
        try:
            return None if self.customer is None else self.open_to.customer(self.customer).id
        except NotFoundError:
            return None
