"""Conversation: one matter from start to end, with its response times and how they came to their figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual.types import CSSPathType

from screens.conversation_lines import HEIR, ConversationLines
from screens.half_typed import HalfTyped
from screens.lines_screen import LinesScreen
from screens.shown import one_line
from screens.target import Target
from store.clocks import standing_of
from store.errors import NotFoundError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_WITH_FORMS = frozenset(("conversation", "promise", "follow_up"))
# What these keys are pressed for is the matter, wherever in it the cursor stands.
_OF_THE_MATTER = frozenset(("answer", "write", "questions", "no_reply", "wait_on"))


class ConversationScreen(LinesScreen):
    """One conversation, from which one goes on to its entries."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "conversation.tcss"]

    def __init__(self, book: Book, half_typed: HalfTyped, conversation: int) -> None:
        """Show the conversation with this id."""
        super().__init__(book, half_typed)
        self._conversation = conversation
        self._customer: int | None = None
        self._heir = 0
        self._unfolded: set[str] = set()

    @property
    def line_customer(self) -> int | None:
        """The customer whose matter this is."""
        return self._customer

    def look_at_the_clock(self) -> None:
        """Show how the clocks stand by now."""
        if self.is_current:
            self.show_book()

    def show_book(self) -> None:
        """Show the conversation as the book has it now."""
        assert self.book is not None
        try:
            standing = standing_of(self.book, self._conversation)
            customer = self.book.customer(standing.conversation.customer)
        except NotFoundError:
            self._show_gone()
            return
        self._customer = customer.id
        self._heir = standing.conversation.merged_into or 0
        detail = _("Conversation {id}").format(id=self._conversation)
        self.show_title(one_line(customer.shown_name), detail=detail)
        lines = ConversationLines(self.book, standing, self.line_width).lines(self._unfolded)
        self.show_lines(lines, max(0, self.place_in(lines, self.line_under_cursor())))

    def _show_gone(self) -> None:
        self.show_title(_("Conversation"))
        sentence = _("This conversation is no longer in the book. u brings back what you deleted, Esc goes back.")
        self.show_lines(self.sentence_lines(sentence), 0)

    # What can be done

    def can_open_row(self) -> bool:
        """Whether there is more to see of what is under the cursor."""
        line = self.line_under_cursor()
        return line is not None and (bool(line.opens) or line.kind is not None)

    def can_be_done(self, action: str) -> bool:
        """Whether `action` can be done: some of them are for the matter, wherever in it the cursor stands."""
        if action in _OF_THE_MATTER or (action == "done" and self._is_the_matter_done()):
            with self._of_the_matter():
                return super().can_be_done(action)
        return super().can_be_done(action)

    @contextmanager
    def _of_the_matter(self) -> Iterator[None]:
        """Have what is done here done to the matter itself, unless something is marked."""
        before = self._asked_of
        if before is None and not self.marked and self._customer is not None and not self._heir:
            self._asked_of = [Target("conversation", self._conversation, self._customer)]
        try:
            yield
        finally:
            self._asked_of = before

    def _is_the_matter_done(self) -> bool:
        """Whether what is done here is the matter: under the cursor, or marked, is nothing that is done by itself."""
        return not any(target.kind in ("promise", "follow_up") for target in self.targets)

    async def action_done(self) -> None:
        """Answer or close the matter; what came of it and is under the cursor is done by itself."""
        if not self._is_the_matter_done():
            await super().action_done()
            return
        with self._of_the_matter():
            await super().action_done()

    async def action_answer(self) -> None:
        """Write down what was answered, in the line."""
        with self._of_the_matter():
            await super().action_answer()

    async def action_write(self) -> None:
        """Write a reply, put together from phrases."""
        with self._of_the_matter():
            await super().action_write()

    async def action_questions(self) -> None:
        """Run through a set of questions; what they say belongs to the matter."""
        with self._of_the_matter():
            await super().action_questions()

    def action_no_reply(self) -> None:
        """Say that no reply is needed."""
        with self._of_the_matter():
            super().action_no_reply()

    async def action_wait_on(self) -> None:
        """Ask whom it waits on, and note that."""
        with self._of_the_matter():
            await super().action_wait_on()

    async def open_row(self) -> None:
        """Show the arithmetic of a clock, an entry whole, the customer, or the form of what is under the cursor."""
        line = self.line_under_cursor()
        if line is None:
            return
        if line.opens == HEIR:
            await self.run_action(f"app.show_conversation({self._heir})")
        elif line.opens:
            self._unfolded ^= {line.opens}
            self.show_book()
        elif line.kind == "interaction":
            await self.run_action(f"app.show_entry({line.id})")
        elif line.kind == "customer":
            await self.run_action(f"app.show_customer({self._customer})")
        elif line.kind in _WITH_FORMS:
            await self.action_edit()
