"""An entry of the history that was written down wrongly: corrected, or taken out, and what hangs on it put right.

What a conversation says of itself (when it was opened, when its latest entry was) is worked out anew from the entries
that it has. A decision that was written in the entry's own line (`=done`, `=third ACS`, opening and reopening) carries
the entry's time: it moves with the entry, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from store.capturing import place_entry
from store.entry import conversations_by_state
from store.errors import NotUnderstoodError
from store.records.conversation import Conversation, ConversationEvent
from store.records.interaction import Interaction
from store.rules.conversations import (
    Mark,
    choose_conversation,
    wants_answer,
)
from store.rules.promises import aim_of, check_due
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change


def correct_interaction(book: Book, wanted: Interaction) -> Interaction:
    """Put an interaction as it should have been in the place of the one with its id, in one transaction.

    Whether it wants an answer follows from its channel and direction, unless it was marked otherwise when it was
    logged; one that comes to want an answer and is in no conversation gets into one. Promises and follow-ups of the
    same line were made when it happened.

    Args:
        book: the open book.
        wanted: the interaction with what is to be changed; its customer and conversation stay what they are.

    Raises:
        NotFoundError: there is no such interaction.
        NotUnderstoodError: it would lie in the future.
        WrongStateError: a promise of its line would be due before it was made.
    """
    with book.transact("interaction.edit") as change:
        return put_right_interaction(book, change, wanted)


def put_right_interaction(book: Book, change: Change, wanted: Interaction) -> Interaction:
    """In a transaction: put an interaction as it should have been in the place of the one with its id.

    What follows from it, and what is raised, is as for `correct_interaction`.
    """
    former = book.interaction(wanted.id)
    if wanted.when > change.now:
        raise NotUnderstoodError(_("A contact cannot lie in the future. Give a time that has passed."))
    wanted = _with_answer(former, replace(wanted, customer=former.customer, conversation=former.conversation))
    if wanted == former:
        return former
    if wanted.wants_answer and wanted.conversation is None:
        wanted = replace(wanted, conversation=_place(book, change, wanted))
    change.put(wanted)
    _move_what_was_made(book, change, former, wanted.when)
    if former.conversation is not None:
        conversation = book.conversation(former.conversation)
        events = tuple(
            replace(event, at=wanted.when) if event.at == former.when else event for event in conversation.events
        )
        _refit(book, change, conversation, events)
    return wanted


def delete_interaction(book: Book, identity: int) -> Interaction:
    """Take an interaction out of the history, in one transaction, and return what it was.

    Raises:
        NotFoundError: there is no such interaction.
    """
    with book.transact("interaction.delete") as change:
        return take_out_interaction(book, change, identity)


def take_out_interaction(book: Book, change: Change, identity: int) -> Interaction:
    """In a transaction: take an interaction out of the history and return what it was.

    A conversation that is left without any goes too; promises and follow-ups stay, without pointing to what is gone.

    Raises:
        NotFoundError: there is no such interaction.
    """
    gone = book.interaction(identity)
    change.drop(gone)
    emptied = None
    if gone.conversation is not None:
        conversation = book.conversation(gone.conversation)
        others = {entry.when for entry in book.interactions_in(conversation)}
        if not others:
            emptied = conversation.id
            change.drop(conversation)
        else:
            events = tuple(event for event in conversation.events if event.at != gone.when or event.at in others)
            _refit(book, change, conversation, events)
    _let_go(book, change, gone, emptied)
    return gone


def _with_answer(former: Interaction, wanted: Interaction) -> Interaction:
    flags = (former.wants_answer, former.answered)
    is_said = (wanted.wants_answer, wanted.answered) != flags
    if is_said or (wanted.channel, wanted.direction) == (former.channel, former.direction):
        return wanted
    mark: Mark = ""
    if former.direction == "in" and flags != wants_answer(former.channel, former.direction, ""):
        mark = "?" if former.wants_answer else "."
    wants, answered = wants_answer(wanted.channel, wanted.direction, mark)
    return replace(wanted, wants_answer=wants, answered=answered)


def _place(book: Book, change: Change, entry: Interaction) -> int | None:
    """Return the conversation of an entry that comes to want an answer, opened anew where there is none for it."""
    open_ones, settled_ones = conversations_by_state(book, entry.customer)
    chosen = choose_conversation(entry, open_ones, settled_ones, promise_in_line=False, now=change.now)
    conversation = place_entry(book, change, chosen, entry)
    return conversation.id if conversation else None


def _move_what_was_made(book: Book, change: Change, former: Interaction, when: datetime) -> None:
    if when == former.when:
        return
    for promise in book.promises(former.customer, settled=True):
        if promise.interaction == former.id and promise.made == former.when:
            check_due(when, promise.original_due, book.calendar)
            change.put(
                replace(promise, made=when, aim=aim_of(when, promise.due, promise.kind, book.shop, book.calendar))
            )
    for follow_up in book.follow_ups(former.customer, settled=True):
        if follow_up.interaction == former.id and follow_up.made == former.when:
            change.put(replace(follow_up, made=when))


def _refit(book: Book, change: Change, conversation: Conversation, events: tuple[ConversationEvent, ...]) -> None:
    entries = book.interactions_in(conversation)
    fitted = replace(conversation, opened=entries[0].when, latest=entries[-1].when, events=events)
    if events != conversation.events:
        fitted = replace(fitted, settled=_settled(events))
    if fitted != conversation:
        change.put(fitted)


def _settled(events: Iterable[ConversationEvent]) -> datetime | None:
    settled: datetime | None = None
    for event in sorted(events, key=lambda event: event.at):
        if event.kind == "resolved":
            settled = event.at
        elif event.kind == "reopened" or event.kind.startswith("waiting_on"):
            settled = None
    return settled


def _let_go(book: Book, change: Change, gone: Interaction, emptied: int | None) -> None:
    for promise in book.promises(gone.customer, settled=True):
        if promise.interaction == gone.id or (emptied is not None and promise.conversation == emptied):
            change.put(
                replace(
                    promise,
                    interaction=None if promise.interaction == gone.id else promise.interaction,
                    conversation=None if promise.conversation == emptied else promise.conversation,
                )
            )
    for follow_up in book.follow_ups(gone.customer, settled=True):
        is_of_it = gone.id in (follow_up.interaction, follow_up.done_by)
        if is_of_it or (emptied is not None and follow_up.conversation == emptied):
            change.put(
                replace(
                    follow_up,
                    interaction=None if follow_up.interaction == gone.id else follow_up.interaction,
                    done_by=None if follow_up.done_by == gone.id else follow_up.done_by,
                    conversation=None if follow_up.conversation == emptied else follow_up.conversation,
                )
            )
