"""Phrases found while typing, in any spelling: folded, in the Latin one of Greek, Cyrillic and Korean too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from store.database.folding import fold, letter_by_letter, sound, word_positions
from store.phrases import KnownPhrase, category_words, cause_words, trouble_words
from store.rules.filling import Wording

# What stands before a key: one as it is written, one as it sounds.
_WRITTEN, _SOUNDING = " ", "\t"
_GOES_BY_SOUND = 4
_LONG, _STEM = 4, 4


def search_phrases(phrases: Iterable[KnownPhrase], text: str) -> list[KnownPhrase]:
    """Return those of `phrases` that hold every word of `text`, or a word that begins so.

    What the title says comes before what the text says; the order is kept otherwise. Nothing typed gives all.

    Args:
        phrases: in their order.
        text: as it is typed; a shortcut with its `;` finds its phrase.
    """
    wanted = [_Wanted.of(word) for word in fold(text).split()]
    if not wanted:
        return list(phrases)
    in_title: list[KnownPhrase] = []
    in_text: list[KnownPhrase] = []
    for phrase in phrases:
        head = _keys(_head(phrase))
        missed = [word for word in wanted if not word.begins_one_of(head)]
        if not missed:
            in_title.append(phrase)
        elif all(word.begins_one_of(_text_keys(phrase.wording)) for word in missed):
            in_text.append(phrase)
    return in_title + in_text


class _Wanted(NamedTuple):
    """A word as it was typed, and as it sounds where it is long enough to go by that."""

    written: str
    sounding: str

    @classmethod
    def of(cls, word: str) -> _Wanted:
        heard = sound(word) if len(word) >= _GOES_BY_SOUND else ""
        return cls(_WRITTEN + letter_by_letter(word), _SOUNDING + heard if heard else "")

    def begins_one_of(self, keys: str) -> bool:
        return self.written in keys or bool(self.sounding and self.sounding in keys)


def beginnings_of(text: str) -> frozenset[str]:
    """Return how the longer words of a text begin, folded: enough to know them by, whatever their endings."""
    return frozenset(word[:_STEM] for word in fold(text).split() if len(letter_by_letter(word)) >= _LONG)


def answer_words(phrase: KnownPhrase) -> frozenset[str]:
    """Return how the longer words of the question that a phrase answers begin, and those of its answer."""
    return _beginnings(phrase.wording)


@lru_cache(maxsize=1024)
def _beginnings(wording: Wording) -> frozenset[str]:
    return beginnings_of(f"{wording.title} {wording.text}")


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
    """Return all keys of the words in a text, each behind its mark."""
    keys = dict.fromkeys(key for keys in word_positions(text) for key in keys)
    sounds = dict.fromkeys(filter(None, map(sound, keys)))
    return "".join((*(_WRITTEN + letter_by_letter(key) for key in keys), *(_SOUNDING + key for key in sounds)))
