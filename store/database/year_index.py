"""The disposable index beside a year: where each record stands, and which records are a customer's.

A flat file of 64-bit numbers that is mapped, never decoded: opening it costs the same at a hundred records as at a
million. It names the checksum of the year that it was made from; any other year makes it stale.
"""

from __future__ import annotations

import mmap
import os
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from zlib import crc32

_MAGIC = int.from_bytes(b"RGINDEX1", "little")
_WORD = 8


class StaleIndexError(ValueError):
    """The index is not of this year, or is damaged."""


class TableIndex:
    """One table's part of a year index: ids in order, and the same positions by customer."""

    def __init__(self, words: memoryview) -> None:
        """Divide `words`: counts first, then the columns."""
        count, customers = words[0], words[1]
        columns = [words[2 + number * count : 2 + (number + 1) * count] for number in range(5)]
        self.ids, self.offsets, self.lengths, self.checksums, self._by_customer = columns
        rest = words[2 + 5 * count :]
        self._customers = rest[:customers]
        self._ends = rest[customers : 2 * customers]

    def position(self, identity: int) -> int | None:
        """Return the position of the record with that id, or None."""
        if not self.ids or identity > self.ids[-1]:  # what is new is newer than every year
            return None
        at = bisect_left(self.ids, identity)
        return at if self.ids[at] == identity else None

    def positions_of(self, customer: int) -> Sequence[int]:
        """Return the positions of that customer's records, in order of id."""
        at = bisect_left(self._customers, customer)
        if at == len(self._customers) or self._customers[at] != customer:
            return ()
        return self._by_customer[self._ends[at - 1] if at else 0 : self._ends[at]]

    def by_customer(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Give each customer with the positions of their records, in order of id."""
        start = 0
        for customer, end in zip(self._customers, self._ends, strict=True):
            yield customer, self._by_customer[start:end]
            start = end


class YearIndex:
    """A year's index over mapped or plain bytes."""

    def __init__(self, data: mmap.mmap | bytes, checksum: int, tables: Sequence[str]) -> None:
        """Read the index `data` for the year whose checksum is given.

        Raises:
            StaleIndexError: it was made from another state of the year, or is damaged.
        """
        start = 3 + len(tables)
        if len(data) % _WORD or len(data) < _WORD * start:
            raise StaleIndexError
        words = memoryview(data).cast("Q")
        sizes = words[3:start]
        if words[0] != _MAGIC or words[1] != checksum or words[2] != crc32(sizes) or start + sum(sizes) != len(words):
            raise StaleIndexError
        self.tables: dict[str, TableIndex] = {}
        for name, size in zip(tables, sizes, strict=True):
            self.tables[name] = TableIndex(words[start : start + size])
            start += size


def map_file(path: str) -> mmap.mmap:
    """Map a file for reading; it stays readable after another has been put in its place.

    Raises:
        OSError: it cannot be read.
        ValueError: it is empty.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)


class YearIndexWriter:
    """Gathers where each record is written, and writes the index once the year stands."""

    def __init__(self, tables: Sequence[str]) -> None:
        """Start an index over these tables, in this order."""
        self._rows: dict[str, list[tuple[int, int, int, int, int]]] = {name: [] for name in tables}

    def add(self, table: str, identity: int, offset: int, text: bytes, customer: int) -> None:
        """Take up one record: its id, where its text stands, and whose it is."""
        self._rows[table].append((identity, offset, len(text), crc32(text), customer))

    def to_bytes(self, checksum: int) -> bytes:
        """Return the index of the year with that checksum."""
        tables = [_table_words(sorted(rows)) for rows in self._rows.values()]
        sizes = array("Q", (len(words) for words in tables))
        head = array("Q", (_MAGIC, checksum, crc32(sizes)))
        return b"".join(words.tobytes() for words in (head, sizes, *tables))


def _table_words(rows: list[tuple[int, int, int, int, int]]) -> array[int]:
    order = sorted(range(len(rows)), key=lambda position: (rows[position][4], position))
    counts: dict[int, int] = {}
    for position in order:
        counts[rows[position][4]] = counts.get(rows[position][4], 0) + 1
    words = array("Q", (len(rows), len(counts)))
    for column in range(4):
        words.extend(row[column] for row in rows)
    words.extend(order)
    words.extend(counts)
    words.extend(accumulate(counts.values()))
    return words
