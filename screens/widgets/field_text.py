"""A field of a form for text of several lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import TextArea

from screens.widgets.field_line import NAMED_LETTERS
from screens.widgets.harmless import harmless
from screens.widgets.in_turn import Result, edit_in_turn, in_turn
from store.records.text import clean_text

# Textual would have these done by the app a little later than the letters around them: see `typed_line.py`.
_EDITING = {binding.key: binding.action for binding in Binding.make_bindings(TextArea.BINDINGS)}

# As in `form_screen.tcss`.
_MOST = 8
_MOST_IN_A_LOW_ONE = 6


class TextField(TextArea, inherit_bindings=False):
    """As many lines as its text has, up to so many; what is pasted is cleaned, and its cursor stands still."""

    DEFAULT_CSS = """
    TextField.-textual-compact, TextField.-textual-compact:focus { padding: 0 1; }
    TextField, TextField:focus, TextField:ansi {
        height: auto;
        max-height: 8;
        background: $background;
        scrollbar-size-vertical: 1;
        &:focus { background: $surface; }
    }
    """

    def __init__(self, hint: str, *, id: str | None = None) -> None:  # noqa: A002
        """Begin empty; `hint` stands there while it has the focus and is empty."""
        super().__init__(compact=True, highlight_cursor_line=False, id=id)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._hint = hint

    @property
    def typed(self) -> str:
        """What stands in it, cleaned; line breaks at its ends are nothing."""
        return clean_text(self.text).strip("\n")

    def put(self, text: str) -> None:
        """Have `text` stand in it, with the cursor at its end."""
        self.load_text(clean_text(text).strip("\n"))
        self.move_cursor(self.document.end)

    def say(self, understood: str) -> bool:
        """Show what was understood; there is no room for it inside."""
        return not understood

    def step(self, steps: int) -> bool:
        """Move the cursor by so many lines inside the field; false where that leads out of it."""
        at, navigator = self.cursor_location, self.navigator
        if navigator.is_last_wrapped_line(at) if steps > 0 else navigator.is_first_wrapped_line(at):
            return False
        if steps > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()
        return True

    def enter(self, steps: int) -> None:
        """Put the cursor where one comes in from above (`steps` is 1) or from below (-1)."""
        end = self.document.end
        self.move_cursor((0, len(self.document.get_line(0))) if steps > 0 else end)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Keep everything that can be typed."""
        return key in NAMED_LETTERS or super().check_consume_key(key, character)

    async def in_turn(self, action: Callable[[], Awaitable[Result]]) -> Result | None:
        """Do `action` when every key that came before has done its work here, and return what it gives."""
        return await in_turn(self, action)

    async def on_key(self, event: events.Key) -> None:
        """Edit in turn; a key that was meant for what has the focus now goes there."""
        await edit_in_turn(self, event, _EDITING)

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted, cleaned."""
        event.prevent_default()
        event.stop()
        result = self.replace(clean_text(event.text), *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def on_focus(self) -> None:
        """Show the hint."""
        self.placeholder = Content(self._hint)

    def on_blur(self) -> None:
        """Take the hint away."""
        self.placeholder = ""

    def render_line(self, y: int) -> Strip:
        """Return one of its lines."""
        strip = super().render_line(y)
        return harmless(strip, strip.cell_length)


def most_lines(screen: Screen[Any]) -> int:
    """Return how many lines of a text are in view at once: fewer where the terminal is low."""
    return _MOST if screen.has_class("-high") else _MOST_IN_A_LOW_ONE
