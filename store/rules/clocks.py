"""Response clocks: first answer, next answer, update and resolution, measured in the shop's working time.

They are worked out from entries, events and promises each time, so that an answer typed late, an edit, a merge or a
reopening is right by itself; only what the target was when a clock started is history. Source: the rules of the
product, "Response clocks".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from store.errors import WrongStateError
from store.records.conversation import Conversation
from store.records.interaction import Channel, Interaction
from store.records.promise import Promise
from store.records.shop import Shop
from store.rules.conversations import ConversationState, state_of
from store.rules.course import Course
from store.rules.targets import Clock, target_of
from store.rules.turns import Span, matters, silences, turns_of
from store.rules.working_time import Calendar

ClockStatus = Literal["running", "at_risk", "overdue", "met", "missed", "waived"]

Pauses = tuple[tuple[datetime, datetime | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseClock:
    """One clock of a conversation, as it stands or as it ended.

    Instants are aware. `channel` is that of the message which decides the target. `target_s`, `elapsed_working_s` and
    `margin_s` (target minus elapsed) are seconds of working time, `elapsed_real_s` real seconds, both without the
    `pauses`; without a target there is no margin. `at_risk`, `due` and `overdue` are the first instants at which three
    quarters of the target, all of it, and more than all of it have gone by: None without a target, while the clock is
    paused, and where the shop's hours never come to that much.
    """

    clock: Clock
    channel: Channel
    started: datetime
    ended: datetime | None
    status: ClockStatus
    target_s: int | None
    at_risk: datetime | None
    due: datetime | None
    overdue: datetime | None
    elapsed_working_s: int
    elapsed_real_s: int
    margin_s: int | None
    pauses: Pauses = ()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended, paused or not."""
        return self.ended is None

    @property
    def is_paused(self) -> bool:
        """Whether it runs, but not at present, since it is not on us."""
        return self.ended is None and bool(self.pauses) and self.pauses[-1][1] is None


def clocks_of(
    conversation: Conversation,
    interactions: Iterable[Interaction],
    promises: Iterable[Promise],
    *,
    shop: Shop,
    calendar: Calendar,
    now: datetime,
    state: ConversationState | None = None,
) -> tuple[ResponseClock, ...]:
    """Return every clock of `conversation`, in the order in which they started; none for one merged into another.

    The first answer runs from the first message that wants one to the first real answer, the next answer from the
    first message not yet answered after that. What needs no answer is waived, and so is what was resolved over while
    there was time; resolving does not undo that an answer was late. The update runs while the matter is ours, anew
    whenever the customer hears from us. The resolution runs from opening to resolved,
    without the time that waits on the customer or on nobody.

    Args:
        conversation: the conversation, with its events.
        interactions: its entries, in any order.
        promises: the promises in it, settled ones too.
        shop: for its targets; that of the day on which a clock started holds.
        calendar: of the same shop.
        now: aware.
        state: how the conversation stands at `now`, where that is known already.
    """
    course = Course(conversation, interactions)
    if conversation.merged_into is not None or not course.entries:
        return ()
    known = tuple(promises)
    state = state or state_of(conversation, course.entries, known, now)
    turns = turns_of(course, known)
    measure = _Measure(shop, calendar, now)
    clocks = [
        measure.clock(
            "first_answer" if wait.is_first else "next_answer",
            wait.entry.channel,
            Span(wait.entry.when, wait.ended, is_let_go=wait.is_let_go, is_closed_over=wait.is_closed_over),
        )
        for wait in course.waits
    ]
    clocks += [measure.clock("update", _channel_at(course.entries, span.started), span) for span in silences(turns)]
    clocks += [
        measure.clock("resolution", _channel_at(course.entries, span.started), span)
        for span in matters(turns, state.opened, state.resolved)
    ]
    return tuple(sorted(clocks, key=lambda clock: clock.started))


class _Measure:
    """Makes clocks of spans, by one shop's hours and targets, at one instant."""

    def __init__(self, shop: Shop, calendar: Calendar, now: datetime) -> None:
        self.shop = shop
        self.calendar = calendar
        self.now = now

    def clock(self, clock: Clock, channel: Channel, span: Span) -> ResponseClock:
        calendar, zone = self.calendar, self.calendar.zone
        target = target_of(self.shop, channel, clock, span.started.astimezone(zone).date())
        # In UTC, since two instants of one zone are compared by their wall clocks, which go back once a year.
        started = span.started.astimezone(UTC)
        ended = None if span.ended is None else span.ended.astimezone(UTC)
        stretches = counted_stretches(started, ended or max(self.now.astimezone(UTC), started), span.pauses)
        working = sum(calendar.between(start, stop) for start, stop in stretches)
        real = sum(int((stop - start).total_seconds()) for start, stop in stretches)
        is_paused = bool(span.pauses) and span.pauses[-1][1] in (None, span.ended)
        ahead = stretches if is_paused else [*stretches[:-1], (stretches[-1][0], None)]
        at_risk = due = overdue = None
        if target is not None:
            at_risk = self._used_up(ahead, -(-target * 3 // 4))
            due = self._used_up(ahead, target)
            overdue = self._used_up(ahead, target + 1)
        return ResponseClock(
            clock=clock,
            channel=channel,
            started=started.astimezone(zone),
            ended=None if ended is None else ended.astimezone(zone),
            status=_status(target, working, span),
            target_s=target,
            at_risk=at_risk,
            due=due,
            overdue=overdue,
            elapsed_working_s=working,
            elapsed_real_s=real,
            margin_s=None if target is None else target - working,
            pauses=tuple(
                (one.astimezone(zone), None if other is None else other.astimezone(zone)) for one, other in span.pauses
            ),
        )

    def _used_up(self, stretches: Sequence[tuple[datetime, datetime | None]], seconds: int) -> datetime | None:
        """Return the first instant by which so much working time has gone by in these stretches."""
        for start, stop in stretches:
            counted = None if stop is None else self.calendar.between(start, stop)
            if counted is None or seconds <= counted:
                try:
                    return self.calendar.add(start, seconds)
                except WrongStateError:
                    return None
            seconds -= counted
        return None


def counted_stretches(start: datetime, end: datetime, pauses: Pauses) -> list[tuple[datetime, datetime]]:
    """Return what is left of `start` to `end` without the pauses, in order; empty stretches left out."""
    stretches = []
    for paused, resumed in pauses:
        if start < min(paused, end):
            stretches.append((start, min(paused, end)))
        start = end if resumed is None else max(start, resumed)
    if start < end or not stretches:
        stretches.append((start, max(start, end)))
    return stretches


def _status(target: int | None, working: int, span: Span) -> ClockStatus:
    """Return how a clock stands; resolving a matter does not take back that its answer was late by then."""
    if span.ended is None:
        if target is None or working * 4 < target * 3:
            return "running"
        return "overdue" if working > target else "at_risk"
    if target is None or span.is_let_go or (span.is_closed_over and working <= target):
        return "waived"
    return "missed" if working > target else "met"


def _channel_at(entries: Sequence[Interaction], instant: datetime) -> Channel:
    """Return the channel of the last message that had come by then; of the first entry where none had."""
    came = [entry for entry in entries if entry.direction == "in" and entry.when <= instant]
    return came[-1].channel if came else entries[0].channel
