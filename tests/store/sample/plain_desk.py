"""Today worked out a second time, plainly: from the records as one would with a calendar on the wall and a pencil.

Nothing is taken from the product's rules: when the shop is open is read off its settings, who waits off the history,
and the targets off the table in the manual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from store.records.conversation import Conversation
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.shop import Shop
from tests.store.sample.told import SOFIA, Told

_MINUTE, _HOUR = 60, 3600
FIRST_ANSWER = {
    "counter": 5 * _MINUTE,
    "phone": 5 * _MINUTE,
    "visit": 5 * _MINUTE,
    "chat": _HOUR,
    "social": _HOUR,
    "sms": 2 * _HOUR,
    "email": 4 * _HOUR,
    "letter": 16 * _HOUR,
}
UPDATE = 16 * _HOUR
_FAR_AHEAD = timedelta(days=60)


class Row(NamedTuple):
    """A line of the desk: what it is, whose, how it stands, since when and until when, and how much time is left."""

    kind: str
    id: int
    customer: int
    clock: str
    status: str
    started: datetime
    due: datetime
    left_s: int
    mood: str


class PlainDesk:
    """The desk of a sample shop at the instant at which that was told."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.now = told.now
        (hours,) = told.shop.hours
        assert not told.shop.targets, "the sample shop has the targets that hold until others are set"
        self.hours = hours.days

    # When the shop is open

    def open_on(self, day: date) -> list[tuple[float, float]]:
        """The stretches in which the shop is open on a day, in seconds since 1970."""
        shop: Shop = self.told.shop
        if day.isoformat() in shop.closed or day.isoformat() in shop.holidays:
            return []
        text = self.hours[day.weekday()]
        spans = [span.split("-") for span in text.split(",") if span]
        return [
            tuple(datetime.combine(day, time.fromisoformat(end), SOFIA).timestamp() for end in span)  # type: ignore[misc]
            for span in spans
        ]

    def stretches(self, start: datetime, end: datetime) -> Iterator[tuple[float, float]]:
        day, first, last = start.astimezone(SOFIA).date(), start.timestamp(), end.timestamp()
        while day <= end.astimezone(SOFIA).date():
            for opens, closes in self.open_on(day):
                if max(opens, first) < min(closes, last):
                    yield max(opens, first), min(closes, last)
            day += timedelta(days=1)

    def worked(self, start: datetime, end: datetime) -> int:
        """The seconds in which the shop was open."""
        return int(sum(closes - opens for opens, closes in self.stretches(start, end)))

    def after(self, start: datetime, seconds: int) -> datetime:
        """The instant by which the shop has been open for so long."""
        for opens, closes in self.stretches(start, start + _FAR_AHEAD):
            if closes - opens >= seconds:
                return datetime.fromtimestamp(opens + seconds, SOFIA)
            seconds -= int(closes - opens)
        raise AssertionError("the shop is not open that long")

    def closing(self, day: date) -> datetime:
        begun = self.open_on(day)
        end = datetime.combine(day, time(23, 59, 59), SOFIA)
        return datetime.fromtimestamp(begun[-1][1], SOFIA) if begun else end

    # Who waits

    def waiting(self) -> list[Row]:
        """Every conversation that wants the owner, by the clock that runs out first."""
        found = []
        entries, promised = self.told.entries(), self.told.promised()
        for one in self.told.conversations.values():
            clocks = [] if one.settled else list(self._clocks(one, entries[one.id], promised[one.id]))
            wanting = [row for row in clocks if row.clock != "update" or row.status != "running"]
            if wanting:
                found.append(min(wanting, key=lambda row: row.due))
        return found

    def _clocks(self, conversation: Conversation, entries: list[Interaction], promises: list[Promise]) -> Iterator[Row]:
        assert {event.kind for event in conversation.events} <= {"opened", "waiting_on_third_party"}
        asked: Interaction | None = None
        was_answered = False
        heard: datetime | None = None
        ours: datetime | None = None  # since when it has been our turn
        is_with_another = False
        steps: list[tuple[datetime, int, Any]] = [(entry.when, entry.id, entry) for entry in entries]
        steps += [(event.at, 10**9, event) for event in conversation.events if event.kind != "opened"]
        for when, _order, step in sorted(steps, key=lambda one: one[:2]):
            if not isinstance(step, Interaction):
                is_with_another, ours = True, ours or when
            elif step.direction == "in" and step.wants_answer:
                asked, ours, is_with_another = asked or step, ours or when, False
            elif step.direction == "out" or step.answered:
                if step.kind != "ack":
                    was_answered = was_answered or asked is not None or step.answered
                    asked = None
                    if not is_with_another:
                        ours = None
                    if step.kind in ("request", "complaint") and step is entries[0]:
                        ours = when
                heard = when
                if any(one.made <= when and (one.settled is None or one.settled > when) for one in promises):
                    ours = when
        if asked is not None:
            clock = "next_answer" if was_answered else "first_answer"
            yield self._row(conversation, entries, clock, asked.when, FIRST_ANSWER[asked.channel])
        if ours is not None:
            yield self._row(conversation, entries, "update", max(ours, heard or ours), UPDATE)

    def _row(
        self, conversation: Conversation, entries: list[Interaction], clock: str, started: datetime, target: int
    ) -> Row:
        worked = self.worked(started, self.now)
        status = "overdue" if worked > target else "at_risk" if worked >= target * 3 / 4 else "running"
        due = self.after(started, target)
        mood = self._mood(entries)
        return Row(
            "waiting", conversation.id, conversation.customer, clock, status, started, due, target - worked, mood
        )

    # What is promised, and the rest

    def promised(self) -> list[Row]:
        """Every open promise."""
        entries = self.told.entries()
        found = []
        for one in self.told.promises.values():
            if one.state == "open":
                said: date | datetime = one.original_due
                counts = self._instant(said)
                for move in one.moves:
                    if move.told and move.at <= counts:
                        counts = self._instant(move.to)
                span = self.worked(one.made, self._instant(one.due))
                share = 0.2 if one.kind == "ack" else 0.5
                aim = self.after(one.made, round(span * share)) if span else self._instant(one.due)
                status = "overdue" if self.now > counts else "at_risk" if self.now > aim else "open"
                left = int((counts - self.now).total_seconds())
                mood = self._mood(entries[one.conversation or 0])
                found.append(Row("promise", one.id, one.customer, "", status, one.made, counts, left, mood))
        return found

    def mixed(self) -> list[tuple[str, int]]:
        """Who waits and what is promised, what presses most first."""
        rows = [*self.waiting(), *self.promised()]
        overdue = [row for row in rows if row.status == "overdue"]
        moods = ["upset", "", "happy"]
        overdue.sort(key=lambda row: row.due)
        overdue.sort(key=lambda row: (row.due.date(), moods.index(row.mood.replace("neutral", ""))))
        at_risk = sorted((row for row in rows if row.status == "at_risk"), key=lambda row: row.due)
        coming = sorted((row for row in rows if row.status in ("running", "open")), key=lambda row: row.due)
        return [(row.kind, row.id) for row in (*overdue, *at_risk, *coming)]

    def follow_ups(self) -> set[int]:
        """What is to be come back to by tonight."""
        tonight = self.now.date()
        return {
            one.id
            for one in self.told.follow_ups.values()
            if one.state == "open" and one.due is not None and _day(one.snoozed_until or one.due) <= tonight
        }

    def _instant(self, due: date | datetime) -> datetime:
        return due if isinstance(due, datetime) else self.closing(due)

    @staticmethod
    def _mood(entries: Iterable[Interaction]) -> str:
        """How the customer felt at their last message."""
        moods = [entry.mood for entry in entries if entry.direction == "in"]
        return moods[-1] if moods else ""


def _day(due: date | datetime) -> date:
    return due.astimezone(SOFIA).date() if isinstance(due, datetime) else due
