"""What a field of a form is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from screens.widgets.question_bar import Choice


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a form.

    Attributes:
        key: its name among the values.
        label: its name for the owner.
        kind: one line, several lines of text, or a choice.
        choices: the values of a choice, with their words.
        hint: stands in the field while it is empty and has the focus.
        is_whole: whether a text is never half right, such as a date: what stands there is marked when one comes in, so
            that the first letter takes its place.
        section: the heading above it; empty where it goes on under the one before.
        check: returns in words what was understood of a text (empty where that says nothing new), or raises a
            RegularsError that says what is wrong.
        complete: returns what a text may become, as whole texts.
    """

    key: str
    label: str
    kind: Literal["line", "text", "choice"] = "line"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    is_whole: bool = False
    section: str = ""
    check: Callable[[str], str] | None = None
    complete: Callable[[str], Sequence[Choice]] | None = None
