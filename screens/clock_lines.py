"""The lines of response clocks: what each waits for, how it stands, a bar of its time, and its arithmetic."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from screens.customer_lines import Line, labelled_rows
from screens.marks import BAR_DONE, BAR_LEFT
from screens.steps import Steps
from screens.widgets.book_list import GUTTER
from screens.widgets.rows import BLANK, WHOLE, Cell, Column, Look, Row, column_widths, heading
from screens.words import left_out_words, moment_words
from store.book import Book
from store.clocks import arithmetic_of
from store.rules.clocks import ClockStatus, ResponseClock
from store.sentences import _, ngettext
from store.wording import clock_words, exact_when_words, left_words, working_words

CLOCKS = "clocks"
_TWO_LINES_UNDER = 54
_WIDE = (Column(14), Column(31, grow=1), Column(8, grow=1))
_NARROW = (Column(14), Column(8, grow=1))
_MOST = 5
_MOST_LEFT_OUT = 20
_LOOKS: dict[ClockStatus, Look] = {
    "running": "plain",
    "at_risk": "warning",
    "overdue": "alarm",
    "met": "good",
    "missed": "warning",
    "waived": "quiet",
}


class ClockLines:
    """Makes the lines for one width."""

    def __init__(self, book: Book, width: int) -> None:
        """Write for lines of `width` cells."""
        self._book = book
        self._now = book.now()
        self._steps = Steps(self._now, book.calendar.between)
        self._room = max(1, width - GUTTER)
        self._is_narrow = width < _TWO_LINES_UNDER
        self._bar = column_widths(_NARROW if self._is_narrow else _WIDE, self._room)[-1]

    def lines(self, clocks: Sequence[ResponseClock], conversation: int, unfolded: Collection[str]) -> Iterator[Line]:
        """Give a conversation's clocks: first what runs, then what ended last; all where `CLOCKS` is unfolded."""
        if not clocks:
            return
        # A clock is known by its place in the order in which they started, which the next one does not change.
        order = sorted(enumerate(clocks), key=lambda one: (not one[1].is_running, -one[0]))
        few = order if CLOCKS in unfolded or len(order) <= _MOST + 1 else order[:_MOST]
        yield Line(BLANK)
        yield Line(heading(f"{_('Response times')}  {len(order):,}"))
        for place, clock in few:
            opens = f"{CLOCKS}-{place}"
            yield from self._clock(clock, conversation, opens)
            if opens in unfolded:
                yield from (Line(row) for row in self._arithmetic(clock))
        left = len(order) - len(few)
        if left:
            words = ngettext("{count} more: Enter", "{count} more: Enter", left).format(count=left)
            yield Line(Row((Cell(words, "quiet"),), WHOLE), opens=CLOCKS)

    def _clock(self, clock: ResponseClock, conversation: int, opens: str) -> Iterator[Line]:
        what, look = clock_words(clock.clock), _LOOKS[clock.status]
        stands, bar = Cell(self._stands(clock), look), Cell(self._drawn(clock), look)
        if self._is_narrow:
            yield Line(Row((Cell(what), bar), _NARROW), "conversation", conversation, opens)
            yield Line(Row((stands,), WHOLE, "more"), "conversation", conversation, opens)
        else:
            yield Line(Row((Cell(what), stands, bar), _WIDE), "conversation", conversation, opens)

    def _drawn(self, clock: ResponseClock) -> str:
        """Return how much of its target a clock has used, as a bar; nothing where it has none to keep to."""
        if not clock.target_s or clock.status == "waived":
            return ""
        used = clock.elapsed_working_s / clock.target_s
        if clock.is_running and not clock.is_paused:
            used = self._steps.used(clock.elapsed_working_s, clock.target_s)
        done = min(self._bar, int(used * self._bar))
        return BAR_DONE * done + BAR_LEFT * (self._bar - done)

    def _stands(self, clock: ResponseClock) -> str:
        """Return how a clock stands, in words."""
        if clock.target_s is None:
            return _("no target")
        if clock.status == "waived":
            return _("not needed any more")
        margin = clock.margin_s
        if margin is not None and clock.is_running and not clock.is_paused:
            margin = self._steps.margin(margin, clock.elapsed_working_s)
        left = left_words(margin, clock.target_s)
        if clock.is_paused:
            return _("not on us, {left}").format(left=left)
        words: dict[ClockStatus, str] = {
            "at_risk": _("at risk, {left}"),
            "met": _("met, {left}"),
            "missed": _("missed, {left}"),
        }
        return words.get(clock.status, "{left}").format(left=left)

    def _arithmetic(self, clock: ResponseClock) -> Iterator[Row]:
        """Give how a clock came to its figures: from, to, what was counted, and what was left out and why."""
        sums, today = arithmetic_of(self._book, clock), self._now.date()
        counted = _("{span} of working time").format(span=working_words(sums.counted_s))
        facts = [
            (_("From"), exact_when_words(sums.start, today)),
            (_("To"), _("now") if clock.is_running else exact_when_words(sums.end, today)),
            (_("Counted"), counted),
        ]
        if clock.target_s is not None:
            facts.append((_("Target"), working_words(clock.target_s)))
        if clock.due is not None and clock.status != "waived":
            facts.append((_("Due"), exact_when_words(clock.due, today)))
        if sums.never_due:
            facts.append((_("Due"), _("never: the shop has no opening hours ahead in which it could fall due")))
        for number, one in enumerate(sums.left_out[:_MOST_LEFT_OUT]):
            start = moment_words(one.start, self._now)
            end = f"{one.end:%H:%M}" if one.end.date() == one.start.date() else moment_words(one.end, self._now)
            words = _("{start} to {end}: {why}").format(start=start, end=end, why=left_out_words(one))
            facts.append(("" if number else _("Left out"), words))
        more = len(sums.left_out) - _MOST_LEFT_OUT
        if more > 0:
            facts.append(("", ngettext("and {count} more", "and {count} more", more).format(count=more)))
        for label, text in facts:
            for row in labelled_rows(label, text, self._room):
                yield Row(tuple(Cell(cell.text, "quiet") for cell in row.cells), row.columns, "more")
