"""`regulars undo` and `regulars redo`: the book's last change, taken back and made again."""

from __future__ import annotations

from argparse import Namespace

from store.book import Book
from store.sentences import _
from store.undoing import Undone
from tui.command import Command, Outcome
from tui.output import printable


def _undo(book: Book, given: Namespace) -> Outcome:
    return _outcome(book.undo())


def _redo(book: Book, given: Namespace) -> Outcome:
    return _outcome(book.redo())


def _outcome(undone: Undone) -> Outcome:
    return Outcome(
        document={
            "sequence": undone.sequence,
            "what": undone.what,
            "sentence": undone.sentence,
            "touched": [{"table": table, "id": identity} for table, identity in sorted(undone.touched)],
        },
        parts=[printable(undone.sentence)],
    )


COMMANDS = (
    Command(words="undo", summary=_("take back the last change that is not undone"), run=_undo),
    Command(words="redo", summary=_("make the change again that was undone last"), run=_redo),
)
