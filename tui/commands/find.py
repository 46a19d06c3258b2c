"""`regulars find`: customers and history."""

from __future__ import annotations

import sys
from argparse import Namespace

from store.book import Book
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.tables import Table

_MOST = 50


def _arguments(arguments: Arguments) -> None:
    arguments.take_rest("text", "TEXT", _("a name in any spelling, a number, or words of the history"))
    arguments.flag("--all", _("everything that is found, not only the best 50"))


def _run(book: Book, given: Namespace) -> Outcome:
    limit = sys.maxsize if given.all else _MOST
    found = book.find(" ".join(given.text), limit)
    return Outcome(
        document=[{**one._asdict(), "customer_name": one.name} for one in found],
        parts=[
            Table(
                (_("No"), _("Customer"), _("Found in"), ""),
                [(str(one.customer), one.name, _where(one.where), one.excerpt) for one in found],
                _("Nothing is found."),
            )
        ],
    )


def _where(where: str) -> str:
    return {
        "name": _("name"),
        "email": _("e-mail"),
        "phone": _("phone"),
        "word": _("what is known"),
        "history": _("history"),
    }.get(where, where)


COMMANDS = (Command(words="find", summary=_("find customers and history"), arguments=_arguments, run=_run),)
