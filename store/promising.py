"""What becomes of promises: made, kept, moved, released by the customer, given up.

Each function works in a transaction that is open, so that several promises are one change and one undo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from store.errors import NotUnderstoodError, WrongStateError
from store.records.promise import Promise
from store.records.text import clean_line
from store.rules.promises import aim_of, break_off, check_due, keep, move, release
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


def make_promise(
    book: Book,
    change: Change,
    customer: int,
    what: str,
    due: date | datetime,
    kind: str = "",
    condition: str = "",
    *,
    conversation: int | None = None,
    cause: str = "",
) -> Promise:
    """Note a promise that was made just now, and return it.

    Args:
        book: the open book.
        change: the open transaction.
        customer: to whom.
        what: what was promised.
        due: by when, a date without a time staying one.
        kind: the owner's word for such things, such as "repair".
        condition: what it hangs on, such as "if the part arrives".
        conversation: the customer's conversation that it belongs to.
        cause: what it hangs on together with others, such as "the wholesaler".

    Raises:
        NotFoundError: there is no such customer or conversation.
        NotUnderstoodError: nothing is promised, or the due is more than a hundred years away.
        WrongStateError: the due has passed, or the conversation is another customer's.
    """
    book.customer(customer)
    what, kind = clean_line(what), clean_line(kind)
    if not what:
        raise NotUnderstoodError(_("What was promised? Write it in a few words."))
    check_conversation(book, customer, conversation)
    check_due(change.now, due, book.calendar)
    return change.add(
        Promise(
            customer=customer,
            what=what,
            kind=kind,
            made=change.now,
            due=due,
            original_due=due,
            aim=aim_of(change.now, due, kind, book.shop, book.calendar),
            condition=clean_line(condition),
            cause=clean_line(cause),
            conversation=conversation,
        )
    )


def keep_promise(book: Book, change: Change, identity: int, at: datetime | None = None) -> Promise:
    """Note that a promise is kept, and return it.

    Args:
        book: the open book.
        change: the open transaction.
        identity: the promise's id.
        at: when that was, aware; now where None.

    Raises:
        NotFoundError: there is no such promise.
        NotUnderstoodError: `at` lies ahead.
        WrongStateError: it is settled already, or was made only after `at`.
    """
    return change.put(keep(book.promise(identity), _past(change, at)))


def release_promise(book: Book, change: Change, identity: int, at: datetime | None = None) -> Promise:
    """Note that the customer released us from a promise; `at` and what is raised are as for `keep_promise`."""
    return change.put(release(book.promise(identity), _past(change, at)))


def break_promise(book: Book, change: Change, identity: int, at: datetime | None = None) -> Promise:
    """Note that a promise will not be kept; `at` and what is raised are as for `keep_promise`."""
    return change.put(break_off(book.promise(identity), _past(change, at)))


def move_promise(
    book: Book, change: Change, identity: int, due: date | datetime, told: bool, *, cause: str = ""
) -> Promise:
    """Give a promise a new due, and return it; the same due again notes that the customer was told of it.

    Args:
        book: the open book.
        change: the open transaction.
        identity: the promise's id.
        due: by when it is to be kept now.
        told: whether the customer knows.
        cause: what it hangs on together with others; empty to leave what is noted.

    Raises:
        NotFoundError: there is no such promise.
        NotUnderstoodError: the due is more than a hundred years away.
        WrongStateError: it is settled already, or `due` is before it was made.
    """
    promise = book.promise(identity)
    moved = move(promise, due, change.now, told, shop=book.shop, calendar=book.calendar)
    return change.put(replace(moved, cause=clean_line(cause) or moved.cause))


def edit_promise(book: Book, change: Change, edited: Promise) -> Promise:
    """Put a promise with other words, kind, condition, cause or conversation, and return it.

    When it is due is told to the customer: that is moved, not edited. Of another kind the aim is another, too.

    Raises:
        NotFoundError: there is no such promise or conversation.
        NotUnderstoodError: nothing is promised any more.
        WrongStateError: the conversation is another customer's.
    """
    former = book.promise(edited.id)
    edited = replace(
        edited,
        what=clean_line(edited.what),
        kind=clean_line(edited.kind),
        condition=clean_line(edited.condition),
        cause=clean_line(edited.cause),
    )
    if not edited.what:
        raise NotUnderstoodError(_("What was promised? Write it in a few words."))
    check_conversation(book, edited.customer, edited.conversation)
    if edited.kind != former.kind:
        edited = replace(edited, aim=aim_of(edited.made, edited.due, edited.kind, book.shop, book.calendar))
    return change.put(edited)


def check_conversation(book: Book, customer: int, conversation: int | None) -> None:
    """Check that a conversation, if there is any, is the customer's.

    Raises:
        NotFoundError: it is not there.
        WrongStateError: it is another customer's.
    """
    if conversation is not None and book.conversation(conversation).customer != customer:
        raise WrongStateError(_("Conversation {id} is with another customer.").format(id=conversation))


def _past(change: Change, at: datetime | None) -> datetime:
    if at is not None and at > change.now:
        raise NotUnderstoodError(_("That time lies ahead. Give one that has passed."))
    return at or change.now
