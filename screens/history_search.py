"""The search over everything that was said: narrowed at once as one types on, looked through anew in a pause."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container
from contextlib import suppress
from typing import TYPE_CHECKING

from store.errors import NotFoundError
from store.found_by import holds, query_words

if TYPE_CHECKING:
    from store.book import Book
    from store.records.interaction import Interaction

MOST_ENTRIES = 50
_SHORTEST = 2


class HistorySearch:
    """The entries of the history that hold what is looked for.

    Attributes:
        entries: those that are known to, the newest first.
    """

    def __init__(self) -> None:
        """Begin with nothing looked for."""
        self.entries: list[Interaction] = []
        self._query = ""
        self._is_done = True
        self._turn = 0

    def begin(self, query: str) -> bool:
        """Look for something else, and return whether the history is to be looked through for it.

        Of what was found before, what holds the longer words too stays for the time being.
        """
        former, words = query_words(self._query), query_words(query)
        goes_on = bool(former) and len(words) >= len(former) and words[len(former) - 1].startswith(former[-1])
        self.entries = [one for one in self.entries if holds(one, words)] if goes_on else []
        self._query = query
        self._turn += 1
        # One letter stands everywhere; one syllable of Korean is two or three of them.
        self._is_done = sum(map(len, words)) < _SHORTEST
        return not self._is_done

    def begin_anew(self, book: Book) -> bool:
        """Take notice that the book has changed, or who is looked among, and return as `begin` does."""
        self.entries = [now for one in self.entries if (now := _entry_now(book, one.id)) is not None]
        return self.begin(self._query)

    async def look(self, book: Book, among: Container[int] | None, is_wanted: Callable[[], bool]) -> bool:
        """Look through the history, unless that is done; return whether other entries were found than were known.

        Args:
            book: the open book.
            among: whose history; everybody's where None.
            is_wanted: whether to go on; asked between two years, when whoever typed on is served first.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        if self._is_done:
            return False
        found: list[Interaction] = []
        turn = self._turn
        for part in book.search_history(self._query, MOST_ENTRIES, among):
            found += part
            await asyncio.sleep(0)
            if turn != self._turn or not is_wanted():
                return False
        self._is_done = True
        is_other = found != self.entries
        self.entries = found
        return is_other


def _entry_now(book: Book, identity: int) -> Interaction | None:
    with suppress(NotFoundError):
        return book.interaction(identity)
    return None
