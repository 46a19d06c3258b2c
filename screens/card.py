"""Card: a day to mark or a card to write, with all that the pen needs: the address, the name, what to mention."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.types import CSSPathType

from screens.attentions import SAID_OF_THANKS, attention_of, target_of
from screens.card_lines import CardLines
from screens.half_typed import HalfTyped
from screens.lines_screen import LinesScreen
from screens.shown import one_line
from screens.target import Target
from store.errors import NotFoundError
from store.sentences import _
from store.thanking import attentions_of

if TYPE_CHECKING:
    from store.book import Book


class CardScreen(LinesScreen):
    """One day or card; what is done here is done to that, wherever the cursor stands."""

    SAID_HERE = SAID_OF_THANKS
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "card.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, target: Target) -> None:
        """Show what `target` stands for."""
        super().__init__(book, half_typed)
        self._target = target
        self._is_over = False
        self._was: Mapping[str, Any] | None = None

    @property
    def line_customer(self) -> int | None:
        """Whom it is for."""
        return self._target.customer

    def show_book(self) -> None:
        """Show it as the book has it now; once it is over, only to whom it was."""
        assert self.book is not None
        try:
            customer = self.book.customer(self._target.customer or 0)
        except NotFoundError:
            self._is_over = True
            self.show_title(_("Card"))
            self.show_lines(self.sentence_lines(_("This customer is no longer in the book. Esc goes back.")), 0)
            return
        rows = attentions_of(self.book, customer.id)
        shown = next((row for row in rows if target_of(row) == self._target), None)
        self._is_over = shown is None
        # Once it is over it stands on the desk no more, and still is what it was.
        self._was = shown or self._was
        is_card = self._target.kind == "card"
        self.show_title(one_line(customer.shown_name), detail=_("card to write") if is_card else _("day to mark"))
        lines = CardLines(self.book, customer, self.line_width).lines(self._was, attention_of(self._target))
        if shown is None:
            over = _("This is done, or over. u takes back what you did last, Esc goes back.")
            lines = [*self.sentence_lines(over), *lines]
        self.show_lines(lines, max(0, self.place_in(lines, self.line_under_cursor())))

    # What can be done

    def can_mark(self) -> bool:
        """There is one thing here."""
        return False

    def target_under_cursor(self) -> Target | None:
        """Return the day or the card."""
        return self._target

    def _is_settled(self, target: Target) -> bool:
        """Whether it is ticked, or has passed."""
        return self._is_over

    def can_open_row(self) -> bool:
        """Whether there is more to see of what is under the cursor."""
        line = self.line_under_cursor()
        return line is not None and line.kind in ("customer", "interaction", "referral")

    async def open_row(self) -> None:
        """Open the entry or the customer under the cursor."""
        line = self.line_under_cursor()
        if line is None:
            return
        if line.kind == "interaction":
            await self.run_action(f"app.show_entry({line.id})")
        elif line.kind is not None:
            await self.run_action(f"app.show_customer({line.id or self._target.customer})")
