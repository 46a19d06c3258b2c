"""Who a customer is: how to greet and recognise them, what to keep in mind, then the quieter facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from screens.customer_lines import LABELLED, Line, label_room, labelled_rows, one_entry
from screens.marks import DOT
from screens.shown import one_line, shown, wrapped
from screens.target import Kind
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import WHOLE, Cell, Column, Look, Row, column_widths, gap_at
from screens.words import date_words, language_word, month_word, stage_word
from store.book import Book
from store.errors import NotFoundError
from store.records.contact_person import ContactPerson, Labelled
from store.records.customer import Allowance, Customer, MarkedDate, PostalAddress
from store.records.gesture import Gesture
from store.records.thing import Thing
from store.rules.reconnect_words import cadence_words
from store.rules.settings import effective_currency
from store.sentences import _, ngettext
from store.wording import day_words, label_words

CARD = "card"
_TWO_COLUMNS_FROM = 72
_GRID = (Column(10), Column(10, grow=1), Column(8), Column(10, grow=1))
# What is folded away leaves room for what is open and for the last entries: the more, the lower the screen.
_HIGH_FROM = 24
_FACTS_HIGH, _FACTS_LOW = 3, 2
_LINES_A_FACT, _LINES_AN_ITEM = 3, 4
_LINES_FOLDED = 2


class Fact(NamedTuple):
    """One thing to know: its label, and its values, each a text of any length."""

    label: str
    values: Sequence[str]


class _Item(NamedTuple):
    """Something of the customer's that has rows of its own."""

    id: int
    words: str
    look: Look = "plain"


class Card:
    """Makes the lines on who a customer is."""

    def __init__(self, book: Book, customer: Customer, size: tuple[int, int], unfolded: Collection[str]) -> None:
        """Write for a page of `size` cells; what is named in `unfolded` is shown whole."""
        self._book = book
        self._customer = customer
        self._today = book.now().date()
        width, height = size
        self._room = max(1, width - GUTTER)
        self._is_whole = CARD in unfolded
        self._unfolded = unfolded
        higher = max(0, height - _HIGH_FROM)
        self._most_facts = (_FACTS_HIGH if height >= _HIGH_FROM else _FACTS_LOW) + higher // _LINES_A_FACT
        self._most_items = 1 + higher // _LINES_AN_ITEM

    def lines(self) -> list[Line]:
        """Return the greeting and the facts, then allowances, people and things as entries of their own."""
        facts = self._all_facts() if self._is_whole else self._few_facts()
        rows = [*self._greeting(), *facts]
        if not rows:
            words = _("All that is known is the name.") if self._customer.name else _("Nothing is known of them yet.")
            words += " " + _("e adds what you learn.")
            rows = [Row((Cell(line, "quiet"),), WHOLE) for line in wrapped(words, self._room)]
        return [*(Line(row, "customer", opens=CARD) for row in one_entry(rows)), *self._items()]

    # How to greet and recognise them

    def _greeting(self) -> Iterator[Row]:
        customer, manner = self._customer, self._manner()
        say = one_line(customer.call_by or customer.name)
        if not say:
            pass
        elif cell_len(say) + cell_len(manner) + 2 * gap_at(self._room) < label_room(self._room):
            columns = (LABELLED[0], Column(cell_len(say)), Column(1, grow=1))
            yield Row((Cell(_("Say"), "quiet"), Cell(say, "strong"), Cell(manner)), columns)
            manner = ""
        else:
            yield from labelled_rows(_("Say"), say, self._room, look="strong", most=self._most_lines())
        if manner:
            yield from labelled_rows(_("Speaks") if customer.language else _("Manner"), manner, self._room)
        if customer.recognise_by:
            yield from labelled_rows(_("Know by"), customer.recognise_by, self._room, most=self._most_lines())
        if customer.do_not_contact:
            yield from labelled_rows(_("Contact"), _("They asked not to be contacted."), self._room, look="alarm")

    def _manner(self) -> str:
        customer = self._customer
        manner = {"formal": _("formal"), "familiar": _("familiar")}.get(customer.formality, "")
        languages = [language_word(one) for one in (customer.language, customer.second_language) if one]
        return ", ".join(part for part in (manner, " / ".join(languages)) if part)

    # The facts

    def _few_facts(self) -> list[Row]:
        """Return the facts that matter most, and the names of the others."""
        facts = list(self._facts())
        rows = self._grid(facts)
        if len(rows) <= self._most_facts:
            return rows
        kept = len(facts)
        while kept > 1 and len(rows) >= self._most_facts:
            kept -= 1
            rows = self._grid(facts[:kept])
        labels = ", ".join(dict.fromkeys(one_line(fact.label) for fact in facts[kept:]))
        words = shown(_("Enter shows {labels}").format(labels=labels), label_room(self._room))
        return [*rows, Row((Cell(_("More"), "quiet"), Cell(words, "quiet")), LABELLED)]

    def _all_facts(self) -> Iterator[Row]:
        for fact in self._facts():
            yield from labelled_rows(fact.label, "\n".join(fact.values), self._room)

    def _facts(self) -> Iterator[Fact]:
        customer = self._customer
        facts = [
            (_("Prefers"), [customer.preferences]),
            (_("Terms"), [customer.terms]),
            (_("Phone"), _labelled(customer.phones)),
            (_("E-mail"), _labelled(customer.emails)),
            (_("Company"), [customer.company if customer.company != customer.shown_name else ""]),
            (_("Tags"), [" ".join(f"#{tag}" for tag in customer.tags)]),
            (_("Online"), _labelled(customer.handles)),
            (_("Ideas"), [customer.ideas]),
            (_("Note"), [customer.note]),
            *((label, [item.words for item in items]) for label, _kind, items in self._ties() if not self._is_whole),
            (_("In touch"), [cadence_words(customer.cadence)]),
            (_("Leave be"), [self._left_be()]),
            (_("Dates"), [_marked_words(one) for one in customer.dates]),
            (_("Address"), [_address_words(one) for one in customer.addresses]),
            *((one_line(name), [value]) for name, value in customer.fields.items()),
            (_("Forms"), [f"{form} {name}" for form, name in customer.name_forms.items()]),
        ]
        known = {customer.shown_name}
        for label, values in facts:
            told = [value for value in values if value.strip() and value not in known]
            if told:
                yield Fact(label, told)

    def _grid(self, facts: Sequence[Fact]) -> list[Row]:
        """Return the facts two a line where there is room, what is long over the whole of it."""
        widths = column_widths(_GRID, self._room) if self._room >= _TWO_COLUMNS_FROM else (0, 0, 0, 0)
        rows: list[Row] = []
        waiting = -1
        for fact in facts:
            text = one_line(f" {DOT} ".join(fact.values))
            if cell_len(text) > widths[3] or cell_len(fact.label) > widths[2]:
                rows += labelled_rows(fact.label, text, self._room, most=_LINES_FOLDED)
                continue
            cells = (Cell(fact.label, "quiet"), Cell(text))
            if waiting < 0:
                waiting = len(rows)
                rows.append(Row((*cells, Cell(""), Cell("")), _GRID))
            else:
                rows[waiting] = Row((*rows[waiting].cells[:2], *cells), _GRID)
                waiting = -1
        return rows

    def _left_be(self) -> str:
        """Return until when they are left be, as long as that lies ahead."""
        until, today = self._customer.leave_until, self._book.now().date()
        return _("until {day}").format(day=day_words(until, today)) if until is not None and until > today else ""

    def _most_lines(self) -> int:
        return 0 if self._is_whole else _LINES_FOLDED

    # What one can stand on

    def _items(self) -> Iterator[Line]:
        customer = self._customer
        allowances = [
            _Item(number, _allowance_words(one), _look(one)) for number, one in enumerate(customer.allowances)
        ]
        people = [_Item(number, _person_words(one)) for number, one in enumerate(customer.contacts)]
        things = [_Item(one.id, self._thing_words(one)) for one in self._book.things(customer.id)]
        sections: tuple[tuple[str, Kind, list[_Item]], ...] = (
            (_("Allowance"), "allowance", allowances),
            (_("Person"), "person", people),
            (_("Thing"), "thing", things),
            *(self._ties() if self._is_whole else ()),
        )
        for label, kind, items in sections:
            most = self._most_items + (kind == "allowance")
            few = items if kind in self._unfolded else items[:most]
            for place, item in enumerate(few):
                left = len(items) - len(few) if place == len(few) - 1 else 0
                for row in self._item_rows("" if place else label, item, left):
                    yield Line(row, kind, item.id, kind if left else "")

    def _item_rows(self, label: str, item: _Item, left: int) -> Iterator[Row]:
        """Give the lines of one item; behind the last that is shown stands how many are `left`."""
        if not left:
            yield from labelled_rows(label, item.words, self._room, look=item.look, most=_LINES_FOLDED)
            return
        more = ngettext("and {count} more", "and {count} more", left).format(count=left)
        columns = (*LABELLED, Column(cell_len(more)))
        yield Row((Cell(label, "quiet"), Cell(item.words, item.look), Cell(more, "quiet")), columns)

    def _ties(self) -> list[tuple[str, Kind, list[_Item]]]:
        """Return who sent them, whom they sent, and what they were given; rows of their own once all is shown."""
        gestures = [_Item(one.id, self._gesture_words(one)) for one in self._book.gestures(self._customer.id)]
        sent = [_Item(one.id, one.shown_name) for one in self._book.sent_by(self._customer.id)]
        sent_words = _("Sent {count}").format(count=len(sent)) if len(sent) > 1 else _("Sent")
        return [
            (_("Sent by"), "referral", self._sender()),
            (sent_words, "referral", sent),
            (_("Given"), "gesture", gestures),
        ]

    def _sender(self) -> list[_Item]:
        sender = self._customer.referred_by
        if sender is None:
            return []
        try:
            return [_Item(sender, self._book.customer(sender).shown_name)]
        except NotFoundError:
            return [_Item(sender, f"#{sender}")]

    def _gesture_words(self, gesture: Gesture) -> str:
        currency = effective_currency(self._book.shop, self._today) if gesture.cost != "0" else ""
        cost = " ".join(filter(None, (gesture.cost, currency))) if gesture.cost != "0" else ""
        day = date_words(gesture.on, self._today)
        return ", ".join(filter(None, (one_line(gesture.kind), cost, day, one_line(gesture.why))))

    def _thing_words(self, thing: Thing) -> str:
        until = ""
        if thing.warranty_until is not None:
            words = _("warranty until {date}") if thing.warranty_until >= self._today else _("warranty ended {date}")
            until = words.format(date=date_words(thing.warranty_until, self._today))
        service = ""
        if thing.service_next is not None:
            words = _("service {date}") if thing.service_next >= self._today else _("service was due {date}")
            service = words.format(date=date_words(thing.service_next, self._today))
        return ", ".join(part for part in (thing.name, thing.serial, until, service, one_line(thing.note)) if part)


def stage_words(customer: Customer, book: Book) -> str:
    """Return how a customer stands with the shop: "regular, since 2 May 2024"."""
    parts = [stage_word(customer.stage)]
    if customer.since is not None:
        parts.append(_("since {date}").format(date=date_words(customer.since, book.now().date())))
    return ", ".join(parts)


def _labelled(values: Sequence[Labelled]) -> list[str]:
    return [f"{one.value} ({one.label})" if one.label else one.value for one in values]


def _address_words(address: PostalAddress) -> str:
    city = " ".join(part for part in (address.postal_code, address.city) if part)
    words = ", ".join(part for part in (one_line(address.street), city, address.region, address.country) if part)
    return f"{words} ({address.label})" if address.label and words else words


def _allowance_words(allowance: Allowance) -> str:
    return _("{left} of {total} {what} left").format(left=allowance.left, total=allowance.total, what=allowance.what)


def _look(allowance: Allowance) -> Look:
    return "plain" if allowance.left else "warning"


def _person_words(person: ContactPerson) -> str:
    say = _("say “{name}”").format(name=person.call_by) if person.call_by else ""
    ways = [one.value for one in (*person.phones, *person.emails)]
    return ", ".join(part for part in (person.name, person.role, say, person.recognise_by, *ways) if part)


def _marked_words(marked: MarkedDate) -> str:
    month = month_word(marked.month) if marked.month in range(1, 13) else str(marked.month)
    words = f"{label_words(marked.label)} {marked.day} {month}"
    words = f"{words} {marked.year}" if marked.year else words
    return _("{date}, lunar").format(date=words) if marked.calendar == "lunar" else words
