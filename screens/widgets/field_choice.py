"""A field of a form with a few words to choose from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.marks import BACKWARD, FORWARD
from screens.shown import shown
from screens.widgets.field_line import NAMED_LETTERS
from screens.widgets.in_turn import Result, in_turn
from store.rules.capture_lookup import fold_word

_STEPS = {"left": -1, "right": 1, "space": 1, "backspace": -1}


class ChoiceField(Widget, can_focus=True):
    """One line with all words and the chosen one in brackets; where they have no room, the chosen one alone.

    Left, right and space choose another; a letter chooses the next word that begins with it.
    """

    DEFAULT_CSS = """
    ChoiceField, ChoiceField:ansi {
        height: 1;
        background: $background;
        color: $text-muted;
        &:focus { background: $surface; }
        & > .field-choice--chosen { color: $foreground; }
        & > .field-choice--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"field-choice--chosen", "field-choice--cursor"}

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        field: ChoiceField

        @property
        def control(self) -> ChoiceField:
            """The field."""
            return self.field

    def __init__(self, choices: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        """Offer `choices`: values with their words; the first one is chosen."""
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._value = self._choices[0][0]

    @property
    def typed(self) -> str:
        """The value that is chosen."""
        return self._value

    def put(self, text: str) -> None:
        """Choose the value `text`; one that is not offered is kept until another is chosen."""
        if text != self._value:
            self._value = text
            self.refresh()
            self.post_message(self.Changed(self))

    def say(self, understood: str) -> bool:
        """Show what was understood; a choice says it itself."""
        return not understood

    def step(self, steps: int) -> bool:
        """Move the cursor by so many lines inside the field; there is only one, so this leads out of it."""
        return False

    def enter(self, steps: int) -> None:
        """Come in from above or from below: there is nothing to do."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Keep everything that can be typed: a letter chooses, and never does what the app has it for."""
        return key in NAMED_LETTERS or (character is not None and character.isprintable())

    async def in_turn(self, action: Callable[[], Awaitable[Result]]) -> Result | None:
        """Do `action` when every key that came before has done its work here, and return what it gives."""
        return await in_turn(self, action)

    def on_key(self, event: events.Key) -> None:
        """Choose; a key that was meant for what has the focus now goes there."""
        if self.app.focused is not self:
            event.stop()
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in _STEPS:
            event.stop()
            self._choose(self._index + _STEPS[event.key])
        elif event.key in ("home", "end"):
            event.stop()
            self._choose(0 if event.key == "home" else len(self._choices) - 1)
        elif event.is_printable and event.character:
            event.stop()
            self._choose_beginning_with(fold_word(event.character))

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        style = self.rich_style
        chosen = style + self.get_component_rich_style("field-choice--chosen", partial=True)
        if self.has_focus:
            chosen += self.get_component_rich_style("field-choice--cursor", partial=True)
        segments = choice_segments(self._choices, self._value, width, style, chosen)
        return Strip(segments).adjust_cell_length(width, style)

    @property
    def _index(self) -> int:
        return next((at for at, (value, _word) in enumerate(self._choices) if value == self._value), -1)

    def _choose(self, index: int) -> None:
        self.put(self._choices[max(0, min(len(self._choices) - 1, index))][0])

    def _choose_beginning_with(self, letter: str) -> None:
        count = len(self._choices)
        for step in range(1, count + 1):
            index = (self._index + step) % count
            if letter and fold_word(self._choices[index][1]).startswith(letter):
                self._choose(index)
                return


def choice_segments(
    choices: Sequence[tuple[str, str]], value: str, width: int, style: Style, chosen: Style
) -> list[Segment]:
    """Return all words with the chosen one in brackets; in less than `width` cells the chosen one alone."""
    is_offered = any(value == offered for offered, _word in choices)
    if not is_offered or sum(cell_len(word) + 2 for _value, word in choices) > width:
        word = next((word for offered, word in choices if offered == value), value)
        return [Segment(shown(f"{BACKWARD} {word} {FORWARD}", width), chosen)]
    # Brackets take the place of the spaces around the word, so that nothing moves.
    return [
        Segment(f"[{word}]", chosen) if offered == value else Segment(f" {word} ", style) for offered, word in choices
    ]
