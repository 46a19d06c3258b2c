"""The composer on a real terminal: logged in three keys, shown plain and back, and nothing lost by a kill."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from store.book import Book
from tests.books import WEDNESDAY, Clock
from tests.e2e.test_half_typed import is_kept, wait_until
from tests.terminal import Terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book with Emma, who has praised the bread and waits for an answer."""
    book = Book.open(tmp_path / "book", clock=Clock())
    book.set_shop({"zone": "Europe/Istanbul", "language": "en", "name": "Mia's", "owner": "Mia"})
    book.log("@new Emma /email good bread !compliment ?")
    book.close()
    return tmp_path / "book"


@pytest.fixture
def environment(folder: Path) -> dict[str, str]:
    return {"REGULARS_BOOK": str(folder), "REGULARS_NOW": WEDNESDAY.isoformat(), "TZ": "Europe/Istanbul"}


def test_three_keys_log_a_personal_reply(folder: Path, environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("good bread")
        terminal.press("w")
        terminal.wait_for("Hello Emma,", "reply by e-mail")
        terminal.press("enter")
        terminal.wait_for("How does it go out?")
        terminal.press("enter")
        terminal.wait_for("Logged: reply to Emma.")
        terminal.press("q")
        assert terminal.wait() == 0
    book = Book.open(folder, clock=Clock())
    [reply, _praise] = book.timeline(1)
    assert reply.text.startswith("Hello Emma,")
    assert reply.phrases
    book.close()


def test_the_plain_screen_is_left_with_enter(environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("good bread")
        terminal.press("w")
        terminal.wait_for("Hello Emma,")
        terminal.press("enter")
        terminal.wait_for("How does it go out?")
        terminal.press("show")
        terminal.wait_for("show it plain")
        terminal.press("enter")
        terminal.wait_for("Select the text above", "Hello Emma,")
        terminal.press("enter")
        terminal.wait_for("reply by e-mail", "Enter logs it")
        terminal.press("escape")
        terminal.wait_for("Waiting and promised")
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_a_reply_outlives_a_kill(folder: Path, environment: dict[str, str], number: signal.Signals) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("good bread")
        terminal.press("w")
        terminal.wait_for("Hello Emma,")
        terminal.press("e")
        terminal.wait_for("Esc Done")
        terminal.press(" and one more thing")
        terminal.wait_for("one more thing")
        wait_until(lambda: is_kept(folder, "one more thing"))
        terminal.kill(number)
    with Terminal([], environment) as terminal:
        terminal.wait_for("Reply:")
        terminal.press("q")
        assert terminal.wait() == 0
    book = Book.open(folder, clock=Clock())
    [draft] = book.drafts()
    assert draft.form == "compose"
    assert draft.values["own"].endswith("and one more thing")
    book.close()


def test_a_reply_at_rest_sends_nothing(environment: dict[str, str]) -> None:
    with Terminal([], environment) as terminal:
        terminal.wait_for("good bread")
        terminal.press("w")
        terminal.wait_for("Hello Emma,")
        terminal.press("e")
        terminal.wait_for("Esc Done")
        terminal.settle(quiet=1.5)
        before = terminal.received
        terminal.settle(quiet=2)
        assert terminal.received == before
