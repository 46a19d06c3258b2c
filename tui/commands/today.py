"""`regulars today`, where the book has to be opened for it; else see `glance.py`."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from store.book import Book
from store.database.agenda_file import AgendaUnreadableError
from store.database.agenda_lines import read_agenda_lines
from store.database.folder import BookFolder
from store.database.record_file import DamagedFileError
from store.errors import BookUnavailableError
from store.rules.desk import read_today
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.glance import presses, today_lines


def _arguments(arguments: Arguments) -> None:
    arguments.flag("--quiet", _("print nothing when nothing presses"))


def _run(book: Book, given: Namespace) -> Outcome:
    now = book.now()
    today = read_today(book.agenda(), now)
    _make_ready_for_a_glance(book)
    if given.quiet and not presses(today, now):
        return Outcome.silent()
    return Outcome(document=today, parts=today_lines(today, now, book.zone))


def _make_ready_for_a_glance(book: Book) -> None:
    """Write the agenda where it is missing or older than the shop's settings, so that the next look need not open the
    book; where that fails, it is as slow again."""
    place = BookFolder(book.folder)
    try:
        read_agenda_lines(place.agenda, place.journal)
    except AgendaUnreadableError:
        if not book.read_only:
            with suppress(BookUnavailableError, DamagedFileError):
                book.compact()


COMMANDS = (Command(words="today", summary=_("what needs you now"), arguments=_arguments, run=_run),)
