"""The book's folder: what lies where, and who may read it."""

from __future__ import annotations

import os
import stat

from store.errors import BookUnavailableError
from store.sentences import _

FOLDER_MODE = 0o700
_YEAR_DIGITS = 4


class BookFolder:
    """The paths of one book, and its permissions."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Name the folder; nothing is made yet."""
        self.path = os.path.abspath(path)
        self.book = os.path.join(self.path, "book.json")
        self.journal = os.path.join(self.path, "journal.jsonl")
        self.agenda = os.path.join(self.path, "agenda.jsonl")
        self.words = os.path.join(self.path, "book.words")
        self.listing = os.path.join(self.path, "book.listing")
        self.lock = os.path.join(self.path, "lock")
        self.years = os.path.join(self.path, "years")
        self.changes = os.path.join(self.path, "changes")
        self.backups = os.path.join(self.path, "backups")
        self.half_typed = os.path.join(self.path, "half-typed")

    def year(self, year: int) -> str:
        """Return the path of a year's file."""
        return os.path.join(self.years, f"{year:04}.json")

    def changes_of(self, year: int) -> str:
        """Return the path of a year's change log."""
        return os.path.join(self.changes, f"{year:04}.jsonl")

    def year_paths(self) -> list[str]:
        """Return the paths of the years that there are, oldest first."""
        return self._numbered(self.years, ".json")

    def changes_paths(self) -> list[str]:
        """Return the paths of the change logs that there are, oldest first."""
        return self._numbered(self.changes, ".jsonl")

    def set_aside(self, stamp: str, name: str) -> str:
        """Return a path that is still free for something damaged that is kept: `set-aside-STAMP-NAME`."""
        path = os.path.join(self.path, f"set-aside-{stamp}-{name}")
        number = 1
        while os.path.exists(path):
            number += 1
            path = os.path.join(self.path, f"set-aside-{stamp}-{number}-{name}")
        return path

    def prepare(self) -> list[str]:
        """Make the folder where it is missing and close it to others; return what was done, in sentences.

        The folder in which it lies has to be there: where a disk is not mounted, an empty book would look like a
        loss.

        Raises:
            BookUnavailableError: it cannot be made or looked into.
        """
        parent = os.path.dirname(self.path)
        if not os.path.isdir(parent):
            raise BookUnavailableError(
                _("The folder {parent} is not there. Mount its disk, or make it, then try again.").format(parent=parent)
            )
        try:
            if not os.path.exists(self.path):
                os.mkdir(self.path, mode=FOLDER_MODE)
                return [_("A new, empty book was made in {folder}.").format(folder=self.path)]
            mode = stat.S_IMODE(os.stat(self.path).st_mode)
            os.listdir(self.path)
        except OSError as problem:
            raise BookUnavailableError(
                _("The book's folder {folder} cannot be opened: {reason}.").format(
                    folder=self.path, reason=problem.strerror
                )
            ) from problem
        if not mode & 0o077:
            return []
        try:
            os.chmod(self.path, FOLDER_MODE)
            self._close_files()
        except OSError:
            return [_("Others on this machine can read the book's folder {folder}.").format(folder=self.path)]
        return [_("Others could read the book's folder; now only you can.")]

    def _close_files(self) -> None:
        """Close what Regulars has made, and nothing else that may lie here."""
        own = [self.book, self.journal, self.agenda, self.words, self.listing, self.lock]
        own += [os.path.join(self.path, name) for name in os.listdir(self.path) if name.startswith("set-aside-")]
        for folder in (self.years, self.changes, self.backups, self.half_typed):
            if os.path.isdir(folder) and not os.path.islink(folder):
                os.chmod(folder, FOLDER_MODE)
                own += [os.path.join(folder, name) for name in os.listdir(folder)]
        for path in own:
            if os.path.isfile(path) and not os.path.islink(path):
                os.chmod(path, 0o600)

    @staticmethod
    def _numbered(folder: str, ending: str) -> list[str]:
        try:
            names = sorted(os.listdir(folder))
        except FileNotFoundError:
            return []
        return [
            os.path.join(folder, name)
            for name in names
            if name.endswith(ending) and name.removesuffix(ending).isdigit() and len(name) == _YEAR_DIGITS + len(ending)
        ]
