"""`regulars export`: everything in one file that other programs read."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from store.book import Book
from store.errors import NotUnderstoodError
from store.exchange.book_json import export_json
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.output import printable


def _arguments(arguments: Arguments) -> None:
    arguments.take("file", "FILE.json", _("where to write it; its ending decides what it is"))
    arguments.option("--customer", "WHO", _("only this customer"))


def _run(book: Book, given: Namespace) -> Outcome:
    path = os.path.abspath(given.file)
    ending = os.path.splitext(path)[1].lower()
    if ending != ".json":
        raise NotUnderstoodError(
            _("This version writes JSON: give the file an ending of .json, not “{ending}”.").format(ending=ending[:20])
        )
    customer = None if given.customer is None else book.who(given.customer).id
    count = export_json(book, Path(path), customer)
    return Outcome(
        document={"written": path, "records": count},
        parts=[printable(_("{count} records are in {file}.").format(count=f"{count:,}", file=path))],
    )


COMMANDS = (
    Command(words="export", summary=_("write everything to a file for other programs"), arguments=_arguments, run=_run),
)
