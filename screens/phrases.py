"""Phrases: the right words by category, in the shop's language or another, with what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input

from screens.half_typed import HalfTyped
from screens.phrase_acting_screen import PhraseActingScreen, target_of
from screens.phrase_filter import (
    ORDERS,
    PhraseFilter,
    PhraseOrder,
    filter_question,
    in_order,
    order_question,
    title_words,
)
from screens.phrase_rows import PhraseRows
from screens.sections import Sections
from screens.shown import one_line, wrapped
from screens.target import Target
from screens.widgets.book_list import GUTTER, BookList
from screens.widgets.rows import Row, plain_line
from screens.widgets.search_field import SearchField
from store.errors import RegularsError
from store.packs import shipped
from store.phrase_search import search_phrases
from store.phrase_uses import Uses
from store.phrases import KnownPhrase, category_words, phrases_in, shop_language
from store.records.shop import LANGUAGES
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

# What became of the phrases is gathered between the keys: for so long at once, and after such a rest, in seconds.
_GATHERED_AT_ONCE = 0.004
_REST = 0.01
# Finding anything makes the search ready for all of them.
_ANYTHING = "a"


class PhrasesScreen(PhraseActingScreen):
    """All phrases that are not hidden; a search over them follows every key."""

    PLACE = "show_phrases"
    OFFERS = frozenset(("new", "view", "order"))
    CSS_PATH: ClassVar[CSSPathType | None] = ["book_screen.tcss", "phrases.tcss"]

    field = getters.query_one("#search", SearchField)

    def __init__(self, book: Book, half_typed: HalfTyped) -> None:
        """Show those in the shop's language."""
        super().__init__(book, half_typed)
        self._asked = PhraseFilter()
        self._order: PhraseOrder = "category"
        self._all: list[KnownPhrase] = []
        self._by_key: dict[str, KnownPhrase] = {}
        self._shown: list[KnownPhrase] = []
        self._uses: Mapping[str, Uses] = {}
        self._is_gathering = False
        self._looked_for = ""
        self._sections: Sections[KnownPhrase] = Sections()

    def compose_body(self) -> Iterable[Widget]:
        """Give the search and the list."""
        yield SearchField(_("/ a word of it, in any spelling, or its ;shortcut"), id="search")
        yield BookList(id="list")

    def on_resize(self, event: events.Resize) -> None:
        """Lay the phrases out anew, on one line each or on two."""
        if self.is_mounted:
            self._show_rows(self.target_under_cursor())

    # Searching

    def search_here(self) -> bool:
        """Type in the search; what was looked for last goes with the first key."""
        self.set_focus(self.field)
        self.field.select_all()
        return True

    @on(Input.Changed, "#search")
    def search(self, event: Input.Changed) -> None:
        """Show what the letters find, what a title says first."""
        event.stop()
        if event.value == self.field.value != self._looked_for:
            self._find()
            self._show_rows(None)

    # What is under the cursor

    def target_at(self, line: int) -> Target | None:
        """Return the phrase on a line."""
        phrase = self._sections.item(line)
        return None if phrase is None else target_of(phrase)

    def phrase_of(self, target: Target) -> KnownPhrase | None:
        """Return the phrase that a row stands for, as it was found last."""
        return self._by_key.get(target.key)

    def can_open_row(self) -> bool:
        """Whether there is a phrase under the cursor, or the search may find one."""
        return self.focused is self.field or self.target_under_cursor() is not None

    async def open_row(self) -> None:
        """Show the phrase whole; from the search, when all that was typed has arrived."""
        if self.focused is self.field:
            await self.field.in_turn(self._open_found)
        else:
            await self._open_phrase()

    async def _open_found(self) -> None:
        if self.field.value != self._looked_for:
            self._find()
            self._show_rows(None)
        await self._open_phrase()

    async def _open_phrase(self) -> None:
        target = self.target_under_cursor()
        if target is not None:
            self.set_focus(None)
            await self.run_action(f"app.show_phrase({target.key!r}, {self._asked.language!r})")

    def new_values(self) -> Mapping[str, str]:
        """A new one is begun in the language and the category that are shown."""
        values = {**super().new_values()}
        if self._asked.category is not None:
            values["category"] = self._asked.category
        return values

    # What is shown

    async def action_view(self) -> None:
        """Ask for a mark, a category or a language; what is on already is taken off."""
        assert self.book is not None
        first = shop_language(self.book)
        own = (one.language for one in self.book.phrases() if one.has_words)
        languages = list(dict.fromkeys((first, *LANGUAGES, *own)))
        question, read = filter_question(self._all, languages, self._asked, self.book.now().date(), self._uses)
        await self.ask(question, lambda answer: self._narrow(read(answer)))

    async def action_order(self) -> None:
        """Ask in which order they stand: by category, or by what became of them."""

        def answered(answer: str) -> None:
            self._order = next(order for order in ORDERS if order == answer)
            self._narrow(self._asked)

        await self.ask(order_question(self._order), answered)

    def action_back(self) -> None:
        """Leave the search, take the marks away, empty the search, take off the last filter, then go back."""
        if self.field.has_focus:
            self.set_focus(None)
            if not self._shown:
                self.field.value = ""
        elif self.marked:
            self.forget_marks()
        elif self.field.value:
            self.field.value = ""
        elif self._asked.is_any:
            self._narrow(self._asked.without_last())
        else:
            super().action_back()

    def _narrow(self, asked: PhraseFilter) -> None:
        self._asked = asked
        self.language = asked.language
        self.forget_marks()
        self._gather()
        self._show_rows(None)

    def show_book(self) -> None:
        """Look anew what there is, and keep the cursor on the phrase it stands on."""
        under_cursor = self.target_under_cursor()
        self._gather()
        if self.marked:
            self.keep_marks({target_of(one) for one in self._all})
        self._show_rows(under_cursor)
        if not self._is_gathering:
            self._is_gathering = True
            self.set_timer(_REST, self._gather_uses)

    def _gather(self) -> None:
        assert self.book is not None
        self._all = phrases_in(self.book, self.languages, hidden=True)
        self._by_key = {one.key: one for one in self._all}
        self._find()

    def _find(self) -> None:
        assert self.book is not None
        self._looked_for = self.field.value
        found = self._asked.of(self._all, self.book.now().date(), self._uses)
        self._shown = search_phrases(in_order(found, self._order, self._uses), self._looked_for)

    def _gather_uses(self) -> None:
        """Gather what became of the phrases a little further, and show it when all of it is there."""
        if self.book is None or not self.is_attached:
            return
        try:
            is_whole = self.book.phrase_uses.gather(_GATHERED_AT_ONCE)
            uses = self.book.phrase_uses.all() if is_whole else self._uses
        except RegularsError as problem:
            self._is_gathering = False
            self.note(problem.sentence, refusal=True)
            return
        if not is_whole:
            self.set_timer(_REST, self._gather_uses)
            return
        self._is_gathering = False
        if uses != self._uses:
            self._uses = uses
            self._find()
            self._show_rows(self.target_under_cursor())
        search_phrases(self._all, _ANYTHING)

    # What stands in the list

    def _show_rows(self, under_cursor: Target | None) -> None:
        assert self.book is not None
        sections: Sections[KnownPhrase] = Sections()
        self._sections = sections
        self.show_title(_("Phrases"), title_words(self._asked, self._order, shop_language(self.book), len(self._shown)))
        rows = PhraseRows(self.book, self._uses, self.app.size.width)
        problems = self._problem_lines()
        if problems:
            sections.add_lines(problems)
        if self._looked_for.strip() or self._order != "category":
            sections.add("", self._shown, rows.of_phrase, rows.height)
        else:
            for category in dict.fromkeys(one.category for one in self._shown):
                found = [one for one in self._shown if one.category == category]
                sections.add(category_words(category).capitalize(), found, rows.of_phrase, rows.height)
        sections.add_lines(self._said(self._last_words()))
        line = sections.line_of(lambda one: target_of(one) == under_cursor) if under_cursor is not None else 0
        cursor = line if line >= 0 else self.book_list.cursor
        self.book_list.set_rows(sections.count, sections.row, cursor=max(0, cursor), is_marked=self.is_marked)
        self.refresh_bindings()

    def _problem_lines(self) -> list[Row]:
        """Return what is wrong in the packs of the languages that are looked through, on one line."""
        problems = shipped().problems(self.languages)
        if not problems:
            return []
        words = one_line(problems[0].words)
        if len(problems) > 1:
            more = len(problems) - 1
            words = ngettext("{first} And {count} more.", "{first} And {count} more.", more).format(
                first=words, count=more
            )
        return [plain_line(words, "warning")]

    def _last_words(self) -> str:
        if not self._shown and (self._looked_for.strip() or self._asked.is_any):
            return _("No phrase is like that. Esc takes the search or the last filter off; N writes one of your own.")
        return _("Enter shows it whole, e changes it, * makes it a favourite, S gives it a shortcut, v shows others.")

    def _said(self, words: str) -> list[Row]:
        return [plain_line(line) for line in wrapped(words, max(1, self.app.size.width - 2 * GUTTER))]
