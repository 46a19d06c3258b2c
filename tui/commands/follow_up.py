"""`regulars followup`: whom to come back to, and about what."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from store.book import Book
from store.capturing import finish_with_line
from store.errors import WrongStateError
from store.moments import read_due, said
from store.occasions import fire, occasion_named
from store.records.follow_up import FollowUp
from store.reminding import Finished, drop_follow_up, finish_follow_up, skip_follow_up, snooze_follow_up
from store.rules.follow_up_words import lateness_words, missed_words, season_words
from store.rules.follow_ups import kind_of, shown_from, standing_of
from store.rules.rule_words import again_words
from store.sentences import _, ngettext
from tui.command import Arguments, Command, Outcome, identity
from tui.commands.follow_up_add import add_arguments, added
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
                season_words(follow_up.season) if follow_up.season else again_words(follow_up.rule),
                _status_words(book, follow_up),
            )
            for follow_up in follow_ups
        ],
        empty,
    )


def _due_words(book: Book, follow_up: FollowUp) -> str:
    if follow_up.due is None:
        return _("when {occasion}").format(occasion=follow_up.occasion)
    standing = standing_of(follow_up, book.calendar, book.now())
    if standing.shown_due == follow_up.due or follow_up.season:
        return said(book, standing.shown_due)
    return _("{due}, planned {planned}").format(due=said(book, standing.shown_due), planned=said(book, follow_up.due))


def _status_words(book: Book, follow_up: FollowUp) -> str:
    document = follow_up_document(book, follow_up)
    status = document["status"]
    if status == "snoozed":
        return _("snoozed until {when}").format(when=said(book, follow_up.snoozed_until))
    if document["gone"] or (status == "open" and (document["days_late"] or document["missed"] or document["until"])):
        return lateness_words(document, book.now().date(), book.zone)
    return {"open": _("open"), "done": _("done"), "dropped": _("dropped"), "skipped": _("skipped")}[status]


def _add(book: Book, given: Namespace) -> Outcome:
    return _told(book, added(book, given), _("Noted: {name}: {what}, {due}; follow-up {id}."))


def _id_arguments(arguments: Arguments) -> None:
    arguments.take("id", "ID", _("the follow-up's number"), identity)


def _done_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.option("--log", "LINE", _("what happened, as one line of capture; saved in the same step"))


def _done(book: Book, given: Namespace) -> Outcome:
    _check_open(book, given.id)
    sentence = _("Done: {name}: {what}; follow-up {id}.")
    if given.log is None:
        with book.transact("followup.done") as change:
            finished = finish_follow_up(book, change, given.id)
        return _finished(book, finished, sentence)
    logged = finish_with_line(book, given.id, given.log)
    coming = None if logged.coming is None else book.follow_up(logged.coming)
    outcome = _finished(book, Finished(book.follow_up(given.id), coming), sentence)
    entry = {"interaction": logged.interaction, "conversation": logged.conversation}
    made = {"promises": list(logged.promises), "follow_ups": list(logged.follow_ups)}
    words = _("Saved with it: interaction {id}.").format(id=logged.interaction)
    return Outcome(document={**outcome.document, "logged": entry | made}, parts=[*outcome.parts, words])


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
    follow_up, parts, document = finished.follow_up, list(outcome.parts), outcome.document
    missed = missed_words(follow_up.missed, kind_of(follow_up))
    if missed and follow_up.due is not None:
        parts.append(_("It was due {due}; {missed}.").format(due=said(book, follow_up.due), missed=missed))
    if coming is not None:
        document = {**document, "next": follow_up_document(book, coming)}
        due = _due_words(book, coming)
        parts.append(_("Again {due}, follow-up {id}.").format(due=due, id=coming.id))
    return Outcome(document=document, parts=parts)


def _snooze_arguments(arguments: Arguments) -> None:
    _id_arguments(arguments)
    arguments.take_rest("when", "WHEN", _("until when it stays out of sight"))


def _snooze(book: Book, given: Namespace) -> Outcome:
    with book.transact("followup.snooze") as change:
        until = read_due(book, given.when)
        _check_open(book, given.id)
        follow_up = snooze_follow_up(book, change, given.id, until)
    return _told(book, follow_up, _("Out of sight until {until}: {name}: {what}; follow-up {id}."))


def _fire_arguments(arguments: Arguments) -> None:
    arguments.take_rest("name", "NAME", _("what has happened, such as frost, in any spelling"))


def _fire(book: Book, given: Namespace) -> Outcome:
    with book.transact("followup.fire") as change:
        name = occasion_named(book, " ".join(given.name)).name
        follow_ups = fire(book, change, name)
    count = len(follow_ups)
    words = ngettext("{name}: {count} follow-up is due now.", "{name}: {count} follow-ups are due now.", count).format(
        name=cut(name, _SHOWN), count=count
    )
    return Outcome(
        document=[follow_up_document(book, follow_up) for follow_up in follow_ups],
        parts=[printable(words), _fired_table(book, follow_ups)],
    )


def _fired_table(book: Book, follow_ups: list[FollowUp]) -> Table:
    """Return whom something concerns, with how to reach them."""
    rows = []
    for follow_up in follow_ups:
        customer = book.customer(follow_up.customer)
        ways = [way.value for way in (*customer.phones, *customer.emails)][:2]
        rows.append((str(follow_up.id), customer.shown_name, ", ".join(ways), follow_up.what))
    return Table((_("No"), _("Customer"), _("Reach them by"), _("What")), rows, "")


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
    Command(words="followup add", summary=_("note a follow-up"), arguments=add_arguments, run=_add),
    Command(words="followup done", summary=_("you came back to them"), arguments=_done_arguments, run=_done),
    Command(
        words="followup snooze", summary=_("put it out of sight for a while"), arguments=_snooze_arguments, run=_snooze
    ),
    Command(words="followup drop", summary=_("it is not needed any more"), arguments=_id_arguments, run=_drop),
    Command(
        words="followup skip", summary=_("not this time; the next one by its rule"), arguments=_id_arguments, run=_skip
    ),
    Command(
        words="followup fire",
        summary=_("something has happened: everyone who waits for it is due now"),
        arguments=_fire_arguments,
        run=_fire,
    ),
)
