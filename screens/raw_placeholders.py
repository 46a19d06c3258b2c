"""A placeholder that the owner has written into a text by hand: no phrase fills it there, so it may not go out."""

from __future__ import annotations

from collections.abc import Iterator

from store.rules.placeholders import PlaceholderError, check_name


def raw_placeholders(written: str, known: str) -> tuple[str, ...]:
    """Return the placeholders that stand in a text as they are, with their braces, each once.

    Args:
        written: what the owner has written.
        known: texts in which such a thing is a text and no placeholder, as in somebody's name.
    """
    return tuple(dict.fromkeys(one for one in _braced(written) if one not in known and _is_placeholder(one)))


def _braced(text: str) -> Iterator[str]:
    """Give what stands in braces, with them."""
    start = -1
    for at, letter in enumerate(text):
        if letter == "{":
            start = at
        elif letter == "\n":
            start = -1
        elif letter == "}" and start >= 0:
            yield text[start : at + 1]
            start = -1


def _is_placeholder(braced: str) -> bool:
    name = braced[1:-1].partition("|")[0].partition(":")[0].strip()
    try:
        check_name(name)
    except PlaceholderError:
        return False
    return True
