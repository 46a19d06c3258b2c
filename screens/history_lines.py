"""What happened with a customer, over all channels, the newest first, with a heading where a year ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from screens.customer_lines import NARROW_UNDER, Line
from screens.marks import DIRECTIONS, DOT
from screens.shown import wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, Cell, Column, Row, column_widths, heading
from screens.words import channel_word, interaction_words, moment_words
from store.records.interaction import Interaction
from store.sentences import _

MOST_LINES = 3
_WIDE = (Column(17), Column(11), Column(10, grow=1))
_NARROW = (Column(17), Column(8, grow=1))


class HistoryLines:
    """Makes the lines of entries, a further stretch of them at a time."""

    def __init__(self, width: int, now: datetime) -> None:
        """Write for lines of `width` cells, as seen at `now`."""
        self._now = now
        self._is_narrow = width < NARROW_UNDER
        room = max(1, width - GUTTER)
        self._text_room = room if self._is_narrow else column_widths(_WIDE, room)[2]
        self._year = now.year

    def more(self, entries: Iterable[Interaction]) -> Iterator[Line]:
        """Give the lines of the entries that come next, going back in time."""
        for entry in entries:
            year = entry.when.astimezone(self._now.tzinfo).year
            if year != self._year:
                self._year = year
                yield Line(BLANK)
                yield Line(heading(str(year)))
            yield from self.rows(entry)

    def rows(self, entry: Interaction) -> Iterator[Line]:
        """Give the lines of one entry."""
        texts = wrapped(_said(entry), self._text_room, most=MOST_LINES) or [""]
        when = Cell(moment_words(entry.when, self._now), "quiet")
        through = Cell(f"{DIRECTIONS[entry.direction]} {channel_word(entry.channel, entry.channel_name)}", "accent")
        if self._is_narrow:
            yield Line(Row((when, through), _NARROW), "interaction", entry.id)
            for text in texts:
                yield Line(Row((Cell(text),), kind="more"), "interaction", entry.id)
            return
        yield Line(Row((when, through, Cell(texts[0])), _WIDE), "interaction", entry.id)
        for text in texts[1:]:
            yield Line(Row((Cell(""), Cell(""), Cell(text)), _WIDE, "more"), "interaction", entry.id)

    def decision(self, at: datetime, words: str) -> Iterator[Line]:
        """Give the lines of something that was decided between two entries, which the cursor passes over."""
        texts = wrapped(words, self._text_room) or [""]
        when = Cell(moment_words(at, self._now), "quiet")
        if self._is_narrow:
            yield Line(Row((when, Cell(DOT, "quiet")), _NARROW, "line"))
            yield from (Line(Row((Cell(text, "quiet"),), kind="line")) for text in texts)
            return
        for number, text in enumerate(texts):
            first = (when, Cell(DOT, "quiet")) if number == 0 else (Cell(""), Cell(""))
            yield Line(Row((*first, Cell(text, "quiet")), _WIDE, "line"))


def _said(entry: Interaction) -> str:
    said = interaction_words(entry)
    return _("{person}: {said}").format(person=entry.contact, said=said) if entry.contact and said else said
