"""The program is ended at any moment: what it said was saved is saved, and what stood half-typed is parked."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from store.book import Book
from store.half_typed_file import take_over
from tests.books import WEDNESDAY, Clock, campaign, texts
from tests.terminal import Terminal

KEPT_AFTER_S = 1.5
"""What stood on the screen for so long outlives a kill: the app looks twice a second, and writes every other time."""


class Owner:
    """Types lines in one session until a moment comes; knows what they saw."""

    def __init__(self, terminal: Terminal, random: Random, number: int) -> None:
        self.terminal = terminal
        self.random = random
        self.number = number
        self.saved: list[str] = []
        self.typing = ""
        self.seen_at = 0.0

    def type_until(self, end: float) -> None:
        """Type line after line; what was asked for and is not seen by `end` is left at that."""
        count = 0
        while time.monotonic() < end:
            count += 1
            text = f"words {self.number} {count} " + "and more " * self.random.randint(0, 3) + "end"
            self.terminal.press("c")
            if not self._sees("Log a contact", end):
                return
            self.terminal.press(f"@1 /phone {text}")
            if not self._sees(f"{text[-20:]}", end):
                return
            self.typing, self.seen_at = text, time.monotonic()
            self._sees("no such words", min(end, time.monotonic() + self.random.uniform(0, 2 * KEPT_AFTER_S)))
            if time.monotonic() >= end:
                return
            self.terminal.press("enter")
            if not self._sees("Saved", end):
                return
            self.saved.append(text)
            self.typing = ""

    def _sees(self, text: str, end: float) -> bool:
        while text not in self.terminal.text():
            if time.monotonic() >= end:
                return False
            self.terminal._receive(0.02)
        return True


@pytest.mark.campaign
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_nothing_is_lost_whenever_the_program_is_ended(tmp_path: Path, how: signal.Signals) -> None:
    folder, random = tmp_path / "book", Random(how)
    book = Book.open(folder, clock=Clock())
    book.set_shop({"zone": "Europe/Istanbul", "language": "en"})
    book.log("@new Ayşe Yılmaz /phone hello")
    book.close()
    environment = {"REGULARS_BOOK": str(folder), "REGULARS_NOW": WEDNESDAY.isoformat(), "TZ": "Europe/Istanbul"}
    saved: list[str] = []
    for trial in range(campaign(4, 70)):
        with Terminal([], environment) as terminal:
            terminal.wait_for("Today")
            owner = Owner(terminal, random, trial)
            owner.type_until(time.monotonic() + random.uniform(0.1, campaign(2, 5)))
            ended_at = time.monotonic()
            status = terminal.kill(how)
        assert os.WIFSIGNALED(status) if how == signal.SIGKILL else os.WEXITSTATUS(status) == 128 + how
        saved += owner.saved
        book = Book.open(folder, clock=Clock())
        take_over(book)
        logged, parked = texts(book, 1), [draft.line.removeprefix("@1 /phone ") for draft in book.drafts()]
        book.close()
        assert [text for text in saved if logged.count(text) != 1] == []
        if owner.typing and (how != signal.SIGKILL or ended_at - owner.seen_at > KEPT_AFTER_S):
            assert [*logged, *parked].count(owner.typing) == 1, (owner.typing, logged, parked)
