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
        widths = [max(cell_width(line[column]) for line in lines) for column in range(len(self.columns))]
        return [
            _GAP.join(
                cell + " " * (width - cell_width(cell)) for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in lines
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
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(one) in ("Mn", "Me", "Cf") else 2 if east_asian_width(one) in "WF" else 1 for one in text)
