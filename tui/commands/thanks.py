"""`regulars thanks`: days to mark and cards to write, ticked off from scripts as on the screen."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from store.book import Book
from store.errors import AmbiguousError, NotFoundError
from store.moments import said
from store.sentences import _
from store.thanking import attention_of, attentions_of, card_for, greet, pass_over, post_card
from store.wording import thanks_words
from tui.command import Arguments, Command, Outcome, one_of
from tui.documents import Document, interaction_document
from tui.output import printable
from tui.tables import Table

_REASONS = ("date", "name_day", "since", "first_sale", "compliment", "referral")
Row = dict[str, Any]


def _list_arguments(arguments: Arguments) -> None:
    arguments.option("--customer", "WHO", _("only this customer's"))


def _list(book: Book, given: Namespace) -> Outcome:
    rows = attentions_of(book, book.who(given.customer).id if given.customer else None)
    return Outcome(
        document=[_document(book, row) for row in rows],
        parts=[
            Table(
                (_("Customer"), _("For"), _("Day"), _("How")),
                [
                    (row["customer_name"], _words(row), said(book, attention_of(row).on), _how(row["kind"]))
                    for row in rows
                ],
                _("There is nothing to mark and nobody to thank just now."),
            )
        ],
    )


def _tick_arguments(arguments: Arguments) -> None:
    arguments.option("--customer", "WHO", _("whom"), needed=True)
    arguments.option("--reason", "REASON", ", ".join(_REASONS), one_of(*_REASONS))


def _done(book: Book, given: Namespace) -> Outcome:
    with book.transact("thanks.done") as change:
        row = _one(book, given)
        if row["kind"] == "card":
            letter = post_card(book, change, attention_of(row))
        else:
            letter = None
            greet(book, change, attention_of(row))
    words = _("Posted, and logged as a letter: {name}, {why}.") if letter else _("Greeted: {name}, {why}.")
    document = {**row, "letter": None if letter is None else interaction_document(book, letter)}
    return Outcome(document=document, parts=[_told(words, row)])


def _pass(book: Book, given: Namespace) -> Outcome:
    with book.transact("thanks.passed") as change:
        row = _one(book, given)
        pass_over(book, change, attention_of(row))
    return Outcome(document=row, parts=[_told(_("Not this time: {name}, {why}."), row)])


def _one(book: Book, given: Namespace) -> Row:
    """Return what is meant.

    Raises:
        NotFoundError: there is nothing to mark or to thank for.
        AmbiguousError: there are several, and no reason says which.
    """
    customer = book.who(given.customer)
    rows = [row for row in attentions_of(book, customer.id) if given.reason in (None, row["reason"])]
    if not rows:
        raise NotFoundError(
            _("There is nothing to mark with {name} just now, and no card to write.").format(name=customer.shown_name)
        )
    kinds = {(row["kind"], row["reason"]) for row in rows}
    if len(kinds) > 1:
        readings = [f"--reason {reason}" for _kind, reason in sorted(kinds)]
        raise AmbiguousError(
            _("There are several with {name}. Say which: {which}.").format(
                name=customer.shown_name, which=", ".join(readings)
            ),
            readings,
        )
    return rows[0]


def _document(book: Book, row: Row) -> Document:
    card = card_for(book, book.customer(row["customer"]), row["interaction"] or 0)
    return {**row, "call_by": card.call_by, "envelope": card.envelope, "mention": card.mention}


def _told(words: str, row: Row) -> str:
    return printable(words.format(name=row["customer_name"], why=_words(row)))


def _words(row: Row) -> str:
    return thanks_words(row["reason"], row["label"], row["what"], row["years"])


def _how(kind: str) -> str:
    return _("card") if kind == "card" else _("greeting")


COMMANDS = (
    Command(
        words="thanks list",
        summary=_("days to mark and cards to write; --json has the address for each"),
        arguments=_list_arguments,
        run=_list,
    ),
    Command(
        words="thanks done",
        summary=_("they were greeted, or the card was posted, which is logged as a letter"),
        arguments=_tick_arguments,
        run=_done,
    ),
    Command(words="thanks pass", summary=_("not this time"), arguments=_tick_arguments, run=_pass),
)
