"""Doing something when every key that was pressed before has done its work in a field."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from textual.message_pump import MessagePump

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
