"""Today: who waits for an answer, what is promised, whom to come back to, and the lines that were parked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.marks import MOODS
from screens.sections import Sections
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Cell, Column, Row, plain_line
from screens.words import channel_word, date_words, due_words, moment_words, said_moment, weekday_word
from store.rules.desk import read_today
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.rules.desk import Today

_WIDE = (Column(18, grow=2), Column(16, grow=3), Column(25))
_NARROW_UNDER = 68


class Matter(NamedTuple):
    """An entry of Today: `kind` is `waiting`, `promise`, `follow_up` or `draft`, `shown` its row from the desk."""

    kind: str
    shown: Mapping[str, Any]

    @property
    def id(self) -> tuple[str, int]:
        """What makes it the same one after a change."""
        return self.kind, self.shown["conversation"] if self.kind == "waiting" else self.shown["id"]


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
        self._sections: Sections[Matter] = Sections()

    def compose_body(self) -> Iterable[Widget]:
        """Give the list."""
        yield BookList(id="list")

    def can_go_back(self) -> bool:
        """Today is where one comes back to."""
        return False

    def on_resize(self, event: events.Resize) -> None:
        """Lay the entries out anew, on one line or two."""
        if self.is_mounted:
            self._show_desk(self._desk)

    def show_book(self) -> None:
        """Work out what needs the owner now; nothing is drawn where that is what stands there already."""
        if self.book is None:
            self._show_desk(self._desk)
        else:
            self._show_desk(read_today(self.book.agenda(), self.book.now()))

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
        if matter.kind == "draft":
            await self.take_up(matter.shown["id"])
        else:
            await self.run_action(f"app.show_customer({matter.shown['customer']})")

    def _matter(self) -> Matter | None:
        return self._sections.item(self.book_list.cursor)

    # What stands in the list

    def _show_desk(self, desk: Today | None) -> None:
        before, under_cursor = self._words, self._matter()
        self._desk = desk
        if desk is not None:
            self._now = datetime.fromisoformat(desk["now"])
            self.show_title(_("Today"), f"{weekday_word(self._now)} {date_words(self._now, self._now)}")
        self._words = (self.app.size.width, self._now.date(), _without_waits(desk), self._empty_words(desk))
        if self._words == before:
            return
        self._sections = sections = self._sections_of(desk)
        line = self.book_list.cursor
        if under_cursor is not None:
            found = sections.line_of(lambda matter: matter.id == under_cursor.id)
            line = found if found >= 0 else line
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, line))

    def _sections_of(self, desk: Today | None) -> Sections[Matter]:
        self._is_narrow = self.app.size.width < _NARROW_UNDER
        sections = Sections[Matter]()
        if desk is not None:
            for title, kind, rows in (
                (_("Waiting for an answer"), "waiting", desk["waiting"]),
                (_("Promises"), "promise", desk["promises"]),
                (_("Follow-ups"), "follow_up", desk["follow_ups"]),
                (_("Parked lines"), "draft", desk["drafts"]),
            ):
                matters = [Matter(kind, row) for row in rows]
                sections.add(title, matters, self._rows_of, height=2 if self._is_narrow else 1)
        if not sections.count:
            sections.add_lines([plain_line(line) for line in self._empty_words(desk)])
        return sections

    def _rows_of(self, matter: Matter) -> tuple[Row, ...]:
        who = Cell(matter.shown["customer_name"] or _("nobody yet"), "strong")
        what, when = self._what(matter), self._when(matter)
        if self._is_narrow:
            columns = (Column(8, grow=1), Column(cell_len(when.text)))
            return Row((who, when), columns), Row((what,), kind="more")
        return (Row((who, what, when), _WIDE),)

    @staticmethod
    def _what(matter: Matter) -> Cell:
        shown = matter.shown
        if matter.kind == "draft":
            return Cell(shown["line"])
        if matter.kind == "waiting":
            channel = channel_word(shown["channel"])
            words = _("{channel}: {what}").format(channel=channel, what=shown["what"]) if shown["what"] else channel
            return Cell(f"{words} {MOODS[shown['mood']]}")
        return Cell(", ".join(part for part in (shown["what"], shown.get("condition", "")) if part))

    def _when(self, matter: Matter) -> Cell:
        shown = matter.shown
        said = {"waiting": "started", "promise": "due", "draft": "begun", "follow_up": "due"}[matter.kind]
        when = said_moment(shown[said] or shown["shown_from"])
        moment = moment_words(when, self._now)
        if matter.kind == "promise" and shown["status"] == "overdue":
            return Cell(_("overdue, {moment}").format(moment=moment), "alarm")
        if matter.kind == "promise" and shown["status"] == "at_risk":
            return Cell(_("by {moment}, at risk").format(moment=moment), "warning")
        if matter.kind == "follow_up":
            return Cell(due_words(when, self._now))
        words = {"waiting": _("since {moment}"), "promise": _("by {moment}"), "draft": _("begun {moment}")}
        return Cell(words[matter.kind].format(moment=moment))

    def _empty_words(self, desk: Today | None) -> list[str]:
        if self.book is None or (desk and any((desk["waiting"], desk["promises"], desk["follow_ups"], desk["drafts"]))):
            return []
        if self.book.customer_count:
            words = _("Nothing needs you now. Press c to log a contact, 2 for your customers.")
        else:
            words = _("No customers yet. Press c to log a first contact, or run: regulars import FILE")
        return wrapped(words, max(1, self.app.size.width - 2 * GUTTER))


def _without_waits(desk: Today | None) -> object:
    """Return what decides on the words of the list: all but the time of looking, and how long somebody has waited."""
    if desk is None:
        return None
    waiting = [{**row, "elapsed_real_s": 0} for row in desk["waiting"]]
    return waiting, desk["promises"], desk["follow_ups"], desk["drafts"]
