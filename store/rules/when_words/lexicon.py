"""The word tables of the five languages, made ready for reading: folded, with their endings, longest first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple

from store.rules.when_words.folding import spelling

Language = Literal["en", "tr", "ko", "el", "bg"]
LANGUAGES: tuple[Language, ...] = ("en", "tr", "ko", "el", "bg")

# kind of word → meaning → the words, separated by spaces; words of several parts are joined by underscores
WordTable = Mapping[str, Mapping[int | str, str]]


class Atom(NamedTuple):
    """One meaning of one word or figure: its kind, with a number or a name."""

    kind: str
    n: int = 0
    name: str = ""
    numbers: tuple[int, ...] = ()


# Words with fewer letters are short forms, or have their endings in the table.
WHOLE_WORD = 4

# All the meanings that a word can have; the grammar finds the one that fits.
Token = tuple[Atom, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The words of one language as they are written down, with accents and capitals where the language has them.

    `macros` are words that stand for other words, keyed by those. `glued` are endings that follow a figure and say
    what it is (5th, 5'te, 5-ти). `endings` are put behind every whole word of the kinds in `inflected`. `respelled`
    are patterns that are written otherwise before a folded text is cut into words.
    """

    words: WordTable
    macros: Mapping[str, str]
    glued: Mapping[str, str]
    inflected: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    respelled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language ready for look-up: keyed by their folded spelling, single spaces between words."""

    language: Language
    words: Mapping[str, Token]
    glued: Mapping[str, str]
    macros: Mapping[str, str]
    respelled: tuple[tuple[str, str], ...]
    longest: int


def languages_of(folded: str) -> tuple[Language, ...]:
    """The languages in whose letters a folded text is written; Latin ones for figures alone."""
    if re.search("[가-힣ㄱ-ㆎ]", folded):
        return ("ko",)
    if re.search("[α-ω]", folded):
        return ("el",)
    if re.search("[а-я]", folded):
        return ("bg",)
    return ("en", "tr")


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of one language, made when that language is first met."""
    table: Table = import_module(f"store.rules.when_words.{language}").TABLE
    exact: dict[str, list[Atom]] = {}
    derived: dict[str, list[Atom]] = {}
    for kind, meanings in table.words.items():
        for meaning, text in meanings.items():
            atom = Atom(kind, meaning) if isinstance(meaning, int) else Atom(kind, name=meaning)
            for word in _folded(text):
                exact.setdefault(word, []).append(atom)
                if kind in table.inflected and len(word) >= WHOLE_WORD:
                    for ending in table.endings:
                        derived.setdefault(word + ending, []).append(atom)
    macros = {
        word: spelling(meaning).replace("_", " ") for meaning, text in table.macros.items() for word in _folded(text)
    }
    # a word of the table goes before one that only arose from another and an ending
    words = {word: tuple(dict.fromkeys(atoms)) for word, atoms in {**derived, **exact}.items() if word not in macros}
    glued = {word: mark for mark, text in table.glued.items() for word in _folded(text)}
    longest = max(word.count(" ") + 1 for word in (*words, *macros))
    return Lexicon(language, words, glued, macros, table.respelled, longest)


def _folded(text: str) -> list[str]:
    return [word.replace("_", " ") for word in spelling(text).split()]
