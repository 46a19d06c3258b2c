"""What happened with a customer, over all channels, the newest first, with a heading where a year ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from screens.customer_lines import NARROW_UNDER, Line, one_entry
from screens.marks import DIRECTIONS, DOT
from screens.shown import one_line, wrapped
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, Cell, Column, Row, column_widths, heading
from screens.words import channel_word, interaction_words, moment_words
from store.records.conversation import Conversation
from store.records.interaction import Interaction
from store.sentences import _

MOST_LINES = 3
_WIDE = (Column(17), Column(11), Column(10, grow=1))
_NARROW = (Column(17), Column(8, grow=1))


class HistoryLines:
    """Makes the lines of entries, a further stretch of them at a time."""

    def __init__(self, width: int, now: datetime, closed: Sequence[Conversation] = ()) -> None:
        """Write for lines of `width` cells, as seen at `now`; of `closed` matters what they came to stands between."""
        self._now = now
        came = [one for one in closed if one.settled is not None and one.outcome and one.merged_into is None]
        # The newest last, from where they are taken as the entries go back in time.
        self._closed = sorted(came, key=lambda one: (one.settled or one.latest, one.id))
        self._is_narrow = width < NARROW_UNDER
        room = max(1, width - GUTTER)
        self._text_room = room if self._is_narrow else column_widths(_WIDE, room)[2]
        self._year = now.year

    def more(self, entries: Iterable[Interaction]) -> Iterator[Line]:
        """Give the lines of the entries that come next, going back in time."""
        for entry in entries:
            while self._closed and (self._closed[-1].settled or entry.when) >= entry.when:
                yield from self._outcome(self._closed.pop())
            yield from self._year_of(entry.when)
            yield from self.rows(entry)

    def _year_of(self, when: datetime) -> Iterator[Line]:
        """Give a heading where another year begins."""
        year = when.astimezone(self._now.tzinfo).year
        if year != self._year:
            self._year = year
            yield Line(BLANK)
            yield Line(heading(str(year)))

    def _outcome(self, conversation: Conversation) -> Iterator[Line]:
        """Give the lines of what the customer got in the end."""
        at = conversation.settled or conversation.latest
        yield from self._year_of(at)
        words = _("they got: {outcome}").format(outcome=one_line(conversation.outcome))
        for row in one_entry([line.row for line in self.decision(at, words)]):
            yield Line(row, "conversation", conversation.id)

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
