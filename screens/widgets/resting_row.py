"""A field on a form as it is while nobody types in it: its label, and what stands in it, drawn without a widget.

A form has many fields, and one is typed in at a time. To have no widget for the others saves most of what opening a
form would cost.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from screens.marks import CURSOR
from screens.shown import fitted, wrapped
from screens.widgets.field import Field
from screens.widgets.field_choice import choice_segments
from screens.widgets.field_line import line_segments
from screens.widgets.field_text import most_lines

GUTTER = 2
# As in `form_screen.tcss`.
LABEL_WIDTH = 19
_UNDER_THE_LABEL = 3
_PADDING = 1


class RestingRow(Widget):
    """A label, and what stands in the field beside it, or under it where the screen is narrow."""

    def __init__(self, field: Field, look: Callable[[str], Style]) -> None:
        """Show `field`, empty; `look` gives the styles in which its parts are drawn."""
        super().__init__()
        self.field = field
        self._look = look
        self._text = field.choices[0][0] if field.kind == "choice" else ""
        self._understood = ""
        self._has_cursor = False

    @property
    def is_open(self) -> bool:
        """Whether there is a widget for the field: then that draws what stands in it."""
        return False

    def mark(self, has_cursor: bool) -> None:
        """Mark the label, as the one of the field with the cursor, or take the mark away."""
        self._has_cursor = has_cursor
        self.refresh(Region(0, 0, LABEL_WIDTH, 1))

    def rest_on(self, text: str) -> None:
        """Show `text` in the field."""
        self._text = text
        if not self.is_open:
            self.refresh(layout=self.field.kind == "text")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines it takes."""
        if self.is_open:
            return super().get_content_height(container, viewport, width)
        return len(self._lines(width)) + (0 if self._is_beside else 1)

    def render_line(self, y: int) -> Strip:
        """Return a line: the label, and what stands in the field where it has no widget of its own."""
        width = self.size.width
        base = self.rich_style
        left = LABEL_WIDTH if self._is_beside else _UNDER_THE_LABEL
        if y == 0 and not self._is_beside:
            return Strip(self._label_segments(width)).adjust_cell_length(width, base)
        segments = self._label_segments(left) if y == 0 else [Segment(" " * left, base)]
        if not self.is_open:
            lines = self._lines(width)
            at = y if self._is_beside else y - 1
            if at < len(lines):
                segments += self._text_segments(lines[at], max(1, width - left))
        return Strip(segments).adjust_cell_length(width, base)

    @property
    def _is_beside(self) -> bool:
        """Whether the label stands beside the field, not above it."""
        return self.screen.has_class("-wide")

    def _label_segments(self, width: int) -> list[Segment]:
        base = self.rich_style
        label = fitted(self.field.label, max(0, width - GUTTER))
        if not self._has_cursor:
            return [Segment(" " * GUTTER + label, base + self._look("label"))]
        return [
            Segment(f"{CURSOR:<{GUTTER}}", base + self._look("marker")),
            Segment(label, base + self._look("marked")),
        ]

    def _lines(self, width: int) -> list[str]:
        """Return the lines of the text, as far as they are shown, for a row of so many cells."""
        if self.field.kind != "text":
            return [self._text]
        # One cell is left free, as the widget leaves it for its cursor.
        room = width - (LABEL_WIDTH if self._is_beside else _UNDER_THE_LABEL) - 2 * _PADDING - 1
        return wrapped(self._text, max(1, room), most=most_lines(self.screen)) or [""]

    def _text_segments(self, line: str, width: int) -> list[Segment]:
        base = self.rich_style
        if self.field.kind == "choice":
            return choice_segments(
                self.field.choices, self._text, width, base + self._look("quiet"), base + self._look("chosen")
            )
        room = max(1, width - 2 * _PADDING)
        pad = Segment(" " * _PADDING, base)
        understood = self._understood if self.field.kind == "line" else ""
        return [pad, *line_segments(line, understood, room, base, base + self._look("understood")), pad]
