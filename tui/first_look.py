"""What Today shows before the book is open: read from the agenda's file, as `regulars today` does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from store.clock import read_clock
from store.database.agenda_file import AgendaUnreadableError, read_agenda
from store.database.folder import BookFolder
from store.rules.desk import read_today
from store.rules.open_time import OpenTime
from store.rules.quiet import MOST_QUIET, quiet_row
from store.sentences import speak
from tui.places import CATALOGUES

if TYPE_CHECKING:
    from store.rules.desk import Today


class FirstLook(NamedTuple):
    """What needs the owner, the name of the shop, and how many are to be come back to."""

    desk: Today
    shop_name: str
    quiet_count: int


def first_look(folder: Path) -> FirstLook | None:
    """Return what Today shows of the book in `folder`; None where the book has to be opened for it."""
    paths = BookFolder(folder)
    if (folder / "restore-ready").exists():
        return None
    clock = read_clock()
    # In no zone is it later than a day from now in this one.
    tonight = (clock + timedelta(days=1)).date().isoformat()
    try:
        header, rows, customers = read_agenda(paths.agenda, paths.journal, tonight)
        now = clock.astimezone(ZoneInfo(header["zone"]))
    except (AgendaUnreadableError, KeyError, ValueError):
        return None
    speak(header.get("language", ""), CATALOGUES)
    try:
        between = OpenTime(header["open"]).between
        first, count = customers.first(int(now.timestamp()), MOST_QUIET)
        quiet = [quiet_row(row, now, now.tzinfo) for row in first]
        return FirstLook(read_today(rows.values(), now, between, quiet), header.get("shop", ""), count)
    except LookupError:  # a time that the header does not reach
        return None
