"""Entry: one whole interaction, with everything that hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.types import CSSPathType

from screens.entry_lines import EntryLines
from screens.half_typed import HalfTyped
from screens.lines_screen import LinesScreen
from screens.shown import one_line
from screens.words import channel_word, moment_words
from store.errors import NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_WITH_FORMS = frozenset(("conversation", "promise", "follow_up"))


class EntryScreen(LinesScreen):
    """One interaction, from which one goes on to those before and after it."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "entry.tcss"]
    OFFERS = frozenset(("neighbour",))

    def __init__(self, book: Book, half_typed: HalfTyped, interaction: int) -> None:
        """Show the interaction with this id."""
        super().__init__(book, half_typed)
        self._interaction = interaction
        self._customer: int | None = None
        # The customer's entries, the newest first; read when the book changes, not at every step to a neighbour.
        self._order: list[int] = []

    @property
    def line_customer(self) -> int | None:
        """The customer whose entry this is."""
        return self._customer

    def show_book(self) -> None:
        """Show the entry as the book has it now."""
        assert self.book is not None
        try:
            customer = self.book.interaction(self._interaction).customer
            self._order = [entry.id for entry in self.book.timeline(customer)]
        except NotFoundError:
            self._order = []
        self._show_entry(self.book)

    def _show_entry(self, book: Book) -> None:
        try:
            entry = book.interaction(self._interaction)
            customer = book.customer(entry.customer)
            neighbours = [book.interaction(one) for one in (self._neighbour(1), self._neighbour(-1)) if one]
        except NotFoundError:
            self._show_gone()
            return
        self._customer = customer.id
        when = moment_words(entry.when, book.now())
        channel = channel_word(entry.channel, entry.channel_name)
        self.show_title(one_line(customer.shown_name), detail=one_line(f"{channel}, {when}"))
        lines = EntryLines(book, entry, self.line_width).lines(neighbours)
        self.show_lines(lines, max(0, self.place_in(lines, self.line_under_cursor())))

    def _show_gone(self) -> None:
        self.show_title(_("Entry"))
        sentence = _("This entry is no longer in the book. u brings back what you deleted, Esc goes back.")
        self.show_lines(self.sentence_lines(sentence), 0)

    def _neighbour(self, step: int) -> int:
        """Return the id of the entry that came after this one, or with -1 before; 0 where there is none."""
        if self._interaction not in self._order:
            return 0
        place = self._order.index(self._interaction) - step
        return self._order[place] if 0 <= place < len(self._order) else 0

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: there is not always an entry before and after."""
        if action == "neighbour" and not self._neighbour(1 if parameters == (1,) else -1):
            return False
        return super().check_action(action, parameters)

    def can_open_row(self) -> bool:
        """Whether there is more to see of what is under the cursor."""
        line = self.line_under_cursor()
        if line is None or line.kind is None:
            return False
        return line.kind in _WITH_FORMS or (line.kind == "interaction" and line.id != self._interaction)

    async def open_row(self) -> None:
        """Go to the entry before or after; open the conversation, or the form of what else hangs on this one."""
        line = self.line_under_cursor()
        if line is None:
            return
        if line.kind == "interaction":
            self._go_to(line.id)
        elif line.kind == "conversation":
            await self.run_action(f"app.show_conversation({line.id})")
        elif line.kind in _WITH_FORMS:
            await self.action_edit()

    def action_neighbour(self, step: int) -> None:
        """Go to the entry that came later, or with -1 earlier."""
        neighbour = self._neighbour(step)
        if neighbour:
            self._go_to(neighbour)

    def _go_to(self, interaction: int) -> None:
        self.forget_marks()
        self.note("")
        self._interaction = interaction
        self.shown_lines = []
        if self.book is not None:
            self._show_entry(self.book)
        self.book_list.move_to_end(-1)
        self.refresh_bindings()
