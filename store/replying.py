"""A reply that went out: its entry, the promise in it and what becomes of the conversation, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from store.capturing import Logged, place_entry
from store.entry import Place, conversations_by_state
from store.errors import NotUnderstoodError, WrongStateError
from store.records.conversation import ConversationEvent, EventKind, WaitingOn
from store.records.interaction import Channel, Interaction, Kind, Mood
from store.records.promise import Promise
from store.records.text import clean_line, clean_text
from store.rules.conversations import Join, Reopen, choose_conversation
from store.rules.promises import aim_of, check_due
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise that a reply makes; `kind` and `condition` as for `make_promise`."""

    what: str
    due: date | datetime
    kind: str = ""
    condition: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A reply as it goes out.

    `phrases` are the keys of those that it was composed from, in order. `conversation` is the one it belongs to; else
    where such an entry goes by itself. `waiting_on` says for whom the conversation waits afterwards, None for what
    follows from the entry; `third_party` names who has it; `is_resolved` settles it with `outcome`. `kind` is `ack`
    for an acknowledgement, which is no answer.
    """

    customer: int
    text: str
    channel: Channel
    channel_name: str = ""
    phrases: Sequence[str] = ()
    kind: Kind = ""
    mood: Mood = ""
    tags: Sequence[str] = ()
    contact: str = ""
    thing: int | None = None
    public: bool = False
    conversation: int | None = None
    promises: Sequence[Promised] = ()
    waiting_on: WaitingOn | None = None
    third_party: str = ""
    is_resolved: bool = False
    outcome: str = ""


def log_reply(book: Book, change: Change, reply: Outgoing) -> Logged:
    """In a transaction: log a reply as it went out just now, with all that goes with it, and return what it made.

    Opened as `book.transact("reply.log")` it is one change and one undo.

    Args:
        book: the open book.
        change: the open transaction.
        reply: it.

    Raises:
        NotFoundError: there is no such customer, conversation or thing.
        NotUnderstoodError: nothing is said in it, or a promise says nothing.
        WrongStateError: the conversation is another customer's or part of another one, a due has passed, or the
            conversation is to wait for somebody or be resolved where there is none.
    """
    book.customer(reply.customer)
    text = clean_text(reply.text).strip()
    if not text:
        raise NotUnderstoodError(_("The reply is empty. Write something, then log it."))
    entry = Interaction(
        customer=reply.customer,
        when=change.now,
        direction="out",
        channel=reply.channel,
        channel_name=clean_line(reply.channel_name),
        kind=reply.kind,
        mood=reply.mood,
        text=text,
        tags=tuple(reply.tags),
        contact=clean_line(reply.contact),
        thing=None if reply.thing is None else book.thing(reply.thing).id,
        public=reply.public,
        phrases=tuple(dict.fromkeys(filter(None, reply.phrases))),
    )
    return _log(book, change, reply, entry)


def log_questions(
    book: Book,
    change: Change,
    customer: int,
    asked: Sequence[tuple[str, str]],
    *,
    channel: Channel = "counter",
    channel_name: str = "",
    phrase: str = "",
    conversation: int | None = None,
    kind: Kind = "",
    mood: Mood = "",
) -> Logged:
    """In a transaction: log a set of questions that was run through with a customer, and return what it made.

    The answers are their own words; a question without an answer is left out.

    Args:
        book: the open book.
        change: the open transaction.
        customer: whom.
        asked: each question with its answer.
        channel: how they were asked.
        channel_name: the owner's name for the channel.
        phrase: the key of the set.
        conversation: the one it belongs to; else where such an entry goes by itself.
        kind: of the entry.
        mood: theirs.

    Raises:
        NotFoundError, WrongStateError: as for `log_reply`.
        NotUnderstoodError: no question has an answer.
    """
    book.customer(customer)
    told = [(clean_line(question), clean_text(given).strip()) for question, given in asked if given.strip()]
    if not told:
        raise NotUnderstoodError(_("No question has an answer yet. Write one, then log them."))
    entry = Interaction(
        customer=customer,
        when=change.now,
        direction="in",
        channel=channel,
        channel_name=clean_line(channel_name),
        kind=kind,
        mood=mood,
        text="\n".join(f"{question} {given}" for question, given in told),
        words=tuple(given for _question, given in told),
        answered=True,
        phrases=(phrase,) if phrase else (),
    )
    reply = Outgoing(customer=customer, text=entry.text, channel=channel, conversation=conversation)
    return _log(book, change, reply, entry)


def _log(book: Book, change: Change, reply: Outgoing, entry: Interaction) -> Logged:
    place = _place(book, reply, entry)
    if place is None and (reply.waiting_on or reply.is_resolved):
        raise WrongStateError(
            _("{name} has no open conversation that could wait or be resolved.").format(
                name=book.customer(reply.customer).shown_name
            )
        )
    promises = [_promise(book, change, reply.customer, one) for one in reply.promises]
    conversation = place_entry(book, change, place, entry, _events(reply, change.now))
    identity = conversation.id if conversation is not None else None
    if conversation is not None and reply.is_resolved and reply.outcome.strip():
        change.put(replace(conversation, outcome=clean_text(reply.outcome).strip()))
    logged = change.add(replace(entry, conversation=identity))
    made = [change.add(replace(one, conversation=identity, interaction=logged.id)) for one in promises]
    return Logged(reply.customer, logged.id, identity, tuple(one.id for one in made), ())


def _place(book: Book, reply: Outgoing, entry: Interaction) -> Place:
    if reply.conversation is None:
        open_ones, settled_ones = conversations_by_state(book, reply.customer)
        return choose_conversation(entry, open_ones, settled_ones, bool(reply.promises), book.now())
    conversation = book.conversation(reply.conversation)
    if conversation.customer != reply.customer:
        raise WrongStateError(_("Conversation {id} is with another customer.").format(id=conversation.id))
    if conversation.merged_into is not None:
        raise WrongStateError(
            _("Conversation {id} is part of conversation {other} now.").format(
                id=conversation.id, other=conversation.merged_into
            )
        )
    settled = book.conversation_state(conversation.id).settled
    return Reopen(conversation.id) if settled else Join(conversation.id)


def _events(reply: Outgoing, now: datetime) -> list[ConversationEvent]:
    events = []
    if reply.waiting_on is not None:
        name = clean_line(reply.third_party) if reply.waiting_on == "third_party" else ""
        events.append(ConversationEvent(at=now, kind=_EVENT_OF[reply.waiting_on], name=name))
    if reply.is_resolved:
        events.append(ConversationEvent(at=now, kind="resolved"))
    return events


def _promise(book: Book, change: Change, customer: int, promised: Promised) -> Promise:
    what, kind = clean_line(promised.what), clean_line(promised.kind)
    if not what:
        raise NotUnderstoodError(_("What was promised? Write it in a few words."))
    check_due(change.now, promised.due, book.calendar)
    return Promise(
        customer=customer,
        what=what,
        kind=kind,
        made=change.now,
        due=promised.due,
        original_due=promised.due,
        aim=aim_of(change.now, promised.due, kind, book.shop, book.calendar),
        condition=clean_line(promised.condition),
        cause=clean_line(promised.cause),
    )
