"""From a capture line to what is saved: whose contact it is, which conversation it belongs to, what it promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from gettext import gettext as _
from typing import TYPE_CHECKING, NamedTuple

from store.errors import (
    AmbiguousError,
    NotFoundError,
    NotUnderstoodError,
    RegularsError,
    WrongStateError,
)
from store.records.contact_person import Labelled
from store.records.conversation import Conversation, ConversationEvent, EventKind
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.interaction import Channel, Interaction
from store.records.promise import Promise
from store.rules.capture import read_line
from store.rules.capture_tokens import CaptureLine, Problem, WhoToken
from store.rules.conversations import (
    ConversationState,
    Join,
    OpenNew,
    Reopen,
    choose_conversation,
    state_of,
    wants_answer,
)
from store.rules.promises import aim_of, check_due, keep, move, usual_time
from store.rules.when import WhenContext

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

_NOON = time(12)
_SUBJECT = 80
_EVENT_OF: dict[str, EventKind] = {
    "us": "waiting_on_us",
    "customer": "waiting_on_customer",
    "third_party": "waiting_on_third_party",
}
Place = Join | Reopen | OpenNew | None


class Logged(NamedTuple):
    """What one line made for one customer, as ids."""

    customer: int
    interaction: int
    conversation: int | None
    promises: tuple[int, ...]
    follow_ups: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a line would save for one customer: nothing has an id yet, and `customer.id` is 0 for a new one."""

    customer: Customer
    interaction: Interaction
    place: Place
    promises: tuple[Promise, ...]
    follow_ups: tuple[FollowUp, ...]
    kept: Promise | None
    moved: Promise | None


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
                entries.append(_entry(book, captured, text, _resolve(book, who)))
            except RegularsError as problem:
                problems.append(Problem(start, end, problem.sentence))
                refusal = problem
                break
    return Understood(
        line=captured, problems=tuple(problems), entries=() if refusal else tuple(entries), refusal=refusal
    )


def log(book: Book, line: str, *, text: str, customer: int | None) -> tuple[Logged, ...]:
    """Save a line in one transaction; see `Book.log`."""
    with book.transact("log") as change:
        understood = understand(book, line, text=text, customer=customer)
        if understood.refusal is not None:
            raise understood.refusal
        return tuple(_save(book, change, understood.line, entry) for entry in understood.entries)


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


def _entry(book: Book, line: CaptureLine, text: str, customer: Customer) -> Entry:
    now = book.now()
    when = _happened(line, now)
    interaction = _interaction(book, line, text, customer, when)
    if customer.id and not _says_something(line, interaction):
        raise NotUnderstoodError(_("Write what happened after the name, then press Enter."))
    kept, moved = _kept(book, line, customer, when), _moved(book, line, customer, when)
    place = _place(book, line, customer, interaction, kept or moved)
    if place is None and (line.resolve or line.waiting_on):
        raise WrongStateError(
            _("{name} has no open conversation. Leave out the = word, or write =new.").format(name=customer.shown_name)
        )
    return Entry(
        customer=customer,
        interaction=interaction,
        place=place,
        promises=tuple(_promises(book, line, customer, interaction)),
        follow_ups=tuple(
            FollowUp(
                customer=customer.id,
                what=follow.what,
                made=when,
                due=follow.due,
                rule=follow.rule,
                occasion=follow.occasion,
                source="capture",
            )
            for follow in line.follow_ups
        ),
        kept=kept,
        moved=moved,
    )


def _happened(line: CaptureLine, now: datetime) -> datetime:
    """Return when the contact happened: now, or as said; noon of a day without an hour, as far as that has come."""
    if line.when is None:
        return now
    if isinstance(line.when, datetime):
        when = line.when.astimezone(now.tzinfo)
    else:
        when = datetime.combine(line.when, _NOON, now.tzinfo)
        if line.when == now.date():
            when = min(when, now)
    if when > now:
        raise NotUnderstoodError(_("A contact cannot lie in the future. Give a * time that has passed."))
    return when


def _interaction(book: Book, line: CaptureLine, text: str, customer: Customer, when: datetime) -> Interaction:
    channel, channel_name = line.channel, line.channel_name
    if channel is None:
        channel, channel_name = _last_channel(book, customer)
    wanted, answered = wants_answer(channel, line.direction, line.answer_mark)
    return Interaction(
        customer=customer.id,
        when=when,
        noted=book.now() if line.when is not None else None,
        direction=line.direction,
        channel=channel,
        channel_name=channel_name,
        kind=line.kind,
        mood=line.mood,
        text="\n".join(part for part in (line.text, text.strip("\n")) if part),
        words=line.words,
        tags=line.tags,
        wants_answer=wanted,
        answered=answered,
    )


def _last_channel(book: Book, customer: Customer) -> tuple[Channel, str]:
    latest = book.timeline(customer.id, limit=1) if customer.id else []
    return (latest[0].channel, latest[0].channel_name) if latest else ("counter", "")


def _says_something(line: CaptureLine, interaction: Interaction) -> bool:
    return bool(
        interaction.text
        or line.words
        or line.tags
        or line.kind
        or line.mood
        or line.channel
        or line.promises
        or line.follow_ups
        or line.kept
        or line.moved
        or line.resolve
        or line.waiting_on
    )


def _kept(book: Book, line: CaptureLine, customer: Customer, when: datetime) -> Promise | None:
    if line.kept is None:
        return None
    return keep(_open_promise(book, line.kept.promise, customer, "+kept"), when)


def _moved(book: Book, line: CaptureLine, customer: Customer, when: datetime) -> Promise | None:
    if line.moved is None:
        return None
    promise = _open_promise(book, line.moved.promise, customer, "+moved")
    return move(promise, line.moved.due, when, told=True, shop=book.shop, calendar=book.calendar)


def _open_promise(book: Book, identity: int | None, customer: Customer, token: str) -> Promise:
    promises = book.promises(customer.id) if customer.id else []
    if identity is not None:
        promises = [promise for promise in promises if promise.id == identity]
    if len(promises) == 1:
        return promises[0]
    if not promises:
        raise WrongStateError(
            _("{name} has no open promise {id}. Leave out {token}, or give another number.")
            .format(name=customer.shown_name, id="" if identity is None else identity, token=token)
            .replace("  ", " ")
            .replace(" .", ".")
        )
    readings = [f"{promise.id} {promise.what}" for promise in promises]
    raise AmbiguousError(
        _("{name} has several open promises: {promises}. Write {token} and its number.").format(
            name=customer.shown_name, promises=", ".join(readings), token=token
        ),
        readings,
    )


def _place(
    book: Book, line: CaptureLine, customer: Customer, interaction: Interaction, promise: Promise | None
) -> Place:
    if line.new_conversation:
        return OpenNew()
    if line.conversation is not None:
        try:
            chosen = book.conversation(line.conversation)
        except NotFoundError:
            chosen = None
        if chosen is None or chosen.customer != customer.id or not customer.id:
            raise NotFoundError(
                _("{name} has no conversation {id}. Leave it out, or write =new.").format(
                    name=customer.shown_name, id=line.conversation
                )
            )
        return Reopen(chosen.id) if book.conversation_state(chosen.id).settled else Join(chosen.id)
    open_ones: dict[int, ConversationState] = {}
    settled_ones: dict[int, ConversationState] = {}
    for conversation in book.conversations(customer.id, settled=True) if customer.id else ():
        if conversation.merged_into is None:
            state = state_of(
                conversation, book.interactions_in(conversation), book.promises_in(conversation), book.now()
            )
            (settled_ones if state.settled else open_ones)[conversation.id] = state
    if promise is not None and promise.conversation is not None and promise.conversation in open_ones:
        return Join(promise.conversation)
    return choose_conversation(interaction, open_ones, settled_ones, bool(line.promises), book.now())


def _promises(book: Book, line: CaptureLine, customer: Customer, interaction: Interaction) -> Iterable[Promise]:
    for token in line.promises:
        due = token.due if token.due is not None else _usual_due(book, line.kind, interaction.when)
        check_due(interaction.when, due, book.calendar)
        yield Promise(
            customer=customer.id,
            what=token.what,
            kind=line.kind,
            made=interaction.when,
            due=due,
            original_due=due,
            aim=aim_of(interaction.when, due, line.kind, book.shop, book.calendar),
            condition=token.condition,
        )


def _usual_due(book: Book, kind: str, made: datetime) -> date | datetime:
    usual = usual_time(kind, book.promises(settled=True), book.calendar, book.now())
    if usual is None:
        raise NotUnderstoodError(
            _("There are too few kept promises yet to know what is usual. Write a day instead of ~.")
        )
    return book.calendar.add(made, usual.p80_s)


def _save(book: Book, change: Change, line: CaptureLine, entry: Entry) -> Logged:
    customer = entry.customer if entry.customer.id else change.add(entry.customer)
    conversation = _conversation(book, change, line, entry, customer)
    place = conversation.id if conversation else None
    interaction = change.add(replace(entry.interaction, customer=customer.id, conversation=place))
    promises = [
        change.add(replace(promise, customer=customer.id, conversation=place, interaction=interaction.id))
        for promise in entry.promises
    ]
    follow_ups = [
        change.add(replace(follow_up, customer=customer.id, conversation=place, interaction=interaction.id))
        for follow_up in entry.follow_ups
    ]
    for promise in (entry.kept, entry.moved):
        if promise is not None:
            change.put(promise)
    return Logged(
        customer.id,
        interaction.id,
        place,
        tuple(promise.id for promise in promises),
        tuple(follow_up.id for follow_up in follow_ups),
    )


def _conversation(
    book: Book, change: Change, line: CaptureLine, entry: Entry, customer: Customer
) -> Conversation | None:
    when = entry.interaction.when
    events: list[ConversationEvent] = []
    match entry.place:
        case None:
            return None
        case OpenNew():
            subject = " ".join(entry.interaction.text.split())[:_SUBJECT]
            conversation = change.add(Conversation(customer=customer.id, subject=subject, opened=when, latest=when))
            events.append(ConversationEvent(at=when, kind="opened"))
        case Reopen(identity):
            conversation = replace(book.conversation(identity), settled=None)
            events.append(ConversationEvent(at=when, kind="reopened"))
        case Join(identity):
            conversation = book.conversation(identity)
    if line.waiting_on:
        events.append(ConversationEvent(at=when, kind=_EVENT_OF[line.waiting_on], name=line.third_party))
    if line.resolve:
        events.append(ConversationEvent(at=when, kind="resolved"))
    return change.put(
        replace(
            conversation,
            opened=min(conversation.opened, when),
            latest=max(conversation.latest, when),
            settled=when if line.resolve else conversation.settled,
            events=(*conversation.events, *events),
        )
    )
