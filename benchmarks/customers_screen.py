"""Customers on the screen, 20,000 of them: a search keystroke to painted result, and another filter or order.

Counted is the processor's time of the whole app, from the key to the frame that is handed to the terminal.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from benchmarks.books import sample_book
from benchmarks.measuring import Figure, shown
from screens.customers import CustomersScreen
from store.book import Book
from store.database.folding import latin
from store.facets import Facet
from tui.app import RegularsApp

_GOAL_S = 0.030
_LIST_GOAL_S = 0.100
_NAMES_TYPED = 40
_LETTERS = 6


def keystroke(folder: Path) -> Figure:
    """Measure a key in the search until its result is painted, the slowest hundredth of them beside the goal."""
    book = _tidy_book(folder)
    times = sorted(asyncio.run(_typed(book)))
    book._storage.close()
    middle, slow = statistics.median(times), times[int(len(times) * 0.99)]
    return Figure(
        "search keystroke to painted result, 20,000 customers",
        f"{shown(middle)} CPU, p99 {shown(slow)}",
        f"goal {shown(_GOAL_S)}",
        slow / _GOAL_S,
        1.0,
    )


def narrowed(folder: Path) -> Figure:
    """Measure the first filter and the first order in a book just opened, the slower of them beside the goal."""
    book = _tidy_book(folder)
    book.customer_ids()  # what the list by name has loaded already
    first = _cpu(lambda: book.customers_in_order([Facet("stage", "regular")], "silent"))
    again = _cpu(lambda: book.customers_in_order([Facet("contact", "silent-3")], "latest"))
    counts = _cpu(book.customer_facets)
    book._storage.close()
    return Figure(
        "customers filtered and put in order, 20,000 customers",
        f"first {shown(first)} CPU, then {shown(again)}, counts of all facets {shown(counts)}",
        f"goal {shown(_LIST_GOAL_S)}",
        max(first, again, counts) / _LIST_GOAL_S,
        1.0,
    )


def _cpu(action: Callable[[], object]) -> float:
    begun = time.process_time()
    action()
    return time.process_time() - begun


def _tidy_book(folder: Path) -> Book:
    """Return the large book as a shop has it, with all that lies beside a snapshot; only what is changed is copied."""
    target = folder / "customers"
    if not target.exists():
        shutil.copytree(sample_book("large"), target, copy_function=os.symlink)
        journal = target / "journal.jsonl"
        content = journal.read_bytes()
        journal.unlink()
        journal.write_bytes(content)
        book = Book.open(target)
        book.compact()
        book._storage.close()
    return Book.open(target)


async def _typed(book: Book) -> list[float]:
    """Type the beginnings of names into the search and return the seconds of each key."""
    chance = random.Random(5)
    app = RegularsApp(book.folder, book=book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("slash")
        await _press(app, pilot, "a", "b", "backspace", "backspace")
        gc.collect()
        gc.freeze()
        times: list[float] = []
        for customer in chance.sample(list(book.customer_ids()), _NAMES_TYPED):
            name = book.customer(customer).shown_name
            typed = (name if chance.random() < 0.5 else latin(name) or name)[:_LETTERS]
            times += await _press(app, pilot, *typed)
            await _press(app, pilot, *["backspace"] * len(typed))
        gc.unfreeze()
    return times


async def _press(app: RegularsApp, pilot: Pilot[object], *keys: str) -> list[float]:
    screen = app.screen
    assert isinstance(screen, CustomersScreen)
    times = []
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        begun = time.process_time()
        app.post_message(event)
        await pilot.pause()
        times.append(time.process_time() - begun)
    return times


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for measure in (keystroke, narrowed):
            figure = measure(Path(place))
            print(f"{figure.name}: {figure.measured}, {figure.beside}, {figure.verdict}")
