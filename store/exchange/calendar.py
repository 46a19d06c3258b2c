"""The book as a calendar file: follow-ups, promises and marked dates, for phones and other calendars (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.exchange import OpenBook
from store.exchange.calendar_events import Events
from store.exchange.calendar_lines import component_lines
from store.exchange.calendar_zone import zone_component
from store.exchange.outgoing import outgoing
from store.records.customer import Customer
from store.sentences import _

if TYPE_CHECKING:
    from icalendar import Component, Event

_PRODUCT = "-//Regulars//The customer book of a one-person shop//EN"
_END = b"END:VCALENDAR\r\n"
_YEARS_AHEAD = 20


class CalendarWritten(NamedTuple):
    """What was written, and how many follow-ups have no day to stand on, since they wait for something to happen."""

    events: int
    waiting: int


def export_calendar(book: OpenBook, path: Path, customer: int | None = None) -> CalendarWritten:
    """Write what lies ahead, and what is overdue, to `path`: all of it, or what is one customer's.

    Every event keeps its UID for as long as its record lives, so that a calendar which reads the file again changes
    what it has instead of having it twice.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: the file would lie in the book's own folder.
        BookUnavailableError: the book cannot be read, or the file not be written.
    """
    only = None if customer is None else book.customer(customer)
    follow_ups = book.follow_ups(customer)
    with outgoing(path, book.folder) as file:
        events = Events(book, book.identity())
        dated = [events.of_promise(one) for one in book.promises(customer)]
        for follow_up in follow_ups:
            dated += events.of_follow_up(follow_up)
        file.write(_head(book, dated))
        count = 0
        for event in (*dated, *_dates(book, events, only)):
            file.write(component_lines(event))
            count += 1
        file.write(_END)
    return CalendarWritten(count, sum(1 for one in follow_ups if one.due is None))


def _dates(book: OpenBook, events: Events, only: Customer | None) -> Iterator[Event]:
    for customer in [only] if only else book.customers():
        yield from events.of_dates(customer)


def _head(book: OpenBook, dated: list[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = book.shop.name or _("Regulars")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    zone = book.zone
    begins = [moment for event in dated if isinstance(moment := event.get("dtstart").dt, datetime)]
    if begins:
        calendar.add("x-wr-timezone", zone.key)
        first, last = min(begins).year, max(begins).year + _YEARS_AHEAD
        component: Component = zone_component(zone, max(2, first), min(last, date.max.year - 1))
        calendar.add_component(component)
    written: bytes = calendar.to_ical()
    return written.removesuffix(_END)
