"""What is open with a customer, to choose from in a form: promises and follow-ups, found by their words or number."""

from __future__ import annotations

from collections.abc import Sequence

from screens.shown import one_line
from screens.widgets.question_bar import Choice
from screens.words import moment_words
from store.book import Book
from store.errors import NotFoundError
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.sentences import _

ANY = "any"
"""Stands for the only one that is open."""


def promise_words(book: Book, customer: Customer | None, text: str) -> str:
    """Return what a promise is that was chosen by its number, and when it is due.

    Raises:
        NotFoundError: the customer has no such open promise.
    """
    if not text:
        return ""
    promises = _promises(book, customer)
    for promise in promises:
        if str(promise.id) == text or (text == ANY and len(promises) == 1):
            return _("{what}, {due}").format(what=one_line(promise.what), due=_promise_due(book, promise))
    raise NotFoundError(_("Choose one of their open promises from the list."))


def promise_choices(book: Book, customer: Customer | None, text: str) -> Sequence[Choice]:
    """Return the customer's open promises that `text` may mean."""
    return [
        Choice(str(promise.id), one_line(promise.what), _promise_due(book, promise))
        for promise in _promises(book, customer)
        if text.casefold() in promise.what.casefold() or str(promise.id).startswith(text)
    ]


def follow_up_words(book: Book, customer: Customer | None, text: str) -> str:
    """Return what a follow-up is that was chosen by its number, and when it is due.

    Raises:
        NotFoundError: the customer has no such open follow-up.
    """
    if not text:
        return ""
    follow_ups = _follow_ups(book, customer)
    for follow_up in follow_ups:
        if str(follow_up.id) == text or (text == ANY and len(follow_ups) == 1):
            return _("{what}, {due}").format(what=one_line(follow_up.what), due=_follow_up_due(book, follow_up))
    raise NotFoundError(_("Choose one of their open follow-ups from the list."))


def follow_up_choices(book: Book, customer: Customer | None, text: str) -> Sequence[Choice]:
    """Return the customer's open follow-ups that `text` may mean."""
    return [
        Choice(str(follow_up.id), one_line(follow_up.what), _follow_up_due(book, follow_up))
        for follow_up in _follow_ups(book, customer)
        if text.casefold() in follow_up.what.casefold() or str(follow_up.id).startswith(text)
    ]


def _promises(book: Book, customer: Customer | None) -> list[Promise]:
    return book.promises(customer.id) if customer is not None else []


def _follow_ups(book: Book, customer: Customer | None) -> list[FollowUp]:
    return book.follow_ups(customer.id) if customer is not None else []


def _promise_due(book: Book, promise: Promise) -> str:
    return _("due {moment}").format(moment=moment_words(promise.due, book.now()))


def _follow_up_due(book: Book, follow_up: FollowUp) -> str:
    if follow_up.due is None:
        return _("when {occasion}").format(occasion=one_line(follow_up.occasion))
    return _("due {moment}").format(moment=moment_words(follow_up.due, book.now()))
