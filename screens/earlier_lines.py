"""Going back through earlier lines: the one parked last, then those that were saved, the newest first."""

from __future__ import annotations

from store.book import Book
from store.line_history import LineHistory
from store.records.draft import Draft


class EarlierLines:
    """A walk that begins on an empty line, and ends as soon as something is typed."""

    def __init__(self, book: Book) -> None:
        """Walk through the lines of `book`."""
        self._book = book
        self._history = LineHistory(book.folder)
        self._found: list[Draft | str] = []
        self._at = -1

    def add(self, line: str) -> None:
        """Take up a line that was saved."""
        self._history.add(line)
        self.stop()

    def stop(self) -> None:
        """Begin anew with the next step."""
        self._found, self._at = [], -1

    def is_shown(self, line: str) -> bool:
        """Whether `line` stands there as the walk has left it."""
        return self._at >= 0 and _line_of(self._found[self._at]) == line

    def step(self, line: str, back: int) -> Draft | str | None:
        """Return what stands one line earlier, or with -1 later; an empty line at the near end, None for no step.

        Args:
            line: as it stands; only from an empty one, or one that the walk has led to, does it go on.
            back: 1 for an earlier line, -1 for a later one.
        """
        if not self.is_shown(line):
            if line.strip() or back < 0:
                return None
            self._found, self._at = self._lines(), -1
        at = self._at + back
        if at >= len(self._found):
            return None
        self._at = at
        return self._found[at] if at >= 0 else ""

    def _lines(self) -> list[Draft | str]:
        parked = [draft for draft in self._book.drafts() if not draft.form]
        return [*parked[-1:], *self._history.lines()]


def _line_of(found: Draft | str) -> str:
    return found if isinstance(found, str) else found.line.partition("\n")[0]
