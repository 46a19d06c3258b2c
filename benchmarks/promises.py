"""What a promise costs before it is made and when it is looked at: the guard, the open ones, what hangs together."""

from __future__ import annotations

import statistics
from datetime import timedelta

from benchmarks.books import NOW, sample_book
from benchmarks.measuring import Figure, seconds, shown
from store.advising import advice_on
from store.book import Book
from store.causes import causes_of
from store.rules.promise_ledger import ledger

_ROUNDS = 15
_ASKED = 200
_SOON = NOW + timedelta(days=1)
# What may lie between two keys without being noticed, and what a painted screen may take.
_A_KEY_S = 0.001
_A_SCREEN_S = 0.05


def gathering(name: str) -> Figure:
    """Measure gathering how long the promises of the last ninety days took, which is done piece by piece, once."""

    def gathered() -> float:
        book = Book.open(sample_book(name), clock=lambda: NOW)
        taken = seconds(lambda: book.usual_times.gather(float("inf")))
        book._storage.close()
        return taken

    middle = statistics.median(gathered() for _round in range(5))
    return Figure(f"the guard's ninety days gathered, {name}", shown(middle), "goal 200 ms", middle / 0.2, 1.0)


def guard(name: str) -> Figure:
    """Measure what the guard says of a promise that is being typed, with every key."""
    book = Book.open(sample_book(name), clock=lambda: NOW)

    def asked() -> None:
        for hour in range(_ASKED):
            advice_on(book, "repair", NOW, _SOON + timedelta(hours=hour))

    asked()
    middle = statistics.median(seconds(asked) / _ASKED for _round in range(_ROUNDS))
    book._storage.close()
    return Figure(f"the guard at a key, {name}", shown(middle), f"goal {shown(_A_KEY_S)}", middle / _A_KEY_S, 1.0)


def open_ledger(name: str) -> Figure:
    """Measure the rows of Promises as it opens."""
    book = Book.open(sample_book(name), clock=lambda: NOW)

    def rows() -> None:
        ledger(book.promises(), book.calendar, NOW)

    rows()
    middle = statistics.median(seconds(rows) for _round in range(_ROUNDS))
    book._storage.close()
    return Figure(f"open promises with margin, {name}", shown(middle), "goal 50 ms", middle / _A_SCREEN_S, 1.0)


def together(name: str) -> Figure:
    """Measure finding what hangs on the same, with how each customer felt."""
    book = Book.open(sample_book(name), clock=lambda: NOW)
    causes_of(book)
    middle = statistics.median(seconds(lambda: causes_of(book)) for _round in range(_ROUNDS))
    book._storage.close()
    return Figure(f"what hangs together, {name}", shown(middle), "goal 50 ms", middle / _A_SCREEN_S, 1.0)
