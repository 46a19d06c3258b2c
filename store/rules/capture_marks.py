"""Where a line's own text ends, so that a mark such as `?` counts as its last word and not in its middle."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from store.rules.capture_pieces import Piece

_NUMBER = re.compile(r"\d{1,9}[,.;:]?")


def is_number(piece: Piece) -> bool:
    """Whether `piece`, right behind `+kept` or `+done`, is the id of a promise or a follow-up."""
    return piece.role == "text" and not piece.escaped and bool(_NUMBER.fullmatch(piece.text))


def end_of_text(pieces: Sequence[Piece], when_length: Callable[[int], int]) -> int:
    """Return the index from which on `pieces` hold only tokens with their arguments, and marks.

    Args:
        pieces: the pieces of the line.
        when_length: how many pieces the WHEN behind the `*` or `+moved` at an index takes.
    """
    end = at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece.role == "text" or (piece.role == "end" and at < len(pieces)):
            end = at
        elif piece.role not in ("mark", "end"):
            at = behind_closing(pieces, _behind_argument(pieces, at, when_length))
    return end


def last_words(pieces: Sequence[Piece], text_ends: int) -> frozenset[int]:
    """Return the indexes of the marks behind which only tokens and other marks stand.

    `text_ends` is what `end_of_text` gave. A `;` is one only as the very last piece.
    """
    found = set()
    text_follows = False
    for index in range(len(pieces) - 1, text_ends - 1, -1):
        role = pieces[index].role
        if (role == "mark" and not text_follows) or (role == "end" and index == len(pieces) - 1):
            found.add(index)
        elif role != "mark":
            text_follows = role == "text"
    return frozenset(found)


def behind_closing(pieces: Sequence[Piece], at: int) -> int:
    """Return the index behind the ` ; ` at `at`, or `at` where there is none or it is the last word."""
    return at + 1 if at < len(pieces) - 1 and pieces[at].role == "end" else at


def _behind_argument(pieces: Sequence[Piece], at: int, when_length: Callable[[int], int]) -> int:
    token = pieces[at - 1]
    match token.means:
        case "@new" | "=third" if at < len(pieces) and pieces[at].role == "quote":
            return at + 1
        case "@new" | "=third" | "+promise" | "+follow":
            while at < len(pieces) and pieces[at].role in ("text", "mark"):
                at += 1
            return at
        case "+kept" | "+done" if at < len(pieces) and is_number(pieces[at]):
            return at + 1
        case "+moved":
            return at + when_length(at - 1)
    return at + when_length(at - 1) if token.role == "when" else at
