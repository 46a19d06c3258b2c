"""The lines of a calendar's component.

Unfolded they are those that the library writes; it takes two thirds of the time of a whole export for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.exchange.folded_lines import folded

if TYPE_CHECKING:
    from icalendar import Component

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
