"""The order of the desk, told from rows of the agenda that are not decoded: of thousands, the first few are needed.

What comes out is just what `desk.wanting` and `desk.by_pressing` say of the same rows; imported where every
millisecond counts, see `glance.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta

from store.database.agenda_lines import instant_in
from store.rules.desk import CLOCK_LETTERS, place_of
from store.rules.thanks_desk import OF_CARDS, OF_DAYS, SUGGESTED_DAYS, first_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.database.agenda_lines import AgendaLines, Line
    from store.rules.desk import Place

    Candidate = tuple[str, str, str, Line]
    """Due, conversation (of a clock only), key and row."""

_UPSET, _HAPPY = b'"mood":"upset"', b'"mood":"happy"'
_KEY = b'{"row":"'
_MATTER = b'"conversation":'
_DAY = 10  # of an ISO date
_LOCAL = 19  # a local time to the second, before its offset


def first_pressing(lines: AgendaLines, now: datetime, most: int) -> tuple[list[str], int]:
    """Return the keys of who waits and of what is promised, what presses most first, and how many these are in all.

    What is overdue presses more than anything else, and most what is so since the earliest day: with enough of that,
    nobody looks at the rest.

    Args:
        lines: the agenda's.
        now: aware, in the shop's zone.
        most: return at most so many, 1 or more.
    """
    is_past = _Past(now)
    candidates = [*_wanting(lines, is_past), *_promised(lines)]
    overdue = [one for one in candidates if one[0] and not is_past.is_ahead(one[0])]
    overdue = [one for one in overdue if is_past.is_overdue(one[2], one[3])]
    if len(overdue) < most:
        chosen = candidates
    else:
        overdue.sort(key=_day_of)
        last = _day_of(overdue[most - 1])
        chosen = [one for one in overdue if _day_of(one) <= last]
    places = [_place(due, matter, key, line, lines, is_past) for due, matter, key, line in chosen]
    places.sort()
    return [key for *_place, key in places[:most]], len(candidates)


def _wanting(lines: AgendaLines, is_past: _Past) -> Iterator[Candidate]:
    """Give the clock that presses most of each conversation that wants the owner."""
    wanting: dict[str, list[str]] = {key[1:]: [key] for key in lines.of("c")}
    for letter in ("u", "r"):
        for key, line in lines.of(letter).items():
            at_risk = instant_in(line, "at_risk", "")
            if at_risk and not is_past.is_ahead(at_risk):
                wanting.setdefault(key[1:], []).append(key)
    for matter, keys in wanting.items():
        key = keys[0]
        if len(keys) > 1:
            key = min(keys, key=lambda one: _pressing(one, lines.of(one[0])[one]))
        line = lines.of(key[0])[key]
        yield instant_in(line, "due", ""), matter, key, line


def _promised(lines: AgendaLines) -> Iterator[Candidate]:
    for key, line in lines.of("p").items():
        yield instant_in(line, "due"), "", key, line


def _day_of(candidate: Candidate) -> str:
    return candidate[0][:_DAY]


def _place(
    due: str, matter: str, key: str, line: Line, lines: AgendaLines, is_past: _Past
) -> tuple[Place, bool, str, int, str]:
    """Return where something stands among all that waits or is promised."""
    is_promise = key[0] == "p"
    if is_past.is_overdue(key, line):
        mood = _mood_of(_matter_in(line) if is_promise else matter, lines)
        place = place_of("overdue", due, mood)
    elif is_promise:
        place = place_of("at_risk" if is_past(instant_in(line, "aim")) else "open", due, "")
    else:
        at_risk = instant_in(line, "at_risk", "")
        is_at_risk = key[0] != "c" or (at_risk and not is_past.is_ahead(at_risk))
        place = place_of("at_risk" if is_at_risk else "running", due or instant_in(line, "started"), "")
    return place, is_promise, "" if due else "-", int(key[1:]), key


def first_follow_ups(lines: AgendaLines, now: datetime, most: int) -> tuple[list[Line], int]:
    """Return the first lines of the follow-ups that `desk.follow_ups_of_today` would give, and how many it would give.

    Args:
        lines: the agenda's.
        now: aware, in the shop's zone.
        most: how many, 0 or more.
    """
    is_past = _Past(now)
    found: list[Line] = []
    for line in lines.between("f", until=now.date().isoformat()):
        snoozed = instant_in(line, "snoozed", "")
        if not snoozed or not is_past.is_ahead(snoozed):
            found.append(line)
    # They stand in the order of their local times, in which those of two offsets may overlap, though never two days.
    last = _shown_on(found[min(most, len(found)) - 1]) if found and most else ""
    places = [
        (datetime.fromisoformat(instant_in(line, "from")), _id_of(line), number)
        for number, line in enumerate(found[: bisect_right(found, last, key=_shown_on)])
    ]
    places.sort()
    return [found[number] for *_place, number in places[:most]], len(found)


def first_thanks(lines: AgendaLines, now: datetime, most: int) -> tuple[list[Line], int]:
    """Return the rows that hold the first `most` of what `thanks_desk.thanks_rows` would give, and how many in all.

    Args:
        lines: the agenda's.
        now: aware, in the shop's zone.
        most: how many, 1 or more.
    """
    today = now.date()
    # A card is shown from the day that it is for.
    since = (today - timedelta(days=SUGGESTED_DAYS)).isoformat()
    cards = [lines.between(letter, since, today.isoformat()) for letter in OF_CARDS]
    first = [line for some in cards for line in some[:most]]
    found, count = first_lines([*lines.between(OF_DAYS), *first], now, most)
    return found, count + sum(map(len, cards)) - len(first)


class _Past:
    """Whether instants are past, told from their text where that will do: those of one offset sort as they read."""

    def __init__(self, now: datetime) -> None:
        text = now.isoformat(timespec="seconds")
        self._now, self._text, self._local, self._offset = now, text, text[:_LOCAL], text[_LOCAL:]
        # What is of the same second is past only by the fraction that the text leaves out.
        self._has_fraction = now.microsecond > 0

    def __call__(self, text: str) -> bool:
        """Return whether an instant lies before now."""
        if text[_LOCAL:] == self._offset:
            local = text[:_LOCAL]
            return local < self._local or (self._has_fraction and local == self._local)
        return datetime.fromisoformat(text) < self._now

    def is_overdue(self, key: str, line: Line) -> bool:
        """Return whether the row of a clock or of a promise is overdue."""
        if key[0] == "p":
            return self(instant_in(line, "due"))
        overdue = instant_in(line, "overdue", "")
        return bool(overdue) and not self.is_ahead(overdue)

    def is_ahead(self, text: str) -> bool:
        """Return whether an instant lies after now."""
        if text.endswith(self._offset):
            return text > self._text
        return datetime.fromisoformat(text) > self._now


def _pressing(key: str, line: Line) -> tuple[bool, datetime, int]:
    due = instant_in(line, "due", "")
    when = datetime.fromisoformat(due or instant_in(line, "started"))
    return not due, when, CLOCK_LETTERS.index(key[0])


def _shown_on(line: Line) -> str:
    return instant_in(line, "from")[:_DAY]


def _id_of(line: Line) -> int:
    if isinstance(line, dict):
        found: int = line["id"]
        return found
    return int(line[len(_KEY) + 1 : line.index(b'"', len(_KEY))])


def _mood_of(matter: str, lines: AgendaLines) -> str:
    """Return how the customer of a conversation felt last: any of its clocks' rows knows."""
    for letter in CLOCK_LETTERS:
        line = lines.of(letter).get(letter + matter)
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
