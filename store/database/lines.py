"""A journal line: one transaction as one JSON object, sealed with a checksum over its other keys.

`{"crc":"1a2b3c4d","seq":7,"at":…,"agenda":{…},"quiet":[…],"records":{…}}`: the checksum is the CRC-32 of the object
without its `crc`. The agenda's parts stand before the records, so that a reader who only wants those can stop there.
"""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEAD = b'{"crc":"'
_HEAD_LENGTH = len(_HEAD) + 8 + 2
_OPENED = crc32(b"{")


class DamagedLineError(ValueError):
    """A complete line whose checksum is not that of its content."""


def seal(body: str) -> bytes:
    """Return the journal line for `body`, the text of a JSON object that is not empty."""
    data = body.encode()
    return b'{"crc":"%08x",%b\n' % (crc32(data), data[1:])


def is_sealed(line: bytes) -> bool:
    """Return whether `line`, without its line end, carries the checksum of its content."""
    return line[:_HEAD_LENGTH] == b'{"crc":"%08x",' % crc32(line[_HEAD_LENGTH:], _OPENED)


def unseal(line: bytes) -> dict[str, Any]:
    """Return the object of `line`, which may still have its line end.

    Raises:
        DamagedLineError: the checksum does not match.
    """
    import json  # takes longer than all that somebody who only checks a line needs

    line = line.rstrip(b"\n")
    if not is_sealed(line):
        raise DamagedLineError(line[:80])
    content: dict[str, Any] = json.loads(line)
    return content
