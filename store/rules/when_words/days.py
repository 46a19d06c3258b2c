"""Which day was meant: what was said, held against the calendar and the present."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.errors import NotUnderstoodError
from store.rules.when_words.calendar_days import (
    checked_year,
    day_in_month,
    days_from,
    existing_date,
    month_length,
    months_from,
    nth_weekday,
)
from store.rules.when_words.context import TimeOfDay, WhenContext
from store.rules.when_words.figures import date_orders
from store.rules.when_words.said import (
    DayOfMonth,
    Edge,
    MonthDay,
    MonthEdge,
    NamedDay,
    NthWeekday,
    Numeric,
    Offset,
    Said,
    Shift,
    Span,
    Weekend,
    WholeMonth,
)
from store.rules.when_words.wording import no_such_date, no_such_figures, other_weekday

_SATURDAY, _SUNDAY = 5, 6
_DECEMBER = 12


class Days:
    """The days that one phrase can mean, for one hour of the day, or for none."""

    def __init__(self, said: Said, context: WhenContext, time: TimeOfDay | None) -> None:
        """Read `said` against `context`; `time` is the hour that was said, None for a day without one."""
        self.said = said
        self.context = context
        self.time = time

    def meant(self) -> list[date]:
        """The days that can be meant, the likeliest first. Raises NotUnderstoodError for one that does not exist."""
        days = self._meant()
        weekday = self.said.weekday
        if weekday is None or not isinstance(self.said.day, Offset | MonthDay | Numeric | DayOfMonth):
            return days
        agreeing = [day for day in days if day.weekday() == weekday]
        if days and not agreeing:
            raise other_weekday(days[0], weekday)
        return agreeing

    def _meant(self) -> list[date]:
        today, span = self.context.today, self.said.span
        match self.said.day:
            case None:
                return self._no_day()
            case Offset(days):
                return [days_from(today, days + (7 * span.offset if span else 0))]
            case NamedDay(weekday, which):
                return self._named(weekday, which)
            case Weekend(which):
                return self._weekend(which)
            case Shift() as shift:
                return self._shifted(shift)
            case Edge(end, unit, offset):
                return [self._edge(Span(unit, 0), end, offset)]
            case MonthEdge(end, month, year):
                return [self._month_edge(end, month, year)]
            case MonthDay(month, day, year):
                return self._month_day(month, day, self._year(year))
            case Numeric(numbers, typed):
                return self._numeric(numbers, typed)
            case WholeMonth(month, year):
                return self._whole_month(month, self._year(year))
            case DayOfMonth(day=day):
                return [self._day_of_month(day)]
            case NthWeekday() as nth:
                return [self._nth_weekday(nth)]
            case _:
                return []

    # an hour alone, a weekday alone, a week or month alone

    def _no_day(self) -> list[date]:
        span, weekday = self.said.span, self.said.weekday
        if span is not None:
            if weekday is not None:
                monday = self._monday(span.offset)
                return [days_from(monday, weekday)]
            return [self._whole(span)]
        if weekday is not None:
            return [self._nearest(weekday, today_counts=self.time is not None)]
        today = self.context.today
        if self._suits(today):
            return [today]
        return [days_from(today, self.context.onward)]

    def _whole(self, span: Span) -> date:
        """A week, month or year without a day: the same day so many on, or the last (for the past: the first) of
        the present one."""
        today = self.context.today
        if span.offset == 0:
            return self._bounds(span)[0 if self.context.past else 1]
        if span.unit == "week":
            return days_from(today, 7 * span.offset)
        return months_from(today, span.offset * (12 if span.unit == "year" else 1))

    # weekdays

    def _suits(self, day: date) -> bool:
        """Whether the hour of that day, or the day itself, lies on the side that is wanted."""
        if self.time is None:
            return self.context.suits_day(day)
        return self.context.suits(self.context.instant(day, self.time))

    def _nearest(self, weekday: int, *, today_counts: bool, onward: int = 0) -> date:
        """The nearest such weekday ahead (or behind); today only if it counts and its hour suits."""
        onward = onward or self.context.onward
        today = self.context.today
        distance = (onward * (weekday - today.weekday())) % 7
        day = days_from(today, onward * distance)
        if distance == 0 and not (today_counts and self._suits(day)):
            return days_from(day, onward * 7)
        return day

    def _named(self, weekday: int, which: str) -> list[date]:
        if which == "this":
            return [self._nearest(weekday, today_counts=True)]
        if which == "last":
            return self._skipping(weekday, onward=-1, other=False)
        coming = self._nearest(weekday, today_counts=False, onward=1)
        if which == "coming":
            return [coming]
        if which == "week":
            week_on = days_from(coming, 7)
            return [week_on] if weekday != self.context.today.weekday() else [coming, week_on]
        return self._skipping(weekday, onward=1, other=which == "other")

    def _weekend(self, which: str) -> list[date]:
        """Its Saturday and its Sunday; of a weekend that has begun only what is still wanted of it."""
        days = [
            day for sunday in self._named(_SUNDAY, which) for day in (days_from(sunday, _SATURDAY - _SUNDAY), sunday)
        ]
        return [day for day in days if which != "this" or self.context.suits_day(day)]

    def _skipping(self, weekday: int, *, onward: int, other: bool) -> list[date]:
        """Next friday (or last, with `onward` -1): the one of the next calendar week, where that is beyond doubt.

        Half of all people mean the coming one: where that is another day, of this week and not tomorrow, both are
        given, unless the word was `other` (άλλη, другия), which never means the coming one. On a Sunday, next monday
        can be tomorrow or a week later.
        """
        near = self._nearest(weekday, today_counts=False, onward=onward)
        proper = days_from(self._monday(onward), weekday)
        neighbour = days_from(self.context.today, onward)
        if near == proper:
            return [near, days_from(near, onward * 7)] if near == neighbour else [near]
        return [proper] if other or near == neighbour else [near, proper]

    def _monday(self, weeks: int) -> date:
        """The Monday of the calendar week so many weeks on; weeks begin on Monday."""
        return days_from(self.context.today, 7 * weeks - self.context.today.weekday())

    # lengths of time

    def _shifted(self, shift: Shift) -> list[date]:
        direction = self.said.direction or self.context.onward
        weekday = self.said.weekday
        if weekday is not None:
            # Friday in 2 weeks: of the calendar week, or counted from the coming Friday; mostly they agree
            weeks = shift.days // 7
            coming = self._nearest(weekday, today_counts=False, onward=1)
            both = (
                days_from(self._monday(weeks), weekday),
                days_from(coming, 7 * weeks),
            )
            return list(dict.fromkeys(both))
        day = months_from(self.context.today, direction * shift.months)
        return [days_from(day, direction * shift.days)]

    # beginnings and ends

    def _bounds(self, span: Span) -> tuple[date, date]:
        """The first and the last day of a calendar week, month or year."""
        today = self.context.today
        if span.unit == "week":
            monday = self._monday(span.offset)
            return monday, days_from(monday, 6)
        if span.unit == "year":
            year = checked_year(today.year + span.offset)
            return date(year, 1, 1), date(year, _DECEMBER, 31)
        first = months_from(today.replace(day=1), span.offset)
        return first, first.replace(day=month_length(first.year, first.month))

    def _edge(self, span: Span, end: bool, offset: int | None) -> date:
        """The end of the month; where it was not said of which, the nearest one on the side that is wanted."""
        if offset is not None:
            return self._bounds(replace(span, offset=offset))[end]
        day = self._bounds(span)[end]
        if self._suits(day):
            return day
        return self._bounds(replace(span, offset=self.context.onward))[end]

    def _month_edge(self, end: bool, month: int, year: int | None) -> date:
        year = self._year(year)
        years = self._years() if year is None else (year,)
        days = [date(each, month, month_length(each, month) if end else 1) for each in years]
        return next((day for day in days if self._suits(day)), days[-1])

    # dates

    def _year(self, year: int | None) -> int | None:
        span = self.said.span
        if year is None and span is not None and span.unit == "year":
            return checked_year(self.context.today.year + span.offset)
        return year

    def _years(self) -> tuple[int, int]:
        """The years in which a date without one is looked for."""
        this_year = self.context.today.year
        return this_year, checked_year(this_year + self.context.onward)

    def _month_day(self, month: int, day: int, year: int | None) -> list[date]:
        if year is not None:
            return [existing_date(year, month, day)]
        if not 1 <= day <= month_length(2000, month):
            raise no_such_date(day, month)
        existing = [date(each, month, day) for each in self._years() if day <= month_length(each, month)]
        today = self.context.today
        if today in existing and not self._suits(today):
            # today's date with an hour that has gone by: today, or the same day of another year?
            return existing
        suiting = [each for each in existing if self._suits(each)]
        if not suiting:
            raise no_such_date(day, month, today.year)
        return suiting[:1]

    def _numeric(self, numbers: tuple[int, ...], typed: str) -> list[date]:
        """A date in figures, in every order in which it exists; day and month first to be named as the shop writes."""
        orders = date_orders(numbers, typed, self.context)
        possible = [(year, month, day) for year, month, day in orders if 1 <= month <= _DECEMBER and 1 <= day <= 31]
        if not possible:
            raise no_such_figures(typed)
        days: list[date] = []
        refusal: NotUnderstoodError | None = None
        for year, month, day in possible:
            try:
                days += self._month_day(month, day, self._year(year))
            except NotUnderstoodError as error:
                refusal = refusal or error
        if not days and refusal is not None:
            raise refusal
        return list(dict.fromkeys(days))

    def _whole_month(self, month: int, year: int | None) -> list[date]:
        """A month without a day: for the past its first; ahead its first or its last, which is for people to say."""
        years = self._years() if year is None else (year,)
        firsts = [date(each, month, 1) for each in years]
        if self.context.past:
            return [next((day for day in firsts if self._suits(day)), firsts[-1])]
        both = [day for first in firsts for day in (first, first.replace(day=month_length(first.year, month)))]
        return [day for day in both if self._suits(day)][:2] or both[:2]

    def _day_of_month(self, day: int) -> date:
        """The 5th: of the month that was said, else of this month or, once that has gone by, of the next."""
        first = self.context.today.replace(day=1)
        span = self.said.span
        if span is not None:
            return day_in_month(months_from(first, span.offset), day)
        this = day_in_month(first, day)
        if self._suits(this):
            return this
        return day_in_month(months_from(first, self.context.onward), day)

    def _nth_weekday(self, nth: NthWeekday) -> date:
        first = self.context.today.replace(day=1)
        span = self.said.span
        if nth.month is not None:
            years = self._years() if nth.year is None else (nth.year,)
            firsts = [date(year, nth.month, 1) for year in years]
        elif span is not None:
            firsts = [months_from(first, span.offset)]
        else:
            firsts = [first, months_from(first, self.context.onward)]
        days = [nth_weekday(first, nth) for first in firsts]
        return next((day for day in days if self._suits(day)), days[-1])
