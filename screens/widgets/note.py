"""A sentence for the owner, wrapped as far as it needs; with nothing to say it takes no room."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from screens.shown import fitted, wrapped

_MOST_LINES = 4


class Note(Widget):
    """Words of the app to the owner."""

    DEFAULT_CSS = """
    Note {
        height: auto;
        padding: 0 1;
        display: none;
        color: $text-muted;
        &.-said { display: block; }
        &.-refusal { color: $text-warning; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Begin with nothing."""
        super().__init__(id=id)
        self._sentence = ""

    def say(self, sentence: str, *, refusal: bool = False) -> None:
        """Show `sentence`, empty for none; `refusal` where it says why something was not done."""
        if sentence == self._sentence and refusal == self.has_class("-refusal"):
            return
        self._sentence = sentence
        self.set_class(bool(sentence), "-said")
        self.set_class(refusal, "-refusal")
        self.refresh(layout=True)

    @property
    def said(self) -> str:
        """The sentence, empty for none."""
        return self._sentence

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the sentence takes."""
        return max(1, len(self._lines(width)))

    def render_line(self, y: int) -> Strip:
        """Return one of the lines; the first of them is 0, its left edge inside the padding."""
        width = self.content_size.width
        lines = self._lines(width)
        text = fitted(lines[y], width) if y < len(lines) else " " * width
        return Strip([Segment(text, self.rich_style)])

    def _lines(self, width: int) -> list[str]:
        return wrapped(self._sentence, max(1, width), most=_MOST_LINES)
