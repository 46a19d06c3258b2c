"""The book, opened for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.book import Book
from store.errors import RegularsError
from store.sentences import _, speak
from tui.output import say
from tui.places import CATALOGUES


@contextmanager
def open_book(folder: Path) -> Iterator[Book]:
    """Open the book in `folder`, pass on what it has to say, and close it after the block.

    Raises:
        BookUnavailableError: it cannot be read.
    """
    book = Book.open(folder)
    speak(book.shop.language, CATALOGUES)
    try:
        for notice in book.notices:
            say(notice)
        yield book
    finally:
        try:
            book.close()
        except (RegularsError, OSError) as problem:
            # What was asked for is done; that the day's backup failed has to be known all the same.
            say(problem.sentence if isinstance(problem, RegularsError) else _disk_said(problem))


def _disk_said(problem: OSError) -> str:
    return _("The book could not be tidied up: {reason}. What was saved is safe.").format(
        reason=problem.strerror or problem
    )
