"""A form that is never lost: what was typed waits on Today until it is saved, and goes from there when it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from screens.filled_screen import FilledScreen
from screens.half_typed import HalfTyped
from screens.shown import shown
from store.records.draft import Draft

if TYPE_CHECKING:
    from store.book import Book

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
        self._not_kept: Mapping[str, str] | None = None

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
