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
from html import unescape
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.cells import cell_len

from store.clock import NOW_VARIABLE
from store.sample import DEMO, build_sample_book
from tui.app import RegularsApp
from tui.themes import DARK, LIGHT

FOLDER = Path("docs/pictures")
NOW = "2026-03-04T10:30:00+02:00"
SIZE = (96, 28)
_LINE = "/phone :( chain still skips !complaint #drivetrain +promise fri 17:00: fit a new cassette +follow 2 weeks: ask"
# What the picture of an import reads: invented people, one of them known to the sample shop already.
_ADDRESS_BOOK = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL;TYPE=CELL:{phone}\r\nEND:VCARD\r\n"
    for name, phone in (
        ("Emma Thornley", "+44 7700 900117"),
        ("Defne Aydın", "+90 500 000 02 01"),
        ("Μαρία Νικολάου", "+30 690 000 0202"),
        ("한서연", "+82 10 0000 0203"),
        ("Border Bikes Ltd", "+44 7700 900204"),
    )
)
# How wide Rich draws a cell.
_CELL = 12.2
_BLANKS = re.compile("(^\N{NO-BREAK SPACE}+|\N{NO-BREAK SPACE}{2,}|\N{NO-BREAK SPACE}$)")
_TEXT = re.compile(
    r'<text(?P<class> class="[^"]*") x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+"(?P<clip>[^>]*)>'
    r"(?P<text>[^<]*)</text>"
)
_TERMINAL_ID = re.compile(r"terminal-\d+")


class Picture(NamedTuple):
    """One picture.

    Attributes:
        name: of its file.
        keys: what leads to it.
        text: what is typed then.
        theme: the look that is worn.
        is_new: whether it shows a book that was just made, instead of the sample shop.
    """

    name: str
    keys: Sequence[str] = ()
    text: str = ""
    theme: str = DARK
    is_new: bool = False


PICTURES = (
    Picture("first-run", is_new=True),
    Picture("import", ("I", "enter")),
    Picture("today"),
    Picture("capture", ("c", "at", *"emma", "tab"), _LINE),
    Picture("capture-form", ("C", *"emma", "tab")),
    Picture("customers", ("2", "down", "down")),
    Picture("search", ("slash",), "ioanna"),
    Picture("customer", ("slash", *"emma", "enter")),
    Picture("customer-form", ("slash", *"emma", "escape", "e")),
    Picture("conversation", ("slash", *"lucy", "enter", "g", *"crack", "enter", "enter", "down", "down", "enter")),
    Picture("reply-add", ("slash", *"nora", "enter", "w", "plus")),
    Picture("reply", ("slash", *"nora", "enter", "w")),
    Picture("phrases", ("6", "down", "down")),
    Picture("phrase", ("6", *["down"] * 14, "enter")),
    Picture("follow-ups", ("4",)),
    Picture("month", ("M",)),
    Picture("reconnect", ("5",)),
    Picture("thanks", ("T",)),
    Picture("card", ("T", *["down"] * 10, "enter")),
    Picture("closing", ("E",)),
    Picture("shop", ("9",)),
    Picture("shop-question", ("9", "g", *"mon", "enter", "enter"), "mon-fri 9-13, 14-18; sat 9-14"),
    Picture("changes", ("n", *["down"] * 8, "d", "u", "9", "down", "enter", *"Mira Petkova", "enter", "L")),
    Picture("help", ("question_mark",)),
    Picture("today-light", theme=LIGHT),
)


async def draw(picture: Picture, folder: Path) -> str:
    """Return a picture as SVG, drawn from the book in `folder`."""
    app = RegularsApp(folder)
    app.theme = picture.theme
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        for key in picture.keys:
            await pilot.press(key)
        await app.workers.wait_for_complete()
        for character in picture.text:
            await pilot.press(character)
        await pilot.pause()
        svg = app.export_screenshot(title="Regulars")
    if app.book is not None:
        app.book.close()
    # The ids are made from what is drawn and the moment of drawing: the name does as well, and stays the same.
    return _without_blanks(_TERMINAL_ID.sub(picture.name, svg))


def _without_blanks(svg: str) -> str:
    """Return a picture whose texts are drawn each in its column, without the blanks that part them.

    Some viewers leave blanks out at the beginning, and in a font whose Korean is narrow the columns behind would move.
    """

    def parted(match: re.Match[str]) -> str:
        x = float(match["x"])
        texts = []
        for part in _BLANKS.split(match["text"]):
            length = cell_len(unescape(part)) * _CELL
            if part.strip():
                texts.append(
                    f'<text{match["class"]} x="{x:g}" y="{match["y"]}" textLength="{length:g}"{match["clip"]}>'
                )
                texts.append(f"{part}</text>")
            x += length
        return "".join(texts)

    return _TEXT.sub(parted, svg.replace("&#160;", "\N{NO-BREAK SPACE}"))


def main(folder: Path = FOLDER) -> None:
    """Draw all pictures into `folder`."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="regulars-pictures-") as temporary:
        home = Path(temporary)
        # The same on every machine: the moment, the zone and the language, and a home with an address book in it.
        os.environ.update({NOW_VARIABLE: NOW, "TZ": "Europe/London", "LC_ALL": "en_GB.UTF-8", "HOME": str(home)})
        (home / "phone.vcf").write_text(_ADDRESS_BOOK, encoding="utf-8")
        os.chdir(home)
        sample = home / "sample"
        build_sample_book(sample, DEMO, now=datetime.fromisoformat(NOW))
        for picture in PICTURES:
            path = folder / f"{picture.name}.svg"
            book = home / picture.name
            if not picture.is_new:
                copytree(sample, book)  # What one picture leaves behind is in no other.
            path.write_text(asyncio.run(draw(picture, book)), encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
