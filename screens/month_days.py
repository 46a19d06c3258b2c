"""The days of a month as they are drawn: how much falls on each, and what kind of day it is."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from screens.marks import DOT
from screens.shown import one_line
from screens.today_rows import longest_that_fits
from screens.words import date_words, weekday_word
from store.days import DayLoad
from store.sentences import _, ngettext
from store.wording import exact_day_words

if TYPE_CHECKING:
    from store.book import Book

DayKind = Literal["open", "closed", "holiday"]
_MONTHS = 12


class MonthDay(NamedTuple):
    """One day of a month.

    Attributes:
        day: the day.
        load: how much falls on it.
        kind: whether the shop is open, closed, or closed for a public holiday.
        is_late: whether it has passed, so that what falls on it is overdue.
        is_today: whether it is today.
    """

    day: date
    load: DayLoad
    kind: DayKind
    is_late: bool
    is_today: bool


def month_days(book: Book, month: date, today: date) -> list[MonthDay]:
    """Return the days of the month in which `month` lies."""
    first = month.replace(day=1)
    length = monthrange(first.year, first.month)[1]
    loads = book.days.loads(first, length)
    days = [first + timedelta(days=away) for away in range(length)]
    return [
        MonthDay(day, load, kind_of_day(book, day), day < today, day == today)
        for day, load in zip(days, loads, strict=True)
    ]


def kind_of_day(book: Book, day: date) -> DayKind:
    """Return whether the shop is open on `day`, closed, or closed for a public holiday."""
    if book.calendar.intervals_on(day):
        return "open"
    return "holiday" if _holiday(book, day) else "closed"


def day_heading(book: Book, day: MonthDay, today: date, overdue: int, room: int) -> str:
    """Return a day in words: its date, why the shop is closed, what falls on it, and today what is overdue besides.

    Where there is no room for all of that, the date is a short one, and what is overdue comes first.

    Args:
        book: the book.
        day: the day.
        today: as seen from then.
        overdue: how many follow-ups stood before today and are not dealt with.
        room: in cells.
    """
    closed = _closed_words(book, day)
    counts = [
        ngettext("{count} follow-up", "{count} follow-ups", day.load.follow_ups).format(count=day.load.follow_ups)
        if day.load.follow_ups
        else "",
        ngettext("{count} promise", "{count} promises", day.load.promises).format(count=day.load.promises)
        if day.load.promises
        else "",
        ngettext("{count} overdue", "{count} overdue", overdue).format(count=overdue)
        if day.is_today and overdue
        else "",
    ]
    long = _capital(exact_day_words(day.day, today))
    short = _("{weekday} {date}").format(weekday=weekday_word(day.day), date=date_words(day.day, today))
    falls = ", ".join(filter(None, counts))
    pressing_first = ", ".join(filter(None, counts[-1:] + counts[:-1]))
    ways = [
        (long, closed, falls or _("nothing")),
        (long, closed, falls) if closed and not falls else (short, closed, falls),
        (short, pressing_first, closed),
    ]
    return longest_that_fits([f" {DOT} ".join(filter(None, way)) for way in ways], room)


def month_after(day: date, months: int) -> date:
    """Return the day so many months later, or with a negative number before; the last of a month that is shorter.

    Nothing lies before the year 1 or after 9999: the day itself is returned.
    """
    month = day.year * _MONTHS + day.month - 1 + months
    if not _MONTHS <= month < (date.max.year + 1) * _MONTHS:
        return day
    year, month = divmod(month, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_after(day: date, days: int) -> date:
    """Return the day so many days later; the day itself where there is none."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _closed_words(book: Book, day: MonthDay) -> str:
    if day.kind == "holiday":
        return _("public holiday: {name}").format(name=one_line(_holiday(book, day.day)))
    if day.kind == "closed":
        reason = one_line(book.shop.closed.get(day.day.isoformat(), ""))
        return _("closed: {reason}").format(reason=reason) if reason else _("closed")
    return ""


def _holiday(book: Book, day: date) -> str:
    text = day.isoformat()
    return "" if text in book.shop.closed else book.shop.holidays.get(text, "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
