"""Promises that hang on the same thing: a cause that they share, or a third party that has their matter.

When that fails, it fails for all of them at once; then the hardest hit is told first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from store.records.interaction import Mood
from store.records.promise import Promise
from store.rules.promises import agreed_due
from store.rules.working_time import Calendar

_MOODS: dict[Mood, int] = {"upset": 0, "": 1, "neutral": 1, "happy": 2}


class SharedCause(NamedTuple):
    """Open promises that hang on the same thing.

    Attributes:
        name: what they hang on, as the owner wrote it first.
        promises: the hardest hit first.
    """

    name: str
    promises: tuple[Promise, ...]


def shared_causes(
    promises: Iterable[Promise],
    third_parties: Mapping[int, str],
    moods: Mapping[int, Mood],
    calendar: Calendar,
    *,
    at_least: int = 2,
) -> list[SharedCause]:
    """Return the open promises by what they hang on, the group with the hardest hit first.

    A promise with a cause of its own and a third party of another name stands in both groups. Names are the same in any
    case.

    Args:
        promises: any promises; settled ones are passed over.
        third_parties: for a conversation's id the third party that it waits on.
        moods: for a promise's id how the customer felt last.
        calendar: the shop's.
        at_least: how many promises make a group.
    """
    groups: dict[str, tuple[str, dict[int, Promise]]] = {}
    for promise in sorted(promises, key=lambda one: one.id):
        if promise.state != "open":
            continue
        third_party = third_parties.get(promise.conversation, "") if promise.conversation is not None else ""
        for name in filter(None, (promise.cause, third_party)):
            groups.setdefault(name.casefold(), (name, {}))[1][promise.id] = promise
    found = [
        SharedCause(name, tuple(hardest_hit_first(members.values(), moods, calendar)))
        for name, members in groups.values()
        if len(members) >= at_least
    ]
    return sorted(found, key=lambda one: (*_hit(one.promises[0], moods, calendar), one.name))


def hardest_hit_first(promises: Iterable[Promise], moods: Mapping[int, Mood], calendar: Calendar) -> list[Promise]:
    """Return promises by the day on which they are due, on each day those first who were upset last.

    The due is the one that the customer was told.
    """
    return sorted(promises, key=lambda one: _hit(one, moods, calendar))


def _hit(promise: Promise, moods: Mapping[int, Mood], calendar: Calendar) -> tuple[date, int, float, int]:
    due = calendar.due_instant(agreed_due(promise, calendar))
    return _day(due, calendar), _MOODS[moods.get(promise.id, "")], due.timestamp(), promise.id


def _day(moment: datetime, calendar: Calendar) -> date:
    return moment.astimezone(calendar.zone).date()
