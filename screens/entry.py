"""Entry: one whole interaction, with everything that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Size
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.customer_lines import Line
from screens.entry_lines import EntryLines
from screens.half_typed import HalfTyped
from screens.shown import one_line, wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import plain_line
from screens.words import channel_word, moment_words
from store.errors import NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.records.interaction import Interaction

_WITH_FORMS = frozenset(("conversation", "promise", "follow_up"))


class EntryScreen(BookScreen):
    """One interaction, from which one goes on to those before and after it."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "entry.tcss"]
    OFFERS = frozenset(("neighbour",))

    def __init__(self, book: Book, half_typed: HalfTyped, interaction: int) -> None:
        """Show the interaction with this id."""
        super().__init__(book, half_typed)
        self._interaction = interaction
        self._customer: int | None = None
        self._lines: list[Line] = []
        self._later: int | None = None
        self._earlier: int | None = None
        self._wrapped_at = Size(0, 0)

    @property
    def line_customer(self) -> int | None:
        """The customer whose entry this is."""
        return self._customer

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Wrap everything anew."""
        if self.is_mounted and self._wrapped_at != self.app.size:
            self.show_book()

    def show_book(self) -> None:
        """Show the entry as the book has it now."""
        assert self.book is not None
        under_cursor = self._line()
        self._wrapped_at = self.app.size
        try:
            entry = self.book.interaction(self._interaction)
            customer = self.book.customer(entry.customer)
        except NotFoundError:
            self._show_gone()
            return
        self._customer = customer.id
        when = moment_words(entry.when, self.book.now())
        channel = channel_word(entry.channel, entry.channel_name)
        self.show_title(one_line(customer.shown_name), detail=one_line(f"{channel}, {when}"))
        neighbours = self._neighbours(self.book, entry)
        self._lines = EntryLines(self.book, entry, self.app.size.width - 1).lines(neighbours)
        self._set_rows(self._cursor_on(under_cursor))

    def _show_gone(self) -> None:
        self.show_title(_("Entry"))
        self._later = self._earlier = None
        sentence = _("This entry is no longer in the book. u brings back what you deleted, Esc goes back.")
        room = max(1, self.app.size.width - 1 - GUTTER)
        self._lines = [Line(plain_line(words)) for words in wrapped(sentence, room)]
        self._set_rows(0)

    def _neighbours(self, book: Book, entry: Interaction) -> list[Interaction]:
        """Find the entries after and before this one, and return those that there are."""
        timeline = book.timeline(entry.customer)
        place = next(at for at, one in enumerate(timeline) if one.id == entry.id)
        later = timeline[place - 1] if place else None
        earlier = timeline[place + 1] if place + 1 < len(timeline) else None
        self._later, self._earlier = later.id if later else None, earlier.id if earlier else None
        return [one for one in (later, earlier) if one is not None]

    # Where the cursor stands

    def _set_rows(self, cursor: int) -> None:
        lines = self._lines
        self.book_list.set_rows(len(lines), lambda at: lines[at].row, cursor=cursor, is_marked=self.is_marked)

    def _cursor_on(self, under_cursor: Line | None) -> int:
        for at, line in enumerate(self._lines):
            if under_cursor is not None and line.kind and (line.kind, line.id) == (under_cursor.kind, under_cursor.id):
                return at
        return 0

    def _line(self) -> Line | None:
        cursor = self.book_list.cursor
        return self._lines[cursor] if 0 <= cursor < len(self._lines) else None

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: there is not always an entry before and after."""
        if action == "neighbour" and (self._later if parameters == (1,) else self._earlier) is None:
            return False
        return super().check_action(action, parameters)

    def target_at(self, line: int) -> Target | None:
        """Return what a line stands for."""
        if not 0 <= line < len(self._lines):
            return None
        _row, kind, identity, _opens = self._lines[line]
        return None if kind is None else Target(kind, identity, self._customer)

    def can_open_row(self) -> bool:
        """Whether there is more to see of what is under the cursor."""
        line = self._line()
        if line is None or line.kind is None:
            return False
        return line.kind in _WITH_FORMS or (line.kind == "interaction" and line.id != self._interaction)

    def can_be_done(self, action: str) -> bool:
        """Whether `action` can be done: what came of an entry may be settled by now."""
        if action in ("done", "postpone", "drop") and any(map(self._is_settled, self.targets)):
            return False
        return super().can_be_done(action)

    def _is_settled(self, target: Target) -> bool:
        assert self.book is not None
        with suppress(NotFoundError):
            match target.kind:
                case "conversation":
                    return self.book.conversation_state(target.id).settled
                case "promise":
                    return self.book.promise(target.id).state != "open"
                case "follow_up":
                    return self.book.follow_up(target.id).state != "open"
        return False

    async def open_row(self) -> None:
        """Go to the entry before or after; open the form of what hangs on this one."""
        line = self._line()
        if line is None:
            return
        if line.kind == "interaction":
            self._go_to(line.id)
        elif line.kind in _WITH_FORMS:
            await self.action_edit()

    def action_neighbour(self, step: int) -> None:
        """Go to the entry that came later, or with -1 earlier."""
        neighbour = self._later if step > 0 else self._earlier
        if neighbour is not None:
            self._go_to(neighbour)

    def _go_to(self, interaction: int) -> None:
        self.forget_marks()
        self.note("")
        self._interaction = interaction
        self._lines = []
        self.show_book()
        self.book_list.move_to_end(-1)
        self.refresh_bindings()
