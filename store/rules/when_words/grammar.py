"""The grammar of days: which words in which order say which day. One set of rules reads all five languages,
since the tables tell apart what stands before and what stands behind (in 2 weeks, 2 hafta sonra, след 2 седмици)."""

from __future__ import annotations

from typing import cast

from store.rules.when_words.clock_grammar import CLOCK_RULES, clock_at
from store.rules.when_words.lexicon import Atom, Token
from store.rules.when_words.patterns import Found, Says, phrases, rule
from store.rules.when_words.said import (
    DayOfMonth,
    Edge,
    MonthDay,
    MonthEdge,
    NamedDay,
    Now,
    NthWeekday,
    Numeric,
    Offset,
    Part,
    Said,
    Shift,
    Span,
    Unit,
    Weekend,
    Which,
    WholeMonth,
)

# How many weeks, months or years from the present one a word means.
_STEPS = {"last": -1, "this": 0, "coming": 1, "next": 1, "other": 1, "after": 2}

# unit → months, days, seconds, rank (see Shift)
_LENGTHS = {
    "minute": (0, 0, 60, 0),
    "hour": (0, 0, 3600, 1),
    "day": (0, 1, 0, 2),
    "week": (0, 7, 0, 3),
    "fortnight": (0, 14, 0, 3),
    "month": (1, 0, 0, 4),
    "year": (12, 0, 0, 5),
}

# Above this, a lone m can only be minutes; below it could be months too.
_MOST_MONTHS = 24


def _step(found: Found) -> int:
    """Which week, month or year is meant, from the present one."""
    steps = found.all("rel")
    return _STEPS[steps[0].name] if steps else found.number("weeks", "months", "years")


def _stepped_unit(found: Found) -> Unit | None:
    """The week, month or year that is stepped over."""
    for unit in ("week", "month", "year"):
        if found.has(unit + "s"):
            return unit
    if found.has("ofmonth"):
        return "month"
    name = found.one("unit").name
    return cast(Unit, name) if name in {"week", "month", "year"} else None


def _span(found: Found) -> Said | None:
    unit = _stepped_unit(found)
    return None if unit is None else Said(span=Span(unit, _step(found)))


def _named_day(found: Found) -> Said | None:
    which = found.one("rel").name
    if which == "after":
        return None
    return Said(day=NamedDay(found.number("weekday"), cast(Which, which)))


def _week_after(found: Found) -> Said | None:
    """Friday week: the Friday after the coming one."""
    if found.one("unit").name != "week":
        return None
    return Said(day=NamedDay(found.number("weekday"), "week"))


def _weekend(found: Found) -> Said | None:
    which = found.all("rel")
    if which and which[0].name == "after":
        return None
    return Said(day=Weekend(cast(Which, which[0].name if which else "this")))


def _month_day(found: Found) -> Said:
    """4 march, march 4, 3월 4일, with or without a year."""
    *months, day = found.all("number", "ordinal")
    month = months[0].n if found.has("monthmark") else found.number("month")
    return Said(day=MonthDay(month, day.n, found.optional("year")))


def _month(found: Found) -> int:
    return found.number("number") if found.has("monthmark") else found.number("month")


def _whole_month(found: Found) -> Said:
    return Said(day=WholeMonth(_month(found), found.optional("year")))


def _month_edge(found: Found) -> Said:
    end = found.one("edge").name == "end"
    return Said(day=MonthEdge(end, _month(found), found.optional("year")))


def _edge(found: Found) -> Said | None:
    end = found.one("edge").name == "end"
    if found.has("unit") and found.one("unit").name == "day":
        return Said(day_end=True) if end and not found.has("rel") else None
    unit = _stepped_unit(found)
    if unit is None:
        return None
    said = found.has("rel") or not (found.has("unit") or found.has("ofmonth"))
    return Said(day=Edge(end, unit, _step(found) if said else None))


def _day_of_month(found: Found) -> Said | None:
    """The 5th, the 5th of the month, ayın 5'i, 5일, 5-то число; the month may stand in a span beside it."""
    if found.has("unit") and found.one("unit").name != "month":
        return None
    day = found.number("number", "ordinal")
    if day < 1:
        return None
    span = Span("month", _step(found)) if found.has("rel") else None
    return Said(day=DayOfMonth(day, loose=found.has("dom")), span=span)


def _late_day(found: Found) -> Said | None:
    """Στις 25: a day of the month, since no hour is called 25; up to 12 it is an hour."""
    return _day_of_month(found) if found.number("number") > 12 else None


def _nth_weekday(found: Found) -> Said | None:
    """The last friday of the month, the first monday of march."""
    alone = not any(map(found.has, ("unit", "ofmonth", "month", "months")))
    if (found.has("unit") and found.one("unit").name != "month") or (alone and found.number("ordinal") < 0):
        return None
    span = Span("month", _step(found)) if found.has("rel") or found.has("months") else None
    day = NthWeekday(
        found.number("ordinal"),
        found.number("weekday"),
        found.optional("month"),
        found.optional("year"),
    )
    return Said(day=day, span=span)


def _length(found: Found) -> Said | None:
    """2 weeks, 90 min, 1.5 hours, half an hour, bir buçuk saat; days and weeks only come whole."""
    units = found.all("unit")
    name = units[0].name
    count = found.number("number") if found.has("number") else 1
    if name == "month_m":
        name = "month" if count <= _MOST_MONTHS else ""
    if name not in _LENGTHS:
        return None
    months, days, seconds, smallest = _LENGTHS[name]
    hundredths = 100 * count
    if found.has("decimal"):
        hundredths = found.number("decimal")
    elif found.has("half"):
        # half an hour counts as 0.5, an hour and a half as 1.5
        if found.all("number")[1:] not in ([], [Atom("number", 1)]):
            return None
        first = found.atoms[0].kind == "half"
        hundredths = 50 if first else hundredths + 50
    if hundredths % 100 and (name not in {"hour", "year"} or (months * hundredths) % 100):
        return None
    direction = 0
    if found.has("in") or found.has("later"):
        direction = 1
    elif found.has("ago"):
        direction = -1
    elif found.has("rel"):
        direction = {"next": 1, "coming": 1, "last": -1}.get(found.one("rel").name, 0)
        if not direction:
            return None
    return Said(
        day=Shift(
            months=months * hundredths // 100,
            days=days * hundredths // 100,
            seconds=seconds * hundredths // 100,
            smallest=smallest if hundredths % 100 == 0 else smallest - 1,
        ),
        direction=direction,
    )


def _compact_length(found: Found) -> Said:
    """2h30."""
    hours, minutes = found.one("hours").numbers
    return Said(day=Shift(seconds=3600 * hours + 60 * minutes, smallest=0))


def _part_of(found: Found) -> Part:
    return cast(Part, found.one("part").name)


def _this_part(found: Found) -> Said | None:
    """This evening, bu akşam, тази вечер."""
    if found.one("rel").name != "this":
        return None
    return Said(day=Offset(0), part=_part_of(found))


def _numeric(found: Found) -> Said:
    atom = found.one("date")
    return Said(day=Numeric(atom.numbers, atom.name))


def _always(said: Said) -> Says:
    return lambda found: said


# dates that also stand beside `every`
DATE_RULES = (
    rule("at|onday? number|ordinal month year?", _month_day),
    rule("month number|ordinal year?", _month_day),
    rule("year month number|ordinal", _month_day),
    rule("year? yearmark? number monthmark number dom", _month_day),
    rule("at|in|onday? edge rel? unit|ofmonth", _edge),
    rule("rel? unit|ofmonth edge", _edge),
    rule("at|onday? ordinal", _day_of_month),
    rule("at|onday? ordinal onday|since? unit|ofmonth", _day_of_month),
    rule("lateday? number rel? ofmonth", _day_of_month),
    rule("rel? ofmonth number|ordinal", _day_of_month),
    rule("number dom", _day_of_month),
    rule("onday number", _day_of_month),
    rule("lateday number", _late_day),
    rule("at|onday? ordinal weekday onday|since? rel? unit|ofmonth", _nth_weekday),
    rule("at|onday? ordinal weekday onday|in|since? month year?", _nth_weekday),
    rule("rel? ofmonth ordinal weekday", _nth_weekday),
)

PART_RULES = (
    rule("at|in|onday|during? part", lambda found: Said(part=_part_of(found))),
    rule("until", _always(Said(bound="until"))),
    rule("fill", _always(Said())),
)

_DAY_RULES = (
    rule("at|onday? day", lambda found: Said(day=Offset(found.number("day")))),
    rule("now", _always(Said(day=Now()))),
    rule("at|onday? date", _numeric),
    rule("at|onday? weekday", lambda found: Said(weekday=found.number("weekday"))),
    rule("at|onday? rel weekday", _named_day),
    rule("weekday unit", _week_after),
    rule("at|onday|in|during? rel? weekend", _weekend),
    rule("at|onday|in|during? rel unit|ofmonth", _span),
    rule("weeks|months|years", _span),
    rule("at|in|during|onday? month year?", _whole_month),
    rule("year? yearmark? number monthmark", _whole_month),
    rule("at|in|onday? edge weeks|months|years", _edge),
    rule("weeks|months|years edge", _edge),
    rule("at|in|onday? edge month year?", _month_edge),
    rule("month year? edge", _month_edge),
    rule("year? yearmark? number monthmark edge", _month_edge),
    rule("at|onday? ordinal onday|since? rel unit", _day_of_month),
    rule("lateday number rel unit", _day_of_month),
    rule("months|month ordinal weekday", _nth_weekday),
    rule("rel unit ordinal weekday", _nth_weekday),
    rule("at|onday? ordinal weekday", _nth_weekday),
    rule("at|during? rel part", _this_part),
    rule("number", lambda found: Said(bare=clock_at(found.one("number")).clock)),
    rule("at|onday? dayend", _always(Said(day_end=True))),
    rule("since", _always(Said(bound="since"))),
    rule("during", _always(Said(bound="during"))),
)

_LENGTH_RULES = (
    rule("and|plus? number|decimal unit", _length),
    rule("in? rel number unit", _length),
    rule("half number? unit", _length),
    rule("number half unit", _length),
    rule("number unit and|plus? number? half", _length),
    rule("in unit and|plus half", _length),
    rule("in|ago unit", _length),
    rule("hours", _compact_length),
    rule("days", lambda found: Said(day=Shift(days=found.number("days")))),
    rule("in|later", _always(Said(direction=1))),
    rule("ago", _always(Said(direction=-1))),
)

_RULES = (*DATE_RULES, *PART_RULES, *_DAY_RULES, *_LENGTH_RULES, *CLOCK_RULES)


def said_by(tokens: list[Token]) -> list[Said]:
    """Everything that the tokens of one text can say; an empty list if they say nothing."""
    return phrases(tokens, _RULES)
