"""The day's closing, from the book: what was done today, and what is left until the shop opens again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from store.clocks import Standing, standing_of
from store.records.conversation import Conversation
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.rules.closing import Closing, closing_of
from store.rules.shop_day import ShopDay, shop_day

if TYPE_CHECKING:
    from store.book import Book

_ONE_DAY = timedelta(days=1)


def closing_now(book: Book) -> Closing:
    """Return what became of the shop's day until now, and what is due until it opens again.

    Raises:
        BookUnavailableError: a year of history is damaged.
    """
    now, calendar = book.now(), book.calendar
    day = shop_day(calendar, now)
    days = _dates(day)
    promises = [one for date_ in days for one in book.of_day(Promise, "settled", date_)]
    return closing_of(day, _matters(book, day, days), promises, book.agenda(), calendar=calendar, now=now)


def _matters(book: Book, day: ShopDay, days: Iterable[date]) -> list[Standing]:
    """Return the conversations that an entry or a decision of the day belongs to, each once."""
    found: dict[int, None] = {}
    for date_ in days:
        for entry in book.of_day(Interaction, "when", date_):
            if entry.conversation is not None and day.begins <= entry.when < day.ends:
                found[entry.conversation] = None
        for conversation in book.of_day(Conversation, "at", date_):
            if any(day.begins <= event.at < day.ends for event in conversation.events):
                found[conversation.id] = None
    standings = [standing_of(book, identity) for identity in found]
    return [one for one in standings if one.conversation.merged_into is None]


def _dates(day: ShopDay) -> list[date]:
    """Return the dates under which what happened on the shop's day may be written down, in whatever zone it was."""
    first, last = day.begins.date() - _ONE_DAY, day.ends.date() + _ONE_DAY
    return [first + number * _ONE_DAY for number in range((last - first).days + 1)]
