"""What can be done to what belongs to a customer, each as one step on an open transaction.

Contact persons and allowances have a place on the customer and no id: what was looked at is found again by what it
says, so that nothing else is taken away where another session has changed the order meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.deeds import Deed
from screens.drop_question import DropQuestion
from screens.target import Target
from screens.widgets.question_bar import Choice, Question
from store.errors import NotFoundError, WrongStateError
from store.looking_after import take_out_thing
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change
    from store.records.contact_person import ContactPerson
    from store.records.customer import Allowance


def allowance_used() -> Deed:
    """Return the deed of `d` on an allowance: one of it is used up."""

    def do(book: Book, change: Change, target: Target) -> None:
        customer = book.customer(target.customer or 0)
        if target.id >= len(customer.allowances):
            raise _gone()
        allowances = list(customer.allowances)
        one = allowances[target.id]
        if not one.left:
            raise WrongStateError(_("Nothing is left of {what}. Press e to agree on more.").format(what=one.what))
        allowances[target.id] = replace(one, used=one.used + 1)
        change.put(replace(customer, allowances=tuple(allowances)))

    return Deed("customer.allowance", _("One used up"), do)


def drop_belonging_question(book: Book, target: Target, about: str) -> DropQuestion:
    """Return what to ask before a contact person, a thing or an allowance is taken off.

    Args:
        book: the open book.
        target: which of them.
        about: what it is about, for people.

    Raises:
        NotFoundError: it is no longer there.
    """
    customer = book.customer(target.customer or 0)
    here = {"person": len(customer.contacts), "allowance": len(customer.allowances)}
    if target.id >= here.get(target.kind, target.id + 1):
        raise _gone()
    match target.kind:
        case "person":
            sentence, deed = _("Take this contact person off?"), _person_dropped(customer.contacts[target.id])
        case "thing":
            sentence, deed = _("Take this thing off?"), _thing_dropped(target.id)
        case "gesture":
            sentence, deed = _("Take this gesture out?"), _gesture_dropped(target.id)
        case _:
            sentence, deed = _("Take this allowance off?"), _allowance_dropped(customer.allowances[target.id])
    choice = Choice("drop", _("take it off"), _("the history stays"))
    return DropQuestion(Question(sentence=sentence, about=about, choices=(choice,)), lambda _answer: deed)


def _allowance_dropped(allowance: Allowance) -> Deed:
    def do(book: Book, change: Change, target: Target) -> None:
        customer = book.customer(target.customer or 0)
        if allowance not in customer.allowances:
            raise _gone()
        place = customer.allowances.index(allowance)
        kept = (*customer.allowances[:place], *customer.allowances[place + 1 :])
        change.put(replace(customer, allowances=kept))

    return Deed("customer.edit", _("Taken off"), do)


def _person_dropped(person: ContactPerson) -> Deed:
    def do(book: Book, change: Change, target: Target) -> None:
        customer = book.customer(target.customer or 0)
        if person not in customer.contacts:
            raise _gone()
        place = customer.contacts.index(person)
        kept = (*customer.contacts[:place], *customer.contacts[place + 1 :])
        change.put(replace(customer, contacts=kept))

    return Deed("person.edit", _("Taken off"), do)


def _thing_dropped(identity: int) -> Deed:
    def do(book: Book, change: Change, _target: Target) -> None:
        take_out_thing(book, change, identity)

    return Deed("thing.drop", _("Taken off"), do)


def _gesture_dropped(identity: int) -> Deed:
    return Deed("gesture.drop", _("Taken out"), lambda book, change, _target: change.drop(book.gesture(identity)))


def _gone() -> NotFoundError:
    return NotFoundError(_("That is no longer there. Look again, and press the key once more."))
