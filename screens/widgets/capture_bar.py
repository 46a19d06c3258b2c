"""The capture bar: one line at the bottom of any screen, what may complete it, and what it would save."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual import getters, on
from textual.app import ComposeResult
from textual.widgets import Input

from screens.completions import Completion
from screens.earlier_lines import EarlierLines
from screens.half_typed import HalfTyped
from screens.line_preview import Said, hints, saved_sentence
from screens.line_reading import LineReading
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.bottom_bar import BottomBar
from screens.widgets.capture_input import CaptureInput
from screens.widgets.one_line import OneLine
from screens.widgets.rows import BLANK, Cell, Column, Row
from screens.widgets.typed_line import Result
from store.book import Book
from store.capturing import Logged
from store.errors import NotFoundError, NotUnderstoodError, RegularsError
from store.records.draft import Draft
from store.rules.capture_names import NamedWho
from store.sentences import _, ngettext

_COMPLETION = (Column(14, grow=1), Column(14, grow=2, gives_way=1))
_FEWEST_PREVIEWED = 3
_MOST_WRAPPED = 2


class CaptureBar(BottomBar):
    """Where a contact is logged. What is typed is kept in the `HalfTyped` that all screens share.

    What keys do here is done through `in_turn`, behind the letters that were typed before them.
    """

    DEFAULT_CSS = """
    CaptureBar > BookList { height: 7; }
    """

    field = getters.query_one("#line", CaptureInput)
    panel = getters.query_one("#line-panel", BookList)

    def __init__(self, half_typed: HalfTyped, customer: int | None) -> None:
        """Hold `half_typed`; `customer` is the one whose page this is."""
        super().__init__()
        self._half_typed = half_typed
        self._book: Book | None = None
        self._customer = customer
        self._reading: LineReading | None = None
        self._earlier: EarlierLines | None = None
        self._offered: list[Completion] = []
        self._marked = 0
        self._said: list[Said] = []
        self._is_due = False
        self._is_gathering = False
        self._refused = ""
        self.saved: tuple[Logged, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out what it is about, the line, and what there is to say of it."""
        yield OneLine(id="line-head")
        yield CaptureInput(_("@who /channel what happened +promise fri 17:00: what"), id="line")
        yield BookList(id="line-panel")

    def on_mount(self) -> None:
        """Follow the cursor, since what may be completed depends on where it stands."""
        self.watch(self.field, "selection", self._show_soon, init=False)

    def on_resize(self) -> None:
        """Wrap the preview anew."""
        self._show_panel()

    # Opening and closing

    async def in_turn(self, action: Callable[[], Result]) -> Result | None:
        """Do `action` when all that was typed before has arrived in the line, and return what it gives."""

        async def act() -> Result:
            self._take_line()
            return action()

        return await self.field.in_turn(act)

    def open(self, book: Book | None) -> None:
        """Show the line as it stands, and type in it."""
        if not self._half_typed:
            self._half_typed.clear()
            self._half_typed.customer = self._customer
        self.open_book(book)
        self.display = True
        self.field.value = self._half_typed.line
        self.field.cursor_position = len(self.field.value)
        self.screen.set_focus(self.field, scroll_visible=False)
        self._refused = ""
        self._show_soon()

    def close(self) -> None:
        """Fold away; what was typed is kept, and what was only looked at is not."""
        if self._earlier is not None:
            if self._earlier.is_shown(self._half_typed.line):
                self._half_typed.clear()
            self._earlier.stop()
        self.display = False
        self.screen.set_focus(None)

    def open_book(self, book: Book | None) -> None:
        """Take the book, now that it is open."""
        if book is not None and book is not self._book:
            self._book = book
            self._reading, self._earlier = LineReading(book), EarlierLines(book)
            self._show_soon()

    # What the keys do

    def save(self) -> str:
        """Save the line, fold away and return a sentence on it; or say why not, keep it, and return nothing."""
        half_typed = self._half_typed
        if self._book is None:
            self._refuse(_("The book is still being opened. Press Enter again in a moment."))
            return ""
        remembered = self._remembered(self._book)
        try:
            self.saved = logged = self._book.log(
                half_typed.line, text=half_typed.text, customer=half_typed.customer, draft=half_typed.draft
            )
            sentence = saved_sentence(self._book, logged)
        except RegularsError as problem:
            self._refuse(problem.sentence)
            return ""
        if self._reading is not None and self._earlier is not None:
            self._reading.learn(logged)
            self._earlier.add(remembered)
        half_typed.clear()
        self.field.value = ""
        self.close()
        return sentence

    def _remembered(self, book: Book) -> str:
        """Return the line with the customer whom the page gave, so that it means the same on every screen."""
        line, customer = self._half_typed.line, self._half_typed.customer
        if customer is None or not line.strip() or book.understand(line, customer=customer).line.who:
            return line
        from screens.form_parts import naming

        with suppress(NotUnderstoodError):
            return f"{NamedWho(naming(book, customer)).token} {line}"
        return line

    def complete(self) -> None:
        """Put the marked completion in the place of the token at the cursor, or of the one that is wrong."""
        self._catch_up()
        if not self._offered:
            return
        taken, field = self._offered[self._marked], self.field
        behind = field.value[taken.end :]
        if behind[:1] != " ":
            behind = f" {behind}"
        cursor = field.cursor_position
        field.value = field.value[: taken.start] + taken.insert + behind
        if cursor > taken.end:
            field.cursor_position = len(field.value) - len(behind) + cursor - taken.end
        else:
            field.cursor_position = taken.start + len(taken.insert) + 1

    def choose(self, step: int) -> None:
        """Mark the completion `step` further on; on an empty line, go back to earlier ones, and on again."""
        self._catch_up()
        earlier = self._earlier
        is_walking = earlier is not None and earlier.is_shown(self._half_typed.line)
        if self._offered and not is_walking:
            self._marked = (self._marked + step) % len(self._offered)
            self._show_panel()
        elif earlier is not None and self._book is not None and (is_walking or not self._half_typed):
            found = earlier.step(self._half_typed.line, -step)
            if found is not None:
                self._take_earlier(found, self._book)

    def _take_earlier(self, found: Draft | str, book: Book) -> None:
        half_typed = self._half_typed
        half_typed.clear()
        if isinstance(found, Draft):
            half_typed.take_up(found)
        elif found:
            half_typed.line, half_typed.begun, half_typed.customer = found, book.now(), self._customer
        self.open(book)

    # What is typed

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._take_line()

    @on(CaptureInput.Pasted)
    async def _pasted(self, event: CaptureInput.Pasted) -> None:
        event.stop()
        self._take_line()
        if self._earlier is not None:
            self._earlier.stop()
        parts = (self._half_typed.text, event.text)
        self._half_typed.text = "\n".join(part for part in parts if part)
        self._begin()
        if self._book is None:
            self._show()
        else:
            await self.screen.run_action("screen.capture_form")

    @on(CaptureInput.Emptied)
    def _drop_text(self, event: CaptureInput.Emptied) -> None:
        event.stop()
        self._half_typed.text = ""
        self._show()

    def _take_line(self) -> None:
        half_typed = self._half_typed
        if not self.display or self.field.value == half_typed.line:
            return
        half_typed.line = self.field.value
        self._begin()
        self._refused = ""
        self._show_soon()

    def _begin(self) -> None:
        if self._half_typed.begun is None and self._half_typed and self._book is not None:
            self._half_typed.begun = self._book.now()

    def _refuse(self, sentence: str) -> None:
        self._refused = sentence
        self._show()

    # What is shown

    def _show_soon(self) -> None:
        """Show what the line says, once for all the keys that arrived together."""
        if not self._is_due:
            self._is_due = True
            self.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        if not self.display:
            # Folded away meanwhile: when it opens again it is due anew.
            self._is_due = False
        elif self._is_due:
            self._show()

    def _show(self) -> None:
        self._is_due = False
        field, half_typed = self.field, self._half_typed
        self._show_head()
        self._offered, self._marked, self._said = [], 0, []
        if self._reading is not None and half_typed:
            read = self._reading.read(half_typed, field.cursor_position)
            self._said, self._offered = read.said, read.offered
            field.mark(half_typed.line, read.spans)
            if not read.is_whole and not self._is_gathering:
                self._is_gathering = True
                self.call_later(self._gather)
        self._show_panel()

    def _gather(self) -> None:
        """Gather, between the keys, what there is to say of a promise, and say it when it is known."""
        self._is_gathering = False
        if self._reading is None or not self.display:
            return
        if self._reading.gather():
            self._show_soon()
        else:
            self._is_gathering = True
            self.call_later(self._gather)

    def _show_head(self) -> None:
        half_typed = self._half_typed
        title = _("Log a contact")
        if half_typed.customer is not None and self._book is not None:
            with suppress(NotFoundError):
                name = self._book.customer(half_typed.customer).shown_name
                title = _("Log a contact with {name}").format(name=one_line(name))
        detail = ""
        if half_typed.text:
            count = half_typed.text.count("\n") + 1
            detail = ngettext(
                "{count} pasted line is kept with it", "{count} pasted lines are kept with it", count
            ).format(count=count)
        self.query_one("#line-head", OneLine).say(title, detail=detail)

    def _show_panel(self) -> None:
        room = self.panel.size.height or _FEWEST_PREVIEWED
        width = max(1, self.panel.size.width - GUTTER)
        offered = self._offered[: max(1, room - _FEWEST_PREVIEWED)] if self._offered else []
        first = max(0, self._marked - len(offered) + 1)
        rows = [
            Row((Cell(one.label, "strong"), Cell(one.detail, "quiet")), _COMPLETION)
            for one in self._offered[first : first + len(offered)]
        ]
        said = [Said(self._refused, "alarm")] if self._refused else []
        said += [one for one in self._said if one.text != self._refused]
        for text, look in said or [Said(line, "quiet") for line in hints(self._book)]:
            rows += [Row((Cell(line, look),), kind="line") for line in wrapped(text, width, most=_MOST_WRAPPED)]
        # As many lines every time, so that nothing around them is laid out anew with every key.
        rows = [*rows, *[BLANK] * room][:room]
        self.panel.set_rows(len(rows), rows.__getitem__, cursor=self._marked - first)
