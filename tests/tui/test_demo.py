"""`regulars demo`: a shop to look around in, that leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.tui.conftest import Run


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made meanwhile."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_where_nobody_sits_at_a_terminal_it_prints_its_today(run: Run, folder: Path, temporary: Path) -> None:
    said = run("demo")
    assert said.status == 0
    assert "Waiting and promised:" in said.out
    assert run("demo", "--json").json["waiting"]
    assert not folder.exists(), "the owner's own book is left alone"
    assert list(temporary.iterdir()) == []


def test_on_a_terminal_it_opens_the_app_and_throws_the_book_away(
    run: Run, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    def run_app(folder: Path, *, is_sample: bool) -> int:
        assert is_sample
        assert (folder / "book.json").exists()
        shown.append(folder)
        return 7

    monkeypatch.setattr("tui.running.run_app", run_app)
    monkeypatch.setattr("tui.commands.demo.is_terminal", lambda: True)
    assert run("demo", "--help").status == 0
    assert not shown
    from tui.__main__ import main

    assert main(["demo"]) == 7
    assert shown[0].is_relative_to(temporary)
    assert list(temporary.iterdir()) == []
