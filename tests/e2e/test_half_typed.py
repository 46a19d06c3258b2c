"""Nothing that was typed is lost: a kill, a lost line, two sessions at once, on real terminals."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from store.book import Book
from tests.books import WEDNESDAY, Clock
from tests.terminal import Terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = Book.open(tmp_path / "book", clock=Clock())
    book.set_shop({"zone": "Europe/Istanbul", "language": "en"})
    book.log("@new Ayşe Yılmaz /phone hello")
    book.close()
    return tmp_path / "book"


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    return {"REGULARS_BOOK": str(folder), "REGULARS_NOW": WEDNESDAY.isoformat(), "TZ": "Europe/Istanbul"}


def kept(folder: Path) -> list[Path]:
    return list((folder / "half-typed").glob("*.json"))


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_kept(folder: Path, text: str) -> bool:
    return any(text in path.read_text() for path in kept(folder))


def drafts(folder: Path) -> list[tuple[str, str]]:
    book = Book.open(folder, clock=Clock())
    found = [(draft.form, draft.line) for draft in book.drafts()]
    book.close()
    return found


def test_a_line_outlives_a_kill_and_is_parked_once(folder: Path, environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("Today")
        terminal.press("c", "@ayse half a sent")
        terminal.wait_for("half a sent")
        wait_until(lambda: is_kept(folder, "half a sent"))
        terminal.kill(signal.SIGKILL)
    assert drafts(folder) == []
    for _again in range(2):
        with Terminal([], environment) as terminal:
            terminal.wait_for("Parked", "@ayse half a sent")
            terminal.press("q")
            assert terminal.wait() == 0
    assert drafts(folder) == [("", "@ayse half a sent")]
    assert os.listdir(folder / "half-typed") == []


def test_what_was_saved_is_not_kept(folder: Path, environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("Today")
        terminal.press("c", "@ayse a whole sentence")
        wait_until(lambda: is_kept(folder, "a whole sentence"))
        terminal.press("enter")
        terminal.wait_for("Saved")
        assert kept(folder) == []
        terminal.kill(signal.SIGKILL)
    with Terminal([], environment) as terminal:
        terminal.wait_for("Today")
        terminal.press("q")
        assert terminal.wait() == 0
    assert drafts(folder) == []


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_form_outlives_it_too(folder: Path, environment: dict[str, str], number: signal.Signals) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("Today")
        terminal.press("C")
        terminal.wait_for("Log a contact", "What happened")
        terminal.press("ayse, half")
        wait_until(lambda: is_kept(folder, "half"))
        terminal.kill(number)
    with Terminal([], environment) as terminal:
        terminal.wait_for("Contact: ayse, half")
        terminal.press("q")
        assert terminal.wait() == 0
    assert [form for form, _line in drafts(folder)] == ["contact"]
    assert kept(folder) == []


def test_a_session_leaves_the_line_of_a_living_one_alone_and_takes_it_over_when_that_dies(
    folder: Path, environment: dict[str, str]
) -> None:
    with Terminal([], environment) as first, Terminal([], environment) as second:
        first.wait_for("Today")
        second.wait_for("Today")
        first.press("c", "@ayse half a sent")
        second.press("c", "@ayse of the other")
        wait_until(lambda: is_kept(folder, "half a sent") and is_kept(folder, "of the other"))
        second.settle(quiet=1)
        assert drafts(folder) == []
        first.kill(signal.SIGKILL)
        second.wait_for("was being typed when Regulars ended")
        second.press("escape")
        second.wait_for("@ayse half a sent")
        wait_until(lambda: len(kept(folder)) == 1)
        second.kill(signal.SIGHUP)
    assert sorted(line for _form, line in drafts(folder)) == ["@ayse half a sent", "@ayse of the other"]


def test_a_screen_on_which_a_line_stands_half_typed_sends_nothing_at_rest(environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("Today")
        terminal.press("c", "@ayse half")
        terminal.settle(quiet=1.5)
        before = terminal.received
        terminal.settle(quiet=2)
        assert terminal.received == before


def test_a_key_in_the_line_sends_the_line_and_not_what_stands_around_it(environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("Today")
        terminal.press("c", "@ayse hello +promise f")
        terminal.settle()
        before = terminal.received
        terminal.press("r")
        terminal.wait_for("+promise fr")
        terminal.settle(quiet=0.5)
        assert terminal.received - before < 500
