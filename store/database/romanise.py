"""Latin spellings of Greek and Cyrillic words, and plain spellings of accented Latin ones.

Each table gives, for a letter or a group, the ways in which people write it: the official one (ELOT 743 for Greek,
the Bulgarian law on transliteration of 2009 for Cyrillic) and those of e-mail addresses and chats. The most usual
stands first. What differs only in sound (y and i, ou and oo, ks and x) is left to the sound key.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import product

_MOST = 32
_VOICED = "αεηιουωβγδζλμνρiy"

_GREEK = {
    "αι": "ai e",
    "ει": "ei i",
    "οι": "oi i",
    "υι": "yi i",
    "ου": "ou u oy",
    f"αυ(?=[{_VOICED}])": "av au",
    "αυ": "af au",
    f"ευ(?=[{_VOICED}])": "ev eu",
    "ευ": "ef eu",
    f"ηυ(?=[{_VOICED}])": "iv",
    "ηυ": "if",
    "γγ": "ng gg",
    "^γκ": "gk g",
    "γκ": "gk ng g",
    "γξ": "nx",
    "γχ": "nch nh",
    "^μπ": "b mp",
    "μπ": "mp b mb",
    "^ντ": "d nt",
    "ντ": "nt d nd",
    "τζ": "tz j dj",
    "τσ": "ts",
    "γι(?=[αεοω])": "gi yi y",
    "γι": "gi yi",
    "γ(?=ε)": "g y",
    "α": "a",
    "β": "v",
    "γ": "g",
    "δ": "d",
    "ε": "e",
    "ζ": "z",
    "η": "i",
    "θ": "th",
    "ι": "i",
    "κ": "k",
    "λ": "l",
    "μ": "m",
    "ν": "n",
    "ξ": "x ks",
    "ο": "o",
    "π": "p",
    "ρ": "r",
    "σ": "s",
    "τ": "t",
    "υ": "y i",
    "φ": "f",
    "χ": "ch h x",
    "ψ": "ps",
    "ω": "o",
}

_CYRILLIC = {
    "дж": "dzh dj j",
    "дз": "dz",
    "кс": "ks x",
    "^хр": "hr chr",
    "ьо": "yo io",
    "ия$": "ia iya",
    "^е": "e ye",
    "^й": "y j",
    "^ю": "yu ju",
    "^я": "ya ja",
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "ґ": "g",
    "д": "d",
    "ђ": "dj",
    "ѓ": "gj g",
    "е": "e",
    "ё": "yo e",
    "є": "ye e",
    "ж": "zh j",
    "з": "z",
    "ѕ": "dz",
    "и": "i",
    "і": "i",
    "ї": "yi i",
    "ѝ": "i",
    "й": "y i",
    "ј": "j y",
    "к": "k",
    "ќ": "kj k",
    "л": "l",
    "љ": "lj l",
    "м": "m",
    "н": "n",
    "њ": "nj n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "ћ": "c ch",
    "у": "u",
    "ў": "u",
    "ф": "f",
    "х": "h",
    "ц": "ts c",
    "ч": "ch",
    "џ": "dzh dz",
    "ш": "sh",
    "щ": "sht shch",
    "ъ": "a u",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}

_LATIN = {
    "ä": "a ae",
    "å": "a aa",
    "ö": "o oe",
    "ø": "o oe",
    "ü": "u ue",
    "ç": "c ch",
    "č": "c ch",
    "ć": "c ch",
    "ş": "s sh",
    "ș": "s sh",
    "š": "s sh",
    "ž": "z zh",
}


_ACCENTS = str.maketrans("άέήίόύώϊΐϋΰ", "αεηιουωιιυυ")
_TWO_VOWELS = re.compile("(?<=[άέό])[ιυ]|[ϊΐϋΰ]")
_POLYTONIC = re.compile("[\u1f00-\u1fff]")
# Breathings, the grave, the circumflex and the iota below: all but the acute and the diaeresis.
_OLD_MARKS = re.compile("[\u0300\u0304\u0306\u0313\u0314\u0342\u0345]")


def greek(word: str) -> tuple[str, ...]:
    """Return the Latin spellings of the lower-case Greek `word`, in NFC, with σ for ς.

    Accents count: one on the first letter of a digraph, or a diaeresis on the second, makes two vowels of it.
    """
    if _POLYTONIC.search(word):
        word = unicodedata.normalize("NFC", _OLD_MARKS.sub("", unicodedata.normalize("NFD", word)))
    # The vowel that stands for itself becomes its Latin letter, so that no digraph takes it in.
    parted = _TWO_VOWELS.sub(lambda match: "i" if match[0] in "ιϊΐ" else "y", word)
    return _spellings("greek", parted.translate(_ACCENTS))


def cyrillic(word: str) -> tuple[str, ...]:
    """Return the Latin spellings of the lower-case Cyrillic `word`, in NFC, the Bulgarian ones first."""
    return _spellings("cyrillic", word)


def latin(word: str) -> tuple[str, ...]:
    """Return the lower-case Latin `word`, in NFC, without accents and with the pairs that stand for them.

    müller gives muller and mueller; an accent that is usually just left out stays, for folding to take off.
    """
    return _spellings("latin", word)


@cache
def _script(name: str) -> tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]:
    """Return the pattern that takes a word of that script apart, and for each of its groups the ways to write it."""
    table = {"greek": _GREEK, "cyrillic": _CYRILLIC, "latin": _LATIN}[name]
    pattern = re.compile("|".join(f"({letters})" for letters in table))
    return pattern, tuple(tuple(ways.split(" ")) for ways in table.values())


def _spellings(script: str, word: str) -> tuple[str, ...]:
    """Return the ways to write `word`, the most usual first; what the table does not know stays as it is."""
    pattern, all_ways = _script(script)
    whole = [""]
    end = 0
    for match in pattern.finditer(word):
        ways = all_ways[(match.lastindex or 1) - 1]
        if len(whole) * len(ways) > _MOST:
            ways = ways[:1]
        before = word[end : match.start()]
        whole = [start + before + way for start, way in product(whole, ways)]
        end = match.end()
    return tuple(dict.fromkeys(start + word[end:] for start in whole))
