"""What a reply is made for: who, in what matter, on which channel, in which language and tone, and to what purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from store.phrase_values import Matter, answered, matter_of, values_for
from store.phrases import languages_for
from store.records.customer import Customer
from store.records.interaction import Channel
from store.records.phrase import Cause, Trouble
from store.rules.filling import Formality, Values
from store.rules.promises import agreed_due
from store.rules.troubles import trouble_in

if TYPE_CHECKING:
    from store.book import Book

Purpose = Literal[
    "complaint", "answer", "acknowledge", "update", "change", "thanks", "reconnect", "renewal", "season", "wishes",
    "years",
]  # fmt: skip
PURPOSES: tuple[Purpose, ...] = (
    "complaint", "answer", "acknowledge", "update", "change", "thanks", "reconnect", "renewal", "season", "wishes",
    "years",
)  # fmt: skip
# With these one comes back to somebody who is not there to be spoken to.
_COMING_BACK = frozenset(("reconnect", "renewal", "season", "wishes", "years"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a reply is made for: who, in what matter, on which channel, in which language and tone.

    `values` are what the book knows, with what was answered. `given` is when this customer last got each phrase.
    """

    customer: Customer
    matter: Matter
    purpose: Purpose
    cause: Cause
    trouble: Trouble
    mood: str
    channel: str
    languages: tuple[str, ...]
    formality: Formality
    contact: str = ""
    given: Mapping[str, datetime]


def reply_to(
    book: Book,
    customer: int,
    *,
    conversation: int | None = None,
    promise: int | None = None,
    channel: str = "",
    purpose: Purpose | None = None,
    language: str = "",
    contact: str = "",
) -> Reply:
    """Return what a reply to a customer is made for, as far as the book tells it.

    Args:
        book: the open book.
        customer: their id.
        conversation: the one it is about; else the one that waits longest.
        promise: the one it is about; else the next to fall due.
        channel: on which it goes out; else that of the message that waits, or of the last contact.
        purpose: what it is to do; else what is open decides.
        language: ISO 639-1 code; else the customer's.
        contact: the name of the contact person at a business.

    Raises:
        NotFoundError: there is no such customer, conversation or promise.
    """
    record = book.customer(customer)
    matter = matter_of(book, customer, conversation, promise)
    waiting = matter.unanswered
    last = waiting or matter.last_heard
    aim = purpose or _purpose(book, record, matter)
    if not channel:
        timeline = [] if last is not None else book.timeline(customer, limit=1)
        channel = last.channel if last is not None else timeline[0].channel if timeline else "email"
        if aim in _COMING_BACK and channel in ("counter", "visit"):
            channel = _way_to(record)
    cause, trouble = _doing(book, matter)
    return Reply(
        customer=record,
        matter=matter,
        purpose=aim,
        cause=cause,
        trouble=trouble,
        mood=last.mood if last is not None else "",
        channel=channel,
        languages=languages_for(book, record, language),
        formality="familiar" if record.formality == "familiar" else "formal",
        contact=contact or (last.contact if last is not None else ""),
        given=book.phrase_uses.last_given(customer),
    )


def _way_to(customer: Customer) -> Channel:
    """Return how somebody can be reached who is not standing there."""
    if customer.emails:
        return "email"
    if customer.phones:
        return "phone"
    return "letter" if customer.addresses else "email"


def values_of(book: Book, reply: Reply, language: str, answers: Mapping[str, str] | None = None) -> Values:
    """Return what the book knows for a reply in a language, with what was answered by hand.

    Raises:
        PlaceholderError: there is no placeholder of that name.
        NotUnderstoodError: a time among the answers cannot be read.
    """
    values = values_for(
        book, reply.customer, language, matter=reply.matter, channel=reply.channel, contact=reply.contact
    )
    if reply.purpose == "wishes":
        # What a follow-up of theirs waits for, such as frost, is no day to wish them well for.
        values = replace(values, words={name: word for name, word in values.words.items() if name != "occasion"})
    return answered(book, values, answers or {}, channel=reply.channel)


def _doing(book: Book, matter: Matter) -> tuple[Cause, Trouble]:
    """Return whose doing the trouble is and what it is, as far as the book tells it: ours, until it is known better."""
    state, promise = matter.state, matter.promise
    third = (state.third_party if state is not None else "") or (promise.cause if promise is not None else "")
    cause: Cause = "third_party" if third else "ours"
    if promise is not None and book.calendar.due_instant(agreed_due(promise, book.calendar)) < book.now():
        return cause, "late"
    last = matter.unanswered or matter.last_heard
    return cause, trouble_in("\n".join((last.text, *last.words))) if last is not None else ""


def _purpose(book: Book, customer: Customer, matter: Matter) -> Purpose:
    waiting, state, promise = matter.unanswered, matter.state, matter.promise
    if waiting is not None:
        if waiting.kind == "complaint" or waiting.mood == "upset":
            return "complaint"
        return "thanks" if waiting.kind in ("compliment", "thanks") else "answer"
    if promise is not None:
        overdue = book.calendar.due_instant(agreed_due(promise, book.calendar)) < book.now()
        return "change" if overdue else "update"
    if state is not None and not state.settled and state.waiting_on in ("us", "third_party"):
        last = matter.last_heard
        return "complaint" if last is not None and last.kind == "complaint" else "update"
    due = [one for one in book.follow_ups(customer.id) if one.due is not None or one.occasion]
    if due:
        return "season" if due[0].occasion else "renewal" if due[0].rule else "reconnect"
    return "reconnect" if customer.stage in ("lapsed", "former") else "thanks"
