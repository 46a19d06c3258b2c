"""The one file to which every change is appended, a sealed line a transaction, before anyone is told it is saved."""

from __future__ import annotations

import json
import os
from typing import Any, NamedTuple

from store.database.lines import DamagedLineError, is_sealed, seal, unseal
from store.database.whole_file import replace_file

SCHEMA_KEY = "schema"
_HEAD = 40  # checksum and sequence number: enough of a line to know it again


class DamagedJournalError(ValueError):
    """The journal has no header that can be read."""


class JournalLine(NamedTuple):
    """A transaction as it stands in the journal: its bytes and what they say."""

    data: bytes
    content: dict[str, Any]


class Journal:
    """An open journal and how far it has been read.

    `generation` ties it to its snapshot, `base` is the sequence number up to which that snapshot holds, and
    `sequence` that of the last line that was read. `schema` is the form its records are written in.
    """

    def __init__(self, path: str, *, writable: bool) -> None:
        """Open the journal at `path` and read its header.

        Raises:
            OSError: it cannot be opened.
            DamagedJournalError: its header is cut off or damaged.
        """
        self.path = path
        self._descriptor = os.open(path, (os.O_RDWR if writable else os.O_RDONLY) | os.O_CLOEXEC)
        self._inode = os.fstat(self._descriptor).st_ino
        head = os.pread(self._descriptor, 4096, 0).partition(b"\n")
        try:
            if not head[1]:
                raise DamagedLineError(head[0])
            header = unseal(head[0])
        except ValueError as problem:
            os.close(self._descriptor)
            raise DamagedJournalError(path) from problem
        self.generation: int = header["generation"]
        self.base: int = header["sequence"]
        self.schema: int = header[SCHEMA_KEY]
        self.sequence: int = self.base
        self.position = len(head[0]) + 1
        self.start = self.position
        self.lines_read = 0
        self.is_damaged = False
        self._last: tuple[int, bytes] = (0, head[0][:_HEAD])

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def size(self) -> int | None:
        """Return the size of the journal at this path now, or None where another one has been put in its place."""
        try:
            status = os.stat(self.path)
        except FileNotFoundError:
            return None
        return status.st_size if status.st_ino == self._inode else None

    def read(self) -> list[JournalLine]:
        """Return the complete lines after the last one read, in order.

        A tail without a line end is taken as still being written. At a complete line that is damaged the reading
        stops, and `is_damaged` says so.

        Raises:
            OSError: the disk refuses.
        """
        size = os.fstat(self._descriptor).st_size
        lines: list[JournalLine] = []
        if size <= self.position or self.is_damaged:
            return lines
        data = _read_all(self._descriptor, size - self.position, self.position)
        start = 0
        while (end := data.find(b"\n", start)) >= 0:
            line = data[start:end]
            content = json.loads(line) if is_sealed(line) else {}
            if content.get("seq") != self.sequence + 1:
                self.is_damaged = True
                break
            lines.append(JournalLine(data[start : end + 1], content))
            self.sequence += 1
            self.lines_read += 1
            self._last = (self.position, line[:_HEAD])
            self.position += end + 1 - start
            start = end + 1
        return lines

    def read_again(self) -> list[JournalLine]:
        """Read on, also over what was taken for damage before: another process may have mended it since.

        Raises:
            OSError: the disk refuses.
        """
        self.is_damaged = False
        return self.read()

    def is_rewritten(self) -> bool:
        """Return whether the last line read is not there any more: it was never acknowledged, and was cut back."""
        offset, head = self._last
        return os.pread(self._descriptor, len(head), offset) != head

    def mend_tail(self) -> bytes:
        """Under the lock, with all complete lines read: cut off what a dying process left after them.

        A tail that is a whole sealed line but for its line end was acknowledged: its line end is put right, and the
        next `read` gives it. Returns the bytes that were cut off, empty where there were none.

        Raises:
            OSError: the disk refuses.
        """
        size = os.fstat(self._descriptor).st_size
        tail = _read_all(self._descriptor, size - self.position, self.position) if size > self.position else b""
        if not tail or self.is_damaged:
            return b""
        if is_sealed(tail[:-1]):
            os.pwrite(self._descriptor, b"\n", size - 1)
            os.fsync(self._descriptor)
            return b""
        self._cut(self.position)
        return tail

    def append(self, line: bytes) -> None:
        """Append a sealed line and return once it is durable; only under the lock, with all lines read.

        Raises:
            OSError: the disk refuses; the journal has been cut back to what it was.
        """
        try:
            written = os.pwrite(self._descriptor, line, self.position)
            while written < len(line):
                written += os.pwrite(self._descriptor, line[written:], self.position + written)
            os.fsync(self._descriptor)
        except BaseException:
            self._cut(self.position)
            raise
        self._last = (self.position, line[:_HEAD])
        self.position += len(line)
        self.sequence += 1
        self.lines_read += 1

    def read_damage(self) -> bytes:
        """Under the lock: return everything after the last good line.

        Raises:
            OSError: the disk refuses.
        """
        size = os.fstat(self._descriptor).st_size
        return _read_all(self._descriptor, size - self.position, self.position)

    def cut_damage(self) -> None:
        """Under the lock, once what `read_damage` gave is kept elsewhere: cut the journal back.

        Raises:
            OSError: the disk refuses.
        """
        self._cut(self.position)
        self.is_damaged = False

    def whole(self) -> bytes:
        """Return all complete lines that were read, as bytes, without the header.

        Raises:
            OSError: the disk refuses.
        """
        return _read_all(self._descriptor, self.position - self.start, self.start)

    def _cut(self, length: int) -> None:
        os.ftruncate(self._descriptor, length)
        os.fsync(self._descriptor)


def create_journal(path: str, *, generation: int, sequence: int, schema: int, at: str, lines: bytes = b"") -> None:
    """Put a journal at `path`, in one step; it goes on from a snapshot's generation and sequence with `lines`.

    Raises:
        OSError: the disk refuses; the old journal is as it was.
    """
    header = {"journal": 1, SCHEMA_KEY: schema, "generation": generation, "sequence": sequence, "at": at}
    with replace_file(path) as file:
        file.write(seal(json.dumps(header, separators=(",", ":"))))
        file.write(lines)


def _read_all(descriptor: int, length: int, position: int) -> bytes:
    parts = []
    while length > 0:
        part = os.pread(descriptor, min(length, 1 << 26), position)
        if not part:
            break
        parts.append(part)
        position += len(part)
        length -= len(part)
    return b"".join(parts)
