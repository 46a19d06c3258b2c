"""The agenda beside the snapshot: what may need the owner, read without opening the book.

`agenda.jsonl` is a header line and a row a line, sorted by the instant from which it is shown. Together with the
journal's tail it is all that `regulars today` and the first paint of Today read, so this module imports next to
nothing.
"""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Row = dict[str, Any]

_TRIES = 5
_FROM = b'"from":"'


class AgendaUnreadableError(ValueError):
    """The agenda is missing, damaged, or older than the journal: the book has to be opened to work it out."""


def write_agenda(path: str, header: Mapping[str, object], rows: Iterable[Row]) -> None:
    """Write the agenda, in one step.

    Args:
        path: where it lies.
        header: generation, sequence, instant of the last change, zone and whatever its readers need.
        rows: every row, with the keys `row` and `from`.

    Raises:
        OSError: the disk refuses; the old agenda is as it was.
    """
    import json

    from store.database.whole_file import replace_file

    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    body = ",\n".join(encode(row) for row in sorted(rows, key=lambda row: row["from"])).encode()
    head = encode({**header, "agenda": 1, "checksum": crc32(body)}).encode()
    with replace_file(path) as file:
        file.write(head + b"\n" + body + b"\n")


def read_agenda(agenda_path: str, journal_path: str, until: str = "") -> tuple[Row, dict[str, Row]]:
    """Return the agenda's header and its rows by key, brought up to date from the journal.

    The header's `at` is the instant of the last change, its `sequence` that change's number.

    Args:
        agenda_path: where the agenda lies.
        journal_path: where the journal lies.
        until: an ISO date; rows that are to be shown only after it need not be among those returned.

    Raises:
        AgendaUnreadableError: the book has to be opened.
    """
    for _attempt in range(_TRIES):
        try:
            with open(agenda_path, "rb") as file:
                head, _line_end, body = file.read().partition(b"\n")
            with open(journal_path, "rb") as file:
                journal = file.read()
        except OSError as problem:
            raise AgendaUnreadableError from problem
        try:
            return _brought_up_to_date(head, body[:-1], journal, until.encode())
        except AgendaUnreadableError:
            continue
        except (ValueError, KeyError, TypeError) as problem:
            raise AgendaUnreadableError from problem
    raise AgendaUnreadableError


def _brought_up_to_date(head: bytes, body: bytes, journal: bytes, until: bytes) -> tuple[Row, dict[str, Row]]:
    import json

    from store.database.lines import unseal, unseal_agenda

    header: Row = json.loads(head)
    if header.pop("checksum") != crc32(body):
        raise ValueError(head)
    rows: dict[str, Row] = {row["row"]: row for row in json.loads(b"[%b]" % _shown_until(body, until))}
    start = journal.index(b"\n") + 1
    sequence = unseal(journal[:start])["sequence"]
    if sequence > header["sequence"]:
        raise AgendaUnreadableError  # a compaction came in between: read both again
    while (end := journal.find(b"\n", start)) >= 0:
        content = unseal_agenda(journal[start:end])
        sequence += 1
        if content["seq"] != sequence:
            raise ValueError(sequence)
        if sequence > header["sequence"]:
            change = content.get("agenda", {})
            for key in change.get("dropped", ()):
                rows.pop(key, None)
            for row in change.get("rows", ()):
                rows[row["row"]] = row
            header["sequence"] = sequence
        header["at"] = max(header["at"], content["at"])
        start = end + 1
    return header, rows


def _shown_until(body: bytes, until: bytes) -> bytes:
    """Return the rows that are to be shown by the end of that date: they stand first, and the rest is not decoded."""
    if not until:
        return body
    lines = body.split(b",\n")
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        date = lines[middle].find(_FROM) + len(_FROM)
        if lines[middle][date : date + len(until)] > until:
            high = middle
        else:
            low = middle + 1
    return b",\n".join(lines[:low])
