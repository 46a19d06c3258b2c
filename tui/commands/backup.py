"""`regulars backup` and `regulars restore`: the whole book in one file, and back."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from store.book import Book
from store.clock import read_clock
from store.database.recollection import UNREADABLE_ARCHIVE, latest, read_backup
from store.errors import NotUnderstoodError
from store.exchange.backup import describe_backup
from store.repairing import is_beyond_opening, start_anew
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.opening import open_book
from tui.output import printable


def _backup_arguments(arguments: Arguments) -> None:
    arguments.take("file", "FILE", _("where to write it"))


def _backup(book: Book, given: Namespace) -> Outcome:
    path = os.path.abspath(given.file)
    size = book.back_up(path)
    return Outcome(
        document={"written": path, "bytes": size},
        parts=[printable(_("The whole book is in {file}, {size} bytes.").format(file=path, size=f"{size:,}"))],
    )


def _restore_arguments(arguments: Arguments) -> None:
    arguments.take("file", "FILE", _("a backup"))
    arguments.flag("--yes", _("do it; without this it is only said what would happen"))


def _restore(folder: Path, given: Namespace) -> Outcome:
    path = os.path.abspath(given.file)
    at, customers = _contents(path)
    what = _("{file} (customers: {count}, last change: {at})").format(file=path, count=customers, at=_minute(at))
    if is_beyond_opening(folder):
        if not given.yes:
            raise NotUnderstoodError(
                _(
                    "This would put {what} in the place of your book, which is damaged and would be moved aside; "
                    "“regulars doctor --repair” may mend it. Add --yes to do it."
                ).format(what=what)
            )
        return _put_back(folder, path, os.path.join(folder, start_anew(folder, read_clock)))
    if not given.yes:
        with open_book(folder) as book:
            raise NotUnderstoodError(
                _(
                    "This would put {what} in the place of your book (customers: {present}). A backup of your book is "
                    "made first. Add --yes to do it."
                ).format(what=what, present=book.customer_count)
            )
    return _put_back(folder, path, "")


def _put_back(folder: Path, path: str, aside: str) -> Outcome:
    with open_book(folder) as book:
        former = book.restore(path)
        return Outcome(
            document={"restored": path, "former": aside or former, "customers": book.customer_count},
            parts=[
                printable(
                    _("The book is now that of {file}. What it was before is kept in {former}.").format(
                        file=path, former=aside or former
                    )
                )
            ],
        )


def _contents(path: str) -> tuple[str, int]:
    """Return the instant of the last change that a backup holds, and how many customers, after checking it whole.

    Raises:
        NotUnderstoodError: it is no backup of a book, or damaged.
        BookUnavailableError: it cannot be read.
    """
    past = read_backup(path)
    with suppress(*UNREADABLE_ARCHIVE):
        describe_backup(path)  # says what is wrong, as far as it is no accident
    if past is None:
        raise NotUnderstoodError(_("{path} is damaged, or no backup.").format(path=path))
    state = latest(past)
    return state.at, len(state.tables.get("customers", {}))


def _minute(at: str) -> str:
    return at[:16].replace("T", " ") if at else _("none")


COMMANDS = (
    Command(
        words="backup",
        summary=_("write the whole book to one file, also while others work on it"),
        arguments=_backup_arguments,
        run=_backup,
    ),
    Command(
        words="restore",
        summary=_("put the book of a backup in the place of this one"),
        arguments=_restore_arguments,
        run_in=_restore,
    ),
)
