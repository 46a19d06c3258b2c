"""A form on the book: what was typed is checked, saved, parked or taken up again, and never lost."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.message import Message
from textual.reactive import Reactive
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.shown import one_line, shown
from screens.widgets.form import Field, FieldRow, Form
from store.errors import ChangedSinceError, NotFoundError, NotUnderstoodError, RegularsError
from store.records.draft import Draft
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

__all__ = ["Field", "FieldError", "FormScreen"]

Result = TypeVar("Result")

_SUMMARY_SHOWN = 60
# What the book offers on its other screens is not for a form: its letters are typed.
_OF_A_FORM = frozenset(("save_form", "leave_form", "next_field", "previous_field", "move", "move_page"))


class FieldError(NotUnderstoodError):
    """What stands in a field cannot be saved; `key` is the field's."""

    def __init__(self, key: str, sentence: str) -> None:
        """Keep the field and the sentence that says what is wrong with it."""
        super().__init__(sentence)
        self.key = key


class FormScreen(BookScreen):
    """A form; a screen of its own says which fields it has, what the book has in them, and how they are saved.

    Attributes:
        form_kind: the kind under which a parked form is taken up again.
        record: the id of what is changed, 0 for something new; of a contact person its place, -1 for a new one.
        customer: whose it is, where it is somebody's.
        draft: the id of the parked form that this one was taken up from.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "form_screen.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (30, "-stacked"), (60, "-wide")]  # noqa: RUF012
    # Textual paints the whole screen anew when the focus moves; here it moves with every Tab, and the rows see to it.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    form_kind: ClassVar[str] = ""
    NEW: ClassVar[int] = 0

    form: Form

    @dataclass
    class Typed(Message):
        """Something else stands in the form than before."""

        screen: FormScreen

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
        super().__init__(book, half_typed)
        self.open_to = book
        self.record = record
        self.customer = customer
        self.draft = draft
        self._start = dict(start or {})
        self._said: dict[str, str] = {}
        self._blank: Mapping[str, str] = {}
        self._told: Mapping[str, str] = {}
        self._begun: datetime | None = None
        self._gone = ""
        self._is_filled = False
        self._is_closed = False
        self._leaves_anyway = False
        self._parked_words = ""
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

    @abstractmethod
    def save(self, values: Mapping[str, str]) -> str:
        """Save `values`, all fields, in one transaction opened by `saving`; return a sentence on what was saved.

        Raises:
            FieldError: a field cannot be saved as it stands.
            RegularsError: nothing can be saved.
        """

    def summary(self) -> str:
        """Return what this form is, for Today: one line in words."""
        return self._title

    def leads_to(self) -> str:
        """Return the action to run when the form was saved and has closed, empty for none."""
        return ""

    # For the forms themselves

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

    # What the app may ask

    @property
    def typed_values(self) -> dict[str, str]:
        """What was typed and is not saved, field by field; empty where that is nothing."""
        if self._is_closed or not self._is_filled:
            return {}
        return {key: text for key, text in self._texts().items() if text != self._said.get(key, "")}

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

    def on_unmount(self) -> None:
        """Keep what was typed where the form was left in another way than by its own keys."""
        if self.typed_values:
            try:
                self._park()
            except RegularsError:
                return
            if self not in self.app.screen_stack:
                self.app.post_message(self.Changed())

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: a form has its own keys, and leaves the letters to its fields."""
        if not self._is_filled:
            return False
        row = self.form.row
        match action:
            case "save_from_field":
                return row is None or row.field.kind != "text"
            case "take_completion":
                return row is not None and row.is_offering
            case "take_meanwhile":
                return row is not None and row.meanwhile is not None
        return action in _OF_A_FORM

    async def action_save_form(self) -> None:
        """Save, and close."""
        sentence = await self._in_turn(self._save)
        if sentence:
            await self._close(sentence, self.leads_to())

    async def action_save_from_field(self) -> None:
        """Save from a field of one line."""
        await self.action_save_form()

    async def action_leave_form(self) -> None:
        """Fold the completions away; else leave, and keep on Today what was typed."""
        if await self._in_turn(self._may_leave):
            await self._close(self._parked_words)

    async def action_next_field(self) -> None:
        """Go to the field below, from the last one to the first."""
        await self._in_turn(lambda: self._go(1, turn=True))

    async def action_previous_field(self) -> None:
        """Go to the field above, from the first one to the last."""
        await self._in_turn(lambda: self._go(-1, turn=True))

    async def action_move(self, steps: int) -> None:
        """Go a line down or up inside a field, and out at its ends; among completions, mark another."""

        def move() -> None:
            row = self.form.row
            if row is not None and row.is_offering:
                row.choose(steps)
            elif row is None or not row.editor.step(steps):
                self._go(steps, turn=False)

        await self._in_turn(move)

    async def action_move_page(self, pages: int) -> None:
        """Go to the first field of the next section, or of the one before."""
        await self._in_turn(lambda: self._go_to_section(pages))

    async def action_take_completion(self) -> None:
        """Put the marked completion into the field."""

        def take() -> None:
            if self.form.row is not None:
                self.form.row.take()

        await self._in_turn(take)

    async def action_take_meanwhile(self) -> None:
        """Put what the book says meanwhile into the field."""

        def take() -> None:
            row = self.form.row
            if row is not None and row.meanwhile is not None:
                row.put(row.meanwhile)
                row.say_meanwhile(None)
                self.refresh_bindings()

        await self._in_turn(take)

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
        self._leaves_anyway = False
        if typed and self._begun is None:
            self._begun = self.open_to.now()
        row = event.row
        if row.meanwhile is not None and row.typed == self._said.get(row.field.key):
            row.say_meanwhile(None)
        self.note("")
        self.post_message(self.Typed(self))

    @on(FieldRow.Left)
    def _was_left(self, event: FieldRow.Left) -> None:
        event.stop()
        if self._is_filled and event.row.field.key in self.typed_values:
            event.row.check()

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

    # Saving, leaving

    def _save(self) -> str:
        """Save and return a sentence; or say what is wrong, and return nothing."""
        if self._gone:
            self._say_gone()
            return ""
        typed = self.typed_values
        wrong = [row for row in self.form.rows if row.field.key in typed and not row.check()]
        if wrong:
            self._point_to(wrong)
            return ""
        try:
            sentence = self.save(self._texts())
        except FieldError as problem:
            row = self.form.row_of(problem.key)
            row.refuse(problem.sentence)
            self._point_to([row])
            return ""
        except ChangedSinceError as problem:
            self.refresh_book()
            self.note(problem.sentence, refusal=True)
            return ""
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self.read_only_note.say(self.open_to.read_only)
            return ""
        self._is_closed = True
        return sentence

    def _point_to(self, wrong: Sequence[FieldRow]) -> None:
        self.form.go_to(wrong[0])
        count = len(wrong)
        self.note(
            ngettext(
                "Not saved yet: {count} field needs another look, marked with !.",
                "Not saved yet: {count} fields need another look, marked with !.",
                count,
            ).format(count=count),
            refusal=True,
        )

    def _may_leave(self) -> bool:
        row = self.form.row
        if row is not None and row.is_offering:
            row.close_offer()
            return False
        if self._leaves_anyway:
            return True
        self._leaves_anyway = True
        return self.park_form()

    def _park(self) -> None:
        self._parked_words = ""
        draft, former = self.as_draft(), self._parked()
        if draft is None:
            return
        if former is None:
            draft = replace(draft, id=0)
        if draft != former:
            with self.open_to.transact("draft.add" if former is None else "draft.edit") as change:
                draft = change.add(draft) if former is None else change.put(draft)
        self.draft = draft.id
        self._parked_words = _("Parked: {line}. It waits on Today.").format(line=draft.line)

    def _parked(self) -> Draft | None:
        """Return the parked form that this one was taken up from, as far as it is there."""
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

    async def _close(self, sentence: str, action: str = "") -> None:
        """Go back to the screen below and say `sentence` there."""
        self._is_closed = True
        app = self.app
        app.pop_screen()
        below = app.screen
        if isinstance(below, BookScreen):
            below.note(sentence)
            below.post_message(self.Changed())
            if action:
                await below.run_action(action)
                if isinstance(app.screen, BookScreen) and app.screen is not below:
                    app.screen.note(sentence)

    # Going from field to field

    async def _in_turn(self, action: Callable[[], Result]) -> Result | None:
        """Do `action` when all that was typed before has arrived in its field, and return what it gives."""
        row = self.form.row

        async def act() -> Result:
            return action()

        return action() if row is None else await row.in_turn(act)

    def _go(self, steps: int, *, turn: bool) -> None:
        rows, row = self.form.rows, self.form.row
        at = rows.index(row) + steps if row is not None else 0
        if turn:
            at %= len(rows)
        elif not 0 <= at < len(rows):
            return
        self.form.go_to(rows[at])
        if not turn:
            rows[at].editor.enter(steps)
        self.refresh_bindings()

    def _go_to_section(self, pages: int) -> None:
        rows, row = self.form.rows, self.form.row
        starts = [at for at, one in enumerate(rows) if one.field.section or at == 0]
        at = rows.index(row) if row is not None else 0
        if pages > 0:
            wanted = next((start for start in starts if start > at), len(rows) - 1)
        else:
            wanted = next((start for start in reversed(starts) if start < at), 0)
        self.form.go_to(rows[wanted])
        self.form.show_section(rows[wanted])
        self.refresh_bindings()
