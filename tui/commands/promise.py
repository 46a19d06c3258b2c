"""`regulars promise`: what was promised, and what became of it."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from store.advising import warning_on_move, words_beside
from store.book import Book
from store.causes import promises_hanging_on
from store.checking_in import CheckIn, check_in_for, make_check_in
from store.errors import NotUnderstoodError
from store.moments import read_due, read_past, said
from store.promising import break_promise, edit_promise, keep_promise, make_promise, move_promise, release_promise
from store.records.promise import Promise
from store.records.text import clean_line
from store.rules.promise_ledger import LedgerRow, ledger, rows_where
from store.rules.promises import agreed_due
from store.rules.setting_values import read_date
from store.sentences import _
from store.wording import with_condition
from tui.check_in_offer import check_in_noted, check_in_remarks
from tui.command import Arguments, Command, Outcome, identities, identity, one_of
from tui.commands.promise_ledger import by_cause_told, by_customer_told, by_month_told, margin_words
from tui.documents import Document, plain_document, promise_document
from tui.output import cut, printable
from tui.tables import Table

_SHOWN = 80
_SETTLED = ("kept", "kept_early", "kept_on_time", "late", "broken", "released")
_STATES = ("open", "at_risk", "overdue", *_SETTLED)
_YEAR_AND_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def _list_arguments(arguments: Arguments) -> None:
    arguments.flag("--all", _("those that are kept, broken or released too"))
    arguments.option("--customer", "WHO", _("only this customer's"))
    arguments.option("--state", "STATE", _("only those: {states}").format(states=", ".join(_STATES)), one_of(*_STATES))
    arguments.option("--month", "MONTH", _("only those due in that month, such as 2026-03"), _month)
    arguments.option("--cause", "NAME", _("only open ones that hang on this, the hardest hit first"))
    arguments.option(
        "--by", "WHAT", _("what they came to, by month or customer; or by cause, what hangs together"), _by
    )


def _list(book: Book, given: Namespace) -> Outcome:
    customer = book.who(given.customer).id if given.customer else None
    if given.by == "cause":
        return by_cause_told(book)
    is_whole = bool(given.all or given.by or given.month or given.state in _SETTLED)
    if given.cause:
        promises: Sequence[Promise] = promises_hanging_on(book, given.cause)
    else:
        promises = book.promises(customer, settled=is_whole)
    rows = ledger(promises, book.calendar, book.now())
    if given.cause:
        places = {promise.id: place for place, promise in enumerate(promises)}
        rows.sort(key=lambda row: places[row.promise.id])
    rows = rows_where(rows, state=given.state, customer=customer, month=given.month)
    if given.by == "month":
        return by_month_told(rows)
    if given.by == "customer":
        return by_customer_told(book, rows)
    found = [row.promise for row in rows]
    return Outcome(
        document=[promise_document(book, promise) for promise in found],
        parts=[_ledger_table(book, rows) if is_whole else promise_table(book, found, _("No promise is open."))],
    )


def promise_table(book: Book, promises: list[Promise], empty: str) -> Table:
    """Return promises as a table."""
    return Table(
        (_("No"), _("Customer"), _("What"), _("Due"), _("Status")),
        [
            (*_named(book, promise), _due(book, promise), status_words(promise_document(book, promise)["status"]))
            for promise in promises
        ],
        empty,
    )


def _ledger_table(book: Book, rows: Sequence[LedgerRow]) -> Table:
    """Return promises as a table, what was promised beside what was done."""
    return Table(
        (_("No"), _("Customer"), _("What"), _("Due"), _("First due"), _("Kept"), _("Margin"), _("Status")),
        [
            (
                *_named(book, row.promise),
                _due(book, row.promise),
                said(book, row.promise.original_due) if row.promise.moves else "",
                said(book, row.promise.settled) if row.promise.state == "kept" else "",
                margin_words(row.margin_s),
                status_words(row.status),
            )
            for row in rows
        ],
        _("No promise is there."),
    )


def _named(book: Book, promise: Promise) -> tuple[str, str, str]:
    return (
        str(promise.id),
        book.customer(promise.customer).shown_name,
        with_condition(promise.what, promise.condition),
    )


def _due(book: Book, promise: Promise) -> str:
    """Return the due by which it is judged, and beside it the one to which it was moved without their knowing in time.

    Else a promise would be called overdue, or kept late, beside a due that has not passed.
    """
    agreed = agreed_due(promise, book.calendar)
    if agreed == promise.due:
        return said(book, agreed)
    words = _("{agreed}, told too late of {due}") if promise.moves[-1].told else _("{agreed}, not told of {due}")
    return words.format(agreed=said(book, agreed), due=said(book, promise.due))


def status_words(status: str) -> str:
    """Return how a promise stands, in words."""
    return {
        "open": _("open"),
        "at_risk": _("at risk"),
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
    arguments.option("--cause", "NAME", _("what it hangs on together with others, such as the wholesaler"))
    arguments.option("--conversation", "ID", _("the conversation that it belongs to"), identity)


def _add(book: Book, given: Namespace) -> Outcome:
    what = clean_line(given.what)
    if not what:
        raise NotUnderstoodError(_("What was promised? Write it behind --what."))
    with book.transact("promise.add") as change:
        due = read_due(book, given.due)
        customer = book.who(given.customer).id
        promise = make_promise(
            book,
            change,
            customer,
            what,
            due,
            given.kind or "",
            given.condition or "",
            conversation=given.conversation,
            cause=given.cause or "",
        )
        beside = words_beside(book, [promise])
    return _told(book, [promise], _("Promised: {name}: {what}, due {due}; promise {id}."), beside)


def _edit_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the promise's number"), identity)
    arguments.option("--what", "TEXT", _("what was promised"))
    arguments.option("--kind", "KIND", _("your word for such things, such as repair; empty for none"))
    arguments.option("--condition", "TEXT", _("what it hangs on, such as: if the part arrives; empty for none"))
    arguments.option("--cause", "NAME", _("what it hangs on together with others; empty for nothing"))
    arguments.option("--conversation", "ID", _("the conversation that it belongs to"), identity)


def _edit(book: Book, given: Namespace) -> Outcome:
    names = ("what", "kind", "condition", "cause", "conversation")
    fields = {name: getattr(given, name) for name in names if getattr(given, name) is not None}
    if not fields:
        raise NotUnderstoodError(_("What is to be changed? See: regulars promise edit --help"))
    with book.transact("promise.edit") as change:
        promise = edit_promise(book, change, replace(book.promise(given.id), **fields))
    return _told(book, [promise], _("Changed: {name}: {what}, due {due}; promise {id}."))


def _settle_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the promise's number"), identity)
    arguments.option("--at", "WHEN", _("when that was, if not now"))


def _keep_arguments(arguments: Arguments) -> None:
    _settle_arguments(arguments)
    arguments.option("--check-in", "WHEN", _("ask then whether it arrived and works; a follow-up in the same step"))


def _keep(book: Book, given: Namespace) -> Outcome:
    at = _at(book, given)
    ask_on = read_due(book, given.check_in) if given.check_in else None
    with book.transact("promise.keep") as change:
        promise = keep_promise(book, change, given.id, at)
        noted = None if ask_on is None else make_check_in(book, change, promise, ask_on)
    told = _told(book, [promise], _("Kept: {name}: {what}, {status}; promise {id}."))
    offered = check_in_for(book, promise)
    check_in: Document | None = None
    if noted is not None:
        check_in = {**plain_document(book, CheckIn(ask_on or noted.made, noted.what)), "follow_up": noted.id}
    elif offered is not None:
        check_in = {**plain_document(book, offered), "follow_up": None}
    return Outcome(
        document={**told.document, "check_in": check_in},
        parts=[*told.parts, *check_in_noted(book, noted)],
        remarks=check_in_remarks(book, [promise]) if noted is None else (),
    )


def _release(book: Book, given: Namespace) -> Outcome:
    at = _at(book, given)
    with book.transact("promise.release") as change:
        promise = release_promise(book, change, given.id, at)
    return _told(book, [promise], _("Released by {name}: {what}; promise {id}."))


def _break(book: Book, given: Namespace) -> Outcome:
    at = _at(book, given)
    with book.transact("promise.break") as change:
        promise = break_promise(book, change, given.id, at)
    return _told(book, [promise], _("Given up: {name}: {what}; promise {id}."))


def _at(book: Book, given: Namespace) -> datetime | None:
    return read_past(book, given.at) if given.at else None


def _move_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the promise's number, or several with commas: 3,5,7"), identities)
    arguments.take_rest("when", "WHEN", _("the new due"))
    arguments.flag("--told", _("the customer has been told"))
    arguments.flag("--not-told", _("the customer has not been told yet, which is what is taken if neither is said"))
    arguments.option("--cause", "NAME", _("what it hangs on together with others, such as the wholesaler"))


def _move(book: Book, given: Namespace) -> Outcome:
    if given.told and given.not_told:
        raise NotUnderstoodError(_("Either --told or --not-told."))
    due = read_due(book, given.when)
    with book.transact("promise.move") as change:
        promises = [move_promise(book, change, one, due, given.told, cause=given.cause or "") for one in given.id]
    told = _("Moved: {name}: {what}, due {due}; promise {id}.")
    remarks = [_("That due has passed already.")] if book.calendar.due_instant(due) < book.now() else []
    remarks += filter(None, [warning_on_move(book, promises, due)])
    return _told(book, promises, told if given.told else told + " " + _("Tell them, and say so with --told."), remarks)


def _told(book: Book, promises: Sequence[Promise], sentence: str, remarks: Sequence[str] = ()) -> Outcome:
    documents: list[Document] = [promise_document(book, promise) for promise in promises]
    lines = [
        sentence.format(
            name=cut(document["customer_name"], _SHOWN),
            what=cut(with_condition(promise.what, promise.condition), _SHOWN),
            due=said(book, promise.due),
            status=status_words(document["status"]),
            id=promise.id,
        )
        for promise, document in zip(promises, documents, strict=True)
    ]
    return Outcome(
        document=documents[0] if len(documents) == 1 else documents,
        parts=[printable(line) for line in lines],
        remarks=remarks,
    )


def _by(text: str) -> str:
    return one_of("month", "customer", "cause")(text)


def _month(text: str) -> date:
    plain = text.strip()
    if not _YEAR_AND_MONTH.fullmatch(plain):
        raise NotUnderstoodError(_("“{text}” is no month. Write it as 2026-03.").format(text=text[:60]))
    return read_date(f"{plain}-01")


COMMANDS = (
    Command(words="promise list", summary=_("open promises, soonest due first"), arguments=_list_arguments, run=_list),
    Command(words="promise add", summary=_("note a promise"), arguments=_add_arguments, run=_add),
    Command(
        words="promise edit",
        summary=_("correct its words or what it hangs on; its due is moved"),
        arguments=_edit_arguments,
        run=_edit,
    ),
    Command(words="promise keep", summary=_("it is done"), arguments=_keep_arguments, run=_keep),
    Command(words="promise move", summary=_("give it a new due"), arguments=_move_arguments, run=_move),
    Command(
        words="promise release", summary=_("the customer wants it no more"), arguments=_settle_arguments, run=_release
    ),
    Command(words="promise break", summary=_("it will not be done"), arguments=_settle_arguments, run=_break),
)
