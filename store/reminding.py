"""What becomes of follow-ups: noted, done, skipped, dropped, put off.

Each function works in a transaction that is open, so that several follow-ups are one change and one undo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from store.errors import NotUnderstoodError, WrongStateError
from store.promising import check_conversation
from store.records.follow_up import CountsFrom, FollowUp, FollowUpSource, OnClosed, SetKind
from store.rules.dues import following, missed, seen_window
from store.rules.fitting import fitted
from store.rules.follow_ups import status_of
from store.rules.shop_days import day_of
from store.rules.working_time import start_of_day
from store.sentences import _
from store.wording import exact_day_words

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
    kind: SetKind = "",
    counts_from: CountsFrom = "plan",
    on_closed: OnClosed = "same",
    season: str = "",
    lead_days: int = 0,
    source: FollowUpSource = "owner",
    promise: int | None = None,
    thing: int | None = None,
) -> FollowUp:
    """Note a reminder to come back to a customer, and return it.

    Args:
        book: the open book.
        change: the open transaction.
        customer: to whom.
        what: about what.
        due: when, a date without a time staying one; None where it waits for `occasion`, or for `season`.
        rule: an RFC 5545 RRULE value for one that comes again.
        occasion: what has to happen first, such as "frost".
        conversation: the customer's conversation that it belongs to.
        kind: what sort it is, where the other fields do not tell.
        counts_from: whether `rule` counts from the plan or from completion.
        on_closed: on which working day it stands where its due is a closed day.
        season: a window of each year, `03-01..04-15`; the first one is open at `due`, or today, or opens after it.
        lead_days: how many days before its due it is shown, 0 to 366.
        source: where it came from.
        promise: the promise that it came from.
        thing: the thing that it is about.

    Raises:
        NotFoundError: there is no such customer, conversation, promise or thing.
        NotUnderstoodError: it says neither about what nor when; the rule cannot be read, ends before it starts or never
            comes; it is more than a hundred years away.
        WrongStateError: the conversation, promise or thing is another customer's.
    """
    follow_up = FollowUp(
        customer=customer,
        what=what,
        made=change.now,
        due=due,
        rule=rule,
        occasion=occasion if due is None else "",
        conversation=conversation,
        kind=kind,
        counts_from=counts_from,
        on_closed=on_closed,
        season=season,
        lead_days=lead_days,
        source=source,
        promise=promise,
        thing=thing,
    )
    return change.add(checked(book, follow_up))


def change_follow_up(book: Book, change: Change, edited: FollowUp) -> FollowUp:
    """Put a follow-up whose fields were edited, and return it.

    What is put off until a time is that only as long as it is due when it was.

    Raises:
        NotFoundError, NotUnderstoodError, WrongStateError: as for `make_follow_up`.
    """
    former = book.follow_up(edited.id)
    kept = checked(book, edited)
    if (kept.due, kept.season) != (former.due, former.season):
        kept = replace(kept, snoozed_until=None, hour="")
        if kept.kind == "service":
            _move_service(book, change, kept, kept.due)
    return change.put(kept)


def checked(book: Book, follow_up: FollowUp) -> FollowUp:
    """Return a follow-up with its fields tidied, if they go together and with what is in the book.

    Raises:
        NotFoundError, NotUnderstoodError, WrongStateError: as for `make_follow_up`.
    """
    book.customer(follow_up.customer)
    check_conversation(book, follow_up.customer, follow_up.conversation)
    if follow_up.promise is not None and book.promise(follow_up.promise).customer != follow_up.customer:
        raise WrongStateError(_("Promise {id} is another customer's.").format(id=follow_up.promise))
    if follow_up.thing is not None and book.thing(follow_up.thing).customer != follow_up.customer:
        raise WrongStateError(_("Thing {id} is another customer's.").format(id=follow_up.thing))
    return fitted(follow_up, book.now())


def finish_follow_up(
    book: Book, change: Change, identity: int, *, at: datetime | None = None, entry: int | None = None
) -> Finished:
    """Note that the owner came back to the customer; one that recurs comes again, at the next due that lies ahead.

    How many more dues had passed is kept as its `missed`. The next service of a thing is moved along.

    Args:
        book: the open book.
        change: the open transaction.
        identity: the follow-up's id.
        at: when that was, aware; now where None, or before it was made.
        entry: the id of the entry of the history with which it was done.

    Raises:
        NotFoundError: there is no such follow-up.
        WrongStateError: it is over already.
    """
    return _finish(book, change, identity, "done", at, entry)


def skip_follow_up(book: Book, change: Change, identity: int) -> Finished:
    """Leave a follow-up out this time; what comes next, and what is raised, is as for `finish_follow_up`.

    So a season that is over is taken off the list too.
    """
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
        NotUnderstoodError: `until` has passed, or lies behind the end of its season.
        WrongStateError: it is over already, its season is, or it waits for something to happen.
    """
    former = _open(book, identity)
    if former.due is None:
        raise WrongStateError(
            _("Follow-up {id} waits for {occasion}, so there is nothing to put off.").format(
                id=identity, occasion=former.occasion
            )
        )
    if status_of(former, book.zone, change.now) == "skipped":
        raise WrongStateError(
            _("The season of follow-up {id} is over. Skip it, and it comes again next time.").format(id=identity)
        )
    instant = until if isinstance(until, datetime) else start_of_day(until, book.zone)
    if instant <= change.now:
        raise NotUnderstoodError(_("That time has passed. Give one that lies ahead."))
    window = seen_window(former, change.now.date(), book.zone)
    if window is not None and day_of(until, book.zone) > window.closes:
        raise NotUnderstoodError(
            _("Its season ends on {day}. Put it off to a day until then, or skip it.").format(
                day=exact_day_words(window.closes, change.now.date())
            )
        )
    return change.put(replace(former, snoozed_until=until))


def _finish(
    book: Book,
    change: Change,
    identity: int,
    state: Literal["done", "skipped"],
    at: datetime | None = None,
    entry: int | None = None,
) -> Finished:
    former = _open(book, identity)
    when = change.now if at is None or at < former.made else at.astimezone(book.zone)
    coming = following(former, when, book.zone, change.now, is_done=state == "done")
    settled = change.put(
        replace(former, state=state, settled=when, done_by=entry, missed=missed(former, when, book.zone))
    )
    if coming is not None:
        coming = change.add(coming)
    if former.kind == "service":
        _move_service(book, change, former, None if coming is None else coming.due)
    return Finished(settled, coming)


def _move_service(book: Book, change: Change, follow_up: FollowUp, due: date | datetime | None) -> None:
    """Let a thing say of its next service what the follow-up does that it has made."""
    if follow_up.thing is not None and follow_up.source == "thing":
        thing, day = book.thing(follow_up.thing), due.date() if isinstance(due, datetime) else due
        if thing.service_next != day:
            change.put(replace(thing, service_next=day))


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
