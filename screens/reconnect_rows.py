"""The rows of Reconnect: who, why they are listed, how they feel, and what it was about last."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from screens.shown import one_line, shown
from screens.today_rows import longest_that_fits
from screens.widgets.rows import WHOLE, Cell, Column, Look, Row
from screens.words import channel_word, date_words, interaction_words
from store.errors import RegularsError
from store.rules.reconnect_words import short_why_words, standing_words, why_words
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_TWO_LINES_FROM = 72
_ONE_LINE_FROM = 130
_WHY = 40
# What stands beside the reason: the gutter, where there is room the name too.
_AROUND, _AROUND_TWO = 4, 27
_ONE_LINE = (Column(18, grow=2), Column(_WHY, grow=2), Column(18), Column(24, grow=3))
_FIRST_OF_TWO = (Column(14, grow=1), Column(_WHY, grow=2))
_LONGEST_WHAT = 200


class ReconnectRows:
    """Makes the rows for one width and one moment."""

    def __init__(self, book: Book, now: datetime, width: int) -> None:
        """Make rows.

        Args:
            book: the book.
            now: aware, in the shop's zone.
            width: of the terminal, in cells.
        """
        self._book = book
        self._now = now
        self._room = width - (_AROUND if width < _TWO_LINES_FROM else _AROUND_TWO)
        self.height = 1 if width >= _ONE_LINE_FROM else 2 if width >= _TWO_LINES_FROM else 3

    def of_customer(self, row: Mapping[str, Any]) -> tuple[Row, ...]:
        """Return the lines of a customer, as many as `height` says."""
        who = Cell(one_line(row["customer_name"]), "strong")
        ways = (one_line(why_words(row)), one_line(short_why_words(row)))
        why = Cell(longest_that_fits(ways, self._room), look_of(row))
        state = self._state(row)
        last = Cell(self._last_words(row["customer"]), "quiet")
        if self.height == 1:
            return (Row((who, why, state, last), _ONE_LINE),)
        columns = (Column(12, grow=1), Column(cell_len(state.text)))
        if self.height == 2:
            return Row((who, why), _FIRST_OF_TWO), Row((last, state), columns, "more")
        return Row((who, state), columns), Row((why,), WHOLE, "more"), Row((last,), WHOLE, "more")

    def _state(self, row: Mapping[str, Any]) -> Cell:
        """Return how they felt and what is unresolved; mostly nothing."""
        words, mood = standing_words(row), {"happy": _("happy"), "neutral": _("neutral")}.get(row["mood"], "")
        if words:
            return Cell(_("{mood}, {words}").format(mood=mood, words=words) if mood else words, "warning")
        return Cell(mood, "quiet")

    def _last_words(self, customer: int) -> str:
        """Return the last entry of the history: when, on which channel, and about what."""
        with suppress(RegularsError):
            for entry in self._book.timeline(customer, 1):
                words = _("{day}, {channel}: {what}").format(
                    day=date_words(entry.when.astimezone(self._now.tzinfo), self._now),
                    channel=channel_word(entry.channel, one_line(entry.channel_name)),
                    what=shown(one_line(interaction_words(entry)), _LONGEST_WHAT),
                )
                return words.rstrip(" :")
        return _("nothing noted yet")


def look_of(row: Mapping[str, Any]) -> Look:
    """Return how pressing somebody is: a cadence is gentle at first, and firm later on."""
    return "alarm" if row["cadence_passed"] == "firm" else "plain"
