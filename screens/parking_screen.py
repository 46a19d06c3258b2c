"""A form that is never lost: what was typed waits on Today until it is saved, and goes from there when it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from screens.filled_screen import FilledScreen
from screens.half_typed import HalfTyped
from screens.shown import shown
from store.errors import NotFoundError, RegularsError
from store.records.draft import Draft
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

_SUMMARY_SHOWN = 60


class ParkingScreen(FilledScreen):
    """A form that can be parked; `form_kind` is the kind under which it is taken up again."""

    form_kind: ClassVar[str] = ""

    def __init__(
        self,
        book: Book,
        half_typed: HalfTyped,
        *,
        record: int = 0,
        customer: int | None = None,
        draft: int | None = None,
        start: Mapping[str, str] | None = None,
    ) -> None:
        """Show a record, or a new one, as `FilledScreen` does."""
        super().__init__(book, half_typed, record=record, customer=customer, draft=draft, start=start)
        self._not_parked: Mapping[str, str] | None = None
        self._parked_words = ""

    def summary(self) -> str:
        """Return what this form is, for Today: one line in words."""
        return self._title

    def as_draft(self) -> Draft | None:
        """Return what was typed as it would be parked, with the id of the parked form that it was taken up from."""
        typed = self.typed_values
        if not typed:
            return None
        if self.is_new:
            # What stood in its fields from the start goes with it: nothing in the book would bring that back.
            typed = {key: text for key, text in self._texts().items() if text != self._blank.get(key, "")}
        return Draft(
            id=self.draft or 0,
            line=shown(self.summary(), _SUMMARY_SHOWN),
            begun=self._begun or self.open_to.now(),
            customer=self._known_customer(),
            form=self.form_kind,
            record=self.record or None,
            values=typed,
            former={key: self._said.get(key, "") for key in typed},
        )

    def park_form(self) -> bool:
        """Keep what was typed on Today; false, and say why, where that cannot be saved."""
        if self._is_closed:
            return True
        try:
            self._park()
        except RegularsError as problem:
            self.note(
                _("{sentence} Esc again leaves the form without what you typed.").format(sentence=problem.sentence),
                refusal=True,
            )
            return False
        return True

    @contextmanager
    def saving(self, what: str) -> Iterator[Change]:
        """Open the transaction in which the form is saved; the parked form that it was taken up from goes with it."""
        with self.open_to.transact(what) as change:
            yield change
            self.finish_draft(change)

    def finish_draft(self, change: Change) -> None:
        """Drop the parked form that this one was taken up from."""
        if self.draft is not None:
            try:
                change.drop(self.open_to.draft(self.draft))
            except NotFoundError:
                return

    def on_unmount(self) -> None:
        """Keep what was typed where the form was left in another way than by its own keys."""
        if self.typed_values:
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

    def _known_customer(self) -> int | None:
        try:
            return None if self.customer is None else self.open_to.customer(self.customer).id
        except NotFoundError:
            return None
