"""The open promises of a book by what they hang on: a cause that they share, or the third party that has the matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from store.errors import NotFoundError
from store.records.interaction import Mood
from store.records.promise import Promise
from store.rules.shared_causes import SharedCause, hardest_hit_first, shared_causes
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


def causes_of(book: Book, *, at_least: int = 2) -> list[SharedCause]:
    """Return the open promises that hang on the same thing, the group with the hardest hit first.

    Args:
        book: the open book.
        at_least: how many promises make a group.

    Raises:
        BookUnavailableError: the history is damaged.
    """
    promises = book.promises()
    third_parties: dict[int, str] = {}
    for identity in {promise.conversation for promise in promises if promise.conversation is not None}:
        try:
            state = book.conversation_state(identity)
        except NotFoundError:
            continue
        if state.waiting_on == "third_party" and state.third_party:
            third_parties[identity] = state.third_party
    sharing = [one for one in promises if one.cause or one.conversation in third_parties]
    moods = moods_about(book, sharing)
    return shared_causes(sharing, third_parties, moods, book.calendar, at_least=at_least)


def cause_names(book: Book) -> list[str]:
    """Return the names of what open promises hang on, by alphabet.

    Raises:
        BookUnavailableError: the history is damaged.
    """
    return sorted((cause.name for cause in causes_of(book, at_least=1)), key=str.casefold)


def causes_with(book: Book, identity: int) -> list[SharedCause]:
    """Return what an open promise hangs on, each with all promises that hang on the same, itself among them.

    Raises:
        BookUnavailableError: the history is damaged.
    """
    causes = causes_of(book, at_least=1)
    return [cause for cause in causes if any(promise.id == identity for promise in cause.promises)]


def hardest_hit(book: Book, promises: Iterable[Promise]) -> list[Promise]:
    """Return promises in the order in which to tell the customers that they will not be kept."""
    given = list(promises)
    return hardest_hit_first(given, moods_about(book, given), book.calendar)


def moods_about(book: Book, promises: Iterable[Promise]) -> dict[int, Mood]:
    """Return for each promise, by its id, how the customer felt last: about its matter, else about anything."""
    return {promise.id: _mood(book, promise) for promise in promises}


def promises_hanging_on(book: Book, name: str) -> tuple[Promise, ...]:
    """Return the open promises that hang on what is called `name`, in any case, the hardest hit first.

    Raises:
        NotFoundError: none does; the sentence says what some hang on.
    """
    causes = causes_of(book, at_least=1)
    for cause in causes:
        if cause.name.casefold() == name.casefold():
            return cause.promises
    known = ", ".join(sorted(cause.name for cause in causes)[:10])
    raise NotFoundError(
        _("No open promise hangs on {name}. Some hang on: {known}.").format(name=name, known=known)
        if known
        else _("No open promise hangs on {name}.").format(name=name)
    )


def _mood(book: Book, promise: Promise) -> Mood:
    """Return how the customer felt when they were last in touch about it, else about anything."""
    felt = [entry for entry in book.timeline(promise.customer) if entry.direction == "in" and entry.mood]
    matter = promise.conversation
    about_it = [entry for entry in felt if matter is not None and entry.conversation == matter]
    return next((entry.mood for entry in (*about_it, *felt)), "")
