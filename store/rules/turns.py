"""The turns of a conversation: from which instant it waited on whom, with what was promised in it taken into account.

From them follow the spans that clocks measure: how long the customer heard nothing, and how long the matter took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from store.records.conversation import WaitingOn
from store.records.promise import Promise
from store.rules.conversations import SETTLED_AFTER
from store.rules.course import Course, Moment, Reopened, holds

_OURS: frozenset[WaitingOn] = frozenset(("us", "third_party"))
_NONE = ""


class Turn(NamedTuple):
    """How the conversation stands from the instant `at` (in UTC) on, until the next turn.

    `is_ours` while it is open and waits on us or a third party. For the others see `course.Moment`.
    """

    at: datetime
    is_open: bool
    is_ours: bool
    is_heard: bool
    is_let_go: bool
    reopened: Reopened


class Span(NamedTuple):
    """What a clock measures: from `started` to `ended` (None while it runs), without the `pauses`.

    A pause that has not ended yet has None for its end. `is_let_go` where it ended because no reply was needed,
    `is_closed_over` where the matter was resolved without one.
    """

    started: datetime
    ended: datetime | None
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    is_let_go: bool = False
    is_closed_over: bool = False


def turns_of(course: Course, promises: Iterable[Promise]) -> list[Turn]:
    """Return the turns of a conversation in order, one an instant at most.

    Args:
        course: of the conversation.
        promises: those in it, settled ones too; a move that the customer was told of is news to them.
    """
    known = tuple(promises)
    # To be told that a promise is moved is to hear from us, whether or not a line was logged with it.
    told = {move.at.astimezone(UTC) for promise in known for move in promise.moves if move.told}
    at_instant: dict[datetime, list[Moment]] = {}
    for moment in course.moments:
        at_instant.setdefault(moment.at.astimezone(UTC), []).append(moment)
    begun = min(at_instant)
    for promise in known:
        for instant in (promise.made, promise.settled):
            if instant is not None and instant > begun:
                at_instant.setdefault(instant.astimezone(UTC), [])
    for instant in told:
        if instant > begun:
            at_instant.setdefault(instant, [])
    turns: list[Turn] = []
    reopened: Reopened
    last = course.moments[0]
    for instant in sorted(at_instant):
        moments = at_instant[instant]
        last = moments[-1] if moments else last
        waiting = last.waiting
        if waiting in ("customer", "nobody") and not last.by_hand:
            waiting = "us" if any(holds(one, last.answered_last, instant) for one in known) else waiting
        reopened = next((moment.reopened for moment in moments if moment.reopened), "")
        is_heard = instant in told or any(moment.is_heard for moment in moments)
        is_let_go = any(moment.is_let_go for moment in moments)
        turns.append(Turn(instant, last.is_open, last.is_open and waiting in _OURS, is_heard, is_let_go, reopened))
    return turns


def silences(turns: Sequence[Turn]) -> Iterator[Span]:
    """Give each stretch, while the matter was ours, in which the customer heard nothing from us."""
    begun: datetime | None = None
    for turn in turns:
        if begun is not None and (turn.is_heard or not turn.is_ours):
            yield Span(begun, turn.at, is_let_go=turn.is_let_go and not turn.is_heard)
            begun = None
        if begun is None and turn.is_ours:
            begun = turn.at
    if begun is not None:
        yield Span(begun, None)


def matters(turns: Sequence[Turn], opened: datetime, resolved: datetime | None) -> Iterator[Span]:
    """Give each stretch from opening, or from a question that opened it again, to its resolution.

    What was reopened by hand had never been settled: it goes on, without the time in between. Time that waited on the
    customer, or on nobody, is a pause.

    Args:
        turns: of the conversation.
        opened: when its first entry was.
        resolved: when it was resolved, by hand or by silence; None while it is open.
    """
    begun = latest = opened.astimezone(UTC)
    ended: datetime | None = None
    paused: datetime | None = None
    pauses: list[tuple[datetime, datetime | None]] = []
    for turn in turns:
        if turn.at < begun:
            continue
        if turn.reopened == "message":
            settled = ended
            if settled is None and paused is not None and latest + SETTLED_AFTER <= turn.at:
                settled = latest + SETTLED_AFTER
            if settled is not None:
                yield _span(begun, settled, pauses, paused)
                begun, ended, paused, pauses = turn.at, None, None, []
        if not turn.is_open and ended is None:
            ended = turn.at
        elif turn.is_open and ended is not None:
            paused = paused or ended
            ended = None
        if turn.is_ours and paused is not None:
            pauses.append((paused, turn.at))
            paused = None
        elif turn.is_open and not turn.is_ours and paused is None:
            paused = turn.at
        latest = turn.at
    if ended is None and resolved is not None:
        ended = resolved.astimezone(UTC)
    yield _span(begun, ended, pauses, paused)


def _span(
    begun: datetime,
    ended: datetime | None,
    pauses: list[tuple[datetime, datetime | None]],
    paused: datetime | None,
) -> Span:
    if paused is not None and (ended is None or paused < ended):
        pauses = [*pauses, (paused, ended)]
    return Span(begun, ended, tuple(pauses))
