"""The month: how full each day is, which days the shop is closed, and what falls on the day that is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.day_rows import Falls, day_row, falls_on
from screens.half_typed import HalfTyped
from screens.marks import DOT
from screens.month_days import MonthDay, day_after, day_heading, month_after, month_days
from screens.promise_rows import month_words
from screens.sections import Sections
from screens.shown import wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.month_grid import MonthGrid, legend
from screens.widgets.one_line import OneLine
from screens.widgets.rows import Row, plain_line
from store.errors import RegularsError
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

_IN_GRID = frozenset(("step_day", "step_month", "this_day"))


class MonthScreen(BookScreen):
    """A month of follow-ups and promises."""

    PLACE = "show_month"
    OFFERS = frozenset(("new",))
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "month.tcss"]

    grid = getters.query_one("#grid", MonthGrid)
    day_line = getters.query_one("#day", OneLine)

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Stand on today."""
        super().__init__(book, half_typed)
        self._chosen = book.now().date()
        self._today = self._chosen
        self._days: list[MonthDay] = []
        self._overdue = 0
        self._is_in_rows = False
        self._sections: Sections[Falls] = Sections()

    def compose_body(self) -> Iterable[Widget]:
        """Give the grid, a line on the chosen day, and the list of what falls on it."""
        yield MonthGrid(id="grid")
        yield OneLine(id="day")
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out anew."""
        if self.is_mounted:
            self._show_day(None)

    def look_at_the_clock(self) -> None:
        """Show what has come due by now; after midnight another day is today."""
        if self.is_current and self.book is not None:
            was_today = self._chosen == self._today
            if was_today:
                self._chosen = self.book.now().date()
            self.show_book()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now; the arrows go from day to day, or after Tab from row to row."""
        if action in _IN_GRID:
            return self.is_idle and not self._is_in_rows
        if action == "switch_side":
            return self.is_idle
        return super().check_action(action, parameters)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is typed or asked."""
        return self.check_action("go_to", ()) is True

    def can_go_back(self) -> bool:
        """Escape leads from the rows to the days, and from there back."""
        return True

    def action_back(self) -> None:
        """Take the marks away, go from the rows to the days, then go back."""
        if not self.marked and self._is_in_rows:
            self.action_switch_side()
        else:
            super().action_back()

    def action_step_day(self, days: int) -> None:
        """Choose the day so many days on."""
        self._choose(day_after(self._chosen, days))

    def action_step_month(self, months: int) -> None:
        """Choose the same day of the month so many months on."""
        self._choose(month_after(self._chosen, months))

    def action_this_day(self) -> None:
        """Choose today."""
        assert self.book is not None
        self._choose(self.book.now().date())

    def action_switch_side(self) -> None:
        """Go with the arrows from row to row instead of from day to day, or back."""
        self._is_in_rows = not self._is_in_rows
        self._show_day(self._sections.item(self.book_list.cursor))

    def target_at(self, line: int) -> Target | None:
        """Return the follow-up or promise on a line."""
        falls = self._sections.item(line)
        return None if falls is None else falls.target

    def can_open_row(self) -> bool:
        """Whether anything falls on the chosen day."""
        return self._sections.item(self.book_list.cursor) is not None

    async def open_row(self) -> None:
        """Open the customer whose it is."""
        falls = self._sections.item(self.book_list.cursor)
        if falls is not None:
            await self.run_action(f"app.show_customer({falls.customer})")

    async def action_new(self) -> None:
        """Note a new follow-up on the chosen day, if that has not passed; the form asks with whom."""
        from screens.forms import form_screen

        assert self.book is not None
        start = {"due": self._chosen.isoformat()} if self._chosen >= self._today else {}
        await self.app.push_screen(form_screen(self.book, self.half_typed, "follow_up", start=start))

    # What is shown

    def show_book(self) -> None:
        """Look anew what falls on which day."""
        assert self.book is not None
        under_cursor = self._sections.item(self.book_list.cursor)
        self._today = self.book.now().date()
        try:
            self._days = month_days(self.book, self._chosen, self._today)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        self._overdue = self.book.days.overdue_count()
        self._say_title()
        self.grid.show(self._days, self._chosen)
        self._show_day(under_cursor)

    def _choose(self, day: date) -> None:
        if day == self._chosen:
            return
        assert self.book is not None
        is_other_month = (day.year, day.month) != (self._chosen.year, self._chosen.month)
        self._chosen = day
        self.forget_marks()
        if is_other_month:
            self._days = month_days(self.book, day, self._today)
            self._say_title()
        self.grid.show(self._days, day)
        self._show_day(None)

    def _say_title(self) -> None:
        follow_ups = sum(day.load.follow_ups for day in self._days)
        promises = sum(day.load.promises for day in self._days)
        words = [
            ngettext("{count} follow-up", "{count} follow-ups", follow_ups).format(count=f"{follow_ups:,}"),
            ngettext("{count} promise", "{count} promises", promises).format(count=f"{promises:,}"),
        ]
        self.show_title(month_words(self._chosen), f" {DOT} ".join(words))

    def _show_day(self, under_cursor: Falls | None) -> None:
        book = self.book
        if book is None or not self._days:
            return
        shown = self._days[self._chosen.day - 1]
        room = max(1, self.app.size.width - 2 * GUTTER)
        self.day_line.say(day_heading(book, shown, self._today, self._overdue, room))
        falls = falls_on(book, self._chosen)
        if self.marked:
            self.keep_marks({one.target for one in falls if one.target is not None})
        sections: Sections[Falls] = Sections()
        self._sections = sections
        sections.add("", falls, self._rows_of)
        words = [*wrapped(legend(), room), *wrapped(self._moving_words(), room)]
        sections.add_lines([plain_line(line) for line in words])
        line = sections.line_of(lambda one: one.id == under_cursor.id) if under_cursor is not None else 0
        cursor = line if line >= 0 else self.book_list.cursor
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)
        self.refresh_bindings()

    def _moving_words(self) -> str:
        if self._is_in_rows:
            return _("The arrows go from row to row. Tab or Esc leads back to the days.")
        return _("Arrows: days and weeks. PgUp, PgDn: months. Home: today. Tab: to the rows.")

    def _rows_of(self, falls: Falls) -> tuple[Row, ...]:
        assert self.book is not None
        return (day_row(self.book, falls, late_days=max(0, (self._today - self._chosen).days)),)
