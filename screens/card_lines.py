"""The lines of a card to write: what it is for, what stands on the envelope, how to begin, what to mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from screens.customer_lines import Line, labelled_rows, one_entry
from screens.shown import one_line, wrapped
from screens.target import Kind
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, WHOLE, Cell, Row, heading
from screens.words import date_words
from store.book import Book
from store.records.customer import Customer
from store.sentences import _
from store.thanking import Attention, card_for
from store.wording import exact_day_words, thanks_words

_MOST_GESTURES = 3


class CardLines:
    """Makes the lines for one width."""

    def __init__(self, book: Book, customer: Customer, width: int) -> None:
        """Write about `customer` in lines of `width` cells."""
        self._book = book
        self._customer = customer
        self._today = book.now().date()
        self._room = max(1, width - GUTTER)

    def lines(self, shown: Mapping[str, Any] | None, attention: Attention) -> list[Line]:
        """Return everything.

        Args:
            shown: the row of the desk, None where it was over before anybody looked.
            attention: what it is about.
        """
        entry = (shown or {}).get("interaction") or 0
        card = card_for(self._book, self._customer, entry)
        given = ", ".join(
            _("{what} ({day})").format(what=one_line(one.kind), day=date_words(one.on, self._today))
            for one in self._book.gestures(self._customer.id)[:_MOST_GESTURES]
        )
        reach = [one.value for one in (*self._customer.phones, *self._customer.emails)]
        about: tuple[Kind, int] = ("interaction", entry) if entry else ("referral", attention.sent)
        if not about[1]:
            about = ("customer", 0)
        return [
            *self._labelled(_("For"), self._reason(shown, attention), *about),
            *self._labelled(_("Day"), exact_day_words(attention.on, self._today)),
            *self._labelled(_("Call them"), card.call_by, look_strong=True),
            *self._labelled(_("Mention"), card.mention),
            *self._labelled(_("Ideas"), self._customer.ideas),
            *self._labelled(_("Given"), given),
            *self._labelled(_("Reach"), ", ".join(reach)),
            Line(BLANK),
            Line(heading(_("On the envelope"))),
            *self._envelope(card.envelope),
        ]

    def _reason(self, shown: Mapping[str, Any] | None, attention: Attention) -> str:
        what = one_line(shown["what"]) if shown else ""
        if attention.sent and not what:
            what = f"#{attention.sent}"
        return thanks_words(attention.reason, one_line(attention.label), what, shown["years"] if shown else None)

    def _envelope(self, lines: Sequence[str]) -> Iterator[Line]:
        if not lines:
            for words in wrapped(_("No address is known. e adds it."), self._room):
                yield Line(Row((Cell(words, "quiet"),), WHOLE), "customer")
            return
        rows = [Row((Cell(part, "strong"),), WHOLE) for line in lines for part in wrapped(line, self._room) or [""]]
        for row in one_entry(rows):
            yield Line(row, "customer")
        if len(self._customer.addresses) > 1:
            more = _("They have other addresses too: Enter opens their page.")
            for words in wrapped(more, self._room):
                yield Line(Row((Cell(words, "quiet"),), WHOLE, "line"))

    def _labelled(
        self, label: str, text: str, kind: Kind = "customer", identity: int = 0, *, look_strong: bool = False
    ) -> Iterator[Line]:
        if text.strip():
            for row in labelled_rows(label, text, self._room, look="strong" if look_strong else "plain"):
                yield Line(row, kind, identity)
