"""Times as people type them, read with the book's clock and hours, and said as they are seen now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from store.book import Book
from store.errors import NotUnderstoodError
from store.rules.when import WhenContext, read_when
from store.sentences import _
from store.wording import when_words

_NOON = time(12)


def read_due(book: Book, words: str | Sequence[str]) -> date | datetime:
    """Return the date or instant that lies ahead.

    Raises:
        NotUnderstoodError: it is none, or can be read in several ways.
    """
    return read_when(_text(words), when_context(book, past=False))


def read_day_ahead(book: Book, words: str | Sequence[str]) -> date:
    """Return the day that lies ahead; of an instant its day.

    Raises:
        NotUnderstoodError: it is none, can be read in several ways, or has passed.
    """
    when = read_due(book, words)
    day = when.astimezone(book.zone).date() if isinstance(when, datetime) else when
    if day <= book.now().date():
        raise NotUnderstoodError(_("That day has come already. Give one that lies ahead."))
    return day


def read_past_day(book: Book, words: str | Sequence[str]) -> date:
    """Return the day that has come already.

    Raises:
        NotUnderstoodError: it is none, or can be read in several ways.
    """
    when = read_when(_text(words), when_context(book, past=True))
    day = when.date() if isinstance(when, datetime) else when
    if day > book.now().date():
        raise _ahead()
    return day


def read_past(book: Book, words: str | Sequence[str]) -> datetime:
    """Return the instant at which something happened; of a day without an hour its noon, as far as that has come.

    Raises:
        NotUnderstoodError: it is none, can be read in several ways, or lies ahead.
    """
    now = book.now()
    when = read_when(_text(words), when_context(book, past=True))
    if not isinstance(when, datetime):
        if when > now.date():
            raise _ahead()
        when = min(datetime.combine(when, _NOON, now.tzinfo), now)
    if when > now:
        raise _ahead()
    return when.astimezone(now.tzinfo)


def said(book: Book, moment: date | datetime | None) -> str:
    """Return a moment in words, as seen now; empty where there is none."""
    if moment is None:
        return ""
    now = book.now()
    if isinstance(moment, datetime):
        moment = moment.astimezone(now.tzinfo)
    return when_words(moment, now.date())


def _text(words: str | Sequence[str]) -> str:
    return words if isinstance(words, str) else " ".join(words)


def when_context(book: Book, *, past: bool) -> WhenContext:
    """Return against what a time is read: the book's clock, the shop's hours and language, ahead or `past`."""
    return WhenContext(now=book.now(), is_open=book.calendar.is_open, language=book.shop.language or "en", past=past)


def _ahead() -> NotUnderstoodError:
    return NotUnderstoodError(_("That time lies ahead. Give one that has passed."))
