"""A phrase in words on a screen: filled with what the shop knows, and what is asked for named in brackets."""

from __future__ import annotations

from screens.placeholder_words import placeholder_words
from store.errors import RegularsError
from store.rules.filling import Filled, Values, Wording, fill
from store.rules.sms_length import SmsLength
from store.sentences import _, ngettext

_ROOM = {"gsm7": 160, "ucs2": 70}


def whole_words(wording: Wording, values: Values, *, is_sms: bool = False) -> str:
    """Return a phrase filled with `values`, and what has none named in brackets; as it is written where it is broken.

    Nothing of it may go out: it is for the eyes of the owner.
    """
    try:
        return filled_words(fill(wording, values, is_sms=is_sms))
    except RegularsError:
        # Another program wrote it into the book: the form says what is wrong with it.
        return wording.text or "\n".join(wording.questions)


def filled_words(filled: Filled) -> str:
    """Return what was filled, and what is missing named in brackets."""
    return "".join(
        f"[{placeholder_words(piece.placeholder)}]" if piece.is_missing else piece.text for piece in filled.pieces
    )


def length_words(length: SmsLength) -> str:
    """Return how much of a text message is used, and how many it takes."""
    room = length.units + length.left if length.parts <= 1 else _ROOM[length.alphabet]
    if length.parts <= 1:
        return _("{units} of {room} characters, one message.").format(units=length.units, room=room)
    words = ngettext("{units} characters: {count} message.", "{units} characters: {count} messages.", length.parts)
    said = words.format(units=length.units, count=length.parts)
    if length.because_of:
        return _("{said} “{character}” needs the alphabet of {room}.").format(
            said=said, character=length.because_of, room=room
        )
    return said
