"""`regulars promise`: what was promised, and what became of it."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from store.book import Book
from store.errors import NotUnderstoodError
from store.moments import read_due, read_past, said
from store.promising import break_promise, keep_promise, make_promise, move_promise, release_promise
from store.records.promise import Promise
from store.records.text import clean_line
from store.sentences import _
from tui.command import Arguments, Command, Outcome, identity
from tui.documents import Document, promise_document
from tui.output import cut, printable
from tui.tables import Table

_SHOWN = 80


def _list_arguments(arguments: Arguments) -> None:
    arguments.flag("--all", _("those that are kept, broken or released too"))
    arguments.option("--customer", "WHO", _("only this customer's"))


def _list(book: Book, given: Namespace) -> Outcome:
    customer = book.who(given.customer).id if given.customer else None
    promises = sorted(
        book.promises(customer, settled=given.all),
        key=lambda one: (one.state != "open", book.calendar.due_instant(one.due), one.id),
    )
    return Outcome(
        document=[promise_document(book, promise) for promise in promises],
        parts=[promise_table(book, promises, _("No promise is open."))],
    )


def promise_table(book: Book, promises: list[Promise], empty: str) -> Table:
    """Return promises as a table."""
    return Table(
        (_("No"), _("Customer"), _("What"), _("Due"), _("Status")),
        [
            (
                str(promise.id),
                book.customer(promise.customer).shown_name,
                " ".join(filter(None, (promise.what, promise.condition))),
                said(book, promise.due),
                status_words(promise_document(book, promise)["status"]),
            )
            for promise in promises
        ],
        empty,
    )


def status_words(status: str) -> str:
    """Return how a promise stands, in words."""
    return {
        "open": _("open"),
        "at_risk": _("time to do it"),
        "overdue": _("overdue"),
        "kept_early": _("kept early"),
        "kept_on_time": _("kept on time"),
        "late": _("kept late"),
        "broken": _("broken"),
        "released": _("released"),
    }[status]


def _add_arguments(arguments: Arguments) -> None:
    arguments.option("--customer", "WHO", _("to whom"), needed=True)
    arguments.option("--what", "TEXT", _("what was promised"), needed=True)
    arguments.option("--due", "WHEN", _("by when"), needed=True)
    arguments.option("--kind", "KIND", _("your word for such things, such as repair"))
    arguments.option("--condition", "TEXT", _("what it hangs on, such as: if the part arrives"))


def _add(book: Book, given: Namespace) -> Outcome:
    what = clean_line(given.what)
    if not what:
        raise NotUnderstoodError(_("What was promised? Write it behind --what."))
    with book.transact("promise.add") as change:
        due = read_due(book, given.due)
        customer = book.who(given.customer).id
        promise = make_promise(book, change, customer, what, due, given.kind or "", given.condition or "")
    return _told(book, promise, _("Promised: {name}: {what}, due {due}; promise {id}."))


def _settle_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the promise's number"), identity)
    arguments.option("--at", "WHEN", _("when that was, if not now"))


def _keep(book: Book, given: Namespace) -> Outcome:
    at = _at(book, given)
    with book.transact("promise.keep") as change:
        promise = keep_promise(book, change, given.id, at)
    return _told(book, promise, _("Kept: {name}: {what}, {status}; promise {id}."))


def _release(book: Book, given: Namespace) -> Outcome:
    at = _at(book, given)
    with book.transact("promise.release") as change:
        promise = release_promise(book, change, given.id, at)
    return _told(book, promise, _("Released by {name}: {what}; promise {id}."))


def _break(book: Book, given: Namespace) -> Outcome:
    at = _at(book, given)
    with book.transact("promise.break") as change:
        promise = break_promise(book, change, given.id, at)
    return _told(book, promise, _("Given up: {name}: {what}; promise {id}."))


def _at(book: Book, given: Namespace) -> datetime | None:
    return read_past(book, given.at) if given.at else None


def _move_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the promise's number"), identity)
    arguments.take_rest("when", "WHEN", _("the new due"))
    arguments.flag("--told", _("the customer has been told"))
    arguments.flag("--not-told", _("the customer has not been told yet, which is what is taken if neither is said"))


def _move(book: Book, given: Namespace) -> Outcome:
    if given.told and given.not_told:
        raise NotUnderstoodError(_("Either --told or --not-told."))
    with book.transact("promise.move") as change:
        promise = move_promise(book, change, given.id, read_due(book, given.when), given.told)
    told = _("Moved: {name}: {what}, due {due}; promise {id}.")
    return _told(book, promise, told if given.told else told + " " + _("Tell them, and say so with --told."))


def _told(book: Book, promise: Promise, sentence: str) -> Outcome:
    document: Document = promise_document(book, promise)
    line = sentence.format(
        name=cut(document["customer_name"], _SHOWN),
        what=cut(promise.what, _SHOWN),
        due=said(book, promise.due),
        status=status_words(document["status"]),
        id=promise.id,
    )
    return Outcome(document=document, parts=[printable(line)])


COMMANDS = (
    Command(words="promise list", summary=_("open promises, soonest due first"), arguments=_list_arguments, run=_list),
    Command(words="promise add", summary=_("note a promise"), arguments=_add_arguments, run=_add),
    Command(words="promise keep", summary=_("it is done"), arguments=_settle_arguments, run=_keep),
    Command(words="promise move", summary=_("give it a new due"), arguments=_move_arguments, run=_move),
    Command(
        words="promise release", summary=_("the customer wants it no more"), arguments=_settle_arguments, run=_release
    ),
    Command(words="promise break", summary=_("it will not be done"), arguments=_settle_arguments, run=_break),
)
