"""`regulars reconnect list`: who has gone quiet, and with whom to keep in touch."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from store.book import Book
from store.moments import said
from store.rules.reconnect_words import standing_words, why_words
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.tables import Table


def _arguments(arguments: Arguments) -> None:
    arguments.option("--tag", "TAG", _("only customers with that tag"))


def _list(book: Book, given: Namespace) -> Outcome:
    rows, _count = book.quiet()
    if given.tag is not None:
        wanted = given.tag.removeprefix("#").casefold()
        with_tag = {one.id for one in book.customers() if wanted in (tag.casefold() for tag in one.tags)}
        rows = [row for row in rows if row["customer"] in with_tag]
    table = Table(
        (_("No"), _("Customer"), _("Why"), _("Stands"), _("Last")),
        [
            (
                str(row["customer"]),
                row["customer_name"],
                why_words(row),
                standing_words(row),
                said(book, datetime.fromisoformat(row["last"]).date()) if row["last"] else "",
            )
            for row in rows
        ],
        _("Nobody has gone quiet."),
    )
    return Outcome(document=rows, parts=[table])


COMMANDS = (
    Command(
        words="reconnect list",
        summary=_("who has gone quiet, and with whom to keep in touch"),
        arguments=_arguments,
        run=_list,
    ),
)
