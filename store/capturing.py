"""From a capture line to what is saved: whose contact it is, which conversation it belongs to, what it promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from store.entry import Entry, Place, entry_of
from store.errors import NotFoundError, NotUnderstoodError, RegularsError
from store.records.contact_person import Labelled
from store.records.conversation import Conversation, ConversationEvent, EventKind
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.reminding import finish_follow_up
from store.rules.capture import read_line
from store.rules.capture_tokens import CaptureLine, Problem, WhoToken
from store.rules.conversations import Join, OpenNew, Reopen
from store.rules.when import WhenContext
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

_SUBJECT = 80
_EVENT_OF: dict[str, EventKind] = {
    "us": "waiting_on_us",
    "customer": "waiting_on_customer",
    "third_party": "waiting_on_third_party",
}


class Logged(NamedTuple):
    """What one line made for one customer, as ids; no interaction where it said nothing of a contact."""

    customer: int
    interaction: int | None
    conversation: int | None
    promises: tuple[int, ...]
    follow_ups: tuple[int, ...]
    kept: int | None = None
    done: int | None = None
    coming: int | None = None
    """The follow-up that comes next by the rule of the one that was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A line as it was understood: what it would save, customer by customer, or what is wrong with it."""

    line: CaptureLine
    problems: tuple[Problem, ...]
    entries: tuple[Entry, ...]
    refusal: RegularsError | None


def understand(book: Book, line: str, *, text: str, customer: int | None) -> Understood:
    """Return what a line would save and what is wrong with it; see `Book.understand`."""
    captured = read_line(
        line,
        when=WhenContext(now=book.now(), is_open=book.calendar.is_open, language=book.shop.language or "en"),
        is_customer=lambda word: _names_one(book, word),
        current_customer=customer is not None,
    )
    problems = list(captured.problems)
    refusal: RegularsError | None = _misread(problems[0]) if problems else None
    entries: list[Entry] = []
    if refusal is None:
        for start, end, who in _customers(captured, customer):
            try:
                entries.append(entry_of(book, captured, text, _resolve(book, who)))
            except RegularsError as problem:
                problems.append(Problem(start, end, problem.sentence))
                refusal = problem
                break
    return Understood(
        line=captured, problems=tuple(problems), entries=() if refusal else tuple(entries), refusal=refusal
    )


def log(
    book: Book, line: str, *, text: str, customer: int | None, draft: int | None, what: str = "log"
) -> tuple[Logged, ...]:
    """Save a line in one transaction; see `Book.log`. `what` is its key in the change log."""
    with book.transact(what) as change:
        understood = understand(book, line, text=text, customer=customer)
        if understood.refusal is not None:
            raise understood.refusal
        if draft is not None:
            with suppress(NotFoundError):  # finished elsewhere meanwhile: what was typed is saved all the same
                change.drop(book.draft(draft))
        return tuple(_save(book, change, understood.line, entry) for entry in understood.entries)


def finish_with_line(book: Book, follow_up: int, line: str) -> Logged:
    """Save what happened when the owner came back to a customer, and note that the follow-up is done, in one step.

    Args:
        book: the open book.
        follow_up: its id.
        line: a capture line; it is we who contacted them, unless it says otherwise.

    Raises:
        RegularsError: it cannot be saved as it stands; nothing is.
    """
    if not line.strip():
        raise NotUnderstoodError(_("Write what happened."))
    customer = book.follow_up(follow_up).customer
    understood = understand(book, line, text="", customer=customer)
    says_who = any(token.kind == "direction" for token in understood.line.tokens)
    # A colon behind the number keeps one that the line begins with apart from it.
    whole = f"+done {follow_up}: {'' if says_who else '> '}{line}"
    (logged,) = log(book, whole, text="", customer=customer, draft=None, what="followup.done")
    return logged


def _misread(problem: Problem) -> NotUnderstoodError:
    if not problem.suggestion or problem.suggestion in problem.sentence:
        return NotUnderstoodError(problem.sentence)
    hint = _("Did you mean {suggestion}?").format(suggestion=problem.suggestion)
    return NotUnderstoodError(f"{problem.sentence} {hint}")


def _customers(line: CaptureLine, customer: int | None) -> Iterable[tuple[int, int, WhoToken | int]]:
    """Give whom a line is about, each with where it says so."""
    places = [token for token in line.tokens if token.kind in ("who", "new", "first_word_who")]
    for number, who in enumerate(line.who):
        start, end = (places[number].start, places[number].end) if number < len(places) else (0, len(line.line))
        yield start, end, who
    if not line.who and customer is not None:
        yield 0, len(line.line), customer


def _names_one(book: Book, word: str) -> bool:
    """Whether a first word without a sign names one customer for certain: whole, not by its beginning."""
    if word.isdigit():
        return False
    try:
        return book.names_wholly(word)
    except RegularsError:
        return False


def _resolve(book: Book, who: WhoToken | int) -> Customer:
    if isinstance(who, int):
        return book.customer(who)
    if not who.new:
        return book.who(who.text)
    return Customer(
        name=who.name,
        phones=tuple(Labelled(value=phone) for phone in who.phones),
        emails=tuple(Labelled(value=email) for email in who.emails),
        since=book.now().date(),
    )


def _save(book: Book, change: Change, line: CaptureLine, entry: Entry) -> Logged:
    customer = entry.customer if entry.customer.id else change.add(entry.customer)
    noted = replace(entry.interaction, customer=customer.id)
    events = _events(line, noted.when)
    conversation = place_entry(book, change, entry.place, noted, events, is_contact=entry.is_contact)
    place = conversation.id if conversation else None
    interaction = change.add(replace(noted, conversation=place)).id if entry.is_contact else None
    promises = [
        change.add(replace(promise, customer=customer.id, conversation=place, interaction=interaction))
        for promise in entry.promises
    ]
    follow_ups = [
        change.add(replace(follow_up, customer=customer.id, conversation=place, interaction=interaction))
        for follow_up in entry.follow_ups
    ]
    for promise in (entry.kept, entry.moved):
        if promise is not None:
            change.put(promise)
    finished = None
    if entry.done is not None:
        finished = finish_follow_up(book, change, entry.done.id, at=noted.when, entry=interaction)
    return Logged(
        customer.id,
        interaction,
        place,
        tuple(promise.id for promise in promises),
        tuple(follow_up.id for follow_up in follow_ups),
        None if entry.kept is None else entry.kept.id,
        None if finished is None else finished.follow_up.id,
        None if finished is None or finished.coming is None else finished.coming.id,
    )


def place_entry(
    book: Book,
    change: Change,
    place: Place,
    entry: Interaction,
    events: Iterable[ConversationEvent] = (),
    *,
    is_contact: bool = True,
) -> Conversation | None:
    """In a transaction: return the conversation that an entry goes into, opened or reopened for it; None for none.

    Args:
        book: the open book.
        change: the open transaction.
        place: where it goes.
        entry: it, with its customer.
        events: what is decided about the conversation with it; `resolved` settles it.
        is_contact: false where nothing is saved but what is decided.
    """
    when = entry.when
    added = list(events)
    if not is_contact and not added:
        return None if place is None or isinstance(place, OpenNew) else book.conversation(place.conversation)
    match place:
        case None:
            return None
        case OpenNew():
            subject = " ".join(entry.text.split())[:_SUBJECT]
            conversation = change.add(Conversation(customer=entry.customer, subject=subject, opened=when, latest=when))
            added.insert(0, ConversationEvent(at=when, kind="opened"))
        case Reopen(identity):
            conversation = replace(book.conversation(identity), settled=None)
            added.insert(0, ConversationEvent(at=when, kind="reopened"))
        case Join(identity):
            conversation = book.conversation(identity)
    is_resolved = any(event.kind == "resolved" for event in added)
    return change.put(
        replace(
            conversation,
            opened=min(conversation.opened, when) if is_contact else conversation.opened,
            latest=max(conversation.latest, when) if is_contact else conversation.latest,
            settled=when if is_resolved else conversation.settled,
            events=(*conversation.events, *added),
        )
    )


def _events(line: CaptureLine, when: datetime) -> Iterator[ConversationEvent]:
    if line.waiting_on:
        yield ConversationEvent(at=when, kind=_EVENT_OF[line.waiting_on], name=line.third_party)
    if line.resolve:
        yield ConversationEvent(at=when, kind="resolved")
