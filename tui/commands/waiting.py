"""`regulars waiting`, where the book has to be opened for it; else see `glance.py`."""

from __future__ import annotations

from argparse import Namespace

from store.book import Book
from store.sentences import _
from tui.command import Command, Outcome
from tui.commands.today import make_ready_for_a_glance
from tui.glance import waiting_of
from tui.waiting_lines import waiting_table


def _run(book: Book, given: Namespace) -> Outcome:
    now = book.now()
    waiting = waiting_of(book.agenda(), now, book.calendar.between)
    make_ready_for_a_glance(book)
    return Outcome(document=waiting, parts=[waiting_table(waiting, now, book.zone)])


COMMANDS = (Command(words="waiting", summary=_("who waits for us, what presses most first"), run=_run),)
