"""Finding the row of a list that begins with some letters, without making more rows than that takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import chain

from screens.widgets.rows import Row

# Given folded letters and the line to look from on: the line of the row that begins with them, -1 where there is none.
FindRow = Callable[[str, int], int]
_LOOKED_AT = 200


class TypeAhead:
    """What is known of how the rows of a list begin; each row is made for it once at most."""

    def __init__(self, count: int, row: Callable[[int], Row], fold: Callable[[str], str]) -> None:
        """Begin knowing nothing of `count` lines that `row` makes; `fold` makes letters alike, as for the search."""
        self._count = count
        self._row = row
        self._fold = fold
        self._beginnings: list[str | None] = [None] * count
        self._missed = ""

    def find(self, wanted: str, start: int) -> int:
        """Return the first entry from line `start` on, and round again, that begins with `wanted`; -1 for none.

        `wanted` is folded; nothing begins with the empty string. What was not found is not looked for again with
        more letters behind it.
        """
        if not wanted or (self._missed and wanted.startswith(self._missed)):
            return -1
        for line in chain(range(start, self._count), range(start)):
            if self._beginning(line).startswith(wanted):
                return line
        self._missed = wanted
        return -1

    def _beginning(self, line: int) -> str:
        known = self._beginnings[line]
        if known is None:
            row = self._row(line)
            known = self._fold(row.cells[0].text[:_LOOKED_AT]) if row.kind == "entry" and row.cells else ""
            self._beginnings[line] = known
        return known


def find_in_order(count: int, row: Callable[[int], Row], fold: Callable[[str], str]) -> FindRow:
    """Return a quicker way for a list whose rows are all entries in the order of their folded first cells.

    Rows without a letter or digit stand last. It makes about 15 of 20,000 rows.
    """

    def beginning(line: int) -> tuple[bool, str]:
        text = fold(row(line).cells[0].text[:_LOOKED_AT])
        return not text, text

    def find(wanted: str, start: int) -> int:
        if not wanted:
            return -1
        lines: Sequence[int] = range(count)
        line = bisect_left(lines, (False, wanted), key=beginning)
        if line == count or not beginning(line)[1].startswith(wanted):
            return -1
        # Of several that begin so, the one under the cursor is as good as the first.
        return start if start < count and beginning(start)[1].startswith(wanted) else line

    return find
