"""What the owner waits for: `regulars today` in a login shell, and the first paint of the app."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.books import NOW, SIZES, copy_of, sample_book
from benchmarks.measuring import Figure, by_turns, shown
from store.book import Book
from store.records.interaction import Interaction

_JOURNAL_LINES = 1000
_ROUNDS = 15
_MINIMAL = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("waiting for an answer")
Minimal().run()
"""


def today(name: str, folder: Path) -> Figure:
    """Measure `regulars today` with a journal of a thousand lines, beside importing dateutil.rrule."""
    copy = copy_of(name, folder / "today")
    book = Book.open(copy, clock=lambda: NOW)
    for number in range(_JOURNAL_LINES):
        with book.transact("log") as change:
            change.add(
                Interaction(
                    customer=number % SIZES[name].customers + 1, when=change.now, channel="phone", text="Called back"
                )
            )
    book._storage.close()
    environment = {**_plain_environment(), "REGULARS_BOOK": str(copy), "REGULARS_NOW": NOW.isoformat()}
    command = Path(sys.executable).with_name("regulars")
    ours = [str(command)] if command.exists() else [sys.executable, "-m", "tui"]
    taken = by_turns(
        {
            "today": lambda: _run([*ours, "today"], environment),
            "import": lambda: _run([sys.executable, "-c", "import dateutil.rrule"], environment),
        },
        _ROUNDS,
    )
    return Figure(
        f"regulars today, {name}",
        shown(taken["today"]),
        f"import dateutil.rrule {shown(taken['import'])}",
        taken["today"] / taken["import"],
        1.5,
    )


def first_paint(name: str) -> Figure:
    """Measure the app until Today stands on the screen, beside a Textual app that paints one line."""
    environment = {
        **_plain_environment(),
        "REGULARS_BOOK": str(sample_book(name)),
        "REGULARS_NOW": NOW.isoformat(),
        "TERM": "xterm-256color",
    }
    taken = by_turns(
        {
            "app": lambda: _until_painted([sys.executable, "-m", "tui"], "Waiting for an answer", environment),
            "minimal": lambda: _until_painted([sys.executable, "-c", _MINIMAL], "waiting", environment),
        },
        _ROUNDS // 2,
    )
    return Figure(
        f"first paint, {name}",
        shown(taken["app"]),
        f"minimal Textual app {shown(taken['minimal'])}",
        taken["app"] / taken["minimal"],
        None,
    )


def _plain_environment() -> dict[str, str]:
    """Return the environment in which Python keeps what it compiles, as where Regulars is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _until_painted(command: list[str], text: str, environment: Mapping[str, str], limit: float = 30) -> None:
    """Run a program on a pseudo-terminal until `text` has come over it."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ.update(environment)
        os.environ.update({"COLUMNS": "80", "LINES": "24"})
        os.execv(command[0], command)
    received = b""
    end = time.monotonic() + limit
    while text.encode() not in received and time.monotonic() < end:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                received += os.read(terminal, 1 << 16)
            except OSError:
                break
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    if text.encode() not in received:
        raise RuntimeError(f"{command} did not paint “{text}” within {limit} s")
