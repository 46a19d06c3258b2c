"""Times that are rarely said, read by dateparser and believed only as far as they can be checked."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from datetime import date, datetime, time, timedelta

from store.rules.when_words.calendar_days import checked
from store.rules.when_words.context import TimeOfDay, WhenContext
from store.rules.when_words.lexicon import LANGUAGES, Atom, languages_of, lexicon
from store.rules.when_words.scan import words_of

# Longer texts are sentences, and dateparser's patterns grow slow on them.
_LONGEST = 60

# Kinds of words whose part in an answer can be checked, or that have none; with any other dateparser is not asked.
_CHECKED = frozenset(
    {
        "weekday",
        "month",
        "day",
        "unit",
        "number",
        "in",
        "later",
        "ago",
        "at",
        "until",
        "onday",
        "lateday",
        "fill",
        "and",
        "minutes",
        "plus",
    }
)

# What dateparser lets out of texts that it was not made for.
_ITS_ERRORS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def read_long_tail(text: str, folded: str, context: WhenContext) -> date | datetime | None:
    """What dateparser makes of the text, if everything that was typed shows in it; else None.

    It is asked twice, from two instants that differ in everything. What is the same in both answers comes from the
    text and not from the present, and only that shows a number: in `tomorrow at 5`, said on the 4th, the 5 of the
    day does not. It also passes over words that it does not know (it reads `by 5 Mart` as the 5th of this month), so
    months, weekdays and days such as tomorrow have to show as well, and leaving out a word that is in none of the
    tables has to change the answer.
    """
    words = words_of(folded)
    if not words or len(folded) > _LONGEST:
        return None
    known = {word: _meanings(word) for word in words}
    if any(atom.kind not in _CHECKED for atoms in known.values() for atom in atoms):
        return None
    base = context.now.replace(tzinfo=None, microsecond=0)
    other = _unlike(base)
    typed = unicodedata.normalize("NFKC", text)
    first, second = _parsed(typed, base, context), _parsed(typed, other, context)
    if first is None or second is None:
        return None
    atoms = [atom for meanings in known.values() for atom in meanings]
    if not (_agree(atoms, first, base) and _agree(atoms, second, other)):
        return None
    numbers = Counter(int(figures) for figures in re.findall(r"\d+", folded))
    if numbers - _same(first, second, base, other):
        return None
    for word, meanings in known.items():
        if not meanings and _parsed(_without(word, folded), base, context) == first:
            return None
    checked(first.date())
    return _precise(first, second, base, other, folded, context)


def _meanings(word: str) -> set[Atom]:
    """All that a word means in any of the languages; in Korean also what is written into it."""
    meanings = {atom for language in LANGUAGES for atom in lexicon(language).words.get(word, ())}
    if not meanings and languages_of(word) == ("ko",):
        table = lexicon("ko").words
        meanings = {atom for key, atoms in table.items() if len(key) > 1 and key in word for atom in atoms}
    return meanings


def _agree(atoms: list[Atom], answer: datetime, base: datetime) -> bool:
    """Whether the answer falls on every weekday, month and day that was said, and on the side that was said."""
    days = (answer.date() - base.date()).days
    values = {"weekday": answer.weekday(), "month": answer.month, "day": days}
    if any(atom.n != values[atom.kind] for atom in atoms if atom.kind in values):
        return False
    said = {atom.kind for atom in atoms}
    if "ago" in said:
        return answer < base and not said & {"in", "later"}
    return answer > base or not said & {"in", "later"}


def _without(word: str, folded: str) -> str:
    return " ".join(re.sub(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", " ", folded).split())


def _precise(
    first: datetime,
    second: datetime,
    base: datetime,
    other: datetime,
    folded: str,
    context: WhenContext,
) -> date | datetime | None:
    """The answer as an instant if it holds an hour of its own, else as a date; None if its hour is in doubt."""
    if first.time() == second.time():
        if first.time() == time():
            return first.date()
        if f"{first.hour:02}:" not in folded:
            return None
        return context.instant(first.date(), TimeOfDay(first.hour, first.minute, first.second))
    if (first.time(), second.time()) == (base.time(), other.time()):
        return first.date()
    if first - base == second - other:
        return context.later(round((first - base).total_seconds()))
    return None


def _parsed(text: str, base: datetime, context: WhenContext) -> datetime | None:
    # dateparser takes 0.1 s to import and as much for its first call
    import dateparser

    settings = {
        "DATE_ORDER": "YMD" if context.language == "ko" else "DMY",
        "PREFER_DATES_FROM": "past" if context.past else "future",
        "RELATIVE_BASE": base,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            answer = dateparser.parse(text, languages=list(LANGUAGES), settings=settings)
        except _ITS_ERRORS:
            return None
    # an answer with a zone of its own read some word as the name of one
    return answer if answer is None or answer.tzinfo is None else None


def _unlike(base: datetime) -> datetime:
    """An instant that differs from `base` in year, month, day, weekday, hour, minute and second."""
    for days in range(533, 560):
        other = base + timedelta(days=days, hours=7, minutes=23, seconds=17)
        if all(mine != theirs for mine, theirs in zip(_parts(base), _parts(other), strict=True)):
            return other
    raise AssertionError("some of 27 days differs from any other day")


def _parts(when: datetime) -> tuple[int, ...]:
    return (*when.timetuple()[:6], when.weekday())


def _same(first: datetime, second: datetime, base: datetime, other: datetime) -> Counter[int]:
    """The numbers that both answers show: parts of the date and hour, or the distance from where each was asked."""
    absolute = [mine for mine, theirs in zip(_parts(first)[:6], _parts(second)[:6], strict=True) if mine == theirs]
    relative: list[int] = []
    for mine, theirs in zip(_distances(first, base), _distances(second, other), strict=True):
        if mine == theirs and mine is not None:
            relative.append(mine)
    return Counter(absolute) | Counter(relative)


def _distances(answer: datetime, base: datetime) -> list[int | None]:
    """How far the answer is from `base`, in every unit in which that is a whole number."""
    days = abs((answer.date() - base.date()).days)
    months = abs((answer.year - base.year) * 12 + answer.month - base.month)
    seconds = abs(round((answer - base).total_seconds()))
    return [
        days or None,
        days // 7 if days and days % 7 == 0 else None,
        months or None,
        months // 12 if months and months % 12 == 0 else None,
        seconds or None,
        seconds // 60 if seconds and seconds % 60 == 0 else None,
        seconds // 3600 if seconds and seconds % 3600 == 0 else None,
    ]
