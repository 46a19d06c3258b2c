"""What becomes of follow-ups: noted, done, skipped, dropped, put off.

Each function works in a transaction that is open, so that several follow-ups are one change and one undo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.errors import NotUnderstoodError, WrongStateError
from store.promising import check_conversation
from store.records.follow_up import FollowUp, FollowUpSource
from store.records.text import clean_line
from store.rules.follow_ups import check_rule, following
from store.rules.working_time import start_of_day
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


class Finished(NamedTuple):
    """A follow-up that is over, and the one that comes next by its rule, None where none does."""

    follow_up: FollowUp
    coming: FollowUp | None


def make_follow_up(
    book: Book,
    change: Change,
    customer: int,
    what: str,
    due: date | datetime | None,
    rule: str = "",
    *,
    occasion: str = "",
    conversation: int | None = None,
    source: FollowUpSource = "owner",
) -> FollowUp:
    """Note a reminder to come back to a customer, and return it.

    Args:
        book: the open book.
        change: the open transaction.
        customer: to whom.
        what: about what.
        due: when, a date without a time staying one; None where it waits for `occasion`.
        rule: an RFC 5545 RRULE value for one that comes again.
        occasion: what has to happen first, such as "frost".
        conversation: the customer's conversation that it belongs to.
        source: what it came from.

    Raises:
        NotFoundError: there is no such customer or conversation.
        NotUnderstoodError: it says neither about what nor when, or the rule cannot be read.
        WrongStateError: the conversation is another customer's.
    """
    book.customer(customer)
    what, occasion = clean_line(what), clean_line(occasion)
    if not what:
        raise NotUnderstoodError(_("What is it about? Write it in a few words."))
    if due is None and (rule or not occasion):
        raise NotUnderstoodError(_("When is it? Give a day, or what has to happen first."))
    check_conversation(book, customer, conversation)
    return change.add(
        FollowUp(
            customer=customer,
            what=what,
            made=change.now,
            due=due,
            rule=check_rule(rule) if rule else "",
            occasion=occasion if due is None else "",
            conversation=conversation,
            source=source,
        )
    )


def finish_follow_up(book: Book, change: Change, identity: int) -> Finished:
    """Note that the owner came back to the customer; one that recurs comes again.

    Raises:
        NotFoundError: there is no such follow-up.
        WrongStateError: it is over already.
    """
    return _finish(book, change, identity, "done")


def skip_follow_up(book: Book, change: Change, identity: int) -> Finished:
    """Leave a follow-up out this time; what comes next, and what is raised, is as for `finish_follow_up`."""
    return _finish(book, change, identity, "skipped")


def drop_follow_up(book: Book, change: Change, identity: int) -> FollowUp:
    """Note that a follow-up is not needed any more, and return it; one that recurs does not come again.

    Raises:
        NotFoundError: there is no such follow-up.
        WrongStateError: it is over already.
    """
    return _settle(change, _open(book, identity), "dropped")


def snooze_follow_up(book: Book, change: Change, identity: int, until: date | datetime) -> FollowUp:
    """Put a follow-up out of sight until a time that lies ahead, a date meaning its 00:00, and return it.

    Raises:
        NotFoundError: there is no such follow-up.
        NotUnderstoodError: `until` has passed.
        WrongStateError: it is over already.
    """
    former = _open(book, identity)
    instant = until if isinstance(until, datetime) else start_of_day(until, book.zone)
    if instant <= change.now:
        raise NotUnderstoodError(_("That time has passed. Give one that lies ahead."))
    return change.put(replace(former, snoozed_until=until))


def _finish(book: Book, change: Change, identity: int, state: Literal["done", "skipped"]) -> Finished:
    former = _open(book, identity)
    coming = following(former, change.now, book.zone, change.now)
    return Finished(_settle(change, former, state), None if coming is None else change.add(coming))


def _settle(change: Change, former: FollowUp, state: Literal["done", "skipped", "dropped"]) -> FollowUp:
    return change.put(replace(former, state=state, settled=change.now))


def _open(book: Book, identity: int) -> FollowUp:
    follow_up = book.follow_up(identity)
    if follow_up.state == "open":
        return follow_up
    sentences = {
        "done": _("Follow-up {id} is done already: {what}."),
        "skipped": _("Follow-up {id} was skipped already: {what}."),
        "dropped": _("Follow-up {id} was dropped already: {what}."),
    }
    raise WrongStateError(sentences[follow_up.state].format(id=identity, what=follow_up.what))
