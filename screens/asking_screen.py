"""A screen that asks: one question at a time, in a bar at the bottom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING

from screens.capturing_screen import CapturingScreen
from screens.half_typed import HalfTyped

if TYPE_CHECKING:
    from screens.widgets.question_bar import Question, QuestionBar
    from store.book import Book

Answered = Callable[[str], Awaitable[None] | None]


class AskingScreen(CapturingScreen):
    """A screen on which a question can be asked before something is done."""

    def __init__(self, book: Book | None, half_typed: HalfTyped) -> None:
        """Ask nothing yet."""
        super().__init__(book, half_typed)
        self._question_bar: QuestionBar | None = None
        self._answered: Answered | None = None

    @property
    def is_asking(self) -> bool:
        """Whether a question stands here."""
        return self._question_bar is not None and bool(self._question_bar.display)

    async def ask(self, question: Question, answered: Answered) -> None:
        """Ask `question`, and call `answered` with the answer, unless it is left with Escape."""
        self.note("")
        self.close_line()
        self._answered = answered
        if self._question_bar is None:
            from screens.widgets.question_bar import QuestionBar

            self._question_bar = QuestionBar()
            self._question_bar.display = False
            await self.mount(self._question_bar, before=self.done_note)
        self._question_bar.ask(question)
        self.refresh_bindings()

    async def action_give_answer(self) -> None:
        """Take the answer that stands in the bar."""
        bar, answered = self._question_bar, self._answered
        if bar is None or answered is None:
            return
        answer = await bar.in_turn(bar.answer)
        # Only the first of two Enters that arrive together is for this question.
        if answer is None or self._answered is not answered:
            return
        self._close_question()
        done = answered(answer)
        if isawaitable(done):
            await done

    async def action_leave_question(self) -> None:
        """Leave the question without an answer."""
        if self._question_bar is not None:
            await self._question_bar.in_turn(self._close_question)

    async def action_choose_answer(self, step: int) -> None:
        """Mark the next answer, or the one before."""
        if self._question_bar is not None:
            await self._question_bar.in_turn(partial(self._question_bar.choose, step))

    async def action_take_answer(self) -> None:
        """Put the marked answer into the field."""
        if self._question_bar is not None:
            await self._question_bar.in_turn(self._question_bar.take)

    def _close_question(self) -> None:
        self._answered = None
        if self._question_bar is not None:
            self._question_bar.close()
        self.refresh_bindings()
