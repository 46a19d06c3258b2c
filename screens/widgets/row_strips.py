"""A row of a list as it is drawn: in as few stretches of one style as will do, since each is sent with its colours."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.marks import CURSOR, MARK, RULE
from screens.shown import fitted, shown
from screens.widgets.rows import WHOLE, Row, column_widths, gap_at

GUTTER = 2


def row_strip(
    row: Row, width: int, style: Callable[[str], Style], *, under_cursor: bool = False, is_marked: bool = False
) -> Strip:
    """Draw an entry, one of its further lines, or a plain line, in exactly `width` cells.

    Args:
        row: what stands in it.
        width: in cells, 1 or more.
        style: gives a style of the list by its name; as "" the one that all others are laid over.
        under_cursor: whether the cursor stands on the entry.
        is_marked: whether the entry is marked.
    """
    base = style("") + style("cursor") if under_cursor else style("")
    begins = row.kind == "entry"
    gutter = (CURSOR if under_cursor and begins else " ") + (MARK if is_marked and begins else " ")
    stretches = [(gutter, base if gutter.isspace() or base.reverse else base + style("marker"))]
    room = max(1, width - GUTTER)
    gap = ""
    for cell, cells in zip(row.cells, column_widths(row.columns or WHOLE, room), strict=False):
        if cells:
            # What parts two columns belongs to the one before: on blanks no colour of letters is seen.
            text, look = stretches[-1]
            stretches[-1] = (text + gap, look)
            gap = " " * gap_at(room)
            look = base if cell.look == "plain" else base + style(cell.look)
            # Reversed, every colour would be a patch of ground: the row under the cursor is of one colour there.
            _add(stretches, fitted(cell.text, cells), base + Style(bold=look.bold) if base.reverse else look)
    return _strip(stretches, width)


def heading_strip(row: Row, width: int, style: Callable[[str], Style]) -> Strip:
    """Draw the heading of a section with a rule behind it, in exactly `width` cells."""
    title = shown(row.cells[0].text, width)
    stretches = [(title, style("") + style("heading"))]
    rest = width - cell_len(title) - 1
    if rest > 0:
        stretches = [(title + " ", stretches[0][1]), (RULE * rest, style("") + style("rule"))]
    return _strip(stretches, width)


def _add(stretches: list[tuple[str, Style]], text: str, look: Style) -> None:
    before, former = stretches[-1]
    if look == former:
        stretches[-1] = (before + text, former)
    else:
        stretches.append((text, look))


def _strip(stretches: list[tuple[str, Style]], width: int) -> Strip:
    text, look = stretches[-1]
    missing = width - sum(cell_len(text) for text, _look in stretches)
    if missing > 0:
        stretches[-1] = (text + " " * missing, look)
    strip = Strip([Segment(text, look) for text, look in stretches])
    return strip if missing >= 0 else strip.crop(0, width)
