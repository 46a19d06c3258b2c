"""`regulars today`, where the book has to be opened for it; else see `glance.py`."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress

from store.book import Book
from store.database.agenda_file import AgendaUnreadableError, read_agenda
from store.database.folder import BookFolder
from store.database.record_file import DamagedFileError
from store.errors import BookUnavailableError
from store.rules.desk import read_today
from store.rules.open_time import OpenTime
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.desk_lines import today_lines
from tui.glance import presses, waiting_of


def _arguments(arguments: Arguments) -> None:
    arguments.flag("--quiet", _("print nothing when nothing presses"))


def _run(book: Book, given: Namespace) -> Outcome:
    now = book.now()
    quiet, _count = book.quiet()
    today = read_today(book.agenda(), now, book.calendar.between, quiet)
    make_ready_for_a_glance(book)
    if given.quiet and not presses(today, now):
        return Outcome.silent()
    return Outcome(document=today, parts=today_lines(today, now, book.zone))


def make_ready_for_a_glance(book: Book) -> None:
    """Write the agenda where a glance cannot do with it, so that the next look need not open the book.

    That is where it is missing, in an older form, older than the shop's settings, or does not reach now. Where writing
    fails, the next look is as slow again.
    """
    place, now = BookFolder(book.folder), book.now()
    open_time = None
    try:
        header, rows, _quiet = read_agenda(place.agenda, place.journal)
        open_time = OpenTime(header["open"])
        waiting_of(rows.values(), now, open_time.between)
    except (AgendaUnreadableError, LookupError):
        is_outrun = open_time is None or not open_time.reaches(now)
    else:
        is_outrun = not book.agenda_reaches_today
    if is_outrun and not book.read_only:
        with suppress(BookUnavailableError, DamagedFileError):
            book.compact()


COMMANDS = (Command(words="today", summary=_("what needs you now"), arguments=_arguments, run=_run),)
