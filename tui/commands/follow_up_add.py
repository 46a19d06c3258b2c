"""`regulars followup add`: everything that a follow-up can be, as options."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime

from store.book import Book
from store.errors import NotUnderstoodError
from store.moments import read_due, when_context
from store.records.follow_up import FollowUp, SetKind
from store.records.text import clean_line
from store.reminding import make_follow_up
from store.rules.fitting import MOST_LEAD_DAYS
from store.rules.recurrence_words import Again, read_rule
from store.rules.season_words import read_season
from store.sentences import _
from tui.command import Arguments, identity, one_of

_A_TERM = "1234567890"


def add_arguments(arguments: Arguments) -> None:
    """Declare the options."""
    arguments.option("--customer", "WHO", _("to whom"), needed=True)
    arguments.option("--what", "TEXT", _("about what"), needed=True)
    arguments.option("--due", "WHEN", _("when, or when first; of a renewal the day on which it is renewed"))
    arguments.option(
        "--rule", "RRULE", _("again by this rule, such as FREQ=YEARLY, or in words: every last friday of the month")
    )
    arguments.option(
        "--from", "WHAT", _("what the rule counts from: plan, the dues as they are planned, or completion"), _counted
    )
    arguments.option("--on-closed", "DAY", _("where the due is a closed day: same, next or previous"), _on_closed)
    arguments.option("--season", "DAYS", _("offered from the first to the last of these days each year: 03-01..04-15"))
    arguments.option("--renewal", "TERM", _("it is renewed for this long each time, such as 1 year or 6 months"))
    arguments.option(
        "--lead-days", "N", _("shown so many days before it is due, 0 to {most}").format(most=MOST_LEAD_DAYS), _days
    )
    arguments.option("--when", "NAME", _("what has to happen first, such as frost; followup fire says that it has"))
    arguments.flag("--all-day", _("on that day at no hour, even if an hour was said"))
    arguments.option("--thing", "ID", _("the thing that it is about"), identity)
    arguments.option("--conversation", "ID", _("the conversation that it belongs to"), identity)


def added(book: Book, given: Namespace) -> FollowUp:
    """Note the follow-up, and return it.

    Raises:
        NotUnderstoodError: something is missing, cannot be read, or does not go together.
        NotFoundError, WrongStateError: something that it names is not there, or is another customer's.
    """
    what = clean_line(given.what)
    if not what:
        raise NotUnderstoodError(_("What is it about? Write it behind --what."))
    with book.transact("followup.add") as change:
        customer = book.who(given.customer).id
        counts_from = getattr(given, "from")
        again, kind = _again(book, given)
        due = _due(book, given, again)
        if given.on_closed and due is None and not given.season:
            raise NotUnderstoodError(_("What waits for something to happen has no day yet. Leave out --on-closed."))
        return make_follow_up(
            book,
            change,
            customer,
            what,
            due,
            again.rule,
            occasion=given.when or "",
            conversation=given.conversation,
            kind=kind,
            counts_from=counts_from or "plan",
            on_closed=given.on_closed or "same",
            season=read_season(given.season or "", when_context(book, past=False)),
            lead_days=given.lead_days or 0,
            thing=given.thing,
        )


def _again(book: Book, given: Namespace) -> tuple[Again, SetKind]:
    if given.renewal and given.rule:
        raise NotUnderstoodError(_("Either --rule or --renewal: the term says how often it is renewed."))
    if getattr(given, "from") and not (given.rule or given.renewal):
        raise NotUnderstoodError(_("--from says what a rule counts from. Give it with --rule or --renewal."))
    context = when_context(book, past=False)
    if given.renewal:
        term = given.renewal.strip()
        words = _("every {term}").format(term=term) if term[:1] in _A_TERM else term
        return read_rule(words, context), "renewal"
    return read_rule(given.rule or "", context), ""


def _due(book: Book, given: Namespace, again: Again) -> date | datetime | None:
    if given.when and (given.due or given.season):
        raise NotUnderstoodError(_("Either --when, or a day with --due or --season."))
    if given.due:
        due = read_due(book, given.due)
    elif again.first is not None and not given.renewal:
        due = again.first
    elif given.when or given.season:
        return None
    else:
        raise NotUnderstoodError(_("When is it? Write it behind --due, or what has to happen first behind --when."))
    return due.astimezone(book.zone).date() if given.all_day and isinstance(due, datetime) else due


def _counted(text: str) -> str:
    return one_of("plan", "completion")(text)


def _on_closed(text: str) -> str:
    return one_of("same", "next", "previous")(text)


def _days(text: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 6):
        raise NotUnderstoodError(_("“{text}” is no number of days.").format(text=text[:60]))
    return int(plain)
