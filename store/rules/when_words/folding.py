"""Text as people type it, folded to the one spelling in which the word tables are kept."""

from __future__ import annotations

import unicodedata

from store.rules.when_words.wording import not_understood, too_long

# Nobody says a time in more letters than this; hostile text is refused before any pattern sees it.
LONGEST = 120

_DROPPED = dict.fromkeys(map(ord, "'’‘ʼ′´`\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\v\f"), " ")
_PREPARE = {**_DROPPED, **_DASHES, **_SPACES}

# Letters that casefold leaves apart although a cash-desk keyboard mixes them up.
_ALIKE = {ord("ı"): "i", ord("ς"): "σ", ord("ѝ"): "и"}


def fold(text: str) -> str:
    """The text without case, accents, apostrophes and width, its digits in ASCII, single spaces between words.

    Korean stays in whole syllables; Turkish İ, I and ı all become i, and Greek final sigma σ.
    Raises NotUnderstoodError for text that is too long to be a time, or that holds control characters, or
    characters that only look like digits (½, ², ①): folding those would make another number of them.
    """
    if len(text) > LONGEST:
        raise too_long()
    prepared = text.translate(_PREPARE)
    for character in prepared:
        if unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "No", "Nl"}:
            raise not_understood(text)
    return spelling(prepared)


def spelling(text: str) -> str:
    """The folded spelling of a text that needs no check, such as a word table's."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PREPARE)).casefold()
    kept = "".join(
        _digit(character)
        for character in unicodedata.normalize("NFKD", decomposed)
        if not unicodedata.combining(character)
    )
    return " ".join(unicodedata.normalize("NFC", kept.translate(_ALIKE)).split())


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
