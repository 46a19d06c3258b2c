"""A line with something on the left and something on the right; where both do not fit, the right one goes."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.shown import shown

_LEAST_GAP = 2
_LEAST_RIGHT = 8


class OneLine(Widget):
    """One line of text, drawn as it is; with nothing to say it takes no room."""

    DEFAULT_CSS = """
    OneLine {
        height: 1;
        & > .one-line--quiet { color: $text-muted; text-style: not bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"one-line--quiet"}

    def __init__(self, left: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Begin with `left` and nothing else."""
        super().__init__(id=id, classes=classes)
        self._left, self._detail, self._right = left, "", ""

    def say(self, left: str, *, detail: str = "", right: str = "") -> None:
        """Show other words; nothing is drawn where they are the same.

        Args:
            left: what matters.
            detail: quietly behind it.
            right: quietly at the end of the line.
        """
        if (left, detail, right) != (self._left, self._detail, self._right):
            self._left, self._detail, self._right = left, detail, right
            self.refresh()

    @property
    def said(self) -> str:
        """What stands on the left."""
        return self._left

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.content_size.width
        style = self.rich_style
        quiet = style + self.get_component_rich_style("one-line--quiet", partial=True)
        left = shown(self._left, width)
        detail = shown(self._detail, width - cell_len(left) - _LEAST_GAP)
        if detail:
            left += " " * _LEAST_GAP
        room = width - cell_len(left + detail) - _LEAST_GAP
        right = shown(self._right, room) if room >= _LEAST_RIGHT else ""
        gap = " " * (width - cell_len(left + detail + right))
        return Strip([Segment(left, style), Segment(detail, quiet), Segment(gap, style), Segment(right, quiet)])
