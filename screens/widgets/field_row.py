"""A field on a form: typed in, completed, checked, and under it what there is to say of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events, on
from textual.message import Message
from textual.widgets import Input, TextArea

from screens.marks import UNDERSTOOD, WRONG
from screens.shown import one_line, shown
from screens.widgets.book_list import BookList
from screens.widgets.field import Field
from screens.widgets.field_choice import ChoiceField
from screens.widgets.field_line import LineField
from screens.widgets.field_text import TextField
from screens.widgets.harmless import with_few_marks
from screens.widgets.in_turn import Result
from screens.widgets.note import Note
from screens.widgets.question_bar import Choice
from screens.widgets.resting_row import RestingRow
from screens.widgets.rows import Cell, Column, Row
from store.errors import RegularsError
from store.records.text import clean_line, clean_text
from store.sentences import _

Editor = LineField | TextField | ChoiceField

_OFFERED = (Column(16, grow=1), Column(14, grow=2, gives_way=1))
_MOST_OFFERED = 5
_LONGEST_SHOWN = 200


class FieldRow(RestingRow):
    """One field; there is a widget for it from when somebody types in it."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        layout: vertical;
        & > Note { padding: 0 1; }
        & > BookList { height: 1; background: $surface; scrollbar-size-vertical: 0; }
    }
    """

    @dataclass
    class Typed(Message):
        """Something was typed in the field."""

        row: FieldRow

    @dataclass
    class Grown(Message):
        """The field in which one types takes more room, or less."""

        row: FieldRow

    @dataclass
    class Left(Message):
        """The cursor has left the field."""

        row: FieldRow

    def __init__(self, field: Field, look: Callable[[str], Style]) -> None:
        """Show `field`, empty; `look` gives the styles in which its parts are drawn."""
        super().__init__(field, look)
        self.meanwhile: str | None = None
        self._editor: Editor | None = None
        self._note: Note | None = None
        self._wrong = ""
        # The text that was refused, and the one for which completions were looked up last.
        self._refused = ""
        self._completed = ""
        self._offered: Sequence[Choice] = ()
        self._marked = 0
        self._offered_list: BookList | None = None
        self._is_due = False
        self._is_offering = False
        self._offered_room = 0

    # What stands in it

    @property
    def editor(self) -> Editor:
        """What it is typed in; made when it is first asked for."""
        if self._editor is None:
            if self.field.kind == "choice":
                self._editor = ChoiceField(self.field.choices)
            elif self.field.kind == "text":
                self._editor = TextField(self.field.hint)
            else:
                self._editor = LineField(self.field.hint)
                self._editor.select_on_focus = self.field.is_whole
            self._editor.put(self._text)
        return self._editor

    @property
    def is_typed_in(self) -> bool:
        """Whether the cursor is in the field."""
        return self._editor is not None and self.screen.focused is self._editor

    @property
    def typed(self) -> str:
        """What stands in the field, cleaned."""
        return self._text if self._editor is None else self._editor.typed

    def as_held(self, text: str) -> str:
        """Return `text` as it would stand in the field."""
        if self.field.kind == "line":
            return with_few_marks(clean_line(text))
        return clean_text(text).strip("\n") if self.field.kind == "text" else text

    def put(self, text: str) -> None:
        """Have `text` stand in the field."""
        self.rest_on(self.as_held(text))
        if self._editor is not None:
            self._editor.put(text)
        self._wrong = ""
        self._completed = self.typed
        self._look_soon()

    def open(self) -> None:
        """Have a widget for the field."""
        if not self.is_open:
            self._note = Note()
            self.mount(self.editor, self._note)

    @property
    def is_open(self) -> bool:
        """Whether there is a widget for the field."""
        return self._note is not None

    async def in_turn(self, action: Callable[[], Awaitable[Result]]) -> Result | None:
        """Do `action` when every key that came before has done its work in the field, and return what it gives."""
        return await self.editor.in_turn(action)

    # What is wrong with it

    def check(self) -> bool:
        """Look whether what stands in the field is right, and say under it what is not."""
        self.refuse(self._problem())
        return not self._wrong

    def refuse(self, sentence: str) -> None:
        """Say under the field what is wrong with it, until something else is typed."""
        self._wrong, self._refused = sentence, self.typed
        self._show_words()

    def say_meanwhile(self, text: str | None) -> None:
        """Say what the book has in this field meanwhile; None where nothing is to be said."""
        if text != self.meanwhile:
            self.meanwhile = text
            self._show_words()

    # What it may become

    @property
    def is_offering(self) -> bool:
        """Whether completions stand under the field."""
        return self._is_offering

    def choose(self, step: int) -> None:
        """Mark the completion `step` further on."""
        self.catch_up()
        if self._offered:
            self._marked = (self._marked + step) % len(self._offered)
            self._show_offered()

    def take(self) -> None:
        """Put the marked completion into the field."""
        self.catch_up()
        if self._offered:
            self.editor.put(self._offered[self._marked].value)
            self._completed = self.typed
            self.close_offer()

    def close_offer(self) -> None:
        """Fold the completions away."""
        if self._is_offering:
            self._offered, self._marked = (), 0
            self._show_offered()

    # What happens to it

    def on_descendant_focus(self) -> None:
        """Mark the label, and say what was understood."""
        self.mark(True)
        self._look_soon()

    def on_descendant_blur(self) -> None:
        """Take the mark away, and what was offered."""
        self.mark(False)
        self._look_soon()
        self.close_offer()
        self.post_message(self.Left(self))

    def on_resize(self, event: events.Resize) -> None:
        """Put what was understood where there is room for it now."""
        self._look_soon()
        if self.is_typed_in:
            self.post_message(self.Grown(self))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceField.Changed)
    def _was_typed(self, event: Message) -> None:
        event.stop()
        self._look_soon()
        self.post_message(self.Typed(self))

    def _look_soon(self) -> None:
        """Look once at all that arrives together."""
        if not self._is_due:
            self._is_due = True
            self.call_after_refresh(self.catch_up)

    def catch_up(self) -> None:
        """Say what is understood of what stands in the field now, and offer what it may become."""
        if not self._is_due or not self.is_attached:
            return
        self._is_due = False
        typed = self.typed
        if self._wrong and typed != self._refused:
            # What was refused is looked at again with every key; what was not is left in peace while it is typed.
            self._wrong, self._refused = self._problem(), typed
        self._show_words()
        if self.field.complete is not None and self.is_typed_in and typed != self._completed:
            self._completed = typed
            self._offered, self._marked = self._completions(typed), 0
            self._show_offered()

    def _problem(self) -> str:
        if self.field.check is None:
            return ""
        try:
            self.field.check(self.typed)
        except RegularsError as problem:
            return problem.sentence
        return ""

    def _understood_words(self) -> str:
        typed = self.typed
        if self.field.check is None or not typed or self._wrong:
            return ""
        try:
            understood = one_line(self.field.check(typed))
        except RegularsError:
            return ""
        return "" if understood == one_line(typed) else understood

    def _completions(self, typed: str) -> Sequence[Choice]:
        assert self.field.complete is not None
        offered = self.field.complete(typed) if typed else ()
        return () if any(choice.value == typed for choice in offered[:1]) else offered

    # What is shown of it

    def _show_words(self) -> None:
        """Say beside the field or under it what there is to say: what is wrong first."""
        former, self._understood = self._understood, self._understood_words()
        words = self._words_under()
        if words:
            self.open()
        if self._note is None:
            if former != self._understood:
                self.refresh()
            return
        fits = self.editor.say(self._understood)
        if not words and self._understood and not fits and self.is_typed_in and not self._is_offering:
            # Under the field only while one is in it, so that the others stand close.
            self._note.say(f"{UNDERSTOOD} {self._understood}")
        else:
            self._note.say(words, refusal=bool(words))

    def _words_under(self) -> str:
        if self._wrong:
            return f"{WRONG} {self._wrong}"
        if self.meanwhile is None:
            return ""
        text = shown(self.meanwhile, _LONGEST_SHOWN) or _("nothing")
        return f"{WRONG} " + _("Meanwhile the book says: {text}. Ctrl+O takes that.").format(text=text)

    def _show_offered(self) -> None:
        is_offering = bool(self._offered)
        if is_offering and self._offered_list is None:
            self._offered_list = BookList()
            self.mount(self._offered_list, after=self.editor)
        offered = self._offered_list
        if offered is not None:
            offered.display = is_offering
            # It keeps the room that it has had, so that what lies below does not move with every key.
            former = self._offered_room if self._is_offering else 0
            self._offered_room = max(former, min(_MOST_OFFERED, len(self._offered)))
            offered.styles.height = max(1, self._offered_room)
            rows = [Row((Cell(one.label, "strong"), Cell(one.detail, "quiet")), _OFFERED) for one in self._offered]
            rows = rows[:_MOST_OFFERED] if self._marked < _MOST_OFFERED else rows
            offered.set_rows(len(rows), rows.__getitem__, cursor=max(0, self._marked))
        if is_offering != self._is_offering:
            self._is_offering = is_offering
            self._show_words()
            self.screen.refresh_bindings()
