"""What the owner waits for: `regulars today` in a login shell, and a screen that can be used; and the app at rest."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

from benchmarks.books import NOW, SIZES, copy_of, sample_book
from benchmarks.measuring import Figure, by_turns, shown
from screens.marks import CURSOR
from store.book import Book
from store.records.interaction import Interaction

_JOURNAL_LINES = 1000
_ROUNDS = 15
_COLUMNS, _ROWS = 80, 24
_LIMIT = 30.0
_REST = 5.0
_SETTLED = 4.0
_TODAY = "Waiting and promised"
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


def first_usable(name: str) -> Figure:
    """Measure the app until a key that was pressed when Today stood is answered, beside an app that paints one line."""
    environment = _environment_of(name)
    painted, usable, minimal = [], [], []
    for turn in range(_ROUNDS // 2 + 1):
        ours = _watched([sys.executable, "-m", "tui"], environment, press="\x1b[B", at=_TODAY, quiet=0.5)
        other = _watched([sys.executable, "-c", _MINIMAL], environment, press="", at="", quiet=0.2)
        if turn:
            painted.append(_when(ours, lambda lines: any(_TODAY in line for line in lines)))
            usable.append(_when(ours, _cursor_was_moved))
            minimal.append(_when(other, lambda lines: any("waiting" in line for line in lines)))
    median = statistics.median(usable)
    return Figure(
        f"first usable screen, {name}",
        f"a key is answered at {shown(median)}, Today stands at {shown(statistics.median(painted))}",
        f"minimal Textual app {shown(statistics.median(minimal))}",
        median / statistics.median(minimal),
        1.5,
    )


def at_rest(name: str) -> Figure:
    """Count what the app sends in five seconds in which nobody does anything."""
    chunks = _watched([sys.executable, "-m", "tui"], _environment_of(name), press="", at="", quiet=_REST)
    last = max(when for when, _data in chunks)
    begun = next((when for when, data in chunks if _TODAY.encode() in data), last)
    sent = sum(len(data) for when, data in chunks if when > begun + _SETTLED)
    return Figure(f"a screen at rest, {_REST:g} s", f"{sent} B sent", "nothing", float(sent), 0.0)


def _environment_of(name: str) -> dict[str, str]:
    return {
        **_plain_environment(),
        "REGULARS_BOOK": str(sample_book(name)),
        "REGULARS_NOW": NOW.isoformat(),
        "TERM": "xterm-256color",
    }


def _plain_environment() -> dict[str, str]:
    """Return the environment in which Python keeps what it compiles, as where Regulars is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _watched(
    command: list[str], environment: Mapping[str, str], *, press: str, at: str, quiet: float
) -> list[tuple[float, bytes]]:
    """Run a program on a pseudo-terminal until it has been quiet for so many seconds.

    Returns what it has sent, with the seconds since it was started; `press` is typed as soon as `at` has come.
    """
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        for name in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
            os.environ.pop(name, None)
        os.environ.update(environment)
        os.execv(command[0], command)
    chunks: list[tuple[float, bytes]] = []
    is_pressed = not press
    while time.perf_counter() - begun < _LIMIT:
        if select.select([terminal], [], [], quiet if chunks else _LIMIT)[0]:
            try:
                data = os.read(terminal, 1 << 16)
            except OSError:
                break
            chunks.append((time.perf_counter() - begun, data))
            if not is_pressed and at.encode() in data:
                os.write(terminal, press.encode())
                is_pressed = True
        elif is_pressed and len(chunks) > 1:
            break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return chunks


def _when(chunks: Sequence[tuple[float, bytes]], is_there: Callable[[Sequence[str]], bool]) -> float:
    """Return when it first stood on the screen, in seconds since the program was started."""
    screen = pyte.Screen(_COLUMNS, _ROWS)
    stream = pyte.ByteStream(screen)
    for when, data in chunks:
        stream.feed(data)
        if is_there(screen.display):
            return when
    raise RuntimeError("\n".join(["what was waited for did not come; the screen was:", *screen.display]))


def _cursor_was_moved(lines: Sequence[str]) -> bool:
    first = next((number for number, line in enumerate(lines) if _TODAY in line), len(lines))
    return any(line.startswith(CURSOR) for line in lines[first + 2 :])
