"""Questions run through at the counter, read from the screen: the answer is typed, and Enter goes on to the next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import TextArea

from screens.drafted_screen import DraftedScreen
from screens.half_typed import HalfTyped
from screens.marks import DOT
from screens.offers import SaidHere
from screens.question_run import QuestionRun
from screens.shown import one_line, shown, wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.field_text import TextField
from screens.widgets.question_bar import Choice, Question
from screens.widgets.rows import BLANK, Cell, Look, Row, plain_line
from screens.words import channel_word
from store.errors import NotFoundError, RegularsError
from store.phrases import language_words, shop_language
from store.records.draft import Draft
from store.records.interaction import Channel, Mood
from store.replying import log_questions
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

QUESTIONS = "questions"
_KEYS = frozenset(("save_from_field", "save_form", "leave_form", "next_field", "previous_field", "move"))
_SUMMARY_SHOWN = 60
# How one asks somebody.
_ASKED_BY: tuple[Channel, ...] = ("counter", "phone", "visit", "chat", "email")


class QuestionRunScreen(DraftedScreen):
    """Each question with its answer; what they said becomes an entry of their history, in their words."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "question_run_screen.tcss"]
    SAID_HERE: ClassVar[Mapping[str, SaidHere]] = {
        "form.enter": SaidHere(_("Next"), _("Keep the answer and go to the next question")),
        "form.next": SaidHere(_("Skip"), _("Go to the next question, with or without an answer")),
        "form.previous": SaidHere(_("Back"), _("Go back to the question before")),
        "form.save": SaidHere(_("Log"), _("Log what they said")),
        "form.leave": SaidHere(_("Leave"), _("Leave; what was answered waits on Today")),
    }

    def __init__(self, book: Book, half_typed: HalfTyped, run: QuestionRun, draft: int | None = None) -> None:
        """Go through `run`; `draft` is the id of what was parked of it."""
        super().__init__(book, half_typed, customer=run.customer, draft=draft)
        self.run = run
        self.field = TextField(_("what they say, in their words"), id="answer")

    def compose_body(self) -> Iterable[Widget]:
        """Give the questions, and under them the answer that is typed."""
        yield BookList(id="list")
        yield self.field

    def begin(self) -> None:
        """Begin with the question of now."""
        self.field.put(self.run.answers[self.run.at])
        super().begin()
        self.set_focus(self.field)
        self.note(" ".join(self.run.notes))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the questions anew."""
        if self.is_mounted:
            self._show()

    def show_book(self) -> None:
        """Show the questions; they do not change with the book, but the customer's name may."""
        parked = self._parked()
        if parked is not None and self._begun is None:
            self._begun = parked.begun
        self._show()

    @property
    def line_customer(self) -> int | None:
        """No line is typed over the questions."""
        return None

    def can_open_row(self) -> bool:
        """There is nothing to open."""
        return False

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether `action` can be done now: letters are typed, and few keys are left."""
        if self.is_asking:
            return super().check_action(action, parameters)
        return action in _KEYS

    async def action_save_from_field(self) -> None:
        """Keep the answer and go on; behind the last question, log them."""
        await self._in_turn(self._next_or_log)

    async def action_save_form(self) -> None:
        """Log what was answered so far."""
        await self._in_turn(self._ask_how)

    async def action_next_field(self) -> None:
        """Go to the next question."""
        await self._in_turn(lambda: self._go(1))

    async def action_previous_field(self) -> None:
        """Go back to the question before."""
        await self._in_turn(lambda: self._go(-1))

    async def action_move(self, steps: int) -> None:
        """Move inside a long answer, and out of it to another question."""

        async def move() -> None:
            if not self.field.step(steps):
                await self._go(steps)

        await self._in_turn(move)

    async def action_leave_form(self) -> None:
        """Leave; what was answered waits on Today."""
        await self._in_turn(self._leave)

    @on(TextArea.Changed)
    def _was_typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._begun is None and self.field.typed.strip():
            self._begun = self.open_to.now()

    async def _in_turn(self, do: Callable[[], Awaitable[None]]) -> None:
        """Do it when all that was typed before has arrived in the answer."""
        await self.field.in_turn(do)

    # From question to question

    @property
    def run_now(self) -> QuestionRun:
        """The run with what stands in the field at this moment."""
        return self.run.answered(self.field.typed)

    async def _next_or_log(self) -> None:
        if self.run.is_last:
            await self._ask_how()
        else:
            await self._go(1)

    async def _go(self, steps: int) -> None:
        self.note("")
        before = self.run.at
        self.run = self.run_now.gone(steps)
        if self.run.at == before and steps > 0:
            self.note(_("That was the last question. F2 logs what they said."))
        self.field.put(self.run.answers[self.run.at])
        self._show()

    def _show(self) -> None:
        run = self.run
        name = ""
        try:
            name = one_line(self.open_to.customer(run.customer).shown_name)
        except NotFoundError:
            self.note(_("This customer is no longer in the book. Esc keeps the answers on Today."), refusal=True)
        at = _("{number} of {count}").format(number=run.at + 1, count=len(run.questions))
        parts = [at, one_line(run.title), *self._language_word()]
        self.show_title(name or _("Questions"), f" {DOT} ".join(parts))
        rows: list[Row] = []
        cursor = 0
        for number, (question, answer) in enumerate(run.asked):
            if number == run.at:
                cursor = len(rows)
            rows += self._rows_of(number, question, answer)
        rows += [
            BLANK,
            *self._said(_("Enter goes on, Tab leaves one out, Shift+Tab goes back, F2 logs what they said.")),
        ]
        self.book_list.set_rows(len(rows), rows.__getitem__, cursor=cursor)
        self.refresh_bindings()

    def _language_word(self) -> list[str]:
        language = self.run.language
        return [language_words(language)] if language and language != shop_language(self.open_to) else []

    def _rows_of(self, number: int, question: str, answer: str) -> list[Row]:
        is_now = number == self.run.at
        room = max(1, self.app.size.width - GUTTER - 1)
        first, *more = wrapped(f"{number + 1}. {question}", room) or [""]
        look: Look = "strong" if is_now else "quiet"
        rows = [Row((Cell(first, look),)), *(Row((Cell(line, look),), kind="more") for line in more)]
        if answer.strip() and not is_now:
            words = _("“{words}”").format(words=one_line(answer))
            rows += [Row((Cell(line),), kind="more") for line in wrapped(words, room, most=2)]
        return rows

    def _said(self, words: str) -> list[Row]:
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]

    # At the end

    async def _ask_how(self) -> None:
        """Ask how they were asked, then how they felt; then log it."""
        self.run = self.run_now
        if not self.run.is_begun:
            self.note(_("No question has an answer yet. Write one, then log them."), refusal=True)
            return
        self._show()
        count = sum(bool(answer.strip()) for answer in self.run.answers)
        about = ngettext("{count} answer", "{count} answers", count).format(count=count)
        choices = tuple(Choice(one, channel_word(one)) for one in _ASKED_BY)
        question = Question(sentence=_("How did you ask?"), about=about, choices=choices)
        await self.ask(question, lambda answer: self._ask_mood(cast("Channel", answer)))

    async def _ask_mood(self, channel: Channel) -> None:
        choices = (
            Choice("", _("not noted")),
            Choice("happy", _("happy"), ":)"),
            Choice("neutral", _("neutral"), ":|"),
            Choice("upset", _("upset"), ":("),
        )
        question = Question(sentence=_("How did they feel?"), choices=choices)
        await self.ask(question, lambda answer: self._log(channel, cast("Mood", answer)))

    def _log(self, channel: Channel, mood: Mood) -> None:
        run = self.run_now
        try:
            with self.saving("questions.log") as change:
                log_questions(
                    self.open_to,
                    change,
                    run.customer,
                    run.asked,
                    channel=channel,
                    phrase=run.phrase,
                    conversation=run.conversation or None,
                    mood=mood,
                )
            name = one_line(self.open_to.customer(run.customer).shown_name)
        except RegularsError as problem:
            self.note(problem.sentence, refusal=True)
            self.read_only_note.say(self.open_to.read_only)
            return
        self.leave(_("Logged: what {name} said. u undoes it.").format(name=name))

    def _close_question(self) -> None:
        super()._close_question()
        if not self._is_closed:
            self.set_focus(self.field)

    # Parking

    def as_draft(self) -> Draft | None:
        """Return the run as it would be parked; None where nothing was answered yet."""
        run = self.run_now
        if self._is_closed or not run.is_begun:
            return None
        return Draft(
            id=self.draft or 0,
            line=shown(_("Questions: {title}").format(title=one_line(run.title)), _SUMMARY_SHOWN),
            begun=self._begun or self.open_to.now(),
            customer=self._known_customer(),
            form=QUESTIONS,
            values=run.as_values(),
        )

    async def _leave(self) -> None:
        self.run = self.run_now
        self.leave_parked()
