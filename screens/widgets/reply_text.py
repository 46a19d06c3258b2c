"""A reply as it stands, in full: it scrolls, its gaps are marked, and what changed is painted and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.composition import ReplyPiece
from screens.marks import CURSOR
from screens.reply_lines import ReplyLine, reply_lines
from screens.widgets.harmless import harmless

GUTTER = 2
_NO_LINE = ReplyLine((), frozenset())
_NO_PART = -2


class _Seen(NamedTuple):
    """What decides on how a line is drawn."""

    line: ReplyLine
    is_marked: bool


class ReplyText(ScrollView, can_focus=False, inherit_bindings=False):
    """The text of a reply; the part under the cursor is marked at its edge."""

    DEFAULT_CSS = """
    ReplyText {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .reply-text--marker { color: $primary; text-style: bold; }
        & > .reply-text--value { color: $foreground; }
        & > .reply-text--gap { color: $text-warning; text-style: bold; }
        & > .reply-text--asked { color: $text-warning; text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reply-text--marker",
        "reply-text--value",
        "reply-text--gap",
        "reply-text--asked",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Begin without words."""
        super().__init__(id=id)
        self._pieces: Sequence[ReplyPiece] = ()
        self._lines: list[ReplyLine] = []
        self._wrapped_at = 0
        self._asked = ""
        self._part = _NO_PART
        self._painted: dict[int, _Seen] = {}
        self._styles: dict[str, Style] = {}

    # What it shows

    def show(self, pieces: Sequence[ReplyPiece], *, part: int = _NO_PART, asked: str = "") -> None:
        """Show a reply.

        Args:
            pieces: what it consists of.
            part: the part that is marked and brought into view.
            asked: the name of what is being asked for, which is brought into view before anything else.
        """
        is_other = part != self._part or asked != self._asked or not self._lines
        self._pieces, self._part, self._asked = tuple(pieces), part, asked
        self._wrap()
        if is_other or asked:
            self._bring_into_view()
        self._repaint()

    @property
    def text(self) -> str:
        """What is shown, line by line, as it is wrapped."""
        return "\n".join(line.text for line in self._lines)

    def move_page(self, pages: int) -> None:
        """Scroll by about so many screenfuls."""
        self._scroll_to_line(round(self.scroll_offset.y) + pages * max(1, self._height - 1))
        self._repaint()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the part in view."""
        width = self.scrollable_content_region.width
        seen = self._seen(y + round(self.scroll_offset.y))
        self._painted[y] = seen
        base = self._style("")
        gutter = Segment(f"{CURSOR if seen.is_marked else '':<{GUTTER}}", base + self._style("marker"))
        segments = [Segment(run.text, base + self._style(run.look)) for run in seen.line.runs]
        return harmless(Strip([gutter, *segments]).adjust_cell_length(width, base), width)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap everything anew."""
        self._painted.clear()
        if self._wrapped_at != self._width:
            self._wrap()
            # It was drawn in the new size already, in the lines of before; as many as there are now, it would stay so.
            self.refresh()
        self._bring_into_view()

    def notify_style_update(self) -> None:
        """Draw everything anew in other colours."""
        self._styles.clear()
        self._painted.clear()
        super().notify_style_update()

    def _wrap(self) -> None:
        self._wrapped_at = self._width
        self._lines = reply_lines(self._pieces, self._wrapped_at, self._asked)
        self.virtual_size = Size(1, len(self._lines))

    def _seen(self, index: int) -> _Seen:
        line = self._lines[index] if 0 <= index < len(self._lines) else _NO_LINE
        return _Seen(line, bool(line.runs) and self._part in line.parts)

    def _repaint(self) -> None:
        height, offset, width = self._height, round(self.scroll_offset.y), self.size.width
        if height <= 0:
            self._painted.clear()
            self.refresh()
            return
        others = [Region(0, y, width, 1) for y in range(height) if self._painted.get(y) != self._seen(y + offset)]
        if others:
            self.refresh(*others)

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            if name in ("", "plain"):
                style = self.rich_style if not name else Style()
            else:
                style = self.get_component_rich_style(f"reply-text--{name}", partial=True)
                style = Style(color=style.color, bold=style.bold, reverse=style.reverse)
            self._styles[name] = style
        return style

    # Finding its way

    @property
    def _width(self) -> int:
        """How many cells a line of the reply has."""
        return max(1, self.scrollable_content_region.width - GUTTER)

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _bring_into_view(self) -> None:
        """Scroll to what is asked for with what stands around it, else to the part that is marked."""
        wanted = [at for at, line in enumerate(self._lines) if any(run.look == "asked" for run in line.runs)]
        if not wanted:
            wanted = [at for at, line in enumerate(self._lines) if line.runs and self._part in line.parts]
        height, offset = self._height, round(self.scroll_offset.y)
        if not wanted or height <= 0:
            self._scroll_to_line(offset)
            return
        first, last = wanted[0], wanted[-1]
        if self._asked and first >= 0:
            # The sentence before it, and what follows.
            self._scroll_to_line(
                first - height // 2 if not offset <= first - 1 <= first + 1 < offset + height else offset
            )
        elif first < offset:
            self._scroll_to_line(first)
        elif last >= offset + height:
            self._scroll_to_line(min(first, last - height + 1))

    def _scroll_to_line(self, line: int) -> None:
        offset = max(0, min(line, len(self._lines) - self._height))
        if offset != round(self.scroll_offset.y):
            self.scroll_to(y=offset, animate=False)
