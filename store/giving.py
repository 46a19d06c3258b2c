"""Gestures: noted, with what they cost, in a transaction that is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from store.errors import NotUnderstoodError
from store.records.gesture import Gesture
from store.records.text import clean_line
from store.rules.goodwill import Goodwill, goodwill_in
from store.rules.setting_values import read_money
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


def give(book: Book, change: Change, customer: int, kind: str, on: date, *, cost: str = "", why: str = "") -> Gesture:
    """Note a gesture, and return it.

    Args:
        book: the open book.
        change: the open transaction.
        customer: to whom.
        kind: the owner's word for it, such as "voucher".
        on: the day on which it was given, no later than today.
        cost: what it cost, as it was typed; empty for nothing.
        why: what for.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: it says not what, the cost is no amount, or the day lies ahead.
    """
    book.customer(customer)
    return change.add(checked(Gesture(customer=customer, kind=kind, on=on, cost=cost, why=why), change.now.date()))


def checked(gesture: Gesture, today: date) -> Gesture:
    """Return a gesture as it is kept; what is raised is as for `give`."""
    kind = clean_line(gesture.kind)
    if not kind:
        raise NotUnderstoodError(_("What was given? Write it in a word or two, such as voucher."))
    if gesture.on > today:
        raise NotUnderstoodError(_("A gesture is noted once it was given. Give a day that has come."))
    cost = read_money(gesture.cost) if gesture.cost.strip() else "0"
    return Gesture(
        id=gesture.id, customer=gesture.customer, kind=kind, on=gesture.on, cost=cost, why=clean_line(gesture.why)
    )


def goodwill_of(book: Book, year: int) -> Goodwill:
    """Return what gestures cost in a calendar year, beside the shop's budget."""
    return goodwill_in(year, book.gestures(), book.shop.goodwill_budget)
