"""Follow-ups once more, as plainly as can be: a second implementation, to hold the program against.

It walks from day to day, knows no rule by its name, and keeps everything in memory. Days and hours are those on the
wall of the shop; the shop is open from Monday to Friday, but for the days that it is told of.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ONE = timedelta(days=1)
Comes = Callable[[date, date], bool]
"""Whether what began on the first day comes on the second one."""


def every_days(count: int) -> Comes:
    return lambda begun, day: (day - begun).days % count == 0


def monthly(number: int) -> Comes:
    return lambda _begun, day: day.day == min(number, calendar.monthrange(day.year, day.month)[1])


def yearly(month: int, number: int) -> Comes:
    return lambda begun, day: day.month == month and monthly(number)(begun, day)


def on_weekdays(*weekdays: int) -> Comes:
    return lambda _begun, day: day.weekday() in weekdays


def last_friday(_begun: date, day: date) -> bool:
    return day.weekday() == 4 and (day + 7 * ONE).month != day.month


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One follow-up as the owner thinks of it."""

    id: int
    customer: int
    due: date | datetime | None
    begun: date | None = None
    comes: Comes | None = None
    after_done: int = 0
    on_closed: str = "same"
    season: tuple[str, str] | None = None
    lead: int = 0
    occasion: str = ""
    snoozed: date | datetime | None = None
    state: str = "open"
    missed: int = 0
    chain: int = 0


@dataclass
class Reminders:
    """All of them, and what Today has to show."""

    closed: Collection[date]
    zone: ZoneInfo
    all: dict[int, Reminder] = field(default_factory=dict)
    last_id: int = 0

    # What is done

    def add(self, **given: Any) -> Reminder:
        identity = self.new_id()
        one = Reminder(id=identity, **given)
        begun = _day(one.due) if one.due is not None else None
        return self._put(replace(one, begun=begun, chain=one.chain or identity))

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def finish_in_vain(self, identity: int, now: datetime) -> None:
        """Settle one, and take that back: the number of the one that came next is never given again."""
        if self._next(self.all[identity], now, "done") is not None:
            self.new_id()

    def finish(self, identity: int, now: datetime, state: str) -> Reminder | None:
        """Settle one, and return the one that comes next."""
        one = self.all[identity]
        missed = self.missed(one, now)
        self._put(replace(one, state=state, missed=missed))
        due = self._next(one, now, state)
        if due is None:
            return None
        fresh = replace(one, id=self.new_id(), due=due, snoozed=None)
        if one.after_done:
            fresh = replace(fresh, begun=_day(due))
        return self._put(fresh)

    def drop(self, identity: int) -> None:
        self._put(replace(self.all[identity], state="dropped"))

    def snooze(self, identity: int, until: date | datetime) -> None:
        self._put(replace(self.all[identity], snoozed=until))

    def fire(self, occasion: str, now: datetime) -> list[int]:
        fired = [one for one in self.all.values() if one.state == "open" and not one.due and one.occasion == occasion]
        for one in fired:
            self._put(replace(one, due=now.date(), snoozed=None))
        return [one.id for one in fired]

    # What is seen

    def today(self, now: datetime) -> dict[int, dict[str, Any]]:
        """What has to stand on Today at `now`, by id."""
        return {
            one.id: self._seen(one, now)
            for one in self.all.values()
            if one.state == "open" and one.due is not None and self._is_there(one, now)
        }

    def missed(self, one: Reminder, now: datetime) -> int:
        if one.season:
            return sum(closes < now.date() for _opens, closes in self.windows(one, now.date()))
        return 0 if one.after_done else len(self.passed(one, now))

    def passed(self, one: Reminder, now: datetime) -> list[date]:
        """The days after its due on which it came again, by `now`."""
        if one.comes is None or one.due is None or one.begun is None:
            return []
        days, day = [], _day(one.due) + ONE
        while day <= now.date():
            if one.comes(one.begun, day) and _at(one.due, day) <= now:
                days.append(day)
            day += ONE
        return days

    def windows(self, one: Reminder, today: date) -> list[tuple[date, date]]:
        """The windows that have opened since its own one, that one first."""
        assert one.season is not None
        assert one.due is not None
        found = []
        for year in range(_day(one.due).year, today.year + 2):
            opens, closes = (_month_day(year, text) for text in one.season)
            if closes < opens:
                closes = _month_day(year + 1, one.season[1])
            if not found or opens <= today:
                found.append((opens, closes))
        return found

    def shown(self, one: Reminder) -> date:
        """On which day it is to be done."""
        assert one.due is not None
        day = _day(one.due)
        while one.on_closed != "same" and (day.weekday() > 4 or day in self.closed):
            day += ONE if one.on_closed == "next" else -ONE
        return day

    def instant(self, wall: datetime) -> datetime:
        """When the clocks of the shop show that; where they skip it, what they show instead."""
        return datetime.fromtimestamp(wall.replace(tzinfo=self.zone).timestamp(), self.zone)

    def _put(self, one: Reminder) -> Reminder:
        self.all[one.id] = one
        return one

    def _is_there(self, one: Reminder, now: datetime) -> bool:
        if one.snoozed is not None:
            return _at(one.snoozed, _day(one.snoozed)) <= now or self._is_gone(one, now)
        return self.shown(one) - one.lead * ONE <= now.date()

    def _is_gone(self, one: Reminder, now: datetime) -> bool:
        return one.season is not None and self.windows(one, now.date())[-1][1] < now.date()

    def _seen(self, one: Reminder, now: datetime) -> dict[str, Any]:
        due = self.instant(one.due).isoformat() if isinstance(one.due, datetime) else one.due.isoformat()  # type: ignore[union-attr]
        late = 0 if one.season else max(0, (now.date() - self.shown(one)).days)
        gone = self._is_gone(one, now)
        return {
            "customer": one.customer,
            "due": due,
            "days_late": late,
            "missed": self.missed(one, now),
            "gone": gone,
            "status": "skipped" if gone else "open",
        }

    def _next(self, one: Reminder, now: datetime, state: str) -> date | datetime | None:
        assert one.due is not None
        if one.season:
            day = max(now.date(), _day(one.due)) + ONE
            while day != _month_day(day.year, one.season[0]):
                day += ONE
            return day
        if one.after_done and state == "done":
            return _on(one.due, now.date() + one.after_done * ONE)
        if one.comes is None or one.begun is None:
            return None
        day = _day(one.due) + ONE
        while not (one.comes(one.begun, day) and self._is_ahead(one.due, day, now)):
            day += ONE
        return _on(one.due, day)

    def _is_ahead(self, due: date | datetime, day: date, now: datetime) -> bool:
        return _at(due, day) > now if isinstance(due, datetime) else day > now.date()


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _on(due: date | datetime, day: date) -> date | datetime:
    return datetime.combine(day, due.time()) if isinstance(due, datetime) else day


def _at(due: date | datetime, day: date) -> datetime:
    return datetime.combine(day, due.time() if isinstance(due, datetime) else datetime.min.time())


def _month_day(year: int, text: str) -> date:
    month, number = int(text[:2]), int(text[3:])
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))
