"""A customer's history as far as it was read, or the part of it that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.history_filter import count_words, filter_question, filter_words
from screens.marks import DOT
from store.rules.timeline_filter import TimelineFilter, read_filter

if TYPE_CHECKING:
    from screens.widgets.question_bar import Question
    from store.book import Book
    from store.records.interaction import Interaction

_READ_AT_FIRST = 100


class History:
    """Reads the newest entries, and on the way down twice as many each time."""

    def __init__(self, book: Book, customer: int) -> None:
        """Begin with nothing read, and everything asked for."""
        self._book = book
        self._customer = customer
        self._limit = _READ_AT_FIRST
        self._line = ""
        self._asked = TimelineFilter()
        self._found: list[Interaction] = []
        self._found_count = 0
        self._whole = 0

    @property
    def entries(self) -> list[Interaction]:
        """What was read of what is asked for, the newest first."""
        return self._found[: self._limit]

    @property
    def has_any(self) -> bool:
        """Whether anything happened at all."""
        return self._whole > 0

    @property
    def is_filtered(self) -> bool:
        """Whether only a part is asked for."""
        return bool(self._asked)

    @property
    def is_all_read(self) -> bool:
        """Whether there is nothing more to read of what is asked for."""
        return self._limit >= self._found_count

    @property
    def title(self) -> str:
        """How many entries there are, and which are asked for: "12 of 240 · phone · upset"."""
        if not self.is_filtered:
            return f"{self._whole:,}"
        return f"{count_words(self._found_count, self._whole)} {DOT} {filter_words(self._asked)}"

    def read(self) -> None:
        """Read what the book has now, as far as it was read before."""
        if self.is_filtered:
            timeline = self._book.timeline(self._customer)
            self._found = [entry for entry in timeline if self._asked.takes(entry)]
            self._whole, self._found_count = len(timeline), len(self._found)
        else:
            self._found = self._book.timeline(self._customer, limit=self._limit)
            self._whole = self._found_count = self._book.interaction_count(self._customer)

    def read_on(self) -> list[Interaction]:
        """Read twice as far, and return what came."""
        had = len(self.entries)
        self._limit *= 2
        if not self.is_filtered:
            self._found = self._book.timeline(self._customer, limit=self._limit)
        return self.entries[had:]

    def read_all(self) -> None:
        """Read to the very first entry."""
        while not self.is_all_read:
            self._limit *= 2
        self.read()

    def read_to(self, interaction: int) -> None:
        """Read back to one entry, where there is such a one."""
        order = [entry.id for entry in self._book.timeline(self._customer)]
        if interaction in order:
            while self._limit <= order.index(interaction):
                self._limit *= 2
        self.read()

    def ask_for(self, line: str) -> None:
        """Ask for the part that `line` says, for everything where it is empty.

        Raises:
            NotUnderstoodError: it says nothing that can be asked for.
        """
        self._asked = read_filter(line, self._language)
        self._line = line if self._asked else ""
        self._limit = _READ_AT_FIRST
        self.read()

    def question(self) -> Question:
        """Return the question for the part to show."""
        return filter_question(self._book.timeline(self._customer), self._line, self._language)

    @property
    def _language(self) -> str:
        return self._book.shop.language or "en"
