"""The agenda's rows as they stand in the file, undecoded, for a reader who wants the first few of thousands.

`regulars today` reads this and nothing else, so that it costs little more at twenty thousand customers than at two
hundred: which rows are wanted is told from their bytes, and only those are decoded. The layout is that of
`agenda_file.py` and `transaction.py`; where anything is not exactly so, the book has to be opened.
"""

from __future__ import annotations

from zlib import crc32

from store.database.agenda_file import VERSION, AgendaOutdatedError, AgendaUnreadableError
from store.database.light_json import loads
from store.database.lines import is_sealed
from store.database.quiet_lines import QuietLines, read_sections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, BinaryIO

    Row = dict[str, Any]
    Line = bytes | Row
    """A row's JSON text, or the row where it had to be decoded on the way."""

_TRIES = 5
_KEY = b'{"row":"'
_FROM = b'"from":"'
_CHECKSUM = b',"checksum":'
_AGENDA, _QUIET, _RECORDS = b',"agenda":', b',"quiet":[', b',"records":'
_SHOP = b'"shop":{"1":{'
_MARKS: dict[str, bytes] = {}
_SEQUENCE_AT = 18  # behind `{"crc":"1a2b3c4d",`


def read_agenda_lines(
    agenda_path: str, journal_path: str, until: str = "", *, of_customers: bool = False
) -> tuple[Row, dict[str, Line], QuietLines]:
    """Return the agenda's header, its rows by key, undecoded where that will do, and those of customers.

    All of it is up to date with the journal.

    The header's `at` is the instant of the last change, its `sequence` that change's number.

    Args:
        agenda_path: where the agenda lies.
        journal_path: where the journal lies.
        until: an ISO date; rows that are to be shown only after it need not be among those returned.
        of_customers: only the rows of customers are wanted, which are up to date also where the shop's settings have
            changed since.

    Raises:
        AgendaOutdatedError: the book has to be opened, since the shop's settings have changed since the agenda was
            written, and its header is made with them.
        AgendaUnreadableError: the book has to be opened; also where it was written in another form.
    """
    for _attempt in range(_TRIES):
        try:
            with open(agenda_path, "rb") as file:
                header, agenda, sections = _read_agenda(file, until)
            with open(journal_path, "rb") as file:
                journal = file.read()
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise AgendaUnreadableError from problem
        try:
            lines = {} if of_customers else _lines_by_key(agenda[: _end_of(agenda, until.encode())])
            quiet = QuietLines(sections)
            if _bring_up_to_date(header, lines, quiet, journal, of_customers=of_customers):
                return header, lines, quiet
        except AgendaOutdatedError:
            raise
        except (ValueError, KeyError, TypeError) as problem:
            raise AgendaUnreadableError from problem
    raise AgendaUnreadableError


def decoded(lines: Iterable[Line]) -> list[Row]:
    """Return rows as they are used."""
    known = [line for line in lines if isinstance(line, dict)]
    texts = b",".join(line.removesuffix(b",") for line in lines if isinstance(line, bytes))
    rows: list[Row] = loads(f"[{texts.decode()}]")
    return rows + known


def instant_in(line: Line, key: str, default: str | None = None) -> str:
    """Return the instant under `key` of a row, or `default`.

    Raises:
        LookupError, ValueError: the row has no such key, and no default is given.
    """
    if isinstance(line, dict):
        found: str = line[key] if default is None else line.get(key, default)
        return found
    mark = _MARKS.get(key)
    if mark is None:
        mark = _MARKS[key] = b'"%b":"' % key.encode()
    start = line.find(mark)
    if start < 0:
        if default is None:
            raise ValueError(key)
        return default
    start += len(mark)
    return line[start : line.index(b'"', start)].decode()


def _read_agenda(file: BinaryIO, until: str) -> tuple[Row, bytes, list[bytes]]:
    """Return the header, the rows as they stand there, and the sections of those of customers.

    Raises:
        ValueError, KeyError, TypeError: it is damaged, or in another form.
    """
    line = file.readline()
    header: Row = loads(line[:-1].decode())
    if not line.endswith(b"\n") or header["agenda"] != VERSION:
        raise AgendaUnreadableError
    agenda = file.read(header["length"])
    head = line[: line.rindex(_CHECKSUM)] + b"}"
    if not agenda.endswith(b"\n") or header.pop("checksum") != crc32(memoryview(agenda)[:-1], crc32(head)):
        raise AgendaUnreadableError
    return header, agenda, list(read_sections(file, header.pop("quiet"), until))


def _end_of(agenda: bytes, until: bytes) -> int:
    """Return where the rows end that are to be shown by the end of that date; they stand in that order."""
    low, high = 0, len(agenda)
    if not until or high - low <= 1:
        return high
    while low < high:
        line = agenda.rfind(b"\n", low, (low + high) // 2) + 1 or low
        date = agenda.index(_FROM, line) + len(_FROM)
        if agenda[date : date + len(until)] > until:
            high = line
        else:
            low = agenda.index(b"\n", line) + 1
    return low


def _lines_by_key(rows: bytes) -> dict[str, Line]:
    start = len(_KEY)
    lines: dict[str, Line] = {}
    for line in rows.removesuffix(b"\n").split(b"\n"):
        if line:
            lines[line[start : line.index(b'"', start)].decode()] = line
    return lines


def _bring_up_to_date(
    header: Row, lines: dict[str, Line], quiet: QuietLines, journal: bytes, *, of_customers: bool
) -> bool:
    """Replay the journal over the agenda; false where a compaction came in between, and both have to be read again."""
    first = journal.index(b"\n") + 1
    if not is_sealed(journal[: first - 1]):
        raise ValueError(journal[:80])
    sequence: int = loads(journal[: first - 1].decode())["sequence"]
    held: int = header["sequence"]
    if sequence > held:
        return False
    if _SHOP in journal and not of_customers:
        raise AgendaOutdatedError
    tail = journal[journal.rfind(b"\n") + 1 :]
    if is_sealed(tail[:-1]):  # a whole line but for its line end: opening the book puts it right
        raise ValueError(tail[:80])
    changes: list[bytes] = []
    customer_rows: list[bytes] = []
    at = header["at"].encode()
    for line in journal[first : journal.rfind(b"\n") + 1].split(b"\n")[:-1]:
        sequence += 1
        mark = b'"seq":%d,"at":"' % sequence
        if not line.startswith(mark, _SEQUENCE_AT) or not is_sealed(line):
            raise ValueError(sequence)
        instant = _SEQUENCE_AT + len(mark)
        at = max(at, line[instant : line.index(b'"', instant)])
        if sequence > held:
            end = line.index(_RECORDS)
            customers = line.rfind(_QUIET, instant, end)
            if customers >= 0:
                customer_rows.append(line[customers + len(_QUIET) : end - 1])
                end = customers
            agenda = line.find(_AGENDA, instant, end)
            if agenda >= 0 and not of_customers:
                changes.append(line[agenda + len(_AGENDA) : end])
    for change in loads(f"[{b','.join(changes).decode()}]"):
        for key in change.get("dropped", ()):
            lines.pop(key, None)
        for row in change.get("rows", ()):
            lines[row["row"]] = row
    quiet.put_texts(customer_rows)
    header["sequence"], header["at"] = max(held, sequence), at.decode()
    return True
