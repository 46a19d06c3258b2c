"""Today: who waits for an answer, what is promised, whom to come back to, and the lines that were parked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.types import CSSPathType
from textual.widget import Widget

from screens.attentions import open_action, target_of
from screens.book_screen import BookScreen
from screens.half_typed import HalfTyped
from screens.sections import Sections
from screens.shown import wrapped
from screens.steps import Steps
from screens.target import Target
from screens.today_parts import Part, folded, parts_of, shares
from screens.today_rows import Matter, height_at, rows_of
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line
from screens.words import date_words, weekday_word
from store.rules.quiet import MOST_QUIET
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.rules.desk import Today

# Title, a note and the footer.
_LINES_AROUND = 3


class TodayScreen(BookScreen):
    """The desk. Before the book is open it shows what the agenda's file says."""

    PLACE = "show_today"
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "today.tcss"]

    def __init__(
        self,
        book: Book | None,
        half_typed: HalfTyped,
        desk: Today | None = None,
        shop_name: str = "",
        quiet_count: int = 0,
    ) -> None:
        """Show `desk`, how many are to be come back to, and the name of the shop, until there is a book."""
        super().__init__(book, half_typed)
        self._quiet_count = quiet_count
        self.shop_name = shop_name
        self._desk = desk
        self._now = datetime.min
        self._words: object = None
        self._parts: tuple[Today | None, list[Part]] = (None, [])
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
            desk, self._quiet_count = self.book.today(MOST_QUIET)
            self._show_desk(desk)

    def look_at_the_clock(self) -> None:
        """Show what has come due by now."""
        if self.book is not None and self.is_current:
            self.show_book()

    def can_open_row(self) -> bool:
        """Whether there is a customer, or a parked line, under the cursor."""
        return self._matter() is not None

    async def open_row(self) -> None:
        """Open the customer, or the card to write; take up a parked line."""
        matter = self._matter()
        if matter is None:
            return
        if matter.kind == "more" and matter.of == "quiet":
            await self.run_action("app.show_reconnect")
        elif matter.kind == "more":
            self._unfolded.add(matter.of)
            self._show_desk(self._desk)
            self.cursor_moved()
        elif matter.kind == "draft":
            await self.take_up(matter.shown["id"])
        elif matter.kind == "thanks":
            await self.run_action(open_action(target_of(matter.shown)))
        else:
            await self.run_action(f"app.show_customer({matter.shown['customer']})")

    def target_at(self, line: int) -> Target | None:
        """Return the conversation, promise, follow-up or parked line that stands on a line."""
        matter = self._sections.item(line)
        return None if matter is None else matter.target

    def write_purpose(self, target: Target) -> str:
        """Return what a reply written from here is for: to whoever has gone quiet, hello again."""
        matter = self._matter()
        return "reconnect" if matter is not None and matter.kind == "quiet" and matter.target == target else ""

    def _is_settled(self, target: Target) -> bool:
        """Nothing that stands here is."""
        return False

    def _waits(self, conversation: int) -> bool:
        """All that stands here as waiting does."""
        return True

    def _is_in_a_state_for(self, action: str, targets: Sequence[Target]) -> bool:
        """Whoever only waits for news, or for the matter to be settled, has asked nothing that could go unanswered."""
        if action == "no_reply":
            asked = {
                matter.target
                for matter in self._sections.items
                if matter.kind == "waiting" and matter.shown["clock"].endswith("answer")
            }
            return asked.issuperset(targets)
        return super()._is_in_a_state_for(action, targets)

    def _matter(self) -> Matter | None:
        return self._sections.item(self.book_list.cursor)

    # What stands in the list

    def _show_desk(self, desk: Today | None) -> None:
        under_cursor = self._matter()
        self._desk = desk
        if desk is not None:
            self._now = datetime.fromisoformat(desk["now"])
            self.show_title(_("Today"), f"{weekday_word(self._now)} {date_words(self._now, self._now)}")
        sections, words = self._sections_of(desk)
        if words == self._words:
            return
        self._words, self._sections = words, sections
        line = self.book_list.cursor
        if under_cursor is not None:
            found = sections.line_of(lambda matter: matter.id == under_cursor.id)
            line = found if found >= 0 else line
        if self.marked:
            self.keep_marks({matter.target for matter in sections.items if matter.target is not None})
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, line), is_marked=self.is_marked)

    def _sections_of(self, desk: Today | None) -> tuple[Sections[Matter], object]:
        """Return what stands on the desk, and in words what is drawn of it: so a screen at rest draws nothing."""
        width = self.app.size.width
        height = height_at(width)
        sections = Sections[Matter]()
        steps = Steps(self._now, self.book.calendar.between if self.book is not None else None)
        closing = self._closing_words()
        if closing:
            sections.add_lines([plain_line(line) for line in closing])
        words: list[object] = [self.app.size, closing]
        parts = self._parts_of(desk)
        was_folded = False
        for part, share in zip(parts, self._shares(parts, height), strict=True):
            found = folded(part, len(part.matters) if part.key in self._unfolded else share)
            is_folded = found[0].kind == "more"
            drawn = {matter.id: rows_of(matter, steps, width) for matter in found}

            def rows(matter: Matter, drawn: dict[tuple[str, int], tuple[Row, ...]] = drawn) -> tuple[Row, ...]:
                return drawn[matter.id]

            last = 1 if found[-1].kind == "more" else height
            detail = part.detail if height == 1 else ""
            sections.add(
                "" if is_folded else part.title,
                found,
                rows,
                height=height,
                count=part.size,
                detail=detail,
                last_height=last,
                is_apart=not (is_folded and was_folded),
            )
            was_folded = is_folded
            words.append((part.key, part.size, detail, [(matter.id, drawn[matter.id]) for matter in found]))
        lines = self._empty_words(parts)
        if lines:
            sections.add_lines([plain_line(line) for line in lines])
        words.append(lines)
        return sections, words

    def _parts_of(self, desk: Today | None) -> list[Part]:
        """Return the sections, put together once for each desk: it is laid out several times before the first paint."""
        if self._parts[0] is not desk:
            self._parts = desk, [] if desk is None else parts_of(desk, self._now, self._quiet_count)
        return self._parts[1]

    def _shares(self, parts: Sequence[Part], height: int) -> list[int]:
        """Return how many of each section stand on the desk: as many as fit with every section in view."""
        closing = self._closing_words()
        around = _LINES_AROUND + (len(closing) + 1 if closing else 0)
        return shares(parts, max(0, self.app.size.height - around), height)

    def _closing_words(self) -> list[str]:
        """Return, from closing time on, where the day can be looked back on."""
        if self.book is None:
            return []
        # Working time is no part of the first paint, which comes before the book.
        from store.rules.shop_day import shop_day

        if not shop_day(self.book.calendar, self._now).is_over(self._now):
            return []
        return self._wrapped(_("Closed for today. E shows the day."))

    def _wrapped(self, words: str) -> list[str]:
        return wrapped(words, max(1, self.app.size.width - 2 * GUTTER))

    def _empty_words(self, parts: Sequence[Part]) -> list[str]:
        if self.book is None or parts:
            return []
        if self.book.customer_count:
            words = _("Nothing needs you now. Press c to log a contact, 2 for your customers.")
        else:
            words = _("No customers yet. Press c to log a first contact, I to bring in an address book.")
        return self._wrapped(words)
