"""Where the book lies."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from tests.tui.conftest import Run
from tui.places import book_folder, default_folder


@pytest.mark.parametrize("data", ["", "  ", "relative/path", "/srv/data", "/srv/data/", None])
def test_where_nobody_said_it_is_the_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch, data: str | None) -> None:
    monkeypatch.delenv("REGULARS_BOOK")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if data is not None:
        monkeypatch.setenv("XDG_DATA_HOME", data)
    assert Path(default_folder()) == platformdirs.user_data_path("regulars", appauthor=False)
    assert book_folder() == default_folder()


def test_the_option_wins_over_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REGULARS_BOOK", str(tmp_path / "variable"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert book_folder() == str(tmp_path / "variable")
    assert book_folder("~/option") == str(tmp_path / "option")


def test_on_a_fresh_machine_the_folders_above_are_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REGULARS_BOOK")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / ".local" / "share"))
    assert run("log", "@new Ayşe /counter hello").status == 0
    assert (tmp_path / "home" / ".local" / "share" / "regulars" / "book.json").exists()


def test_a_disk_that_is_not_mounted_gets_no_empty_book(run: Run, tmp_path: Path) -> None:
    failed = run("today", "--book", str(tmp_path / "mount" / "book"))
    assert failed.status == 3
    assert "mount" in failed.err.lower()
    assert not (tmp_path / "mount").exists()
