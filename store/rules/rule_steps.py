"""A rule as people say it, taken apart for its words: every so many weeks on a Friday, the last Friday of the month."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Steps(NamedTuple):
    """A rule that there are words for.

    Attributes:
        by: what is stepped over.
        interval: by how many of them.
        weekdays: of a week, 0 for Monday; empty for that of the start.
        first_weekday: with which a week begins, 0 for Monday.
        month: of a year, 1 to 12; 0 for the start's.
        month_days: of a month, negative from its end; empty for the start's.
        is_last: whether only the last of them that a month has is meant.
        nth_weekdays: of a month: which one, negative from its end, and its weekday.
    """

    by: Literal["day", "week", "month", "year"]
    interval: int
    weekdays: tuple[int, ...] = ()
    first_weekday: int = 0
    month: int = 0
    month_days: tuple[int, ...] = ()
    is_last: bool = False
    nth_weekdays: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=4096)
def steps_of(rule: str) -> Steps | None:
    """Return what is stepped over in `rule`, None where there are no words for it.

    Args:
        rule: an RFC 5545 RRULE value as `check_rule` gives it, without COUNT and UNTIL.
    """
    parts = dict(part.split("=") for part in rule.strip(";").split(";"))
    frequency, interval = parts.pop("FREQ"), int(parts.pop("INTERVAL", "1"))
    first = _WEEKDAYS.index(parts.pop("WKST", "MO"))
    names = frozenset(parts)
    if frequency == "DAILY" and not names:
        return Steps("day", interval)
    if frequency == "WEEKLY" and names <= {"BYDAY"}:
        named = parts["BYDAY"].split(",") if names else []
        if not all(name in _WEEKDAYS for name in named):
            return None
        weekdays = tuple(sorted({_WEEKDAYS.index(name) for name in named}))
        return Steps("week", interval, weekdays, first)
    month = 0
    if frequency == "YEARLY":
        if names in (frozenset(("BYMONTHDAY",)), frozenset(("BYDAY",))) or "," in parts.get("BYMONTH", ""):
            return None
        month = int(parts.pop("BYMONTH", "0"))
    elif frequency != "MONTHLY":
        return None
    return _monthly(Steps("month" if frequency == "MONTHLY" else "year", interval, month=month), parts)


def _monthly(steps: Steps, parts: dict[str, str]) -> Steps | None:
    names = frozenset(parts)
    if not names:
        return steps
    if steps.by == "year" and not steps.month:
        return None
    if names == {"BYDAY"}:
        named = parts["BYDAY"].split(",")
        if any(name in _WEEKDAYS for name in named):
            return None
        nth = tuple((int(name[:-2]), _WEEKDAYS.index(name[-2:])) for name in named)
        return steps._replace(nth_weekdays=nth) if all(1 <= abs(one) <= 5 for one, _weekday in nth) else None
    if names == {"BYMONTHDAY"} or (names == {"BYMONTHDAY", "BYSETPOS"} and parts["BYSETPOS"] == "-1"):
        days = tuple(int(day) for day in parts["BYMONTHDAY"].split(","))
        return steps._replace(month_days=days, is_last=len(names) > 1)
    return None
