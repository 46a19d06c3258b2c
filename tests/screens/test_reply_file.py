"""A reply in a file: in the home, for the owner's eyes, and over nothing that stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.reply_file import FileIsThereError, reply_path, write_reply
from store.errors import BookUnavailableError, NotUnderstoodError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "letters").mkdir(parents=True)
    return home


@pytest.mark.parametrize("typed", ["~/letters/emma.txt", "letters/emma.txt", " ~/letters/../letters/emma.txt "])
def test_a_path_is_read_from_the_home_on(home: Path, typed: str) -> None:
    assert reply_path(typed, home) == home / "letters" / "emma.txt"


@pytest.mark.parametrize(
    "typed", ["", "/etc/emma.txt", "../emma.txt", "~/../emma.txt", "~", "~/letters", "no/folder.txt", "a\0b", "~root/x"]
)
def test_anything_else_is_refused(home: Path, typed: str) -> None:
    with pytest.raises(NotUnderstoodError):
        reply_path(typed, home)


def test_a_link_out_of_the_home_is_refused(home: Path, tmp_path: Path) -> None:
    (home / "away").symlink_to(tmp_path)
    (home / "link.txt").symlink_to(tmp_path / "other.txt")
    for typed in ("~/away/emma.txt", "~/link.txt"):
        with pytest.raises(NotUnderstoodError):
            reply_path(typed, home)


def test_it_is_for_the_owners_eyes_and_never_written_over_unasked(home: Path) -> None:
    path = reply_path("~/emma.txt", home)
    write_reply(path, "Γεια σου Έμμα")
    assert path.read_text(encoding="utf-8") == "Γεια σου Έμμα\n"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileIsThereError):
        write_reply(path, "other")
    assert path.read_text(encoding="utf-8") == "Γεια σου Έμμα\n"
    path.chmod(0o644)
    write_reply(path, "other", over=True)
    assert path.read_text(encoding="utf-8") == "other\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in home.iterdir() if one.is_file()] == ["emma.txt"]


def test_a_folder_that_went_meanwhile_is_said(home: Path) -> None:
    path = reply_path("~/letters/emma.txt", home)
    (home / "letters").rmdir()
    with pytest.raises(BookUnavailableError):
        write_reply(path, "text")
