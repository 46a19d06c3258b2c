"""The lines of a customer's page, each with what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from screens.shown import wrapped
from screens.target import Kind
from screens.widgets.rows import Cell, Column, Look, Row, column_widths

LABELLED = (Column(10), Column(10, grow=1))
NARROW_UNDER = 60


class Line(NamedTuple):
    """One line of the page.

    Attributes:
        row: what is drawn.
        kind: what it stands for; empty for what stands for nothing.
        id: its id; for a contact person and an allowance the place on the customer, for the customer 0.
        opens: what Enter shows or hides here, named by what is folded.
    """

    row: Row
    kind: Kind | None = None
    id: int = 0
    opens: str = ""


def label_room(room: int) -> int:
    """Return how many cells there are for what stands behind a label, in a line of `room` cells."""
    return max(1, column_widths(LABELLED, room)[1])


def labelled_rows(label: str, text: str, room: int, *, look: Look = "plain", most: int = 0) -> list[Row]:
    """Return a label with its text behind it, wrapped: one entry.

    Args:
        label: what it is; one that is too long for its column stands before the text.
        text: anything, of any length.
        room: how wide the line is, in cells.
        look: how the text looks.
        most: how many lines at most; 0 for all.
    """
    if cell_len(label) > LABELLED[0].width:
        label, text = "", f"{label}: {text}"
    first, *more = wrapped(text, label_room(room), most=most) or [""]
    rows = [Row((Cell(label, "quiet"), Cell(first, look)), LABELLED)]
    return rows + [Row((Cell(""), Cell(line, look)), LABELLED, "more") for line in more]


def one_entry(rows: Sequence[Row]) -> list[Row]:
    """Return the rows as one entry: the first is what the cursor stands on, the others belong to it."""
    return [Row(row.cells, row.columns, "entry" if number == 0 else "more") for number, row in enumerate(rows)]
