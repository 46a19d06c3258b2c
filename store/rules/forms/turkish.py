"""Turkish cases: by vowel harmony, softened consonants, and the apostrophe of proper names and figures.

After the rules of the Turkish Language Association (TDK, Yazım Kılavuzu): `Ayşe'ye`, `17.00'ye`, `6 Mart Cuma'ya`, but
`Yıldız Eczanesinden`, since the endings of institutions and businesses are not set off.
"""

from __future__ import annotations

import re
import unicodedata

from store.rules.forms import turkish_words as known
from store.rules.forms.moments import moment_text
from store.rules.forms.word import Word, WordKind

FORMS: frozenset[str] = frozenset(("acc", "dat", "loc", "abl", "gen", "ins", "pl", "poss", "que"))

_VOWELS = "aeıioöuü"
_BACK = "aıou"
_HARD_CONSONANTS = "fstkçşhp"
_HIGH = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_SOFT = {"p": "b", "ç": "c", "t": "d", "k": "ğ"}
_SAID_LETTERS = "a be ce çe de e fe ge ge he ı i je ke le me ne o ö pe re se şe te u ü ve ye ze kü ve iks"
_LETTERS = dict(zip("abcçdefgğhıijklmnoöprsştuüvyzqwx", _SAID_LETTERS.split(), strict=True))
_ONES = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_THOUSANDS = ("bin", "milyon", "milyar", "trilyon")
_SIGNS = {"%": "yüzde", "€": "avro", "$": "dolar", "£": "sterlin", "₺": "lira"}
_UNITS = {
    "tl": "te le", "kg": "kilogram", "gr": "gram", "g": "gram", "cm": "santimetre", "mm": "milimetre", "m": "metre",
    "km": "kilometre", "lt": "litre", "l": "litre", "ml": "mililitre",
}  # fmt: skip
_FIGURE = re.compile(r"([0-9]+(?:[.,:/][0-9]+)*)$")
_THOUSANDS_PARTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[.:]([0-5][0-9])")
# Two consonants at the beginning, and pairs of letters, that no Turkish name has.
_FOREIGN_LETTERS = re.compile("[qwx]|sh|ch|ck|ph|th|gh|oo|ee|ou|ea|ie")
_FOREIGN_SPELLING = re.compile(rf"{_FOREIGN_LETTERS.pattern}|^(?:[bcfgkp][lr]|[dt]r|s[klmnpt])")
_ON_SURNAME = re.compile("oğlu$")


def inflect(word: Word, form: str, *, formal: bool = True) -> str | None:
    """Return `word` in a Turkish form, or None where it cannot be known.

    Args:
        word: what is put into the phrase.
        form: `acc` (-i), `dat` (-e), `loc` (-de), `abl` (-den), `gen` (-in), `ins` (-le), `pl` (-ler),
            `poss` (your: -iniz, -in where not `formal`) or `que` (the question word after it).
        formal: whether the phrase says siz.
    """
    if form in word.given:
        return word.given[form]
    text = word.text
    if word.moment is not None:
        text = moment_text(word, "tr")
        # a weekday alone is a common noun; one of a certain date is a proper one
        apart = any(letter.isdigit() for letter in text)
        return _with_suffix(text, form, formal=formal, is_proper=apart, is_name=False)
    stripped = text.rstrip()
    if not stripped:
        return None
    return _with_suffix(stripped, form, formal=formal, is_proper=word.kind in ("person", "proper"), word=word)


def _with_suffix(
    text: str, form: str, *, formal: bool, is_proper: bool, is_name: bool = True, word: Word | None = None
) -> str | None:
    said = said_as(text, "common" if word is None else word.kind)
    if not said or (vowel := _last_vowel(said)) is None:
        return None
    if said.split()[-1] in known.THIN:
        vowel = {"a": "e", "o": "ö", "u": "ü", "ı": "i"}.get(vowel, vowel)
    if form == "que":
        return f"{text} m{_HIGH[vowel]}"
    is_brand = _is_brand(text)
    is_figure = text[-1].isdigit() or text[-1] in _SIGNS or _is_abbreviation(text) or _is_unit(text)
    possessive = False if is_figure or is_brand or not is_name else _is_possessive(text, said, word)
    if possessive is None:
        return None
    apart = is_figure or is_brand or (is_proper and not (possessive and not _ON_SURNAME.search(said)))
    if word is not None and word.kind == "person":
        apart = True
    # The one noun with y where others have n: suyun. Su as a name goes like all others.
    is_water = said.split()[-1] == "su" and not possessive and not (word is not None and word.kind == "person")
    suffix = _suffix(form, said, vowel, formal=formal, is_possessive=bool(possessive), is_water=is_water)
    if form == "pl" and not is_figure:
        return None if possessive else text + suffix  # the plural of a name is not set off
    if apart:
        return f"{text}'{suffix}" if form != "poss" else None if is_proper else text + "'" + suffix
    stem = text
    if possessive and form == "poss":
        return _without_possessive(text) + suffix
    if suffix[0] in _VOWELS and not possessive:
        stem = _softened(text, said)
    return stem + suffix


def _suffix(form: str, said: str, vowel: str, *, formal: bool, is_possessive: bool, is_water: bool) -> str:
    high, low = _HIGH[vowel], "a" if vowel in _BACK else "e"
    ends_in_vowel = said[-1] in _VOWELS
    d = "t" if said[-1] in _HARD_CONSONANTS else "d"
    n = "n" if is_possessive else ""
    buffer = n or ("y" if ends_in_vowel else "")
    match form:
        case "acc":
            return buffer + high
        case "dat":
            return buffer + low
        case "loc":
            return f"{n}{d}{low}"
        case "abl":
            return f"{n}{d}{low}n"
        case "gen":
            return f"{'y' if is_water else 'n' if ends_in_vowel else ''}{high}n"
        case "ins":
            return f"{'y' if ends_in_vowel else ''}l{low}"
        case "pl":
            return f"l{low}r"
    if is_possessive:  # makinesi: makineniz, lastiği: lastiğiniz
        return _second_person(said, formal=formal)
    between = "yu" if is_water else "" if ends_in_vowel else high
    return between + (f"n{high}z" if formal else "n")


def _second_person(said: str, *, formal: bool) -> str:
    high = said[-1]  # the possessive itself tells the harmony: saati, saatiniz
    ending = f"n{high}z" if formal else "n"
    return ending if said[-2] == "s" and said[-3:-2] in tuple(_VOWELS) else high + ending


def _without_possessive(text: str) -> str:
    lowered = lower(text)
    if lowered[-2] == "s" and lowered[-3] in _VOWELS:
        return text[:-2]
    return text[:-1]


def said_as(text: str, kind: WordKind = "common") -> str:
    """Return how the end of `text` is said, in Turkish letters; empty where that cannot be known.

    Figures are said as numbers ("17.00" ends as "yedi"), abbreviations letter by letter.
    """
    match = _FIGURE.search(text)
    if match:
        return _figure_said(match[1])
    last = text.split()[-1]
    core = last.strip("\"'”“’‘»«()[].,;:!?…")
    if not core or last[-1] in ".!?…":
        return _SIGNS.get(last[-1], "")
    if core[-1] in _SIGNS:
        return _SIGNS[core[-1]]
    if _is_unit(text):
        return _UNITS[lower(core)]
    if kind != "person" and _is_abbreviation(core):
        return " ".join(_LETTERS.get(letter, "") for letter in lower(core)).strip()
    plain = lower(core)
    if plain in known.SAID:
        return known.SAID[plain]
    turkish = _plain_letters(plain)
    if turkish is None:
        return ""
    looks_foreign = _FOREIGN_SPELLING if kind in ("person", "proper") else _FOREIGN_LETTERS
    if turkish.endswith("e") and turkish[-2:-1] not in tuple(_VOWELS) and looks_foreign.search(turkish):
        return ""  # a silent e, or one that is said: Ayşe, but not Clive
    if turkish.endswith("ight"):
        return turkish[:-4] + "ayt"
    if turkish.endswith("y") and turkish[-2:-1] not in tuple(_VOWELS):
        return turkish[:-1] + "i"
    if "y" in turkish and _last_vowel(turkish) is None:
        turkish = turkish.replace("y", "i")  # Lynn
    before = plain.split("-")[-1]
    return " ".join((*map(lower, text.split()[:-1]), turkish)) if before == plain else turkish


def lower(text: str) -> str:
    """Return `text` in lower case as Turkish has it: I is ı, İ is i."""
    return text.replace("I", "ı").replace("İ", "i").lower()


def _plain_letters(word: str) -> str | None:
    """Return a word in plain Turkish letters; None where it has letters that are no Latin ones."""
    found = []
    for letter in word:
        if letter in "abcçdefgğhıijklmnoöprsştuüvyzqwx'’-&.":
            found.append(letter if letter not in "'’-&." else "")
            continue
        plain = unicodedata.normalize("NFD", letter)[0]
        plain = {"ø": "ö", "œ": "ö", "æ": "e", "ß": "s", "ł": "l", "đ": "d", "å": "o"}.get(letter, plain)
        if plain not in "abcdefghijklmnopqrstuvwxyzö":
            return None
        found.append(plain)
    return "".join(found) or None


def _last_vowel(said: str) -> str | None:
    return next((letter for letter in reversed(said) if letter in _VOWELS), None)


def _is_abbreviation(text: str) -> bool:
    core = text.split()[-1].strip("\"'”“’‘»«()[]")
    if not (1 < len(core) <= 4 and core.isalpha() and core.isupper()):
        return False
    plain = lower(core)
    if len(core) <= 3 and not (plain[-1] not in _VOWELS and plain[-2] in _VOWELS):
        return True
    return not any(letter in _VOWELS for letter in plain)


def _is_brand(text: str) -> bool:
    """Return whether a thing ends in a brand: one that is not said as it is written, or a capital amid small words."""
    *before, last = text.split()
    return lower(last) in known.SAID or (bool(before) and before[-1].islower() and last[:1].isupper())


def _is_unit(text: str) -> bool:
    parts = text.split()
    return len(parts) > 1 and lower(parts[-1]) in _UNITS and any(letter.isdigit() for letter in parts[-2])


def _figure_said(figure: str) -> str:
    if _THOUSANDS_PARTED.fullmatch(figure):
        return _number_said(figure.replace(".", ""))
    clock = _CLOCK.fullmatch(figure)
    if clock:
        hour = re.split("[.:]", figure)[0]
        return _number_said(clock[1]) if int(clock[1]) else _number_said(hour)
    parts = re.split("[.,:/]", figure)
    if len(parts) == 2 and "," in figure and not int(parts[1]):  # 120,00: the whole number is said
        return _number_said(parts[0])
    return _number_said(parts[-1])


def _number_said(digits: str) -> str:
    plain = digits.lstrip("0")
    if not plain:
        return _ONES[0]
    if len(plain) > 15 or (digits[0] == "0" and len(digits) > 2):  # a telephone number is said in its digits
        return _ONES[int(digits[-1])]
    zeros = len(plain) - len(plain.rstrip("0"))
    if zeros >= 3:
        return _THOUSANDS[zeros // 3 - 1]
    if zeros == 2:
        return "yüz"
    if zeros == 1:
        return _TENS[int(plain[-2])]
    return _ONES[int(plain[-1])]


def _is_possessive(text: str, said: str, word: Word | None) -> bool | None:
    """Return whether a word ends in the possessive of a compound (makinesi); None where that cannot be told."""
    if said[-1] not in "ıiuü" or text[-1] in _SIGNS:
        return False
    last = said.split()[-1]
    if word is not None and word.kind == "person":
        return bool(_ON_SURNAME.search(last)) and last != "oğlu"
    if last in known.ONE_WORD_POSSESSIVES:
        return True
    if last in known.ENDS_SO or len(text.split()) == 1:
        return False
    if last[-2:-1] == "s" and last[-3:-2] in tuple(_VOWELS):
        return True
    if last[-2:-1] == "ğ":
        return True
    if last[-2:] in ("lı", "li", "lu", "lü", "cı", "ci", "cu", "cü", "çı", "çi", "çu", "çü") and len(last) > 4:
        # a craft (tamirci), a quality (tuzlu), or the possessive of a word that ends so (kolu, ilacı)
        return None if last[-2] == "l" or last[-3] in _VOWELS else False
    if word is not None and word.kind == "proper":
        return True if last.endswith(tuple(known.POSSESSIVES_OF_PLACES)) else None
    return last[-2] not in _VOWELS  # kol saati, kredi kartı: of two nouns the second belongs to the first


def _softened(text: str, said: str) -> str:
    """Return a common noun as it stands before a vowel: kitab, rengi, resm."""
    last = said.split()[-1]
    for changes in (known.DROPPED, known.DOUBLED, known.SOFT_SHORT, known.SOFT_LONG):
        if last in changes:
            return _with_tail(text, last, changes[last])
    if last in known.HARD or last[-1] not in "pçtkg":
        return text
    syllables = sum(letter in _VOWELS for letter in last)
    if last.endswith("log"):
        return _with_tail(text, last, last[:-1] + "ğ")
    if syllables < 2 or last[-1] == "g":
        return text
    if last[-1] == "t":
        return _with_tail(text, last, last[:-1] + "d") if _without_hats(last) in known.SOFT_T else text
    if last[-1] == "k":
        if last[-2] == "n":
            return _with_tail(text, last, last[:-1] + "g")
        if last[-2] not in _VOWELS:
            return text
    return _with_tail(text, last, last[:-1] + _SOFT[last[-1]])


def _with_tail(text: str, last: str, changed: str) -> str:
    """Return `text` with its last word `last` changed, in the writing that it has as far as that is the same."""
    same = 0
    while same < min(len(last), len(changed)) and last[same] == changed[same]:
        same += 1
    kept = text[: len(text) - len(last) + same]
    rest = changed[same:]
    return kept + (rest.upper() if text[len(text) - len(last) :].isupper() and len(last) > 1 else rest)


def _without_hats(word: str) -> str:
    return word.replace("â", "a").replace("î", "i").replace("û", "u")
