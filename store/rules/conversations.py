"""Whom a conversation waits for, and which conversation an entry belongs to.

Both are worked out from entries and events. Order is by when things happened, not when they were
typed, so that backdating, edits and merges are right by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from store.records.conversation import Conversation, WaitingOn
from store.records.interaction import IN_PERSON, Channel, Direction, Interaction
from store.records.promise import Promise
from store.rules.course import LEAVES_US_TO_ACT, Course, holds

Mark = Literal["?", ".", ""]

SETTLED_AFTER = timedelta(days=14)
REOPENED_WITHIN = timedelta(days=30)


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
    course = Course(conversation, interactions)
    opened = course.entries[0].when if course.entries else conversation.opened
    latest = course.entries[-1].when if course.entries else conversation.latest
    waiting, resolved = course.waiting, course.resolved
    if conversation.merged_into is not None:
        waiting, resolved = "nobody", conversation.settled or latest
    elif resolved is None and waiting in ("customer", "nobody"):
        known = tuple(promises)
        if not course.by_hand and any(holds(promise, course.answered_last) for promise in known):
            waiting = "us"
        elif course.asked is None and all(promise.state != "open" for promise in known):
            settled = (promise.settled for promise in known if promise.settled is not None)
            silent_until = max(latest, course.since, *settled) + SETTLED_AFTER
            resolved = silent_until if silent_until <= now else None
    asked = course.asked if resolved is None else None
    return ConversationState(
        waiting_on=waiting if resolved is None else "nobody",
        third_party=course.third_party,
        hand_offs=course.hand_offs,
        opened=opened,
        resolved=resolved,
        wants_answer_since=asked.when if asked else None,
        answered_first=course.answered_first,
        channel=asked.channel if asked else "",
        latest=latest,
        settled=resolved is not None,
    )


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
    if promise_in_line or interaction.kind in LEAVES_US_TO_ACT:
        return OpenNew()
    return None


def _latest(states: Mapping[int, ConversationState]) -> int:
    return max(states, key=lambda key: (states[key].latest, key))
