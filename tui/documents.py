"""Records as documents for `--json`: every field, instants with the shop's offset, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Protocol

from store.book import Book
from store.packs import WORDED
from store.phrases import KnownPhrase
from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.gesture import Gesture
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.rules import follow_ups, promises
from store.rules.placeholders import placeholders_of

Json = Any
Document = dict[str, Json]


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


def customer_document(book: Book, customer: Customer) -> Document:
    """Return a customer, whole."""
    return {
        "id": customer.id,
        "customer": customer.id,
        "customer_name": customer.shown_name,
        **_whole(book, customer),
        "things": [_whole(book, thing) for thing in book.things(customer.id)],
    }


def interaction_document(book: Book, interaction: Interaction) -> Document:
    """Return an interaction, whole."""
    return {**_about(book, interaction), **_whole(book, interaction)}


def phrase_document(book: Book, phrase: KnownPhrase) -> Document:
    """Return a phrase as it is written, with the placeholders that have no fallback; own ones have a number as id."""
    uses = book.phrase_uses.of(phrase.key)
    wording = phrase.wording
    text = wording.text or "\n".join(wording.questions)
    missing = (one.name for one in placeholders_of(text, wording.language) if one.fallback is None)
    return {
        "id": phrase.own.id if phrase.own is not None else phrase.key,
        "language": phrase.language,
        "formality": "formal",
        "text": text,
        "missing": list(dict.fromkeys(missing)),
        **{name: getattr(phrase, name) for name in ("category", "cause", "trouble", "mood", "promise", "title")},
        **{name: getattr(wording, name) for name in WORDED if name != "text"},
        "channels": list(phrase.channels),
        "questions": list(wording.questions),
        **{name: getattr(phrase, name) for name in ("shipped", "shortcut", "favourite", "hidden")},
        "checked": _plain(book, phrase.checked),
        "stale": phrase.is_stale(book.now().date()),
        "uses": uses.times,
        "last_used": _plain(book, uses.last),
        "mood_after": {"happy": uses.happy, "neutral": uses.neutral, "upset": uses.upset},
    }


def promise_document(book: Book, promise: Promise) -> Document:
    """Return a promise with how it stands now; durations are whole seconds."""
    whole = _whole(book, promise)
    calendar = book.calendar
    return {
        **_about(book, promise),
        **{
            key: whole[key]
            for key in ("what", "kind", "condition", "cause", "conversation", "made", "due", "original_due")
        },
        "due_at": _plain(book, calendar.due_instant(promises.agreed_due(promise, calendar))),
        "aim": whole["aim"],
        "kept": whole["settled"] if promise.state == "kept" else None,
        "settled": whole["settled"],
        "status": promises.status_of(promise, calendar, book.now()),
        "moves": [
            {"at": move["at"], "from": move["former"], "to": move["to"], "told": move["told"]}
            for move in whole["moves"]
        ],
        "margin_s": promises.margin_s(promise, calendar),
        "margin_original_s": promises.margin_original_s(promise, calendar),
    }


def follow_up_document(book: Book, follow_up: FollowUp) -> Document:
    """Return a follow-up with how it stands now (`rules.follow_ups.Standing`)."""
    whole = _whole(book, follow_up)
    del whole["state"]
    standing = follow_ups.standing_of(follow_up, book.calendar, book.now())
    return {
        **_about(book, follow_up),
        **whole,
        "kind": standing.kind,
        "all_day": follow_up.due is not None and not isinstance(follow_up.due, datetime),
        "shown_due": _plain(book, standing.shown_due),
        "shown_from": _plain(book, standing.shown_from),
        "status": standing.status,
        "overdue_s": standing.overdue_s,
        "days_late": standing.days_late,
        "missed": standing.missed,
        "until": _plain(book, standing.until),
        "gone": standing.is_gone,
    }


def gesture_document(book: Book, gesture: Gesture) -> Document:
    """Return a gesture; `cost` is a number in the shop's currency."""
    whole = _whole(book, gesture)
    return {
        **_about(book, gesture),
        "kind": gesture.kind,
        "cost": float(gesture.cost),
        "date": whole["on"],
        "why": gesture.why,
    }


def conversation_document(book: Book, conversation: Conversation) -> Document:
    """Return a conversation with how it stands now, without its interactions."""
    state = book.conversation_state(conversation.id)
    return {
        **_about(book, conversation),
        "subject": conversation.subject,
        "status": conversation_status(conversation, settled=state.settled),
        "waiting_on": state.waiting_on,
        "third_party": state.third_party,
        "hand_offs": state.hand_offs,
        "wants_answer_since": _plain(book, state.wants_answer_since),
        "channel": state.channel,
        "opened": _plain(book, state.opened),
        "latest": _plain(book, state.latest),
        "resolved": _plain(book, state.resolved),
        "merged_into": conversation.merged_into,
        "outcome": conversation.outcome,
    }


def conversation_status(conversation: Conversation, *, settled: bool) -> str:
    """Return how a conversation stands: `open`, `resolved`, or `merged` into another one."""
    if conversation.merged_into is not None:
        return "merged"
    return "resolved" if settled else "open"


def plain_document(book: Book, record: object) -> Document:
    """Return the fields of a dataclass or named tuple as they are printed; nested ones too."""
    if isinstance(record, tuple):
        names: tuple[str, ...] = getattr(record, "_fields", ())
        return {name: _plain(book, getattr(record, name)) for name in names}
    document: Document = _plain(book, record)
    return document


def _about(book: Book, record: Interaction | Promise | FollowUp | Conversation | Gesture) -> Document:
    return {
        "id": record.id,
        "customer": record.customer,
        "customer_name": book.customer(record.customer).shown_name,
    }


def _whole(book: Book, record: _Dataclass) -> Document:
    return {field.name: _plain(book, getattr(record, field.name)) for field in fields(record)}


def _plain(book: Book, value: object) -> Json:
    if isinstance(value, datetime):
        return value.astimezone(book.zone).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return _whole(book, value)
    if isinstance(value, tuple):
        return [_plain(book, one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value
