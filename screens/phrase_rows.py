"""The rows of Phrases: the title, and beside it how often it went out, how people felt then, and what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.marks import DOT, MARK, MOODS
from screens.phrase_words import whole_words
from screens.shown import one_line, shown
from screens.today_rows import longest_that_fits
from screens.widgets.rows import WHOLE, Cell, Column, Look, Row, column_widths
from screens.words import date_words
from store.phrase_uses import NEVER, Uses, felt_words
from store.phrase_values import values_for
from store.phrases import KnownPhrase, language_words
from store.rules.filling import Values
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

_ONE_LINE_FROM = 72
_AROUND = 4
_COLUMNS = (Column(22, grow=4), Column(30, grow=5))
_LONGEST_BEGINNING = 160


class PhraseRows:
    """Makes the rows for one width and one state of the book."""

    def __init__(self, book: Book, uses: Mapping[str, Uses], width: int) -> None:
        """Make rows.

        Args:
            book: the open book.
            uses: what became of each phrase, as far as it is known.
            width: of the terminal, in cells.
        """
        self._book = book
        self._uses = uses
        self._now = book.now()
        self._values: dict[str, Values] = {}
        room = max(1, width - _AROUND)
        self.height = 1 if width >= _ONE_LINE_FROM else 2
        self._room = column_widths(_COLUMNS, room)[1] if self.height == 1 else room

    def of_phrase(self, phrase: KnownPhrase) -> tuple[Row, ...]:
        """Return the lines of a phrase, as many as `height` says."""
        title = Cell(title_words(phrase), "strong")
        state = self._state(phrase)
        if self.height == 1:
            return (Row((title, state), _COLUMNS),)
        return Row((title,), WHOLE), Row((state,), WHOLE, "more")

    def _state(self, phrase: KnownPhrase) -> Cell:
        """Return what is to be known of it; of one of which nothing is, how it begins."""
        uses = self._uses.get(phrase.key, NEVER)
        is_stale = phrase.is_stale(self._now.date())
        first = [
            *([stale_words()] if is_stale else []),
            *([_("in {language}").format(language=language_words(phrase.language))] if _is_other(phrase) else []),
            *([_("your own")] if phrase.own is not None else []),
            *([_("hidden")] if phrase.hidden else []),
        ]
        used = used_words(uses, self._book)
        ways = [[*first, *used, *filter(None, [felt_words(uses)])], [*first, *used, *felt_signs(uses)]]
        ways += [[*first, *used], [*first, *used[:1]], first or used[:1]]
        look: Look = "warning" if is_stale else "quiet"
        words = longest_that_fits([f" {DOT} ".join(way) for way in ways], self._room)
        return Cell(words or self._beginning(phrase), look)

    def _beginning(self, phrase: KnownPhrase) -> str:
        values = self._values.get(phrase.language)
        if values is None:
            values = self._values[phrase.language] = values_for(self._book, None, phrase.language)
        return shown(whole_words(phrase.wording, values), _LONGEST_BEGINNING)


def title_words(phrase: KnownPhrase) -> str:
    """Return the title of a phrase with the mark of a favourite before it and its shortcut behind it."""
    title = one_line(phrase.title)
    if phrase.favourite:
        title = f"{MARK} {title}"
    return f"{title} ;{one_line(phrase.shortcut)}" if phrase.shortcut else title


def stale_words() -> str:
    """Return what is said of an answer that was last found right more than six months ago."""
    return _("older than 6 months: check")


def used_words(uses: Uses, book: Book) -> list[str]:
    """Return how often a phrase went out, and when last; nothing for one that never did."""
    if not uses.times or uses.last is None:
        return []
    times = ngettext("once", "{count} times", uses.times).format(count=uses.times)
    last = date_words(uses.last.astimezone(book.zone).date(), book.now().date())
    return [times, _("last {day}").format(day=last)]


def felt_signs(uses: Uses) -> list[str]:
    """Return how customers felt after a phrase, in signs: `2 :)  1 :(`."""
    counts = (("happy", uses.happy), ("neutral", uses.neutral), ("upset", uses.upset))
    signs = "  ".join(f"{count} {MOODS[mood]}" for mood, count in counts if count)
    return [signs] if signs else []


def _is_other(phrase: KnownPhrase) -> bool:
    return phrase.language != phrase.wanted
