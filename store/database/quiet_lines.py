"""The agenda's rows of customers, undecoded: there is one for every customer who has a rhythm or a cadence.

They stand behind the other rows in `agenda.jsonl`, in two sections: those that are to be shown soon, which is all that
`regulars today` reads, and the others. A section is a line of JSON (its `lengths` in bytes and its `customers`, both by
rank) and then the rows of each rank, a line each, in the order from which they are to be shown. So that the first few
can be had, and all be counted, with hardly a row decoded.

What a row holds is up to the rules; here it is known that it is a list, which begins with the instant from which it is
to be shown (whole seconds since 1970, 0 for never), the customer's id, and the rank: 0 of those who stand first.
"""

from __future__ import annotations

from zlib import crc32

from store.database.light_json import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from typing import Any, BinaryIO

    QuietRow = list[Any]

FROM, CUSTOMER, RANK = 0, 1, 2
RANKS = 5
_DAY = 86_400
_UNIX = "1970-01-01"


class QuietLines:
    """The rows of customers, kept up with changes."""

    def __init__(self, sections: Iterable[bytes] = (), changed: Iterable[QuietRow] = ()) -> None:
        """Take the sections as they stand in the file, and what has changed since, the latest last."""
        self._sections = [_Section(section) for section in sections if section]
        self._changed: dict[int, QuietRow] = {row[CUSTOMER]: row for row in changed}

    def put(self, row: QuietRow) -> None:
        """Take up a changed row; one that is never to be shown drops the customer's."""
        self._changed[row[CUSTOMER]] = row

    def put_texts(self, texts: Iterable[bytes]) -> None:
        """Take up changed rows as JSON text, several of them parted by commas, the latest last."""
        for row in loads(f"[{b','.join(texts).decode()}]"):
            self._changed[row[CUSTOMER]] = row

    def first(self, now_s: int, most: int) -> tuple[list[QuietRow], int]:
        """Return the rows that stand first of those to be shown, and how many these are.

        Args:
            now_s: the time of looking, in seconds since 1970.
            most: return at most so many.
        """
        found: list[QuietRow] = []
        count = 0
        changed: dict[int, list[QuietRow]] = {rank: [] for rank in range(RANKS)}
        for row in self._changed.values():
            if 0 < row[FROM] <= now_s:
                changed[row[RANK]].append(row)
        for rank in range(RANKS):
            candidates = changed[rank]
            count += len(candidates)
            for section in self._sections:
                end, customers = section.until(rank, now_s)
                count += len(customers) - len(self._changed.keys() & customers)
                if len(found) < most:
                    candidates += section.last(rank, end, most, self._changed)
            if len(found) < most:
                found += sorted(candidates, key=_latest_first)[: most - len(found)]
        return found, count

    def due(self, now_s: int) -> list[QuietRow]:
        """Return all rows to be shown, in the order in which they stand."""
        rows = [row for row in self._changed.values() if 0 < row[FROM] <= now_s]
        for section in self._sections:
            for rank in range(RANKS):
                rows += (
                    row
                    for row in section.rows(rank, section.until(rank, now_s)[0])
                    if row[CUSTOMER] not in self._changed
                )
        return sorted(rows, key=lambda row: (row[RANK], *_latest_first(row)))

    def rows(self) -> dict[int, QuietRow]:
        """Return every row by customer."""
        rows = {row[CUSTOMER]: row for section in self._sections for rank in range(RANKS) for row in section.rows(rank)}
        rows.update(self._changed)
        return {customer: row for customer, row in rows.items() if row[FROM]}


class _Section:
    def __init__(self, text: bytes) -> None:
        start = text.index(b"\n") + 1
        index = loads(text[: start - 1].decode())
        self._text = text
        self._customers: list[list[int]] = index["customers"]
        self._places: list[tuple[int, int]] = []
        for length in index["lengths"]:
            self._places.append((start, start + length))
            start += length
        if start != len(text):
            raise ValueError(start)

    def until(self, rank: int, now_s: int) -> tuple[int, list[int]]:
        """Return where the rows of a rank end that are to be shown, and whose these are."""
        text = self._text
        begin, high = self._places[rank]
        low = begin
        while low < high:
            line = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if int(text[line + 1 : text.index(b",", line)]) > now_s:
                high = line
            else:
                low = text.index(b"\n", line) + 1
        return low, self._customers[rank][: text.count(b"\n", begin, low)]

    def last(self, rank: int, end: int, most: int, without: Container[int]) -> list[QuietRow]:
        """Return the last rows of a rank before `end`, those of the customers `without` left out."""
        text, begin = self._text, self._places[rank][0]
        rows: list[QuietRow] = []
        while end > begin and len(rows) < most:
            start = max(begin, text.rfind(b"\n", begin, end - 1) + 1)
            row = loads(text[start : end - 1].decode())
            if row[CUSTOMER] not in without:
                rows.append(row)
            end = start
        return rows

    def rows(self, rank: int, end: int | None = None) -> list[QuietRow]:
        """Return the rows of a rank, as far as `end`."""
        begin, after = self._places[rank]
        lines = self._text[begin : after if end is None else end].removesuffix(b"\n").replace(b"\n", b",")
        rows: list[QuietRow] = loads(f"[{lines.decode()}]")
        return rows


def sections_of(rows: Iterable[QuietRow], soon_s: int) -> tuple[bytes, bytes]:
    """Return the sections of rows that are to be shown before `soon_s` (seconds since 1970), and of the others."""
    soon: list[QuietRow] = []
    later: list[QuietRow] = []
    for row in sorted(rows, key=lambda row: (row[FROM], row[CUSTOMER])):
        (soon if row[FROM] < soon_s else later).append(row)
    return _section_text(soon), _section_text(later)


def described(sections: tuple[bytes, bytes], soon_s: int) -> dict[str, Any]:
    """Return what the agenda's header says of its sections: length and checksum of each, and the date between them."""
    return {"soon_s": soon_s, "sections": [[len(section), crc32(section)] for section in sections]}


def read_sections(file: BinaryIO, description: dict[str, Any], until: str) -> Iterator[bytes]:
    """Give the sections, read from where they begin.

    Args:
        file: the agenda's.
        description: from the header.
        until: an ISO date; rows that are to be shown only after it need not be among those returned; empty for all.

    Raises:
        ValueError: a section is damaged.
    """
    for number, (length, checksum) in enumerate(description["sections"]):
        if number and until and _after(until) <= description["soon_s"]:
            return
        section = file.read(length)
        if len(section) != length or crc32(section) != checksum:
            raise ValueError(number)
        yield section


def _after(until: str) -> int:
    """Return the end of a day (UTC) in seconds since 1970."""
    from datetime import date

    return ((date.fromisoformat(until) - date.fromisoformat(_UNIX)).days + 1) * _DAY


def _section_text(rows: list[QuietRow]) -> bytes:
    if not rows:
        return b""
    blocks: list[list[bytes]] = [[] for _rank in range(RANKS)]
    customers: list[list[int]] = [[] for _rank in range(RANKS)]
    for row in rows:
        blocks[row[RANK]].append(dumps(row).encode() + b"\n")
        customers[row[RANK]].append(row[CUSTOMER])
    texts = [b"".join(block) for block in blocks]
    index = dumps({"lengths": [len(text) for text in texts], "customers": customers})
    return b"%b\n%b" % (index.encode(), b"".join(texts))


def _latest_first(row: QuietRow) -> tuple[int, int]:
    return -row[FROM], row[CUSTOMER]
