"""Korean particles: which of two follows is a matter of the last sound, also after figures and Latin letters."""

from __future__ import annotations

import re
import unicodedata

from store.rules.forms.moments import moment_text
from store.rules.forms.word import Word

# after a consonant, after a vowel
_PAIRS = ("이/가", "은/는", "을/를", "과/와", "으로/로", "이나/나", "아/야", "이에요/예요", "이라/라", "이라고/라고")
_SAME = ("께", "에게", "께서", "의", "에", "에서", "까지", "부터", "도", "만")
_PARTICLES: dict[str, tuple[str, str]] = {}
for _pair in _PAIRS:
    _first, _second = _pair.split("/")
    _PARTICLES[_pair] = _PARTICLES[f"{_second}/{_first}"] = (_first, _second)

FORMS: frozenset[str] = frozenset((*_PARTICLES, *_SAME, "님"))

_NONE, _CONSONANT, _L = "vowel", "consonant", "l"
_SYLLABLES = range(0xAC00, 0xD7A4)
_FINALS = 28
_FINAL_L = 8
_DIGITS = "영일이삼사오육칠팔구"
_BY_ZEROS = {1: "십", 2: "백", 3: "천"}
# The letters whose names end in a consonant: 엘, 알, 엠, 엔; all others end in a vowel.
_LETTER_SOUNDS = {"l": "l", "r": "l", "m": "consonant", "n": "consonant"}
_SIGNS = {"%": "트", "℃": "도", "°": "도", "$": "러", "€": "로", "£": "드", "₩": "원", "₺": "라", "+": "스", "#": "프"}
_UNITS = {
    "kg": "램", "g": "램", "mg": "램", "cm": "터", "mm": "터", "m": "터", "km": "터", "l": "터", "ml": "터",
    "gb": "트", "mb": "트", "tb": "트", "inch": "치", "v": "트", "w": "트",
}  # fmt: skip
# How words are said whose Latin spelling misleads: the last syllable.
_SAID = {
    "mike": "크", "nike": "키", "george": "지", "apple": "플", "google": "글", "grace": "스", "michelle": "셸",
    "jean": "진", "pierre": "르", "renault": "노", "peugeot": "조", "chanel": "넬", "adobe": "비", "porsche": "쉐",
    "zoe": "이", "chloe": "이", "joe": "조", "scott": "콧", "matt": "트", "brett": "트", "kitchen": "친", "wifi": "이",
    "robot": "봇", "internet": "넷", "tablet": "릿", "set": "트", "market": "켓", "laptop": "톱", "chat": "챗",
    "outlet": "렛", "pocket": "켓", "ticket": "켓", "rocket": "켓", "iphone": "폰", "samsung": "성", "hyundai": "대",
    "kia": "아", "louis": "이", "sean": "숀", "hugh": "휴", "leigh": "리", "ralph": "프", "joseph": "셉",
}  # fmt: skip
_TRAILING = re.compile(r"(?:\([^()]*\)|[\s\"'”’»\])}>.,:;!?…·~*_-])+$")
_FIGURE = re.compile(r"[0-9][0-9.,:/-]*$")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ&'’]+$")
_LATIN_VOWELS = "aeiouy"


def inflect(word: Word, form: str, *, formal: bool = True) -> str | None:
    """Return `word` with a Korean particle, or None where its sound cannot be known.

    Args:
        word: what is put into the phrase.
        form: a pair such as `이/가` in either order, one that never changes (`께`), or `님`, which is not doubled.
        formal: makes no difference.
    """
    if form in word.given:
        return word.given[form]
    text = word.text.rstrip() if word.moment is None else moment_text(word, "ko")
    if form == "님":
        return text if text.endswith("님") else f"{text}님"
    if form in _SAME:
        return text + form
    sound = last_sound(text, is_person=word.kind == "person")
    if sound is None:
        return None
    after_consonant, after_vowel = _PARTICLES[form]
    if form in ("으로/로", "로/으로") and sound == _L:
        return text + after_vowel
    return text + (after_vowel if sound == _NONE else after_consonant)


def last_sound(text: str, *, is_person: bool = False) -> str | None:
    """Return whether `text` ends in a `vowel`, a `consonant` or in `l`, as it is said in Korean; None if not known.

    Args:
        text: whose end counts; brackets and signs behind it are not said.
        is_person: a name in capitals is said as a word, not letter by letter.
    """
    core = _TRAILING.sub("", text) or text.strip("()\"' ")
    if not core:
        return None
    last = core[-1]
    if ord(last) in _SYLLABLES:
        return _sound_of(last)
    if last in _SIGNS:
        return _sound_of(_SIGNS[last])
    figure = _FIGURE.search(core)
    if figure:
        return _sound_of(_figure_said(figure[0]))
    latin = _LATIN.search(core)
    if latin is None:
        return None
    before = core[: latin.start()].rstrip()
    if before[-1:].isdigit() and latin[0].lower() in _UNITS:
        return _sound_of(_UNITS[latin[0].lower()])
    return _latin_sound(latin[0], is_person=is_person)


def _sound_of(syllable: str) -> str:
    final = (ord(syllable) - _SYLLABLES.start) % _FINALS
    return _L if final == _FINAL_L else _CONSONANT if final else _NONE


def _figure_said(figure: str) -> str:
    """Return the last syllable of a figure as it is said; telephone numbers go digit by digit."""
    if ":" in figure:  # a time of day: 열일곱 시, 삼십 분
        return "시" if figure.endswith(":00") else "분"
    digits = re.sub("[^0-9]", "", figure)
    by_digit = "-" in figure or (digits[0] == "0" and len(digits) > 1) or "." in figure
    if by_digit or digits[-1] != "0" or len(digits) == 1:
        return "공" if by_digit and digits[-1] == "0" else _DIGITS[int(digits[-1])]
    if not digits.strip("0"):
        return "영"
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 4:
        return _BY_ZEROS[zeros]
    return "만" if zeros < 8 else "억" if zeros < 12 else "조"


def _latin_sound(word: str, *, is_person: bool) -> str | None:
    plain = word.strip("&'’").lower()
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFD", plain) if one.isascii())
    if not plain:
        return None
    if plain in _SAID:
        return _sound_of(_SAID[plain])
    has_vowel = any(letter in "aeiou" for letter in plain)
    if len(plain) == 1 or (not has_vowel and "y" not in plain):
        return _LETTER_SOUNDS.get(plain[-1], _NONE)
    if word.isupper() and len(plain) <= 4 and not is_person:
        return _LETTER_SOUNDS.get(plain[-1], _NONE)
    return _word_sound(plain)


def _word_sound(word: str) -> str:
    """Return the last sound of an English-looking word as Korean writes it."""
    silent = word[-1] == "e" and len(word) > 3 and word[-2] not in _LATIN_VOWELS and any(
        letter in _LATIN_VOWELS for letter in word[:-2]
    )  # fmt: skip
    if silent:
        last = word[-2]
        if last == "l":
            return _L
        return _CONSONANT if last in "mn" else _NONE
    last, before = word[-1], word[-2:-1]
    if last == "l":
        return _L
    if last in "mn" or word.endswith("ng"):
        return _CONSONANT
    is_short = before in tuple(_LATIN_VOWELS) and (word[-3:-2] not in tuple(_LATIN_VOWELS) or word[-3:-1] == "oo")
    if last in "kcp":
        return _CONSONANT if is_short or word.endswith("ck") else _NONE
    if last in "bg":
        return _CONSONANT if is_short and len(word) > 2 else _NONE
    if last == "t":
        return _CONSONANT if is_short and len(word) == 3 else _NONE
    return _NONE
