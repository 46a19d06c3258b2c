"""The keys of each screen for the manual: asked of the real app, on the sample shop, row by row."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from screens.book_screen import BookScreen
from screens.offers import offers
from screens.today import TodayScreen
from store.book import Book
from store.clock import NOW_VARIABLE
from store.sample import DEMO, build_sample_book
from tui.app import RegularsApp
from tui.keys import EVERYWHERE, IN_LISTS, KEYS, Key
from tui.pictures import NOW, SIZE

_ROWS_LOOKED_AT = 24
_CHARACTERS = {"slash": "/"}


class Said(NamedTuple):
    """A key, and what it does in the words of the place where it is pressed."""

    key: Key
    sentence: str


class Place(NamedTuple):
    """Where keys are asked for: the keys that lead there from Today, and whether to go through the rows."""

    name: str
    keys: Sequence[str]
    has_rows: bool = True


PLACES = (
    Place("today", ()),
    Place("customers", ("2",)),
    Place("search", ("slash",), has_rows=False),
    Place("customer", ("2", "home", "enter")),
    Place("entry", ("2", "home", "enter", "end", "up", "enter"), has_rows=False),
    Place("conversation", ("slash", *"jack", "enter", "g", *"frame", "enter", "enter")),
    Place("line", ("c",), has_rows=False),
    Place("form", ("C",), has_rows=False),
    Place("question", ("t",), has_rows=False),
    Place("promises", ("3",)),
    Place("follow ups", ("4",)),
    Place("month", ("M",), has_rows=False),
    Place("month day", ("M", "tab")),
    Place("reconnect", ("5",)),
    Place("thanks", ("T",)),
    Place("card", ("T", "end", "enter"), has_rows=False),
    Place("closing", ("E",)),
    Place("compose", ("slash", *"nora", "enter", "w")),
    Place("compose add", ("slash", *"nora", "enter", "w", "plus"), has_rows=False),
    Place("compose write", ("down", "down", "w", "e"), has_rows=False),
    Place("phrases", ("6",)),
    Place("phrase", ("6", "enter")),
    Place("questions", ("A", "enter"), has_rows=False),
    Place("open texts", ("O",)),
    Place("changes", ("L",)),
    Place("shop", ("9",)),
    Place("import", ("I",)),
)


@cache
def keys_of_places() -> dict[str, list[Said]]:
    """Return the keys that can be pressed in each place, without those that can be pressed everywhere."""
    before = os.environ.get(NOW_VARIABLE)
    os.environ[NOW_VARIABLE] = NOW
    try:
        with TemporaryDirectory(prefix="regulars-manual-") as temporary:
            book = Path(temporary) / "book"
            build_sample_book(book, DEMO, now=datetime.fromisoformat(NOW))
            _log_something(book)
            return asyncio.run(_ask_all(book))
    finally:
        del os.environ[NOW_VARIABLE]
        if before is not None:
            os.environ[NOW_VARIABLE] = before


def _log_something(folder: Path) -> None:
    """Give the change log something to show."""
    book = Book.open(folder)
    book.log("@emma /counter hello")
    book.close()


async def _ask_all(book: Path) -> dict[str, list[Said]]:
    app = RegularsApp(book)
    found = {}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        for place in PLACES:
            await _press(app, pilot, place.keys)
            offered = _offered(app, _ROWS_LOOKED_AT if place.has_rows else 0)
            found[place.name] = [
                Said(key, offered[key.id])
                for key in KEYS
                if key.id in offered and key.group not in (EVERYWHERE, IN_LISTS)
            ]
            await _go_back(app, pilot)
    if app.book is not None:
        app.book.close()
    return found


async def _go_back(app: RegularsApp, pilot: Pilot[Any]) -> None:
    """Leave what is open, up to Today and the first row there."""
    while True:
        screen = app.screen
        is_typing = isinstance(screen, BookScreen) and (screen.line_is_open or screen.is_asking)
        if isinstance(screen, TodayScreen) and not is_typing:
            screen.action_move_to_end(-1)
            return
        await _press(app, pilot, ("escape",))


async def _press(app: RegularsApp, pilot: Pilot[Any], keys: Sequence[str]) -> None:
    """Press keys without the waits of `pilot.press`, which are ten times what the app takes."""
    for key in keys:
        app.post_message(events.Key(key, _CHARACTERS.get(key) or key_to_character(key)))
        await pilot.pause()


def _offered(app: RegularsApp, rows: int) -> dict[str, str]:
    """Return what can be pressed where one stands and in the rows below, each with what it does there."""
    screen = app.screen
    found = {offer.id: offer.sentence for offer in offers(screen)}
    for _row in range(rows):
        assert isinstance(screen, BookScreen)
        screen.action_move(1)
        found |= {offer.id: offer.sentence for offer in offers(screen)}
    return found
