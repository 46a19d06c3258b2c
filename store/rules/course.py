"""The course of a conversation: what has come of it, entry by entry and decision by decision.

Everything that is concluded about a conversation, how it stands and what its clocks say, is read off this one course,
so that the two cannot disagree. Order is by when things happened, not when they were typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from store.records.conversation import Conversation, ConversationEvent, WaitingOn
from store.records.interaction import Interaction
from store.records.promise import Promise

# Told in person and dealt with at once, these still leave something for us to do.
LEAVES_US_TO_ACT = frozenset(("complaint", "request"))

Reopened = Literal["", "message", "hand"]


@dataclass(slots=True)
class Wait:
    """The customer's wait for one answer: from `entry`, the first one not yet answered, to `ended`.

    `is_first` until a first real answer was given. Where it ended without an answer, `is_let_go` says that none was
    needed, `is_closed_over` that the conversation was resolved over it.
    """

    entry: Interaction
    is_first: bool
    ended: datetime | None = None
    is_let_go: bool = False
    is_closed_over: bool = False


class Moment(NamedTuple):
    """How the conversation stands after one entry or decision, at the instant `at`.

    `is_heard` where the customer heard from us with it, `is_let_go` where the owner said that no reply is needed.
    `reopened` says by what a settled conversation was opened again with it. `answered_last` is our last real answer.
    """

    at: datetime
    waiting: WaitingOn
    by_hand: bool
    is_open: bool
    is_heard: bool
    is_let_go: bool
    reopened: Reopened
    answered_last: datetime | None


class Course:
    """A conversation gone through from its start to its latest entry.

    `waits` and `moments` are in the order in which things happened; `entries` too.
    """

    def __init__(self, conversation: Conversation, interactions: Iterable[Interaction]) -> None:
        """Go through the entries of `conversation`, given in any order, and its events."""
        self.conversation = conversation
        self.entries = sorted(interactions, key=lambda entry: (_second(entry.when), entry.id))
        self.waiting: WaitingOn = "nobody"
        self.by_hand = False
        self.since = conversation.opened
        self.third_party = ""
        self.hand_offs = 0
        self.asked: Interaction | None = None
        self.answered_first: datetime | None = None
        self.answered_last: datetime | None = None
        self.resolved: datetime | None = None
        self.waits: list[Wait] = []
        self.moments: list[Moment] = []
        self._left: Wait | None = None
        self._reopened: Reopened = ""
        self._last_at = {_second(entry.when): entry for entry in self.entries}
        openings = {_second(conversation.opened)}
        openings.update(_second(event.at) for event in conversation.events if event.kind in ("opened", "reopened"))
        first_at = {_second(entry.when): entry.id for entry in reversed(self.entries)}
        self._openers = {first_at[second] for second in openings if second in first_at}
        self._go()

    def _go(self) -> None:
        steps: list[tuple[int, int, int, Interaction | ConversationEvent]] = [
            (_second(entry.when), 1, index, entry) for index, entry in enumerate(self.entries)
        ]
        steps.extend(_event_steps(self.conversation.events))
        for _when, _rank, _index, step in sorted(steps, key=lambda step: step[:3]):
            self._reopened = ""
            if isinstance(step, Interaction):
                self._enter(step)
                self._note(step.when, is_heard=step.direction == "out" or step.answered)
            else:
                self._decide(step)
                self._note(step.at, is_let_go=step.kind == "no_reply_needed")

    def _note(self, at: datetime, *, is_heard: bool = False, is_let_go: bool = False) -> None:
        self.moments.append(
            Moment(
                at,
                self.waiting,
                self.by_hand,
                self.resolved is None,
                is_heard,
                is_let_go,
                self._reopened,
                self.answered_last,
            )
        )

    def _enter(self, entry: Interaction) -> None:
        if entry.direction == "out":
            if not entry.is_acknowledgement:
                self._answer(entry)
        elif entry.wants_answer:
            self._open_again("message")
            self._left = None
            self._ask(entry)
            self._wait("us", entry.when)
        else:
            if entry.answered:
                if self.asked is None and self.answered_first is None:
                    self._ask(entry)
                self._answer(entry)
            if entry.kind in LEAVES_US_TO_ACT and entry.id in self._openers:
                self._wait("us", entry.when)

    def _ask(self, entry: Interaction) -> None:
        if self.asked is None:
            self.asked = entry
            self.waits.append(Wait(entry, is_first=self.answered_first is None))

    def _end_wait(self, at: datetime, *, is_let_go: bool = False, is_closed_over: bool = False) -> Wait | None:
        """End the wait for an answer, if there is one, and return it."""
        if self.asked is None:
            return None
        self.asked = None
        wait = self.waits[-1]
        wait.ended, wait.is_let_go, wait.is_closed_over = at, is_let_go, is_closed_over
        return wait

    def _answer(self, entry: Interaction) -> None:
        """Answer what was asked; what a third party has stays with it, and the customer was only kept posted."""
        self._left = None
        if self._end_wait(entry.when) is not None:
            self.answered_first = self.answered_first or entry.when
        self.answered_last = entry.when
        if self.resolved is None and self.waiting != "third_party":
            self._wait("customer", entry.when)

    def _decide(self, event: ConversationEvent) -> None:
        match event.kind:
            case "waiting_on_us":
                self._set_by_hand("us", event)
            case "waiting_on_customer":
                self._set_by_hand("customer", event)
            case "waiting_on_nobody":
                self._set_by_hand("nobody", event)
            case "waiting_on_third_party":
                self._set_by_hand("third_party", event)
                self.third_party = event.name
                self.hand_offs += 1
            case "no_reply_needed":
                self._left = None
                self._end_wait(event.at, is_let_go=True)
                self._wait("nobody", event.at)
            case "resolved":
                self._left = self._end_wait(event.at, is_closed_over=True)
                self._wait("nobody", event.at)
                self.resolved = event.at
            case "reopened":
                self._reopen(event)
            case "opened" | "merged":
                pass

    def _reopen(self, event: ConversationEvent) -> None:
        """Open again: by the question of this very instant, else with what was left unanswered."""
        entry = self._last_at.get(_second(event.at))
        self._reopened = "message" if entry is not None and entry.wants_answer else "hand"
        if entry is not None:
            if entry.wants_answer:
                self._ask(entry)
        elif self.asked is None and self._left is not None:
            self.asked = self._left.entry
            self._left.ended, self._left.is_closed_over = None, False
        self.resolved = None
        self._wait("us", event.at)

    def _set_by_hand(self, on: WaitingOn, event: ConversationEvent) -> None:
        """Wait as the owner says: what was resolved opens, what wants an answer still does."""
        self._open_again("hand")
        self._wait(on, event.at)
        self.by_hand = True

    def _open_again(self, by: Literal["message", "hand"]) -> None:
        if self.resolved is not None:
            self.resolved, self._reopened = None, by

    def _wait(self, on: WaitingOn, since: datetime) -> None:
        self.waiting, self.since, self.by_hand = on, since, False
        self.third_party = ""


def holds(promise: Promise, answered_last: datetime | None, at: datetime | None = None) -> bool:
    """Return whether `promise` keeps its conversation on us: it is open, or was broken since our last answer.

    Args:
        promise: one of the conversation.
        answered_last: our last real answer, as of `at`.
        at: the instant that is asked for; by all that is known where None.
    """
    if at is not None and at < promise.made:
        return False
    if promise.settled is None:
        return promise.state in ("open", "broken")
    if at is not None and at < promise.settled:
        return True
    return promise.state == "broken" and (answered_last is None or promise.settled > answered_last)


def _event_steps(
    events: tuple[ConversationEvent, ...],
) -> Iterable[tuple[int, int, int, ConversationEvent]]:
    """Yield the events with their place among entries of the same second.

    What opens stands before the entry that opened it; what was decided about an entry stands after
    it, and so does everything that was decided later still.
    """
    decided: set[int] = set()
    for index, event in enumerate(events):
        second = _second(event.at)
        if event.kind not in ("opened", "reopened", "merged"):
            decided.add(second)
        yield second, 2 if second in decided else 0, index, event


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
