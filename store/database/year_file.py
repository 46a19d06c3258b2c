"""One year of history: a snapshot file that stays on disk, read record by record through its index."""

from __future__ import annotations

import json
import mmap
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from zlib import crc32

from store.database.record_file import (
    DamagedFileError,
    Header,
    OnRecord,
    read_header,
    read_records,
    stated_checksum,
    write_records,
)
from store.database.search import history_line
from store.database.whole_file import replace_file
from store.database.year_index import YearIndex, YearIndexWriter, map_file

YEAR_TABLES = ("interactions", "conversations", "promises", "follow_ups")
_CUSTOMER = b'{"customer":'

Records = Iterable[tuple[int, bytes]]


def customer_of(text: bytes) -> int:
    """Return the id of the customer whom a record's JSON text belongs to, 0 where it names none."""
    if text.startswith(_CUSTOMER):
        comma = text.find(b",", len(_CUSTOMER))
        digits = text[len(_CUSTOMER) : comma if comma > 0 else -1].rstrip(b"}")
        if digits.isdigit():
            return int(digits)
    customer = json.loads(text).get("customer")
    return customer if isinstance(customer, int) else 0


class YearFile:
    """One year's file, mapped; its records are decoded by whoever asks for them.

    The file stays readable after another process has put a newer one in its place.
    """

    def __init__(self, path: str) -> None:
        """Map the year at `path`, such as `years/2026.json`.

        Raises:
            DamagedFileError: the file is cut off or has no header.
            OSError: it cannot be read.
        """
        self.path = path
        self.year = int(os.path.basename(path).partition(".")[0])
        try:
            self._map = map_file(path)
        except ValueError as problem:
            raise DamagedFileError("cut off") from problem
        self.checksum = stated_checksum(self._map[-64:])
        self.header: Header = read_header(self._map[: max(1, self._map.find(b"\n") + 1)])
        self._inode = os.stat(path).st_ino
        self._index: YearIndex | None = None
        self._words: mmap.mmap | bytes | None = None

    @property
    def is_current(self) -> bool:
        """Whether this is still the file at its path."""
        try:
            return os.stat(self.path).st_ino == self._inode
        except FileNotFoundError:
            return False

    @property
    def index(self) -> YearIndex:
        """The index of this year, made anew where it is lost or stale.

        Raises:
            DamagedFileError: the index is stale and the year itself is damaged.
        """
        if self._index is None:
            try:
                self._index = YearIndex(map_file(index_path(self.path)), self.checksum, YEAR_TABLES)
            except (OSError, ValueError):
                self._index = self.rebuild_index()
        return self._index

    def rebuild_index(self) -> YearIndex:
        """Check the whole year and make its index from it.

        Raises:
            DamagedFileError: a byte of the year has changed.
        """
        writer = YearIndexWriter(YEAR_TABLES)
        self.check(lambda table, identity, offset, text: writer.add(table, identity, offset, text, customer_of(text)))
        data = writer.to_bytes(self.checksum)
        if self.is_current:
            with suppress(OSError):  # a folder that cannot be written is no reason not to read
                write_index(self.path, data)
        return YearIndex(data, self.checksum, YEAR_TABLES)

    def check(self, on_record: OnRecord | None = None) -> None:
        """Read the whole year and compare its checksum, telling each record to `on_record`.

        Raises:
            DamagedFileError: a byte of the year has changed.
        """
        read_records(self._map[:], on_record or (lambda *_: None))

    def get(self, table: str, identity: int) -> bytes | None:
        """Return the JSON text of a record, or None where this year does not have it.

        Raises:
            DamagedFileError: the record's text has changed on disk.
        """
        position = self.index.tables[table].position(identity)
        return None if position is None else self.text_at(table, position)

    def of_customer(self, table: str, customer: int) -> list[tuple[int, bytes]]:
        """Return id and JSON text of that customer's records in this year, in order of id.

        Raises:
            DamagedFileError: a record's text has changed on disk.
        """
        index = self.index.tables[table]
        return [(index.ids[position], self.text_at(table, position)) for position in index.positions_of(customer)]

    def items(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Give id and JSON text of every record of a table, in order of id.

        Raises:
            DamagedFileError: a record's text has changed on disk.
        """
        for position, identity in enumerate(self.index.tables[table].ids):
            yield identity, self.text_at(table, position)

    def holding(self, table: str, mark: bytes) -> Iterator[tuple[int, bytes]]:
        """Give id and JSON text of the records of a table in whose text `mark` stands, in order of id.

        Raises:
            DamagedFileError: a record's text has changed on disk.
        """
        index = self.index.tables[table]
        if not index.ids:
            return
        end = index.offsets[-1] + index.lengths[-1]
        at = self._map.find(mark, index.offsets[0], end)
        while at >= 0:
            position = bisect_right(index.offsets, at) - 1
            yield index.ids[position], self.text_at(table, position)
            at = self._map.find(mark, index.offsets[position] + index.lengths[position], end)

    def ids(self, table: str) -> memoryview:
        """Return the ids of a table, in order."""
        return self.index.tables[table].ids

    @property
    def words(self) -> mmap.mmap | bytes:
        """The folded history of this year for the search, made anew where it is lost or stale."""
        if self._words is None:
            self._words = self._read_words() or self._rebuild_words()
        return self._words

    def text_at(self, table: str, position: int) -> bytes:
        """Return the JSON text of the record at a position of the index.

        Raises:
            DamagedFileError: the record's text has changed on disk.
        """
        index = self.index.tables[table]
        offset = index.offsets[position]
        text = self._map[offset : offset + index.lengths[position]]
        if crc32(text) != index.checksums[position]:
            raise DamagedFileError(f"{table} {index.ids[position]}")
        return text

    def texts_at(self, table: str, positions: Iterable[int]) -> list[bytes]:
        """Return the JSON texts of the records at these positions of the index.

        Raises:
            DamagedFileError: a record's text has changed on disk.
        """
        index, data = self.index.tables[table], self._map
        offsets, lengths, checksums = index.offsets, index.lengths, index.checksums
        texts: list[bytes] = []
        for position in positions:
            offset = offsets[position]
            text = data[offset : offset + lengths[position]]
            if crc32(text) != checksums[position]:
                raise DamagedFileError(f"{table} {index.ids[position]}")
            texts.append(text)
        return texts

    def _read_words(self) -> mmap.mmap | None:
        with suppress(OSError, ValueError):
            words = map_file(words_path(self.path))
            if words[: words.find(b"\n")] == _words_mark(self.checksum):
                return words
        return None

    def _rebuild_words(self) -> bytes:
        lines = [words_line(identity, text) for identity, text in self.items("interactions")]
        if self.is_current:
            with suppress(OSError):
                write_words(self.path, self.checksum, lines)
        return b"\n" + b"".join(lines)


def write_year(path: str, header: Header, tables: Iterable[tuple[str, Records]]) -> int:
    """Write a year's file and its index, each in one step, and return the year's checksum.

    The year goes first, since the index can be made from it.

    Raises:
        OSError: the disk refuses; what was not renamed yet is as it was.
    """
    writer = YearIndexWriter(YEAR_TABLES)
    with replace_file(path) as file:
        checksum = write_records(
            file,
            header,
            tables,
            lambda table, identity, offset, text: writer.add(table, identity, offset, text, customer_of(text)),
        )
    write_index(path, writer.to_bytes(checksum))
    return checksum


def write_index(path: str, data: bytes) -> None:
    """Put the index beside the year at `path`.

    Raises:
        OSError: the disk refuses.
    """
    with replace_file(index_path(path)) as file:
        file.write(data)


def write_words(path: str, checksum: int, lines: Iterable[bytes]) -> None:
    """Put the folded history beside the year at `path` that has this checksum.

    Raises:
        OSError: the disk refuses.
    """
    with replace_file(words_path(path)) as file:
        file.write(_words_mark(checksum) + b"\n")
        file.writelines(lines)


def index_path(path: str) -> str:
    """Return where the index of the year at `path` lies."""
    return path.removesuffix(".json") + ".index"


def words_path(path: str) -> str:
    """Return where the folded history of the year at `path` lies."""
    return path.removesuffix(".json") + ".words"


def words_line(identity: int, text: bytes) -> bytes:
    """Return the line under which the search finds an interaction, given its JSON text."""
    plain = json.loads(text)
    return history_line(
        identity,
        plain["customer"],
        " ".join((plain.get("text", ""), *plain.get("words", ()), *plain.get("tags", ()))),
    )


def _words_mark(checksum: int) -> bytes:
    # a line like the others, of a shape that no folded word is found in
    return b"0\t0\tREGULARS-WORDS-1-%08X" % checksum
