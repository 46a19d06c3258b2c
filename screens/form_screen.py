"""A form on the book, with its keys: from field to field, checked where the field is, saved, left."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from textual import on

from screens.book_screen import BookScreen
from screens.parking_screen import ParkingScreen
from screens.widgets.form import Field, FieldRow
from store.errors import ChangedSinceError, NotUnderstoodError, RegularsError
from store.sentences import ngettext

__all__ = ["Field", "FieldError", "FormScreen"]

Result = TypeVar("Result")

# What the book offers on its other screens is not for a form: its letters are typed.
_OF_A_FORM = frozenset(("save_form", "leave_form", "next_field", "previous_field", "move", "move_page"))


class FieldError(NotUnderstoodError):
    """What stands in a field cannot be saved; `key` is the field's."""

    def __init__(self, key: str, sentence: str) -> None:
        """Keep the field and the sentence that says what is wrong with it."""
        super().__init__(sentence)
        self.key = key


class FormScreen(ParkingScreen):
    """A form; a screen of its own says which fields it has, what the book has in them, and how they are saved."""

    @abstractmethod
    def save(self, values: Mapping[str, str]) -> str:
        """Save `values`, all fields, in one transaction opened by `saving`; return a sentence on what was saved.

        Raises:
            FieldError: a field cannot be saved as it stands.
            RegularsError: nothing can be saved.
        """

    def leads_to(self) -> str:
        """Return the action to run when the form was saved and has closed, empty for none."""
        return ""

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

    @on(FieldRow.Left)
    def _was_left(self, event: FieldRow.Left) -> None:
        event.stop()
        if self._is_filled and not self._gone and event.row.field.key in self.typed_values:
            event.row.check()

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
            changed = next((row for row in self.form.rows if row.meanwhile is not None), None)
            if changed is not None:
                self.form.go_to(changed)
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
        typed = self.typed_values
        if typed and typed == self._not_kept:
            return True
        self._not_kept = typed
        return self.park_form()

    async def _close(self, sentence: str, action: str = "") -> None:
        """Go back to the screen below and say `sentence` there, and on the one to which `action` leads from it."""
        app, was_active = self.app, self.is_active
        self.leave(sentence)
        below = app.screen
        if action and was_active and isinstance(below, BookScreen):
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
