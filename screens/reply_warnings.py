"""What there is to warn of before a reply goes out, quietly and in few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screens.composition import Composed, Composition
from store.composing import Reply
from store.phrases import language_words
from store.rules.machine import locale_defaults
from store.rules.settings import languages_read
from store.rules.sms_length import SmsLength, sms_length
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book


def warnings_of(book: Book, reply: Reply, composition: Composition, composed: Composed, at: int) -> Iterator[str]:
    """Give what there is to say, the most pressing first.

    Args:
        book: the open book.
        reply: what the reply is made for.
        composition: what was put together.
        composed: what that comes to.
        at: the place of the part under the cursor, -1 for none.
    """
    if reply.customer.do_not_contact:
        yield _("They do not want to be contacted.")
    if 0 <= at < len(composed.filled):
        one = composed.filled[at]
        yield from one.notes
        if one.given is not None and at >= composition.covered:
            yield _("→ takes another one.")
    elif reply.channel == "sms" and composed.text is None:
        yield _("The length is known once nothing is missing.")
    if composed.length is not None:
        yield length_words(composed.length)
    language = composition.parts[0].language if composition.parts else reply.languages[0]
    is_said = 0 <= at < len(composed.filled) and bool(composed.filled[at].notes)
    if not is_said and language not in languages_read(book.shop, locale_defaults()):
        yield _("You do not read {language}: their answer may come in it.").format(language=language_words(language))


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


def own_length(text: str, channel: str) -> str:
    """Return how long the text is while it is written, empty on other channels than text messages."""
    return length_words(sms_length(text)) if channel == "sms" and text.strip() else ""


_ROOM = {"gsm7": 160, "ucs2": 70}
