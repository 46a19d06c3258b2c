"""`regulars gesture`: what was given for goodwill, beside the budget of the year."""

from __future__ import annotations

from argparse import Namespace

from store.book import Book
from store.errors import NotUnderstoodError
from store.giving import give, goodwill_of
from store.moments import read_past_day, said
from store.records.gesture import Gesture
from store.rules.goodwill import Goodwill, goodwill_words, money
from store.rules.settings import effective_currency
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.documents import Document, gesture_document
from tui.output import printable
from tui.tables import Table

_FIRST_YEAR, _LAST_YEAR = 1900, 9999


def _list_arguments(arguments: Arguments) -> None:
    arguments.flag("--all", _("those of every year; else this year's"))
    arguments.option("--customer", "WHO", _("only this customer's"))
    arguments.option("--year", "YEAR", _("those of another year"), _year)


def _list(book: Book, given: Namespace) -> Outcome:
    customer = book.who(given.customer).id if given.customer else None
    year = given.year or book.now().year
    gestures = [one for one in book.gestures(customer) if given.all or one.on.year == year]
    return Outcome(
        document=[gesture_document(book, one) for one in gestures],
        parts=[_table(book, gestures), "", _goodwill_line(book, goodwill_of(book, year))],
    )


def _add_arguments(arguments: Arguments) -> None:
    arguments.option("--customer", "WHO", _("to whom"), needed=True)
    arguments.option("--kind", "KIND", _("your word for it, such as voucher or free service"), needed=True)
    arguments.option("--cost", "AMOUNT", _("what it cost you, in figures such as 12.50"))
    arguments.option("--date", "WHEN", _("when it was given; today without it"))
    arguments.option("--why", "TEXT", _("what it was given for"))


def _add(book: Book, given: Namespace) -> Outcome:
    with book.transact("gesture.add") as change:
        customer = book.who(given.customer)
        on = read_past_day(book, given.date) if given.date else change.now.date()
        gesture = give(book, change, customer.id, given.kind, on, cost=given.cost or "", why=given.why or "")
    goodwill = goodwill_of(book, gesture.on.year)
    words = _("Noted: {kind} for {name}, number {id}.")
    return Outcome(
        document={**gesture_document(book, gesture), "budget": _budget_document(book, goodwill)},
        parts=[
            printable(words.format(kind=gesture.kind, name=customer.shown_name, id=gesture.id)),
            _goodwill_line(book, goodwill),
        ],
    )


def _table(book: Book, gestures: list[Gesture]) -> Table:
    return Table(
        (_("No"), _("Date"), _("Customer"), _("What"), _("Cost"), _("Why")),
        [
            (str(one.id), said(book, one.on), book.customer(one.customer).shown_name, one.kind, one.cost, one.why)
            for one in gestures
        ],
        _("No gesture is noted."),
    )


def _goodwill_line(book: Book, goodwill: Goodwill) -> str:
    return printable(goodwill_words(goodwill, effective_currency(book.shop, book.now().date())))


def _budget_document(book: Book, goodwill: Goodwill) -> Document:
    left = goodwill.left
    return {
        "year": goodwill.year,
        "budget": None if goodwill.budget is None else float(goodwill.budget),
        "spent": float(money(goodwill.spent)),
        "left": None if left is None else float(money(left)),
        "currency": effective_currency(book.shop, book.now().date()),
    }


def _year(text: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and _FIRST_YEAR <= int(plain) <= _LAST_YEAR):
        raise NotUnderstoodError(_("“{text}” is no year. Write it as 2026.").format(text=text[:40]))
    return int(plain)


COMMANDS = (
    Command(
        words="gesture list",
        summary=_("what was given for goodwill, and what is left of the budget"),
        arguments=_list_arguments,
        run=_list,
    ),
    Command(words="gesture add", summary=_("note something that you gave"), arguments=_add_arguments, run=_add),
)
