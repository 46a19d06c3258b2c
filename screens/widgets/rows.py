"""The lines of a list: what stands in them, and how their columns share the room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

Look = Literal["plain", "strong", "quiet", "good", "warning", "alarm", "accent"]
RowKind = Literal["entry", "more", "heading", "line"]

_GAP = 2
_NARROW_GAP = 1
_NARROW = 50


class Column(NamedTuple):
    """One column of a row.

    Attributes:
        width: in cells; for one that grows, the least.
        grow: its share of what is left over; 0 for a fixed one.
        gives_way: 0 stays; of the others, the one with the highest number goes first where there is no room.
    """

    width: int
    grow: int = 0
    gives_way: int = 0


class Cell(NamedTuple):
    """What stands in one column, and how it looks; the look is never the only sign of anything."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list.

    Attributes:
        cells: as many as there are columns.
        columns: how they share the line; none: one cell over the whole width.
        kind: an entry is what the cursor stands on; `more` is a further line of the entry above; a heading begins a
            section; a line is text that the cursor passes over.
    """

    cells: tuple[Cell, ...]
    columns: tuple[Column, ...] = ()
    kind: RowKind = "entry"


BLANK = Row((Cell(""),), kind="line")
WHOLE = (Column(1, grow=1),)


def heading(text: str) -> Row:
    """Return the row that begins a section."""
    return Row((Cell(text),), kind="heading")


def plain_line(text: str, look: Look = "quiet") -> Row:
    """Return a line of text that the cursor passes over."""
    return Row((Cell(text, look),), kind="line")


@lru_cache(maxsize=256)
def column_widths(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Return how many cells each column gets in a line of `width` cells, gaps left out; 0 for one that gave way.

    The first column always stays.
    """
    gap = gap_at(width)
    kept = list(range(len(columns)))
    while len(kept) > 1 and sum(columns[index].width + gap for index in kept) - gap > width:
        giving = max(kept[1:], key=lambda index: (columns[index].gives_way, index))
        kept.remove(giving)
    left = width - sum(columns[index].width + gap for index in kept) + gap
    shares = sum(columns[index].grow for index in kept)
    widths = [0] * len(columns)
    for index in kept:
        column = columns[index]
        extra = left * column.grow // shares if shares and left > 0 else 0
        widths[index] = column.width + extra
        left, shares = left - extra, shares - column.grow
    if len(kept) == 1:
        widths[kept[0]] = min(widths[kept[0]], width)
    return tuple(widths)


def gap_at(width: int) -> int:
    """Return how many cells part two columns in a line of `width` cells."""
    return _NARROW_GAP if width < _NARROW else _GAP
