"""The command `regulars` itself: its statuses, its words, and what it says of itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.errors import ChangedSinceError
from tests.tui.conftest import NOW, Run
from tui.__main__ import main
from tui.commands import all_commands

ROOT = Path(__file__).parent.parent.parent
COMMANDS = list(all_commands())


def spawn(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REGULARS_NOW": NOW, "TZ": "Europe/Istanbul", **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output="stdout" not in more,
        check=False,
        **more,
    )


def test_alone_it_prints_today_where_nobody_sits_at_a_terminal(shop: Run) -> None:
    shop("log", "@ayse /email is my oven ready")
    assert shop().out == shop("today").out
    assert "is my oven ready" in shop().out
    assert shop("--json").json["waiting"] == shop("today", "--json").json["waiting"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tody"], "Did you mean “today”?"),
        (["custmer", "list"], "Did you mean “customer”?"),
        (["customer", "lst"], "Did you mean “customer list”?"),
        (["customer"], "needs one of add, edit, list, merge"),
        (["zzzz"], "There is no command “zzzz”. See: regulars --help"),
        (["today", "--quite"], "Did you mean --quiet?"),
        (["today", "now"], "does not know what to do with “now”"),
        (["promise", "keep"], "ID is missing"),
        (["promise", "keep", "twelve"], "“twelve” is no number"),
        (["promise", "add", "--customer", "1", "--what", "call"], "--due WHEN is missing"),
        (["log", "--text"], "--text needs a value"),
        (["waiting", "--json=yes"], "--json takes no value"),
        (["log"], "LINE… is missing"),
        (["customer", "add", "--note", "-", "--name", "-x"], "--name=VALUE"),
        (["--book"], "--book needs a folder"),
        (["show", "nobody at all"], "No customer is called “nobody at all”"),
        (["find"], "TEXT… is missing"),
    ],
)
def test_what_cannot_be_understood_is_one_line_and_status_2(shop: Run, words: list[str], said: str) -> None:
    failed = shop(*words)
    assert failed.status == 2
    assert said in failed.err


def test_several_hits_name_the_candidates(shop: Run) -> None:
    shop("customer", "add", "--name", "Ayşe Demir")
    failed = shop("show", "ayse")
    assert failed.status == 2
    assert "1 Ayşe Yılmaz" in failed.err
    assert "3 Ayşe Demir" in failed.err


def test_a_book_that_cannot_be_read_is_status_3(shop: Run, folder: Path) -> None:
    (folder / "book.json").write_bytes((folder / "book.json").read_bytes().replace(b"regulars", b"regulazs"))
    failed = shop("show", "ayse")
    assert failed.status == 3
    assert "doctor --repair" in failed.err


def test_a_change_that_came_first_is_status_4(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_book: Book) -> None:
        raise ChangedSinceError("customer 1 has changed since.")

    monkeypatch.setattr(Book, "undo", refuse)
    assert shop("undo") == (4, "", "customer 1 has changed since.\n")


@pytest.mark.parametrize("now", ["yesterday", "2026-03-04T09:30:00", "2026-13-04T09:30:00+03:00"])
@pytest.mark.parametrize("words", [["today"], ["waiting", "--json"], ["log", "@1 hello"]])
def test_a_now_that_is_no_instant_changes_nothing(shop: Run, words: list[str], now: str) -> None:
    failed = shop(*words, now=now)
    assert failed.status == 2
    assert "REGULARS_NOW" in failed.err


def test_json_and_book_stand_before_or_after_the_command(shop: Run, folder: Path, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert shop("--book", other, "customer", "list", "--json").json == []
    assert shop("customer", "--json", "list", f"--book={other}").json == []
    assert shop("--json", "--book", other, "customer", "list").json == []
    assert len(shop("customer", "list", "--json", "--book", str(folder)).json) == 2


def test_words_behind_two_hyphens_are_never_options(shop: Run) -> None:
    assert shop("log", "@ayse", "/phone", "--", "--json", "was", "said").status == 0
    assert shop("show", "1", "--json").json["timeline"][0]["text"] == "--json was said"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.words)
def test_every_command_has_help_that_says_what_it_does(
    run: Run, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(*command.words.split(), "--help")
    assert said.status == 0
    assert f"regulars {command.words}" in said.out
    assert command.summary in said.out
    assert not command.summary.endswith(".")
    assert f"  {command.words} " in run("--help").out


def test_the_commands_of_the_contract_are_there() -> None:
    assert {command.words for command in COMMANDS} >= {
        *("today", "waiting", "log", "find", "show", "import", "export", "backup", "restore", "doctor"),
        *("undo", "redo", "compact", "demo", "shop show", "shop set", "interaction edit", "interaction delete"),
        *(f"customer {verb}" for verb in ("add", "edit", "list", "merge")),
        *(f"promise {verb}" for verb in ("list", "add", "keep", "move", "release", "break")),
        *(f"followup {verb}" for verb in ("list", "add", "done", "snooze", "drop", "skip")),
        *(f"conversation {verb}" for verb in ("list", "show", "wait", "resolve", "reopen", "no-reply")),
    }


def test_every_command_of_the_readme_is_there() -> None:
    known = {command.words.partition(" ")[0] for command in COMMANDS}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?m)(?:^    |`)regulars ([a-z]+)", readme))
    assert named
    assert named <= known


def test_help_of_a_noun_lists_its_verbs(run: Run) -> None:
    assert "customer merge" in run("customer", "--help").out
    assert "backup" not in run("customer", "--help").out


def test_it_says_which_version_it_is(run: Run) -> None:
    assert re.fullmatch(r"regulars \d+\.\d+\.\d+\n", run("--version").out)


def test_interrupting_is_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.dispatch.dispatch", interrupt)
    assert main(["log", "@1 hello"]) == 130


def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    left = spawn("--help", env={"REGULARS_BOOK": str(folder)}, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (left.returncode, left.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_an_answer_that_cannot_be_written_is_said(shop: Run, folder: Path) -> None:
    with open("/dev/full", "w") as full:
        lost = spawn("today", env={"REGULARS_BOOK": str(folder)}, stdout=full, stderr=subprocess.PIPE)
    assert lost.returncode == 3
    assert lost.stderr.count("\n") == 1
    assert "cannot be written" in lost.stderr


def test_it_speaks_utf8_to_programs_whatever_the_locale(shop: Run, folder: Path) -> None:
    latin = {"REGULARS_BOOK": str(folder), "LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert "Γιώργος" in spawn("customer", "list", "--json", env=latin, encoding="utf-8").stdout
    listed = spawn("customer", "list", env=latin)
    assert listed.returncode == 0
    assert "giorgos@example.org" in listed.stdout
