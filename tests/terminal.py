"""The real program on a real pseudo-terminal, read as its owner reads it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).parent.parent
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "backspace": "\x7f",
    "ctrl+p": "\x10",
}


class Terminal:
    """A program running in a terminal of so many columns and rows.

    `received` counts the bytes that the program has sent.
    """

    def __init__(
        self,
        arguments: list[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        program: Sequence[str] = ("-m", "tui"),
    ) -> None:
        """Start `python -m tui`, or another `program` of Python's, with these arguments."""
        self.received = 0
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(ROOT)
            given = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment}
            # They would win over the terminal's own size. Handed over whole, since readline, which pytest loads, sets
            # them in the process where `os.environ` does not see them.
            for name in ("COLUMNS", "LINES"):
                given.pop(name, None)
            os.execve(sys.executable, [sys.executable, *program, *arguments], given)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def press(self, *keys: str) -> None:
        """Type text, or keys by name such as `enter`."""
        for key in keys:
            os.write(self._terminal, KEYS.get(key, key).encode())

    def wait_for(self, *texts: str, gone: bool = False, seconds: float = 20) -> str:
        """Return the screen once all texts stand on it (or, with `gone`, none does).

        Raises:
            AssertionError: they did not in time; the message is the screen as it was.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.text()
            if all((text in shown) is not gone for text in texts):
                return shown
            if not self._receive(0.2):
                break
        shown = self.text()
        assert all((text in shown) is not gone for text in texts), f"waited for {texts}:\n{shown}"
        return shown

    def settle(self, quiet: float = 1.0) -> None:
        """Read until nothing has come for so many seconds."""
        while self._has_sent(quiet):
            if not self._receive(0):
                return

    def text(self) -> str:
        """Return the screen as text, without trailing blanks."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Send the program a signal and return its exit status as `waitpid` gives it."""
        os.kill(self.child, number)
        return self.wait()

    def wait(self) -> int:
        """Read to the end and return the exit status as `waitpid` gives it; 0 is a clean end."""
        while self._receive(10):
            pass
        child, self.child = self.child, 0
        return os.waitpid(child, 0)[1] if child else 0

    def __enter__(self) -> Terminal:
        """Use the terminal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no process behind."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        os.close(self._terminal)

    def _has_sent(self, seconds: float) -> bool:
        poll = select.poll()  # not `select`, which refuses the high descriptors of a long test run
        poll.register(self._terminal, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def _receive(self, seconds: float) -> bool:
        """Feed the screen with what has come; false at the end of the program."""
        if not self._has_sent(seconds):
            return True
        try:
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return False
        self.received += len(data)
        self._stream.feed(data)
        return bool(data)
