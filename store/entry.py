"""What a capture line would save for one customer: the entry, where it goes, what it promises and what it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from store.errors import AmbiguousError, NotFoundError, NotUnderstoodError, WrongStateError
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.interaction import IN_PERSON, Channel, Direction, Interaction
from store.records.promise import Promise
from store.rules.capture_tokens import CaptureLine
from store.rules.conversations import ConversationState, Join, OpenNew, Reopen, choose_conversation, wants_answer
from store.rules.fitting import fitted
from store.rules.follow_ups import shown_from
from store.rules.promises import aim_of, check_due, keep, move
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_NOON = time(12)
Place = Join | Reopen | OpenNew | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a line would save for one customer: nothing has an id yet, and `customer.id` is 0 for a new one.

    `is_contact` is false where the line says nothing of a contact, only what is to be done or was decided: then the
    interaction is not saved, and no clock goes by it.
    """

    customer: Customer
    interaction: Interaction
    is_contact: bool
    place: Place
    promises: tuple[Promise, ...]
    follow_ups: tuple[FollowUp, ...]
    done: FollowUp | None
    kept: Promise | None
    moved: Promise | None


def entry_of(book: Book, line: CaptureLine, text: str, customer: Customer) -> Entry:
    """Return what `line` would save for `customer`; nothing is saved.

    Args:
        book: the open book.
        line: without problems.
        text: a longer text that goes with it.
        customer: whose contact it was; without an id for a new one.

    Raises:
        RegularsError: it cannot be saved as it stands; the sentence says what to do.
    """
    now = book.now()
    when = _happened(line, now)
    kept, moved = _kept(book, line, customer, when), _moved(book, line, customer, when)
    interaction = _interaction(book, line, text, customer, when, moved)
    if customer.id and not _says_something(line, interaction):
        raise NotUnderstoodError(_("Write what happened after the name, then press Enter."))
    is_contact = not (customer.id and _is_bare(line, text)) or bool(line.promises or line.moved)
    place = _place(book, line, customer, interaction, kept or moved)
    if not is_contact and isinstance(place, OpenNew) and not line.new_conversation:
        place = None
    if place is None and (line.resolve or line.waiting_on):
        raise WrongStateError(
            _("{name} has no open conversation. Leave out the = word, or write =new.").format(name=customer.shown_name)
        )
    return Entry(
        customer=customer,
        interaction=interaction,
        is_contact=is_contact,
        place=place,
        promises=tuple(_promises(book, line, customer, interaction)),
        follow_ups=tuple(
            fitted(
                FollowUp(
                    customer=customer.id,
                    what=follow.what,
                    made=when,
                    due=follow.due,
                    rule=follow.rule,
                    occasion=follow.occasion,
                    season=follow.season,
                    source="capture",
                ),
                now,
            )
            for follow in line.follow_ups
        ),
        done=_done(book, line, customer),
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


def _interaction(
    book: Book, line: CaptureLine, text: str, customer: Customer, when: datetime, moved: Promise | None
) -> Interaction:
    channel, channel_name = line.channel, line.channel_name
    if channel is None:
        channel, channel_name = _last_channel(book, customer)
    direction: Direction = line.direction
    said = [line.text, text.strip("\n")]
    if _is_bare(line, text):
        # What was promised was told to them, and is what the entry says; in writing that was ours, and no question.
        said = [one.what for one in line.promises] or ([moved.what] if moved is not None else [])
        direction = "in" if channel in IN_PERSON else "out"
    wanted, answered = wants_answer(channel, direction, line.answer_mark)
    return Interaction(
        customer=customer.id,
        when=when,
        noted=book.now() if line.when is not None else None,
        direction=direction,
        channel=channel,
        channel_name=channel_name,
        kind=line.kind,
        mood=line.mood,
        text="\n".join(filter(None, said)),
        words=line.words,
        tags=line.tags,
        wants_answer=wanted,
        answered=answered,
    )


def _last_channel(book: Book, customer: Customer) -> tuple[Channel, str]:
    latest = book.timeline(customer.id, limit=1) if customer.id else []
    return (latest[0].channel, latest[0].channel_name) if latest else ("counter", "")


def _is_bare(line: CaptureLine, text: str) -> bool:
    """Return whether a line says nothing of a contact: no words, no channel, no mark, only what follows or was decided.

    One that says nothing at all is not bare: it names somebody new, or is refused.
    """
    says = (line.text, text.strip(), line.words, line.tags, line.kind, line.mood, line.channel, line.answer_mark)
    if any(says) or any(token.kind == "direction" for token in line.tokens):
        return False
    decided = (line.promises, line.follow_ups, line.done, line.kept, line.moved, line.resolve, line.waiting_on)
    return any(decided)


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
        or line.done
        or line.kept
        or line.moved
        or line.resolve
        or line.waiting_on
    )


def _done(book: Book, line: CaptureLine, customer: Customer) -> FollowUp | None:
    """Return the follow-up that is done with the contact: the one with its number, or the only one there is."""
    if line.done is None:
        return None
    wanted = line.done.follow_up
    follow_ups = book.follow_ups(customer.id) if customer.id else []
    if wanted is not None:
        follow_ups = [one for one in follow_ups if one.id == wanted]
    elif len(follow_ups) > 1:
        # One that is not to be seen yet is hardly the one that is meant, where another is.
        begins = {one.id: shown_from(one, book.calendar) for one in follow_ups}
        now = book.now()
        follow_ups = [one for one in follow_ups if (begun := begins[one.id]) and begun <= now] or follow_ups
    if len(follow_ups) == 1:
        return follow_ups[0]
    if not follow_ups:
        words = _("{name} has no open follow-up {id}. Leave out {token}, or give another number.")
        if wanted is None:
            words = _("{name} has no open follow-up. Leave out {token}.")
        raise WrongStateError(words.format(name=customer.shown_name, id=wanted, token="+done"))
    readings = [f"{one.id} {one.what}" for one in follow_ups]
    raise AmbiguousError(
        _("{name} has several open follow-ups: {follow_ups}. Write {token} and its number.").format(
            name=customer.shown_name, follow_ups=", ".join(readings), token="+done"
        ),
        readings,
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
            while chosen.merged_into is not None:
                chosen = book.conversation(chosen.merged_into)
        except NotFoundError:
            chosen = None
        if chosen is None or chosen.customer != customer.id or not customer.id:
            raise NotFoundError(
                _("{name} has no conversation {id}. Leave it out, or write =new.").format(
                    name=customer.shown_name, id=line.conversation
                )
            )
        return Reopen(chosen.id) if book.conversation_state(chosen.id).settled else Join(chosen.id)
    open_ones, settled_ones = conversations_by_state(book, customer.id)
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
    usual = book.usual_times.of(kind)
    if usual is None or not usual.p80_s:
        raise NotUnderstoodError(
            _("There are too few kept promises yet to know what is usual. Write a day instead of ~.")
        )
    return book.calendar.add(made, usual.p80_s)


def conversations_by_state(
    book: Book, customer: int
) -> tuple[dict[int, ConversationState], dict[int, ConversationState]]:
    """Return a customer's open conversations and the settled ones, each by id; those merged into others are neither."""
    open_ones: dict[int, ConversationState] = {}
    settled_ones: dict[int, ConversationState] = {}
    for conversation in book.conversations(customer, settled=True) if customer else ():
        if conversation.merged_into is None:
            state = book.conversation_state(conversation.id)
            (settled_ones if state.settled else open_ones)[conversation.id] = state
    return open_ones, settled_ones
