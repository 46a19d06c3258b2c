"""`regulars followup`: whom to come back to, and about what."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from store.book import Book
from store.errors import NotUnderstoodError, WrongStateError
from store.moments import read_due, said
from store.records.follow_up import FollowUp
from store.records.text import clean_line
from store.reminding import Finished, drop_follow_up, finish_follow_up, make_follow_up, skip_follow_up, snooze_follow_up
from store.rules.follow_ups import shown_from, status_of
from store.sentences import _
from tui.command import Arguments, Command, Outcome, identity
from tui.documents import follow_up_document
from tui.output import cut, printable
from tui.tables import Table

_SHOWN = 80


def _list_arguments(arguments: Arguments) -> None:
    arguments.flag("--all", _("those that are done, dropped or skipped too"))
    arguments.option("--customer", "WHO", _("only this customer's"))


def _list(book: Book, given: Namespace) -> Outcome:
    customer = book.who(given.customer).id if given.customer else None
    follow_ups = sorted(
        book.follow_ups(customer, settled=given.all),
        key=lambda one: (
            one.state != "open",
            shown_from(one, book.calendar) or datetime.max.replace(tzinfo=book.zone),
            one.id,
        ),
    )
    return Outcome(
        document=[follow_up_document(book, follow_up) for follow_up in follow_ups],
        parts=[follow_up_table(book, follow_ups, _("No follow-up is open."))],
    )


def follow_up_table(book: Book, follow_ups: list[FollowUp], empty: str) -> Table:
    """Return follow-ups as a table."""
    return Table(
        (_("No"), _("Customer"), _("What"), _("Due"), _("Again"), _("Status")),
        [
            (
                str(follow_up.id),
                book.customer(follow_up.customer).shown_name,
                follow_up.what,
                _due_words(book, follow_up),
                follow_up.rule,
                _status_words(book, follow_up),
            )
            for follow_up in follow_ups
        ],
        empty,
    )


def _due_words(book: Book, follow_up: FollowUp) -> str:
    if follow_up.due is None:
        return _("when {occasion}").format(occasion=follow_up.occasion)
    return said(book, follow_up.due)


def _status_words(book: Book, follow_up: FollowUp) -> str:
    status = status_of(follow_up, book.zone, book.now())
    if status == "snoozed":
        return _("snoozed until {when}").format(when=said(book, follow_up.snoozed_until))
    return {"open": _("open"), "done": _("done"), "dropped": _("dropped"), "skipped": _("skipped")}[status]


def _add_arguments(arguments: Arguments) -> None:
    arguments.option("--customer", "WHO", _("to whom"), needed=True)
    arguments.option("--what", "TEXT", _("about what"), needed=True)
    arguments.option("--due", "WHEN", _("when"), needed=True)
    arguments.option("--rule", "RRULE", _("again by this rule, such as FREQ=YEARLY"))


def _add(book: Book, given: Namespace) -> Outcome:
    what = clean_line(given.what)
    if not what:
        raise NotUnderstoodError(_("What is it about? Write it behind --what."))
    with book.transact("followup.add") as change:
        customer, due = book.who(given.customer).id, read_due(book, given.due)
        follow_up = make_follow_up(book, change, customer, what, due, given.rule or "")
    return _told(book, follow_up, _("Noted: {name}: {what}, {due}; follow-up {id}."))


def _id_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the follow-up's number"), identity)


def _done(book: Book, given: Namespace) -> Outcome:
    with book.transact("followup.done") as change:
        _check_open(book, given.id)
        finished = finish_follow_up(book, change, given.id)
    return _finished(book, finished, _("Done: {name}: {what}; follow-up {id}."))


def _skip(book: Book, given: Namespace) -> Outcome:
    with book.transact("followup.skipped") as change:
        _check_open(book, given.id)
        finished = skip_follow_up(book, change, given.id)
    return _finished(book, finished, _("Skipped: {name}: {what}; follow-up {id}."))


def _drop(book: Book, given: Namespace) -> Outcome:
    with book.transact("followup.dropped") as change:
        _check_open(book, given.id)
        follow_up = drop_follow_up(book, change, given.id)
    return _told(book, follow_up, _("Dropped: {name}: {what}; follow-up {id}."))


def _finished(book: Book, finished: Finished, sentence: str) -> Outcome:
    outcome, coming = _told(book, finished.follow_up, sentence), finished.coming
    if coming is None:
        return outcome
    again = _("Again {due}, follow-up {id}.").format(due=said(book, coming.due), id=coming.id)
    return Outcome(
        document={**outcome.document, "next": follow_up_document(book, coming)}, parts=[*outcome.parts, again]
    )


def _snooze_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.take_rest("when", "WHEN", _("until when it stays out of sight"))


def _snooze(book: Book, given: Namespace) -> Outcome:
    with book.transact("followup.snooze") as change:
        until = read_due(book, given.when)
        _check_open(book, given.id)
        follow_up = snooze_follow_up(book, change, given.id, until)
    return _told(book, follow_up, _("Out of sight until {until}: {name}: {what}; follow-up {id}."))


def _check_open(book: Book, number: int) -> None:
    """Where it is over already, say which list it is still in."""
    if book.follow_up(number).state != "open":
        raise WrongStateError(_("Follow-up {id} is over already. See: regulars followup list --all").format(id=number))


def _told(book: Book, follow_up: FollowUp, sentence: str) -> Outcome:
    document = follow_up_document(book, follow_up)
    line = sentence.format(
        name=cut(document["customer_name"], _SHOWN),
        what=cut(follow_up.what, _SHOWN),
        due=_due_words(book, follow_up),
        until=said(book, follow_up.snoozed_until),
        id=follow_up.id,
    )
    return Outcome(document=document, parts=[printable(line)])


COMMANDS = (
    Command(
        words="followup list", summary=_("whom to come back to, soonest first"), arguments=_list_arguments, run=_list
    ),
    Command(words="followup add", summary=_("note a follow-up"), arguments=_add_arguments, run=_add),
    Command(words="followup done", summary=_("you came back to them"), arguments=_id_arguments, run=_done),
    Command(
        words="followup snooze", summary=_("put it out of sight for a while"), arguments=_snooze_arguments, run=_snooze
    ),
    Command(words="followup drop", summary=_("it is not needed any more"), arguments=_id_arguments, run=_drop),
    Command(
        words="followup skip", summary=_("not this time; the next one by its rule"), arguments=_id_arguments, run=_skip
    ),
)
