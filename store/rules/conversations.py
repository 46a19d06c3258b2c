"""Whom a conversation waits for, and which conversation an entry belongs to.

Both are worked out from entries and events. Order is by when things happened, not when they were
typed, so that backdating, edits and merges are right by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from store.records.conversation import Conversation, ConversationEvent, WaitingOn
from store.records.interaction import IN_PERSON, Channel, Direction, Interaction
from store.records.promise import Promise

Mark = Literal["?", ".", ""]

SETTLED_AFTER = timedelta(days=14)
REOPENED_WITHIN = timedelta(days=30)

# Told in person and dealt with at once, these still leave something for us to do.
_LEAVES_US_TO_ACT = frozenset(("complaint", "request"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationState:
    """How a conversation stands, its instants in the shop's zone.

    `third_party` is who has it while it waits on one; `hand_offs` counts them all.
    `wants_answer_since` is when the first inbound not yet answered came, by `channel`; None and
    empty where nothing wants an answer. `answered_first` is the first real answer. `resolved` is
    when it was resolved, by hand or by 14 days of silence; then it is `settled`.
    """

    waiting_on: WaitingOn
    third_party: str = ""
    hand_offs: int = 0
    opened: datetime
    resolved: datetime | None = None
    wants_answer_since: datetime | None = None
    answered_first: datetime | None = None
    channel: Channel | Literal[""] = ""
    latest: datetime
    settled: bool = False


class Join(NamedTuple):
    """The entry belongs to this conversation, and changes it by nothing but itself."""

    conversation: int


class Reopen(NamedTuple):
    """The entry belongs to this settled conversation, which it opens again."""

    conversation: int


class OpenNew(NamedTuple):
    """The entry opens a conversation of its own."""


def wants_answer(channel: Channel, direction: Direction, mark: Mark) -> tuple[bool, bool]:
    """Return whether an entry wants an answer, and whether it was answered on the spot.

    What comes in by e-mail, letter, SMS, chat or social wants an answer unless marked `.`; at the
    counter, on the phone or on a visit it was answered on the spot unless marked `?`.
    """
    if direction == "out":
        return False, False
    if channel in IN_PERSON:
        return mark == "?", mark != "?"
    return mark != ".", False


def state_of(
    conversation: Conversation,
    interactions: Iterable[Interaction],
    promises: Iterable[Promise],
    now: datetime,
) -> ConversationState:
    """Return how `conversation` stands at `now`.

    While a promise in it is open, or was broken since our last answer, it stays on us where it
    would otherwise wait on the customer or on nobody; what was set by hand holds all the same.
    Waiting on the customer or on nobody, with no open promise and silent for 14 days, counts as
    settled from then on.

    Args:
        conversation: the conversation, with its events.
        interactions: its entries, in any order.
        promises: the promises in it, settled ones too.
        now: aware.
    """
    entries = sorted(interactions, key=lambda entry: (_second(entry.when), entry.id))
    course = _Course(conversation, entries)
    steps: list[tuple[int, int, int, Interaction | ConversationEvent]] = [
        (_second(entry.when), 1, index, entry) for index, entry in enumerate(entries)
    ]
    steps.extend(_event_steps(conversation.events))
    for _when, _rank, _index, step in sorted(steps, key=lambda step: step[:3]):
        if isinstance(step, Interaction):
            course.enter(step)
        else:
            course.decide(step)
    return course.state(tuple(promises), now)


def choose_conversation(
    interaction: Interaction,
    open_ones: Mapping[int, ConversationState],
    settled_ones: Mapping[int, ConversationState],
    promise_in_line: bool,
    now: datetime,
) -> Join | Reopen | OpenNew | None:
    """Return where an entry goes that names no conversation itself; None where it goes to none.

    An entry written down late joins what was open when it happened, before anything that opened
    only after it.

    Args:
        interaction: the entry, not yet saved.
        open_ones: the customer's open conversations, by id.
        settled_ones: those settled, at least the ones of the last 30 days, by id.
        promise_in_line: whether a promise comes with it.
        now: when it is written down; an entry that claims to be later counts as of now.
    """
    when = min(interaction.when, now)
    begun = {key: state for key, state in open_ones.items() if state.opened <= when}
    then_open = {
        key: state
        for key, state in settled_ones.items()
        if state.opened <= when and state.resolved is not None and when < state.resolved
    }
    for candidates in (begun, then_open, open_ones):
        if candidates:
            return Join(_latest(candidates))
    if interaction.direction == "in" and interaction.wants_answer:
        recent = {
            key: state
            for key, state in settled_ones.items()
            if state.resolved is not None and timedelta(0) <= when - state.resolved <= REOPENED_WITHIN
        }
        return Reopen(_latest(recent)) if recent else OpenNew()
    if promise_in_line or interaction.kind in _LEAVES_US_TO_ACT:
        return OpenNew()
    return None


class _Course:
    """What has come of a conversation so far, as its entries and events are gone through."""

    def __init__(self, conversation: Conversation, entries: list[Interaction]) -> None:
        self.conversation = conversation
        self.entries = entries
        self.waiting: WaitingOn = "nobody"
        self.by_hand = False
        self.since = conversation.opened
        self.third_party = ""
        self.hand_offs = 0
        self.asked: Interaction | None = None
        self.left_unanswered: Interaction | None = None
        self.answered_first: datetime | None = None
        self.answered_last: datetime | None = None
        self.resolved: datetime | None = None
        self.last_at = {_second(entry.when): entry for entry in entries}
        openings = {_second(conversation.opened)}
        openings.update(_second(event.at) for event in conversation.events if event.kind in ("opened", "reopened"))
        first_at = {_second(entry.when): entry.id for entry in reversed(entries)}
        self.openers = {first_at[second] for second in openings if second in first_at}

    def enter(self, entry: Interaction) -> None:
        if entry.direction == "out":
            if not entry.is_acknowledgement:
                if self.asked is not None:
                    self.answered_first = self.answered_first or entry.when
                self.answer(entry)
        elif entry.wants_answer:
            self.resolved = self.left_unanswered = None
            self.asked = self.asked or entry
            self.wait("us", entry.when)
        else:
            if entry.answered:
                self.answered_first = self.answered_first or entry.when
                self.answer(entry)
            if entry.kind in _LEAVES_US_TO_ACT and entry.id in self.openers:
                self.wait("us", entry.when)

    def answer(self, entry: Interaction) -> None:
        self.asked = self.left_unanswered = None
        self.answered_last = entry.when
        if self.resolved is None:
            self.wait("customer", entry.when)

    def decide(self, event: ConversationEvent) -> None:
        match event.kind:
            case "waiting_on_us":
                self.set_by_hand("us", event)
            case "waiting_on_customer":
                self.set_by_hand("customer", event)
            case "waiting_on_nobody":
                self.set_by_hand("nobody", event)
            case "waiting_on_third_party":
                self.set_by_hand("third_party", event)
                self.third_party = event.name
                self.hand_offs += 1
            case "no_reply_needed":
                self.asked = self.left_unanswered = None
                self.wait("nobody", event.at)
            case "resolved":
                self.left_unanswered, self.asked = self.asked, None
                self.wait("nobody", event.at)
                self.resolved = event.at
            case "reopened":
                self.reopen(event)
            case "opened" | "merged":
                pass

    def reopen(self, event: ConversationEvent) -> None:
        """Open again: by the question of this very instant, else with what was left unanswered."""
        entry = self.last_at.get(_second(event.at))
        if entry is None:
            self.asked = self.asked or self.left_unanswered
        else:
            self.asked = entry if entry.wants_answer else None
        self.resolved = None
        self.wait("us", event.at)

    def set_by_hand(self, on: WaitingOn, event: ConversationEvent) -> None:
        """Wait as the owner says: what was resolved opens, what wants an answer still does."""
        self.resolved = None
        self.wait(on, event.at)
        self.by_hand = True

    def wait(self, on: WaitingOn, since: datetime) -> None:
        self.waiting, self.since, self.by_hand = on, since, False
        self.third_party = ""

    def state(self, promises: tuple[Promise, ...], now: datetime) -> ConversationState:
        opened = self.entries[0].when if self.entries else self.conversation.opened
        latest = self.entries[-1].when if self.entries else self.conversation.latest
        waiting, resolved = self.waiting, self.resolved
        if self.conversation.merged_into is not None:
            waiting, resolved = "nobody", self.conversation.settled or latest
        elif resolved is None and waiting in ("customer", "nobody"):
            if not self.by_hand and any(self.holds(promise) for promise in promises):
                waiting = "us"
            elif self.asked is None and all(promise.state != "open" for promise in promises):
                settled = (promise.settled for promise in promises if promise.settled is not None)
                silent_until = max(latest, self.since, *settled) + SETTLED_AFTER
                resolved = silent_until if silent_until <= now else None
        asked = self.asked if resolved is None else None
        return ConversationState(
            waiting_on=waiting if resolved is None else "nobody",
            third_party=self.third_party,
            hand_offs=self.hand_offs,
            opened=opened,
            resolved=resolved,
            wants_answer_since=asked.when if asked else None,
            answered_first=self.answered_first,
            channel=asked.channel if asked else "",
            latest=latest,
            settled=resolved is not None,
        )

    def holds(self, promise: Promise) -> bool:
        if promise.state == "open":
            return True
        answered = self.answered_last
        return promise.state == "broken" and (answered is None or promise.settled is None or promise.settled > answered)


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


def _latest(states: Mapping[int, ConversationState]) -> int:
    return max(states, key=lambda key: (states[key].latest, key))


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
