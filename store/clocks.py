"""The response clocks of the book's conversations, worked out from its records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.records.conversation import Conversation
from store.records.interaction import Interaction
from store.rules.arithmetic import Arithmetic, arithmetic
from store.rules.clocks import ResponseClock, clocks_of
from store.rules.conversations import ConversationState, state_of

if TYPE_CHECKING:
    from store.book import Book


class Standing(NamedTuple):
    """A conversation with its entries, the oldest first, how it stands, and its clocks in the order they started."""

    conversation: Conversation
    entries: Sequence[Interaction]
    state: ConversationState
    clocks: tuple[ResponseClock, ...]


def standing_of(book: Book, identity: int) -> Standing:
    """Return how a conversation stands now, with its clocks.

    Raises:
        NotFoundError: there is no such conversation.
    """
    conversation = book.conversation(identity)
    entries, promises = book.interactions_in(conversation), book.promises_in(conversation)
    now = book.now()
    state = state_of(conversation, entries, promises, now)
    clocks = clocks_of(conversation, entries, promises, shop=book.shop, calendar=book.calendar, now=now, state=state)
    return Standing(conversation, entries, state, clocks)


def clocks_in(book: Book, identity: int) -> tuple[ResponseClock, ...]:
    """Return the response clocks of a conversation as they stand now, in the order in which they started.

    Raises:
        NotFoundError: there is no such conversation.
    """
    return standing_of(book, identity).clocks


def arithmetic_of(book: Book, clock: ResponseClock) -> Arithmetic:
    """Return how a clock came to its figures: what was counted, and what was left out and why."""
    return arithmetic(clock, book.shop, book.calendar, book.now())
