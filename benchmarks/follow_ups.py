"""Follow-ups ahead: the next 12 months of 10,000 that recur, after a change, and the two screens that show them."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from dateutil.rrule import rrulestr

from benchmarks.books import NOW, sample_book
from benchmarks.customer_page import until_painted
from benchmarks.measuring import Figure, shown
from store.book import Book
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from tui.app import RegularsApp

RECURRING = 10_000
_GOAL = 0.3
_CHANGED_GOAL = 0.01
_OPEN_GOAL = 0.1
_ROUNDS = 5
_BESIDE = 200
_DAYS = 366
# What people say, about as often as they say it.
_RULES = (
    *("FREQ=YEARLY",) * 3,
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
    *("FREQ=MONTHLY",) * 2,
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=3",
    *("FREQ=WEEKLY;INTERVAL=2",) * 2,
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=6;BYDAY=FR",
)


def expanding(folder: Path) -> Figure:
    """Measure the first look at the next 12 months, from the records to how full each day is, beside dateutil."""
    book = Book.open(_recurring(folder), clock=lambda: NOW)
    today = NOW.date()

    def look() -> None:
        book.days.forget()
        book.days.loads(today, _DAYS)

    taken = statistics.median(_cpu(look) for _round in range(_ROUNDS))
    some, midnight = book.follow_ups()[:_BESIDE], datetime(today.year, today.month, today.day)

    def walk() -> None:
        for one in some:
            due = one.due
            assert due is not None
            begun = datetime(due.year, due.month, due.day)
            rrulestr(one.rule, dtstart=begun).between(midnight, midnight + timedelta(days=_DAYS), inc=True)

    walked = _cpu(walk) / _BESIDE * RECURRING
    book._storage.close()
    return Figure(
        f"12 months of {RECURRING:,} follow-ups that recur",
        f"{shown(taken)} CPU",
        f"goal {shown(_GOAL)}; dateutil walks them in {shown(walked)}",
        taken / _GOAL,
        1.0,
    )


def kept_up(folder: Path) -> Figure:
    """Measure the look at a month and at one of its days right after a follow-up was changed."""
    book = Book.open(_recurring(folder), clock=lambda: NOW)
    day = NOW.date() + timedelta(days=40)

    def look() -> None:
        book.days.loads(day, 42)
        book.days.follow_ups_on(day)

    look()
    times = []
    for one in book.follow_ups()[:40]:
        book.days._touched.add(("follow_ups", one.id))
        times.append(_cpu(look))
    book._storage.close()
    taken = statistics.median(times)
    return Figure(
        f"a month after a change, {RECURRING:,} follow-ups",
        f"{shown(taken)} CPU",
        f"goal {shown(_CHANGED_GOAL)}",
        taken / _CHANGED_GOAL,
        1.0,
    )


def _cpu(action: Callable[[], object]) -> float:
    """Return the seconds of the processor that an action takes, whatever else the machine does meanwhile."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


def opening(screen: str) -> Figure:
    """Measure going to a screen, `follow_ups` or `month`, in a medium book just opened, until it is painted."""
    taken = statistics.median(asyncio.run(_open_once(screen)) for _round in range(_ROUNDS))
    name = {"follow_ups": "opening Follow-ups, medium", "month": "opening the month, medium"}[screen]
    return Figure(name, f"{shown(taken)} CPU", f"goal {shown(_OPEN_GOAL)}", taken / _OPEN_GOAL, 1.0)


async def _open_once(screen: str) -> float:
    folder = sample_book("medium")
    book = Book.open(folder, clock=lambda: NOW)
    app = RegularsApp(folder, book=book)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        taken = await until_painted(app, getattr(app, f"action_show_{screen}"))
    book._storage.close()
    return taken


@cache
def _recurring(folder: Path) -> Path:
    path = folder / "recurring"
    chance = random.Random(5)
    book = Book.open(path, clock=lambda: NOW)
    with book.transact("import") as change:
        customer = change.add(Customer(name="Emma")).id
        for number in range(RECURRING):
            due = NOW.date() + timedelta(days=chance.randint(-20, 90))
            change.add(
                FollowUp(
                    customer=customer,
                    what=f"ask how it goes, {number}",
                    made=NOW,
                    due=NOW.replace(year=due.year, month=due.month, day=due.day) if number % 10 == 0 else due,
                    rule=chance.choice(_RULES),
                    on_closed="next" if number % 5 == 0 else "same",
                )
            )
    book.close()
    return path
