"""From an older form of the book to the present one, record by record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from store.database.rows import Plain, Rows
from store.database.transaction import ENCODE

SCHEMA = 1

Step = Callable[[str, Plain], Plain]

STEPS: dict[int, Step] = {}
"""For each older schema the step to the next: table name and record in, the record in its new form out."""


def migrate(
    rows: Mapping[str, Rows], schema: int, steps: Mapping[int, Step] | None = None, to: int | None = None
) -> None:
    """Bring every record of the book from `schema` to `to`, in memory; compaction then writes it.

    Args:
        rows: all tables, live and years.
        schema: the form in which the files are written.
        steps: a step for every schema from there on; the known ones by default.
        to: the form wanted; the present one by default.

    Raises:
        KeyError: a step is missing.
    """
    chain = [(STEPS if steps is None else steps)[number] for number in range(schema, SCHEMA if to is None else to)]
    for name, table in rows.items():
        for identity, text in list(table.items()):
            plain: Plain = json.loads(text)
            for step in chain:
                plain = step(name, plain)
            table.put(identity, ENCODE(plain).encode())
