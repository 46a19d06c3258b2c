"""The app at the counter: driven by keys and read as text, on a book whose clock stands still."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from store.book import Book
from tui.app import RegularsApp

SIZES = [(80, 24), (60, 20), (40, 20)]
_SNAPSHOTS = Path(__file__).parent / "snapshots"
_NAMES = {"/": "slash", "*": "asterisk", " ": "space", "@": "at", "+": "plus", ":": "colon", "?": "question_mark"}
_CHARACTERS = {name: character for character, name in _NAMES.items()}


class Counter:
    """An owner in front of the app."""

    def __init__(self, app: RegularsApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot
        self.keys = 0

    async def press(self, *keys: str) -> None:
        """Press keys, by Textual's names, as fast as they go through."""
        self.keys += len(keys)
        await self.arrive(*keys)

    async def type(self, text: str) -> None:
        """Type text, each character as its own key."""
        await self.press(*text)

    async def arrive(self, *keys: str) -> None:
        """Have keys arrive all at once, as over a slow line."""
        for key in keys:
            name = _NAMES.get(key, key)
            self.app.post_message(events.Key(name, key_to_character(name) or _CHARACTERS.get(name)))
        for _turn in range(3):
            await self.pilot.pause()

    async def stand_on(self, words: str) -> None:
        """Move the cursor down from the first row to the one that holds `words`."""
        await self.press("home")
        for _step in range(40):
            if words in self.line("›"):
                return
            await self.press("down")
        raise AssertionError(f"no row says {words!r}:\n{self.text}")

    async def paste(self, text: str) -> None:
        """Paste text."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return screen_lines(self.app)

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self.lines)

    def line(self, part: str) -> str:
        """The one line of the screen that holds `part`."""
        found = [line for line in self.lines if part in line]
        assert len(found) == 1, f"{part!r} stands in {len(found)} lines:\n{self.text}"
        return found[0]


def screen_lines(app: RegularsApp) -> list[str]:
    """Return what is drawn, line by line."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


@asynccontextmanager
async def counter(book: Book, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Counter]:
    """Open the app on an open book."""
    app = RegularsApp(book.folder, book=book)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Counter(app, pilot)


def assert_fits(lines: Iterable[str], size: tuple[int, int]) -> None:
    """Check that the lines fill the screen and none is wider, as a terminal counts."""
    lines = list(lines)
    assert len(lines) == size[1]
    for line in lines:
        assert cell_len(line) == size[0], repr(line)
        assert "\x1b" not in line
        assert all(character.isprintable() for character in line), repr(line)


def assert_snapshot(text: str, name: str) -> None:
    """Compare with the picture in text that is kept; REGULARS_SNAPSHOTS=write keeps this one instead."""
    path = _SNAPSHOTS / f"{name}.txt"
    if os.environ.get("REGULARS_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")
