"""The grammar of hours: 17:00, at 5, 5 pm, half past five, 5'e çeyrek kala, 3시 반, 5 παρά 20, в 5 и половина."""

from __future__ import annotations

from store.rules.when_words.lexicon import Atom
from store.rules.when_words.patterns import Found, rule
from store.rules.when_words.said import Clock, Said

_NOON = 12
_QUARTER = 15
_HALF = 30

# `ten to five` is an hour, `9 to 5` is when a shop is open
_MINUTES_TO = frozenset({5, 10, 15, 20, 25})


def clock_at(atom: Atom, minute: int = 0, *, weak: bool = False) -> Said:
    """An hour said as a number: 09 and 17 are plain, 5 leaves morning or afternoon open, 12 is noon."""
    leading_zero = len(atom.name) > 1 and atom.name.startswith("0")
    exact = leading_zero or atom.n == 0 or atom.n > _NOON or (atom.n == _NOON and minute > 0)
    return Said(clock=Clock(atom.n, minute, exact=exact, written=atom.n == _NOON, weak=weak))


def _figures(found: Found) -> Said:
    """17:00, 9.30: two figures before the mark are 24-hour notation, one (5:00) is not."""
    atom = found.one("clock", "dotted", "dotted_hour")
    hour, minute, second = (*atom.numbers, 0)[:3]
    two = atom.n == 2
    return Said(
        clock=Clock(
            hour,
            minute,
            second,
            exact=hour == 0 or hour >= _NOON or (two and hour < 10),
            written=two,
            weak=atom.kind == "dotted" and not (found.has("at") or found.has("oclock")),
            dotted=atom.kind != "clock",
        )
    )


def _marked_hour(found: Found) -> Said:
    """5 o'clock, 17 ч., 3시; with a bare h it takes 17h or a day to tell it from a length of time."""
    atom = found.one("number", "hour")
    bare_h = found.one("oclock").name == "h" and not found.has("at")
    return clock_at(atom, weak=bare_h and not _NOON < atom.n < 24)


def _hour_with_minutes(found: Found) -> Said:
    stem, minutes = found.all("number", "hour")
    return clock_at(stem, minutes.n)


def _hour_and_half(found: Found) -> Said:
    return clock_at(found.one("number", "hour"), _HALF)


def _hour_and_quarter(found: Found) -> Said:
    return clock_at(found.one("number", "hour"), _QUARTER)


def _compact(found: Found) -> Said | None:
    """17h30; 2h30 is a length of time unless a day stands beside it."""
    hour, minute = found.one("hours").numbers
    clear = found.has("at") or _NOON < hour < 24
    return clock_at(Atom("number", hour), minute, weak=not clear)


def _minutes_from(found: Found) -> Said | None:
    """5 minutes to 6, 10 minutes past 6."""
    if found.one("unit").name != "minute":
        return None
    return _past(found) if found.has("past") else _to(found)


def _before(hour: Atom, minutes: int) -> Said | None:
    """Ten to five: 4:50, and ten to one is 12:50."""
    if not 0 < minutes < 60 or hour.n == 0:
        return None
    earlier = hour.n - 1 or _NOON
    return clock_at(Atom("number", earlier), 60 - minutes)


def _less(found: Found) -> Said | None:
    """5 παρά 20, пет без петнайсет, 5'e 10 kala: the hour first."""
    hour, *minutes = found.all("number", "hour")
    return _before(hour, minutes[0].n if minutes else _QUARTER)


def _to(found: Found) -> Said | None:
    """Quarter to five, ten to five: the minutes first."""
    *minutes, hour = found.all("number")
    count = minutes[0].n if minutes else _QUARTER
    return _before(hour, count) if count in _MINUTES_TO else None


def _past(found: Found) -> Said:
    """Half past five, ten past five: the minutes first."""
    *minutes, hour = found.all("number")
    return clock_at(hour, minutes[0].n if minutes else _HALF if found.has("half") else _QUARTER)


def _word(found: Found) -> Said | None:
    """Noon, midnight, 12 noon."""
    if found.optional("number") not in {None, _NOON}:
        return None
    if found.one("fixed").name == "noon":
        return Said(clock=Clock(_NOON, exact=True))
    return Said(clock=Clock(0, exact=True, midnight=True))


CLOCK_RULES = (
    rule("at? clock|dotted|dotted_hour oclock?", _figures),
    rule("at number", lambda found: clock_at(found.one("number"))),
    rule("at? hour", lambda found: clock_at(found.one("hour"))),
    rule("at? number|hour oclock", _marked_hour),
    rule("at? number oclock number minutes", _hour_with_minutes),
    rule("at? number oclock and|plus? half", _hour_and_half),
    rule("at? number oclock and|plus number minutes?", _hour_with_minutes),
    rule("at? number half", _hour_and_half),
    rule("at? number plus half", _hour_and_half),
    rule("at? number plus quarter", _hour_and_quarter),
    rule("at? number plus number minutes?", _hour_with_minutes),
    rule("at? halfpast", lambda found: clock_at(found.one("halfpast"), _HALF)),
    rule("at? number less number|quarter", _less),
    rule("at? number number|quarter short", _less),
    rule("at? number number gone", _hour_with_minutes),
    rule("at? number quarter gone", _hour_and_quarter),
    rule("at? half|quarter|number past number", _past),
    rule("at? quarter|number to number", _to),
    rule("at? number unit past|to number", _minutes_from),
    rule("at? hours", _compact),
    rule("at? number? fixed", _word),
)
