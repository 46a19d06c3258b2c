"""A field of one line, in which every key does its work in the order in which it was pressed.

Over a slow line keys arrive many at once. Textual's own field inserts letters at once, but has its editing keys done
by the app a little later, so that a letter typed behind a backspace may be the one that goes; and a letter that
was on its way when the field lost the focus still lands in it. Both are put right here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from screens.widgets.harmless import harmless, with_few_marks
from screens.widgets.in_turn import edit_in_turn, in_turn
from store.records.text import clean_line, clean_text

Result = TypeVar("Result")

# The keys that edit; Enter is for the screen to decide on.
_EDITING = {
    binding.key: binding.action for binding in Binding.make_bindings(Input.BINDINGS) if binding.action != "submit"
}


class TypedLine(Input, inherit_bindings=False):
    """One line of text; what is pasted is cleaned, and its cursor stands still, so that nothing is sent at rest."""

    DEFAULT_CSS = """
    TypedLine, TypedLine:focus {
        background: $surface;
        background-tint: $surface 0%;
        & > .input--selection { text-style: reverse; }
    }
    """

    # However long the text, the field keeps its room: nothing around it is laid out, and sent, anew with a key.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        """Begin empty; `placeholder` stands there meanwhile."""
        super().__init__(placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False

    async def in_turn(self, action: Callable[[], Awaitable[Result]]) -> Result | None:
        """Do `action` when every key that came before has done its work here, and return what it gives.

        For the app, which sees a key such as Enter before the letters that are still on their way to this field.
        """
        return await in_turn(self, action)

    def render_line(self, y: int) -> Strip:
        """Return the line, harmless to the terminal whatever was typed."""
        return harmless(super().render_line(y), self.size.width)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the terminal on which the cursor is drawn; there an input method composes.

        Textual's own lies a cell further right at the end of the line.
        """
        left, top, _width, _height = self.content_region
        return Offset(left + cell_len(self.value[: self.cursor_position]) - self.scroll_offset.x, top)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Lead the input method along when the line is scrolled."""
        super().watch_scroll_x(old_value, new_value)
        self._lead_input_method()

    def on_resize(self) -> None:
        """Lead the input method to where the line stands now."""
        self._lead_input_method()

    def on_focus(self) -> None:
        """Lead the input method here, once this is laid out."""
        self.call_after_refresh(self._lead_input_method)

    def _lead_input_method(self) -> None:
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()  # with what is drawn next, the terminal is told

    async def on_key(self, event: events.Key) -> None:
        """Edit in turn; a key that was meant for what has the focus now goes there."""
        await edit_in_turn(self, event, _EDITING)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted into the line, cleaned; of several lines, the first."""
        event.prevent_default()
        event.stop()
        text = clean_text(event.text).strip("\n")
        start, end = sorted(self.selection)
        self.replace(with_few_marks(clean_line(text.partition("\n")[0])), start, end)
        if "\n" in text:
            self.lines_were_pasted(text)

    def lines_were_pasted(self, text: str) -> None:
        """Take notice of a paste of several lines; `text` is all of them."""
