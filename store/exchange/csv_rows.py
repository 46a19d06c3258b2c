"""The rows of a CSV, read so that a stray quote costs one row and no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

from store.errors import NotUnderstoodError
from store.exchange.recognise import Line
from store.sentences import _

_MOST_RESTARTS = 1_000


class Rows:
    """The rows of a table, each with the line it begins on, or why it cannot be taken.

    After a row whose quotes do not match, the lines that it swallowed are read anew, and those that
    have all columns are rows.
    """

    def __init__(self, numbered: Iterator[Line], separator: str) -> None:
        """Read from `numbered` lines."""
        self.width = 0  # how many columns the table has, once its headings are read
        self._numbered = numbered
        self._separator = separator
        self._pending: deque[Line] = deque()
        self._taken: list[Line] = []
        self._reread_to = 0
        self._restarts = 0

    def __iter__(self) -> Iterator[tuple[int, list[str], str]]:
        """Give line, cells and why they cannot be taken, empty where they can.

        Raises:
            NotUnderstoodError: the quotes are in disorder all over the file.
        """
        reader = self._reader()
        while True:
            self._taken.clear()
            try:
                cells = next(reader, [])
            except csv.Error:
                cells = None
            if not self._taken:
                return
            first, last = self._taken[0][0], self._taken[-1][0]
            reason = self._problem(cells)
            if first > self._reread_to or (not reason and len(cells or ()) == self.width):
                yield first, cells or [], reason
            elif last > self._reread_to and not reason:
                yield first, [], _("The quotes in this row do not match.")
            if reason:
                self._reread_to = max(self._reread_to, last)
                self._pending.extendleft(reversed(self._taken[1:]))
                self._restarts += len(self._taken) > 1
                reader = self._reader()
            if self._restarts > _MOST_RESTARTS:
                raise NotUnderstoodError(_("The quotes in this CSV do not match; save it anew, then import it."))

    def _reader(self) -> Iterator[list[str]]:
        def feed() -> Iterator[str]:
            while line := self._pending.popleft() if self._pending else next(self._numbered, None):
                self._taken.append(line)
                yield line[1]

        return csv.reader(feed(), delimiter=self._separator)

    def _problem(self, cells: list[str] | None) -> str:
        row = [text for _number, text, _is_cut in self._taken]
        if any(is_cut for _number, _text, is_cut in self._taken) or (cells is None and len(row) == 1):
            return _("This row is too long.")
        complaint = self._complaint(row)
        is_short = not row[-1].endswith("\n") and len(cells or ()) < self.width
        if is_short or "unexpected end" in complaint:
            return _("The file ends in the middle of this row.")
        if cells is None or (len(row) > 1 and (complaint or self._swallows_rows(cells, row))):
            return _("The quotes in this row do not match.")
        return ""

    def _complaint(self, row: list[str]) -> str:
        """Return what a strict reader says against a row, which a lenient one takes; empty if nothing."""
        if len(row) == 1 and row[0].count('"') % 2 == 0:
            return ""
        try:
            deque(csv.reader(row, delimiter=self._separator, strict=True), maxlen=0)
        except csv.Error as problem:
            return str(problem)
        return ""

    def _swallows_rows(self, cells: list[str], row: list[str]) -> bool:
        """Whether a row of several lines has other than all cells because a quote is stray."""
        if not self.width or len(cells) == self.width:
            return False
        with suppress(csv.Error):
            alone = (next(csv.reader([text], delimiter=self._separator), []) for text in row[1:])
            return any(cells[self.width :]) or any(len(other) == self.width for other in alone)
        return True
