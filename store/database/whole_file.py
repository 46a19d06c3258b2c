"""Files that are replaced whole: written beside, made durable, then renamed over the old one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

FILE_MODE = 0o600
UNFINISHED = ".new"


@contextmanager
def replace_file(path: str) -> Iterator[BinaryIO]:
    """Give a file to write; when the block ends without an error it stands at `path`, durable, in one step.

    Whoever has the old file open keeps it. If the block or the disk fails, `path` is as it was.

    Raises:
        OSError: the file cannot be written, synced or renamed.
    """
    # Exports go to folders that others may write in: the name cannot be foreseen, and nothing there is followed.
    temporary = f"{path}.{os.urandom(4).hex()}{UNFINISHED}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb", buffering=1 << 20) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    sync_folder(os.path.dirname(path))


def sync_folder(path: str) -> None:
    """Make the names in the folder at `path` durable.

    Raises:
        OSError: the folder cannot be opened or synced.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
