"""The owner's own keys: what can be is done, what cannot be is said, and nothing loses its key unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.book_screen import BookScreen
from tests.books import add_customer, open_book
from tests.screens.counter import Counter
from tui.app import RegularsApp
from tui.keymap import Keymap, keymap_path, read_keymap, rebound
from tui.keys import KEYS
from tui.preferences import preferences_path


def keymap(tmp_path: Path, text: str) -> Keymap:
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return read_keymap(path)


def keys_of(found: Keymap, identity: str) -> str:
    return next(key.keys for key in found.keys if key.id == identity)


def test_without_a_file_all_keys_are_as_they_are(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keys.toml") == (KEYS, ())
    assert keymap_path().parent == preferences_path().parent


def test_a_key_is_changed_as_it_is_written_on_the_screen(tmp_path: Path) -> None:
    found = keymap(tmp_path, '[keys]\ncapture = "F5"\nlist.down = "↓ ö"\n"list.up" = ["Up", "ü"]\nsearch = "/ F3"\n')
    assert found.notices == ()
    assert keys_of(found, "capture") == "f5"
    assert keys_of(found, "list.down") == "down,ö"
    assert keys_of(found, "list.up") == "up,ü"
    assert keys_of(found, "search") == "slash,f3"
    assert next(key.display for key in found.keys if key.id == "list.down") == "↓"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\ncaptur = "F5"\n', "The keymap names “captur”, which is no key; did you mean “capture”?"),
        ('[keys]\nzzz = "F5"\n', "The keymap names “zzz”, which is no key; the manual lists them."),
        (
            '[keys]\ncapture = "m"\n',
            "The keymap gives “capture” the key m, which is “postpone” already; “capture” is as it was.",
        ),
        (
            '[keys]\ncapture = "?"\n',
            "The keymap gives “capture” the key ?, which is “help” already; “capture” is as it was.",
        ),
        ('[keys]\ncapture = "Ctrl+M"\n', "“capture” the key Ctrl+M, which a terminal cannot tell from Enter."),
        ('[keys]\ncapture = "hyper+q"\n', "“capture” the key “hyper+q”, which cannot be used"),
        ('[keys]\ncapture = "ctrl+c"\n', "which cannot be used"),
        ('[keys]\ncapture = ""\n', "The keymap gives “capture” no key"),
        ("[keys]\ncapture = 7\n", "The keymap gives “capture” no key"),
        ('[keys]\nline.save = "s"\n', "which is needed for typing there"),
        ("[keys]\ncapture = c\n", "is not written as TOML"),
        ('capture = "c"\n', "needs one part, [keys]"),
    ],
)
def test_what_cannot_be_is_said_and_left_as_it_was(tmp_path: Path, text: str, said: str) -> None:
    found = keymap(tmp_path, text)
    assert len(found.notices) == 1
    assert said in found.notices[0]
    assert found.keys == KEYS


def test_two_keys_may_change_places(tmp_path: Path) -> None:
    found = keymap(tmp_path, '[keys]\ncapture = "m"\npostpone = "c"\n')
    assert found.notices == ()
    assert (keys_of(found, "capture"), keys_of(found, "postpone")) == ("m", "c")


def test_a_change_of_places_of_which_one_half_fails_is_none(tmp_path: Path) -> None:
    found = keymap(tmp_path, '[keys]\ncapture = "m"\npostpone = "d"\n')
    assert found.keys == KEYS
    assert len(found.notices) == 2


def test_keys_that_are_never_meant_together_may_be_the_same(tmp_path: Path) -> None:
    found = keymap(tmp_path, '[keys]\n"line.next" = "↓ Ctrl+N"\n"list.down" = "↓ j Ctrl+N"\n')
    assert found.notices == ()


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_bytes(b"\xff\xfe\x00[")
    assert "cannot be read" in read_keymap(path).notices[0]


async def test_in_the_app_the_new_key_works_the_old_one_does_not_and_the_footer_shows_it(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    app = rebound(RegularsApp, keymap(tmp_path, '[keys]\ncapture = "F5"\n').keys)(book.folder, book=book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        owner = Counter(app, pilot)
        assert "F5 Log" in owner.lines[-1]
        screen = app.screen
        assert isinstance(screen, BookScreen)
        await owner.press("c")
        assert not screen.line_is_open
        await owner.press("f5")
        assert screen.line_is_open
