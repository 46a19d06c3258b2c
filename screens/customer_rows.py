"""The rows of Customers: everybody, or who was found and by what, and the entries of the history that were found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from screens.marks import DOT, ELLIPSIS
from screens.shown import one_line, shown
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, Cell, Column, Row, column_widths
from screens.words import date_words, interaction_words, stage_word
from store.errors import BookUnavailableError, NotFoundError
from store.found_by import Reason, Span, hit_spans, query_words
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

# Name, how to greet, phone, last contact, stage and tags. What says most of whom to call stays longest.
_EVERYBODY = (
    Column(20, grow=3),
    Column(11, grow=2, gives_way=4),
    Column(17, gives_way=2),
    Column(10, gives_way=1),
    Column(11, grow=2, gives_way=3),
)
_EVERYBODY_NARROW = (Column(18, grow=3), Column(17, gives_way=2), Column(14, gives_way=1))
# Name, found by what or who they are, last contact.
_FOUND = (Column(16, grow=2), Column(18, grow=5), Column(10, gives_way=1))
_ENTRY = (Column(14, grow=1), Column(11), Column(30, grow=4))
_ENTRY_NARROW = (Column(14, grow=1), Column(11))
_NARROW_UNDER = 68

_DAYS_IN_WORDS = 14
_WEEKS_IN_WORDS = 70
_MONTHS_IN_WORDS = 730
_BEFORE_HIT = 16
_BRACKETS = 2
_LONGEST_LABEL = 8
# The gutter of the list and its scroll bar.
_AROUND = GUTTER + 1
_NAME_SHOWN = 24
_LONGEST_LOOKED_AT = 10_000


class CustomerRows:
    """Makes the rows for one width, one search and one moment."""

    def __init__(self, book: Book, query: str, now: datetime, width: int) -> None:
        """Make rows.

        Args:
            book: the book.
            query: what is looked for; empty for everybody.
            now: aware, in the shop's zone.
            width: of the terminal, in cells.
        """
        self._book = book
        self._query = query
        self._words = query_words(query)
        self._now = now
        self._is_narrow = width < _NARROW_UNDER
        line = max(1, width - _AROUND)
        self._marks_room = column_widths(_EVERYBODY, line)[-1]
        self._found_room = column_widths(_FOUND, line)[1]
        self._entry_room = line if self._is_narrow else column_widths(_ENTRY, line)[-1]

    @property
    def entry_height(self) -> int:
        """How many lines an entry of the history takes."""
        return 2 if self._is_narrow else 1

    def of_customer(self, identity: int) -> tuple[Row]:
        """Return the row of a customer; a blank one where they are gone."""
        try:
            customer = self._book.customer(identity)
        except NotFoundError:
            return (BLANK,)
        name = Cell(one_line(customer.shown_name), "strong")
        phone = next((one.value for one in (*customer.phones, *customer.emails)), "")
        address = Cell(phone if phone != customer.shown_name else "")
        if self._query:
            return (Row((name, self._found_by(customer, address.text), self._last_contact(customer)), _FOUND),)
        warning = Cell(_("do not contact"), "warning") if customer.do_not_contact else None
        last = self._last_contact(customer)
        if self._is_narrow:
            return (Row((name, address, warning or last), _EVERYBODY_NARROW),)
        greeting = customer.call_by if customer.call_by != customer.shown_name else ""
        marks = self._marks(customer)
        # The number is what one would call by: who is not to be called shows none.
        return (Row((name, Cell(greeting), warning or address, last, Cell(marks, "quiet")), _EVERYBODY),)

    def of_entry(self, interaction: Interaction) -> tuple[Row, ...]:
        """Return the lines of an entry of the history that was found: whose, when, and the words around the hit."""
        try:
            name = self._book.customer(interaction.customer).shown_name
        except NotFoundError:
            name = ""
        text = one_line(interaction_words(interaction)[:_LONGEST_LOOKED_AT])
        said = Cell(with_hits(text, hit_spans(text, self._words), self._entry_room))
        who = Cell(one_line(name), "strong")
        when = Cell(date_words(interaction.when.astimezone(self._now.tzinfo), self._now), "quiet")
        if self._is_narrow:
            return Row((who, when), _ENTRY_NARROW), Row((said,), kind="more")
        return (Row((who, when, said), _ENTRY),)

    def _found_by(self, customer: Customer, address: str) -> Cell:
        """Say what the name does not show: by what they were found, else who they are and how to reach them."""
        found = [_reason_words(reason, self._found_room) for reason in self._book.found_by(customer, self._query)]
        tags = " ".join(f"#{tag}" for tag in customer.tags)
        told = [customer.call_by, address, customer.company, customer.recognise_by, tags]
        warned = [_("do not contact")] if customer.do_not_contact else []
        words = found or [one_line(text) for text in told if text and text != customer.shown_name]
        look = "warning" if warned else "plain" if found else "quiet"
        return Cell(f" {DOT} ".join([*warned, *words]), look)  # type: ignore[arg-type]

    def _marks(self, customer: Customer) -> str:
        """Return stage and tags, whole ones as far as there is room, and how many more there are."""
        marks, left = stage_word(customer.stage), [f"#{tag}" for tag in customer.tags]
        while left:
            rest = f" +{len(left) - 1}" if len(left) > 1 else ""
            if cell_len(f"{marks} {left[0]}{rest}") > self._marks_room:
                return f"{marks} +{len(left)}"
            marks = f"{marks} {left.pop(0)}"
        return marks

    def _last_contact(self, customer: Customer) -> Cell:
        try:
            listed = self._book.listed(customer.id)
        except BookUnavailableError:
            return Cell("")
        if not listed.contacts:
            return Cell(_("never"), "quiet")
        last = datetime.fromtimestamp(listed.last, self._now.tzinfo)
        return Cell(ago_words((self._now.date() - last.date()).days), "quiet")


def empty_words(query: str, is_filtered: bool, is_in_history: bool) -> str:
    """Return what stands there where there is no customer, and which key comes next.

    Args:
        query: what is looked for, empty for nothing.
        is_filtered: whether a filter is on.
        is_in_history: whether entries of the history were found.
    """
    if query and is_filtered:
        return _("Nobody is found among those whom the filters show. Esc empties the search, then takes them off.")
    if query and is_in_history:
        return _("No customer is found by that. Esc, then N adds one.")
    if query:
        name = shown(query, _NAME_SHOWN)
        return _("Nobody is found. Enter adds “{name}” as a new customer; Esc empties the search.").format(name=name)
    if is_filtered:
        return _("Nobody is all of that. Esc takes the last filter off, v another one.")
    return _("No customers yet. N adds the first one, I brings in an address book, c logs a first contact.")


def ago_words(days: int) -> str:
    """Return how long ago something was, in at most 10 cells: in days, weeks, months or years.

    Args:
        days: whole days; below 0 for what lies ahead, which is said to be today.
    """
    if days < 1:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < _DAYS_IN_WORDS:
        return _("{count} d ago").format(count=days)
    if days < _WEEKS_IN_WORDS:
        return _("{count} wk ago").format(count=days // 7)
    if days < _MONTHS_IN_WORDS:
        return _("{count} mo ago").format(count=days * 12 // 365)
    return _("{count} y ago").format(count=days * 4 // 1461)


def with_hits(text: str, spans: Sequence[Span], room: int) -> str:
    """Return `text` with what was looked for in brackets; where that lies behind `room`, from shortly before it on.

    Args:
        text: on one line.
        spans: where the words stand, in order; those that overlap are one.
        room: in cells; what is longer is cut off where it is drawn.
    """
    start = _start_of_excerpt(text, spans[0], room) if spans else 0
    parts = [ELLIPSIS] if start else []
    at = start
    for first, end in spans:
        if first >= at:
            parts += [text[at:first], "[", text[first:end], "]"]
            at = end
    return "".join([*parts, text[at:]])


def _start_of_excerpt(text: str, hit: Span, room: int) -> int:
    first, end = hit
    if cell_len(text[:end]) + _BRACKETS <= room:
        return 0
    space = text.find(" ", max(0, first - _BEFORE_HIT), first)
    start = first if space < 0 else space + 1
    # As much before it as there is room for, where little follows.
    left = room - cell_len(text[start:]) - _BRACKETS - 1
    while start and (left := left - cell_len(text[start - 1])) >= 0:
        start -= 1
    space = text.find(" ", start, first)
    return start if space < 0 or not start else space + 1


def _reason_words(reason: Reason, room: int) -> str:
    words = with_hits(reason.text, reason.spans, room - _LONGEST_LABEL)
    labels = {
        "call_by": _("called {words}"),
        "person": _("contact {words}"),
        "tag": "#{words}",
        "thing": _("has {words}"),
        "note": _("note: {words}"),
    }
    # An address, a company or a mark says itself what it is.
    return one_line(labels.get(reason.place, "{words}").format(words=words))
