"""The pictures of the README and the manual: the real app on the sample shop, at a fixed moment, as SVG.

`python -m tui.pictures [FOLDER]` draws them into `docs/pictures`, or into FOLDER.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from store.clock import NOW_VARIABLE
from store.sample import DEMO, build_sample_book
from tui.app import RegularsApp
from tui.themes import DARK

FOLDER = Path("docs/pictures")
NOW = "2026-03-04T10:30:00+02:00"
SIZE = (96, 28)
_LINE = "/phone :( chain still skips !complaint #drivetrain +promise fri 17:00: fit a new cassette +follow 2 weeks: ask"
_TERMINAL_ID = re.compile(r"terminal-\d+")


class Picture(NamedTuple):
    """One picture: its name, the keys that lead to it, and the text that is typed then."""

    name: str
    keys: Sequence[str]
    text: str = ""
    theme: str = DARK


PICTURES = (
    Picture("today", ()),
    Picture("customers", ("2", "down", "down")),
    Picture("customer", ("enter",)),
    Picture("capture", ("c", "at", *"emma", "tab"), _LINE),
)


async def draw(picture: Picture, folder: Path) -> str:
    """Return a picture as SVG, drawn from the book in `folder`."""
    app = RegularsApp(folder)
    app.theme = picture.theme
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press(*picture.keys)
        for character in picture.text:
            await pilot.press(character)
        await pilot.pause()
        svg = app.export_screenshot(title="Regulars")
    if app.book is not None:
        app.book.close()
    # The ids are made from what is drawn and the moment of drawing: the name does as well, and stays the same.
    return _TERMINAL_ID.sub(picture.name, svg)


def main(folder: Path = FOLDER) -> None:
    """Draw all pictures into `folder`."""
    os.environ[NOW_VARIABLE] = NOW
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="regulars-pictures-") as temporary:
        book = Path(temporary) / "book"
        build_sample_book(book, DEMO, now=datetime.fromisoformat(NOW))
        for picture in PICTURES:
            path = folder / f"{picture.name}.svg"
            path.write_text(asyncio.run(draw(picture, book)), encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
