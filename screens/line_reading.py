"""What a capture line says as it stands: what there is to say of it, what to mark in it, and what it may become."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from screens.completions import Completion, Completions
from screens.half_typed import HalfTyped
from screens.line_offer import promise_with
from screens.line_preview import Said, is_being_typed, preview
from store.book import Book
from store.capturing import Logged, Understood
from store.errors import RegularsError
from store.rules.acknowledgement import KIND

_GATHERED_AT_ONCE = 0.005


class Span(NamedTuple):
    """A stretch of the line, in code points: a token that was understood, or what was not."""

    start: int
    end: int
    is_problem: bool


class Read(NamedTuple):
    """A line as it was read.

    `is_whole` is false where how long promises take is still being gathered; read it again when `gather` is done.
    """

    said: list[Said]
    spans: list[Span]
    offered: list[Completion]
    is_whole: bool


class LineReading:
    """Reads lines for the one who types them."""

    def __init__(self, book: Book) -> None:
        """Read for `book`."""
        self._book = book
        self._completions = Completions(book)

    def learn(self, logged: Iterable[Logged]) -> None:
        """Offer the tags that were just used from now on."""
        for one in logged:
            if one.interaction is None:
                continue
            self._completions.learn(self._book.interaction(one.interaction).tags)

    def read(self, half_typed: HalfTyped, cursor: int) -> Read:
        """Return what a line says; `cursor` is how many code points stand before the cursor."""
        line, customer = half_typed.line, half_typed.customer
        understood = self._book.understand(line, text=half_typed.text, customer=customer)
        asked = understood.line
        knows_usual = not (asked.promises or asked.moved or asked.kind == KIND) or self.gather()
        said = preview(self._book, understood, customer, cursor, with_usual=knows_usual)
        about = _only_customer(understood, customer)
        offered = self._completions.at(line, cursor, about, is_given=customer is not None)
        if not offered:
            offered = self._completions.correcting(line, cursor, understood.problems, about)
        if not offered and knows_usual:
            with_it = promise_with(self._book, understood, line)
            if with_it is not None:
                offered, said = [with_it.completion], [with_it.said, *said]
        return Read(said, _spans(understood, cursor), offered, knows_usual)

    def gather(self) -> bool:
        """Go on for a moment gathering how long promises take, and return whether that is known."""
        with suppress(RegularsError):
            return self._book.usual_times.gather(_GATHERED_AT_ONCE)
        return True


def _spans(understood: Understood, cursor: int) -> list[Span]:
    tokens = [Span(token.start, token.end, False) for token in understood.line.tokens if token.kind != "text"]
    problems = [
        Span(problem.start, problem.end, True) for problem in understood.problems if not is_being_typed(problem, cursor)
    ]
    return tokens + problems


def _only_customer(understood: Understood, customer: int | None) -> int | None:
    known = {entry.customer.id for entry in understood.entries if entry.customer.id}
    return known.pop() if len(known) == 1 else customer
