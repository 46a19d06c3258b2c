"""`regulars backup` and `regulars restore`: the whole book in one file, and back."""

from __future__ import annotations

import os
from argparse import Namespace

from store.book import Book
from store.errors import NotUnderstoodError
from store.exchange.backup import describe_backup
from store.sentences import _
from tui.command import Arguments, Command, Outcome
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


def _restore(book: Book, given: Namespace) -> Outcome:
    path = os.path.abspath(given.file)
    at, customers = describe_backup(path)
    if not given.yes:
        raise NotUnderstoodError(
            _(
                "This would put {file} (customers: {count}, last written: {at}) in the place of your book "
                "(customers: {present}). A backup of your book is made first. Add --yes to do it."
            ).format(file=path, count=customers, at=_minute(at), present=book.customer_count)
        )
    former = book.restore(path)
    return Outcome(
        document={"restored": path, "former": former, "customers": book.customer_count},
        parts=[
            printable(
                _("The book is now that of {file}. What it was before is kept in {former}.").format(
                    file=path, former=former
                )
            )
        ],
    )


def _minute(at: str) -> str:
    return at[:16].replace("T", " ") if at else _("never")


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
        run=_restore,
    ),
)
