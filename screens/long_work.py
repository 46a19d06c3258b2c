"""Work that takes a while, done in another thread: how far it has come is told now and then, and it can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

_TOLD_EVERY = 0.1  # seconds


class StoppedError(Exception):
    """The owner stopped the work; nothing of it is kept."""


class LendsTheBook(Protocol):
    """An app that leaves the book to another thread for a while."""

    def book_at_work(self) -> AbstractAsyncContextManager[None]:
        """Leave the book alone inside the block; of all keys only Escape counts there."""
        ...


class Watch:
    """The progress of one piece of work: called from its thread, as often as it likes."""

    def __init__(self, tell: Callable[[int, int | None], None]) -> None:
        """Tell how far it is by `tell`, which is called in that thread too, at most ten times a second."""
        self._tell = tell
        self._stopped = threading.Event()
        self._told_at = 0.0

    def __call__(self, done: int, total: int | None) -> None:
        """Take notice that so many are done.

        Raises:
            StoppedError: the owner wants no more of it.
        """
        if self._stopped.is_set():
            raise StoppedError
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY or done == total:
            self._told_at = now
            self._tell(done, total)

    @property
    def is_stopped(self) -> bool:
        """Whether it is to stop."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Have the work stop the next time it tells how far it is."""
        self._stopped.set()
