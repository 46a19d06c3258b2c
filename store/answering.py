"""What the owner decides about a conversation: answered, no reply needed, handed on, resolved, opened again.

Each function works in a transaction that is open, so that several conversations are one change and one undo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from store.capturing import place_entry
from store.errors import NotUnderstoodError, WrongStateError
from store.moments import said
from store.records.conversation import Conversation, ConversationEvent, EventKind, WaitingOn
from store.records.interaction import Interaction
from store.records.text import clean_line
from store.rules.conversations import ConversationState, Join
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

_EVENT_OF: dict[WaitingOn, EventKind] = {
    "us": "waiting_on_us",
    "customer": "waiting_on_customer",
    "third_party": "waiting_on_third_party",
    "nobody": "waiting_on_nobody",
}


def answer(book: Book, change: Change, identity: int) -> Interaction:
    """Log that the customer was answered just now, on the channel of the message that waits, and return the entry.

    Whom the conversation waits for afterwards follows from that: the customer, or still us while a promise in it is
    open. A conversation that waits for us, or for a third party, without a message that does is answered on the channel
    of its last one: the customer hears how it stands.

    Raises:
        NotFoundError: there is no such conversation.
        WrongStateError: nothing in it waits for us.
    """
    conversation = _whole(book.conversation(identity))
    message = _message_that_waits(book, conversation, book.conversation_state(identity))
    entry = Interaction(
        customer=conversation.customer,
        when=change.now,
        direction="out",
        channel=message.channel,
        channel_name=message.channel_name,
        contact=message.contact,
        conversation=identity,
    )
    place_entry(book, change, Join(identity), entry)
    return change.add(entry)


def need_no_reply(book: Book, change: Change, identity: int) -> Conversation:
    """Let what came in last go without an answer, and return the conversation.

    Raises:
        NotFoundError: there is no such conversation.
        WrongStateError: nothing in it wants an answer.
    """
    conversation = book.conversation(identity)
    if book.conversation_state(identity).wants_answer_since is None:
        raise WrongStateError(_("Nothing in conversation {id} wants an answer.").format(id=identity))
    return _decide(change, conversation, "no_reply_needed", settled=conversation.settled)


def wait_on(book: Book, change: Change, identity: int, whom: WaitingOn, name: str = "") -> Conversation:
    """Say whom a conversation waits for, and return it; one that was resolved is open again.

    Args:
        book: the open book.
        change: the open transaction.
        identity: the conversation's id.
        whom: for whom it waits from now on.
        name: the third party's, for `third_party` alone.

    Raises:
        NotFoundError: there is no such conversation.
        NotUnderstoodError: somebody else than a third party is named.
        WrongStateError: it is part of another conversation.
    """
    name = clean_line(name)
    if name and whom != "third_party":
        raise NotUnderstoodError(_("Only a third party has a name."))
    return _decide(change, book.conversation(identity), _EVENT_OF[whom], name=name)


def resolve(book: Book, change: Change, identity: int, outcome: str = "") -> Conversation:
    """Settle a conversation as of now, and return it; of one that is resolved already, note what the customer got.

    Args:
        book: the open book.
        change: the open transaction.
        identity: the conversation's id.
        outcome: what the customer got, in the owner's words; empty to leave what is noted.

    Raises:
        NotFoundError: there is no such conversation.
        WrongStateError: it is resolved already and no outcome is given, or it is part of another conversation.
    """
    conversation, outcome = book.conversation(identity), outcome.strip()
    if conversation.settled is not None:
        if outcome:
            return change.put(replace(_whole(conversation), outcome=outcome))
        raise WrongStateError(
            _("Conversation {id} is resolved already, since {when}.").format(
                id=identity, when=said(book, conversation.settled)
            )
        )
    conversation = replace(conversation, outcome=outcome or conversation.outcome)
    return _decide(change, conversation, "resolved", settled=change.now)


def reopen(book: Book, change: Change, identity: int) -> Conversation:
    """Open a settled conversation again, waiting for us, and return it.

    Raises:
        NotFoundError: there is no such conversation.
        WrongStateError: it is open, or part of another conversation.
    """
    conversation = book.conversation(identity)
    if not book.conversation_state(identity).settled:
        raise WrongStateError(_("Conversation {id} is open.").format(id=identity))
    return _decide(change, conversation, "reopened")


def _message_that_waits(book: Book, conversation: Conversation, state: ConversationState) -> Interaction:
    received = [entry for entry in book.interactions_in(conversation) if entry.direction == "in"]
    waiting = [entry for entry in received if entry.wants_answer and entry.when == state.wants_answer_since]
    if waiting:
        return waiting[0]
    if state.waiting_on in ("us", "third_party") and received:
        return received[-1]
    raise WrongStateError(_("Nothing in conversation {id} waits for an answer.").format(id=conversation.id))


def _decide(
    change: Change, conversation: Conversation, kind: EventKind, *, name: str = "", settled: datetime | None = None
) -> Conversation:
    event = ConversationEvent(at=change.now, kind=kind, name=name)
    return change.put(replace(_whole(conversation), events=(*conversation.events, event), settled=settled))


def _whole(conversation: Conversation) -> Conversation:
    """Return the conversation, unless it was merged into another one."""
    if conversation.merged_into is not None:
        raise WrongStateError(
            _("Conversation {id} is part of conversation {other} now.").format(
                id=conversation.id, other=conversation.merged_into
            )
        )
    return conversation
