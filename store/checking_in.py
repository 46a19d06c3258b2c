"""The check-in that a kept delivery or repair offers: a follow-up that asks whether it arrived and works."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from store.errors import WrongStateError
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.reminding import make_follow_up
from store.rules.check_in import brings_a_thing, check_in_day, check_in_words
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


class CheckIn(NamedTuple):
    """A check-in that is offered: on which day to ask, and what."""

    due: date
    what: str


def check_in_for(book: Book, promise: Promise) -> CheckIn | None:
    """Return the check-in that a promise offers; None unless it was kept, and brought or repaired something."""
    if promise.state != "kept" or promise.settled is None or not brings_a_thing(promise):
        return None
    return CheckIn(_day(book, promise.settled), check_in_words(promise))


def make_check_in(book: Book, change: Change, promise: Promise, due: date | datetime | None = None) -> FollowUp:
    """In a transaction: note the check-in of a kept promise, and return it.

    Args:
        book: the open book.
        change: the open transaction.
        promise: as it was kept; of any kind, since the owner asks for it.
        due: when to ask; the day that is offered where None.

    Raises:
        WrongStateError: the promise is not kept.
    """
    if promise.state != "kept" or promise.settled is None:
        raise WrongStateError(_("Promise {id} is not kept yet.").format(id=promise.id))
    return make_follow_up(
        book,
        change,
        promise.customer,
        check_in_words(promise),
        _day(book, promise.settled) if due is None else due,
        conversation=promise.conversation,
        kind="check_in",
        source="promise",
        promise=promise.id,
    )


def _day(book: Book, kept: datetime) -> date:
    """Return when to ask; where that has passed, since it was noted late, so long from now."""
    day = check_in_day(kept, book.calendar)
    return day if day > book.now().date() else check_in_day(book.now(), book.calendar)
