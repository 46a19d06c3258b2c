"""Working time: time inside the shop's hours, less closed days, exact to the second.

Everything is counted in whole seconds since 1970, so that a day on which the clocks change has the
length that it really has. A wall-clock time that the clocks skip stands for the instant at which
they jump; one that they show twice, for the first of the two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from store.errors import WrongStateError
from store.records.shop import DEFAULT_HOURS, Shop
from store.rules.hours import Span, parse_hours
from store.sentences import _

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_SECOND = timedelta(seconds=1)
_DAY_S = 24 * 60 * 60
_LAST_DAY = date.max.toordinal() - 3

# After so many days in a row without an opening, only a change of the hours can bring one: the week
# repeats itself, and two weeks allow for a span that a change of the clocks swallows.
_BARREN_DAYS = 15
_REMEMBERED_DAYS = 20_000
# Nothing that a shop has to do is a hundred years away, and looking further would only take time.
_FARTHEST_DAYS = 100 * 366

Week = tuple[tuple[Span, ...], ...]
_Stretch = tuple[int, int]
_Stretches = tuple[_Stretch, ...]


class Interval(NamedTuple):
    """The shop is open from `opens` until just before `closes`; both aware, in the shop's zone."""

    opens: datetime
    closes: datetime


class Calendar:
    """When the shop is open: hours a weekday from a date on, less closed days, plus openings.

    `zone` is the shop's time zone. Answers are worked out a day at a time and remembered, so keep a
    calendar for as long as the shop's settings stay as they are.
    """

    __slots__ = ("_begun", "_open", "_since", "_special", "_turns", "_weeks", "zone")

    def __init__(
        self,
        zone: tzinfo,
        weeks: Sequence[tuple[date | None, Week]],
        special: Mapping[date, tuple[Span, ...]],
    ) -> None:
        """Take the hours a weekday from each date on, and the days that go their own way.

        Args:
            zone: the shop's time zone.
            weeks: Monday first, each with the date from which it holds (None: always); the
                default hours hold before the first.
            special: the hours of single days, over everything else; none for a closed day.
        """
        self.zone = zone
        dated = sorted((0 if since is None else since.toordinal(), week) for since, week in weeks)
        self._since = [since for since, _week in dated]
        self._weeks = [_DEFAULT_WEEK, *(week for _since, week in dated)]
        self._special = {day.toordinal(): spans for day, spans in special.items()}
        self._turns = sorted({*self._since, *self._special, *(ordinal + 1 for ordinal in self._special)})
        self._begun: dict[int, _Stretches] = {}
        self._open: dict[int, _Stretches] = {}

    @classmethod
    def of(cls, shop: Shop, zone: tzinfo) -> Calendar:
        """Return the calendar of `shop`: openings win over closed days, those over public holidays.

        Raises:
            NotUnderstoodError: hours in the record that cannot be read.
        """
        weeks = [(dated.since, _week(dated.days)) for dated in shop.hours]
        special: dict[date, tuple[Span, ...]] = {}
        for day in (*shop.holidays, *shop.closed):
            special[date.fromisoformat(day)] = ()
        for day, text in shop.opened.items():
            special[date.fromisoformat(day)] = parse_hours(text)
        return cls(zone, weeks, special)

    def intervals_on(self, day: date) -> tuple[Interval, ...]:
        """Return the intervals that begin on `day`, in order; the last may end on the next day."""
        return tuple(
            Interval(self._moment(opens), self._moment(closes)) for opens, closes in self._begun_on(day.toordinal())
        )

    def opens_on(self, day: date) -> bool:
        """Return whether the shop opens on `day` at all."""
        return bool(self._begun_on(day.toordinal()))

    def is_open(self, moment: datetime) -> bool:
        """Return whether the shop is open at `moment`; at the very second of closing it is not."""
        second, ordinal = _second(moment), self._ordinal(moment)
        return any(opens <= second < closes for day in (ordinal - 1, ordinal) for opens, closes in self._open_on(day))

    def closing_of(self, day: date) -> datetime:
        """Return the end of the last interval that begins on `day`, at most and else 23:59:59."""
        night = _wall_second(self.zone, day, _DAY_S - 1, fold=1)
        begun = self._begun_on(day.toordinal())
        return self._moment(min(begun[-1][1], night) if begun else night)

    def due_instant(self, due: date | datetime) -> datetime:
        """Return the instant by which `due` is to be met: itself, or the closing of a date."""
        return due if isinstance(due, datetime) else self.closing_of(due)

    def next_opening(self, moment: datetime) -> datetime | None:
        """Return the first instant, from `moment` on, at which the shop opens after being closed.

        None where it never opens again, or never closes.
        """
        second = _second(moment)
        for ordinal in self._scan(self._ordinal(moment) - 1, self._openings_on):
            for opens in self._openings_on(ordinal):
                if opens >= second:
                    return self._moment(opens)
        return None

    def add(self, start: datetime, seconds: int) -> datetime:
        """Return the first instant from `start` on by which `seconds` of working time have gone by.

        `between(start, add(start, n)) == n`. The result is in the shop's zone.

        Raises:
            ValueError: `seconds` is negative.
            WrongStateError: the shop's hours never come to that much (a shop that has none), or not within a hundred
                years.
        """
        if seconds < 0:
            raise ValueError(seconds)
        if seconds == 0:
            return start.astimezone(self.zone)
        second, left, first = _second(start), seconds, self._ordinal(start)
        for ordinal in self._scan(first - 1, self._open_on):
            if ordinal - first > _FARTHEST_DAYS:
                break
            for opens, closes in self._open_on(ordinal):
                begin = max(opens, second)
                if begin < closes:
                    if left <= closes - begin:
                        return self._moment(begin + left)
                    left -= closes - begin
        raise WrongStateError(
            _("The shop has no opening hours ahead. Set them first, such as: regulars shop set hours.mon=09:00-18:00")
            if left == seconds
            else _("The shop's opening hours ahead never come to that much. Give it more hours, or ask for less.")
        )

    def between(self, start: datetime, end: datetime) -> int:
        """Return the seconds of working time from `start` to `end`, negative if `end` is first."""
        first, last = _second(start), _second(end)
        if last < first:
            return -self.between(end, start)
        total = 0
        for ordinal in range(self._ordinal(start) - 1, self._ordinal(end) + 1):
            for opens, closes in self._open_on(ordinal):
                if opens >= first and closes <= last:
                    total += closes - opens
                elif opens < last and closes > first:
                    total += min(closes, last) - max(opens, first)
        return total

    def stretches(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return when the shop is open from `start` to `end`, in order and in UTC; what touches is one stretch."""
        first, last = _second(start), _second(end)
        found: list[_Stretch] = []
        for ordinal in range(self._ordinal(start) - 1, self._ordinal(end) + 1):
            for opens, closes in self._open_on(ordinal):
                one, other = max(opens, first), min(closes, last)
                if one < other:
                    if found and found[-1][1] == one:
                        one = found.pop()[0]
                    found.append((one, other))
        return [(datetime.fromtimestamp(one, UTC), datetime.fromtimestamp(other, UTC)) for one, other in found]

    def written_out(self, since: datetime, until: datetime) -> dict[str, Any]:
        """Return the open stretches from `since` to `until` as plain data, for `open_time.OpenTime`.

        `since` and `until` are seconds since 1970; `turns` are the seconds until the shop opens, closes, opens again …
        """
        turns: list[int] = []
        last = first = _second(since)
        for opens, closes in self.stretches(since, until):
            turns += [_second(opens) - last, _second(closes) - _second(opens)]
            last = _second(closes)
        return {"since": first, "until": _second(until), "turns": turns}

    def _scan(self, ordinal: int, find: Callable[[int], Sequence[object]]) -> Iterator[int]:
        """Yield the days from `ordinal` on for which `find` finds something, till none can come."""
        barren = 0
        while ordinal <= _LAST_DAY:
            if find(ordinal):
                barren = 0
                yield ordinal
            else:
                barren += 1
            ordinal += 1
            if barren > _BARREN_DAYS:
                turn = bisect_left(self._turns, ordinal)
                if turn == len(self._turns):
                    return
                ordinal, barren = self._turns[turn], 0

    def _openings_on(self, ordinal: int) -> list[int]:
        former = self._open_on(ordinal - 1)
        closed_at = former[-1][1] if former else None
        openings = []
        for opens, closes in self._open_on(ordinal):
            if opens != closed_at:
                openings.append(opens)
            closed_at = closes
        return openings

    def _open_on(self, ordinal: int) -> _Stretches:
        """Return what begins on that day, less what the day before still covers."""
        known = self._open.get(ordinal)
        if known is None:
            known, former = self._begun_on(ordinal), self._begun_on(ordinal - 1)
            if known and former and known[0][0] < former[-1][1]:
                until = former[-1][1]
                known = tuple((max(opens, until), ends) for opens, ends in known if ends > until)
            if len(self._open) >= _REMEMBERED_DAYS:
                self._open.clear()
            self._open[ordinal] = known
        return known

    def _begun_on(self, ordinal: int) -> _Stretches:
        known = self._begun.get(ordinal)
        if known is None:
            known = self._work_out(ordinal)
            if len(self._begun) >= _REMEMBERED_DAYS:
                self._begun.clear()
            self._begun[ordinal] = known
        return known

    def _work_out(self, ordinal: int) -> _Stretches:
        if not 1 <= ordinal <= _LAST_DAY:
            return ()
        spans = self._special.get(ordinal)
        if spans is None:
            spans = self._weeks[bisect_right(self._since, ordinal)][(ordinal - 1) % 7]
        if not spans:
            return ()
        day = date.fromordinal(ordinal)
        midnight, offset = datetime.fromordinal(ordinal), None
        if self.zone.utcoffset(midnight) == self.zone.utcoffset(midnight + timedelta(days=2)):
            offset = self.zone.utcoffset(midnight)
        if offset is None:
            stretches = (
                (
                    _wall_second(self.zone, day, start * 60),
                    _wall_second(self.zone, day, end * 60),
                )
                for start, end in spans
            )
        else:
            base = (ordinal - _EPOCH_DAY) * _DAY_S - offset // _SECOND
            stretches = ((base + start * 60, base + end * 60) for start, end in spans)
        return tuple((opens, closes) for opens, closes in stretches if opens < closes)

    def _ordinal(self, moment: datetime) -> int:
        return moment.astimezone(self.zone).toordinal()

    def _moment(self, second: int) -> datetime:
        return datetime.fromtimestamp(second, self.zone)


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the first instant of `day` in `zone`, aware."""
    return datetime.fromtimestamp(_wall_second(zone, day, 0), zone)


def _second(moment: datetime) -> int:
    return (moment - _EPOCH) // _SECOND


def _wall_second(zone: tzinfo, day: date, seconds: int, fold: int = 0) -> int:
    """Return the instant at which the clocks in `zone` show `seconds` after midnight of `day`."""
    wall = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    second = _second(wall.replace(tzinfo=zone, fold=fold))
    if datetime.fromtimestamp(second, zone).replace(tzinfo=None, fold=0) == wall:
        return second
    # The clocks skip that time. Read by the offset before the jump it lies after it, and the other
    # way round.
    after = _second(wall.replace(tzinfo=zone, fold=0))
    before = _second(wall.replace(tzinfo=zone, fold=1))
    offset = datetime.fromtimestamp(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def _week(days: Sequence[str]) -> Week:
    return tuple(parse_hours(days[index]) if index < len(days) else () for index in range(7))


_DEFAULT_WEEK: Week = _week(DEFAULT_HOURS)
