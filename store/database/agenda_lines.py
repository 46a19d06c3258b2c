"""The agenda's rows as they stand in the file, undecoded, for a reader who wants the first few of thousands.

`regulars today` reads this and nothing else, so that it costs little more at twenty thousand customers than at two
hundred: which rows are wanted is told from their bytes, and only those are decoded. The layout is that of
`agenda_file.py` and `transaction.py`; where anything is not exactly so, the book has to be opened.
"""

from __future__ import annotations

from bisect import insort
from zlib import crc32

from store.database.agenda_file import VERSION, AgendaOutdatedError, AgendaUnreadableError
from store.database.light_json import loads
from store.database.lines import is_sealed
from store.database.quiet_lines import QuietLines, read_sections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
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
_AFTER = b"~"  # stands behind whatever follows a date in an instant
_SEQUENCE_AT = 18  # behind `{"crc":"1a2b3c4d",`


class AgendaLines:
    """The agenda's rows, those of each letter split and told by key only where they are asked for."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        """Take the rows of each letter as they stand in the file."""
        self._texts = texts
        self._changed: dict[str, dict[str, Row | None]] = {}
        self._split: dict[str, dict[str, Line]] = {}

    def put(self, row: Row) -> None:
        """Take up a changed row."""
        key: str = row["row"]
        self._changed.setdefault(key[0], {})[key] = row

    def drop(self, key: str) -> None:
        """Take up that there is no row of that key any more."""
        self._changed.setdefault(key[0], {})[key] = None

    def of(self, letter: str) -> dict[str, Line]:
        """Return the rows whose keys begin with a letter, by key; those that have changed last."""
        found = self._split.get(letter)
        if found is None:
            start = len(_KEY)
            lines = self._texts.get(letter, b"").split(b"\n")[:-1]
            found = {line[start : line.index(b'"', start)].decode(): line for line in lines}
            for key, row in self._changed.get(letter, {}).items():
                found.pop(key, None)
                if row is not None:
                    found[key] = row
            self._split[letter] = found
        return found

    def between(self, letter: str, since: str = "", until: str = "") -> list[Line]:
        """Return the rows of a letter that are to be shown from a day between two on, in that order.

        Args:
            letter: that the keys of the rows begin with.
            since: the ISO date of the first such day; empty for all that have begun by `until`.
            until: the ISO date of the last such day; empty for all.
        """
        text = self._texts.get(letter, b"")
        begin, end = _place_of(text, since.encode()), _place_of(text, until.encode() + _AFTER) if until else len(text)
        lines: list[Line] = [*text[begin:end].split(b"\n")[:-1]]
        changed = self._changed.get(letter)
        if changed:
            start = len(_KEY)
            lines = [
                line
                for line in lines
                if isinstance(line, bytes) and line[start : line.index(b'"', start)].decode() not in changed
            ]
            for row in changed.values():
                if row is not None and since <= row["from"] and (not until or row["from"][: len(until)] <= until):
                    insort(lines, row, key=_shown_from)
        return lines

    def values(self) -> list[Line]:
        """Return all rows."""
        return [line for letter in sorted({*self._texts, *self._changed}) for line in self.of(letter).values()]


def read_agenda_lines(
    agenda_path: str, journal_path: str, until: str = "", *, of_customers: bool = False, letters: str = ""
) -> tuple[Row, AgendaLines, QuietLines]:
    """Return the agenda's header, its rows, undecoded where that will do, and those of customers.

    All of it is up to date with the journal.

    The header's `at` is the instant of the last change, its `sequence` that change's number.

    Args:
        agenda_path: where the agenda lies.
        journal_path: where the journal lies.
        until: an ISO date; rows that are to be shown only after it need not be among those returned.
        of_customers: only the rows of customers are wanted, which are up to date also where the shop's settings have
            changed since.
        letters: only rows whose keys begin with one of these are wanted, and none of customers; empty for all.

    Raises:
        AgendaOutdatedError: the book has to be opened, since the shop's settings have changed since the agenda was
            written, and its header is made with them.
        AgendaUnreadableError: the book has to be opened; also where it was written in another form.
    """
    for _attempt in range(_TRIES):
        try:
            with open(agenda_path, "rb") as file:
                header, lines, quiet = _read_agenda(file, until, of_customers, letters)
            with open(journal_path, "rb") as file:
                journal = file.read()
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise AgendaUnreadableError from problem
        try:
            if _bring_up_to_date(header, None if of_customers else lines, None if letters else quiet, journal):
                return header, lines, quiet
        except AgendaOutdatedError:
            raise
        except (ValueError, KeyError, TypeError) as problem:
            raise AgendaUnreadableError from problem
    raise AgendaUnreadableError


def decoded(lines: Collection[Line]) -> list[Row]:
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


def _read_agenda(file: BinaryIO, until: str, of_customers: bool, letters: str) -> tuple[Row, AgendaLines, QuietLines]:
    """Return the header, the rows as they stand there, and those of customers.

    Raises:
        ValueError, KeyError, TypeError: it is damaged, or in another form.
    """
    line = file.readline()
    header: Row = loads(line[:-1].decode())
    if not line.endswith(b"\n") or header["agenda"] != VERSION:
        raise AgendaUnreadableError
    if header.pop("checksum") != crc32(line[: line.rindex(_CHECKSUM)] + b"}"):
        raise AgendaUnreadableError
    soon = header.pop("soon")
    is_soon = bool(until) and until < soon
    texts: dict[str, bytes] = {}
    for letter, is_later, length, checksum in header.pop("parts"):
        if of_customers or (is_later and is_soon) or (letters and letter not in letters):
            file.seek(length, 1)
            continue
        part = file.read(length)
        if len(part) != length or crc32(part) != checksum:
            raise AgendaUnreadableError
        # Behind the last of them, which has none, as behind the others.
        texts[letter] = texts[letter][:-1] + b",\n" + part if letter in texts else part
    if until:
        after = until.encode() + _AFTER
        texts = {letter: text[: _place_of(text, after)] for letter, text in texts.items()}
    sections = header.pop("quiet")
    return header, AgendaLines(texts), QuietLines(() if letters else read_sections(file, sections, until))


def _shown_from(line: Line) -> str:
    return instant_in(line, "from")


def _place_of(text: bytes, date: bytes) -> int:
    """Return where, in the rows of a letter, those begin that are to be shown from a date on: that is their order."""
    low, high = 0, len(text)
    while low < high:
        line = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        shown_from = text.index(_FROM, line) + len(_FROM)
        if text[shown_from : shown_from + len(date)] >= date:
            high = line
        else:
            low = text.index(b"\n", line) + 1
    return low


def _bring_up_to_date(header: Row, lines: AgendaLines | None, quiet: QuietLines | None, journal: bytes) -> bool:
    """Replay the journal over the agenda; false where a compaction came in between, and both have to be read again.

    What is None is not wanted.
    """
    first = journal.index(b"\n") + 1
    if not is_sealed(journal[: first - 1]):
        raise ValueError(journal[:80])
    sequence: int = loads(journal[: first - 1].decode())["sequence"]
    held: int = header["sequence"]
    if sequence > held:
        return False
    if lines is not None and _SHOP in journal:
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
        when = line[instant : line.index(b'"', instant)]
        if when > at:
            at = when
        if sequence > held:
            end = line.index(_RECORDS)
            customers = line.rfind(_QUIET, instant, end)
            if customers >= 0:
                if quiet is not None:
                    customer_rows.append(line[customers + len(_QUIET) : end - 1])
                end = customers
            if lines is not None:
                agenda = line.find(_AGENDA, instant, end)
                if agenda >= 0:
                    changes.append(line[agenda + len(_AGENDA) : end])
    if lines is not None:
        for change in loads(f"[{b','.join(changes).decode()}]"):
            for key in change.get("dropped", ()):
                lines.drop(key)
            for row in change.get("rows", ()):
                lines.put(row)
    if quiet is not None:
        quiet.put_texts(customer_rows)
    header["sequence"], header["at"] = max(held, sequence), at.decode()
    return True
