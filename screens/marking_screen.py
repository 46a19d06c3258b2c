"""Rows that are marked, to be acted on together; and a question that keeps to the rows it was asked about."""

from __future__ import annotations

from collections.abc import Container
from inspect import isawaitable
from typing import TYPE_CHECKING

from screens.asking_screen import Answered, AskingScreen
from screens.half_typed import HalfTyped
from screens.target import Target
from store.sentences import ngettext

if TYPE_CHECKING:
    from screens.widgets.question_bar import Question
    from store.book import Book


class MarkingScreen(AskingScreen):
    """A screen whose rows can be marked.

    Attributes:
        marked: what is marked, in the order in which that was done.
    """

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Mark nothing yet."""
        super().__init__(book, half_typed)
        self.marked: dict[Target, None] = {}
        self._asked_of: list[Target] | None = None

    def target_under_cursor(self) -> Target | None:
        """Return what the row under the cursor stands for."""
        return None

    @property
    def targets(self) -> list[Target]:
        """What is marked; with nothing marked, what is under the cursor; of an answer, what was asked about."""
        if self._asked_of is not None:
            return list(self._asked_of)
        if self.marked:
            return list(self.marked)
        target = self.target_under_cursor()
        return [] if target is None else [target]

    def marks_changed(self) -> None:
        """Draw the marks anew."""

    def toggle_mark(self, target: Target) -> None:
        """Mark what a row stands for, or take its mark away."""
        if target in self.marked:
            del self.marked[target]
        else:
            self.marked[target] = None
        self._say_marks()

    def forget_marks(self) -> None:
        """Take all marks away."""
        if self.marked:
            self.marked.clear()
            self._say_marks()

    def keep_marks(self, present: Container[Target]) -> None:
        """Take the marks away from what is not among `present` any more."""
        gone = [target for target in self.marked if target not in present]
        for target in gone:
            del self.marked[target]

    def _say_marks(self) -> None:
        count = len(self.marked)
        words = ngettext("{count} marked. Esc takes the mark away.", "{count} marked. Esc takes the marks away.", count)
        self.note(words.format(count=count) if count else "")
        self.marks_changed()
        self.refresh_bindings()

    async def ask(self, question: Question, answered: Answered) -> None:
        """Ask `question`; its answer is for the rows of now, whatever stands under the cursor by then."""
        targets = self.targets

        async def answered_of_those(answer: str) -> None:
            self._asked_of = targets
            try:
                done = answered(answer)
                if isawaitable(done):
                    await done
            finally:
                self._asked_of = None

        await super().ask(question, answered_of_those)
