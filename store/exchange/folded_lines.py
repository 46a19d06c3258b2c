"""Lines as iCalendar and vCard fold them: at 75 octets, never inside a character (RFC 5545, 3.1; RFC 2425, 5.8.1)."""

from __future__ import annotations

_MOST = 75
# The bits of an octet of UTF-8 that say whether a character begins with it.
_LEADING = 0b1100_0000
_CONTINUES = 0b1000_0000


def folded(line: bytes) -> bytes:
    """Return a line in UTF-8 with its end, in pieces of at most 75 octets, each after the first behind a space."""
    if len(line) <= _MOST:
        return line + b"\r\n"
    pieces: list[bytes] = []
    start, room = 0, _MOST
    while len(line) - start > room:
        end = start + room
        while line[end] & _LEADING == _CONTINUES:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _MOST - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
