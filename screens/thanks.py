"""Thanks: days to mark with customers, and cards to write to them by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.types import CSSPathType

from screens.attentions import SAID_OF_THANKS, open_action, target_of, what_words, when_cell
from screens.half_typed import HalfTyped
from screens.sections import Sections
from screens.sections_screen import SectionsScreen
from screens.target import Target
from screens.today_rows import height_at, laid_out
from screens.widgets.rows import Cell, Column, Row
from store.giving import goodwill_of
from store.rules.goodwill import goodwill_words
from store.rules.settings import effective_currency
from store.sentences import _
from store.thanking import attentions_of

if TYPE_CHECKING:
    from store.book import Book

Shown = Mapping[str, Any]
_WIDE = (Column(15, grow=2), Column(16, grow=5), Column(23))


class ThanksScreen(SectionsScreen[Shown]):
    """What to mark and whom to thank, in one list."""

    PLACE = "show_thanks"
    SAID_HERE = SAID_OF_THANKS
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "thanks.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show all of it."""
        super().__init__(book, half_typed)
        self._rows: Sequence[Shown] = ()

    # What is under the cursor

    def target_of(self, item: Shown) -> Target:
        """Return the day or the card."""
        return target_of(item)

    def _is_settled(self, target: Target) -> bool:
        """Nothing that stands here is."""
        return False

    async def open_row(self) -> None:
        """Show it with all that the pen needs."""
        target = self.target_under_cursor()
        if target is not None:
            await self.run_action(open_action(target))

    # What is shown

    def items(self) -> Sequence[Shown]:
        """Return the days and the cards."""
        return self._rows

    def gather(self) -> None:
        """Work out anew what there is."""
        assert self.book is not None
        self._rows = attentions_of(self.book)

    def lay_out(self, sections: Sections[Shown]) -> None:
        """Lay out the days to mark, then the cards to write."""
        self.show_title(_("Thanks"))
        height = height_at(self.app.size.width)
        for title, kind in ((_("Days to mark"), "date"), (_("Cards to write"), "card")):
            sections.add(title, [row for row in self._rows if row["kind"] == kind], self._rows_of, height)
        sections.add_lines(self.said(self._last_words()))

    def _rows_of(self, shown: Shown) -> tuple[Row, ...]:
        assert self.book is not None
        when = when_cell(shown, self.book.now())
        what = what_words(shown).removeprefix(_("card: {why}").format(why=""))
        if height_at(self.app.size.width) > 1:
            return laid_out(shown["customer_name"], Cell(what), "", when, self.app.size.width)
        return (Row((Cell(shown["customer_name"], "strong"), Cell(what), when), _WIDE),)

    def _last_words(self) -> str:
        assert self.book is not None
        if not self._rows:
            words = _(
                "Nothing to mark and nobody to thank just now. Birthdays are in a customer's form; cards are suggested "
                "after a first purchase, a compliment, somebody they sent, and a year."
            )
        else:
            words = _("d when you greeted them or posted the card, x for not this time, Enter for the address.")
        goodwill = goodwill_of(self.book, self.book.now().year)
        if goodwill.given or goodwill.budget is not None:
            currency = effective_currency(self.book.shop, self.book.now().date())
            words = f"{words}\n{goodwill_words(goodwill, currency)}"
        return words
