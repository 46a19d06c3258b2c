"""Doing something when every key that was pressed before has done its work in a field."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from textual import events
from textual.message_pump import MessagePump
from textual.widget import Widget

Result = TypeVar("Result")


async def in_turn(field: MessagePump, action: Callable[[], Awaitable[Result]]) -> Result | None:
    """Do `action` when all keys that came before have done their work in `field`, and return what it gives.

    For the app, which sees a key such as Enter before the letters that are still on their way to the field. Nothing is
    done, and None returned, where the field is closed already.
    """
    done = asyncio.Event()
    given: list[Result] = []

    async def act() -> None:
        try:
            given.append(await action())
        finally:
            done.set()

    if field.call_later(act):
        await done.wait()
    return given[0] if given else None


async def edit_in_turn(field: Widget, event: events.Key, editing: Mapping[str, str]) -> None:
    """Have `field` edit at once, among the letters around the key; a key meant for what has the focus now goes there.

    Args:
        field: the field that the key has come to.
        event: the key; it is stopped where something was done with it.
        editing: the keys that edit, with their actions.
    """
    if field.app.focused is not field:
        event.stop()
        event.prevent_default()
        field.app.post_message(events.Key(event.key, event.character))
    elif event.key in editing:
        event.stop()
        event.prevent_default()
        await field.run_action(editing[event.key])
