"""The app's one list: lines drawn as they come into view, however many there are.

A list is told how many lines it has and is given a function that makes one of them; nothing is made before it is
looked at. An entry takes one line or several; the cursor goes from entry to entry and passes over headings and
plain lines. What is shown anew is painted only where it differs from what stands there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.part_styles import PartStyles
from screens.widgets.row_source import RowSource
from screens.widgets.row_strips import GUTTER, heading_strip, row_strip
from screens.widgets.rows import Row
from screens.widgets.type_ahead import FindRow

__all__ = ["GUTTER", "BookList"]

_MOST_STRIPS = 2000
_FARTHEST_HEADING = 2


class _Seen(NamedTuple):
    """What decides on how a line is drawn."""

    row: Row
    under_cursor: bool
    is_marked: bool


class BookList(ScrollView, can_focus=False, inherit_bindings=False):
    """A list of any length, for the keyboard."""

    DEFAULT_CSS = """
    BookList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .book-list--cursor { background: $block-cursor-background; }
        &:ansi > .book-list--cursor { background: $background; text-style: reverse; }
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
        self._source = RowSource()
        self._strips: dict[tuple[int, bool], tuple[_Seen, Strip]] = {}
        self._painted: dict[int, _Seen | None] = {}
        self._styles = PartStyles(self, "book-list", whole="cursor")
        self._cursor = -1
        self._cursor_end = 0

    # What it holds

    def set_rows(
        self,
        count: int,
        make_row: Callable[[int], Row],
        *,
        cursor: int = 0,
        is_marked: Callable[[int], bool] | None = None,
    ) -> None:
        """Show other lines, and put the cursor on the entry at or after line `cursor`, else on the last before it.

        Args:
            count: how many lines there are.
            make_row: makes the line with a given index, from 0; called when it comes into view.
            cursor: where the cursor is to stand.
            is_marked: whether the entry that begins on a given line is marked; asked whenever that is drawn.
        """
        self._source = RowSource(count, make_row, is_marked)
        self._stand_on(self._source.entry_from(max(0, min(cursor, count - 1)), 1))
        self.virtual_size = Size(1, count)
        self._keep_in_view()
        self._repaint()

    def refresh_marks(self) -> None:
        """Ask anew which entries are marked, and paint those in view that are not shown so."""
        self._repaint()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._source.count

    @property
    def cursor(self) -> int:
        """The line on which the entry under the cursor begins, -1 where there is none."""
        return self._cursor

    def row(self, index: int) -> Row:
        """Return a line, made now if it was not looked at before."""
        return self._source.row(index)

    # Moving

    def move(self, steps: int) -> None:
        """Move the cursor by so many entries, down or up; above the first entry, show what stands over it.

        An entry with more lines than there is room for is first shown to its end.
        """
        if self._show_more_of_entry(steps * max(1, self._height // 2)):
            return
        direction = 1 if steps > 0 else -1
        index = self._cursor
        for _step in range(abs(steps)):
            following = self._source.entry_from(index + direction, direction, turn=False)
            if following < 0:
                break
            index = following
        self._move_or_show_end(index, direction)

    def move_page(self, pages: int) -> None:
        """Move the cursor by about so many screenfuls, down or up."""
        step = max(1, self._height - 1) * pages
        if self._cursor < 0:
            self.scroll_relative(y=step, animate=False)
        elif not self._show_more_of_entry(step):
            direction = 1 if pages > 0 else -1
            wanted = max(0, min(self.count - 1, self._cursor + step))
            index = self._source.entry_from(wanted, -direction)
            if index == self._cursor:
                # The next entry is farther off than a screenful: one of many lines, or plain lines between.
                index = max(index, self._source.entry_from(index + 1, 1, turn=False)) if pages > 0 else index
                index = self._source.entry_from(index - 1, -1) if pages < 0 else index
            self._move_or_show_end(index, direction)

    def move_to_end(self, direction: int) -> None:
        """Move the cursor to the last entry, or with -1 to the first."""
        index = self._source.entry_from(self.count - 1 if direction > 0 else 0, -direction)
        if index >= 0:
            self.move_to(index)
        self._show_end(direction)

    def move_to(self, index: int) -> None:
        """Put the cursor on the entry that begins on line `index`."""
        self._stand_on(index)
        self._keep_in_view()
        self._repaint()

    def find_ahead(self, text: str, fold: Callable[[str], str], find: FindRow | None = None) -> bool:
        """Move the cursor to the next entry, itself included, whose first cell begins with `text`; false for none.

        Args:
            text: what was typed; after the last entry the first ones follow.
            fold: makes letters alike, as the search does.
            find: finds it quicker, where the list knows its own order (see `find_in_order`).
        """
        start = max(0, self._cursor)
        line = find(fold(text), start) if find else self._source.find_ahead(fold(text), start, fold)
        if line >= 0 and line != self._cursor:
            self.move_to(line)
        return line >= 0

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the part in view."""
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        self._painted[y] = seen = self._seen(index)
        if seen is None:
            return Strip.blank(width, self._styles.of(""))
        place = index, seen.under_cursor
        known = self._strips.get(place)
        if known is not None and known[0] == seen:
            return known[1]
        if len(self._strips) > _MOST_STRIPS:
            self._strips.clear()
        if seen.row.kind == "heading":
            strip = heading_strip(seen.row, width, self._styles.of)
        else:
            strip = row_strip(
                seen.row, width, self._styles.of, under_cursor=seen.under_cursor, is_marked=seen.is_marked
            )
        self._strips[place] = seen, strip
        return strip

    def notify_style_update(self) -> None:
        """Draw everything anew in other colours."""
        self._styles.forget()
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """Draw everything anew in another size, and keep the cursor in view."""
        self._strips.clear()
        self._keep_in_view()

    def _seen(self, index: int) -> _Seen | None:
        if index >= self.count:
            return None
        is_under_cursor = 0 <= self._cursor <= index < self._cursor_end
        return _Seen(self.row(index), is_under_cursor, self._source.is_marked(index))

    def _repaint(self) -> None:
        """Have those lines in view painted that were painted otherwise, or not at all."""
        height = self._height
        if height <= 0:
            # Out of sight nothing is painted, but what was is kept: none of it may come back.
            self._painted.clear()
            self.refresh()
            return
        offset, width = self.scroll_offset.y, self.size.width
        others = [
            Region(0, y, width, 1)
            for y in range(height)
            if y not in self._painted or self._painted[y] != self._seen(y + offset)
        ]
        if others:
            self.refresh(*others)

    # Finding its way

    @property
    def _height(self) -> int:
        """How many lines are in view."""
        return self.scrollable_content_region.height

    def _stand_on(self, index: int) -> None:
        """Put the cursor on the entry that begins on line `index`; -1 for none."""
        self._cursor, self._cursor_end = index, self._source.end_of(index) if index >= 0 else 0

    def _move_or_show_end(self, index: int, direction: int) -> None:
        if index == self._cursor:
            self._show_end(direction)
        else:
            self.move_to(index)

    def _keep_in_view(self) -> None:
        """Scroll where the entry under the cursor is out of view: by half a screenful, so that few moves do."""
        height, offset = self._height, self.scroll_offset.y
        is_inside = self._is_tall and self._cursor <= offset <= self._cursor_end - height
        if self._cursor < 0 or is_inside or height <= 0:
            self._scroll_to_line(offset)
            return
        top, bottom = self._cursor, min(self._cursor_end, self._cursor + height)
        farthest = max(0, self._cursor - _FARTHEST_HEADING, bottom - height)
        while top > farthest and self.row(top - 1).kind in ("heading", "line"):
            top -= 1
        if top < offset:
            offset = min(top, max(bottom - height, top - height // 2))
        elif bottom > offset + height:
            offset = max(bottom - height, min(top, bottom - height + height // 2))
        self._scroll_to_line(offset)

    def _show_more_of_entry(self, lines: int) -> bool:
        """Scroll by so many lines inside an entry that has more than there is room for; false where it ends."""
        if not self._is_tall:
            return False
        offset = self.scroll_offset.y
        wanted = max(self._cursor, min(offset + lines, self._cursor_end - self._height))
        if (wanted - offset) * lines <= 0:
            return False
        self._scroll_to_line(wanted)
        return True

    def _show_end(self, direction: int) -> None:
        """Show what stands above the first entry, or below the last, since the cursor cannot go there."""
        offset = 0 if direction < 0 else self.count
        if self._cursor >= 0 and direction > 0 and not self._is_tall:
            offset = self._cursor
        self._scroll_to_line(offset)

    def _scroll_to_line(self, line: int) -> None:
        """Have `line` stand at the top, or as near to it as the list goes."""
        offset = max(0, min(line, self.count - self._height))
        if offset != self.scroll_offset.y:
            self.scroll_to(y=offset, animate=False)

    @property
    def _is_tall(self) -> bool:
        """Whether the entry under the cursor has more lines than there is room for."""
        return self._cursor >= 0 and self._cursor_end - self._cursor > self._height > 0
