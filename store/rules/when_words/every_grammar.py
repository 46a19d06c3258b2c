"""The grammar of repetitions: every 2 weeks, her ayın 5'i, 매주 금요일, κάθε χρόνο, всеки последен петък от месеца."""

from __future__ import annotations

from functools import cache
from typing import cast

from store.rules.when_words.clock_grammar import CLOCK_RULES
from store.rules.when_words.grammar import DATE_RULES, PART_RULES
from store.rules.when_words.lexicon import Token
from store.rules.when_words.patterns import Found, Rule, phrases, rule
from store.rules.when_words.said import Edge, Every, NthWeekday, Said, Unit

# Words that make a text a repetition.
_EVERY = frozenset({"every", "everyunit"})


def repeats(tokens: list[Token]) -> bool:
    """Whether there is a word among the tokens that can only be said of a repetition."""
    return any(atom.kind in _EVERY for token in tokens for atom in token)


def repetitions(tokens: list[Token]) -> list[Said]:
    """Every repetition that the tokens can say, each with `every` set."""
    return [said for said in phrases(tokens, _rules()) if said.every is not None]


def _each(found: Found) -> Said | None:
    """Every week, every 2 weeks, every other week, 2 haftada bir, 2주마다."""
    name = found.one("unit", "everyunit").name
    interval = found.optional("number")
    if interval is None:
        interval = found.optional("every") or 1
    if name == "fortnight":
        name, interval = "week", 2 * interval
    if name not in {"day", "week", "month", "year"}:
        return None
    return Said(every=Every(cast(Unit, name), interval))


def _each_half_year(found: Found) -> Said | None:
    return Said(every=Every("month", 6)) if found.one("unit").name == "year" else None


def _each_weekday(found: Found) -> Said:
    """Every friday, every other friday, 금요일마다."""
    return Said(every=Every("week", found.number("every")), weekdays=(found.number("weekday"),))


def _second_of_month(found: Found) -> Said | None:
    """Every second friday of the month; without the month it is every other one."""
    in_month = found.has("ofmonth") or found.one("unit").name == "month"
    if not in_month or found.number("every") != 2:
        return None
    return Said(every=Every("month"), day=NthWeekday(2, found.number("weekday")))


def _nth_of_each(found: Found) -> Said | None:
    """Every first monday, every last friday; every third friday could be every three weeks."""
    nth = found.number("ordinal")
    if nth > 1 or found.number("every") != 1:
        return None
    return Said(every=Every("month"), day=NthWeekday(nth, found.number("weekday")))


def _nth_of_month(found: Found) -> Said | None:
    """The first monday of every month, 매월 첫째 월요일."""
    if found.one("unit").name != "month":
        return None
    interval = found.optional("number") or found.number("every")
    day = NthWeekday(found.number("ordinal"), found.number("weekday"))
    return Said(every=Every("month", interval), day=day)


def _month_ends(found: Found) -> Said | None:
    """The end of every month."""
    if found.one("unit").name != "month":
        return None
    interval = found.optional("number") or found.number("every")
    end = found.one("edge").name == "end"
    return Said(every=Every("month", interval), day=Edge(end, "month", None))


def _last_day_of_month(found: Found) -> Said | None:
    """The last day of every month, her ayın son günü."""
    units = {atom.name for atom in found.all("unit")} | ({"month"} if found.has("ofmonth") else set())
    if found.number("ordinal") != -1 or units != {"day", "month"}:
        return None
    interval = found.optional("number") or found.number("every")
    return Said(every=Every("month", interval), day=Edge(True, "month", None))


def _each_alone(found: Found) -> Said | None:
    """Every 1 march, her ayın 5'i: the day beside it tells how often."""
    return Said(every=Every("")) if found.number("every") == 1 else None


@cache
def _rules() -> tuple[Rule, ...]:
    return (
        rule("every number? unit", _each),
        rule("every? number? everyunit", _each),
        rule("number? unit every", _each),
        rule("every half number? unit", _each_half_year),
        rule("every days", lambda found: Said(every=Every("day", found.number("days")))),
        rule("days every", lambda found: Said(every=Every("day", found.number("days")))),
        rule("every weekday", _each_weekday),
        rule("weekday every", _each_weekday),
        rule("every weekday onday|since? unit|ofmonth", _second_of_month),
        rule("every ordinal weekday", _nth_of_each),
        rule("every|at? workday", lambda found: Said(every=Every("workday"))),
        rule("workday every", lambda found: Said(every=Every("workday"))),
        rule("every number? unit at|onday? ordinal weekday", _nth_of_month),
        rule("at|onday? ordinal weekday onday|since? every unit", _nth_of_month),
        rule("at|in? edge every number? unit", _month_ends),
        rule("every number? unit edge", _month_ends),
        rule("every ordinal unit onday|since? unit|ofmonth", _last_day_of_month),
        rule("at|onday? ordinal unit onday|since? every unit", _last_day_of_month),
        rule("every number? unit at|onday? ordinal unit", _last_day_of_month),
        rule("every", _each_alone),
        rule(
            "at|onday|and|plus? weekday",
            lambda found: Said(weekdays=(found.number("weekday"),)),
        ),
        *DATE_RULES,
        *PART_RULES,
        *CLOCK_RULES,
    )
