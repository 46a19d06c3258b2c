"""In which encoding a text is that does not say so, as in an address book from an old phone.

UTF-8 is certain. The others are guessed, and a guess is taken only where what it gives are words:
`charset-normalizer` alone mistakes short Turkish, Greek and Bulgarian names for each other.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress

from store.database.hangul import is_hangul

_DECLARED = re.compile(r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|euc_\w+|gb\w+|big5\w*|shift_jis\w*|johab")

# Everything that stands between two words, without the letters that an encoding may put there.
_BETWEEN = re.compile(r"[\x00-@\[-`{-\x7f\xa0’“”„«»–—…·№]+")
_WESTERN = frozenset("çğıöşüâîûäßéèêëàáíóôúñåøæã\u0307")  # the last is of a small Turkish İ
_EASTERN = frozenset("ąćęłńóśźżčďěňřšťůžáéíúýőűöüăâîșţđ")
_NEVER_GUESSED = ["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
_GREEK_VOWELS = frozenset("αεηιουωάέήίόύώϊϋ")
_CYRILLIC_VOWELS = frozenset("аеиоуъюяыэёіїє")
_LONGEST_RUN = 4  # consonants in a row, as in Greek and Bulgarian names
_ACCENTED_FROM = 4  # letters from which a Greek word in small letters carries an accent


def decode(raw: bytes, *hints: str) -> str:
    """Return the text of `raw`: UTF-8 where it is that, else by the first of `hints` that fits.

    `hints` are names of encodings as a file gives them; unknown ones are passed over. Where none
    fits, the encoding is guessed. What cannot be decoded shows as U+FFFD; nothing is raised.
    """
    for hint in ("utf-8", *hints):
        with suppress(LookupError, ValueError):
            if _DECLARED.fullmatch(codecs.lookup(hint).name):
                return raw.decode(hint)
    return raw.decode(guess_encoding(raw), errors="replace")


def guess_encoding(raw: bytes) -> str:
    """Return the codec in which `raw`, which is not UTF-8, reads as words; Western if none does."""
    scores = {codec: _share_of_words(raw, codec, is_word) for codec, is_word in _READINGS.items()}
    best = max(scores, key=lambda codec: scores[codec])
    if scores[best] >= 0.5:
        return best
    # Imported only here: most files are UTF-8, and this costs as much as reading one.
    from charset_normalizer import from_bytes

    found = from_bytes(raw, cp_exclusion=_NEVER_GUESSED).best()
    if found and _share_of_words(raw, found.encoding, _is_whole) > max(0.5, scores[best]):
        return found.encoding
    return "cp1254"


def is_utf8(raw: bytes) -> bool:
    """Return whether `raw` is UTF-8; it may end in the middle of a letter, as where a file was cut off."""
    try:
        codecs.utf_8_decode(raw, "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def _share_of_words(raw: bytes, codec: str, is_word: Callable[[str], float]) -> float:
    """Return how much of the text of `raw` beyond ASCII is words, 0 to 1."""
    try:
        text = raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return 0.0
    words = [word for word in _BETWEEN.split(text) if not word.isascii()]
    letters = sum(map(len, words))
    return sum(len(word) * is_word(word) for word in words) / letters if letters else 0.0


def _is_cased(word: str) -> bool:
    return word.isalpha() and (word[1:] == word[1:].lower() or word.isupper())


def _is_whole(word: str) -> bool:
    foreign = [character for character in word if character > "\x7f"]
    is_mixed = len(foreign) < len(word)
    return _is_cased(word) and not (
        is_mixed and any("LATIN" not in unicodedata.name(character, "") for character in foreign)
    )


def _is_latin(word: str, letters: frozenset[str]) -> bool:
    foreign = [character for character in word.lower() if character > "\x7f"]
    is_mixed = len(foreign) * 4 <= len(word) * 3 or len(word) == 1
    return is_mixed and _is_cased(word) and letters.issuperset(foreign)


def _is_greek(word: str) -> float:
    lower = word.lower()
    accents = sum(character in "άέήίόύώ" for character in lower)
    if (
        not all("\u0370" <= character <= "\u03ff" for character in word)
        or not _is_cased(word)
        or not _is_spoken(lower, _GREEK_VOWELS)
        or accents > 1
        or "ς" in word[:-1]
        or (word[-1] == "σ" and len(word) > 1)
    ):
        return 0.0
    # Some leave the accents out; where there is another reading, it is the likelier one.
    is_bare = not accents and len(word) >= _ACCENTED_FROM and not word.isupper()
    return 0.6 if is_bare else 1.0


def _is_cyrillic(word: str) -> bool:
    return (
        all("\u0400" <= character <= "\u04ff" for character in word)
        and _is_cased(word)
        and _is_spoken(word.lower(), _CYRILLIC_VOWELS)
        and word[0] not in "ЬЪьъ"
    )


def _is_korean(word: str) -> float:
    if not is_hangul(word):
        return 0.0
    # Japanese text read as Korean gives syllables that no Korean word has.
    try:
        word.encode("euc_kr")
    except UnicodeEncodeError:
        return 0.4
    return 1.0


def _is_spoken(word: str, vowels: frozenset[str]) -> bool:
    """Whether `word`, in small letters, has vowels and consonants as words have them."""
    run = longest = voiced = 0
    for character in word:
        run = 0 if character in vowels else run + 1
        longest = max(longest, run)
        voiced += character in vowels
    share = voiced / len(word)
    return longest <= _LONGEST_RUN and share >= 0.25 and (share <= 0.8 or len(word) < 3)


_READINGS: dict[str, Callable[[str], float]] = {
    "cp949": _is_korean,
    "cp1253": _is_greek,
    "cp1251": _is_cyrillic,
    "koi8-r": _is_cyrillic,
    "cp1254": lambda word: _is_latin(word, _WESTERN),
    "cp1250": lambda word: _is_latin(word, _EASTERN),
}
