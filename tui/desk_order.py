"""The order of the desk, told from rows of the agenda that are not decoded: of thousands, the first few are needed.

What comes out is just what `desk.wanting` and `desk.by_pressing` say of the same rows; imported where every
millisecond counts, see `glance.py`.
"""

from __future__ import annotations

from datetime import datetime

from store.database.agenda_lines import instant_in
from store.rules.desk import place_of
from store.rules.thanks_desk import LETTERS as OF_THANKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.database.agenda_lines import Line
    from store.rules.desk import Place

CLOCK_LETTERS = ("c", "u", "r")
_UPSET, _HAPPY = b'"mood":"upset"', b'"mood":"happy"'
_MATTER = b'"conversation":'
_LOCAL = 19  # a local time to the second, before its offset


def sorted_out(lines: dict[str, Line], now: datetime) -> tuple[list[str], list[str], list[Line], list[Line]]:
    """Return the keys of who waits and of what is promised, what presses most first, and those of follow-ups.

    Then come the lines of all others, and of thanks.

    Args:
        lines: the agenda's rows by key.
        now: aware, in the shop's zone.
    """
    is_past = _Past(now)
    wanting: dict[str, list[str]] = {}
    promises: list[str] = []
    follow_ups: list[str] = []
    others: list[Line] = []
    thanks: list[Line] = []
    for key, line in lines.items():
        letter = key[0]
        if letter == "c":
            wanting.setdefault(key[1:], []).append(key)
        elif letter == "p":
            promises.append(key)
        elif letter == "f":
            follow_ups.append(key)
        elif letter == "u" or letter == "r":
            at_risk = instant_in(line, "at_risk", "")
            if at_risk and not is_past.is_ahead(at_risk):
                wanting.setdefault(key[1:], []).append(key)
        elif letter in OF_THANKS:
            thanks.append(line)
        else:
            others.append(line)
    places: list[tuple[Place, bool, str, int, str]] = []
    for matter, keys in wanting.items():
        key = keys[0] if len(keys) == 1 else min(keys, key=lambda one: _pressing(one, lines[one]))
        line = lines[key]
        due, overdue = instant_in(line, "due", ""), instant_in(line, "overdue", "")
        status = "running"
        if overdue and not is_past.is_ahead(overdue):
            status = "overdue"
        elif key[0] != "c":
            status = "at_risk"
        else:
            at_risk = instant_in(line, "at_risk", "")
            if at_risk and not is_past.is_ahead(at_risk):
                status = "at_risk"
        mood = _mood_of(matter, lines) if status == "overdue" else ""
        place = place_of(status, due or instant_in(line, "started"), mood)
        places.append((place, False, "" if due else "-", int(matter), key))
    for key in promises:
        line = lines[key]
        due = instant_in(line, "due")
        status = "open"
        if is_past(due):
            status = "overdue"
        elif is_past(instant_in(line, "aim")):
            status = "at_risk"
        mood = _mood_of(_matter_in(line), lines) if status == "overdue" else ""
        places.append((place_of(status, due, mood), True, "", int(key[1:]), key))
    places.sort()
    return [key for *_place, key in places], follow_ups, others, thanks


def first_follow_ups(keys: Iterable[str], lines: dict[str, Line], now: datetime, most: int) -> tuple[list[Line], int]:
    """Return the first lines of the follow-ups that `desk.follow_ups_of_today` would give, and how many it would give.

    Args:
        keys: of follow-ups.
        lines: the agenda's rows by key.
        now: aware, in the shop's zone.
        most: how many, 0 or more.
    """
    today = now.date().isoformat()
    is_past = _Past(now)
    found: list[tuple[datetime, int, str]] = []
    for key in keys:
        line = lines[key]
        shown_from = instant_in(line, "from")
        if shown_from[: len(today)] <= today:
            snoozed = instant_in(line, "snoozed", "")
            if not snoozed or not is_past.is_ahead(snoozed):
                found.append((datetime.fromisoformat(shown_from), int(key[1:]), key))
    found.sort()
    return [lines[key] for _shown_from, _id, key in found[:most]], len(found)


class _Past:
    """Whether instants are past, told from their text where that will do: those of one offset sort as they read."""

    def __init__(self, now: datetime) -> None:
        text = now.isoformat(timespec="seconds")
        self._now, self._local, self._offset = now, text[:_LOCAL], text[_LOCAL:]
        # What is of the same second is past only by the fraction that the text leaves out.
        self._has_fraction = now.microsecond > 0

    def __call__(self, text: str) -> bool:
        """Return whether an instant lies before now."""
        if text[_LOCAL:] == self._offset:
            local = text[:_LOCAL]
            return local < self._local or (self._has_fraction and local == self._local)
        return datetime.fromisoformat(text) < self._now

    def is_ahead(self, text: str) -> bool:
        """Return whether an instant lies after now."""
        if text[_LOCAL:] == self._offset:
            return text[:_LOCAL] > self._local
        return datetime.fromisoformat(text) > self._now


def _pressing(key: str, line: Line) -> tuple[bool, datetime, int]:
    due = instant_in(line, "due", "")
    when = datetime.fromisoformat(due or instant_in(line, "started"))
    return not due, when, CLOCK_LETTERS.index(key[0])


def _mood_of(matter: str, lines: dict[str, Line]) -> str:
    """Return how the customer of a conversation felt last: any of its clocks' rows knows."""
    for letter in CLOCK_LETTERS:
        line = lines.get(letter + matter)
        if isinstance(line, dict):
            mood: str = line.get("mood", "")
            return mood
        if line is not None:
            return "upset" if _UPSET in line else "happy" if _HAPPY in line else ""
    return ""


def _matter_in(line: Line) -> str:
    """Return the id of the conversation in which something was promised, empty where it is in none."""
    if isinstance(line, dict):
        return str(line.get("conversation", ""))
    _before, found, after = line.rpartition(_MATTER)
    digits = after[: len(after) - len(after.lstrip(b"0123456789"))]
    return digits.decode() if found else ""
