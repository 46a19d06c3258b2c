"""The app's one list: lines drawn as they come into view, however many there are.

A list is told how many lines it has and is given a function that makes one of them; nothing is made before it is
looked at. An entry takes one line or several; the cursor goes from entry to entry and passes over headings and
plain lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.marks import CURSOR, RULE
from screens.shown import fitted, shown
from screens.widgets.rows import BLANK, WHOLE, Look, Row, column_widths, gap_at

GUTTER = 2
_MOST_STRIPS = 2000
_FARTHEST_HEADING = 2


class BookList(ScrollView, can_focus=False, inherit_bindings=False):
    """A list of any length, for the keyboard."""

    DEFAULT_CSS = """
    BookList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .book-list--cursor { background: $block-cursor-background; }
        & > .book-list--marker { color: $primary; text-style: bold; }
        & > .book-list--heading { color: $primary; text-style: bold; }
        & > .book-list--rule { color: $panel; }
        & > .book-list--strong { text-style: bold; }
        & > .book-list--quiet { color: $text-muted; }
        & > .book-list--good { color: $text-success; }
        & > .book-list--warning { color: $text-warning; }
        & > .book-list--alarm { color: $text-error; text-style: bold; }
        & > .book-list--accent { color: $primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "book-list--cursor",
        "book-list--marker",
        "book-list--heading",
        "book-list--rule",
        "book-list--strong",
        "book-list--quiet",
        "book-list--good",
        "book-list--warning",
        "book-list--alarm",
        "book-list--accent",
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id, classes=classes)
        self._count = 0
        self._make_row: Callable[[int], Row] = lambda _index: BLANK
        self._rows: dict[int, Row] = {}
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}
        self._cursor = -1

    # What it holds

    def set_rows(self, count: int, make_row: Callable[[int], Row], *, cursor: int = 0) -> None:
        """Show other lines, and put the cursor on the entry at or after line `cursor`, else on the last before it.

        Args:
            count: how many lines there are.
            make_row: makes the line with a given index, from 0; called when it comes into view.
            cursor: where the cursor is to stand.
        """
        self._count, self._make_row = count, make_row
        self._forget()
        self._cursor = self._entry_from(min(cursor, count - 1), 1)
        self.virtual_size = Size(1, count)
        self._keep_in_view()
        self.refresh()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    @property
    def cursor(self) -> int:
        """The line on which the entry under the cursor begins, -1 where there is none."""
        return self._cursor

    def row(self, index: int) -> Row:
        """Return a line, made now if it was not looked at before."""
        found = self._rows.get(index)
        if found is None:
            if len(self._rows) > _MOST_STRIPS:
                self._rows.clear()
            found = self._rows[index] = self._make_row(index)
        return found

    # Moving

    def move(self, steps: int) -> None:
        """Move the cursor by so many entries, down or up; above the first entry, show what stands over it."""
        index = self._cursor
        for _step in range(abs(steps)):
            following = self._entry_from(index + (1 if steps > 0 else -1), 1 if steps > 0 else -1, turn=False)
            if following < 0:
                break
            index = following
        if index == self._cursor:
            self._show_end(steps)
        else:
            self.move_to(index)

    def move_page(self, pages: int) -> None:
        """Move the cursor by about so many screenfuls, down or up."""
        step = max(1, self.scrollable_content_region.height - 1) * pages
        if self._cursor < 0:
            self.scroll_relative(y=step, animate=False)
            return
        wanted = max(0, min(self._count - 1, self._cursor + step))
        index = self._entry_from(wanted, -1 if pages > 0 else 1)
        if index == self._cursor:
            self._show_end(pages)
        else:
            self.move_to(index)

    def move_to_end(self, direction: int) -> None:
        """Move the cursor to the last entry, or with -1 to the first."""
        index = self._entry_from(self._count - 1 if direction > 0 else 0, -direction)
        if index >= 0:
            self.move_to(index)
        self._show_end(direction)

    def move_to(self, index: int) -> None:
        """Put the cursor on the entry that begins on line `index`."""
        former, self._cursor = self._cursor, index
        for line in (former, index):
            if line >= 0:
                self.refresh_lines(line, self._height_of(line))
        self._keep_in_view()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the part in view."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if index >= self._count:
            return Strip.blank(width, self._base_style())
        under_cursor = self._cursor >= 0 and self._begins(index) == self._cursor
        if under_cursor:
            return self._draw(index, width, under_cursor=True)
        strip = self._strips.get(index)
        if strip is None:
            if len(self._strips) > _MOST_STRIPS:
                self._strips.clear()
            strip = self._strips[index] = self._draw(index, width, under_cursor=False)
        return strip

    def notify_style_update(self) -> None:
        """Draw everything anew in other colours."""
        self._styles.clear()
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """Draw everything anew in another width, and keep the cursor in view."""
        self._strips.clear()
        self._keep_in_view()

    def _draw(self, index: int, width: int, *, under_cursor: bool) -> Strip:
        row = self.row(index)
        room = max(1, width - GUTTER)
        base = self._base_style()
        if row.kind == "heading":
            return self._draw_heading(row, width)
        if under_cursor:
            base += self._style("cursor")
        marker = f"{CURSOR:<{GUTTER}}" if under_cursor and row.kind == "entry" else " " * GUTTER
        segments = [Segment(marker, base + self._style("marker") if under_cursor else base)]
        widths = column_widths(row.columns or WHOLE, room)
        gap = " " * gap_at(room)
        first = True
        for cell, cells in zip(row.cells, widths, strict=False):
            if not cells:
                continue
            if not first:
                segments.append(Segment(gap, base))
            first = False
            style = base if cell.look == "plain" else base + self._look(cell.look)
            segments.append(Segment(fitted(cell.text, cells), style))
        return Strip(segments).adjust_cell_length(width, base)

    def _draw_heading(self, row: Row, width: int) -> Strip:
        base = self._base_style()
        title = shown(row.cells[0].text, width)
        segments = [Segment(title, base + self._style("heading"))]
        if len(title) + 1 < width:
            segments.append(Segment(" ", base))
        strip = Strip(segments)
        rest = width - strip.cell_length
        if rest <= 0:
            return strip.adjust_cell_length(width, base)
        return Strip([*segments, Segment(RULE * rest, base + self._style("rule"))])

    def _look(self, look: Look) -> Style:
        style = self._style(look)
        return Style(color=style.color, bold=style.bold)

    def _base_style(self) -> Style:
        style = self._styles.get("")
        if style is None:
            style = self._styles[""] = self.rich_style
        return style

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(f"book-list--{name}", partial=True)
        return style

    # Finding its way

    def _begins(self, index: int) -> int:
        """Return the line on which the entry that line `index` belongs to begins."""
        while index > 0 and self.row(index).kind == "more":
            index -= 1
        return index

    def _height_of(self, index: int) -> int:
        """Return how many lines the entry takes that begins on line `index`."""
        end = index + 1
        while end < self._count and self.row(end).kind == "more":
            end += 1
        return end - index

    def _entry_from(self, index: int, step: int, *, turn: bool = True) -> int:
        """Return the first entry from line `index` on, in steps of `step`; if there is none and `turn`, look back."""
        at = index
        while 0 <= at < self._count:
            if self.row(at).kind == "entry":
                return at
            at += step
        return self._entry_from(index - step, -step, turn=False) if turn else -1

    def _keep_in_view(self) -> None:
        """Scroll where the entry under the cursor is out of view: by a third of a screenful, so that few moves do."""
        height = self.scrollable_content_region.height
        if self._cursor < 0 or height <= 0:
            return
        top = self._cursor
        while top > max(0, self._cursor - _FARTHEST_HEADING) and self.row(top - 1).kind in ("heading", "line"):
            top -= 1
        bottom = self._cursor + min(self._height_of(self._cursor), height)
        offset = self.scroll_offset.y
        if top < offset:
            offset = min(top, max(bottom - height, top - height // 3))
        elif bottom > offset + height:
            offset = max(bottom - height, min(top, bottom - height + height // 3))
        offset = max(0, min(offset, self._count - height))
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False)

    def _show_end(self, direction: int) -> None:
        """Show what stands above the first entry, or below the last, since the cursor cannot go there."""
        region: Region = self.scrollable_content_region
        offset = 0 if direction < 0 else max(0, self._count - region.height)
        if self._cursor >= 0 and direction > 0:
            offset = min(offset, self._cursor)
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False)

    def _forget(self) -> None:
        self._rows.clear()
        self._strips.clear()
