"""Which token of a capture line is being typed at the cursor, and the words that it may become."""

from __future__ import annotations

import re

from store.records.text import clean_text
from store.rules.capture_lookup import Sign, words_beginning
from store.rules.capture_pieces import read_sign, split_line
from store.rules.capture_tokens import CursorKind, TokenAtCursor

_KINDS: dict[str, tuple[CursorKind, Sign]] = {
    "@": ("who", "@"),
    "/": ("channel", "/"),
    "!": ("kind", "!"),
    "+": ("plus", "+"),
    "=": ("conversation", "="),
}
_REST_OF_WORD = re.compile(r"\S*")


def complete_token(line: str, cursor: int, language: str = "en") -> TokenAtCursor | None:
    """Return the token that ends at the cursor, half-typed or whole; None where no completion fits.

    The first word of the line is one too, of the kind `who` with an empty sign, since it may name
    a customer. Nothing is offered inside the customer's own words, behind a backslash, or in a
    NAME, WHEN or WHAT.

    Args:
        line: as it was typed.
        cursor: how many code points stand before the cursor.
        language: the words of this language are offered first, where nothing typed says otherwise.
    """
    before = line[: max(0, cursor)]
    pieces = split_line(before)
    opened = next((piece for piece in pieces if piece.role == "open_quote"), None)
    if opened is not None:
        if read_sign(opened.text) != "@":
            return None
        typed = clean_text(before[opened.start :])[2:]
        whole = next(piece for piece in split_line(line) if piece.end > opened.start)
        return TokenAtCursor(kind="who", sign="@", typed=typed, start=opened.start, end=max(whole.end, len(before)))
    if not pieces or pieces[-1].end != len(before) or pieces[-1].escaped:
        return None
    last = pieces[-1]
    if last.quoted or (last.start > 0 and not before[last.start - 1].isspace()):
        return None
    typed = clean_text(before[last.start :])
    rest = _REST_OF_WORD.match(line, len(before))
    end = len(before) if rest is None else rest.end()
    sign = read_sign(typed)
    if sign == "#":
        return TokenAtCursor(kind="tag", sign="#", typed=typed[1:], start=last.start, end=end)
    if sign in _KINDS:
        kind, known = _KINDS[sign]
        candidates = words_beginning(known, typed[1:], language)
        if not candidates and kind not in ("who", "conversation"):
            return None
        return TokenAtCursor(
            kind=kind,
            sign=known,
            typed=typed[1:],
            start=last.start,
            end=end,
            candidates=candidates,
        )
    if len(pieces) == 1 and typed[0].isalnum():
        return TokenAtCursor(kind="who", sign="", typed=typed, start=last.start, end=end)
    return None
