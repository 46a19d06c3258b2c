"""`regulars compact`: the snapshot written anew, the journal emptied."""

from __future__ import annotations

from argparse import Namespace

from store.book import Book
from store.sentences import _
from tui.command import Command, Outcome


def _run(book: Book, given: Namespace) -> Outcome:
    book.compact()
    return Outcome(
        document={"compacted": True, "sequence": book.sequence},
        parts=[
            _("The book's files have been written anew; they hold every change up to {number}.").format(
                number=book.sequence
            )
        ],
    )


COMMANDS = (Command(words="compact", summary=_("write the book's files anew and empty the journal"), run=_run),)
