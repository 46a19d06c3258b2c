"""Welcome: three ways to begin with an empty book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import BLANK, Cell, Row, plain_line
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_MOST_LINES = 3


class Beginning(NamedTuple):
    """A way to begin: what it is, what it means, and the action that does it."""

    words: str
    meaning: str
    action: str


class WelcomeScreen(BookScreen):
    """Three choices; with the first customer in the book it has done its work, and leaves."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "welcome.tcss"]
    OFFERS: ClassVar[frozenset[str]] = frozenset(("new",))

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Stand on an empty book."""
        super().__init__(book, half_typed)
        self._actions: dict[int, str] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the choices out anew."""
        if self.is_mounted:
            self.show_book()

    def on_screen_resume(self) -> None:
        """Leave for Today when there is somebody in the book."""
        super().on_screen_resume()
        if self.book is not None and self.book.customer_ids():
            self.call_later(self._leave)

    def show_book(self) -> None:
        """Show the choices."""
        name = self.book.shop.name if self.book is not None else ""
        self.show_title(_("Welcome"))
        room = max(1, self.app.size.width - 2 * GUTTER - 1)
        welcome = (
            _("The book of {shop} is ready, and empty. How do you want to begin?").format(shop=name)
            if name
            else _("The book is ready, and empty. How do you want to begin?")
        )
        rows = [*(plain_line(line, "plain") for line in wrapped(welcome, room)), BLANK]
        self._actions.clear()
        for one in beginnings():
            self._actions[len(rows)] = one.action
            rows.append(Row((Cell(one.words, "strong"),)))
            rows += [Row((Cell(line, "quiet"),), kind="more") for line in wrapped(one.meaning, room, most=_MOST_LINES)]
            rows.append(BLANK)
        rows += [plain_line(line) for line in wrapped(_("Esc goes to Today, and 9 to all the settings."), room)]
        self.book_list.set_rows(len(rows), rows.__getitem__, cursor=max(0, self.book_list.cursor))

    async def open_row(self) -> None:
        """Begin in the way that is under the cursor."""
        await self.run_action(self._actions[self.book_list.cursor])

    async def action_new(self) -> None:
        """Add the first customer."""
        await self.run_action("app.open_form('customer')")

    def _leave(self) -> None:
        if self.is_current and len(self.app.screen_stack) > 1:
            self.app.pop_screen()


def beginnings() -> tuple[Beginning, ...]:
    """Return the ways to begin."""
    return (
        Beginning(
            _("Import an address book"),
            _("from a phone, Google, Outlook or a table: vCard, CSV, or the export of another book"),
            "app.import_file",
        ),
        Beginning(
            _("Add the first customer"),
            _("in a form; later one line is enough: c, then what happened"),
            "app.open_form('customer')",
        ),
        Beginning(
            _("Look at the sample shop"),
            _("a made-up shop with a busy week; your own book stays as it is"),
            "app.show_sample",
        ),
    )
