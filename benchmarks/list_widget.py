"""The one list in a running app: what it costs to set 20,000 rows and to move, painted, and what a move sends."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import cache, partial
from itertools import cycle
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver

from benchmarks.measuring import Figure, shown
from screens.widgets.book_list import BookList
from screens.widgets.one_line import OneLine
from screens.widgets.rows import Cell, Column, Row
from tui.themes import THEMES

ROWS = 20_000
_SET_GOAL = 0.005
_MOVE_GOAL = 0.002
_MOVES = 200
_SETS = 40
_ROUNDS = 4
_COLUMNS = (Column(19, grow=3), Column(14, grow=2), Column(17), Column(12, grow=2, gives_way=1))


def setting() -> Figure:
    """Measure `set_rows` with 20,000 rows until they are painted, against 5 ms of CPU."""
    measured = _measured()
    return _figure("20,000 rows set", measured, "set", _SET_GOAL)


def moving() -> Figure:
    """Measure a move from row to row until it is painted, against 2 ms of CPU."""
    measured = _measured()
    return _figure("a move in 20,000 rows", measured, "move", _MOVE_GOAL)


def _figure(name: str, measured: dict[str, float], what: str, goal: float) -> Figure:
    slower = max(measured[what], measured[f"{what}_2"])
    sent = f"{measured[f'{what}_bytes']:.0f} B sent"
    return Figure(
        f"{name}, painted",
        f"{shown(measured[what])} of CPU; of two lines each {shown(measured[f'{what}_2'])}; {sent}",
        f"goal {shown(goal)}",
        slower / goal,
        1.0,
    )


@cache
def _measured() -> dict[str, float]:
    """Measure in a process of its own, since Textual reads the number of colours when it is imported."""
    environment = {**os.environ, "TEXTUAL_COLOR_SYSTEM": "256", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.list_widget"], env=environment, capture_output=True, check=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


class CountingDriver(HeadlessDriver):
    """A terminal that takes everything and counts it."""

    sent: ClassVar[int] = 0

    @property
    def is_headless(self) -> bool:
        """Whatever is painted is to be written as well."""
        return False

    def write(self, data: str) -> None:
        """Count `data` as it would go over the line."""
        CountingDriver.sent += len(data.encode())


class _ListApp(App[None]):
    def compose(self) -> ComposeResult:
        yield OneLine("Customers")
        yield BookList()
        yield OneLine("? Help")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name


def _one_line(index: int, of: str = "Yılmaz") -> Row:
    cells = (
        Cell(f"Ayşe {of} {index}", "strong"),
        Cell("Ayşe Hanım"),
        Cell("+90 532 123 45 67"),
        Cell("#oven", "quiet"),
    )
    return Row(cells, _COLUMNS)


def _two_lines(index: int, of: str = "Yılmaz") -> Row:
    if index % 2:
        return Row((Cell(f"is the oven of {of} ready?", "quiet"),), kind="more")
    return _one_line(index, of)


async def _measure() -> dict[str, float]:
    app = _ListApp(driver_class=CountingDriver)
    found: dict[str, float] = {}

    async def run(_pilot: object) -> None:
        book_list = app.query_one(BookList)

        async def painted() -> None:
            done = asyncio.Event()
            book_list.call_after_refresh(done.set)
            await done.wait()
            await asyncio.sleep(0.02)

        makes: dict[str, Callable[..., Row]] = {"": _one_line, "_2": _two_lines}
        for name, make in makes.items():
            turns: tuple[Callable[[int], Row], ...] = (partial(make, of="Demir"), make)
            others = cycle(turns)
            found.update(await _of_each(f"set{name}", _SETS, partial(_show, book_list, others), painted))
            found.update(await _of_each(f"move{name}", _MOVES, lambda: book_list.move(1), painted))
        app.exit()

    await app.run_async(size=(80, 24), auto_pilot=run)
    return found


def _show(book_list: BookList, others: Iterator[Callable[[int], Row]]) -> None:
    book_list.set_rows(ROWS, next(others))


async def _of_each(
    name: str, times: int, action: Callable[[], Any], painted: Callable[[], Awaitable[None]]
) -> dict[str, float]:
    """Return the mean seconds of CPU and the mean bytes of an action, less what waiting for its paint takes alone."""
    waited, _nothing = await _least(times, lambda: None, painted)
    spent, sent = await _least(times, action, painted)
    return {name: spent - waited, f"{name}_bytes": sent}


async def _least(times: int, action: Callable[[], Any], painted: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Return the least mean seconds of a few rounds, in which others had the machine the least, and the mean bytes."""
    await painted()
    rounds = []
    before = CountingDriver.sent
    for _round in range(_ROUNDS):
        begun = time.process_time()
        for _turn in range(times // _ROUNDS):
            action()
            await painted()
        rounds.append((time.process_time() - begun) / (times // _ROUNDS))
    return min(rounds), (CountingDriver.sent - before) / times


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure())))
