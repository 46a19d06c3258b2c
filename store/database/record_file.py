"""The snapshot's files: valid JSON, one record a line, sorted by id, with a checksum of all that stands above it.

`book.json` and `years/2026.json` have the same shape: a header on the first line, then each table as an object of
records, and the checksum (CRC-32) on the last line. Records are handed on as their JSON text, decoded only when
somebody asks for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO
from zlib import crc32

Header = dict[str, Any]
OnRecord = Callable[[str, int, int, bytes], None]

_TRAILER = b'\n"checksum":"'
_CHUNK = 1 << 18


class DamagedFileError(ValueError):
    """The file is cut off or its checksum does not match; `args[0]` says which."""


def write_records(
    file: BinaryIO,
    header: Mapping[str, Any],
    tables: Iterable[tuple[str, Iterable[tuple[int, bytes]]]],
    on_record: OnRecord | None = None,
) -> int:
    """Write a snapshot file and return its checksum.

    Args:
        file: open for writing, at its beginning.
        header: what stands on the first line; not empty.
        tables: each table's name and records, as id and JSON text in order of id.
        on_record: told table, id, offset of the JSON text in the file, and the text, for an index.

    Raises:
        OSError: the disk refuses.
    """
    head = json.dumps(dict(header), ensure_ascii=False, separators=(",", ":")).encode()[:-1]
    position = file.write(head)
    checksum = crc32(head)
    for name, records in tables:
        parts = [b',\n"%b":{' % name.encode()]
        size, separator = len(parts[0]), b"\n"
        for identity, text in records:
            key = b'%b"%d":' % (separator, identity)
            if on_record is not None:
                on_record(name, identity, position + size + len(key), text)
            parts += (key, text)
            size += len(key) + len(text)
            separator = b",\n"
            if size > _CHUNK:
                chunk = b"".join(parts)
                checksum = crc32(chunk, checksum)
                position += file.write(chunk)
                parts, size = [], 0
        parts.append(b"\n}")
        chunk = b"".join(parts)
        checksum = crc32(chunk, checksum)
        position += file.write(chunk)
    checksum = crc32(b",\n", checksum)
    file.write(b',\n"checksum":"%08x"}\n' % checksum)
    return checksum


def read_header(data: bytes) -> Header:
    """Return the header of a snapshot file of which `data` is the beginning, at least its first line.

    Raises:
        DamagedFileError: there is no header.
    """
    try:
        header: Header = json.loads(data[: data.index(b"\n")].rstrip(b",") + b"}")
    except ValueError as problem:
        raise DamagedFileError("header") from problem
    return header


def stated_checksum(tail: bytes) -> int:
    """Return the checksum that a snapshot file states, given its last bytes (at least 32).

    Raises:
        DamagedFileError: the file is cut off.
    """
    at = tail.rfind(_TRAILER)
    digits, end = tail[at + len(_TRAILER) : at + len(_TRAILER) + 8], tail[at + len(_TRAILER) + 8 :]
    if at < 0 or end != b'"}\n':
        raise DamagedFileError("cut off")
    try:
        return int(digits, 16)
    except ValueError as problem:
        raise DamagedFileError("checksum") from problem


def check_whole(data: bytes | memoryview, checksum: int) -> None:
    """Check the content of a snapshot file against its stated checksum.

    Raises:
        DamagedFileError: a byte has changed.
    """
    trailer = len(_TRAILER) + 8 + 3 - 1
    if crc32(memoryview(data)[: len(data) - trailer]) != checksum:
        raise DamagedFileError("checksum")


def read_records(data: bytes, on_record: OnRecord | None = None) -> tuple[Header, dict[str, dict[int, bytes]]]:
    """Return the header and the tables of a whole snapshot file, records as their JSON text by id.

    With `on_record` each record is told to it, with its offset, and the tables stay empty.

    Raises:
        DamagedFileError: the file is cut off, or a byte of it has changed.
    """
    check_whole(data, stated_checksum(data[-64:]))
    header = read_header(data)
    tables: dict[str, dict[int, bytes]] = {}
    records: dict[int, bytes] = {}
    table, position = "", data.index(b"\n") + 1
    end = data.rindex(_TRAILER)
    for line in data[position:end].split(b"\n"):
        if line[1:2].isdigit():
            quote = line.index(b'"', 1)
            text = line[quote + 2 : -1] if line.endswith(b",") else line[quote + 2 :]
            if on_record is None:
                records[int(line[1:quote])] = text
            else:
                on_record(table, int(line[1:quote]), position + quote + 2, text)
        elif line.startswith(b'"'):
            table = line[1 : line.index(b'"', 1)].decode()
            records = tables[table] = {}
        position += len(line) + 1
    return header, tables
