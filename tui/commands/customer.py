"""`regulars customer`: add, edit, list, merge."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from screens.words import stage_word
from store.book import Book
from store.errors import NotUnderstoodError
from store.merging import merge_customers
from store.records.customer import Customer
from store.sentences import _
from tui.command import Arguments, Command, Outcome
from tui.customer_fields import add_customer_options, given_fields
from tui.documents import customer_document
from tui.output import printable
from tui.tables import Table

_REACHED_BY = ("name", "company", "phones", "emails", "handles")


def _add_arguments(arguments: Arguments) -> None:
    add_customer_options(arguments, editing=False)


def _add(book: Book, given: Namespace) -> Outcome:
    fields = given_fields(book, given)
    if not any(fields.get(name) for name in _REACHED_BY):
        raise NotUnderstoodError(_("Who is it? Give a --name, a --company, a --phone, an --email or a --handle."))
    fields.setdefault("since", book.now().date())
    with book.transact("customer.add") as change:
        customer = change.add(Customer(**fields))
    return _told(book, customer, _("Added: {name}, number {id}."))


def _edit_arguments(arguments: Arguments) -> None:
    arguments.take_rest("who", "WHO", _("the customer"))
    add_customer_options(arguments, editing=True)


def _edit(book: Book, given: Namespace) -> Outcome:
    with book.transact("customer.edit") as change:
        customer = book.who(" ".join(given.who))
        fields = given_fields(book, given)
        if not fields:
            raise NotUnderstoodError(_("What is to be changed? See: regulars customer edit --help"))
        if fields.get("referred_by") == customer.id:
            raise NotUnderstoodError(_("Nobody refers themselves. Give another customer behind --referred-by."))
        edited = replace(customer, **fields)
        if not any(getattr(edited, name) for name in _REACHED_BY):
            raise NotUnderstoodError(_("Then nothing would be left to know them by. Leave a name or a phone number."))
        if edited != customer:
            change.put(edited)
    return _told(book, edited, _("Changed: {name}, number {id}."))


def _list_arguments(arguments: Arguments) -> None:
    arguments.flag("--all", _("former customers too"))


def _list(book: Book, given: Namespace) -> Outcome:
    found = [book.customer(identity) for identity in book.customer_ids()]
    customers = [customer for customer in found if given.all or customer.stage != "former"]
    return Outcome(
        document=[customer_document(book, customer) for customer in customers],
        parts=[
            Table(
                (_("No"), _("Customer"), _("Phone"), _("E-mail"), _("Stage"), _("Tags")),
                [
                    (
                        str(customer.id),
                        customer.shown_name,
                        ", ".join(phone.value for phone in customer.phones),
                        ", ".join(email.value for email in customer.emails),
                        stage_word(customer.stage),
                        ", ".join(customer.tags),
                    )
                    for customer in customers
                ],
                _("There is no customer yet. Bring in an address book with “regulars import FILE”."),
            )
        ],
    )


def _merge_arguments(arguments: Arguments) -> None:
    arguments.take("keep", "A", _("the customer who stays"))
    arguments.take("other", "B", _("the one who is the same, and goes"))


def _merge(book: Book, given: Namespace) -> Outcome:
    customer = merge_customers(book, book.who(given.keep).id, book.who(given.other).id)
    return _told(book, customer, _("The two are one now: {name}, number {id}."))


def _told(book: Book, customer: Customer, sentence: str) -> Outcome:
    return Outcome(
        document=customer_document(book, customer),
        parts=[printable(sentence.format(name=customer.shown_name, id=customer.id))],
    )


COMMANDS = (
    Command(words="customer add", summary=_("add a customer"), arguments=_add_arguments, run=_add),
    Command(
        words="customer edit",
        summary=_("change what is known of a customer; an empty value clears it"),
        arguments=_edit_arguments,
        run=_edit,
    ),
    Command(words="customer list", summary=_("all customers, by name"), arguments=_list_arguments, run=_list),
    Command(
        words="customer merge",
        summary=_("make two customers one: B goes into A, with all their history"),
        arguments=_merge_arguments,
        run=_merge,
    ),
)
