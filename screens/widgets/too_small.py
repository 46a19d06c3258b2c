"""What stands over everything in a terminal that is too small to work in."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from screens.shown import fitted, wrapped
from store.sentences import _

FEWEST_COLUMNS = 30
FEWEST_ROWS = 9


class TooSmall(Widget, can_focus=False):
    """Says how large the terminal should be; what lies below keeps its place, its focus and all that was typed.

    It covers the screen instead of hiding what is on it: a field that is hidden would lose the focus, and the letters
    that follow would be taken for commands.
    """

    DEFAULT_CSS = """
    TooSmall {
        display: none;
        layer: over-all;
        width: 100%;
        height: 100%;
        background: $background;
        color: $foreground;
    }
    """

    def on_resize(self, event: events.Resize) -> None:
        """Name the size that it is now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line of the sentence."""
        width, height = self.size
        words = _("Too small: {width}×{height}. Regulars needs {columns}×{rows}. Nothing is lost.").format(
            width=width, height=height, columns=FEWEST_COLUMNS, rows=FEWEST_ROWS
        )
        lines = wrapped(words, max(1, width), most=height)
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(fitted(text, width), self.rich_style)])
