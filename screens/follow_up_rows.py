"""The rows of Follow-ups: whom to come back to, about what, how it comes again, and when or since when."""

from __future__ import annotations

from datetime import date, datetime

from screens.shown import one_line
from screens.today_rows import longest_that_fits
from screens.widgets.rows import Cell, Column, Look, Row
from screens.words import date_words, day_words
from store.book import Book
from store.errors import NotFoundError
from store.records.follow_up import FollowUp
from store.rules.dues import missed
from store.rules.follow_up_places import Place, Placed
from store.rules.follow_up_words import age_words, missed_words
from store.rules.follow_ups import kind_of, kind_words
from store.rules.rule_words import again_words
from store.sentences import _

_WHEN = 20
_ONE_LINE_FROM = 78
_ONE_LINE = (Column(13, grow=2), Column(20, grow=4), Column(16, gives_way=1), Column(_WHEN))
_FIRST_OF_TWO = (Column(8, grow=1), Column(_WHEN))
_SECOND_OF_TWO = (Column(16, grow=3), Column(14, grow=2, gives_way=1))

_LOOKS: dict[Place, Look] = {"overdue": "alarm", "gone": "warning", "today": "strong"}


class FollowUpRows:
    """Makes the rows for one width and one moment."""

    def __init__(self, book: Book, now: datetime, width: int, *, is_by_place: bool = True) -> None:
        """Make rows.

        Args:
            book: the book.
            now: aware, in the shop's zone.
            width: of the terminal, in cells.
            is_by_place: whether they stand under what they wait for, so that it need not be said again.
        """
        self._is_by_place = is_by_place
        self._book = book
        self._now = now
        self.height = 1 if width >= _ONE_LINE_FROM else 2

    def of_placed(self, placed: Placed) -> tuple[Row, ...]:
        """Return the lines of a follow-up, as many as `height` says."""
        follow_up = placed.follow_up
        who = Cell(name_of(self._book, follow_up.customer), "strong")
        what = Cell(one_line(follow_up.what))
        since = missed(follow_up, self._now, self._book.zone) if placed.late_days or placed.place == "gone" else 0
        again = Cell(missed_words(since, kind_of(follow_up)) or again_of(follow_up), "warning" if since else "quiet")
        words = placed_words(placed, self._now)
        if placed.day is None and self._is_by_place:
            words = _("noted {day}").format(day=day_words(follow_up.made.date(), self._now.date()))
        when = Cell(words, _LOOKS.get(placed.place, "quiet" if placed.day is None else "plain"))
        if self.height == 1:
            return (Row((who, what, again, when), _ONE_LINE),)
        return Row((who, when), _FIRST_OF_TWO), Row((what, again), _SECOND_OF_TWO, "more")


def placed_words(placed: Placed, now: datetime) -> str:
    """Return when it is to be done, or for how long it is overdue: "overdue by 3 days", "put off to Fri 17:00"."""
    if placed.day is None:
        return _("when {occasion}").format(occasion=one_line(placed.follow_up.occasion))
    if placed.place == "gone" and placed.until is not None:
        return _("ended {day}").format(day=day_words(placed.until, now.date()))
    if placed.until is not None and placed.place == "today" and placed.day <= now.date() and not placed.is_put_off:
        return _("until {day}").format(day=day_words(placed.until, now.date()))
    if placed.late_days:
        return _("overdue by {age}").format(age=age_words(placed.late_days))
    words = day_words(placed.day, now.date())
    if placed.hour is not None:
        words = f"{words} {placed.hour:%H:%M}"
    if placed.is_put_off and placed.place != "today":
        # The hour has to be seen, so that a longer day gives way.
        ways = [_("put off to {day}").format(day=words), _("from {day}").format(day=words)]
        return longest_that_fits(ways, _WHEN)
    if placed.place == "today" and placed.day > now.date():
        return _("due {moment}").format(moment=words)
    return words


def again_of(follow_up: FollowUp) -> str:
    """Return how a follow-up comes again, else what sort it is where that says more than that it comes once."""
    if follow_up.season:
        first, last = (date.fromisoformat(f"2000-{day}") for day in follow_up.season.split(".."))
        return _("{first} to {last}").format(first=date_words(first, first), last=date_words(last, last))
    if follow_up.rule:
        return again_words(follow_up.rule)
    if follow_up.due is not None and follow_up.occasion:
        return one_line(follow_up.occasion)
    kind = kind_of(follow_up)
    return "" if kind in ("once", "occasion") else kind_words(kind)


def name_of(book: Book, customer: int) -> str:
    """Return the name of a customer on one line; the number of one who is gone."""
    try:
        return one_line(book.customer(customer).shown_name)
    except NotFoundError:
        return f"#{customer}"
