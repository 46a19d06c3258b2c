"""A list of rows: aligned text where it is read by programs, a table by Rich on a terminal.

Imports next to nothing, since `regulars waiting` comes through here; Rich is loaded when it draws.
"""

from __future__ import annotations

from tui.output import cut, is_terminal, write_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDEST = 80
_GAP = "  "


class Table:
    """Columns with their headings, rows of texts, and a sentence for when there are none."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> None:
        """Take the texts as they are; they are cleaned and cut to one line each here."""
        self.columns = tuple(columns)
        self.rows = [tuple(cut(cell, _WIDEST) for cell in row) for row in rows]
        self.empty = empty

    def plain_lines(self) -> list[str]:
        """Return the table as text, a row a line, its columns aligned by spaces."""
        if not self.rows:
            return [self.empty]
        lines = [self.columns, *self.rows]
        sizes = [[cell_width(cell) for cell in line] for line in lines]
        widths = [max(column) for column in zip(*sizes, strict=True)]
        return [
            _GAP.join(
                [cell + " " * (width - size) for cell, size, width in zip(line, taken, widths, strict=True)]
            ).rstrip()
            for line, taken in zip(lines, sizes, strict=True)
        ]

    def write(self) -> None:
        """Print the table: by Rich on a terminal, else as text."""
        if self.rows and is_terminal():
            self._draw()
        else:
            write_lines(self.plain_lines())

    def _draw(self) -> None:
        from rich import box
        from rich.console import Console
        from rich.table import Table as DrawnTable
        from rich.text import Text

        drawn = DrawnTable(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in self.columns:
            drawn.add_column(Text(column))
        for row in self.rows:
            drawn.add_row(*(Text(cell) for cell in row))
        Console(highlight=False, markup=False, emoji=False).print(drawn)


def cell_width(text: str) -> int:
    """Return how many cells of a terminal `text` takes: two for wide letters, none for marks that combine."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """How wide letters are, each looked up once."""

    def __missing__(self, letter: str) -> int:
        from unicodedata import category, east_asian_width

        width = 0 if category(letter) in ("Mn", "Me", "Cf") else 2 if east_asian_width(letter) in "WF" else 1
        self[letter] = width
        return width


_WIDTHS = _Widths()
