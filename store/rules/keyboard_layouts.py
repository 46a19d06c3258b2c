"""What the keys of a QWERTY keyboard send in the layouts that owners switch between, and back.

Whoever writes Greek, Bulgarian, Korean or Turkish often finds the wrong layout on: `phone` comes
out as `πηονε`, `пхоне` or `ㅔㅙㅜㄷ`, and `τηλ` as `thl`. Keys are named by what they send on a US
keyboard.

Sources: the layouts of xkeyboard-config (gr, bg "bds", "phonetic" and "bas_phonetic", tr) and KS X
5002 (the Korean two-set layout). The Bulgarian phonetic layout exists in the traditional and in
the 2006 form; both are in use.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Literal

Layout = Literal["el", "bg-bds", "bg-phonetic", "bg-phonetic-2006", "ko", "tr"]
LAYOUTS: tuple[Layout, ...] = ("el", "bg-bds", "bg-phonetic", "bg-phonetic-2006", "ko", "tr")

_KEYS = (
    "`1234567890-=" "qwertyuiop[]" "asdfghjkl;'\\" "zxcvbnm,./"
    "~!@#$%^&*()_+" "QWERTYUIOP{}" "ASDFGHJKL:\"|" "ZXCVBNM<>?"
)  # fmt: skip
# Greek puts its accents before the vowel, with the keys that follow L: the tonos, and shifted the
# dialytika.
_SENT: Mapping[Layout, str] = {
    "el": (
        "`1234567890-=" ";ςερτυθιοπ[]" "ασδφγηξκλ΄'\\" "ζχψωβνμ,./"
        "~!@#$%^&*()_+" ":ΣΕΡΤΥΘΙΟΠ{}" "ΑΣΔΦΓΗΞΚΛ¨\"|" "ΖΧΨΩΒΝΜ<>?"
    ),
    "bg-bds": (
        "(1234567890-." ",уеишщксдзц;" "ьяаожгтнвмч„" "юйъэфхпрлб"
        ")!?+\"%=:/–№$€" "ыУЕИШЩКСДЗЦ§" "ѝЯАОЖГТНВМЧ“" "ЮЙЪЭФХПРЛБ"
    ),
    "bg-phonetic": (
        "ч1234567890-=" "явертъуиопшщ" "асдфгхйкл;'ю" "зьцжбнм,./"
        "Ч!@№$%€§*()–+" "ЯВЕРТЪУИОПШЩ" "АСДФГХЙКЛ:\"Ю" "ЗѝЦЖБНМ„“?"
    ),
    "bg-phonetic-2006": (
        "ю1234567890-=" "чшертъуиопящ" "асдфгхйкл;'ь" "зжцвбнм,./"
        "Ю!@№$%€§*()–+" "ЧШЕРТЪУИОПЯЩ" "АСДФГХЙКЛ:\"ѝ" "ЗЖЦВБНМ„“?"
    ),
    "ko": (
        "`1234567890-=" "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ[]" "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ;'\\" "ㅋㅌㅊㅍㅠㅜㅡ,./"
        "~!@#$%^&*()_+" "ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖ{}" "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ:\"|" "ㅋㅌㅊㅍㅠㅜㅡ<>?"
    ),
    "tr": (
        "\"1234567890*-" "qwertyuıopğü" "asdfghjklşi," "zxcvbnmöç."
        "é!'^+%&/()=?_" "QWERTYUIOPĞÜ" "ASDFGHJKLŞİ;" "ZXCVBNMÖÇ:"
    ),
}  # fmt: skip

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES = range(0xAC00, 0xAC00 + 19 * 21 * 28)
_PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ",
    "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ",
    "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_PARTS = {whole: pair for pair, whole in _PAIRS.items()}
# Combining accents, and the dead keys that send them before the letter.
_DEAD_KEYS = {"\u0301": "΄", "\u0308": "¨"}
_ACCENTS = {dead: accent for accent, dead in _DEAD_KEYS.items()}


def sent_by(keys: str, layout: Layout) -> str:
    """Return what stands on the screen after `keys` were pressed with `layout` on.

    Korean is composed into syllables as an input method does it, Greek accents onto their vowel. A
    character that is no key of a US keyboard stays as it is.
    """
    table = _sending(layout)
    sent = "".join(table.get(key, key) for key in keys)
    if layout == "ko":
        return _compose(sent)
    return _with_accents(sent) if layout == "el" else sent


def keys_for(text: str, layout: Layout) -> str | None:
    """Return the keys that send `text` with `layout` on, None where one of its characters has no
    key there.

    White space has the same key everywhere. `sent_by(keys_for(text, layout), layout)` is `text`
    again, for text in NFC.
    """
    table = _keys_sending(layout)
    keys = []
    for character in _taken_apart(text, layout):
        key = character if character.isspace() else table.get(character)
        if key is None:
            return None
        keys.append(key)
    return "".join(keys)


def also_sent_by(key: str) -> tuple[str, ...]:
    """Return what one letter key sends in the other layouts, each once and without the key itself.

    What a shifted key sends without shift as well (most Korean letters) belongs to the unshifted
    key alone. A character may come from several keys: the BDS layout has `а` on `d`, the phonetic
    one on `a`; who binds keys decides.
    """
    found: dict[str, None] = {}
    for layout in LAYOUTS:
        sent = sent_by(key, layout)
        if sent != key and (key == key.lower() or sent != sent_by(key.lower(), layout)):
            found[sent] = None
    return tuple(found)


def in_latin_layout(text: str) -> tuple[str, ...]:
    """Return what would stand there if a US layout had been on when `text` was typed, for each layout that was."""
    if text.isascii():
        return ()
    pressed = (keys_for(text, layout) for layout in LAYOUTS)
    return tuple(dict.fromkeys(keys for keys in pressed if keys))


def in_other_layouts(text: str) -> tuple[str, ...]:
    """Return what would stand there if another layout had been on when `text` was typed, each once."""
    pressed = (text,) if text.isascii() else in_latin_layout(text)
    sent = (sent_by(keys, layout) for keys in pressed for layout in LAYOUTS)
    return tuple(one for one in dict.fromkeys((*pressed, *sent)) if one != text)


@cache
def _sending(layout: Layout) -> dict[str, str]:
    return dict(zip(_KEYS, _SENT[layout], strict=True))


@cache
def _keys_sending(layout: Layout) -> dict[str, str]:
    table: dict[str, str] = {}
    for key, sent in _sending(layout).items():
        # The unshifted key wins where both send the same.
        table.setdefault(sent, key)
    if layout == "el":
        # W sends the capital of both sigmas, S that of the one which stands anywhere in a word.
        table["Σ"] = "S"
    return table


def _taken_apart(text: str, layout: Layout) -> str:
    if layout == "ko":
        return "".join(_jamo(character) for character in text)
    if layout != "el":
        return text
    apart = []
    for character in text:
        letter, *accents = list(unicodedata.normalize("NFD", character))
        if character in "΄¨" or not all(accent in _DEAD_KEYS for accent in accents):
            apart.append(character)
        else:
            apart += [*(_DEAD_KEYS[accent] for accent in reversed(accents)), letter]
    return "".join(apart)


def _with_accents(sent: str) -> str:
    text: list[str] = []
    waiting = ""
    for character in sent:
        if character in _ACCENTS:
            waiting += character
            continue
        accents = "".join(_ACCENTS[dead] for dead in reversed(waiting))
        joined = unicodedata.normalize("NFC", character + accents)
        text.append(joined if len(joined) == 1 else waiting + character)
        waiting = ""
    return "".join(text) + waiting


def _jamo(character: str) -> str:
    place = ord(character) - _SYLLABLES.start
    if ord(character) not in _SYLLABLES:
        return _PARTS.get(character, character)
    lead, vowel, tail = place // 588, place % 588 // 28, place % 28
    parts = [_LEADS[lead], _VOWELS[vowel], *([_TAILS[tail - 1]] if tail else [])]
    return "".join(_PARTS.get(part, part) for part in parts)


def _compose(sent: str) -> str:
    text: list[str] = []
    lead = vowel = tail = ""

    def close() -> None:
        nonlocal lead, vowel, tail
        text.append(_syllable(lead, vowel, tail) if lead and vowel else lead + vowel)
        lead = vowel = tail = ""

    for character in sent:
        if character in _VOWELS:
            if tail:
                # A vowel takes the last consonant of the syllable before it along.
                parts = _PARTS.get(tail, tail)
                tail = parts[:-1]
                close()
                lead = parts[-1]
            elif vowel and vowel + character in _PAIRS:
                character = _PAIRS[vowel + character]
            elif vowel:
                close()
            vowel = character
        elif character in _LEADS:
            if lead and vowel and not tail and character in _TAILS:
                tail = character
            elif tail and tail + character in _PAIRS:
                tail = _PAIRS[tail + character]
            else:
                close()
                lead = character
        else:
            close()
            text.append(character)
    close()
    return "".join(text)


def _syllable(lead: str, vowel: str, tail: str) -> str:
    place = _LEADS.index(lead) * 588 + _VOWELS.index(vowel) * 28
    return chr(_SYLLABLES.start + place + (_TAILS.index(tail) + 1 if tail else 0))
