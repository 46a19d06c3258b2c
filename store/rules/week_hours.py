"""Opening hours of one day or several, as one types them: `9-18`, `mon-fri 9-13, 14-18; sat 9:30-14; sun closed`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from store.errors import NotUnderstoodError
from store.records.shop import WEEKDAYS, Weekday
from store.rules.hours import hours_text, parse_hours
from store.rules.when_words.folding import spelling
from store.rules.when_words.lexicon import LANGUAGES, lexicon
from store.sentences import _

_LONGEST = 300
_PIECE = re.compile(r"[^\W\d_]+\.?|[0-9][0-9:.]*|\S")
_DASHES = frozenset("-–—−")
_CLOSED = frozenset(spelling(word) for word in ("closed", "kapalı", "닫음", "휴무", "κλειστά", "κλειστό", "затворено"))


def read_week_hours(text: str, day: Weekday) -> dict[Weekday, str]:
    """Return the hours of each day that `text` names, as the settings have them; an empty text is a closed day.

    Days are named in any of the product's languages, one by one (`mon, wed`) or from one to another (`fri-mon`).

    Args:
        text: as it was typed.
        day: whose hours they are where `text` names no day.

    Raises:
        NotUnderstoodError: hours that cannot be read, a word that is no weekday, or a day that is given twice.
    """
    if len(text) > _LONGEST:
        raise _unreadable(text)
    found: dict[Weekday, str] = {}
    days: list[Weekday] = []
    pieces: list[str] = []
    is_range = False
    for piece in _PIECE.findall(text):
        named = _weekday(piece)
        if named is not None:
            if pieces:
                _take(found, days, pieces, day, text)
                days, pieces = [], []
            days += _days_to(days[-1], named)[1:] if is_range and days else [named]
            is_range = False
        elif piece in _DASHES and not pieces and days:
            is_range = True
        elif piece == ";":
            _take(found, days, pieces, day, text)
            days, pieces, is_range = [], [], False
        elif piece != "," or pieces:
            pieces.append(piece)
    if days or pieces or not found:
        _take(found, days, pieces, day, text)
    return found


def _take(found: dict[Weekday, str], days: Sequence[Weekday], pieces: Sequence[str], day: Weekday, text: str) -> None:
    if days and not pieces:
        raise NotUnderstoodError(_("Say the hours of the days too, such as: mon-fri 09:00-18:00; sat closed.").format())
    hours = _hours(pieces, text)
    for one in days or (day,):
        if one in found:
            raise NotUnderstoodError(_("A day is given twice in {text}. Give each day once.").format(text=text[:60]))
        found[one] = hours


def _hours(pieces: Sequence[str], text: str) -> str:
    if len(pieces) == 1 and spelling(pieces[0]) in _CLOSED:
        return ""
    if any(piece[0].isalpha() for piece in pieces):
        raise _unreadable(text)
    return hours_text(parse_hours(" ".join(pieces).rstrip(" ,")))


def _days_to(first: Weekday, last: Weekday) -> list[Weekday]:
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    count = (end - start) % len(WEEKDAYS)
    return [WEEKDAYS[(start + step) % len(WEEKDAYS)] for step in range(count + 1)]


@lru_cache(maxsize=256)
def _weekday(word: str) -> Weekday | None:
    folded = spelling(word.rstrip("."))
    for language in LANGUAGES:
        for atom in lexicon(language).words.get(folded, ()):
            if atom.kind == "weekday":
                return WEEKDAYS[atom.n]
    return None


def _unreadable(text: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _(
            "The hours {text} cannot be read. Write 09:00-13:00, 14:00-18:00; past midnight 18:00-02:00; "
            "closed; or for several days mon-fri 9-18; sat 9-14."
        ).format(text=text[:60])
    )
