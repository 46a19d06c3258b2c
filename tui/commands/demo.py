"""`regulars demo`: the app on a sample shop, in a book that is thrown away."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from store.book import Book
from store.clock import read_clock
from store.rules.desk import read_today
from store.sample import DEMO, build_sample_book
from store.sentences import _
from tui.command import Command, Outcome
from tui.desk_lines import today_lines
from tui.output import is_terminal


def _run(_own: Path, given: Namespace) -> Outcome:
    with TemporaryDirectory(prefix="regulars-demo-") as temporary:
        folder = Path(temporary) / "book"
        build_sample_book(folder, DEMO, now=read_clock())
        if is_terminal() and not given.json:
            from tui.running import run_app

            return Outcome.silent(run_app(folder, is_sample=True))
        book = Book.open(folder)
        try:
            now = book.now()
            today = read_today(book.agenda(), now, book.calendar.between, book.quiet()[0])
            return Outcome(document=today, parts=today_lines(today, now, book.zone))
        finally:
            book.close()


COMMANDS = (
    Command(
        words="demo", summary=_("the app on a made-up bicycle workshop, in a book that is thrown away"), run_in=_run
    ),
)
