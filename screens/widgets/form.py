"""A form: fields below each other, each with its name, what was understood of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.marks import CURSOR, RULE, UNDERSTOOD, WRONG
from screens.shown import fitted, one_line, shown
from screens.widgets.book_list import BookList
from screens.widgets.field_choice import ChoiceField
from screens.widgets.field_line import LineField
from screens.widgets.field_text import TextField
from screens.widgets.in_turn import Result
from screens.widgets.note import Note
from screens.widgets.question_bar import Choice
from screens.widgets.rows import Cell, Column, Row
from store.errors import RegularsError
from store.records.text import clean_line, clean_text
from store.sentences import _

GUTTER = 2
_OFFERED = (Column(16, grow=1), Column(14, grow=2, gives_way=1))
_MOST_OFFERED = 5
_LONGEST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a form.

    Attributes:
        key: its name among the values.
        label: its name for the owner.
        kind: one line, several lines of text, or a choice.
        choices: the values of a choice, with their words.
        hint: stands in the field while it is empty and has the focus.
        section: the heading above it; empty where it goes on under the one before.
        check: returns in words what was understood of a text (empty where that says nothing new), or raises a
            RegularsError that says what is wrong.
        complete: returns what a text may become, as whole texts.
    """

    key: str
    label: str
    kind: Literal["line", "text", "choice"] = "line"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    section: str = ""
    check: Callable[[str], str] | None = None
    complete: Callable[[str], Sequence[Choice]] | None = None


class FieldLabel(Widget):
    """The name of a field, marked where the cursor stands in it."""

    DEFAULT_CSS = """
    FieldLabel {
        height: 1;
        color: $text-muted;
        & > .field-label--marker { color: $primary; text-style: bold; }
        & > .field-label--marked { color: $foreground; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field-label--marker", "field-label--marked"}

    def __init__(self, label: str) -> None:
        """Show `label`."""
        super().__init__()
        self._label = label
        self._is_marked = False

    def mark(self, is_marked: bool) -> None:
        """Mark it, or take the mark away."""
        if is_marked != self._is_marked:
            self._is_marked = is_marked
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        label = fitted(self._label, max(0, width - GUTTER))
        if not self._is_marked:
            return Strip([Segment(" " * GUTTER + label, self.rich_style)])
        marker = self.rich_style + self.get_component_rich_style("field-label--marker", partial=True)
        marked = self.rich_style + self.get_component_rich_style("field-label--marked", partial=True)
        return Strip([Segment(f"{CURSOR:<{GUTTER}}", marker), Segment(label, marked)])


class FormSection(Widget):
    """The heading of some fields."""

    DEFAULT_CSS = """
    FormSection {
        height: 1;
        margin: 1 0 0 0;
        color: $primary;
        text-style: bold;
        & > .form-section--rule { color: $panel; text-style: not bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"form-section--rule"}

    def __init__(self, title: str) -> None:
        """Show `title`."""
        super().__init__()
        self._title = title

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        title = shown(self._title, width)
        rule = self.rich_style + self.get_component_rich_style("form-section--rule", partial=True)
        strip = Strip([Segment(f"{title} ", self.rich_style)])
        rest = max(0, width - strip.cell_length)
        return Strip([*strip, Segment(RULE * rest, rule)]).adjust_cell_length(width, self.rich_style)


class FieldRow(Widget):
    """A field with its label, and under it what there is to say of it."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        layout: vertical;
        & > Note { padding: 0 1; }
        & > BookList { height: 5; background: $surface; scrollbar-size-vertical: 0; }
    }
    """

    @dataclass
    class Typed(Message):
        """Something was typed in the field."""

        row: FieldRow

    @dataclass
    class Left(Message):
        """The cursor has left the field."""

        row: FieldRow

    def __init__(self, field: Field) -> None:
        """Show `field`, empty."""
        super().__init__()
        self.field = field
        self.label = FieldLabel(field.label)
        self.editor: LineField | TextField | ChoiceField
        if field.kind == "choice":
            self.editor = ChoiceField(field.choices)
        elif field.kind == "text":
            self.editor = TextField(field.hint)
        else:
            self.editor = LineField(field.hint)
        self.meanwhile: str | None = None
        self._note = Note()
        self._wrong = ""
        # The text that was refused, and the one for which completions were looked up last.
        self._refused = ""
        self._completed = ""
        self._offered: Sequence[Choice] = ()
        self._marked = 0
        self._offered_list: BookList | None = None
        self._is_due = False
        self._is_offering = False

    def compose(self) -> ComposeResult:
        """Lay out label, field, and the note under it."""
        yield self.label
        yield self.editor
        yield self._note

    # What stands in it

    @property
    def typed(self) -> str:
        """What stands in the field, cleaned."""
        return self.editor.typed

    def as_held(self, text: str) -> str:
        """Return `text` as it would stand in the field."""
        if self.field.kind == "line":
            return clean_line(text)
        return clean_text(text).strip("\n") if self.field.kind == "text" else text

    def put(self, text: str) -> None:
        """Have `text` stand in the field."""
        self.editor.put(text)
        self._wrong = ""
        self._completed = self.typed
        self._look_soon()

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
        self._show_note()

    def say_meanwhile(self, text: str | None) -> None:
        """Say what the book has in this field meanwhile; None where nothing is to be said."""
        if text != self.meanwhile:
            self.meanwhile = text
            self._show_note()

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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look at what was typed."""
        event.stop()
        self._was_typed()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Look at what was typed."""
        event.stop()
        self._was_typed()

    def on_choice_field_changed(self, event: ChoiceField.Changed) -> None:
        """Look at what was chosen."""
        event.stop()
        self._was_typed()

    def on_descendant_focus(self) -> None:
        """Mark the label, and say what was understood."""
        self.label.mark(True)
        self._look_soon()

    def on_descendant_blur(self) -> None:
        """Take the mark away, and what was offered."""
        self.label.mark(False)
        self.close_offer()
        self._look_soon()
        self.post_message(self.Left(self))

    def on_resize(self, event: events.Resize) -> None:
        """Put what was understood where there is room for it now."""
        self._look_soon()

    def _was_typed(self) -> None:
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
        self._show_note()
        if self.field.complete is not None and self.editor.has_focus and typed != self._completed:
            self._completed = typed
            self._offered, self._marked = self._completions(), 0
            self._show_offered()

    def _problem(self) -> str:
        if self.field.check is None:
            return ""
        try:
            self.field.check(self.typed)
        except RegularsError as problem:
            return problem.sentence
        return ""

    def _understood(self) -> str:
        typed = self.typed
        if self.field.check is None or not typed or self._wrong:
            return ""
        try:
            understood = one_line(self.field.check(typed))
        except RegularsError:
            return ""
        return "" if understood == one_line(typed) else understood

    def _completions(self) -> Sequence[Choice]:
        assert self.field.complete is not None
        typed = self.typed
        offered = self.field.complete(typed) if typed else ()
        return () if any(choice.value == typed for choice in offered[:1]) else offered

    # What is shown of it

    def _show_note(self) -> None:
        understood = self._understood()
        fits = self.editor.say(understood)
        if self._wrong:
            self._note.say(f"{WRONG} {self._wrong}", refusal=True)
        elif self.meanwhile is not None:
            text = shown(self.meanwhile, _LONGEST_SHOWN) or _("nothing")
            self._note.say(
                f"{WRONG} " + _("Meanwhile the book says: {text}. Ctrl+O takes that.").format(text=text), refusal=True
            )
        else:
            # Under the field only while one is in it, so that the others stand close.
            self._note.say(f"{UNDERSTOOD} {understood}" if self.editor.has_focus and not fits else "")

    def _show_offered(self) -> None:
        is_offering = bool(self._offered)
        if is_offering and self._offered_list is None:
            self._offered_list = BookList()
            self.mount(self._offered_list, after=self.editor)
        offered = self._offered_list
        if offered is not None:
            offered.display = is_offering
            rows = [Row((Cell(one.label, "strong"), Cell(one.detail, "quiet")), _OFFERED) for one in self._offered]
            rows = rows[:_MOST_OFFERED] if self._marked < _MOST_OFFERED else rows
            offered.set_rows(len(rows), rows.__getitem__, cursor=max(0, self._marked))
        if is_offering != self._is_offering:
            self._is_offering = is_offering
            self.screen.refresh_bindings()


class Form(VerticalScroll, can_focus=False, inherit_bindings=False):
    """All the fields, scrolled to the one that is typed in."""

    DEFAULT_CSS = """
    Form {
        height: 1fr;
        padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, fields: Sequence[Field], *, id: str | None = None) -> None:  # noqa: A002
        """Show `fields`, empty."""
        super().__init__(id=id)
        self.rows = tuple(FieldRow(field) for field in fields)

    def compose(self) -> ComposeResult:
        """Lay out the fields under their headings."""
        for row in self.rows:
            if row.field.section:
                yield FormSection(row.field.section)
            yield row

    @property
    def row(self) -> FieldRow | None:
        """The field that is typed in."""
        return next((row for row in self.rows if row.editor.has_focus), None)

    def row_of(self, key: str) -> FieldRow:
        """Return the field with this key.

        Raises:
            KeyError: there is none.
        """
        for row in self.rows:
            if row.field.key == key:
                return row
        raise KeyError(key)

    def go_to(self, row: FieldRow) -> None:
        """Type in `row` from now on."""
        self.screen.set_focus(row.editor, scroll_visible=False)
        self.show(row)

    def show(self, row: FieldRow) -> None:
        """Have `row` in view: where it is not, by a third of a screenful, so that few moves scroll."""
        region, height = row.virtual_region, self.scrollable_content_region.height
        if height <= 0:
            # Not laid out yet: the first field is in view then.
            return
        top = 0 if row is self.rows[0] else region.y
        offset = self.scroll_offset.y
        if top < offset or region.bottom > offset + height:
            self._show_from(min(top, region.bottom - height + height // 3))

    def show_section(self, row: FieldRow) -> None:
        """Have the section that begins with `row` in view from its heading on."""
        self._show_from(0 if row is self.rows[0] else row.virtual_region.y - 1)

    def _show_from(self, offset: int) -> None:
        self.scroll_to(y=max(0, offset), animate=False)
