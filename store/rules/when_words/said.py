"""What a person said of a time: the day and the hour in their own terms, before any clock or calendar is asked."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Unit = Literal["day", "week", "month", "year"]
Which = Literal["this", "coming", "next", "other", "last", "week"]
Part = Literal["", "dawn", "morning", "noon", "afternoon", "evening", "tonight", "night", "am", "pm"]
Bound = Literal["", "until", "since", "during"]


@dataclass(frozen=True, slots=True)
class Offset:
    """Today, tomorrow, yesterday: so many days from now."""

    days: int


@dataclass(frozen=True, slots=True)
class Now:
    """This very instant."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A weekday (Monday is 0) with a word beside it: this friday, next friday, friday week."""

    weekday: int
    which: Which


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday together."""

    which: Which


@dataclass(frozen=True, slots=True)
class Shift:
    """A length of time from now; its direction is said elsewhere, or by the context.

    `smallest` is the rank of its smallest unit: 0 minutes, 1 hours, 2 days, 3 weeks, 4 months, 5 years.
    """

    months: int = 0
    days: int = 0
    seconds: int = 0
    smallest: int = 2


@dataclass(frozen=True, slots=True)
class Edge:
    """The first or last day of a week, month or year, `offset` of them from the present one (None: not said)."""

    end: bool
    unit: Unit
    offset: int | None


@dataclass(frozen=True, slots=True)
class MonthEdge:
    """The first or last day of a named month."""

    end: bool
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a named month."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in figures, as it was typed; which figure is the month is for the calendar to find out."""

    numbers: tuple[int, ...]
    typed: str


@dataclass(frozen=True, slots=True)
class WholeMonth:
    """A month without a day."""

    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 5th, of a month that the span names, or else of the nearest one.

    `loose` where the same words say so many days (5일): 5일 전 is 5 days ago, and not before the 5th.
    """

    day: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first (1) or last (-1) Friday of a month: `month` if named, else the span's, else the nearest."""

    nth: int
    weekday: int
    month: int | None = None
    year: int | None = None


Day = (
    Offset
    | Now
    | NamedDay
    | Weekend
    | Shift
    | Edge
    | MonthEdge
    | MonthDay
    | Numeric
    | WholeMonth
    | DayOfMonth
    | NthWeekday
)


@dataclass(frozen=True, slots=True)
class Span:
    """A whole week, month or year, so many of them from the present one."""

    unit: Unit
    offset: int


@dataclass(frozen=True, slots=True)
class Every:
    """A repetition: every so many days, weeks, months or years; `unit` is empty where a day beside it tells."""

    unit: Unit | Literal["", "workday"]
    interval: int = 1


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it was said.

    `exact`: there is no morning or evening to ask about. `written`: taken as it stands unless only the other half
    of the day is inside opening hours (10:30, at 12). `midnight`: the word, which may begin or end the day named.
    `weak`: means an hour only beside a day (`fri 17.10`, `fri 5h`). `dotted`: could have been a date by its looks.
    """

    hour: int
    minute: int = 0
    second: int = 0
    exact: bool = False
    written: bool = False
    midnight: bool = False
    weak: bool = False
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """All that one phrase says.

    `weekday` beside another day is a check on it; `bare` is a number alone, which may turn out an hour or a day of the
    month. `direction` is 1 for `in` and `later`, -1 for `ago` (or, with no length of time beside it, for `before`).
    `every` and `weekdays` are said of repetitions only.
    """

    day: Day | None = None
    span: Span | None = None
    weekday: int | None = None
    clock: Clock | None = None
    bare: Clock | None = None
    part: Part = ""
    bound: Bound = ""
    direction: int = 0
    day_end: bool = False
    every: Every | None = None
    weekdays: tuple[int, ...] = ()

    def joined(self, other: Said) -> Said | None:
        """Both together, or None if they speak of the same thing in two ways."""
        if self.bare and not self.part and (other.day is not None or other.weekday is not None):
            # 3 fridays: the hour stands behind its day
            return None
        changes: dict[str, Any] = {}
        for name, empty in _EMPTY.items():
            new, old = getattr(other, name), getattr(self, name)
            if new == empty:
                continue
            if old == empty:
                changes[name] = new
            elif isinstance(old, Shift) and isinstance(new, Shift):
                total = _added(old, new)
                if total is None:
                    return None
                changes[name] = total
            elif name == "weekdays":
                changes[name] = (*self.weekdays, *other.weekdays)
            elif name not in {"direction", "bound", "part"} or old != new:
                return None
        return replace(self, **changes)


_EMPTY: dict[str, object] = {field.name: field.default for field in fields(Said)}


def _added(first: Shift, second: Shift) -> Shift | None:
    """1 year 2 months, 2 days 3 hours, 1 h 30 min: the larger unit first, and hours beside days at most."""
    total = Shift(
        months=first.months + second.months,
        days=first.days + second.days,
        seconds=first.seconds + second.seconds,
        smallest=second.smallest,
    )
    if second.smallest >= first.smallest or (total.months and total.seconds):
        return None
    return total
