"""The capture bar on a screen: opened by its key, closed, and the line parked, taken up and saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import getters
from textual.message import Message
from textual.screen import Screen

from screens.half_typed import HalfTyped
from screens.shown import shown
from screens.widgets.note import Note
from store.errors import RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from screens.widgets.capture_bar import CaptureBar
    from store.book import Book
    from store.capturing import Logged

_PARKED_SHOWN = 40


class CapturingScreen(Screen[None]):
    """A screen on which a contact can be logged.

    Attributes:
        book: the open book; None for the moment between the first paint and its opening.
        half_typed: the line that is being typed, one for all screens.
    """

    read_only_note = getters.query_one("#read-only", Note)
    done_note = getters.query_one("#done", Note)

    @dataclass
    class Changed(Message):
        """This session changed the book."""

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Stand on `book`, with the line that is being typed."""
        super().__init__()
        self.book = book
        self.half_typed = half_typed
        self.bar: CaptureBar | None = None

    @property
    @abstractmethod
    def line_customer(self) -> int | None:
        """The id of the customer whom a line typed here is about, if the screen gives one."""

    def note(self, sentence: str, *, refusal: bool = False) -> None:
        """Say what was done, or with `refusal` why it was not, until there is something else to say."""
        self.done_note.say(sentence, refusal=refusal)

    @property
    def line_is_open(self) -> bool:
        """Whether a capture line is being typed here."""
        return self.bar is not None and bool(self.bar.display)

    async def action_capture(self) -> None:
        """Open the capture bar; a line that is half-typed is parked first, or stays where that fails."""
        self.note("")
        if self.half_typed:
            self.park_line()
        await self.open_line()

    async def open_line(self) -> None:
        """Open the capture bar on the line as it stands."""
        if self.bar is None:
            from screens.widgets.capture_bar import CaptureBar

            self.bar = CaptureBar(self.half_typed, self.line_customer)
            self.bar.display = False
            await self.mount(self.bar, before=self.done_note)
        self.bar.open(self.book)
        self.refresh_bindings()

    async def take_up(self, draft: int) -> None:
        """Go on with a parked line; one that is half-typed now is parked in its stead."""
        if self.book is None or (self.half_typed and not self.park_line()):
            return
        try:
            parked = self.book.draft(draft)
            if parked.form:
                await self.run_action(
                    f"app.open_form({parked.form!r}, {parked.record or 0}, {parked.customer or 0}, {draft})"
                )
                return
            self.half_typed.take_up(parked)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        await self.open_line()

    def close_line(self) -> None:
        """Fold the capture bar away."""
        if self.bar is not None:
            self.bar.close()
        self.refresh_bindings()

    async def action_close_line(self) -> None:
        """Close the capture bar and keep what was typed."""
        if self.bar is not None:
            await self.bar.in_turn(self._close_and_keep)

    async def action_save_line(self) -> None:
        """Save what the line says."""
        if self.bar is not None:
            sentence = await self.bar.in_turn(self.bar.save)
            if sentence:
                self.note(sentence)
                self.line_saved(self.bar.saved)
                self.refresh_bindings()
                self.post_message(self.Changed())
            elif self.book is not None:
                self.read_only_note.say(self.book.read_only)

    def line_saved(self, logged: Sequence[Logged]) -> None:
        """Take notice of what a line made, once that is said."""

    async def action_complete(self) -> None:
        """Take the completion that is marked."""
        if self.bar is not None:
            await self.bar.in_turn(self.bar.complete)

    async def action_choose(self, step: int) -> None:
        """Mark the next completion, or the one before."""
        if self.bar is not None:
            await self.bar.in_turn(partial(self.bar.choose, step))

    def _close_and_keep(self) -> None:
        self.close_line()
        if self.half_typed:
            self.note(_("What you typed is kept. c parks it on Today and begins a new line."))

    def park_line(self) -> bool:
        """Park the half-typed line; false where it could not be saved."""
        if self.book is None:
            return True
        line = shown(self.half_typed.parked_line.strip(), _PARKED_SHOWN)
        try:
            self.half_typed.park(self.book)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return False
        self.note(_("Parked on Today: {line}").format(line=line))
        self.post_message(self.Changed())
        return True
