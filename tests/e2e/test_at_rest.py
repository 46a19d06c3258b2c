"""A screen at rest sends nothing over the line: no blinking, no ticking, whatever stands open on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal

NOW = "2026-03-04T09:30:00+02:00"
QUIET_S = 2.0

# Five sessions side by side, each going from screen to screen: what is pressed, and what stands there then.
WALKS: tuple[tuple[tuple[tuple[str, ...], str], ...], ...] = (
    (
        ((), "Waiting and promised"),
        (("c", "@ays /phone half"), "Log a contact"),
        (("escape", "2"), "Customers"),
        (("/", "ays"), "1 found"),
    ),
    (
        (("2", "enter"), "History"),
        (("end", "enter"), "my oven squeaks"),
        (("escape", "e"), "Ayşe"),
        (("escape", "1", "p"), "New promise to"),
    ),
    (
        (("9",), "Where and when it is"),
        (("enter", "Usta"), "Usta"),
        (("escape", "N"), "What is new?"),
        (("escape", "C"), "Log a contact"),
    ),
    (
        (("L",), "contact logged"),
        (("escape", "I"), "Import"),
        (("escape", "?"), "Everywhere"),
        (("escape", ":"), "Search for commands"),
    ),
)


def run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "tui", *arguments], env={**os.environ, **environment}, cwd=ROOT, check=True,
        capture_output=True,
    )  # fmt: skip


def test_no_screen_sends_a_byte_at_rest(tmp_path: Path) -> None:
    environment = {"REGULARS_BOOK": str(tmp_path / "book"), "REGULARS_NOW": NOW, "TZ": "Europe/Istanbul"}
    run(environment, "shop", "set", "name=Fırın Usta", "zone=Europe/Istanbul")
    run(environment, "log", "@new Ayşe Yılmaz /email my oven squeaks +promise fri: a hinge")
    fresh = {**environment, "REGULARS_BOOK": str(tmp_path / "fresh")}
    with ExitStack() as stack:
        terminals = [stack.enter_context(Terminal([], environment)) for _walk in WALKS]
        first_run = stack.enter_context(Terminal([], fresh))
        for terminal in terminals:
            terminal.wait_for("Ayşe Yılmaz")
        first_run.wait_for("Time zone")
        for stops in zip(*WALKS, strict=True):
            for terminal, (keys, shown) in zip(terminals, stops, strict=True):
                for key in keys:
                    terminal.press(key)
                    terminal.settle(0.15)
                terminal.wait_for(shown)
            for terminal in (first_run, *terminals):
                terminal.settle(0.5 if terminal is first_run else 0.1)
            before = [terminal.received for terminal in (*terminals, first_run)]
            first_run.settle(QUIET_S)
            for terminal in terminals:
                terminal.settle(0)  # All were quiet in the time of the first, or what they sent is read now.
            after = [terminal.received for terminal in (*terminals, first_run)]
            assert after == before, stops


# The app with a clock that is told what it shows: at a signal the time stands in a file, and a minute's look comes.
WITH_A_CLOCK = """
import asyncio, os, signal, sys
from pathlib import Path
from tui.app import RegularsApp

app = RegularsApp(Path(sys.argv[1]))

def look_now(_number, _frame):
    os.environ["REGULARS_NOW"] = Path(sys.argv[2]).read_text()
    asyncio.get_running_loop().call_soon_threadsafe(app.look_at_the_clock)

signal.signal(signal.SIGUSR1, look_now)
app.run(mouse=False)
"""


@pytest.mark.parametrize(
    "walk",
    [
        ((("", "Waiting and promised"),)),
        ((("3", "Overdue"),)),
        ((("E", "Due before"),)),
        ((("2", "Customers"), ("enter", "History"), ("enter", "Response times"))),
    ],
    ids=["today", "promises", "closing", "conversation"],
)
def test_as_the_hours_go_by_figures_above_an_hour_send_something_every_five_minutes_at_most(
    tmp_path: Path, walk: tuple[tuple[str, str], ...]
) -> None:
    now, told = datetime.fromisoformat("2026-03-04T09:00:00+03:00"), tmp_path / "now"
    environment = {"REGULARS_BOOK": str(tmp_path / "book"), "REGULARS_NOW": now.isoformat(), "TZ": "Europe/Istanbul"}
    run(environment, "shop", "set", "name=Fırın Usta", "zone=Europe/Istanbul", "channel.letter.first_answer=16h")
    yesterday = {**environment, "REGULARS_NOW": "2026-03-03T11:00:00+03:00"}
    run(yesterday, "log", "@new Ayşe Yılmaz /letter my oven squeaks")
    run(yesterday, "log", "@new Γιώργος /phone +promise today 15:00: call back +promise fri: a hinge")
    run(environment, "log", "@new Tom /counter bought bread +follow today: ask how it was")
    book = environment["REGULARS_BOOK"]
    with Terminal([book, str(told)], environment, program=("-c", WITH_A_CLOCK)) as terminal:
        terminal.wait_for("Ayşe Yılmaz")
        terminal.settle(1.0)
        for key, shown in walk:
            terminal.press(key)
            terminal.wait_for(shown)
        terminal.settle(1.0)
        sent: dict[int, int] = {}
        for minute in range(1, 31):
            told.write_text((now + timedelta(minutes=minute)).isoformat())
            before = terminal.received
            os.kill(terminal.child, signal.SIGUSR1)
            terminal.settle(0.12)
            sent[minute] = terminal.received - before
        assert {minute for minute, count in sent.items() if count} <= set(range(0, 31, 5)), sent
        assert sum(map(bool, sent.values())) <= 6
        assert max(sent.values()) < 1000
