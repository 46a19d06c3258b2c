"""Who waits, and what Today says: worked out from the agenda, kept up by changes, and asked for in a login shell."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.books import NOW, copy_of, sample_book
from benchmarks.measuring import Figure, by_turns, seconds, shown
from benchmarks.starting import _plain_environment, _run
from store.book import Book
from store.closing import closing_now
from store.records.interaction import Interaction
from store.rules.desk import read_today

_ROUNDS = 15
_CHANGES = 40


def worked_out(name: str) -> Figure:
    """Measure Today in an open book, from the agenda's rows to what is shown, figures in working time among it."""
    book = Book.open(sample_book(name), clock=lambda: NOW)

    def today() -> None:
        read_today(book.agenda(), NOW, book.calendar.between)

    today()
    middle = statistics.median(seconds(today) for _round in range(_ROUNDS))
    book._storage.close()
    return Figure(f"Today worked out, {name}", shown(middle), "50 ms", middle / 0.05, 1.0)


def kept_up(name: str, folder: Path) -> Figure:
    """Measure what one change costs until Today is up to date, beside working every row and Today out again."""
    book = Book.open(copy_of(name, folder / "desk"), clock=lambda: NOW)
    book.today()
    waiting = [row for row in book.agenda() if row["kind"] == "conversation"]

    def change(row: dict[str, object]) -> None:
        with book.transact("log") as change:
            change.add(
                Interaction(
                    customer=int(str(row["customer"])),
                    when=change.now,
                    channel="email",
                    direction="out",
                    kind="ack",
                    conversation=int(str(row["id"])),
                )
            )
        book.today()

    def everything_again() -> None:
        read_today(book._agenda.worked_out().values(), NOW, book.calendar.between)

    one = statistics.median(seconds(lambda row=row: change(row)) for row in waiting[:_CHANGES])  # type: ignore[misc]
    everything = seconds(everything_again)
    book._storage.close()
    return Figure(
        f"a change, and Today up to date, {name}",
        shown(one),
        f"everything again {shown(everything)}",
        one / everything,
        0.1,
    )


def closing(name: str) -> Figure:
    """Measure the day's closing: what was done on the shop's last open day, and what is due after it."""
    now = NOW.replace(month=2, day=28, hour=18)
    book = Book.open(sample_book(name), clock=lambda: now)
    closing_now(book)
    middle = statistics.median(seconds(lambda: closing_now(book)) for _round in range(_ROUNDS))
    book._storage.close()
    return Figure(f"the day's closing, {name}", shown(middle), "100 ms", middle / 0.1, 1.0)


def waiting(name: str, folder: Path) -> Figure:
    """Measure `regulars waiting`, beside importing dateutil.rrule."""
    copy = copy_of(name, folder / "waiting")
    environment = {**_plain_environment(), "REGULARS_BOOK": str(copy), "REGULARS_NOW": NOW.isoformat()}
    command = Path(sys.executable).with_name("regulars")
    ours = [str(command)] if command.exists() else [sys.executable, "-m", "tui"]
    _run([*ours, "waiting"], environment)
    taken = by_turns(
        {
            "waiting": lambda: _run([*ours, "waiting", "--json"], environment),
            "import": lambda: _run([sys.executable, "-c", "import dateutil.rrule"], environment),
        },
        _ROUNDS,
    )
    return Figure(
        f"regulars waiting, {name}",
        shown(taken["waiting"]),
        f"import dateutil.rrule {shown(taken['import'])}",
        taken["waiting"] / taken["import"],
        2.0,
    )
