"""The day's closing: what was answered and what was missed, what was kept, and what is due before the shop opens again.

A pure function of what stands in the book: the response clocks of the matters that something was done in, the promises
that were settled, the rows of the agenda, and the shop's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from store.records.conversation import Conversation
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.rules.clocks import ResponseClock
from store.rules.conversations import ConversationState
from store.rules.desk import by_pressing, promise_rows, read_today, waiting_rows
from store.rules.desk_rows import follow_up_row
from store.rules.promises import PromiseStatus, status_of
from store.rules.shop_day import ShopDay
from store.rules.working_time import Calendar, start_of_day

if TYPE_CHECKING:
    from store.rules.desk_rows import Between, Row, Shown

Standing = tuple[Conversation, Sequence[Interaction], ConversationState, Sequence[ResponseClock]]
# The rows of the agenda that the day can have missed; reminders and thanks have no hour.
_OF_THE_DAY = frozenset(("conversation", "promise", "draft"))
_ANSWERS = ("first_answer", "next_answer")


class ClockOfDay(NamedTuple):
    """A response clock that ended on the day, or that has been overdue since then."""

    conversation: Conversation
    clock: ResponseClock


class SettledPromise(NamedTuple):
    """A promise that was settled on the day, and how."""

    promise: Promise
    status: PromiseStatus


class Entry(NamedTuple):
    """Something open: `waiting`, `promise`, `follow_up` or `draft`, with its row as `desk.py` shows it."""

    kind: str
    shown: Shown


class Closing(NamedTuple):
    """What became of a day, each list in the order in which it happened or falls due.

    Attributes:
        day: the shop's day.
        answered: who got the answer that they waited for, in time or without a target.
        missed: what came too late, or has been overdue since this day and is not done.
        settled: promises kept, broken or released.
        tonight: what is due, and not overdue yet, until the shop opens again.
        tomorrow: what is due on the day on which it does.
        drafts: lines that were begun and not saved.
        older: how much has been overdue since before this day.
    """

    day: ShopDay
    answered: tuple[ClockOfDay, ...]
    missed: tuple[ClockOfDay | Entry, ...]
    settled: tuple[SettledPromise, ...]
    tonight: tuple[Entry, ...]
    tomorrow: tuple[Entry, ...]
    drafts: tuple[Entry, ...]
    older: int


def closing_of(
    day: ShopDay,
    matters: Iterable[Standing],
    promises: Iterable[Promise],
    rows: Sequence[Row],
    *,
    calendar: Calendar,
    now: datetime,
) -> Closing:
    """Return what became of `day`, as it stands at `now`.

    Args:
        day: the shop's day to which `now` belongs.
        matters: the conversations in which something happened or was decided on it, with their entries, how they
            stand, and their clocks.
        promises: any promises; those that were not settled on the day are passed over.
        rows: the agenda's.
        calendar: the shop's.
        now: aware.
    """
    answered: list[ClockOfDay] = []
    missed: list[tuple[datetime, ClockOfDay | Entry]] = []
    for conversation, entries, _state, clocks in matters:
        for clock in clocks:
            if clock.ended is None or not day.begins <= clock.ended < day.ends:
                continue
            if clock.status == "missed":
                missed.append((clock.ended, ClockOfDay(conversation, clock)))
            elif clock.clock in _ANSWERS and (clock.status == "met" or _was_answered(clock, entries)):
                answered.append(ClockOfDay(conversation, clock))
    today = read_today([row for row in rows if row["kind"] in _OF_THE_DAY], now, calendar.between)
    older = 0
    for kind, shown in by_pressing(today):
        if shown["status"] != "overdue":
            continue
        since = datetime.fromisoformat(shown["due"] if kind == "waiting" else shown["due_at"])
        if since >= day.begins:
            missed.append((since, Entry(kind, shown)))
        else:
            older += 1
    tonight, tomorrow = _ahead(rows, day, calendar.between, now)
    settled = [
        SettledPromise(one, status_of(one, calendar, now))
        for one in promises
        if one.settled is not None and day.begins <= one.settled < day.ends
    ]
    return Closing(
        day,
        tuple(sorted(answered, key=lambda one: (one.clock.ended or now, one.conversation.id))),
        tuple(one for _when, one in sorted(missed, key=lambda pair: pair[0])),
        tuple(sorted(settled, key=lambda one: (one.promise.settled or now, one.promise.id))),
        tonight,
        tomorrow,
        tuple(Entry("draft", row) for row in today["drafts"]),
        older,
    )


def _was_answered(clock: ResponseClock, entries: Sequence[Interaction]) -> bool:
    """Whether a clock without a target ended with an answer, and not because none was needed."""
    if clock.target_s is not None:
        return False
    return any(entry.direction == "out" and entry.when == clock.ended for entry in entries)


def _ahead(
    rows: Sequence[Row], day: ShopDay, between: Between, now: datetime
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return what is due until the shop opens again, and what is due on the day on which it does."""
    opens = day.next_opening
    next_day = opens.date() if opens is not None else day.day + timedelta(days=1)
    zone = day.begins.tzinfo
    assert zone is not None
    # A shop that never closes has the night until midnight before it.
    until = opens if opens is not None else start_of_day(next_day, zone)
    end = start_of_day(next_day + timedelta(days=1), zone)
    found: dict[tuple[str, int], tuple[datetime, Entry]] = {}
    clocks = [row for row in rows if row["kind"] == "conversation" and "due" in row]
    for shown in waiting_rows(clocks, now, between):
        # Of several clocks of one matter that one counts which is due first.
        due = datetime.fromisoformat(shown["due"])
        found.setdefault(("waiting", shown["conversation"]), (due, Entry("waiting", shown)))
    for shown in promise_rows([row for row in rows if row["kind"] == "promise"], now, clocks):
        found["promise", shown["id"]] = (datetime.fromisoformat(shown["due_at"]), Entry("promise", shown))
    for row in rows:
        if row["kind"] == "follow_up":
            shown = follow_up_row(row, now)
            shown_from = datetime.fromisoformat(row["from"])
            # One for the day on which the shop opens again is for the hours of that day, though it shows from midnight.
            when = max(shown_from, until) if shown_from.date() >= next_day else max(shown_from, now)
            found["follow_up", row["id"]] = (when, Entry("follow_up", shown))
    ahead = [one for one in found.values() if one[1].shown["status"] not in ("overdue", "skipped")]
    # A reminder has no hour that anybody waits for.
    ahead.sort(key=lambda one: (one[1].kind == "follow_up", one[0]))
    return (
        tuple(entry for when, entry in ahead if when < until),
        tuple(entry for when, entry in ahead if until <= when < end),
    )
