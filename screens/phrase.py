"""One phrase whole: what it is for, what became of it, and its words in every variant and language."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.types import CSSPathType

from screens.half_typed import HalfTyped
from screens.lines_screen import LinesScreen
from screens.phrase_acting_screen import PhraseActingScreen, target_of
from screens.phrase_lines import PhraseLines
from screens.phrase_rows import title_words
from screens.phrases import PhrasesScreen
from screens.target import Target
from store.errors import RegularsError
from store.packs import shipped
from store.phrase_uses import Uses
from store.phrases import KnownPhrase, find_phrase, language_words
from store.records.shop import LANGUAGES
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_GATHERED_AT_ONCE = 0.004
_REST = 0.01


class PhraseScreen(PhraseActingScreen, LinesScreen):
    """A phrase, on which the keys of the list do the same."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "phrase.tcss"]
    OFFERS = frozenset(("new",))

    def __init__(self, book: Book, half_typed: HalfTyped, key: str, language: str = "") -> None:
        """Show the phrase with this key, in `language` where that has words, else in the shop's."""
        super().__init__(book, half_typed)
        self.language = language
        self._key = key
        self._phrase: KnownPhrase | None = None
        self._uses: Uses | None = None
        self._is_gathering = False
        self._read: set[str] = set()

    def target_at(self, line: int) -> Target | None:
        """Return the phrase, wherever in it the cursor stands."""
        return None if self._phrase is None else target_of(self._phrase)

    def search_here(self) -> bool:
        """Go back to the list, and search there."""
        below = self.app.screen_stack[-2]
        if not isinstance(below, PhrasesScreen) or not self.is_active:
            return False
        self.app.pop_screen()
        return below.search_here()

    def can_mark(self) -> bool:
        """There is but one phrase here."""
        return False

    def can_open_row(self) -> bool:
        """There is nothing more to see."""
        return False

    def show_book(self) -> None:
        """Show the phrase as the book has it now."""
        assert self.book is not None
        at = self.book_list.cursor
        try:
            self._phrase = find_phrase(self.book, self._key, self.languages)
        except RegularsError:
            self._phrase = None
            self.show_title(_("Phrase"))
            sentence = _("This phrase is no longer in the book. u brings back what you took out, Esc goes back.")
            self.show_lines(self.sentence_lines(sentence), 0)
            return
        self.show_title(title_words(self._phrase), language_words(self._phrase.language))
        others = [one for one in LANGUAGES if one in self._read]
        lines = PhraseLines(self.book, self._phrase, self._uses, self.line_width, others=others).lines()
        self.show_lines(lines, max(0, at))
        if not self._is_gathering:
            self._is_gathering = True
            self.set_timer(_REST, self._gather)

    def _gather(self) -> None:
        """Read another language, or gather what became of it a little further, and show what is known by then."""
        if self.book is None or not self.is_attached:
            return
        unread = next((one for one in LANGUAGES if one not in self._read), "")
        if unread:
            # A pack at a time, so that no key has to wait for all of them.
            shipped().wordings(unread)
            self._read.add(unread)
            if len(self._read) == len(LANGUAGES):
                self.show_book()
            self.set_timer(_REST, self._gather)
            return
        try:
            if not self.book.phrase_uses.gather(_GATHERED_AT_ONCE):
                self.set_timer(_REST, self._gather)
                return
            uses = self.book.phrase_uses.of(self._key)
        except RegularsError as problem:
            self._is_gathering = False
            self.note(problem.sentence, refusal=True)
            return
        if uses != self._uses:
            self._uses = uses
            self.show_book()
        self._is_gathering = False
