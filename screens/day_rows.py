"""The rows of one day: what was promised for it, and which follow-ups stand there or come again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from screens.follow_up_rows import again_of, name_of
from screens.shown import one_line
from screens.target import Target
from screens.widgets.rows import Cell, Column, Row
from store.records.promise import Promise
from store.rules.follow_up_words import age_words
from store.rules.occurrences import Occurrence
from store.rules.promises import agreed_due
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

_COLUMNS = (Column(5), Column(10, grow=2), Column(12, grow=3), Column(19, gives_way=1))


class Falls(NamedTuple):
    """One thing that falls on a day: an open promise that is due, or a follow-up.

    Attributes:
        customer: whose it is.
        what: what it is about.
        due: a date for all day, else the instant, in the shop's zone.
        promise: the promise, if it is one.
        occurrence: the follow-up, if it is one.
    """

    customer: int
    what: str
    due: date | datetime
    promise: Promise | None = None
    occurrence: Occurrence | None = None

    @property
    def target(self) -> Target | None:
        """What the keys act on: none for what only comes by its rule, since the follow-up itself stands elsewhere."""
        if self.promise is not None:
            return Target("promise", self.promise.id, self.customer)
        if self.occurrence is not None and not self.occurrence.is_coming:
            return Target("follow_up", self.occurrence.follow_up.id, self.customer)
        return None

    @property
    def id(self) -> tuple[str, int]:
        """What makes it the same one after a change."""
        if self.promise is not None:
            return "promise", self.promise.id
        return "follow_up", self.occurrence.follow_up.id if self.occurrence is not None else 0


def falls_on(book: Book, day: date) -> list[Falls]:
    """Return what falls on a day: promises first, then follow-ups, those of a time of day last and in its order."""
    calendar = book.calendar
    found: list[Falls] = []
    for promise in book.days.promises_on(day):
        due = agreed_due(promise, calendar)
        local = due.astimezone(book.zone) if isinstance(due, datetime) else due
        found.append(Falls(promise.customer, promise.what, local, promise=promise))
    for one in book.days.follow_ups_on(day):
        found.append(Falls(one.follow_up.customer, one.follow_up.what, one.due, occurrence=one))
    return found


def day_row(book: Book, falls: Falls, *, late_days: int) -> Row:
    """Return the line of what falls on a day, which lies `late_days` back, 0 for one that has not passed."""
    hour = f"{falls.due:%H:%M}" if isinstance(falls.due, datetime) else ""
    if late_days:
        more = Cell(_("overdue by {age}").format(age=age_words(late_days)), "alarm")
    elif falls.promise is not None:
        more = Cell(_("promise"), "accent")
    else:
        more = Cell(again_of(falls.occurrence.follow_up) if falls.occurrence is not None else "", "quiet")
    return Row(
        (
            Cell(hour, "quiet"),
            Cell(name_of(book, falls.customer), "strong"),
            Cell(one_line(falls.what)),
            more,
        ),
        _COLUMNS,
    )
