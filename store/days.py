"""What falls on which day: follow-ups, those to come by their rules among them, and promises; kept up by changes.

The first look at a span works out every open follow-up in it, ten thousand that recur in about a tenth of a second.
From then on a change costs what it touches, so that a month opens at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from store.database.transaction import Applied
from store.errors import NotFoundError, NotUnderstoodError
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.rules.dues import hour_of
from store.rules.follow_ups import put_off_until
from store.rules.occurrences import Occurrence, Shift, coming_days, due_on, shift_of, standing_day
from store.rules.promises import agreed_due
from store.rules.shop_days import at_wall, instant_of

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

Item = TypeVar("Item", FollowUp, Promise)
# So many days at a time are worked out, so that leafing through the months seldom waits.
_AT_ONCE = 366
_NEVER = datetime.max.replace(tzinfo=UTC)


class DayLoad(NamedTuple):
    """How much falls on one day."""

    follow_ups: int
    promises: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.follow_ups + self.promises


class _Placed(Generic[Item]):
    """Records of one kind, and once they are placed the days on which each of them falls."""

    def __init__(self) -> None:
        self.items: dict[int, Item] = {}
        self.by_day: defaultdict[int, list[int]] = defaultdict(list)
        self._days_of: dict[int, list[Sequence[int]]] = {}

    def place(self, identity: int, days: Sequence[int]) -> None:
        """Have a record fall on `days` too; on none of them twice."""
        self._days_of.setdefault(identity, []).append(days)
        by_day = self.by_day
        for day in days:
            by_day[day].append(identity)

    def take(self, identity: int) -> None:
        """Take a record away from all its days; one that is not there is passed over."""
        self.items.pop(identity, None)
        for days in self._days_of.pop(identity, ()):
            for day in days:
                self.by_day[day].remove(identity)


class Days:
    """The days of one open book."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Follow the changes of `storage`; nothing is worked out before it is asked for."""
        self._book = book
        self._basis: object = None
        self._today = date.min
        self._looked = self._wakes = _NEVER
        self._shift: Shift | None = None
        self._is_placed = False
        self._first = self._end = 0
        self._follow_ups: _Placed[FollowUp] = _Placed()
        self._promises: _Placed[Promise] = _Placed()
        self._touched: set[tuple[str, int]] = set()
        storage.on_change(self._notice)

    def forget(self) -> None:
        """Work everything out anew when it is next asked for."""
        self._basis = None

    def follow_ups(self) -> Mapping[int, FollowUp]:
        """Return every open follow-up by id; not to be kept, since the next change changes it."""
        self._catch_up()
        return self._follow_ups.items

    def loads(self, first: date, count: int) -> list[DayLoad]:
        """Return how much falls on each of `count` days from `first` on."""
        self._be_placed()
        begin = first.toordinal()
        self._reach(begin + count)
        follow_ups, promises = self._follow_ups.by_day, self._promises.by_day
        return [
            DayLoad(len(follow_ups.get(day, ())), len(promises.get(day, ()))) for day in range(begin, begin + count)
        ]

    def overdue_count(self) -> int:
        """Return how many follow-ups stand before today and are not dealt with."""
        self._be_placed()
        today = self._today.toordinal()
        return sum(len(identities) for day, identities in self._follow_ups.by_day.items() if day < today)

    def promises_on(self, day: date) -> list[Promise]:
        """Return the open promises that are due on `day` by what the customer was told, the soonest first."""
        self._be_placed()
        calendar = self._book.calendar
        found = [self._promises.items[identity] for identity in self._promises.by_day.get(day.toordinal(), ())]
        return sorted(found, key=lambda one: (calendar.due_instant(agreed_due(one, calendar)), one.id))

    def follow_ups_on(self, day: date) -> list[Occurrence]:
        """Return the follow-ups that fall on `day`, those to come by their rules among them, by their time of day."""
        self._be_placed()
        ordinal, calendar, now = day.toordinal(), self._book.calendar, self._book.now()
        self._reach(ordinal + 1)
        items = self._follow_ups.items
        found = [due_on(items[identity], day, calendar, now) for identity in self._follow_ups.by_day.get(ordinal, ())]
        return sorted(found, key=lambda one: (isinstance(one.due, datetime), str(one.due), one.follow_up.id))

    def _catch_up(self) -> None:
        """Take in what was changed; everything is read anew where what stands on a day depends on when one looks.

        That is after midnight, once a snooze is over or an hour has passed, once the clock was set back, and where the
        shop's days changed.
        """
        book = self._book
        now = book.now()
        today = now.date()
        basis = (today, book.calendar)
        if basis != self._basis or not self._looked <= now < self._wakes:
            self._looked, self._wakes = now, _NEVER
            self._basis, self._today, self._shift = basis, today, shift_of(book.calendar)
            self._touched.clear()
            self._is_placed = False
            self._follow_ups, self._promises = _Placed(), _Placed()
            self._follow_ups.items = {one.id: one for one in book.follow_ups()}
            self._promises.items = {one.id: one for one in book.promises()}
        elif self._touched:
            touched, self._touched = self._touched, set()
            for table, identity in touched:
                if table == "follow_ups":
                    self._follow_ups.take(identity)
                    with suppress(NotFoundError):
                        self._take_in_follow_up(book.follow_up(identity))
                else:
                    self._promises.take(identity)
                    with suppress(NotFoundError):
                        self._take_in_promise(book.promise(identity))

    def _take_in_follow_up(self, follow_up: FollowUp) -> None:
        if follow_up.state == "open":
            self._follow_ups.items[follow_up.id] = follow_up
            if self._is_placed:
                self._place_follow_up(follow_up, self._book.now())

    def _take_in_promise(self, promise: Promise) -> None:
        if promise.state == "open":
            self._promises.items[promise.id] = promise
            if self._is_placed:
                self._place_promise(promise)

    def _be_placed(self) -> None:
        """Have everything on its days, as far as they are worked out: a list alone does not need that."""
        self._catch_up()
        if not self._is_placed:
            self._is_placed = True
            now = self._book.now()
            self._first, self._end = self._today.toordinal(), self._today.toordinal() + _AT_ONCE
            for follow_up in self._follow_ups.items.values():
                self._place_follow_up(follow_up, now)
            for promise in self._promises.items.values():
                self._place_promise(promise)

    def _place_follow_up(self, follow_up: FollowUp, now: datetime) -> None:
        calendar = self._book.calendar
        put_off = put_off_until(follow_up, calendar.zone, now)
        if put_off is not None:
            self._wakes = min(self._wakes, instant_of(put_off, calendar.zone))
        elif follow_up.rule and isinstance(follow_up.due, datetime) and follow_up.due < now:
            # It may come again today, as long as its hour is ahead.
            hour = hour_of(follow_up, calendar.zone)
            if hour is not None and hour > now.time():
                self._wakes = min(self._wakes, at_wall(self._today, hour, calendar.zone))
        standing = standing_day(follow_up, calendar, now)
        if standing is not None:
            self._follow_ups.place(follow_up.id, (standing,))
            self._place_coming(follow_up, now, self._first, self._end)

    def _place_coming(self, follow_up: FollowUp, now: datetime, first: int, end: int) -> None:
        # A rule that another program wrote, and that cannot be read, brings no days; what is due stands all the same.
        with suppress(NotUnderstoodError):
            days = coming_days(follow_up, self._book.calendar, now, first, end - 1, self._shift)
            if days:
                self._follow_ups.place(follow_up.id, days)

    def _place_promise(self, promise: Promise) -> None:
        calendar = self._book.calendar
        due = agreed_due(promise, calendar)
        day = due.astimezone(calendar.zone).date() if isinstance(due, datetime) else due
        self._promises.place(promise.id, (day.toordinal(),))

    def _reach(self, end: int) -> None:
        """Have the days until before `end` worked out; none before today has anything to come."""
        if end > self._end:
            now, further = self._book.now(), end + _AT_ONCE
            for one in self._follow_ups.items.values():
                if one.rule or one.season:
                    self._place_coming(one, now, self._end, further)
            self._end = further

    def _notice(self, applied: Applied) -> None:
        if self._basis is not None:
            self._touched.update(one for one in applied.touched if one[0] in ("follow_ups", "promises"))
