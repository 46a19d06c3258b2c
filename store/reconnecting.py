"""Keeping in touch: what the owner decides about when to come back to a customer, on an open transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from store.errors import NotUnderstoodError
from store.records.customer import Customer
from store.rules.cadence import read_cadence
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


def keep_in_touch(book: Book, change: Change, customer: int, cadence: str) -> Customer:
    """Set how often to be in touch with a customer, and return them.

    Args:
        book: the open book.
        change: the open transaction.
        customer: with whom.
        cadence: as `rules.cadence.read_cadence` reads it; empty for that of their tags, `off` for none.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: it is no cadence.
    """
    return change.put(replace(book.customer(customer), cadence=read_cadence(cadence)))


def leave_be(book: Book, change: Change, customer: int, until: date) -> Customer:
    """Leave a customer be until a day, from which on they are listed again if they are still silent; return them.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: that day has come already.
    """
    if until <= book.now().date():
        raise NotUnderstoodError(_("That day has come already. Give one that lies ahead."))
    return change.put(replace(book.customer(customer), leave_until=until))


def let_go(book: Book, change: Change, customer: int) -> Customer:
    """Note that somebody is a customer no more: they are never listed by rule again. Return them.

    Raises:
        NotFoundError: there is no such customer.
    """
    return change.put(replace(book.customer(customer), stage="former"))
