"""Choosing a phrase: a search that follows every key, in any spelling, and what it finds in a list.

For the composer and for the screen of phrases: whoever holds it gives the phrases and says how a row looks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import getters, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from screens.marks import DOT, MARK
from screens.sections import Sections
from screens.shown import one_line
from screens.widgets.book_list import BookList
from screens.widgets.bottom_bar import BottomBar
from screens.widgets.one_line import OneLine
from screens.widgets.rows import Cell, Column, Row, plain_line
from screens.widgets.typed_line import Result, TypedLine
from store.phrase_search import search_phrases
from store.phrases import KnownPhrase, category_words
from store.records.phrase import CATEGORIES
from store.sentences import _, ngettext

_COLUMNS = (Column(14, grow=3), Column(10, grow=1, gives_way=1))
_SHORTCUT = ";"


class Narrowing(NamedTuple):
    """Which of the phrases are shown: all, those that fit, the favourites, or those of a category."""

    kind: str
    words: str


class PhrasePicker(BottomBar):
    """A field and a list; the screen that holds it takes the phrase with Enter.

    What keys do here is done through `in_turn`, behind the letters that were typed before them.
    """

    DEFAULT_CSS = """
    PhrasePicker > BookList { height: 8; }
    """

    field = getters.query_one("#phrase-search", TypedLine)
    panel = getters.query_one("#phrases", BookList)

    @dataclass
    class Highlighted(Message):
        """Another phrase is under the cursor; None where nothing is found."""

        phrase: KnownPhrase | None

    def __init__(self, *, detail: Callable[[KnownPhrase], Cell] | None = None) -> None:
        """Hold no phrases yet; `detail` gives what stands behind a title, quietly its category where None."""
        super().__init__()
        self._detail = detail or _category
        self._phrases: Sequence[KnownPhrase] = ()
        self._fitting: Sequence[KnownPhrase] = ()
        self._narrowings: list[Narrowing] = []
        self._narrowing = 0
        self._looked_for: str | None = None
        self._sections: Sections[KnownPhrase] = Sections()
        self._told: KnownPhrase | None = None
        self._title = ""

    def compose(self) -> ComposeResult:
        """Lay out what is looked through, the field and the list."""
        yield OneLine(id="phrase-title")
        yield TypedLine(_("search: a word of it, a category, or ;shortcut"), id="phrase-search")
        yield BookList(id="phrases")

    # Opening and closing

    def open(
        self, phrases: Sequence[KnownPhrase], fitting: Sequence[KnownPhrase] = (), *, typed: str = "", title: str = ""
    ) -> None:
        """Offer phrases.

        Args:
            phrases: all of them, in their order.
            fitting: those that fit best, which stand first until something is typed.
            typed: what is typed already.
            title: what is chosen here.
        """
        self._phrases, self._fitting, self._title = tuple(phrases), tuple(fitting), title
        categories = {one.category for one in self._phrases}
        self._narrowings = [Narrowing("", _("all"))]
        if any(one.favourite for one in self._phrases):
            self._narrowings.append(Narrowing("favourite", _("favourites")))
        self._narrowings += [Narrowing(one, category_words(one)) for one in CATEGORIES if one in categories]
        self._narrowing = 0
        self.display = True
        self.field.value = typed
        self.field.cursor_position = len(typed)
        self.screen.set_focus(self.field, scroll_visible=False)
        self._looked_for = None
        self._catch_up()

    def close(self) -> None:
        """Fold away."""
        self.display = False
        self._told = None
        self.screen.set_focus(None)

    async def in_turn(self, action: Callable[[], Result]) -> Result | None:
        """Do `action` when all that was typed before has arrived in the field, and return what it gives."""

        async def act() -> Result:
            return action()

        return await self.field.in_turn(act)

    # What is chosen

    @property
    def phrase(self) -> KnownPhrase | None:
        """The phrase under the cursor."""
        self._catch_up()
        return self._sections.item(self.panel.cursor)

    def choose(self, steps: int) -> None:
        """Go to another phrase, so many further on."""
        self._catch_up()
        self.panel.move(steps)
        self._tell()

    def narrow(self, steps: int) -> None:
        """Show those of the next category, favourites among them, and after the last all again."""
        self._narrowing = (self._narrowing + steps) % len(self._narrowings)
        self._find()

    # What is found

    @on(Input.Changed)
    def _follow(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self._catch_up()

    def _catch_up(self) -> None:
        """Look at what is typed now, which may be ahead of the word that it has changed."""
        if self.field.value != self._looked_for:
            self._find()

    def _find(self) -> None:
        typed = self._looked_for = self.field.value
        among = [one for one in self._phrases if self._is_among(one)]
        sections: Sections[KnownPhrase] = Sections()
        if typed.strip():
            found = _found(among, typed)
            sections.add("", found, self._rows)
        else:
            found = among
            fitting = [one for one in self._fitting if self._is_among(one)]
            keys = {one.key for one in fitting}
            sections.add(_("Fits"), fitting, self._rows)
            rest = [one for one in among if one.key not in keys]
            for category in dict.fromkeys(one.category for one in rest):
                of_it = [one for one in rest if one.category == category]
                sections.add(category_words(category).capitalize(), of_it, self._rows)
        if not sections.count:
            sections.add_lines([plain_line(_("No phrase is like that. Backspace, or Tab for another category."))])
        self._sections = sections
        count = ngettext("{count} phrase", "{count} phrases", len(found)).format(count=len(found))
        narrowing = self._narrowings[self._narrowing]
        self.query_one("#phrase-title", OneLine).say(
            self._title, detail=f"{narrowing.words} {DOT} {count}", right=_("Tab: by category")
        )
        self.panel.set_rows(sections.count, sections.row)
        self._tell()

    def _is_among(self, phrase: KnownPhrase) -> bool:
        kind = self._narrowings[self._narrowing].kind
        return not kind or (phrase.favourite if kind == "favourite" else phrase.category == kind)

    def _rows(self, phrase: KnownPhrase) -> Sequence[Row]:
        shortcut = f" {_SHORTCUT}{phrase.shortcut}" if phrase.shortcut else ""
        title = f"{MARK + ' ' if phrase.favourite else ''}{one_line(phrase.title)}{shortcut}"
        return (Row((Cell(title), self._detail(phrase)), _COLUMNS),)

    def _tell(self) -> None:
        phrase = self._sections.item(self.panel.cursor)
        if phrase is not self._told:
            self._told = phrase
            self.post_message(self.Highlighted(phrase))


def _found(phrases: Sequence[KnownPhrase], typed: str) -> list[KnownPhrase]:
    """Return what is found, the one whose shortcut was typed first."""
    shortcut = typed.strip().removeprefix(_SHORTCUT).casefold()
    is_shortcut = typed.strip().startswith(_SHORTCUT)
    named = [one for one in phrases if one.shortcut and one.shortcut.casefold().startswith(shortcut)]
    if is_shortcut:
        return sorted(named, key=lambda one: one.shortcut.casefold() != shortcut)
    exactly = [one for one in named if one.shortcut.casefold() == shortcut]
    return [*exactly, *(one for one in search_phrases(phrases, typed) if one not in exactly)]


def _category(phrase: KnownPhrase) -> Cell:
    return Cell(category_words(phrase.category), "quiet")
