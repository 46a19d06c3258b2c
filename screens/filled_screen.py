"""A form that is filled in: what the book says of its fields, what was typed over that, and what others change."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message
from textual.types import CSSPathType
from textual.widget import Widget

from screens.drafted_screen import DraftedScreen
from screens.half_typed import HalfTyped
from screens.shown import one_line
from screens.widgets.form import Field, FieldRow, Form
from store.errors import ChangedSinceError, NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


class FilledScreen(DraftedScreen):
    """The fields of a form over the book: where nothing was typed they follow it, and what was typed stays.

    Attributes:
        record: the id of what is changed, 0 for something new; of a contact person its place, -1 for a new one.
        form: the fields, once they are laid out.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "form_screen.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (30, "-stacked"), (60, "-wide")]  # noqa: RUF012
    NEW: ClassVar[int] = 0

    form: Form

    @dataclass
    class Typed(Message):
        """Something else stands in the form than before."""

        screen: FilledScreen

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
        """Show a record, or a new one.

        Args:
            book: the open book.
            half_typed: the capture line that is being typed meanwhile.
            record: the id of what is changed.
            customer: whose it is.
            draft: the id of a parked form to take up.
            start: what stands in the fields of something new.
        """
        super().__init__(book, half_typed, customer=customer, draft=draft)
        self.record = record
        self._start = dict(start or {})
        self._said: dict[str, str] = {}
        self._blank: Mapping[str, str] = {}
        self._told: Mapping[str, str] = {}
        self._gone = ""
        self._is_filled = False
        self._title = ""

    # What a form says of itself

    @abstractmethod
    def title_words(self) -> str:
        """Return the title: what is filled in, and whose it is."""

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """Return the fields, in order."""

    @abstractmethod
    def values(self) -> Mapping[str, str]:
        """Return what the book has in the fields now; for something new, what stands in them at first.

        Raises:
            NotFoundError: what is changed here is no longer in the book.
        """

    # What was typed

    @property
    def is_new(self) -> bool:
        """Whether something new is filled in."""
        return self.record == self.NEW

    def changes(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return the fields of `values` that were typed over; to be asked inside the transaction.

        Raises:
            ChangedSinceError: somebody has changed one of them since this form looked last.
        """
        now = self._as_shown(self.values())
        former = now if self.is_new else self._said
        changes = {key: text for key, text in values.items() if text != former.get(key)}
        if not self.is_new:
            for key in changes:
                if now.get(key) not in (self._said.get(key), changes[key]):
                    raise ChangedSinceError(
                        _("Somebody has just changed this too. Look at what the book says now, then save again.")
                    )
        return changes

    @property
    def typed_values(self) -> dict[str, str]:
        """What was typed and is not saved, field by field; empty where that is nothing."""
        if self._is_closed or not self._is_filled:
            return {}
        return {key: text for key, text in self._texts().items() if text != self._said.get(key, "")}

    # Building

    def compose_body(self) -> Iterable[Widget]:
        """Give the form."""
        self._take_size()
        self.form = Form(self.fields(), id="form")
        yield self.form

    def _take_size(self) -> None:
        """Know how large the terminal is before anything is laid out, and not lay everything out once more for that."""
        for size, points in zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True):
            for at, name in points or ():
                following = [more for more, _name in points or () if more > at]
                self.set_class(at <= size < min(following, default=size + 1), name)

    def show_book(self) -> None:
        """Take what the book says now into the fields that were not typed in."""
        try:
            said: dict[str, str] | None = self._as_shown(self.values())
        except NotFoundError:
            said = None
            self._say_gone()
        if not self._is_filled:
            self._fill(said or {})
        elif said is not None:
            self._follow(said)
        if said is not None:
            self._title = one_line(self.title_words())
        self.show_title(self._title)

    @property
    def line_customer(self) -> int | None:
        """No line is typed over a form."""
        return None

    def can_open_row(self) -> bool:
        """There is nothing to open."""
        return False

    # What is typed

    @on(FieldRow.Typed)
    def _was_typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        if not self._is_filled:
            return
        typed = self.typed_values
        if typed == self._told:
            return
        self._told = typed
        if typed and self._begun is None:
            self._begun = self.open_to.now()
        row = event.row
        if row.meanwhile is not None and row.typed == self._said.get(row.field.key):
            row.say_meanwhile(None)
        self.note("")
        self.post_message(self.Typed(self))

    # What the book says

    def _as_shown(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return `values` as the fields hold them: text in the book may hold what a field would not."""
        return {row.field.key: row.as_held(values.get(row.field.key, "")) for row in self.form.rows}

    def _texts(self) -> dict[str, str]:
        return {row.field.key: row.typed for row in self.form.rows}

    def _fill(self, said: dict[str, str]) -> None:
        draft = self._parked()
        self._blank = said
        if draft is not None:
            self._title = draft.line
        self._said = said | (self._as_shown({**said, **self._start}) if self.is_new and self._start else {})
        for row in self.form.rows:
            row.put(self._said.get(row.field.key, ""))
        self._is_filled = True
        if draft is not None:
            self._begun = draft.begun
            for key, text in draft.values.items():
                row_of_key = next((row for row in self.form.rows if row.field.key == key), None)
                if row_of_key is not None:
                    row_of_key.put(text)
                    now, former = self._said.get(key, ""), draft.former.get(key)
                    if former is not None and now not in (row_of_key.as_held(former), row_of_key.typed):
                        row_of_key.say_meanwhile(now)
        self._told = self.typed_values
        if self.form.rows:
            self.form.go_to(self.form.rows[0])

    def _follow(self, said: Mapping[str, str]) -> None:
        """Take over what others have changed; where that was typed over, say it and keep what was typed."""
        for row in self.form.rows:
            key = row.field.key
            former, now = self._said.get(key, ""), said[key]
            if former == now:
                continue
            self._said[key] = now
            if row.typed == former:
                row.put(now)
            row.say_meanwhile(now if row.typed != now else None)
        self._told = self.typed_values

    def _say_gone(self) -> None:
        self._gone = _("What this form is about is no longer in the book. Nothing can be saved here.")
        self.note(_("{sentence} Esc keeps what you typed on Today.").format(sentence=self._gone), refusal=True)
