"""The lines of a list as they are asked for: made when they are first looked at, and where entries begin and end."""

from __future__ import annotations

from collections.abc import Callable

from screens.widgets.rows import BLANK, Row
from screens.widgets.type_ahead import TypeAhead

_MOST_KEPT = 2000


class RowSource:
    """What a list shows."""

    def __init__(
        self,
        count: int = 0,
        make_row: Callable[[int], Row] = lambda _index: BLANK,
        is_marked: Callable[[int], bool] | None = None,
    ) -> None:
        """Begin with nothing made.

        Args:
            count: how many lines there are.
            make_row: makes the line with a given index, from 0.
            is_marked: whether the entry that begins on a given line is marked.
        """
        self.count = count
        self._make_row = make_row
        self._is_marked = is_marked
        self._rows: dict[int, Row] = {}
        self._ahead: TypeAhead | None = None

    def row(self, index: int) -> Row:
        """Return a line, made now if it was not looked at before."""
        found = self._rows.get(index)
        if found is None:
            if len(self._rows) > _MOST_KEPT:
                self._rows.clear()
            found = self._rows[index] = self._make_row(index)
        return found

    def is_marked(self, index: int) -> bool:
        """Whether line `index` begins an entry that is marked."""
        return self._is_marked is not None and self.row(index).kind == "entry" and self._is_marked(index)

    def entry_from(self, index: int, step: int, *, turn: bool = True) -> int:
        """Return the first entry from line `index` on, in steps of `step`; -1 where there is none.

        With `turn`, the nearest in the other direction comes before none at all.
        """
        at = index
        while 0 <= at < self.count:
            if self.row(at).kind == "entry":
                return at
            at += step
        return self.entry_from(index - step, -step, turn=False) if turn else -1

    def end_of(self, index: int) -> int:
        """Return the line behind the entry that begins on line `index`."""
        end = index + 1
        while end < self.count and self.row(end).kind == "more":
            end += 1
        return end

    def find_ahead(self, wanted: str, start: int, fold: Callable[[str], str]) -> int:
        """Return the first entry from line `start` on, and round again, that begins with the folded `wanted`; else -1.

        No row is made twice for it, however much is typed.
        """
        if self._ahead is None:
            self._ahead = TypeAhead(self.count, self._make_row, fold)
        return self._ahead.find(wanted, start)
