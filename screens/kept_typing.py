"""Keeps what is half-typed through a kill, a lost line or a power cut, and parks what other sessions left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from screens.half_typed import HalfTyped
from store.errors import BookUnavailableError, RegularsError
from store.sentences import ngettext

if TYPE_CHECKING:
    from store.book import Book
    from store.half_typed_file import HalfTypedFile
    from store.records.draft import Draft


class Say(Protocol):
    """Says a sentence to the owner."""

    def __call__(self, sentence: str, *, refusal: bool = False) -> None: ...


class KeptTyping:
    """What is being typed in this session: the line, and the forms that are open.

    The app lets it look again and again; nothing has to be told what was typed, and nothing is done where nothing was.
    """

    def __init__(
        self,
        half_typed: HalfTyped,
        forms: Callable[[], Iterable[Draft]],
        say: Say,
        changed: Callable[[], None],
    ) -> None:
        """Watch over `half_typed`.

        Args:
            half_typed: the line that is being typed.
            forms: gives the open forms in which something was typed, each as it would be parked.
            say: says what could not be kept, once, and what was parked.
            changed: called after something was parked, for the screens to show it.
        """
        self._half_typed = half_typed
        self._forms = forms
        self._say = say
        self._changed = changed
        self._book: Book | None = None
        self._file: HalfTypedFile | None = None
        self._writing: asyncio.Future[None] | None = None
        self._is_told = False
        half_typed.emptied = self.finish

    def open_book(self, book: Book) -> None:
        """Take the book, now that it is open, and park what sessions were typing that are gone."""
        from store.half_typed_file import HalfTypedFile

        self._book, self._file = book, HalfTypedFile(book.folder)
        self.look()

    def look(self) -> None:
        """Keep what was typed since, in another thread, and park what was left behind; for twice a second or so.

        After a look at which something was written, the next one writes nothing.
        """
        if self._book is None or self._file is None:
            return
        self._take_over(self._book)
        if self._writing is not None:
            if self._writing.done():
                self._writing = None
            return
        if self._file.typed(self._drafts(self._book), self._book.sequence):
            self._writing = asyncio.get_running_loop().run_in_executor(None, self._file.keep)
            self._writing.add_done_callback(self._written)

    def finish(self) -> None:
        """Take what was saved, parked or dropped out of the file, at once."""
        if self._book is None or self._file is None:
            return
        if self._file.typed(self._drafts(self._book), self._book.sequence):
            try:
                self._file.keep()
            except BookUnavailableError as problem:
                self._tell(problem.sentence)

    def close(self) -> None:
        """End; what could not be parked is left for the next session."""
        if self._book is not None and self._file is not None:
            if not self._book.read_only:
                self.finish()
            self._file.let_go()

    def _drafts(self, book: Book) -> list[Draft]:
        half_typed = self._half_typed
        if half_typed and half_typed.begun is None:
            half_typed.begun = book.now()
        line = half_typed.as_draft(book.now())
        return [*([line] if line is not None else []), *self._forms()]

    def _take_over(self, book: Book) -> None:
        from store.half_typed_file import take_over

        try:
            parked = take_over(book)
        except RegularsError as problem:
            self._tell(problem.sentence)
            return
        if parked:
            count = len(parked)
            self._say(
                ngettext(
                    "{count} line was being typed when Regulars ended. It is parked on Today.",
                    "{count} lines were being typed when Regulars ended. They are parked on Today.",
                    count,
                ).format(count=count)
            )
            self._changed()

    def _written(self, writing: asyncio.Future[None]) -> None:
        problem = None if writing.cancelled() else writing.exception()
        if isinstance(problem, BookUnavailableError):
            self._tell(problem.sentence)
        elif problem is not None:
            raise problem

    def _tell(self, sentence: str) -> None:
        if not self._is_told:
            self._is_told = True
            self._say(sentence, refusal=True)
