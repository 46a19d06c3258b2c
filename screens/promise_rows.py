"""The rows of Promises: who was promised what, by when, what became of it, and the margin as words and as a bar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import ceil

from screens.marks import BAR_DONE, BAR_DUE, BAR_LEFT, MOODS
from screens.shown import one_line
from screens.steps import Steps
from screens.widgets.rows import WHOLE, Cell, Column, Look, Row
from screens.words import moment_words
from store.book import Book
from store.errors import NotFoundError
from store.records.interaction import Mood
from store.records.promise import Promise
from store.rules.promise_ledger import OPEN, LedgerRow, LedgerSummary, left_fraction, margin_fraction
from store.rules.promises import PromiseStatus, agreed_due
from store.sentences import _, ngettext
from store.wording import month_name, span_words, with_condition

_MINUTE = 60
_HALF = 4
_BAR = 2 * _HALF + 1
_STATUS = 24
_ONE_LINE_FROM = 116
_ROOM_FOR_DATES_FROM = 74
_THREE_LINES_UNDER = 56
_WIDE = (Column(18, grow=2), Column(20, grow=3), Column(34, grow=1), Column(_BAR), Column(_STATUS))
_FIRST_OF_TWO = (Column(14, grow=2), Column(10, grow=3), Column(_STATUS))
# The bar stands under the words; where the dates need that room, at the end of the line.
_SECOND_OF_TWO = (Column(42, grow=1), Column(_STATUS))
_SECOND_OF_TWO_NARROW = (Column(20, grow=1), Column(_BAR))
_FIRST_OF_THREE = (Column(8, grow=1), Column(_STATUS))
_SECOND_OF_THREE = (Column(12, grow=1), Column(_BAR))

_LOOKS: dict[PromiseStatus, Look] = {
    "overdue": "alarm",
    "at_risk": "warning",
    "kept_early": "good",
    "kept_on_time": "good",
    "late": "warning",
    "broken": "warning",
    "released": "quiet",
}


class PromiseRows:
    """Makes the rows for one width and one moment."""

    def __init__(self, book: Book, now: datetime, width: int, *, moods: Mapping[int, Mood] | None = None) -> None:
        """Make rows.

        Args:
            book: the book.
            now: aware, in the shop's zone.
            width: of the terminal, in cells.
            moods: for a promise's id how the customer felt last, where they are to be told: then how to reach them
                stands there too.
        """
        self._moods = moods
        self._book = book
        self._now = now
        self._second = _SECOND_OF_TWO if width >= _ROOM_FOR_DATES_FROM else _SECOND_OF_TWO_NARROW
        self._is_narrow = width < _THREE_LINES_UNDER
        self._has_way_below = moods is not None and width < _ROOM_FOR_DATES_FROM
        self.height = 1 if width >= _ONE_LINE_FROM else 3 if self._is_narrow else 2
        self.height += self._has_way_below

    def of_promise(self, row: LedgerRow) -> tuple[Row, ...]:
        """Return the lines of a promise, as many as `height` says."""
        mood = MOODS[self._moods.get(row.promise.id, "")] if self._moods is not None else ""
        way = self._way(row.promise)
        name = self._name(row.promise.customer)
        is_behind = bool(mood) and not self._has_way_below
        who = Cell(f"{name} {mood}" if is_behind else name, "strong")
        what = Cell(with_condition(one_line(row.promise.what), one_line(row.promise.condition)))
        look = _LOOKS.get(row.status, "plain")
        status = Cell(margin_words(row, self._now), look)
        bar = Cell(margin_bar(row, self._now), look)
        said = self._dates(row)
        dates = Cell(f"{way}, {said}" if way and not self._has_way_below else said, "quiet")
        below = [Row((Cell(" ".join(filter(None, (mood, way))), "quiet"),), WHOLE, "more")] * self._has_way_below
        if self.height == 1:
            return (Row((who, what, dates, bar, status), _WIDE),)
        if self._is_narrow:
            return (
                Row((who, status), _FIRST_OF_THREE),
                Row((what, bar), _SECOND_OF_THREE, "more"),
                Row((dates,), WHOLE, "more"),
                *below,
            )
        return Row((who, what, status), _FIRST_OF_TWO), Row((dates, bar), self._second, "more"), *below

    def _dates(self, row: LedgerRow) -> str:
        """Return what was promised beside what was done: "by Fri 17:00, kept 14:30"."""
        promise = row.promise
        agreed = agreed_due(promise, self._book.calendar)
        due = moment_words(agreed, self._now)
        said = _("was due {due}") if row.status == "overdue" else _("by {due}")
        if promise.settled is not None:
            said = _("due {due}")
        words = [said.format(due=due)]
        if promise.settled is not None:
            settled = promise.settled.astimezone(self._now.tzinfo)
            is_same_day = row.due.date() == settled.date()
            moment = f"{settled:%H:%M}" if is_same_day else moment_words(settled, self._now)
            words.append(_settled_words(promise).format(moment=moment))
        elif agreed != promise.due:
            late = _("told too late of {due}") if promise.moves[-1].told else _("not told of {due}")
            words.append(late.format(due=moment_words(promise.due, self._now)))
        if agreed != promise.original_due:
            words.append(_("at first {due}").format(due=moment_words(promise.original_due, self._now)))
        if promise.state == "open" and promise.cause:
            words.append(_("hangs on {cause}").format(cause=one_line(promise.cause)))
        return ", ".join(words)

    def _name(self, customer: int) -> str:
        try:
            return one_line(self._book.customer(customer).shown_name)
        except NotFoundError:
            return f"#{customer}"

    def _way(self, promise: Promise) -> str:
        """Return how to reach who is to be told; empty where nobody is, or no way is known."""
        if self._moods is None:
            return ""
        try:
            customer = self._book.customer(promise.customer)
        except NotFoundError:
            return ""
        return next((one_line(way.value) for way in (*customer.phones, *customer.emails)), "")


def margin_words(row: LedgerRow, now: datetime) -> str:
    """Return how a promise stands, in at most 24 cells: "kept 2 h early", "late by 1 day", "released".

    Args:
        row: of the ledger.
        now: aware; of an open promise, what is left to its due is counted from then, in steps of five minutes.
    """
    seconds = row.margin_s if row.margin_s is not None else 0
    if row.status in OPEN:
        seconds = Steps(now).until(row.due)
    # Less than a minute is said as one, since it was on the other side of the due.
    span = span_words(max(_MINUTE, abs(seconds)))
    words: dict[PromiseStatus, str] = {
        "open": _("{span} left"),
        "at_risk": _("at risk, {span} left"),
        "overdue": _("overdue by {span}"),
        "kept_early": _("kept {span} early"),
        "kept_on_time": _("on time, {span} before") if seconds >= _MINUTE else _("on time, to the minute"),
        "late": _("late by {span}"),
        "broken": _("broken"),
        "released": _("released"),
    }
    return words[row.status].format(span=span)


def margin_bar(row: LedgerRow, now: datetime) -> str:
    """Return the margin as a bar about the due: to its right what was left or is left, to its left what is over.

    Each half stands for as much time as there was from promise to due; empty for what was broken or released.
    """
    share = left_fraction(row, now) if row.status in OPEN else margin_fraction(row)
    if share is None:
        return ""
    cells = min(_HALF, ceil(abs(share) * _HALF))
    drawn, free = BAR_DONE * cells, BAR_LEFT * (_HALF - cells)
    if share < 0:
        return f"{free}{drawn}{BAR_DUE}{BAR_LEFT * _HALF}"
    return f"{BAR_LEFT * _HALF}{BAR_DUE}{drawn}{free}"


def month_words(month: date) -> str:
    """Return a month with its year: "March 2026"."""
    return _("{month} {year}").format(month=month_name(month.month), year=month.year)


def summary_words(summary: LedgerSummary) -> str:
    """Return what promises came to: "8 kept early, 2 on time, 1 late; in the middle 3 h before the due"."""
    counts = (
        (ngettext("{count} kept early", "{count} kept early", summary.kept_early), summary.kept_early),
        (ngettext("{count} on time", "{count} on time", summary.kept_on_time), summary.kept_on_time),
        (ngettext("{count} late", "{count} late", summary.late), summary.late),
        (ngettext("{count} broken", "{count} broken", summary.broken), summary.broken),
        (ngettext("{count} released", "{count} released", summary.released), summary.released),
        (ngettext("{count} open", "{count} open", summary.open), summary.open),
    )
    words = ", ".join(word.format(count=f"{count:,}") for word, count in counts if count)
    median = summary.median_margin_s
    if median is None:
        return words
    middle = _("{counts}; median {span} after the due") if median < 0 else _("{counts}; median {span} before the due")
    return middle.format(counts=words, span=span_words(median))


def _settled_words(promise: Promise) -> str:
    return {"kept": _("kept {moment}"), "broken": _("broken {moment}"), "released": _("released {moment}")}.get(
        promise.state, "{moment}"
    )
