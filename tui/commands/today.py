"""`regulars today`, where the book has to be opened for it; else see `glance.py`."""

from __future__ import annotations

from argparse import Namespace

from store.book import Book
from store.rules.desk import read_today
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.glance import presses, today_lines


def _arguments(arguments: Arguments) -> None:
    arguments.flag("--quiet", _("print nothing when nothing presses"))


def _run(book: Book, given: Namespace) -> Outcome:
    now = book.now()
    today = read_today(book.agenda(), now)
    if given.quiet and not presses(today, now):
        return Outcome.silent()
    return Outcome(document=today, parts=today_lines(today, now, book.zone))


COMMANDS = (Command(words="today", summary=_("what needs you now"), arguments=_arguments, run=_run),)
