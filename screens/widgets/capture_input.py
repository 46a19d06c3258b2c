"""The field in which a capture line is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.message import Message

from screens.widgets.typed_line import TypedLine


class Span(NamedTuple):
    """A stretch of the line, in code points: a token that was understood, or what was not."""

    start: int
    end: int
    is_problem: bool


class SpanHighlighter(Highlighter):
    """Marks the tokens of the line that it was told of, and no other line."""

    def __init__(self) -> None:
        """Begin with nothing marked."""
        self.line = ""
        self.spans: Sequence[Span] = ()
        self.token_style = Style()
        self.problem_style = Style()

    def highlight(self, text: Text) -> None:
        """Mark the spans in `text`."""
        if text.plain == self.line:
            for start, end, is_problem in self.spans:
                text.stylize(self.problem_style if is_problem else self.token_style, start, end)


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
        if line == marks.line and tuple(spans) == tuple(marks.spans):
            return
        marks.line, marks.spans = line, tuple(spans)
        marks.token_style = self.get_component_rich_style("capture-input--token", partial=True)
        marks.problem_style = self.get_component_rich_style("capture-input--problem", partial=True)
        self.refresh()

    def lines_were_pasted(self, text: str) -> None:
        """Hand on the whole text; its first line stands here."""
        self.post_message(self.Pasted(text))

    def action_delete_left(self) -> None:
        """Delete the character on the left; on an empty line there is none, which may mean something."""
        if not self.value:
            self.post_message(self.Emptied())
        super().action_delete_left()
