"""Today: who waits for an answer, what is promised, whom to come back to, and the lines that were parked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.sections import Sections
from screens.shown import wrapped
from screens.target import Target
from screens.today_rows import Matter, matters, pressing, rows_of, shares, stepped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line
from screens.words import date_words, weekday_word
from store.rules.desk import read_today
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.rules.desk import Today

_NARROW_UNDER = 68
# Title, a note and the footer; a section's heading and the blank line before it.
_LINES_AROUND = 3
_LINES_A_SECTION = 2


class TodayScreen(BookScreen):
    """The desk. Before the book is open it shows what the agenda's file says."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "today.tcss"]

    def __init__(
        self, book: Book | None, half_typed: HalfTyped, desk: Today | None = None, shop_name: str = ""
    ) -> None:
        """Show `desk`, and the name of the shop, until there is a book."""
        super().__init__(book, half_typed)
        self.shop_name = shop_name
        self._desk = desk
        self._now = datetime.min
        self._is_narrow = False
        self._words: object = None
        self._unfolded: set[str] = set()
        self._sections: Sections[Matter] = Sections()

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def can_go_back(self) -> bool:
        """Today is where one comes back to: Escape only folds what was unfolded."""
        return bool(self._unfolded)

    def action_back(self) -> None:
        """Take the marks away; without any, fold the sections again."""
        if self.marked:
            super().action_back()
        else:
            self._unfolded.clear()
            self._show_desk(self._desk)
            self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the entries out anew, on one line or two."""
        if self.is_mounted:
            self._show_desk(self._desk)

    def show_book(self) -> None:
        """Work out what needs the owner now; nothing is drawn where that is what stands there already."""
        if self.book is None:
            self._show_desk(self._desk)
        else:
            self._show_desk(read_today(self.book.agenda(), self.book.now(), self.book.calendar.between))

    def look_at_the_clock(self) -> None:
        """Show what has come due by now."""
        if self.book is not None and self.is_current:
            self.show_book()

    def can_open_row(self) -> bool:
        """Whether there is a customer, or a parked line, under the cursor."""
        return self._matter() is not None

    async def open_row(self) -> None:
        """Open the customer; take up a parked line."""
        matter = self._matter()
        if matter is None:
            return
        if matter.kind == "more":
            self._unfolded.add(matter.of)
            self._show_desk(self._desk)
            self.cursor_moved()
        elif matter.kind == "draft":
            await self.take_up(matter.shown["id"])
        else:
            await self.run_action(f"app.show_customer({matter.shown['customer']})")

    def target_at(self, line: int) -> Target | None:
        """Return the conversation, promise, follow-up or parked line that stands on a line."""
        matter = self._sections.item(line)
        return None if matter is None else matter.target

    def _is_settled(self, target: Target) -> bool:
        """Nothing that stands here is."""
        return False

    def _waits(self, conversation: int) -> bool:
        """All that stands here as waiting does."""
        return True

    def _matter(self) -> Matter | None:
        return self._sections.item(self.book_list.cursor)

    # What stands in the list

    def _show_desk(self, desk: Today | None) -> None:
        before, under_cursor = self._words, self._matter()
        self._desk = desk
        if desk is not None:
            self._now = datetime.fromisoformat(desk["now"])
            self.show_title(_("Today"), f"{weekday_word(self._now)} {date_words(self._now, self._now)}")
        self._words = (
            self.app.size,
            self._now.date(),
            _without_waits(desk),
            self._empty_words(desk),
            *self._unfolded,
        )
        if self._words == before:
            return
        self._sections = sections = self._sections_of(desk)
        line = self.book_list.cursor
        if under_cursor is not None:
            found = sections.line_of(lambda matter: matter.id == under_cursor.id)
            line = found if found >= 0 else line
        if self.marked:
            self.keep_marks({matter.target for matter in sections.items if matter.target is not None})
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, line), is_marked=self.is_marked)

    def _sections_of(self, desk: Today | None) -> Sections[Matter]:
        self._is_narrow = self.app.size.width < _NARROW_UNDER
        sections = Sections[Matter]()
        if desk is not None:
            titles = {
                "waiting": (_("Waiting for an answer"), desk["waiting"]),
                "promise": (_("Promises"), desk["promises"]),
                "follow_up": (_("Follow-ups"), desk["follow_ups"]),
                "draft": (_("Parked lines"), desk["drafts"]),
            }
            height = 2 if self._is_narrow else 1
            for (kind, (title, rows)), share in zip(titles.items(), self._shares(desk, height), strict=True):
                found = matters(kind, rows, len(rows) if kind in self._unfolded else share)
                last = 1 if found and found[-1].kind == "more" else height
                sections.add(title, found, self._rows_of, height=height, count=len(rows), last_height=last)
        if not sections.count:
            sections.add_lines([plain_line(line) for line in self._empty_words(desk)])
        return sections

    def _shares(self, desk: Today, height: int) -> list[int]:
        """Return how many of each section stand on the desk: as many as fit with every section in view."""
        counts = [len(rows) for rows in (desk["waiting"], desk["promises"], desk["follow_ups"], desk["drafts"])]
        wanted = list(counts)
        wanted[1] = pressing(desk["promises"], self._now)
        around = _LINES_AROUND + _LINES_A_SECTION * sum(1 for count in counts if count)
        return shares(wanted, counts, max(0, self.app.size.height - around) // height)

    def _rows_of(self, matter: Matter) -> tuple[Row, ...]:
        return rows_of(matter, self._now, is_narrow=self._is_narrow)

    def _empty_words(self, desk: Today | None) -> list[str]:
        if self.book is None or (desk and any((desk["waiting"], desk["promises"], desk["follow_ups"], desk["drafts"]))):
            return []
        if self.book.customer_count:
            words = _("Nothing needs you now. Press c to log a contact, 2 for your customers.")
        else:
            words = _("No customers yet. Press c to log a first contact, I to bring in an address book.")
        return wrapped(words, max(1, self.app.size.width - 2 * GUTTER))


def _without_waits(desk: Today | None) -> object:
    """Return what decides on the words of the list: all but the time of looking, and clocks as they are shown."""
    if desk is None:
        return None
    waiting = [
        {**row, "elapsed_real_s": 0, "elapsed_working_s": 0, "margin_s": stepped(row["margin_s"])}
        for row in desk["waiting"]
    ]
    return waiting, desk["promises"], desk["follow_ups"], desk["drafts"]
