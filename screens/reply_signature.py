"""The shop's name on a message that stands in one line: each phrase has it, so that it can go out alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.composition import ReplyPiece

_SENTENCE_ENDS = (".", "!", "?", ";")


def signed_once(parts: Sequence[Sequence[ReplyPiece]]) -> list[list[ReplyPiece]]:
    """Return parts of which only the first opens with the shop's name in brackets, and only the last ends in the name.

    Args:
        parts: the pieces of each, in their order.
    """
    found = [list(one) for one in parts]
    for at in [at for at, one in enumerate(found) if _opens_signed(one)][1:]:
        behind = found[at][2]
        found[at][:3] = [behind._replace(text=behind.text.removeprefix("]").lstrip())]
    ending = [at for at, one in enumerate(found) if _ends_signed(one)]
    last = len(found) - 1
    if ending and ending != [last]:
        name = found[ending[0]][-1]
        for at in ending:
            before = found[at][-2]
            found[at][-2:] = [before._replace(text=before.text.rstrip())]
        part = _last_part(found)
        found[last] += [name._replace(text=" ", part=part, placeholder=""), name._replace(part=part)]
    return found


def _last_part(parts: Sequence[Sequence[ReplyPiece]]) -> int:
    """Return the place of the part that the last piece belongs to."""
    return next(one[-1].part for one in reversed(parts) if one)


def _opens_signed(pieces: Sequence[ReplyPiece]) -> bool:
    """Whether pieces open with the shop's name in brackets."""
    return len(pieces) > 2 and (pieces[0].text, pieces[1].placeholder) == ("[", "shop") and pieces[2].text[:1] == "]"


def _ends_signed(pieces: Sequence[ReplyPiece]) -> bool:
    """Whether pieces end in the shop's name, behind a whole sentence."""
    if len(pieces) < 2 or pieces[-1].placeholder != "shop" or pieces[-2].placeholder:
        return False
    before = pieces[-2].text
    return before != before.rstrip() and before.rstrip().endswith(_SENTENCE_ENDS)
