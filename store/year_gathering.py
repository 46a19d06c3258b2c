"""What is gathered from the years of history once, piece by piece between the keys, and kept until those change."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.database.record_file import DamagedFileError
from store.errors import BookUnavailableError
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage


class YearGathering(ABC):
    """One thing that is gathered of an open book; what is new since the years were written is looked at besides."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Gather nothing yet."""
        self._book = book
        self._storage = storage
        self._basis: object = None
        self._gathering: Iterator[None] | None = None
        self._known_at: object = None

    @abstractmethod
    def basis(self) -> object:
        """Return what it hangs on: where that is another than before, everything is gathered anew."""

    @abstractmethod
    def forget(self) -> None:
        """Forget what was gathered."""

    @abstractmethod
    def gather_years(self) -> Iterator[None]:
        """Gather it, and give way now and then."""

    def gather(self, seconds: float) -> bool:
        """Go on gathering for about so long, and return whether everything is there.

        Raises:
            BookUnavailableError: a year is damaged.
        """
        basis = self.basis()
        if basis != self._basis:
            self._basis, self._known_at = basis, None
            self.forget()
            self._gathering = self.gather_years()
        until = time.monotonic() + seconds
        try:
            while self._gathering is not None:
                if next(self._gathering, self) is self:
                    self._gathering = None
                elif time.monotonic() > until:
                    return False
        except DamagedFileError as problem:
            self._basis = None
            raise BookUnavailableError(
                _("A year of history is damaged. Run “regulars doctor --repair” to mend it.")
            ) from problem
        return True
