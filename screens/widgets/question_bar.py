"""One question at the bottom of a screen: answers to choose from, or words that are read as one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import getters, on
from textual.app import ComposeResult
from textual.widgets import Input

from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.bottom_bar import BottomBar
from screens.widgets.one_line import OneLine
from screens.widgets.rows import BLANK, Cell, Column, Look, Row, gap_at
from screens.widgets.typed_line import Result, TypedLine
from store.errors import RegularsError
from store.rules.capture_lookup import fold_word
from store.sentences import _

_LEAST_DETAIL = 12
_MOST_WRAPPED = 2


class Choice(NamedTuple):
    """One answer to choose: what it stands for, its word, and quietly what it means."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, and what may be answered.

    Attributes:
        sentence: what is asked.
        about: quietly behind it, what it is asked of.
        choices: answers to choose from; what is typed narrows them down.
        read: takes what is typed as an answer: returns in words what was understood, or raises a RegularsError that
            says what is wrong. None: only a choice will do.
        start: what stands in the field at first.
        placeholder: what stands there while it is empty.
        may_be_empty: whether nothing at all is an answer.
    """

    sentence: str
    about: str = ""
    choices: tuple[Choice, ...] = ()
    read: Callable[[str], str] | None = None
    start: str = ""
    placeholder: str = ""
    may_be_empty: bool = False


class QuestionBar(BottomBar):
    """Asks a question; the screen that holds it takes the answer with Enter."""

    DEFAULT_CSS = """
    QuestionBar > BookList { height: 6; }
    """

    field = getters.query_one("#answer", TypedLine)
    panel = getters.query_one("#answers", BookList)

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._question = Question(sentence="")
        self._offered: list[Choice] = []
        self._marked = 0
        self._is_chosen = False
        self._refused = ""
        self._looked_at = ""

    def compose(self) -> ComposeResult:
        """Lay out the question, the field and the answers."""
        yield OneLine(id="question")
        yield TypedLine("", id="answer")
        yield BookList(id="answers")

    async def in_turn(self, action: Callable[[], Result]) -> Result | None:
        """Do `action` when all that was typed before has arrived in the field, and return what it gives."""

        async def act() -> Result:
            return action()

        return await self.field.in_turn(act)

    def ask(self, question: Question) -> None:
        """Ask, in the place of what was asked before."""
        self._question = question
        self.query_one("#question", OneLine).say(one_line(question.sentence), detail=one_line(question.about))
        self.field.placeholder = question.placeholder
        self.field.value = question.start
        self.field.cursor_position = len(question.start)
        self.field.select_all()
        self.display = True
        self.screen.set_focus(self.field, scroll_visible=False)
        self._typed_anew()

    def close(self) -> None:
        """Fold away."""
        self.display = False
        self.screen.set_focus(None)

    def on_resize(self) -> None:
        """Wrap the answers anew."""
        self._show()

    def answer(self) -> str | None:
        """Return the answer that stands here; None where there is none yet, and then say what is wanted."""
        self._catch_up()
        typed = self.field.value.strip()
        whole = next((one for one in self._offered if fold_word(one.label) == fold_word(typed)), None)
        if whole is not None and not self._is_chosen:
            return whole.value
        if self._offered and (self._is_chosen or not self._reads(typed)):
            return self._offered[self._marked].value
        if self._reads(typed):
            return typed
        self._refused = self._why_not(typed)
        self._show()
        return None

    def choose(self, step: int) -> None:
        """Mark the answer `step` further on."""
        self._catch_up()
        if not self._offered:
            return
        count = len(self._offered)
        if self._is_chosen or not self._reads(self.field.value.strip()):
            self._marked = (self._marked + step) % count
        else:
            self._marked = 0 if step > 0 else count - 1
        self._is_chosen = True
        self._show()

    def take(self) -> None:
        """Put the word of the marked answer into the field."""
        self._catch_up()
        if self._offered:
            self.field.value = self._offered[self._marked].label
            self.field.cursor_position = len(self.field.value)
            self._typed_anew()

    @on(Input.Changed)
    def _follow(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self._catch_up()

    def _catch_up(self) -> None:
        """Look at what is typed now, which may be ahead of the word that it has changed."""
        if self.field.value != self._looked_at:
            self._typed_anew()

    def _typed_anew(self) -> None:
        self._looked_at = self.field.value
        self._refused = ""
        self._is_chosen = False
        self._marked = 0
        self._offered = self._fitting(self.field.value.strip())
        self._show()

    def _fitting(self, typed: str) -> list[Choice]:
        wanted = fold_word(typed)
        if not wanted or typed == self._question.start:
            return list(self._question.choices)
        words = [(fold_word(choice.label), choice) for choice in self._question.choices]
        begins = [choice for word, choice in words if word.startswith(wanted)]
        return begins or [choice for word, choice in words if wanted in word]

    def _reads(self, typed: str) -> bool:
        """Whether what is typed is an answer by itself."""
        if not typed:
            return self._question.may_be_empty and not self._question.choices
        if self._question.read is None:
            return False
        try:
            self._question.read(typed)
        except RegularsError:
            return False
        return True

    def _why_not(self, typed: str) -> str:
        if typed and self._question.read is not None:
            try:
                self._question.read(typed)
            except RegularsError as problem:
                return problem.sentence
        if typed:
            return _("None of the answers begins like that. Choose one, or Esc leaves.")
        return _("Type an answer, or Esc leaves.")

    def _understood(self) -> tuple[str, Look]:
        typed = self.field.value.strip()
        if not typed or self._question.read is None:
            return "", "plain"
        try:
            return self._question.read(typed), "accent"
        except RegularsError as problem:
            return ("", "plain") if self._offered else (problem.sentence, "warning")

    def _show(self) -> None:
        """Draw what was understood, then the answers; as many lines every time, so that nothing around them moves."""
        room = max(1, self.panel.size.height or 5)
        width = max(1, self.panel.size.width - GUTTER)
        words, look = self._understood()
        if self._refused:
            words, look = self._refused, "alarm"
        most = _MOST_WRAPPED if self._offered else room
        said = [Row((Cell(line, look),), kind="line") for line in wrapped(words, width, most=most)]
        left = max(1, room - len(said))
        first = max(0, self._marked - left + 1)
        columns = self._columns(width)
        offered = [
            Row((Cell(choice.label, "strong"), Cell(choice.detail, "quiet")), columns if choice.detail else ())
            for choice in self._offered[first : first + left]
        ]
        rows = [*said, *offered, *[BLANK] * room][:room]
        is_marked = bool(offered) and (self._is_chosen or not self._reads(self.field.value.strip()))
        if not is_marked:
            # What was typed is the answer as it stands: nothing among the choices is marked.
            rows = [Row(row.cells, row.columns, "line") if row.kind == "entry" else row for row in rows]
        self.panel.set_rows(len(rows), rows.__getitem__, cursor=len(said) + self._marked - first if is_marked else 0)

    def _columns(self, width: int) -> tuple[Column, ...]:
        """Give the answers no more room than the longest of them needs: what they mean is to be read whole."""
        longest = max((cell_len(choice.label) for choice in self._question.choices if choice.detail), default=0)
        label = min(longest, max(1, width - gap_at(width) - _LEAST_DETAIL))
        return (Column(label), Column(_LEAST_DETAIL, grow=1, gives_way=1))
