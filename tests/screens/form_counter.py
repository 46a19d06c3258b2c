"""An owner in front of a form."""

from __future__ import annotations

from screens.form_screen import FormScreen
from screens.widgets.form import FieldRow
from tests.screens.counter import Counter


async def open_form(owner: Counter, kind: str = "customer", record: int = 1, customer: int = 1, draft: int = 0) -> None:
    """Open a form as the app does."""
    await owner.app.action_open_form(kind, record, customer, draft)
    for _turn in range(3):
        await owner.pilot.pause()


def form(owner: Counter) -> FormScreen:
    """The form that is shown."""
    screen = owner.app.screen
    assert isinstance(screen, FormScreen)
    return screen


def row(owner: Counter) -> FieldRow:
    """The field that is typed in."""
    found = form(owner).form.row
    assert found is not None
    return found


async def go_to(owner: Counter, key: str) -> None:
    """Go to a field with Tab."""
    rows = [one.field.key for one in form(owner).form.rows]
    away = rows.index(key) - rows.index(row(owner).field.key)
    await owner.press(*["tab" if away > 0 else "shift+tab"] * abs(away))


async def put(owner: Counter, key: str, text: str) -> None:
    """Type `text` in the place of what stands in a field of one line."""
    await go_to(owner, key)
    await owner.press("ctrl+u")
    await owner.type(text)


def said(owner: Counter) -> str:
    """The screen with its lines joined, so that a sentence is found that goes over two."""
    return " ".join(owner.text.split())
