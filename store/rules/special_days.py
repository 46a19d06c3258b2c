"""The days that go their own way: closed days, special openings, public holidays, and the promises caught in them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from store.records.promise import Promise
from store.records.shop import Shop
from store.rules.working_time import Calendar

SpecialKind = Literal["closed", "open", "holiday"]


class SpecialDays(NamedTuple):
    """One day or several in a row that go their own way.

    Attributes:
        kind: closed, open over everything else, or a public holiday.
        first: the first day.
        last: the last one, the same for a single day.
        words: the reason, the hours as they are written, or the name of the holiday.
        also: the name of the public holiday that a special opening or a single closed day falls on.
    """

    kind: SpecialKind
    first: date
    last: date
    words: str
    also: str = ""


def special_days(shop: Shop, first: date, last: date) -> list[SpecialDays]:
    """Return the days from `first` to `last` that go their own way, by date; closed days in a row as one, and so the
    days of one holiday.

    Days in a row that begin before `first` or end after `last` are given whole. A day that is opened is given so and
    not as closed, since that is what holds; of a public holiday on a day that is closed or opened only the name stands
    with it.
    """
    found = [
        SpecialDays("open", day, day, hours, shop.holidays.get(text, ""))
        for text, hours in shop.opened.items()
        if first <= (day := date.fromisoformat(text))
    ]
    found += [one for one in _closures(shop) if one.last >= first]
    found += [one for one in _holidays(shop) if first <= one.last and one.first <= last]
    return sorted(found, key=lambda one: (one.first, one.last))


def promises_due_in(promises: Iterable[Promise], first: date, last: date, zone: tzinfo) -> list[Promise]:
    """Return the open promises that fall due from `first` to `last`, both included, the earliest first."""
    dated = [(due_day(promise, zone), promise) for promise in promises if promise.state == "open"]
    caught = [(day, promise) for day, promise in dated if first <= day <= last]
    return [promise for _day, promise in sorted(caught, key=lambda one: (one[0], one[1].id))]


def closed_anew(former: Shop, shop: Shop) -> frozenset[date]:
    """Return the days that were set as closed between `former` and `shop`, and are not opened all the same."""
    days = shop.closed.keys() - former.closed.keys() - shop.opened.keys()
    return frozenset(map(date.fromisoformat, days))


def promises_caught(
    promises: Iterable[Promise], former: Calendar, calendar: Calendar, days: Set[date], today: date
) -> list[Promise]:
    """Return the open promises that fall due on a day that new settings have closed, the earliest first.

    Such a day was open before, or is one of those that were set as closed, whether or not the shop would have opened.
    Promises that were due before `today` are caught in nothing any more.

    Args:
        promises: any promises.
        former: when the shop was open by the settings before.
        calendar: when it is open now.
        days: those set as closed (`closed_anew`).
        today: the shop's date.
    """
    dated = [(due_day(promise, calendar.zone), promise) for promise in promises if promise.state == "open"]
    caught = [
        (day, promise)
        for day, promise in dated
        if day >= today and not calendar.intervals_on(day) and (day in days or former.intervals_on(day))
    ]
    return [promise for _day, promise in sorted(caught, key=lambda one: (one[0], one[1].id))]


def due_day(promise: Promise, zone: tzinfo) -> date:
    """Return the day in `zone` on which a promise falls due."""
    due = promise.due
    return due.astimezone(zone).date() if isinstance(due, datetime) else due


def _closures(shop: Shop) -> list[SpecialDays]:
    return _in_rows(
        SpecialDays("closed", day, day, reason, shop.holidays.get(text, ""))
        for text, reason in sorted(shop.closed.items())
        if text not in shop.opened and (day := date.fromisoformat(text))
    )


def _holidays(shop: Shop) -> list[SpecialDays]:
    return _in_rows(
        SpecialDays("holiday", day, day, name)
        for text, name in sorted(shop.holidays.items())
        if text not in shop.opened and text not in shop.closed and (day := date.fromisoformat(text))
    )


def _in_rows(days: Iterable[SpecialDays]) -> list[SpecialDays]:
    """Return single days, given by date, with those in a row that have the same words as one."""
    found: list[SpecialDays] = []
    for day in days:
        former = found[-1] if found else None
        if former is not None and former.words == day.words and former.last + timedelta(days=1) == day.first:
            found[-1] = former._replace(last=day.last, also="")
        else:
            found.append(day)
    return found
