"""What the book says before a promise is made, and when a closed day catches some: for commands, preview and forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from store.errors import BookUnavailableError, NotFoundError
from store.records.interaction import Channel, Interaction
from store.records.promise import Promise
from store.rules.acknowledgement import KIND, OfferedPromise, promise_with_acknowledgement
from store.rules.customer_terms import terms_words
from store.rules.promise_guard import guard_of, guard_words, move_words
from store.rules.promises import Usual
from store.rules.special_days import due_day
from store.rules.targets import target_of
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

_MOST_NAMED = 3


class Advice(NamedTuple):
    """A sentence on how long such promises have taken; a warning where the one in hand leaves less."""

    words: str
    is_warning: bool
    usually_by: datetime | None


def advice_on(book: Book, kind: str, made: datetime, due: date | datetime) -> Advice | None:
    """Return how long promises of `kind` have taken so far, set beside `due`; None where too little is known.

    None too for a due that lies before the promise: that is refused, and no time is left that could be tight.
    Nothing is forbidden by it, not even by a year of history that cannot be read: then nothing is known. Gathers what
    is not known yet of the last ninety days.

    Args:
        book: the open book.
        kind: the promise's kind, may be empty.
        made: when it is made, aware.
        due: by when it is to be kept.
    """
    if book.calendar.due_instant(due).timestamp() < made.timestamp():
        return None
    guard = guard_of(kind, _usual(book, kind), made, due, book.calendar)
    return None if guard is None else Advice(guard_words(guard), guard.is_tight, guard.usually_by)


def warning_on_move(book: Book, promises: Iterable[Promise], due: date | datetime) -> str:
    """Return a warning where moving `promises` to `due` leaves one of them less time than such have taken; else empty.

    The time counts from when it was promised, as it does for those that were kept.
    """
    for promise in promises:
        guard = guard_of(promise.kind, _usual(book, promise.kind), promise.made, due, book.calendar)
        if guard is not None and guard.is_tight:
            return move_words(guard)
    return ""


def words_beside(book: Book, promises: Iterable[Promise]) -> list[str]:
    """Return what stands beside new promises, a sentence each: how long such take, then the customers' terms, once."""
    given = list(promises)
    advice = (advice_on(book, one.kind, one.made, one.due) for one in given)
    said = [one.words for one in advice if one is not None]
    for customer in dict.fromkeys(one.customer for one in given):
        said += terms_words(book.customer(customer))
    return list(dict.fromkeys(said))


def offered_with_acknowledgement(book: Book, channel: Channel, made: datetime) -> OfferedPromise | None:
    """Return what may be promised with an acknowledgement on `channel`; None where the shop never opens again.

    A promise of the kind `ack` has that aim by itself (`promise.aim.ack`).
    """
    target = target_of(book.shop, channel, "first_answer", made.astimezone(book.zone).date())
    return promise_with_acknowledgement(made, target, _usual(book, KIND), book.shop, book.calendar)


def offered_with(book: Book, entry: Interaction, conversation: int | None) -> OfferedPromise | None:
    """Return the promise that goes with an entry: none unless that acknowledges, and where one is open in the matter.

    Args:
        book: the open book.
        entry: as it is, or would be, saved.
        conversation: the one into which it goes; None where that is none yet.
    """
    if not entry.is_acknowledgement:
        return None
    if conversation is not None:
        promises = book.promises_in(book.conversation(conversation))
        if any(promise.state == "open" for promise in promises):
            return None
    return offered_with_acknowledgement(book, entry.channel, book.now())


def caught_still(book: Book, promises: Iterable[int]) -> list[Promise]:
    """Return those of the promises with these ids that are open and due on a day on which the shop is closed."""
    found = []
    for identity in promises:
        with suppress(NotFoundError):
            promise = book.promise(identity)
            if promise.state == "open" and not book.calendar.intervals_on(due_day(promise, book.zone)):
                found.append(promise)
    return found


def caught_words(book: Book, caught: Sequence[Promise]) -> str:
    """Return in one sentence which promises fall due on days that are closed, empty where none does.

    Their words are cleaned of line breaks and nothing else, since they go out through what cleans them.
    """
    if not caught:
        return ""
    named = [
        _("{what} ({who})").format(what=" ".join(one.what.split()), who=" ".join(_name(book, one).split()))
        for one in caught[:_MOST_NAMED]
    ]
    count, left = len(caught), len(caught) - len(named)
    if left:
        named.append(ngettext("{count} more", "{count} more", left).format(count=left))
    sentence = ngettext("{count} promise falls into it: {which}.", "{count} promises fall into it: {which}.", count)
    return sentence.format(count=count, which="; ".join(named))


def _usual(book: Book, kind: str) -> Usual | None:
    try:
        return book.usual_times.of(kind)
    except BookUnavailableError:
        return None


def _name(book: Book, promise: Promise) -> str:
    try:
        return book.customer(promise.customer).shown_name
    except NotFoundError:
        return ""
