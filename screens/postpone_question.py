"""What `m` asks: to when a promise is moved, until when a follow-up is put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from screens.target import Target
from screens.widgets.question_bar import Choice, Question
from store.advising import warning_on_move
from store.book import Book
from store.errors import RegularsError
from store.moments import read_due
from store.records.promise import Promise
from store.rules.promises import agreed_due
from store.rules.working_time import start_of_day
from store.sentences import _
from store.wording import exact_when_words

_DAYS_AHEAD = (1, 2, 7)


def postpone_question(book: Book, targets: Sequence[Target], about: str) -> Question:
    """Return the question, which warns where a promise would be due sooner than such have been kept so far.

    Args:
        book: the open book.
        targets: promises, follow-ups, or both.
        about: what they are about, for people.
    """
    promises = _promises(book, targets)
    today = book.now().date()

    def read(typed: str) -> str:
        due = read_due(book, typed)
        warning = warning_on_move(book, promises, due)
        return ". ".join(filter(None, (exact_when_words(due, today), warning)))

    return Question(
        sentence=_("Move to when?") if promises else _("Put off until when?"),
        about=about,
        choices=(*_not_told_yet(book, promises), *_days_ahead(book, promises)),
        read=read,
        placeholder=_("such as fri 17:00, in 3 days, next week"),
    )


def _not_told_yet(book: Book, promises: Sequence[Promise]) -> Iterator[Choice]:
    """Give the due to which they were moved already, where the customers have yet to be told of it."""
    dues = {promise.due for promise in promises}
    if len(dues) == 1 and all(_is_to_be_told(promise, book) for promise in promises):
        due = dues.pop()
        typed = due.isoformat() if not isinstance(due, datetime) else due.isoformat(timespec="seconds")
        yield Choice(typed, exact_when_words(due, book.now().date()), _("as moved; they know"))


def _is_to_be_told(promise: Promise, book: Book) -> bool:
    return agreed_due(promise, book.calendar) != promise.due and not promise.moves[-1].told


def _days_ahead(book: Book, promises: Sequence[Promise]) -> Iterator[Choice]:
    """Give tomorrow and the working days about two days and a week ahead."""
    today = book.now().date()
    days: dict[date, None] = {}
    for ahead in _DAYS_AHEAD:
        opening = book.calendar.next_opening(start_of_day(today + timedelta(days=ahead), book.zone))
        days[opening.date() if opening is not None else today + timedelta(days=ahead)] = None
    for day in days:
        yield Choice(day.isoformat(), exact_when_words(day, today), warning_on_move(book, promises, day))


def _promises(book: Book, targets: Sequence[Target]) -> list[Promise]:
    found: list[Promise] = []
    for target in targets:
        with suppress(RegularsError):
            if target.kind == "promise":
                found.append(book.promise(target.id))
    return found
