"""What becomes of days to mark and cards to write: greeted, posted, or passed over this time.

Each function works in a transaction that is open, so that several are one change and one undo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from store.errors import NotFoundError, WrongStateError
from store.records.customer import Customer, Reason, Tick
from store.records.interaction import Interaction
from store.rules.marked_dates import with_tick
from store.rules.thanks import mention
from store.rules.thanks_desk import KINDS, thanks_rows
from store.sentences import _
from store.wording import thanks_words

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

State = Literal["done", "passed"]


class Attention(NamedTuple):
    """A day to mark or a card to write, as it is known on Today.

    Attributes:
        customer: whom to greet or thank.
        reason: for what.
        on: the day, or the day of what is thanked for.
        label: what the record calls a date, else empty.
        sent: the id of the customer whom they sent, where it is for that, else 0.
    """

    customer: int
    reason: Reason
    on: date
    label: str = ""
    sent: int = 0


class Card(NamedTuple):
    """What the pen needs: how they are called, the lines of the envelope, and something from their history to mention.

    `envelope` has no lines where no address is known, `mention` is empty where nothing is.
    """

    call_by: str
    envelope: list[str]
    mention: str


def card_for(book: Book, customer: Customer, entry: int = 0) -> Card:
    """Return what a card to a customer needs, for the entry with this id where it thanks for one.

    A card to a business goes to the first person that one talks to there.
    """
    from store.rules.address_layout import envelope_lines

    shop = book.shop
    people = [one.name for one in customer.contacts if one.name]
    lines = (
        envelope_lines(
            customer.name or (people[0] if people else customer.shown_name),
            customer.company,
            customer.addresses[0],
            home_country=shop.country,
            language=shop.language or "en",
        )
        if customer.addresses
        else []
    )
    said = mention(customer, book.timeline(customer.id), book.things(customer.id), entry)
    return Card(customer.greeting_name, lines, said)


def attentions_of(book: Book, customer: int | None = None) -> list[dict[str, Any]]:
    """Return the days to mark and cards to write now, as `thanks_desk.py` shows them, a customer's or everybody's."""
    rows = (row for row in book.agenda() if row["kind"] in KINDS)
    return thanks_rows([row for row in rows if customer is None or row["customer"] == customer], book.now())


def greet(book: Book, change: Change, attention: Attention) -> Customer:
    """Tick a day as marked this year, and return the customer as they are then.

    Raises:
        NotFoundError: the customer is not in the book any more.
        WrongStateError: it was ticked already.
    """
    return _tick(book, change, attention, "done")


def pass_over(book: Book, change: Change, attention: Attention) -> Customer:
    """Let a day or a card be, this time, and return the customer as they are then; what is raised is as for `greet`."""
    return _tick(book, change, attention, "passed")


def post_card(book: Book, change: Change, attention: Attention) -> Interaction:
    """Tick a card as posted, log it as a letter that thanks, and return that entry; what is raised is as for `greet`.

    One card thanks for everything: whatever else one is suggested for, with this customer, is ticked too. The letter
    goes into no conversation, since it answers nothing that somebody asked.
    """
    words = _card_words(book, attention)
    _tick(book, change, attention, "done")
    cards = (attention_of(row) for row in attentions_of(book, attention.customer) if row["kind"] == "card")
    for other in dict.fromkeys(cards):  # two compliments of one day are one
        if other != attention:
            _tick(book, change, other, "done")
    return change.add(
        Interaction(
            customer=attention.customer, when=change.now, direction="out", channel="letter", kind="thanks", text=words
        )
    )


def attention_of(row: Mapping[str, Any]) -> Attention:
    """Return what a row of `attentions_of` is about."""
    return Attention(row["customer"], row["reason"], date.fromisoformat(row["on"]), row["label"], row["sent"] or 0)


def _tick(book: Book, change: Change, attention: Attention, state: State) -> Customer:
    customer = book.customer(attention.sent or attention.customer)
    tick = Tick(reason=attention.reason, on=attention.on, label=attention.label, state=state)
    if any(replace(one, state=state) == tick for one in customer.ticks):
        raise WrongStateError(_("That is done already."))
    return change.put(replace(customer, ticks=with_tick(customer.ticks, tick)))


def _card_words(book: Book, attention: Attention) -> str:
    what, years = "", None
    if attention.sent:
        try:
            what = book.customer(attention.sent).shown_name
        except NotFoundError:
            what = f"#{attention.sent}"
    else:
        rows = attentions_of(book, attention.customer)
        row = next((row for row in rows if attention_of(row) == attention), None)
        if row is not None:
            what, years = row["what"], row["years"]
    return _("Thank-you card, {why}").format(why=thanks_words(attention.reason, attention.label, what, years))
