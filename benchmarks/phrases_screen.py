"""The screens of phrases in a medium book just opened, until they are painted; and how long nothing else can be done.

Counted is the processor's time of the whole app, the packs of the shop's language read for the first time.
"""

from __future__ import annotations

import asyncio
import statistics
from functools import partial

from benchmarks.books import NOW, sample_book
from benchmarks.customer_page import until_painted
from benchmarks.measuring import Figure, seconds, shown
from screens.phrases import PhrasesScreen
from store.book import Book
from store.packs import shipped
from tui.app import RegularsApp

_OPEN_GOAL = 0.1
_PIECE_GOAL = 0.05
_ROUNDS = 5


def opening(screen: str) -> Figure:
    """Measure going to `phrases`, `open_texts`, or one `phrase` in all languages."""
    taken = statistics.median(asyncio.run(_open_once(screen)) for _round in range(_ROUNDS))
    name = {
        "phrases": "opening Phrases, medium",
        "phrase": "opening a phrase in all languages, medium",
        "open_texts": "opening the texts for everybody, medium",
    }[screen]
    return Figure(name, f"{shown(taken)} CPU", f"goal {shown(_OPEN_GOAL)}", taken / _OPEN_GOAL, 1.0)


def gathering() -> Figure:
    """Measure the longest piece of gathering what became of the phrases, while the owner may be typing."""
    book = Book.open(sample_book("medium"), clock=lambda: NOW)
    pieces = []
    is_whole = False

    def gather() -> None:
        nonlocal is_whole
        is_whole = book.phrase_uses.gather(0.004)

    while not is_whole:
        pieces.append(seconds(gather))
    pieces.append(seconds(book.phrase_uses.all))
    book._storage.close()
    longest = max(pieces)
    return Figure(
        "uses of phrases: the longest piece, medium",
        shown(longest),
        f"{len(pieces)} pieces, {shown(sum(pieces))} in all; goal {shown(_PIECE_GOAL)}",
        longest / _PIECE_GOAL,
        1.0,
    )


async def _open_once(screen: str) -> float:
    folder = sample_book("medium")
    book = Book.open(folder, clock=lambda: NOW)
    app = RegularsApp(folder, book=book)
    go = {
        "phrases": app.action_show_phrases,
        "phrase": partial(app.action_show_phrase, "apology-late-ours"),
        "open_texts": app.action_show_open_texts,
    }[screen]
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        # As in a program that has just started: no pack was read yet.
        shipped.cache_clear()
        taken = await until_painted(app, go)
        assert screen != "phrases" or isinstance(app.screen, PhrasesScreen)
    book._storage.close()
    return taken
