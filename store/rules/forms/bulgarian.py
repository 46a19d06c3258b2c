"""Bulgarian prepositions: в or във, с or със, by the sound that follows, and what stands before a day."""

from __future__ import annotations

import re
from datetime import datetime

from store.rules.forms.moments import day_text, moment_text, time_text
from store.rules.forms.word import Word

_SAME = ("до", "на", "за", "от", "към", "при", "по", "преди", "след")
FORMS: frozenset[str] = frozenset(("в", "с", "voc", *_SAME))

_FIGURE = re.compile(r"[0-9]+(?:[ .][0-9]{3})*")
_OPENING = "«»\"'“„‘(["
# How Latin beginnings are said in Bulgarian, the longer first; all other letters say themselves.
_LATIN = (
    ("sch", "ш"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("ph", "ф"), ("th", "т"), ("ce", "с"), ("ci", "с"),
    ("cy", "с"), ("st", "с"), ("v", "в"), ("f", "ф"), ("s", "с"), ("z", "з"), ("x", "к"), ("w", "у"), ("c", "к"),
)  # fmt: skip
# Brands that are said otherwise than English would.
_SAID = {"volkswagen": "ф", "wagner": "в", "weber": "в", "wolf": "в", "wiener": "в", "xerox": "к"}
_SPELLED = {"f": "е", "s": "с", "v": "в", "z": "з"}


def inflect(word: Word, form: str, *, formal: bool = True) -> str | None:
    """Return `word` behind a Bulgarian preposition, or None where a form cannot be known.

    Args:
        word: what is put into the phrase.
        form: `в` (във before в and ф, also before figures said so), `с` (със before с and з), `voc`, which only the
            record itself can give, or a preposition that never changes, such as `до`.
        formal: makes no difference.
    """
    if form in word.given:
        return word.given[form]
    if form == "voc":
        return None
    if word.moment is not None:
        return _moment(word, form)
    text = word.text.strip()
    if form in _SAME:
        return f"{form} {text}"
    sound = first_sound(text)
    if not sound:
        return None
    if form == "в":
        return f"{'във' if sound in 'вф' else 'в'} {text}"
    return f"{'със' if sound in 'сз' else 'с'} {text}"


def first_sound(text: str) -> str:
    """Return the letter with which `text` begins as it is said in Bulgarian; empty where that is not known."""
    core = text.lstrip(_OPENING).strip()
    figure = _FIGURE.match(core)
    if figure:
        return _figure_said(re.sub("[^0-9]", "", figure[0]), core[figure.end() :])
    first = core[:1].lower()
    if "а" <= first <= "я" or first == "ѝ":
        return first
    if not first.isascii() or not first.isalpha():
        return ""
    plain = core.lower()
    one = plain.split()[0]
    if one in _SAID:
        return _SAID[one]
    shown = core.split()[0]
    if shown.isupper() and 1 < len(shown) <= 3 and not any(letter in "AEIOUY" for letter in shown):
        return _SPELLED.get(first, "к" if first == "x" else "б")
    return next((sound for start, sound in _LATIN if plain.startswith(start)), "б")


def _figure_said(digits: str, behind: str) -> str:
    plain = digits.lstrip("0") or "0"
    if plain == "2" and behind.startswith(("-р", "-ри", "-ра", "-ро")):
        return "в"  # втори
    groups = (len(plain) - 1) // 3
    lead = plain[: len(plain) - 3 * groups]
    if groups == 1 and lead == "1":
        return "х"  # хиляда
    if len(lead) == 3:
        return "с" if lead[0] in "17" else "д"
    if len(lead) == 2:
        return "с" if lead[0] == "7" or lead == "17" else "д"
    return "с" if lead == "7" else "д"


def _moment(word: Word, form: str) -> str | None:
    moment = word.moment
    assert moment is not None
    if form == "с":
        return None
    if form != "в":
        return f"{form} {moment_text(word, 'bg')}"
    day = day_text(moment.date() if isinstance(moment, datetime) else moment, "bg", word.today, brief=word.brief)
    before = "във" if day.startswith("в") else "в"
    if not isinstance(moment, datetime):
        return f"{before} {day}"
    between = " " if "," not in day else ", "
    return f"{before} {day}{between}в {time_text(moment, 'bg')}"
