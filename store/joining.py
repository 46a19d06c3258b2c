"""Two conversations about one matter: one stays, with the entries, promises, follow-ups and decisions of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from store.clocks import clocks_in
from store.errors import NotUnderstoodError, WrongStateError
from store.records.conversation import Conversation, ConversationEvent
from store.rules.clocks import ResponseClock
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


def join_conversations(book: Book, change: Change, keep: int, other: int) -> Conversation:
    """In a transaction: make one conversation of two, and return the one that stays.

    The other points to it from then on. A decision that was made about one of them alone does not touch what was open
    in the other: that one was resolved settles the whole only where the other was resolved too, and that no reply was
    needed in one lets no message of the other go. Where both have an outcome, both are kept.

    Args:
        book: the open book.
        change: the open transaction.
        keep: the id of the conversation that stays.
        other: the id of the one that goes into it.

    Raises:
        NotFoundError: one of them is not there.
        NotUnderstoodError: they are one already.
        WrongStateError: they belong to two customers, or one of them is part of another conversation.
    """
    if keep == other:
        raise NotUnderstoodError(_("Both are the same conversation already. Name two."))
    kept, gone = book.conversation(keep), book.conversation(other)
    for one in (kept, gone):
        if one.merged_into is not None:
            raise WrongStateError(
                _("Conversation {id} is part of conversation {other} now.").format(id=one.id, other=one.merged_into)
            )
    if kept.customer != gone.customer:
        raise WrongStateError(
            _(
                "Conversations {one} and {other} are with two customers. Merge the customers first, if they are one."
            ).format(one=keep, other=other)
        )
    settled = None if kept.settled is None or gone.settled is None else max(kept.settled, gone.settled)
    events = list(_joined(book, kept, gone))
    if settled is None and _is_resolved(events):  # one was settled before the other began, which is still open
        events.remove(next(event for event in reversed(events) if event.kind == "resolved"))
    _hand_over(book, change, gone, keep)
    change.put(replace(gone, events=(), settled=gone.settled or change.now, merged_into=keep))
    return change.put(
        replace(
            kept,
            subject=kept.subject or gone.subject,
            opened=min(kept.opened, gone.opened),
            latest=max(kept.latest, gone.latest),
            settled=settled,
            events=(*events, ConversationEvent(at=change.now, kind="merged", other=other)),
            outcome="\n".join(dict.fromkeys(filter(None, (kept.outcome, gone.outcome)))),
        )
    )


def _hand_over(book: Book, change: Change, gone: Conversation, keep: int) -> None:
    for entry in book.interactions_in(gone):
        change.put(replace(entry, conversation=keep))
    for promise in book.promises_in(gone):
        change.put(replace(promise, conversation=keep))
    for follow_up in book.follow_ups(gone.customer, settled=True):
        if follow_up.conversation == gone.id:
            change.put(replace(follow_up, conversation=keep))
    for former in book.conversations(gone.customer, settled=True):
        if former.merged_into == gone.id:
            change.put(replace(former, merged_into=keep))


def _joined(book: Book, kept: Conversation, gone: Conversation) -> Iterator[ConversationEvent]:
    """Give the decisions of both, by when they were made, without those that hold for one of them alone."""
    both = {one.id: one for one in (kept, gone)}
    clocks = {identity: clocks_in(book, identity) for identity in both}
    is_resolved = False
    decided = [(event, one.id) for one in both.values() for event in one.events]
    for event, identity in sorted(decided, key=lambda pair: pair[0].at.timestamp()):
        rest = next(one for one in both.values() if one.id != identity)
        if event.kind == "resolved":
            if _is_open(rest, event.at):
                continue
            is_resolved = True
        elif event.kind == "reopened":
            if not is_resolved:
                continue
            is_resolved = False
        elif event.kind == "no_reply_needed":
            if _waits(clocks[rest.id], event.at):
                continue
        elif event.kind.startswith("waiting_on"):
            is_resolved = False
        yield event


def _is_open(conversation: Conversation, at: datetime) -> bool:
    """Return whether the conversation had begun by then and was not resolved."""
    if at < conversation.opened:
        return False
    return not _is_resolved(event for event in conversation.events if event.at <= at)


def _is_resolved(events: Iterable[ConversationEvent]) -> bool:
    resolved = False
    for event in sorted(events, key=lambda event: event.at.timestamp()):
        if event.kind == "resolved":
            resolved = True
        elif event.kind == "reopened" or event.kind.startswith("waiting_on"):
            resolved = False
    return resolved


def _waits(clocks: Sequence[ResponseClock], at: datetime) -> bool:
    """Return whether a message waited for an answer then."""
    return any(
        clock.clock.endswith("answer") and clock.started <= at and (clock.ended is None or at < clock.ended)
        for clock in clocks
    )
