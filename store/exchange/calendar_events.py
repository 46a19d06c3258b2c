"""Follow-ups, promises and marked dates as the events of a calendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from store.errors import NotFoundError, NotUnderstoodError
from store.exchange import OpenBook
from store.exchange.calendar_series import Series, begins_with_own, is_ahead, local, series_of, yearly_rule
from store.records.customer import Customer
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.rules.dues import seen_window
from store.rules.follow_ups import kind_of, kind_words, put_off_until
from store.rules.marked_dates import day_in_year, days_to_mark, falls_on
from store.rules.occurrences import standing_moment
from store.rules.promises import agreed_due
from store.rules.rule_words import again_words
from store.rules.season import window_at
from store.rules.shop_days import on_working_day
from store.sentences import _
from store.wording import day_words

if TYPE_CHECKING:
    from icalendar import Event

_LONG = timedelta(minutes=15)
_BEFORE = timedelta(minutes=-15)
_MORNING = timedelta(hours=9)
_DAY = timedelta(days=1)
# Kinds that the rule, the occasion or the season says already.
_TOLD_OTHERWISE = ("once", "recurring", "occasion", "season")
# Days that no rule gives, lunar ones and name days that go with Easter, are written out so far ahead.
_WRITTEN_OUT_YEARS = 5
# A date without a year needs one to begin in: a leap year, always the same, so that an export does not differ.
_ANY_YEAR = 2000


class Events:
    """Makes the events of one book, all with the same stamp."""

    def __init__(self, book: OpenBook, identity: str) -> None:
        """Make events.

        Args:
            book: the book.
            identity: what tells its records from those of all other books.
        """
        self._book = book
        self._identity = identity
        self._now = book.now()
        self._stamp = self._now.astimezone(UTC)

    def of_follow_up(self, follow_up: FollowUp) -> Iterator[Event]:
        """Give the events of an open follow-up: one, or two where what comes by its rule does not begin with its own.

        It does not where that is overdue, put off, or not on a day of the rule. None while it waits for something.
        """
        calendar, now = self._book.calendar, self._now
        own = standing_moment(follow_up, calendar, now)
        if own is None:
            return
        put_off = put_off_until(follow_up, calendar.zone, now)
        window = seen_window(follow_up, now.date(), calendar.zone)
        planned = follow_up.due
        if window is not None:
            planned = window.opens
            if put_off is None:
                own = on_working_day(planned, follow_up.on_closed, calendar)
        is_planned = put_off is None and own == planned
        is_whole = is_planned and is_ahead(own, now)
        series = None
        try:
            is_whole = is_whole and begins_with_own(follow_up)
            series = series_of(follow_up, calendar, now, with_own=is_whole)
        except NotUnderstoodError:
            is_whole = False  # a rule that another program wrote: what is due stands all the same
        name = f"followup-{follow_up.id}"
        if not is_whole or series is None:
            yield self._follow_up_event(name, follow_up, own)
        if series is not None:
            yield self._follow_up_event(name if is_whole else f"{name}-again", follow_up, series.first, series)

    def of_promise(self, promise: Promise) -> Event:
        """Return the event of an open promise, at the due that the customer was told; it alarms at its aim."""
        book = self._book
        due = agreed_due(promise, book.calendar)
        what = ", ".join(filter(None, (promise.what, promise.condition)))
        words = _("Promise to {name}: {what}").format(name=self._name(promise.customer), what=what)
        event = self._event(f"promise-{promise.id}", words, due, promise.made)
        event.add("categories", [_("promise")])
        event.add("description", self._description(promise.customer, _("Regulars promise {id}").format(id=promise.id)))
        if promise.aim > self._now:
            self._alarm(event, words, promise.aim.astimezone(UTC))
        elif is_ahead(due, self._now):
            self._alarm(event, words, _BEFORE if isinstance(due, datetime) else _MORNING)
        return event

    def of_dates(self, customer: Customer) -> Iterator[Event]:
        """Give the events of a customer's marked dates and name day; none of who wants to be left alone."""
        if customer.do_not_contact or customer.stage == "former":
            return
        today = self._now.date()
        since = today.replace(month=1, day=1)
        until = date(min(today.year + _WRITTEN_OUT_YEARS, date.max.year), 12, 31)
        labels: dict[str, int] = {}
        for marked in customer.dates:
            label = marked.label or _("date")
            labels[label] = number = labels.get(label, 0) + 1
            key = f"date-{customer.id}-{crc32(label.encode()):08x}" + (f"-{number}" if number > 1 else "")
            if marked.calendar == "lunar":
                days = [on for on, _years in falls_on(marked, since, until)]
                yield from self._on_days(key, customer, label, days)
            else:
                first = day_in_year(marked.year or _ANY_YEAR, marked.month, marked.day)
                if first is None:
                    continue
                rule = yearly_rule(marked.month, marked.day)
                yield self._date_event(key, customer, label, Series(first, rule, [], []))
        name_days = [one.on for one in days_to_mark(customer, since, until) if one.reason == "name_day"]
        yield from self._on_days(f"nameday-{customer.id}", customer, _("name day"), name_days)

    def _on_days(self, key: str, customer: Customer, label: str, days: Sequence[date]) -> Iterator[Event]:
        if days:
            yield self._date_event(key, customer, label, Series(days[0], {}, [], list(days[1:])))

    def _date_event(self, key: str, customer: Customer, label: str, series: Series) -> Event:
        words = _("{name}: {what}").format(name=customer.shown_name, what=label)
        event = self._event(key, words, series.first, None)
        event.add("categories", [_("date")])
        event.add("transp", "TRANSPARENT")
        event.add("description", self._description(customer.id, ""))
        _repeat(event, series)
        self._alarm(event, words, _MORNING - self._book.shop.dates_lead_days * _DAY)
        return event

    def _follow_up_event(
        self, key: str, follow_up: FollowUp, begins: date | datetime, series: Series | None = None
    ) -> Event:
        words = _("{name}: {what}").format(name=self._name(follow_up.customer), what=follow_up.what)
        event = self._event(key, words, begins, follow_up.made)
        event.add("categories", [_("follow-up")])
        kind = kind_of(follow_up)
        more = ["" if kind in _TOLD_OTHERWISE else kind_words(kind), again_words(follow_up.rule)]
        if follow_up.occasion:
            more.append(follow_up.occasion)
        if follow_up.season and not isinstance(begins, datetime):
            closes = window_at(follow_up.season, begins).closes
            more.append(_("until {day}").format(day=day_words(closes, begins)))
        told = _("Regulars follow-up {id}").format(id=follow_up.id)
        if words_more := ", ".join(filter(None, more)):
            told = _("{told}: {words}").format(told=told, words=words_more)
        event.add("description", self._description(follow_up.customer, told))
        if not isinstance(begins, datetime):
            event.add("transp", "TRANSPARENT")
        if series is not None:
            _repeat(event, series)
        if series is not None or is_ahead(begins, self._now):
            before = _BEFORE if isinstance(begins, datetime) else _MORNING
            self._alarm(event, words, before - follow_up.lead_days * _DAY)
        return event

    def _event(self, key: str, words: str, begins: date | datetime, made: datetime | None) -> Event:
        from icalendar import Event

        event = Event()
        event.add("uid", f"{key}@{self._identity}.regulars")
        event.add("dtstamp", self._stamp)
        if made is not None:
            event.add("created", made.astimezone(UTC))
        event.add("summary", words)
        begins = local(begins, self._book.calendar.zone)
        event.add("dtstart", begins)
        event.add("dtend", begins + _LONG if isinstance(begins, datetime) else begins + _DAY)
        return event

    def _alarm(self, event: Event, words: str, trigger: datetime | timedelta) -> None:
        from icalendar import Alarm

        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words)
        alarm.add("trigger", trigger)
        event.add_component(alarm)

    def _name(self, customer: int) -> str:
        try:
            return self._book.customer(customer).shown_name
        except NotFoundError:
            return f"#{customer}"

    def _description(self, customer: int, last: str) -> str:
        """Return how to reach them, and what stands in the book."""
        try:
            one = self._book.customer(customer)
        except NotFoundError:
            return last
        lines = [one.shown_name, *(phone.value for phone in one.phones), *(email.value for email in one.emails), last]
        return "\n".join(line for line in lines if line)


def _repeat(event: Event, series: Series) -> None:
    from icalendar import vRecur

    if series.rule:
        rule = {name: value.split(",") if isinstance(value, str) else value for name, value in series.rule.items()}
        event.add("rrule", vRecur(rule))
    if series.left_out:
        event.add("exdate", series.left_out)
    if series.instead:
        event.add("rdate", series.instead)
