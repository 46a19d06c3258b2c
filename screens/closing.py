"""Closing: the shop's day looked back on, and what is due before it opens again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.closing_rows import ClosingItem, parts_of, rows_of_item, summary_words
from screens.half_typed import HalfTyped
from screens.sections import Sections
from screens.shown import one_line, wrapped
from screens.steps import Steps
from screens.target import Target
from screens.today_rows import height_at
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line
from screens.words import date_words, weekday_word
from store.closing import closing_now
from store.errors import NotFoundError, RegularsError
from store.rules.closing import ClockOfDay, Entry
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

# More of a section stand there only once they are asked for.
_MOST = 8


class ClosingScreen(BookScreen):
    """The day, from which everything that is left can be dealt with as on Today."""

    PLACE = "show_closing"
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "closing.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show the shop's day as it is now."""
        super().__init__(book, half_typed)
        self._unfolded: set[str] = set()
        self._sections: Sections[ClosingItem] = Sections()
        self._words: object = None

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the entries out anew, on one line or two."""
        if self.is_mounted:
            self.show_book()

    def look_at_the_clock(self) -> None:
        """Show what has come due by now."""
        if self.is_current:
            self.show_book()

    # What is under the cursor

    def target_at(self, line: int) -> Target | None:
        """Return what the entry on a line is about."""
        item = self._sections.item(line)
        return None if item is None else item.target

    def can_open_row(self) -> bool:
        """Whether there is anything under the cursor."""
        return self._item() is not None

    async def open_row(self) -> None:
        """Open the matter whose answer it was, the customer, or a parked line."""
        item = self._item()
        if item is None:
            return
        match item.of:
            case None:
                self._unfolded.add(item.part)
                self.show_book()
                self.cursor_moved()
            case Entry("draft", shown):
                await self.take_up(shown["id"])
            case ClockOfDay(conversation, _clock):
                await self.run_action(f"app.show_conversation({conversation.id})")
            case _:
                target = item.target
                assert target is not None
                await self.run_action(f"app.show_customer({target.customer})")

    def _item(self) -> ClosingItem | None:
        return self._sections.item(self.book_list.cursor)

    # What stands in the list

    def show_book(self) -> None:
        """Look back on the day as it is now, and keep the cursor on what it stands on."""
        assert self.book is not None
        book, now, width = self.book, self.book.now(), self.app.size.width
        try:
            closing = closing_now(book)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        under_cursor = self._item()
        self.show_title(_("Closing"), f"{weekday_word(closing.day.day)} {date_words(closing.day.day, now.date())}")
        height, steps = height_at(width), Steps(now, book.calendar.between)
        sections: Sections[ClosingItem] = Sections()
        summary = [plain_line(line, "plain") for line in self._wrapped(summary_words(closing, now))]
        sections.add_lines(summary)
        words: list[object] = [self.app.size, summary]
        for key, title, items in parts_of(closing, now):
            found = items if key in self._unfolded or len(items) <= _MOST + 1 else items[:_MOST]
            if len(found) < len(items):
                found = [*found, ClosingItem(key, None, len(items) - len(found))]
            drawn = {item.id: rows_of_item(item, self._customer_name, steps, width) for item in found}

            def rows(item: ClosingItem, drawn: dict[object, tuple[Row, ...]] = drawn) -> tuple[Row, ...]:  # type: ignore[assignment]
                return drawn[item.id]

            last = 1 if found[-1].of is None else height
            sections.add(title, found, rows, height=height, count=len(items), last_height=last)
            words.append((title, len(items), drawn))
        last_words = [plain_line(line) for line in self._wrapped(self._last_words(closing.older))]
        if last_words:
            sections.add_lines(last_words)
        words.append(last_words)
        if words == self._words:
            return
        self._words, self._sections = words, sections
        if self.marked:
            self.keep_marks({item.target for item in sections.items if item.target is not None})
        line = sections.line_of(lambda item: item.id == under_cursor.id) if under_cursor is not None else 0
        cursor = line if line >= 0 else self.book_list.cursor
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)

    def _last_words(self, older: int) -> str:
        if not older:
            return ""
        words = ngettext(
            "{count} more has been overdue since before today. 1 shows it.",
            "{count} more have been overdue since before today. 1 shows them.",
            older,
        )
        return words.format(count=f"{older:,}")

    def _wrapped(self, words: str) -> list[str]:
        return wrapped(words, max(1, self.app.size.width - 2 * GUTTER)) if words else []

    def _customer_name(self, customer: int) -> str:
        assert self.book is not None
        try:
            return one_line(self.book.customer(customer).shown_name)
        except NotFoundError:
            return f"#{customer}"
