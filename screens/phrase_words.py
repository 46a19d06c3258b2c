"""A phrase in words on a screen: filled with what the shop knows, and what is asked for named in brackets."""

from __future__ import annotations

from screens.placeholder_words import placeholder_words
from store.errors import RegularsError
from store.rules.filling import Filled, Values, Wording, fill
from store.rules.sms_length import SmsLength
from store.sentences import _, ngettext


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
    """Return how long a text message is, and as how many it goes."""
    room = 160 if length.alphabet == "gsm7" else 70
    if length.is_one:
        return _("{units} of {room} characters, one message").format(units=length.units, room=room)
    return ngettext("{units} characters, {count} message", "{units} characters, {count} messages", length.parts).format(
        units=length.units, count=length.parts
    )
