"""`regulars export`: the book in a file for other programs, by its ending a calendar, the customers or everything."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from store.book import Book
from store.exchange.exporting import ending_of, export_file
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.output import printable


def _arguments(arguments: Arguments) -> None:
    arguments.take("file", "FILE", _("where to write it; its ending decides what it is"))
    arguments.option("--customer", "WHO", _("only this customer"))


def _run(book: Book, given: Namespace) -> Outcome:
    path = os.path.abspath(given.file)
    ending_of(path)
    customer = None if given.customer is None else book.who(given.customer).id
    exported = export_file(book, Path(path), customer)
    return Outcome(
        document={"written": path, "records": exported.records},
        parts=[printable(exported.sentence)],
        remarks=exported.remarks,
    )


COMMANDS = (
    Command(words="export", summary=_("write everything to a file for other programs"), arguments=_arguments, run=_run),
)
