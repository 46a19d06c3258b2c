"""The lines of a calendar's component, folded at 75 octets and never inside a character (RFC 5545, 3.1).

Unfolded they are those that the library writes; it takes two thirds of the time of a whole export for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Component

_MOST = 75
_CONTINUES = 0b1100_0000
_CONTINUED = 0b1000_0000
# Values of parameters that need no quotes.
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/+")


def component_lines(component: Component) -> bytes:
    """Return the lines of an event with its alarms."""
    lines: list[bytes] = []
    for name, value in component.property_items():
        parameters: dict[str, str] = getattr(value, "params", None) or {}
        if not all(isinstance(one, str) and _PLAIN.issuperset(one) for one in parameters.values()):
            lines.append(bytes(component.content_line(name, value).to_ical()) + b"\r\n")
            continue
        head = name + "".join(f";{key}={parameters[key]}" for key in sorted(parameters))
        written = value.to_ical() if hasattr(value, "to_ical") else value
        text = written if isinstance(written, bytes) else str(written).encode()
        lines.append(folded(head.encode() + b":" + text))
    return b"".join(lines)


def folded(line: bytes) -> bytes:
    """Return a line in UTF-8 with its end, in pieces of at most 75 octets, each after the first behind a space."""
    if len(line) <= _MOST:
        return line + b"\r\n"
    pieces: list[bytes] = []
    start, room = 0, _MOST
    while len(line) - start > room:
        end = start + room
        while line[end] & _CONTINUES == _CONTINUED:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _MOST - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
