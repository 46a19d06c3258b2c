"""Which token word was meant: in any of the five languages, in upper case, without accents, in the
wrong layout.

A word that is not known is never taken for one that is; the nearest is only named. The one
shorthand is the beginning of a word, three letters or more, where everything that begins so means
the same (`/pho`, `+обещ`); `!com` is refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from store.records.shop import LANGUAGES
from store.rules.capture_words import (
    CHANNEL_NAMES,
    CHANNEL_WORDS,
    EQUALS_WORDS,
    KIND_WORDS,
    NEW_CUSTOMER_WORDS,
    PLUS_WORDS,
)
from store.rules.keyboard_layouts import LAYOUTS, Layout, keys_for, sent_by

Sign = Literal["@", "/", "!", "+", "="]

SHORTEST_BEGINNING = 3
_LONGEST_WORD = 40
_NEAR_ENOUGH = 0.4
_OWN_LAYOUTS: Mapping[str, tuple[Layout, ...]] = {
    "el": ("el",),
    "bg": ("bg-bds", "bg-phonetic", "bg-phonetic-2006"),
    "ko": ("ko",),
    "tr": ("tr",),
}
# `@new` in the Greek and phonetic layouts (νες, нев, неш) is how names begin, so it is not taken
# for it there.
_NEW_IN_WRONG_LAYOUT = ("хеу", "ㅜㄷㅈ")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a token word stands for: a value of its kind, and the name under which a channel is known."""

    value: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A token word as it is written, in its language."""

    word: str
    folded: str
    language: str
    meaning: Meaning


def fold_word(word: str) -> str:
    """Return `word` without case, accents, width, hyphens and the difference of Turkish dotted and dotless i."""
    if word.isascii():
        return word.lower().replace("-", "")
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    kept = (mark for mark in plain if mark not in "-‐‑\u00ad" and not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", "".join(kept)).replace("ı", "i")


def find_word(sign: Sign, typed: str) -> tuple[Meaning, ...]:
    """Return what `typed` after `sign` stands for: one meaning, none, or several for the beginning of several."""
    folded = fold_word(typed)
    if not folded or len(folded) > _LONGEST_WORD:
        return ()
    exact = _by_folded(sign).get(folded)
    if exact is not None:
        return (exact,)
    if sign == "@":
        return (Meaning("new"),) if typed.lower() in _NEW_IN_WRONG_LAYOUT else ()
    by_keys = _by_keys(sign)
    pressed = {by_keys[keys] for keys in _keys_of(typed) if keys in by_keys}
    if len(pressed) == 1:
        return tuple(pressed)
    if len(folded) < SHORTEST_BEGINNING:
        return ()
    return _by_beginning(sign).get(folded, ())


def nearest_word(sign: Sign, typed: str, language: str) -> str:
    """Return the token nearest to `sign` and `typed`, sign included, empty where none is near.

    Among equally near ones that of `language` comes first.
    """
    typed = typed[:_LONGEST_WORD]
    best, nearest = _NEAR_ENOUGH, ""
    for variant in dict.fromkeys((fold_word(typed), *_keys_of(typed))):
        matcher = SequenceMatcher(None, "", _letters(variant), autojunk=False)
        for known in _preferred(_known(sign), language):
            if len(known.folded) == 1:
                continue
            matcher.set_seq1(_letters(known.folded))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                ratio = matcher.ratio()
                if ratio > best:
                    best, nearest = ratio, sign + known.word
    return nearest


def words_beginning(sign: Sign, typed: str, language: str) -> tuple[str, ...]:
    """Return the tokens that `sign` and `typed` may become, sign included, one a meaning.

    A meaning is shown by the first of its words that fits, in `language` or else in English; where nothing fits in
    these, in the other languages, and where nothing fits at all, `typed` is read in the other keyboard layouts.
    """
    starts = (fold_word(typed),)
    begun = _beginning(sign, starts, language, {language, "en"}) or _beginning(sign, starts, language)
    if not begun and len(typed) > 1:
        sent = (fold_word(sent_by(typed, layout)) for layout in LAYOUTS)
        begun = _beginning(sign, (*_keys_of(typed), *sent), language)
    return begun


def meaning_word(sign: Sign, meaning: Meaning, language: str) -> str:
    """Return the token for `meaning` in `language`, in English where that has none, sign included."""
    return next(sign + known.word for known in _preferred(_known(sign), language) if known.meaning == meaning)


def _beginning(
    sign: Sign, starts: tuple[str, ...], language: str, languages: Collection[str] = LANGUAGES
) -> tuple[str, ...]:
    found: dict[Meaning, str] = {}
    for known in _preferred(_known(sign), language):
        if known.language in languages and known.folded.startswith(starts):
            found.setdefault(known.meaning, sign + known.word)
    order = dict.fromkeys(known.meaning for known in _known(sign))
    return tuple(found[meaning] for meaning in order if meaning in found)


def _preferred(known: Iterable[KnownWord], language: str) -> list[KnownWord]:
    return sorted(known, key=lambda one: (one.language != language, one.language != "en"))


@cache
def _known(sign: Sign) -> tuple[KnownWord, ...]:
    return tuple(
        KnownWord(word, fold_word(word), language, meaning)
        for meaning, words in _tables(sign)
        for language, row in words.items()
        for word in row.split()
    )


def _tables(sign: Sign) -> Iterator[tuple[Meaning, Mapping[str, str]]]:
    match sign:
        case "/":
            yield from ((Meaning(channel), words) for channel, words in CHANNEL_WORDS.items())
            for name, (channel, words) in CHANNEL_NAMES.items():
                yield Meaning(channel, name), words
        case "!":
            yield from ((Meaning(kind), words) for kind, words in KIND_WORDS.items())
        case "+":
            yield from ((Meaning(plus), words) for plus, words in PLUS_WORDS.items())
        case "=":
            yield from ((Meaning(equals), words) for equals, words in EQUALS_WORDS.items())
        case "@":
            yield from ((Meaning(new), words) for new, words in NEW_CUSTOMER_WORDS.items())


@cache
def _by_folded(sign: Sign) -> dict[str, Meaning]:
    return {known.folded: known.meaning for known in _known(sign)}


@cache
def _by_beginning(sign: Sign) -> dict[str, tuple[Meaning, ...]]:
    found: dict[str, dict[Meaning, None]] = {}
    for known in _known(sign):
        for length in range(SHORTEST_BEGINNING, len(known.folded)):
            found.setdefault(known.folded[:length], {})[known.meaning] = None
    return {beginning: tuple(meanings) for beginning, meanings in found.items()}


@cache
def _by_keys(sign: Sign) -> dict[str, Meaning]:
    """The keys that are pressed for each known word in its own layout, where they mean one thing only."""
    found: dict[str, set[Meaning]] = {}
    for known in _known(sign):
        for keys in _keys_in_own_layout(known):
            found.setdefault(keys, set()).add(known.meaning)
    return {keys: meanings.pop() for keys, meanings in found.items() if len(meanings) == 1}


def _keys_in_own_layout(known: KnownWord) -> set[str]:
    if known.word.isascii():
        return {known.word}
    spellings = {known.word, _without_accents(known.word)}
    typed = (keys_for(word, layout) for word in spellings for layout in _OWN_LAYOUTS.get(known.language, ()))
    return {keys.lower() for keys in typed if keys is not None}


def _keys_of(typed: str) -> list[str]:
    """The keys that may have been pressed for `typed`, if some other layout was on: two keys or more."""
    if len(typed) > _LONGEST_WORD:
        return []
    pressed = [typed if typed.isascii() else None]
    # In capitals the Greek layout has one letter for two keys, and the Bulgarian ones lack some.
    for spelling in dict.fromkeys((typed, typed.lower())):
        pressed += [keys_for(spelling, layout) for layout in LAYOUTS]
    return list(dict.fromkeys(keys.lower() for keys in pressed if keys is not None and len(keys) > 1))


def _letters(word: str) -> str:
    """Korean syllables as their letters, so that one wrong letter of two syllables is near."""
    return unicodedata.normalize("NFD", word)


def _without_accents(word: str) -> str:
    """Leave the tonos and the dialytika out, and nothing else: й and ç have keys of their own."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate({0x301: None}))
