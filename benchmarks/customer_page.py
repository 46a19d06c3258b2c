"""The page of a customer with whom 2,000 things happened: opening it, and moving through all of it, painted.

Counted is the processor's time of the whole app, as it runs beside other work.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.books import NOW
from benchmarks.measuring import Figure, shown
from screens.book_screen import BookScreen
from store.book import Book
from store.records.customer import Customer
from store.records.interaction import CHANNELS, Interaction
from tui.app import RegularsApp

_ENTRIES = 2000
_OPENINGS = 7
_OPEN_GOAL = 0.1
_MOVE_GOAL = 0.1
_SAID = "the oven door still squeaks; looked into it for a while, then sent the hinge that was promised on Friday"


class _Measured(NamedTuple):
    """Seconds of the processor until painted: the median of the openings, and the slowest page on the way down."""

    opening: float
    slowest_page: float


def opening(folder: Path) -> Figure:
    """Measure opening the page until it is painted."""
    taken = _measured(folder).opening
    name = f"opening a customer with {_ENTRIES:,} interactions"
    return Figure(name, f"{shown(taken)} CPU", f"goal {shown(_OPEN_GOAL)}", taken / _OPEN_GOAL, 1.0)


def paging(folder: Path) -> Figure:
    """Measure the slowest page down on the way through the whole history, which is read meanwhile."""
    taken = _measured(folder).slowest_page
    name = f"the slowest page down through {_ENTRIES:,} interactions"
    return Figure(name, f"{shown(taken)} CPU", f"goal {shown(_MOVE_GOAL)}", taken / _MOVE_GOAL, 1.0)


@cache
def _measured(folder: Path) -> _Measured:
    path = folder / "long-history"
    book = Book.open(path, clock=lambda: NOW)
    with book.transact("import") as change:
        customer = change.add(Customer(name="Emma", call_by="Emma")).id
        for number in range(_ENTRIES):
            change.add(
                Interaction(
                    customer=customer,
                    when=change.now - timedelta(hours=7 * number),
                    channel=CHANNELS[number % len(CHANNELS)],
                    text=_SAID,
                )
            )
    book.close()
    return asyncio.run(_in_the_app(path, customer))


async def _in_the_app(path: Path, customer: int) -> _Measured:
    openings: list[float] = []
    pages: list[float] = []
    for _opening in range(_OPENINGS):
        book = Book.open(path, clock=lambda: NOW)
        app = RegularsApp(path, book=book)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            openings.append(await until_painted(app, lambda: app.action_show_customer(customer)))  # noqa: B023
            if not pages:
                for _page in range(_ENTRIES // 15):
                    pages.append(await until_painted(app, lambda: app.run_action("screen.move_page(1)")))  # noqa: B023
        book._storage.close()
    return _Measured(statistics.median(openings), max(pages))


async def until_painted(app: RegularsApp, action: Callable[[], Awaitable[object]]) -> float:
    """Return the seconds of the processor that an action takes until what it shows is painted."""
    painted = asyncio.Event()
    begun = time.process_time()
    await action()
    assert isinstance(app.screen, BookScreen)
    app.screen.call_after_refresh(painted.set)
    await painted.wait()
    return time.process_time() - begun
