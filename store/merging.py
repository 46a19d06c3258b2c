"""Two customers who are the same: one stays, with everything of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from store.errors import NotUnderstoodError
from store.exchange.known_customers import KnownCustomers
from store.records.customer import Customer
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


def merge_customers(book: Book, keep: int, other: int) -> Customer:
    """Make one customer of two, in one transaction, and return the one that stays.

    All that belongs to `other` belongs to `keep` afterwards. Where both tell something, what `keep` tells stands first
    and nothing of the other's is lost: lists are joined, and a name, note, terms or preferences that differ go behind
    the other's in the note, where the search finds them.

    Args:
        book: the open book.
        keep: the id of the customer who stays.
        other: the id of the one who goes.

    Raises:
        NotFoundError: one of them is not there.
        NotUnderstoodError: they are one already.
    """
    if keep == other:
        raise NotUnderstoodError(_("Both are the same customer already. Name two."))
    with book.transact("customer.merge") as change:
        kept, gone = book.customer(keep), book.customer(other)
        united, _fate = KnownCustomers((kept,), book.shop.country.partition("-")[0]).gain(kept, gone, change)
        referred_by = united.referred_by
        united = replace(
            united,
            since=min(filter(None, (kept.since, gone.since)), default=None),
            referred_by=None if referred_by in (keep, other) else referred_by,
            preferences=_both(kept.preferences, gone.preferences),
            ideas=_both(kept.ideas, gone.ideas),
            terms=_both(kept.terms, gone.terms),
            note=_both(kept.note, *_told_in_the_note(kept, gone)),
        )
        change.put(united)
        _hand_over(book, change, keep, other)
        change.drop(gone)
    return united


def _told_in_the_note(kept: Customer, gone: Customer) -> Iterable[str]:
    """Give what has only room for one, as far as the two differ."""
    for mine, theirs in (
        (kept.name, gone.name),
        (kept.call_by, gone.call_by),
        (kept.company, gone.company),
        (kept.recognise_by, gone.recognise_by),
    ):
        if mine and theirs and mine != theirs:
            yield _("Also: {text}").format(text=theirs)
    for key, value in gone.fields.items():
        if kept.fields.get(key, value) != value:
            yield _("Also: {text}").format(text=f"{key}: {value}")
    yield gone.note


def _both(*texts: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _hand_over(book: Book, change: Change, keep: int, other: int) -> None:
    for thing in book.things(other):
        change.put(replace(thing, customer=keep))
    for interaction in book.timeline(other):
        change.put(replace(interaction, customer=keep))
    for conversation in book.conversations(other, settled=True):
        change.put(replace(conversation, customer=keep))
    for promise in book.promises(other, settled=True):
        change.put(replace(promise, customer=keep))
    for follow_up in book.follow_ups(other, settled=True):
        change.put(replace(follow_up, customer=keep))
    for gesture in book.gestures(other):
        change.put(replace(gesture, customer=keep))
    for draft in book.drafts():
        if draft.customer == other:
            is_about_them = draft.form == "customer" and draft.record == other
            change.put(replace(draft, customer=keep, record=keep if is_about_them else draft.record))
    for customer in list(book.customers()):
        if customer.referred_by == other and customer.id not in (keep, other):
            change.put(replace(customer, referred_by=keep))
