"""The command line in this process: what it prints, what it says, and the status it ends with."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tui.__main__ import main

NOW = "2026-03-04T09:30:00+03:00"
"""A Wednesday morning in Istanbul, as in `tests/books.py`."""
EARLIER = "2026-03-01T09:00:00+03:00"
"""The Sunday before, when the book was begun."""


class Said(NamedTuple):
    """What one command came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the book of the test lies."""
    return tmp_path / "book"


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `regulars` on the test's book, at a fixed time unless `now` says another; `text` is standard input."""
    monkeypatch.setenv("REGULARS_BOOK", str(folder))
    monkeypatch.setenv("TZ", "Europe/Istanbul")
    monkeypatch.setenv("LANG", "C.UTF-8")

    def run_command(*words: str, text: str | bytes = "", now: str = NOW) -> Said:
        monkeypatch.setenv("REGULARS_NOW", now)
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        capsys.readouterr()
        status = main(words)
        said = Said(status, *capsys.readouterr())
        assert "Traceback" not in said.err
        assert "\x1b" not in said.out + said.err
        if status >= 2:
            assert said.out == "", "data on standard output although it failed"
            assert said.err.count("\n") == 1, "an expected failure is one line"
        return said

    return run_command


@pytest.fixture
def shop(run: Run) -> Run:
    """A book with a shop in Istanbul and two customers: Ayşe Yılmaz (1) and Γιώργος Παπαδόπουλος (2)."""
    run("shop", "set", "zone=Europe/Istanbul", "country=TR", now=EARLIER)
    run("customer", "add", "--name", "Ayşe Yılmaz", "--phone", "0532 123 45 67", now=EARLIER)
    run("customer", "add", "--name", "Γιώργος Παπαδόπουλος", "--email", "giorgos@example.org", now=EARLIER)
    return run
