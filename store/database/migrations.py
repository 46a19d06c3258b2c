"""From an older form of the book to the present one, record by record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

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
        schema: the form in which the snapshot and the journal are written; each year says its own.
        steps: a step for every schema from there on; the known ones by default.
        to: the form wanted; the present one by default.

    Raises:
        KeyError: a step is missing.
    """
    known = STEPS if steps is None else steps
    last = SCHEMA if to is None else to
    chain = [known[number] for number in range(schema, last)]
    for name, table in rows.items():
        live = dict(table.live)
        for year in table.years:
            # a migration that died halfway has written some years in the new form already
            of_year = [known[number] for number in range(year.header["schema"], last)]
            for identity, text in list(year.items(name)) if of_year else ():
                if identity not in live and identity not in table.gone:
                    table.put(identity, _stepped(name, text, of_year))
        for identity, text in live.items():
            table.put(identity, _stepped(name, text, chain))


def _stepped(name: str, text: bytes, chain: Iterable[Step]) -> bytes:
    plain: Plain = json.loads(text)
    for step in chain:
        plain = step(name, plain)
    return ENCODE(plain).encode()
