"""What every screen has: a title, the capture bar, a line for what was done, the footer, and the book."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import Reactive
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input

from screens.acting_screen import ActingScreen
from screens.half_typed import HalfTyped
from screens.offers import SaidHere
from screens.target import Target
from screens.widgets.book_list import BookList
from screens.widgets.go_to import go_to, is_going, stop_going
from screens.widgets.key_line import KeyLine
from screens.widgets.note import Note
from screens.widgets.one_line import OneLine
from screens.widgets.too_small import FEWEST_COLUMNS, FEWEST_ROWS, TooSmall
from store.errors import RegularsError
from store.sentences import _

if TYPE_CHECKING:
    from screens.widgets.type_ahead import FindRow
    from store.book import Book
    from store.records.draft import Draft

_IN_THE_LINE = frozenset(("save_line", "complete", "choose", "close_line"))
_IN_A_QUESTION = frozenset(("give_answer", "leave_question", "choose_answer", "take_answer"))
_IN_A_FORM = frozenset(
    ("save_form", "save_from_field", "leave_form", "take_completion", "take_meanwhile", "next_field", "previous_field")
)
_IN_THE_LIST = frozenset(("move", "move_page", "move_to_end"))
_ON_ROWS = frozenset(
    (
        "answer", "write", "done", "join", "postpone", "no_reply", "skip", "wait_on", "edit", "drop", "promise",
        "follow_up", "questions",
    )
)  # fmt: skip
_WHERE_OFFERED = frozenset(("new", "view", "order", "neighbour", "related"))


class BookScreen(ActingScreen):
    """A screen on the book: `show_book` works out what it shows from the book alone, as often as that changes."""

    AUTO_FOCUS = ""
    shop_name = ""
    # The action that leads here, which is then not offered: "show_shop".
    PLACE: ClassVar[str] = ""
    OFFERS: ClassVar[frozenset[str]] = frozenset()
    # How keys are said here whose word elsewhere is another, by their id.
    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {}
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (FEWEST_COLUMNS, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (FEWEST_ROWS, "-lowest"), (14, "-low"), (24, "-high")]  # noqa: RUF012
    CSS_PATH: ClassVar[CSSPathType | None] = "book_screen.tcss"

    # Textual paints the whole screen anew when the focus moves; what has the focus paints itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    title_line = getters.query_one("#title", OneLine)
    book_list = getters.query_one("#list", BookList)

    @dataclass
    class Painted(Message):
        """This screen stands in the terminal, for the first time."""

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Stand on `book`, with the line that is being typed."""
        super().__init__(book, half_typed)
        self._is_stale = False
        self._was_covered = False

    # What a screen says of itself

    @abstractmethod
    def compose_body(self) -> Iterable[Widget]:
        """Give what stands between the title and the footer; a `BookList` called `list` is among it."""

    @abstractmethod
    def show_book(self) -> None:
        """Show what the book says now, and keep the cursor where it is."""

    def look_at_the_clock(self) -> None:
        """Show what has come due by now, where anything here hangs on the hour; called every minute."""

    @property
    def line_customer(self) -> int | None:
        """The id of the customer whom a line typed here is about, if the screen gives one."""
        return None

    async def open_row(self) -> None:
        """Open what is under the cursor; awaited, so that the keys that follow are for what was opened."""

    def cursor_moved(self) -> None:
        """Take notice that the cursor stands on another entry: other things can be done to it."""
        self.refresh_bindings()

    def target_at(self, line: int) -> Target | None:
        """Return what the entry on a line of the list stands for, if that is something in the book."""
        return None

    def find_row(self) -> FindRow | None:
        """Return a quicker way to the row that begins with some letters, where the list has an order of its own."""
        return None

    def search_here(self) -> bool:
        """Type in the search of this screen; false where it has none, and customers are searched."""
        return False

    def can_open_row(self) -> bool:
        """Whether there is anything to open under the cursor."""
        return self.book_list.cursor >= 0

    def can_relate(self) -> bool:
        """Whether anything fails together with what is under the cursor."""
        return False

    def can_go_back(self) -> bool:
        """Whether Escape leads anywhere."""
        return len(self.app.screen_stack) > 1

    def as_draft(self) -> Draft | None:
        """Return what is typed into a form here as it would be parked; None where nothing was."""
        return None

    def park_form(self) -> bool:
        """Park what is typed into a form here; false where that fails, and then it was said why."""
        return True

    # Building

    def compose(self) -> ComposeResult:
        """Lay out title, body, note and footer."""
        yield OneLine(id="title")
        yield Note(id="read-only")
        yield from self.compose_body()
        yield Note(id="done")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        """Begin, unless the app is leaving: then nothing was laid out."""
        if self.children:
            self.begin()
            self.call_after_refresh(self.post_message, self.Painted())

    def begin(self) -> None:
        """Show what is known, once everything is laid out."""
        self.refresh_book()

    def on_screen_resume(self) -> None:
        """Catch up with what was changed, or typed, while another screen stood over this one."""
        if self._is_stale:
            self.refresh_book()
        if self._was_covered and self.bar is not None and self.line_is_open:
            self.bar.open(self.book)
        self._was_covered = False

    def on_screen_suspend(self) -> None:
        """Take notice that another screen stands over this one; what was said here will not hold when it is left."""
        self._was_covered = True
        self.note("")

    # The book

    def open_book(self, book: Book) -> None:
        """Take the book, now that it is open."""
        self.book = book
        if self.bar is not None:
            self.bar.open_book(book)
        self.book_changed()

    def book_changed(self, *, by_others: bool = False) -> None:
        """Take notice of a change, this session's or another's: at once where this is seen, else when it is again."""
        if self.is_current and self.is_mounted and self.children:
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

    @property
    def is_typed_on(self) -> bool:
        """Whether something is being typed here: a line, an answer, a search, a form."""
        return self.line_is_open or self.is_asking or is_going(self) or self.focused is not None

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: true, or false for what is not to be offered."""
        if action in _IN_THE_LINE:
            return self.line_is_open
        if action in _IN_A_QUESTION:
            return self.is_asking
        if action in _IN_A_FORM or (action in _WHERE_OFFERED and action not in self.OFFERS):
            return False
        if action == "move_to_end" and isinstance(self.focused, Input):
            return False
        if action in ("undo", "redo"):
            return self.book is not None and not self.book.read_only
        if action == "leave_go_to":
            return is_going(self)
        if action in _IN_THE_LIST:
            return not (self.line_is_open or self.is_asking)
        is_typing = self.line_is_open or self.is_asking or is_going(self)
        if action == "related":
            return not is_typing and self.is_mounted and self.can_relate()
        if action == "go_to" or action in _WHERE_OFFERED:
            return not is_typing
        if action == "open_row":
            return not is_typing and self.is_mounted and self.can_open_row()
        if action == "back":
            return not is_typing and (bool(self.marked) or self.can_go_back())
        if action == "mark":
            return not is_typing and self.can_mark()
        if action == "check_in":
            return not is_typing and self.can_check_in()
        if action in _ON_ROWS:
            return not is_typing and self.is_mounted and self.can_be_done(action)
        # What only some screens do is offered on those.
        return hasattr(self, f"action_{action}")

    def can_mark(self) -> bool:
        """Whether what is under the cursor is something that can be marked, to be acted on with others."""
        return self.target_under_cursor() is not None

    def target_under_cursor(self) -> Target | None:
        """Return what the row under the cursor stands for."""
        return self.target_at(self.book_list.cursor) if self.is_mounted else None

    def is_marked(self, line: int) -> bool:
        """Whether the entry that begins on a line of the list is marked."""
        return bool(self.marked) and self.target_at(line) in self.marked

    def marks_changed(self) -> None:
        """Draw the marks anew."""
        self.book_list.refresh_marks()

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take its mark away, and go on to the next."""
        target = self.target_under_cursor()
        if target is not None:
            self.toggle_mark(target)
            self.action_move(1)

    def action_back(self) -> None:
        """Take the marks away; without any, go back to the screen below."""
        if self.marked:
            self.forget_marks()
        elif self.is_active:  # of two that arrive together the second may find another screen on top
            self.app.pop_screen()

    async def action_go_to(self) -> None:
        """Go to the row that begins with what is typed."""
        await go_to(self, self.book_list, self.cursor_moved, self.find_row())

    async def action_leave_go_to(self) -> None:
        """Stay on this row."""
        await stop_going(self)

    async def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted where nothing is typed in."""
        if self.focused is None:
            event.stop()
            await self.pasted(event.text)

    async def pasted(self, text: str) -> None:
        """Log a contact with what was pasted: an e-mail, most likely, that somebody sent."""
        if self.check_action("capture", ()):
            await self.action_capture()
            if self.bar is not None:
                self.bar.field.post_message(events.Paste(text))

    async def action_capture_form(self) -> None:
        """Log a contact in the form; what is half-typed goes along."""
        self.close_line()
        await self.run_action(f"app.open_form('contact', 0, {self.line_customer or 0})")

    # What only some screens offer: those that name it in OFFERS say how

    async def action_new(self) -> None:
        """Add something new."""

    async def action_view(self) -> None:
        """Show only some of what there is."""

    async def action_order(self) -> None:
        """Put it in another order."""

    async def action_related(self) -> None:
        """Show what fails together with what is under the cursor, marked."""

    def action_neighbour(self, step: int) -> None:
        """Go to what comes after this, or with -1 before."""

    async def action_open_row(self) -> None:
        """Open the row under the cursor."""
        await self.open_row()

    def action_move(self, steps: int) -> Awaitable[None] | None:
        """Move the cursor by so many entries."""
        self.book_list.move(steps)
        self.cursor_moved()
        return None

    def action_move_page(self, pages: int) -> Awaitable[None] | None:
        """Move the cursor by so many screenfuls."""
        self.book_list.move_page(pages)
        self.cursor_moved()
        return None

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the last entry."""
        self.book_list.move_to_end(direction)
        self.cursor_moved()

    def action_undo(self) -> None:
        """Take back this session's last change."""
        if self.book is None:
            return
        try:
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
