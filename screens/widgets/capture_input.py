"""The field in which a capture line is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message

from screens.line_reading import Span
from screens.widgets.typed_line import TypedLine
from store.records.text import clean_text


class SpanHighlighter(Highlighter):
    """Marks the tokens of the line that it was told of."""

    def __init__(self) -> None:
        """Begin with nothing marked."""
        self.line = ""
        self.spans: Sequence[Span] = ()
        self.token_style = Style()
        self.problem_style = Style()

    def highlight(self, text: Text) -> None:
        """Mark the spans in `text`."""
        for start, end, is_problem in self.spans_in(text.plain):
            text.stylize(self.problem_style if is_problem else self.token_style, start, end)

    def spans_in(self, line: str) -> Sequence[Span]:
        """Return what is marked in `line`; in one that was typed on, what stands before that."""
        if line == self.line:
            return self.spans
        return [span for span in self.spans if line[: span.end] == self.line[: span.end]]


class CaptureInput(TypedLine):
    """The line, with what was understood of it marked."""

    DEFAULT_CSS = """
    CaptureInput {
        & > .capture-input--token { color: $primary; }
        & > .capture-input--problem { color: $text-warning; text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"capture-input--token", "capture-input--problem"}

    @dataclass
    class Pasted(Message):
        """Several lines were pasted: `text` is all of them."""

        text: str

    @dataclass
    class Emptied(Message):
        """Backspace was pressed on an empty line."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        """Begin empty; `placeholder` stands there meanwhile."""
        super().__init__(placeholder, id=id)
        self._marks = SpanHighlighter()
        self.highlighter = self._marks

    def mark(self, line: str, spans: Sequence[Span]) -> None:
        """Mark what was understood of `line`, as long as that is what stands here."""
        marks = self._marks
        is_drawn = list(spans) == list(marks.spans_in(line))
        marks.line, marks.spans = line, tuple(spans)
        if not is_drawn:
            marks.token_style = self.get_component_rich_style("capture-input--token", partial=True)
            marks.problem_style = self.get_component_rich_style("capture-input--problem", partial=True)
            self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted into the line, cleaned; several lines are handed on whole, and none stands here."""
        text = clean_text(event.text).strip("\n")
        if "\n" not in text:
            super().on_paste(event)
            return
        event.prevent_default()
        event.stop()
        self.post_message(self.Pasted(text))

    def action_delete_left(self) -> None:
        """Delete the character on the left; on an empty line there is none, which may mean something."""
        if not self.value:
            self.post_message(self.Emptied())
        super().action_delete_left()
