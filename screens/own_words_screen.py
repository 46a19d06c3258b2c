"""The owner's own words in a reply: written freely in the text, never lost, and given up only where that is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import TextArea

from screens.composition import Composition
from screens.half_typed import HalfTyped
from screens.parts_screen import PartsScreen
from screens.reply_keeping import Wanted
from screens.reply_warnings import own_length
from screens.widgets.note import Note
from screens.widgets.question_bar import Choice, Question
from store.sentences import _

if TYPE_CHECKING:
    from screens.widgets.field_text import TextField
    from store.book import Book


class OwnWordsScreen(PartsScreen):
    """From the first letter on the text is the owner's; its parts stay, for what they were."""

    def __init__(self, book: Book, half_typed: HalfTyped, wanted: Wanted, draft: int | None = None) -> None:
        """Put a reply together, as `ReplyScreen` does."""
        super().__init__(book, half_typed, wanted, draft)
        self._writing: TextField | None = None
        self._is_writing = False

    @property
    def is_writing(self) -> bool:
        """Whether the owner is writing in the text."""
        # Kept here: a field that is about to be taken off is not displayed any more, and what stands in it counts.
        return self._is_writing

    async def action_edit(self) -> None:
        """Write freely in the text, once nothing is missing in it."""
        await self.fill_gaps(self._begin_writing)

    async def _begin_writing(self) -> None:
        from screens.widgets.field_text import TextField

        if self.composed is None or self.composed.gaps:
            return
        if self._writing is None:
            self._writing = TextField(_("write here"), id="writing")
            self._writing.display = False
            await self.query_one("#reply").mount(self._writing, after=self.reply_text)
        self.note("")
        self._writing.put(self._text_now())
        self._writing.display = self._is_writing = True
        self.reply_text.display = False
        self.set_class(True, "-writing")
        self.set_focus(self._writing)
        self.refresh_bindings()

    @on(TextArea.Changed)
    def _was_written(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.is_writing and self.reply is not None:
            if self._begun is None and self.written_now() != self.composition:
                self._begun = self.open_to.now()
            length = own_length(self.written_text(), self.reply.channel)
            if length:
                self.query_one("#warning", Note).say(length)

    def _text_now(self) -> str:
        """Return the whole text, also where a placeholder that the owner wrote keeps it from going out."""
        if self.composed is None:
            return ""
        return "".join(piece.text for piece in self.composed.pieces).strip()

    def written_text(self) -> str:
        """Return what stands in the text while it is written."""
        return self._writing.typed.strip() if self._writing is not None else ""

    def written_now(self) -> Composition:
        """Return what was put together, with what is being written at this moment."""
        if not self.is_writing or self.composed is None or self.written_text() == self._text_now():
            return self.composition
        return self.composition.written(self.written_text())

    async def action_end_writing(self) -> None:
        """Go back to the parts; what was written stays."""
        if self._writing is not None:
            await self._writing.in_turn(self._end_writing)

    async def action_save_form(self) -> None:
        """Have done writing, and ask how it goes out."""
        await self.action_end_writing()
        await self.action_finish_reply()

    async def _end_writing(self) -> None:
        if self._writing is None or not self.is_writing:
            return
        composition = self.written_now()
        self._writing.display = self._is_writing = False
        self.reply_text.display = True
        self.set_class(False, "-writing")
        self.set_focus(None)
        is_other = composition != self.composition
        if is_other and self.put(composition):
            self.note(_("The text is yours now. What you add goes behind it; z fills it anew from the parts."))
        else:
            self.draw()

    async def action_fill_anew(self) -> None:
        """Have the text say what the parts say, whatever was written; asks first."""
        await self.ask_before_anew(lambda: self.put(self.composition.anew()))

    async def ask_before_anew(self, do: Callable[[], object]) -> None:
        """Do what fills the text anew; where the owner has written in it, ask first."""
        if not self.composition.is_own:
            do()
            return
        question = Question(
            sentence=_("You have written in this text. Fill it anew?"),
            choices=(
                Choice("no", _("keep what I wrote")),
                Choice("anew", _("fill it anew"), _("what you wrote is gone")),
            ),
        )

        def answered(answer: str) -> None:
            if answer == "anew":
                do()

        await self.ask(question, answered)
