"""Days worth marking with a customer: birthdays, anniversaries, name days and years with the shop, as they come.

29 February is kept on 28 February where there is none (as with follow-ups). What is worked out here reads no clock: it
is asked for a stretch of days, and gives every day in it that is to be marked.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from store.records.customer import Customer, MarkedDate, Reason, Stage, Tick
from store.rules.lunar import lunar_day
from store.rules.name_days import name_day_of

# A day that was missed can still be made good: so long it is shown as past.
LINGERS = timedelta(days=7)
# Two days with the same name that lie closer are the same one; a lunar birthday may move by a month from year to year.
_SAME_WITHIN = timedelta(days=180)
# Every fifth year with the shop, and the first, is worth a card; the others a word.
_ROUND = 5
_WITH_THE_SHOP: frozenset[Stage] = frozenset(("new", "regular"))
_MAY_HAVE_NAME_DAY = (b'"language":"el"', b'"language":"bg"')


class DayToMark(NamedTuple):
    """A day as it falls in one year.

    Attributes:
        reason: "date" for one of the record's dates, "name_day" or "since".
        on: the day.
        label: what the record calls it, empty unless it is one of its dates.
        years: how many years it has been, None where that is not known.
    """

    reason: Reason
    on: date
    label: str = ""
    years: int | None = None

    @property
    def is_worth_a_card(self) -> bool:
        """Whether a card is suggested for it: the first year with the shop, and every fifth."""
        return self.reason == "since" and self.years is not None and (self.years == 1 or not self.years % _ROUND)


def days_to_mark(customer: Customer, since: date, until: date) -> list[DayToMark]:
    """Return what is to be marked with a customer from `since` to `until`, both included, in order.

    Nothing of who wants to be left alone or is a customer no more. Years with the shop are counted of who is one now.
    What was ticked is left out.
    """
    if customer.do_not_contact or customer.stage == "former":
        return []
    found = [
        DayToMark("date", on, marked.label, years)
        for marked in customer.dates
        for on, years in falls_on(marked, since, until)
    ]
    name_day = name_day_of(customer.name, customer.language)
    if name_day is not None:
        days = (name_day.in_year(year) for year in range(since.year, until.year + 1))
        found += [DayToMark("name_day", on) for on in days if since <= on <= until]
    if customer.since is not None and customer.stage in _WITH_THE_SHOP:
        began = MarkedDate(label="", month=customer.since.month, day=customer.since.day, year=customer.since.year)
        found += [DayToMark("since", on, "", years) for on, years in falls_on(began, since, until) if years]
    return sorted((one for one in found if not is_ticked(customer.ticks, one)), key=lambda one: (one.on, one.reason))


def falls_on(marked: MarkedDate, since: date, until: date) -> Iterator[tuple[date, int | None]]:
    """Give each day from `since` to `until` on which a date falls, with the years it has been, None where unknown.

    A date that has not come yet for the first time does not fall on any day before; one that is no day at all never.
    """
    is_lunar = marked.calendar == "lunar"
    # The last days of a lunar year lie in the year after.
    for year in range(since.year - is_lunar, until.year + 1):
        if year < marked.year:
            continue
        if is_lunar:
            on = lunar_day(year, marked.month, marked.day, leap_month=marked.leap_month)
        else:
            on = day_in_year(year, marked.month, marked.day)
        if on is not None and since <= on <= until:
            yield on, year - marked.year if marked.year else None


def day_in_year(year: int, month: int, day: int) -> date | None:
    """Return a day in a year, 28 February for the 29th where there is none; None where it is no day at all."""
    try:
        return date(year, month, 28 if (month, day) == (2, 29) and not _is_leap(year) else day)
    except ValueError:
        return None


def is_ticked(ticks: Iterable[Tick], day: DayToMark) -> bool:
    """Whether a day was marked already, or passed over, in its year."""
    return any(
        (tick.reason, tick.label) == (day.reason, day.label) and abs(tick.on - day.on) < _SAME_WITHIN for tick in ticks
    )


def with_tick(ticks: Iterable[Tick], tick: Tick) -> tuple[Tick, ...]:
    """Return `ticks` with one more; those of days are forgotten after two years."""
    kept = (one for one in ticks if one.reason not in ("date", "name_day", "since") or _is_recent(one, tick.on))
    return (*kept, tick)


def days_of(since: date, until: date) -> frozenset[tuple[int, int]]:
    """Return the months and days that dates which fall between two days can have, for a quick look at many."""
    days: set[tuple[int, int]] = set()
    day = since
    while day <= until:
        days.add((day.month, day.day))
        if (day.month, day.day) == (2, 28) and not _is_leap(day.year):
            days.add((2, 29))
        day += timedelta(days=1)
    return frozenset(days)


def may_be_marked(text: bytes, plain: Mapping[str, object], days: Container[tuple[int, int]]) -> bool:
    """Whether anything of a customer can fall on one of `days`: told from the stored record, without reading it all.

    It may say yes where nothing does, never no where something does.

    Args:
        text: the record as it is stored.
        plain: what that says.
        days: from `days_of`.
    """
    began = plain.get("since")
    if isinstance(began, str) and (int(began[5:7]), int(began[8:10])) in days:
        return True
    dates = plain.get("dates")
    for one in dates if isinstance(dates, list) else ():
        if one.get("calendar") or (one["month"], one["day"]) in days:
            return True
    return any(mark in text for mark in _MAY_HAVE_NAME_DAY)


def _is_recent(tick: Tick, on: date) -> bool:
    return on - tick.on <= timedelta(days=2 * 366)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
