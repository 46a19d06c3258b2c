"""A field of a form for one line of text."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from screens.marks import UNDERSTOOD
from screens.shown import shown
from screens.widgets.typed_line import TypedLine
from store.records.text import clean_line

# A slash and a question mark have names of their own among the keys; in a field they are letters.
NAMED_LETTERS = frozenset(("slash", "question_mark"))
_LEAST_GAP = 3


class LineField(TypedLine):
    """One line; what was understood of it stands quietly at its end, where there is room."""

    DEFAULT_CSS = """
    LineField.-textual-compact, LineField.-textual-compact:focus { padding: 0 1; }
    LineField, LineField:ansi {
        background: $background;
        &:focus { background: $surface; }
        & > .field-line--understood { color: $text-success; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field-line--understood"}

    def __init__(self, hint: str, *, id: str | None = None) -> None:  # noqa: A002
        """Begin empty; `hint` stands there while it has the focus and is empty."""
        super().__init__("", id=id)
        self._hint = hint
        self._understood = ""

    @property
    def typed(self) -> str:
        """What stands in it, cleaned."""
        return clean_line(self.value)

    def put(self, text: str) -> None:
        """Have `text` stand in it, with the cursor at its end."""
        self.value = clean_line(text)
        self.cursor_position = len(self.value)

    def say(self, understood: str) -> bool:
        """Show what was understood behind the text, empty for nothing; false where there is no room for it."""
        words = understood_in(understood, self.size.width - cell_len(self.value))
        if words != self._understood:
            self._understood = words
            self.refresh()
        return bool(words) or not understood

    def step(self, steps: int) -> bool:
        """Move the cursor by so many lines inside the field; there is only one, so this leads out of it."""
        return False

    def enter(self, steps: int) -> None:
        """Put the cursor where one comes in: it stays where it was."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Keep everything that can be typed."""
        return key in NAMED_LETTERS or super().check_consume_key(key, character)

    def on_focus(self) -> None:
        """Show the hint."""
        self.placeholder = self._hint

    def on_blur(self, event: events.Blur) -> None:
        """Take the hint away, and show how the text begins."""
        self.placeholder = ""

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        understood = self.rich_style + self.get_component_rich_style("field-line--understood", partial=True)
        if not self.has_focus:
            return Strip(line_segments(self.value, self._understood, width, self.rich_style, understood))
        strip = super().render_line(y).adjust_cell_length(width, self.rich_style)
        if not self._understood:
            return strip
        return Strip([*strip.crop(0, width - cell_len(self._understood)), Segment(self._understood, understood)])


def line_segments(text: str, understood: str, width: int, style: Style, understood_style: Style) -> list[Segment]:
    """Return how `text` begins, and at the end of the line what was understood, where both have room."""
    line = shown(text, width)
    words = understood_in(understood, width - cell_len(line))
    gap = " " * (width - cell_len(line) - cell_len(words))
    return [Segment(line + gap, style), Segment(words, understood_style)]


def understood_in(understood: str, room: int) -> str:
    """Return `understood` behind its sign, empty where that has no place in `room` cells behind the text."""
    words = understood if not understood or understood.startswith(f"{UNDERSTOOD} ") else f"{UNDERSTOOD} {understood}"
    return words if words and cell_len(words) + 1 + _LEAST_GAP <= room else ""
