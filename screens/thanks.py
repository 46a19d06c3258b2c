"""Thanks: days to mark with customers, and cards to write to them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.attentions import open_action, target_of, what_words, when_cell
from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.sections import Sections
from screens.shown import wrapped
from screens.target import Target
from screens.today_rows import height_at, laid_out
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Cell, Column, Row, plain_line
from store.giving import goodwill_of
from store.rules.goodwill import goodwill_words
from store.rules.settings import effective_currency
from store.sentences import _
from store.thanking import attentions_of

if TYPE_CHECKING:
    from store.book import Book

Shown = Mapping[str, Any]
_WIDE = (Column(15, grow=2), Column(16, grow=5), Column(23))


class ThanksScreen(BookScreen):
    """What to mark and whom to thank, in one list."""

    PLACE = "show_thanks"
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "thanks.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show all of it."""
        super().__init__(book, half_typed)
        self._rows: Sequence[Shown] = ()
        self._sections: Sections[Shown] = Sections()

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the entries out anew, on one line each or on two."""
        if self.is_mounted:
            self._show_rows(self.target_under_cursor())

    def look_at_the_clock(self) -> None:
        """Show what has come by now."""
        if self.is_current:
            self.show_book()

    # What is under the cursor

    def target_at(self, line: int) -> Target | None:
        """Return the day or the card on a line."""
        shown = self._sections.item(line)
        return None if shown is None else target_of(shown)

    def _is_settled(self, target: Target) -> bool:
        """Nothing that stands here is."""
        return False

    def can_open_row(self) -> bool:
        """Whether there is a day or a card under the cursor."""
        return self.target_under_cursor() is not None

    async def open_row(self) -> None:
        """Show it with all that the pen needs."""
        target = self.target_under_cursor()
        if target is not None:
            await self.run_action(open_action(target))

    # What is shown

    def show_book(self) -> None:
        """Work out anew what there is, and keep the cursor on the row it stands on."""
        assert self.book is not None
        under_cursor = self.target_under_cursor()
        self._rows = attentions_of(self.book)
        if self.marked:
            self.keep_marks({target_of(row) for row in self._rows})
        self._show_rows(under_cursor)

    def _show_rows(self, under_cursor: Target | None) -> None:
        self.show_title(_("Thanks"))
        height = height_at(self.app.size.width)
        sections: Sections[Shown] = Sections()
        self._sections = sections
        for title, kind in ((_("Days to mark"), "date"), (_("Cards to write"), "card")):
            sections.add(title, [row for row in self._rows if row["kind"] == kind], self._rows_of, height)
        sections.add_lines(self._said(self._last_words()))
        line = sections.line_of(lambda row: target_of(row) == under_cursor) if under_cursor is not None else 0
        cursor = line if line >= 0 else self.book_list.cursor
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)
        self.refresh_bindings()

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

    def _said(self, words: str) -> list[Row]:
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]
