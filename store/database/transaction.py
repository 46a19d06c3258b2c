"""What a transaction writes: its line in the journal, and the word of it that goes round afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from store.database.lines import seal
from store.database.rows import Plain, Rows
from store.database.year_file import customer_of

ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HEAD_KEYS = frozenset(("crc", "seq", "at", "session", "what", "agenda", "quiet", "records", "dropped", "former"))


class AgendaChange(NamedTuple):
    """The agenda rows that a transaction puts, the keys of those that it drops, and the rows of customers it puts."""

    rows: list[Plain]
    dropped: list[str]
    quiet: list[list[Any]]


class Applied(NamedTuple):
    """A change that has reached the rows: its place in the journal, and what it touched as table and id.

    `customers` are those whose search keys it changes: their own records, and the things that they have or had.
    """

    sequence: int
    at: str
    what: str
    session: str
    touched: frozenset[tuple[str, int]]
    customers: frozenset[int]
    agenda: AgendaChange
    notes: Mapping[str, int]


def applied_line(content: Mapping[str, Any]) -> Applied:
    """Return the word of a line that was read from the journal."""
    agenda, quiet = content.get("agenda", {}), content.get("quiet", [])
    return Applied(
        content["seq"],
        content["at"],
        content["what"],
        content["session"],
        touched_by(content),
        _customers_in(content),
        AgendaChange(agenda.get("rows", []), agenda.get("dropped", []), quiet),
        {key: value for key, value in content.items() if key not in _HEAD_KEYS},
    )


def touched_by(content: Mapping[str, Any]) -> frozenset[tuple[str, int]]:
    """Return table and id of every record that a journal line puts or drops."""
    put = ((name, int(key)) for name, records in content.get("records", {}).items() for key in records)
    dropped = ((name, key) for name, identities in content.get("dropped", {}).items() for key in identities)
    return frozenset((*put, *dropped))


def customers_touched(
    texts: Mapping[str, Mapping[int, str]], drops: Mapping[str, list[int]], rows: Mapping[str, Rows]
) -> frozenset[int]:
    """Return the customers whose search keys a transaction changes, before it reaches the rows."""
    customers = {*texts.get("customers", ()), *drops.get("customers", ())}
    for identity in (*texts.get("things", ()), *drops.get("things", ())):
        former = rows["things"].text(identity)
        if former is not None:
            customers.add(customer_of(former))
    customers.update(customer_of(text.encode()) for text in texts.get("things", {}).values())
    return frozenset(customers)


def _customers_in(content: Mapping[str, Any]) -> frozenset[int]:
    customers = {identity for table, identity in touched_by(content) if table == "customers"}
    for part in ("records", "former"):
        things = content.get(part, {}).get("things", {})
        customers.update(plain["customer"] for plain in things.values())
    return frozenset(customers)


def compose_line(
    head: Mapping[str, Any],
    agenda: AgendaChange,
    texts: Mapping[str, Mapping[int, str]],
    drops: Mapping[str, list[int]],
    rows: Mapping[str, Rows],
) -> bytes:
    """Return the sealed journal line of a transaction.

    What the records were before goes with it, so that the change can be taken back and read in the change log.

    Args:
        head: sequence number, instant, session, what was done, and what it undoes or redoes.
        agenda: what changes in the agenda.
        texts: the JSON text of each record that is put, by table and id.
        drops: the ids that are dropped, by table.
        rows: the records as they are before.
    """
    head = dict(head)
    if agenda.rows or agenda.dropped:
        head["agenda"] = {"rows": agenda.rows, "dropped": agenda.dropped}
    if agenda.quiet:
        head["quiet"] = agenda.quiet
    parts = [ENCODE(head)[:-1], ',"records":', _nested(texts)]
    if drops:
        parts += [',"dropped":', ENCODE(drops)]
    former: dict[str, dict[int, str]] = {}
    for group in (texts, drops):
        for name, identities in group.items():
            for identity in identities:
                text = rows[name].text(identity)
                if text is not None:
                    former.setdefault(name, {})[identity] = text.decode()
    if former:
        parts += [',"former":', _nested(former)]
    parts.append("}")
    return seal("".join(parts))


def _nested(texts: Mapping[str, Mapping[int, str]]) -> str:
    tables = []
    for name, records in texts.items():
        pairs = ",".join([f'"{identity}":{text}' for identity, text in records.items()])
        tables.append(f'"{name}":{{{pairs}}}')
    return f"{{{','.join(tables)}}}"
