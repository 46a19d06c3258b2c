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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    `words` is keyed by the folded words, single spaces between them; `glued` holds what may follow a figure without
    a space and means something else there (5th, 5'te, 5-ти); `macros` are words that stand for other words;
    `respelled` are patterns that are written otherwise before anything is cut.
    """

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
    module = import_module(f"store.rules.when_words.{language}")
    endings: tuple[str, ...] = getattr(module, "ENDINGS", ())
    inflected: frozenset[str] = getattr(module, "INFLECTED", frozenset())
    exact: dict[str, list[Atom]] = {}
    derived: dict[str, list[Atom]] = {}
    for kind, meanings in module.WORDS.items():
        for meaning, text in meanings.items():
            atom = Atom(kind, meaning) if isinstance(meaning, int) else Atom(kind, name=meaning)
            for word in _folded(text):
                exact.setdefault(word, []).append(atom)
                if kind in inflected and len(word) >= WHOLE_WORD:
                    for ending in endings:
                        derived.setdefault(word + ending, []).append(atom)
    macros = {
        word: spelling(meaning).replace("_", " ") for meaning, text in module.MACROS.items() for word in _folded(text)
    }
    words = {
        word: tuple(dict.fromkeys(atoms))
        for word, atoms in {**derived, **exact}.items()
        if word not in macros
    }
    glued = {word: mark for mark, text in module.GLUED.items() for word in _folded(text)}
    longest = max(word.count(" ") + 1 for word in (*words, *macros))
    respelled: tuple[tuple[str, str], ...] = getattr(module, "RESPELLED", ())
    return Lexicon(language, words, glued, macros, respelled, longest)


def _folded(text: str) -> list[str]:
    return [word.replace("_", " ") for word in spelling(text).split()]
