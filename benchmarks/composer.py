"""The composer: opening it from Today on what waits there, and filling one phrase.

Counted is the processor's time of the whole app, as it runs beside other work.
"""

from __future__ import annotations

import asyncio
import statistics

from benchmarks.books import NOW, sample_book
from benchmarks.customer_page import until_painted
from benchmarks.measuring import Figure, seconds, shown
from screens.compose import ComposeScreen
from store.book import Book
from store.composing import fill_in, reply_to, suggested, values_of
from tui.app import RegularsApp

_OPENINGS = 9
_FILLED = 200
_OPEN_GOAL = 0.1
_FILL_GOAL = 0.001


def opening(name: str) -> Figure:
    """Measure `w` on the first row of Today until the filled reply is painted, the first time in an app just begun."""
    taken = asyncio.run(_openings(name))
    return Figure(
        f"opening the composer, {name}",
        f"{shown(statistics.median(taken))} CPU",
        f"goal {shown(_OPEN_GOAL)}; slowest {shown(max(taken))}",
        statistics.median(taken) / _OPEN_GOAL,
        1.0,
    )


def filling(name: str) -> Figure:
    """Measure filling one phrase for a customer, what the book knows of them already at hand."""
    book = Book.open(sample_book(name), clock=lambda: NOW)
    waiting = next(one for one in book.conversations() if book.conversation_state(one.id).wants_answer_since)
    reply = reply_to(book, waiting.customer, conversation=waiting.id)
    phrase = suggested(book, reply)[0].choices[0]
    values = values_of(book, reply, phrase.language)

    def fill_many() -> None:
        for _time in range(_FILLED):
            fill_in(phrase, values, reply)

    taken = statistics.median(seconds(fill_many) for _round in range(5)) / _FILLED
    book._storage.close()
    return Figure("filling a phrase", shown(taken), f"goal {shown(_FILL_GOAL)}", taken / _FILL_GOAL, 1.0)


async def _openings(name: str) -> list[float]:
    folder = sample_book(name)
    taken: list[float] = []
    for _opening in range(_OPENINGS):
        book = Book.open(folder, clock=lambda: NOW)
        app = RegularsApp(folder, book=book)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            taken.append(await until_painted(app, lambda: app.run_action("screen.write")))  # noqa: B023
            assert isinstance(app.screen, ComposeScreen)
        book._storage.close()
    return taken
