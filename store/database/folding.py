"""Folding: the keys under which a text is found, however it is typed.

A key is lower case, without accents, in single spaces, and stays in its script. Beside it stand the Latin spellings of
Greek, Cyrillic, Korean and other words; a sound key brings together what is left of the spellings in use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice, product, starmap
from typing import NamedTuple

from store.database import hangul, romanise

_MOST_SPELLINGS = 48
_LONGEST_NAME = 200
_LONGEST_WORD = 60
# A Korean given name alone has two syllables, a full name three, with a double surname four.
_NAME_SYLLABLES = range(2, 5)
_FULL_NAME_SYLLABLES = range(3, 5)

# Apostrophes of all kinds, joiners, direction marks and variation selectors stand for nothing that anybody types.
_DROPPED = "'`´΄\u0374ʹʺʻʼʽˈ‘’‛′׳\xad\u034f\u061c\u115f\u1160\u3164\uffa0\ufeff"
_DROPPED_RANGES = ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10), (0xE0000, 0xE01F0))
_DROP: dict[int, str | None] = dict.fromkeys(
    [*map(ord, _DROPPED), *chain.from_iterable(starmap(range, _DROPPED_RANGES))]
)
_DROP |= {ord("ŉ"): "n", ord("№"): " "}
_ASCII = {code: None if chr(code) in "'`" else " " for code in range(128) if not chr(code).isalnum()}
_PLAIN = str.maketrans(
    dict(zip("ıςøłđðħŧŋəĸƒɓɗƙ", "iσolddhtnekfbdk", strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_IN_WORDS = re.compile(r"[\W_]")
# A consonant or vowel that stands alone (ㄱㅁㅈ) comes out of NFKD as a conjoining one; this is what was typed.
_TYPED_JAMO = {0x1100 + number: jamo for number, jamo in enumerate(hangul.INITIALS)}
_TYPED_JAMO |= {0x1161 + number: chr(0x314F + number) for number in range(21)}
_FIRST_JAMO = "\u1100"
_LETTERS = {ord(jamo): code for code, jamo in _TYPED_JAMO.items()}
_JAMO = re.compile("[\u3131-\u318e]")
_HYPHENS = re.compile("(?<=\\w)[-\u2010\u2011](?=\\w)")

_SOUND = {
    "tsch": "c",
    "tch": "c",
    "ch": "c",
    "sch": "s",
    "sh": "s",
    "zh": "z",
    "ph": "f",
    "kh": "h",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "rh": "r",
    "dzh": "j",
    "dj": "j",
    "tz": "ts",
    "ck": "k",
    "c": "k",
    "q": "k",
    "x": "ks",
    "w": "v",
    "ee": "i",
    "y": "i",
    "oo": "u",
    "ou": "u",
}
_SOUNDS = re.compile("|".join(sorted(_SOUND, key=len, reverse=True)))
_DOUBLED = re.compile(r"([^\W\d])\1+")


def fold(text: str) -> str:
    """Return the base key of `text`: its letters and digits in lower case, without accents, in single spaces.

    Turkish İ, ı, I and i are all i, ς is σ, full width is plain, apostrophes are dropped, any other sign is a space.
    ł, ø, đ, ß and the like become plain letters; other scripts stay: Γιώργος is γιωργοσ. Folding twice changes
    nothing more. Never raises; text without a letter or digit gives the empty string.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    letters = unicodedata.normalize("NFKD", text.translate(_DROP)).lower()
    letters = _COMMON_MARKS.sub("", letters).translate(_PLAIN)
    letters = unicodedata.normalize("NFC", _NOT_IN_WORDS.sub(_without_marks, letters))
    if max(letters, default="") >= _FIRST_JAMO:
        letters = letters.translate(_TYPED_JAMO)
    return " ".join(letters.split())


def spellings(text: str) -> tuple[str, ...]:
    """Return all keys under which the name `text` is found whole: the folded one first, then the Latin ones.

    The most usual Latin spelling stands second. Korean names also give their initial consonants (ㄱㅁㅈ) and their
    surname apart from the given name; hyphenated names also the joined one. At most 48; `text` without a letter or
    digit gives none.
    """
    keys: dict[str, None] = {}
    for form in forms(text):
        if form.whole:
            keys |= dict.fromkeys(islice(_written(form), _MOST_SPELLINGS))
    return tuple(keys)[:_MOST_SPELLINGS]


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return how the folded Latin `word` sounds, in letters: one key for the spellings of one name.

    Doubled letters, y and i, ou and oo, ph and f, ks and x, c and k and the like are one. The key of the start of a
    word nearly always starts the key of the word. A word in another script has none: the empty string.
    """
    if not word.isascii():
        return ""
    key = _DOUBLED.sub(r"\1", _SOUNDS.sub(lambda match: _SOUND[match[0]], word))
    return key[:-1] if len(key) > 2 and key[-1] == "h" else key


class Form(NamedTuple):
    """One way to divide a name into words, with the keys of each word; `whole` where that is the entire name."""

    positions: tuple[tuple[str, ...], ...]
    whole: bool = True


def forms(text: str) -> list[Form]:
    """Return the ways to divide the name `text` into words; the first is its folded words, each with its spellings.

    A name of more than 200 letters is taken as it is, without other spellings.
    """
    key = fold(text)
    if not key:
        return []
    words = key.split(" ")
    if len(key) > _LONGEST_NAME:
        return [Form(tuple((word,) for word in words))]
    found = [Form(word_positions(text))]
    if _HYPHENS.search(text):
        found.append(Form(word_positions(_HYPHENS.sub("", text))))
    return found if key.isascii() else found + _korean_forms(words)


def latin(text: str) -> str:
    """Return the usual Latin spelling of `text`, Korean names with the surname apart; empty where there is none."""
    found = forms(text)
    if not found:
        return ""
    apart = [form for form in found if len(form.positions) == 2 and hangul.is_hangul(form.positions[0][0])]
    return " ".join(next(filter(str.isascii, keys), "") for keys in (apart or found)[0].positions)


def word_positions(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of `text`, each with its keys: the folded one first, then the Latin ones, most usual first."""
    words = fold(text).split()
    if text.isascii():
        return tuple((word,) for word in words)
    kept = unicodedata.normalize("NFKC", text.translate(_DROP)).lower().replace("ς", "σ")
    keys = tuple(map(_word_keys, _NOT_IN_WORDS.sub(_with_marks, kept).split()))
    # Where a sign folds to something else than it is alone, the plain words are right.
    return keys if [each[0] for each in keys] == words else tuple((word,) for word in words)


def letter_by_letter(key: str) -> str:
    """Return the folded `key` with Hangul syllables taken apart, so that 김미 and 김ㅁ stand at the start of 김민준."""
    return key if key.isascii() else unicodedata.normalize("NFD", key).translate(_LETTERS)


@lru_cache(maxsize=4096)
def _word_keys(word: str) -> tuple[str, ...]:
    key = fold(word)
    if len(word) > _LONGEST_WORD or _JAMO.match(key):
        return (key,)
    if hangul.is_hangul(key):
        parts = hangul.name_spellings(key)
        short = (hangul.initials(key),) if len(key) in _NAME_SYLLABLES else ()
        ways = hangul.joined((parts[0][:2], *parts[1:])) if len(key) in _NAME_SYLLABLES else (hangul.latin(key),)
        return (key, *(parts[0] if len(key) == 1 else ways), *short)
    if re.search("[\u0370-\u03ff\u1f00-\u1fff]", word):
        ways = romanise.greek(word)
    elif re.search("[\u0400-\u04ff]", word):
        ways = romanise.cyrillic(word)
    else:
        ways = romanise.latin(word)
    return tuple(dict.fromkeys((key, *map(_in_ascii, ways))))


def _written(form: Form) -> Iterator[str]:
    """Yield the keys of the whole form: folded, then in Latin, then those of a single word."""
    positions = form.positions
    yield " ".join(keys[0] for keys in positions)
    latin_keys = [tuple(filter(str.isascii, keys)) or keys for keys in positions]
    yield from map(" ".join, product(*latin_keys))
    if len(positions) == 1:
        yield from positions[0]


def _korean_forms(words: list[str]) -> list[Form]:
    found = []
    if all(map(hangul.is_hangul, words)) and len("".join(words)) in _NAME_SYLLABLES:
        name = "".join(words)
        if len(words) > 1:
            found.append(Form((_word_keys(name),)))
        else:
            found.append(Form(_surname_apart(name)))
        parts = hangul.name_spellings(name)
        if len(parts) > 2:
            found.append(Form(parts))
        return found
    return [
        Form(_surname_apart(word), whole=False)
        for word in words
        if hangul.is_hangul(word) and len(word) in _FULL_NAME_SYLLABLES
    ]


def _surname_apart(name: str) -> tuple[tuple[str, ...], ...]:
    surname, *given = hangul.name_spellings(name)
    rest = hangul.given_name(name)
    return ((name.removesuffix(rest), *surname), (rest, *hangul.joined(tuple(given))))


def _in_ascii(key: str) -> str:
    plain = fold(key)
    if plain.isascii():
        return plain
    from anyascii import anyascii  # 25 ms, for scripts that few shops meet

    return fold(anyascii(plain)).replace(" ", "") or plain


def _without_marks(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match[0]) else _with_marks(match)


def _with_marks(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in _DROPPED:
        return ""
    category = unicodedata.category(sign)
    # Vowel signs of Indic and Thai words are marks of class 0; taking them off would leave other words.
    return sign if category in {"Mn", "Mc"} else "" if category == "Me" else " "
