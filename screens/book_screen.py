"""What every screen has: a title, the capture bar, a line for what was done, the footer, and the book."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.message import Message
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input

from screens.capturing_screen import CapturingScreen
from screens.half_typed import HalfTyped
from screens.widgets.book_list import BookList
from screens.widgets.key_line import KeyLine
from screens.widgets.note import Note
from screens.widgets.one_line import OneLine
from store.errors import RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_IN_THE_LINE = frozenset(("save_line", "complete", "choose", "close_line"))
_IN_THE_LIST = frozenset(("move", "move_page", "move_to_end"))


class BookScreen(CapturingScreen):
    """A screen on the book: `show_book` works out what it shows from the book alone, as often as that changes."""

    AUTO_FOCUS = ""
    shop_name = ""
    is_help = False
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012
    CSS_PATH: ClassVar[CSSPathType | None] = "book_screen.tcss"

    title_line = getters.query_one("#title", OneLine)
    book_list = getters.query_one("#list", BookList)

    @dataclass
    class Painted(Message):
        """This screen stands in the terminal, for the first time."""

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Stand on `book`, with the line that is being typed."""
        super().__init__(book, half_typed)
        self._is_stale = False

    # What a screen says of itself

    @abstractmethod
    def compose_body(self) -> Iterable[Widget]:
        """Give what stands between the title and the footer; a `BookList` called `list` is among it."""

    @abstractmethod
    def show_book(self) -> None:
        """Show what the book says now, and keep the cursor where it is."""

    @property
    def line_customer(self) -> int | None:
        """The id of the customer whom a line typed here is about, if the screen gives one."""
        return None

    async def open_row(self) -> None:
        """Open what is under the cursor; awaited, so that the keys that follow are for what was opened."""

    def cursor_moved(self) -> None:
        """Take notice that the cursor stands on another entry."""

    def can_open_row(self) -> bool:
        """Whether there is anything to open under the cursor."""
        return self.book_list.cursor >= 0

    def can_go_back(self) -> bool:
        """Whether Escape leads anywhere."""
        return len(self.app.screen_stack) > 1

    # Building

    def compose(self) -> ComposeResult:
        """Lay out title, body, note and footer."""
        yield OneLine(id="title")
        yield Note(id="read-only")
        yield from self.compose_body()
        yield Note(id="done")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what is known."""
        self.refresh_book()
        self.call_after_refresh(self.post_message, self.Painted())

    def on_screen_resume(self) -> None:
        """Catch up with what was changed, or typed, while another screen stood over this one."""
        if self._is_stale:
            self.refresh_book()
        if self.bar is not None and self.line_is_open:
            self.bar.open(self.book)

    # The book

    def open_book(self, book: Book) -> None:
        """Take the book, now that it is open."""
        self.book = book
        if self.bar is not None:
            self.bar.open_book(book)
        self.book_changed()

    def book_changed(self) -> None:
        """Take notice of a change: at once where this screen is seen, else when it is seen again."""
        if self.is_current and self.is_mounted:
            self.refresh_book()
        else:
            self._is_stale = True

    def refresh_book(self) -> None:
        """Show everything anew."""
        self._is_stale = False
        if self.book is not None:
            self.read_only_note.say(self.book.read_only)
        self.show_book()
        self.refresh_bindings()

    def show_title(self, title: str, detail: str = "") -> None:
        """Show the title of the screen, something quiet behind it, and the shop's name."""
        if self.book is not None:
            self.shop_name = self.book.shop.name
        self.title_line.say(title, detail=detail, right=self.shop_name or "Regulars")

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: true, or false for what is not to be offered."""
        if action in _IN_THE_LINE:
            return self.line_is_open
        if action == "move_to_end" and isinstance(self.focused, Input):
            return False
        if action in _IN_THE_LIST:
            return not self.line_is_open
        if action == "open_row":
            return not self.line_is_open and self.is_mounted and self.can_open_row()
        if action == "back":
            return not self.line_is_open and self.can_go_back()
        if action in ("undo", "redo"):
            return self.book is not None and not self.book.read_only
        return True

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    async def action_open_row(self) -> None:
        """Open the row under the cursor."""
        await self.open_row()

    def action_move(self, steps: int) -> None:
        """Move the cursor by so many entries."""
        self.book_list.move(steps)
        self.cursor_moved()

    def action_move_page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls."""
        self.book_list.move_page(pages)
        self.cursor_moved()

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the last entry."""
        self.book_list.move_to_end(direction)
        self.cursor_moved()

    def action_undo(self) -> None:
        """Take back this session's last change."""
        if self.book is None:
            return
        try:
            undone = self.book.undo(own=True)
            sentence = undone.sentence
            if undone.what == "draft.finish":
                # That was the end of saving a line that had been parked: both go back together.
                sentence = self.book.undo(own=True).sentence
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
        else:
            self.note(_("{sentence} U does it again.").format(sentence=sentence))
        self.post_message(self.Changed())

    def action_redo(self) -> None:
        """Make the change again that was undone last."""
        if self.book is None:
            return
        try:
            self.note(self.book.redo(own=True).sentence)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
        self.post_message(self.Changed())
