"""How far some work has come: a bar of characters and a count, drawn in place."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.marks import BAR_DONE, BAR_LEFT
from screens.shown import shown

_LONGEST_BAR = 30
_SHORTEST_BAR = 6
_GAP = 2


class ProgressLine(Widget):
    """One line; with nothing to say it takes no room."""

    DEFAULT_CSS = """
    ProgressLine {
        height: 1;
        padding: 0 2;
        display: none;
        &.-said { display: block; }
        & > .progress-line--bar { color: $primary; }
    }
    """
    COMPONENT_CLASSES = {"progress-line--bar"}  # noqa: RUF012

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Begin with nothing."""
        super().__init__(id=id)
        self._words = ""
        self._share: float | None = None

    def say(self, words: str, share: float | None = None) -> None:
        """Show `words`, empty for none, and a bar that is filled by `share` (0 to 1); None where that is not known."""
        cells = None if share is None else round(share * _LONGEST_BAR) / _LONGEST_BAR
        if (words, cells) == (self._words, self._share):
            return
        self._words, self._share = words, cells
        self.set_class(bool(words), "-said")
        self.refresh()

    @property
    def said(self) -> str:
        """The words."""
        return self._words

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.content_size.width
        style = self.rich_style
        words = shown(self._words, width)
        segments = [Segment(words, style)]
        room = min(_LONGEST_BAR, width - cell_len(words) - _GAP)
        if self._share is not None and room >= _SHORTEST_BAR:
            bar = style + self.get_component_rich_style("progress-line--bar", partial=True)
            done = round(self._share * room)
            segments += [Segment(" " * _GAP, style), Segment(BAR_DONE * done + BAR_LEFT * (room - done), bar)]
        return Strip(segments).adjust_cell_length(width, style)
