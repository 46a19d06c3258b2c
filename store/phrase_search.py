"""Phrases found while typing, in any spelling: folded, in the Latin one of Greek, Cyrillic and Korean too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from store.database.folding import fold, letter_by_letter, word_positions
from store.phrases import KnownPhrase, category_words, cause_words, trouble_words
from store.rules.filling import Wording


def search_phrases(phrases: Iterable[KnownPhrase], text: str) -> list[KnownPhrase]:
    """Return those of `phrases` that hold every word of `text`, or a word that begins so.

    What the title says comes before what the text says; the order is kept otherwise. Nothing typed gives all.

    Args:
        phrases: in their order.
        text: as it is typed; a shortcut with its `;` finds its phrase.
    """
    wanted = [f" {letter_by_letter(word)}" for word in fold(text).split()]
    if not wanted:
        return list(phrases)
    in_title: list[KnownPhrase] = []
    in_text: list[KnownPhrase] = []
    for phrase in phrases:
        head = _keys(_head(phrase))
        if all(word in head for word in wanted):
            in_title.append(phrase)
        elif all(word in head or word in _text_keys(phrase.wording) for word in wanted):
            in_text.append(phrase)
    return in_title + in_text


def _head(phrase: KnownPhrase) -> str:
    return " ".join(
        (
            phrase.title,
            phrase.key.replace("-", " "),
            phrase.shortcut,
            category_words(phrase.category),
            cause_words(phrase.cause),
            trouble_words(phrase.trouble),
        )
    )


@lru_cache(maxsize=4096)
def _text_keys(wording: Wording) -> str:
    return _keys(" ".join((wording.text, wording.familiar, *wording.questions)))


@lru_cache(maxsize=8192)
def _keys(text: str) -> str:
    """Return all keys of the words in a text, each after a space."""
    keys = dict.fromkeys(key for keys in word_positions(text) for key in keys)
    return "".join(f" {letter_by_letter(key)}" for key in keys)
