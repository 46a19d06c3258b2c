"""One writer at a time: a short advisory lock around each transaction, over processes and threads."""

from __future__ import annotations

import fcntl
import os
import threading
from types import TracebackType


class BookLock:
    """The lock of one book's folder; entering it again in the thread that holds it is free."""

    def __init__(self, path: str) -> None:
        """Prepare the lock at `path`; the file is made when it is first taken."""
        self._path = path
        self._descriptor: int | None = None
        self._depth = 0
        self._thread_lock = threading.RLock()

    @property
    def is_held(self) -> bool:
        """Whether this process holds the lock now."""
        return self._depth > 0

    def __enter__(self) -> BookLock:
        """Wait until no other process and no other thread holds the lock.

        Raises:
            OSError: the lock's file cannot be made or locked.
        """
        self._thread_lock.acquire()
        try:
            if self._depth == 0:
                self._descriptor = self._locked()
            self._depth += 1
        except BaseException:
            self._thread_lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the lock go once the outermost block ends."""
        self._depth -= 1
        try:
            if self._depth == 0 and self._descriptor is not None:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        finally:
            self._thread_lock.release()

    def _locked(self) -> int:
        """Return the locked file; where somebody has deleted it meanwhile, the one that others would lock."""
        while True:
            if self._descriptor is None:
                self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            if os.fstat(self._descriptor).st_nlink:
                return self._descriptor
            os.close(self._descriptor)
            self._descriptor = None

    def close(self) -> None:
        """Close the lock's file; taking the lock again opens it anew."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
