"""What the Shop screen asks about days: closed ones, special openings, and from when something holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from screens.shop_lines import special_words
from screens.shop_words import count_words, days_words, hours_words
from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from store.advising import caught_words
from store.errors import NotUnderstoodError
from store.records.shop import DEFAULT_HOURS
from store.rules.day_range import read_day_range
from store.rules.hours import hours_text, parse_hours
from store.rules.special_days import SpecialDays, SpecialKind, promises_due_in
from store.rules.when import WhenContext
from store.sentences import _
from store.wording import exact_day_words

if TYPE_CHECKING:
    from store.book import Book

_LAST_MONTH = 12


def which_days_question() -> Question:
    """Return the question what kind of day is to be added."""
    return Question(
        sentence=_("What is new?"),
        choices=(
            Choice("closed", _("closed days"), _("one day or several in a row")),
            Choice("open", _("a special opening"), _("one day with hours of its own")),
        ),
    )


def days_question(book: Book, kind: str) -> Question:
    """Return the question which days are closed, or with the kind `open` which day is opened."""
    today = book.now().date()

    def read(typed: str) -> str:
        first, last = read_days(book, typed)
        if first == last:
            return exact_day_words(first, today)
        if kind == "open":
            raise NotUnderstoodError(_("A special opening is one day. Add several one by one."))
        return _("{days}, {count}").format(days=days_words(first, last, today), count=count_words(first, last))

    return Question(
        sentence=_("Closed when?") if kind == "closed" else _("Open on which day?"),
        read=read,
        placeholder=_("such as fri, 24 dec, or 24-26 dec") if kind == "closed" else _("such as sun, 20 dec"),
    )


def reason_question(book: Book, first: date, last: date, start: str) -> Question:
    """Return the question why the shop is closed; while one types, it says which promises fall into those days."""
    caught = caught_words_of(book, first, last)
    days = days_words(first, last, book.now().date())
    return Question(
        sentence=_("Closed {days}: why?").format(days=days),
        read=lambda typed: caught or _("No promise falls into it."),
        start=start,
        placeholder=_("such as holiday, fair, stocktaking"),
    )


def opening_question(book: Book, day: date, start: str) -> Question:
    """Return the question when the shop is open on `day`."""
    holding = [dated for dated in book.shop.hours if dated.since is None or dated.since <= day]
    week = holding[-1].days if holding else DEFAULT_HOURS
    offered = dict.fromkeys(hours for hours in (week[day.weekday()], *week) if hours)
    return Question(
        sentence=_("Open {day}: from when to when?").format(day=days_words(day, day, book.now().date())),
        choices=tuple(Choice(hours, hours_words(hours)) for hours in offered),
        read=lambda typed: hours_words(day_hours(typed)),
        start=hours_words(start) if start else "",
        placeholder=_("such as 10:00-16:00"),
    )


def from_when_question(book: Book) -> Question:
    """Return the question from when other hours, targets or another country hold."""
    today = book.now().date()
    monday = today + timedelta(days=7 - today.weekday())
    first = date(today.year + today.month // _LAST_MONTH, today.month % _LAST_MONTH + 1, 1)
    days = dict.fromkeys((today, monday, first))
    return Question(
        sentence=_("From when does that hold?"),
        choices=tuple(Choice(day.isoformat(), exact_day_words(day, today)) for day in days),
        read=lambda typed: _("from {day}").format(day=exact_day_words(read_day(book, typed), today)),
        placeholder=_("or another day, such as mon, 1 jan"),
    )


def read_day(book: Book, words: str) -> date:
    """Return the one day that `words` name.

    Raises:
        NotUnderstoodError: they name none, or several.
    """
    first, last = read_days(book, words)
    if first != last:
        raise NotUnderstoodError(_("Give one day, such as mon or 1 jan."))
    return first


def read_days(book: Book, words: str) -> tuple[date, date]:
    """Return the first and the last day that `words` name.

    Raises:
        NotUnderstoodError: they name none.
    """
    context = WhenContext(now=book.now(), is_open=book.calendar.is_open, language=book.shop.language or "en")
    return read_day_range(words, context)


def day_hours(words: str) -> str:
    """Return hours as the settings have them.

    Raises:
        NotUnderstoodError: they cannot be read, or there are none.
    """
    hours = hours_text(parse_hours(words))
    if not hours:
        raise NotUnderstoodError(_("Say from when to when, such as 10:00-16:00; x takes the opening away."))
    return hours


def days_key(kind: SpecialKind, first: date, last: date) -> str:
    """Return the key of the setting for those days."""
    if kind == "open":
        return f"open.{first}"
    return f"closed.{first}" if first == last else f"closed.{first}..{last}"


def closed_words(first: date, last: date, reason: str, today: date) -> str:
    """Return what was saved: `Closed Thu 24 - Sat 26 Dec: fair`."""
    return _("Closed {days}: {reason}").format(days=days_words(first, last, today), reason=one_line(reason))


def opened_words(day: date, hours: str, today: date) -> str:
    """Return what was saved: `Open Sun 20 Dec: 10:00-16:00`."""
    return _("Open {day}: {hours}").format(day=days_words(day, day, today), hours=hours_words(hours))


def taken_away_words(book: Book, special: SpecialDays) -> str:
    """Return what was taken away."""
    days = days_words(special.first, special.last, book.now().date())
    return _("Taken away: {days}, {words}").format(days=days, words=special_words(special))


def from_words(words: str, since: date, today: date) -> str:
    """Return `words` with the day from which they hold."""
    return _("{words}, from {day}").format(words=words, day=exact_day_words(since, today))


def caught_words_of(book: Book, first: date, last: date) -> str:
    """Return which open promises fall due in those days, empty for none."""
    return caught_words(book, promises_due_in(book.promises(), first, last, book.zone))
