"""Colours and mouse, remembered from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import BookUnavailableError
from tui.preferences import Preferences, keep_preferences, preferences_path, read_preferences


def test_what_was_chosen_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "preferences.json"
    assert read_preferences(path) == Preferences()
    keep_preferences(path, Preferences(colours="light", mouse=True))
    assert read_preferences(path) == Preferences(colours="light", mouse=True)
    assert [one.name for one in path.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"colours": "pink", "mouse": "yes"}', "\x00\xff"])
def test_a_damaged_file_keeps_nobody_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="latin-1")
    assert read_preferences(path) == Preferences()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BookUnavailableError, match="This is not remembered"):
        keep_preferences(tmp_path / "file" / "preferences.json", Preferences())


@pytest.mark.parametrize(("folder", "found"), [("/somewhere", "/somewhere"), ("", "~/.config"), ("here", "~/.config")])
def test_it_lies_in_the_folder_for_settings(monkeypatch: pytest.MonkeyPatch, folder: str, found: str) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", folder)
    assert preferences_path() == Path(found).expanduser() / "regulars" / "preferences.json"
