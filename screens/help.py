"""Help: the keys that work where one came from, and the words of the capture line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.offers import Offer
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import BLANK, Cell, Column, Row, column_widths, heading
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_FEWEST_KEY, _MOST_KEY = 7, 12
_TOKENS = (Column(14), Column(10, grow=1))


class HelpScreen(BookScreen):
    """A plain list, made from the bindings."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "help.tcss"]

    PLACE = "show_help"

    def __init__(self, book: Book | None, half_typed: HalfTyped, offers: Sequence[Offer]) -> None:
        """Explain `offers`: what could be done on the screen below."""
        super().__init__(book, half_typed)
        self._offers = offers

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the way back, and moving in the list."""
        if action in ("capture", "undo", "redo"):
            return False
        return super().check_action(action, parameters)

    def can_open_row(self) -> bool:
        """There is nothing to open."""
        return False

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        if self.is_mounted:
            self.show_book()

    def show_book(self) -> None:
        """Show the keys, by what they are for, and the words of the line."""
        self.show_title(_("Help"))
        rows: list[Row] = []
        longest = max((cell_len(offer.key) for offer in self._offers), default=0)
        columns = (Column(min(_MOST_KEY, max(_FEWEST_KEY, longest))), Column(10, grow=1))
        for group in dict.fromkeys(offer.group for offer in self._offers):
            rows += [heading(group)]
            for offer in self._offers:
                if offer.group == group:
                    rows += self._explained(offer.key, offer.sentence, columns)
            rows.append(BLANK)
        rows.append(heading(_("The line: what you write after c")))
        for token, meaning in line_words():
            rows += self._explained(token, meaning, _TOKENS)
        self.book_list.set_rows(len(rows), rows.__getitem__, cursor=max(0, self.book_list.cursor))

    def _explained(self, word: str, meaning: str, columns: tuple[Column, ...]) -> Iterable[Row]:
        room = max(1, self.app.size.width - GUTTER - 1)
        first, *more = wrapped(meaning, column_widths(columns, room)[1]) or [""]
        yield Row((Cell(word, "strong"), Cell(first)), columns)
        for line in more:
            yield Row((Cell(""), Cell(line)), columns, "more")


def line_words() -> tuple[tuple[str, str], ...]:
    """Return the words of the capture line with what they mean."""
    return (
        (_("@who"), _("the customer: a name, a phone number, an e-mail; @new NAME for somebody new")),
        (_("/phone"), _("the channel: /email /counter /visit /letter /sms /chat /social, or /whatsapp and the like")),
        ("< >", _("they contacted you (so it is if you write nothing), you contacted them")),
        ("? .", _("it wants an answer, it needs none")),
        (":) :| :(", _("how they felt")),
        (_("!complaint"), _("what it was: !compliment !suggestion !question !request !sale !ack !thanks")),
        (_("#tag"), _("a tag")),
        (_("+promise"), _("WHEN: WHAT, what you said you would do and by when, such as fri 17:00: send a hinge")),
        (_("+follow"), _("WHEN: WHAT, a reminder to come back to them; every 2 weeks comes again")),
        (_("+kept +moved"), _("their open promise is kept; is moved to WHEN, and they were told")),
        (_("=done =new"), _("the matter is done; it is a new one; =12 chooses one")),
        ("“…”", _("their own words")),
        (_("*WHEN"), _("when it happened, if not now")),
    )
