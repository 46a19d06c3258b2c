"""A screen at rest sends nothing over the line: no blinking, no ticking, whatever stands open on it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

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
