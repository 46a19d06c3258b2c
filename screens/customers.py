"""Customers: all of them or some, in an order, and the search over them and over everything that was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, getters, on
from textual.timer import Timer
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input

from screens.book_screen import BookScreen
from screens.customer_filter import facet_of, order_question, title_words, view_question
from screens.customer_rows import CustomerRows, empty_words
from screens.half_typed import HalfTyped
from screens.history_search import MOST_ENTRIES, HistorySearch
from screens.sections import Sections
from screens.shown import wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line
from screens.widgets.search_field import SearchField
from store.errors import NotFoundError, RegularsError
from store.facets import Facet, toggled
from store.found_by import field_for
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.listing import Order
    from store.records.interaction import Interaction

_MOST_FOUND = 200
# The history is looked through once nobody has typed for so long, in seconds.
_PAUSE = 0.25


class CustomersScreen(BookScreen):
    """The customers, with a search that follows every key, filters and orders."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "customers.tcss"]
    OFFERS: ClassVar[frozenset[str]] = frozenset(("new", "view", "order"))

    field = getters.query_one("#search", SearchField)

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Begin with all of them, by name."""
        super().__init__(book, half_typed)
        self._facets: tuple[Facet, ...] = ()
        self._order: Order = "name"
        self._among: frozenset[int] | None = None
        self._everybody: Sequence[int] = ()
        self._ids: Sequence[int] = ()
        self._history = HistorySearch()
        self._sections: Sections[int | Interaction] = Sections()
        self._looked_for = ""
        self._pause: Timer | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Give the search and the list."""
        yield SearchField(_("/ name, phone, e-mail, tag, or what was said"), id="search")
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out anew."""
        if self.is_mounted:
            self._show_rows(cursor=self.book_list.cursor)

    # Searching

    def search_again(self) -> None:
        """Type in the search; what was looked for last goes with the first key."""
        self.set_focus(self.field)
        self.field.select_all()

    @on(Input.Changed, "#search")
    def search(self, event: Input.Changed) -> None:
        """Show whom the letters find, the best first; the history is looked through when the typing pauses."""
        event.stop()
        if event.value == self.field.value != self._looked_for:
            self._search()

    async def look_in_history(self) -> None:
        """Show what the history has of what is looked for; nothing is drawn where that stands there already."""
        query = self._looked_for
        if self.book is None or query != self.field.value:
            return
        try:
            found_others = await self._history.look(self.book, self._among, lambda: query == self.field.value)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return
        if found_others:
            self._show_rows(cursor=self.book_list.cursor)

    def _search(self) -> None:
        self._find()
        self._look_in_history_soon(self._history.begin(self._looked_for))
        self._show_rows(cursor=0)

    def _look_in_history_soon(self, is_wanted: bool) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self.look_in_history) if is_wanted else None

    # Filters and order

    async def action_view(self) -> None:
        """Ask for a stage, tag, language or span of time; what is on already is taken off."""
        if self.book is None:
            return
        try:
            counts = self.book.customer_facets(self._facets)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            return

        def answered(answer: str) -> None:
            facet = facet_of(answer, counts)
            if facet is not None:
                self._narrow(toggled(self._facets, facet))

        await self.ask(view_question(counts, self._facets), answered)

    async def action_order(self) -> None:
        """Ask for the order."""

        def answered(answer: str) -> None:
            self._order = cast("Order", answer)
            self._narrow(self._facets)

        await self.ask(order_question(self._order), answered)

    def _narrow(self, facets: tuple[Facet, ...]) -> None:
        self._facets = facets
        self._gather()
        self._find()
        self._history.entries = []
        if self.book is not None:
            self._look_in_history_soon(self._history.begin_anew(self.book))
        self._show_rows(cursor=0)

    def action_back(self) -> None:
        """Leave the search, take the marks away, empty the search, take off the last filter, then go back."""
        if self.field.has_focus:
            self.set_focus(None)
            if not self._finds_any:
                self.field.value = ""
        elif self.marked:
            self.forget_marks()
        elif self.field.value:
            self.field.value = ""
        elif self._facets:
            self._narrow(self._facets[:-1])
        else:
            super().action_back()

    # What is under the cursor

    def target_at(self, line: int) -> Target | None:
        """Return the customer on a line, or the entry of the history."""
        item = self._sections.item(line)
        return None if item is None else _target_of(item)

    def can_open_row(self) -> bool:
        """Whether there is somebody under the cursor, or the search may bring somebody there."""
        return self.focused is self.field or super().can_open_row()

    async def open_row(self) -> None:
        """Open the customer under the cursor, at the entry that was found; from the search, when all has arrived."""
        if self.focused is self.field:
            await self.field.in_turn(self._open_found)
        else:
            await self._open_customer()

    async def action_new(self) -> None:
        """Fill in a new customer, with the name, number or address that was looked for and not found."""
        if self.book is None:
            return
        from screens.forms import form_screen

        typed = "" if self._ids else self.field.value.strip()
        start: dict[str, str] | None = {field_for(typed): typed} if typed else None
        await self.app.push_screen(form_screen(self.book, self.half_typed, "customer", start=start))

    async def _open_found(self) -> None:
        if self.field.value != self._looked_for:
            self._search()
        if not self._ids:
            await self.look_in_history()
        if self._finds_any:
            await self._open_customer()
        elif self._looked_for.strip():
            await self.action_new()

    async def _open_customer(self) -> None:
        target = self.target_under_cursor()
        if target is not None:
            self.set_focus(None)
            entry = target.id if target.kind == "interaction" else 0
            await self.run_action(f"app.show_customer({target.customer}, {entry})")

    # What stands in the list

    def show_book(self) -> None:
        """Find everything anew, and keep the cursor on what it stands on."""
        under_cursor = self.target_under_cursor()
        self.keep_marks(frozenset(filter(self._is_there, self.marked)))
        self._gather()
        self._find()
        if self.book is not None:
            self._look_in_history_soon(self._history.begin_anew(self.book))
        self._show_rows(cursor=self.book_list.cursor)
        if under_cursor is not None and under_cursor != self.target_under_cursor():
            line = self._sections.line_of(lambda item: _target_of(item) == under_cursor)
            if line >= 0:
                self._show_rows(cursor=line)

    @property
    def _finds_any(self) -> bool:
        return bool(self._ids or self._history.entries)

    def _is_there(self, target: Target) -> bool:
        assert self.book is not None
        with suppress(NotFoundError):
            return bool(self.book.customer(target.customer or 0))
        return False

    def _find(self) -> None:
        self._looked_for = self.field.value
        if self.book is None:
            return
        wanted = self._looked_for.strip()
        if wanted:
            self._ids = self.book.search_customers(wanted, _MOST_FOUND, self._among)
        else:
            self._ids = self._everybody

    def _gather(self) -> None:
        """Work out whom the filters show, in order: as often as they or the book change, and not at every key."""
        if self.book is None:
            return
        try:
            self._everybody = self.book.customers_in_order(self._facets, self._order)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self._everybody = self.book.customer_ids()
        self._among = frozenset(self._everybody) if self._facets else None

    def _show_rows(self, *, cursor: int) -> None:
        sections: Sections[int | Interaction] = Sections()
        self._sections = sections
        self._show_title()
        if self.book is not None:
            query, entries = self._looked_for.strip(), self._history.entries
            rows = CustomerRows(self.book, query, self.book.now(), self.app.size.width)

            def rows_of(item: int | Interaction) -> Sequence[Row]:
                return rows.of_customer(item) if isinstance(item, int) else rows.of_entry(item)

            sections.add("", self._ids, rows_of)
            if not self._ids:
                sections.add_lines(self._said(empty_words(query, bool(self._facets), bool(entries))))
            title = _("In the history, the latest") if len(entries) >= MOST_ENTRIES else _("In the history")
            sections.add(title, entries, rows_of, rows.entry_height)
        else:
            sections.add_lines(self._said(_("The book is being opened.")))
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)
        self.refresh_bindings()

    def _show_title(self) -> None:
        query = self._looked_for.strip()
        detail = "" if self.book is None else title_words(self._facets, self._order, query, len(self._ids), _MOST_FOUND)
        self.show_title(_("Customers"), detail)

    def _said(self, words: str) -> list[Row]:
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]


def _target_of(item: int | Interaction) -> Target:
    if isinstance(item, int):
        return Target("customer", item, item)
    return Target("interaction", item.id, item.customer)
