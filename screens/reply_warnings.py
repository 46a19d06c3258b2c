"""What there is to warn of before a reply goes out, quietly and in few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from screens.composition import Composed, Composition
from screens.phrase_words import length_words
from store.composing import Reply
from store.phrases import language_words
from store.rules.machine import locale_defaults
from store.rules.settings import languages_read
from store.rules.sms_length import sms_length
from store.sentences import _

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


def own_length(text: str, channel: str) -> str:
    """Return how long the text is while it is written, empty on other channels than text messages."""
    return length_words(sms_length(text)) if channel == "sms" and text.strip() else ""
