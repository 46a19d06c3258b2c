"""The capture lines that were saved last, to be taken up again; a small file of the book's own, beside what is typed.

It is for convenience alone: where it cannot be read or written, there is no history, and nothing else is touched.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from store.database.folder import FOLDER_MODE, BookFolder
from store.database.lock import BookLock
from store.database.whole_file import replace_file
from store.records.text import clean_text

MOST_LINES = 50
_LONGEST = 1_000


class LineHistory:
    """The last lines that were saved in the book, by any session."""

    def __init__(self, folder: Path) -> None:
        """Look into the book in `folder` when the history is asked for."""
        self._folder = BookFolder(folder).half_typed
        self._path = os.path.join(self._folder, "lines")

    def lines(self) -> list[str]:
        """Return the lines, the newest first, each once; none where there is no history."""
        try:
            with open(self._path, "rb") as file:
                found = json.loads(file.read())
        except (OSError, ValueError):
            return []
        if not isinstance(found, list):
            return []
        return [clean_text(line) for line in found if isinstance(line, str)][:MOST_LINES]

    def add(self, line: str) -> None:
        """Put `line` before the others, as it was typed; one that is longer than anybody types is left out."""
        said = line.strip()
        if not said or len(said) > _LONGEST:
            return
        with suppress(OSError):
            os.makedirs(self._folder, mode=FOLDER_MODE, exist_ok=True)
            lock = BookLock(self._path + ".lock")
            try:
                with lock:
                    lines = [said, *(former for former in self.lines() if former != said)]
                    self._write(lines[:MOST_LINES])
            finally:
                lock.close()

    def clear(self) -> None:
        """Forget every line, as when a customer whom they name is forgotten.

        Raises:
            OSError: the file cannot be taken away.
        """
        with suppress(FileNotFoundError):
            os.unlink(self._path)

    def _write(self, lines: list[str]) -> None:
        with replace_file(self._path) as file:
            file.write(json.dumps(lines, ensure_ascii=False).encode())
