"""The parts of Today: which sections it has, what stands in them, and how they share the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from screens.today_rows import Matter
from store.rules.desk import by_pressing
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.rules.desk import Today

# How many of a section stand on the desk at least; how many of who waits and of what is promised where there is room
# and nothing presses; and how far ahead a promise presses.
_FEWEST = 2
_FEW = 5
# Whom to come back to is for a quiet hour: a few are enough on the desk.
_FEW_QUIET = 3
_PRESSING_WITHIN = timedelta(days=2)


class Part(NamedTuple):
    """A section of Today.

    Attributes:
        key: its name, by which it is known to be unfolded.
        title: what stands over it.
        matters: all that is in it, what presses most first.
        wanted: how many of them matter now.
        detail: what stands behind the title and the count, where there is room.
        weight: how many entries it gets of the room that is left where another section gets one.
        in_all: how many there are, where another screen has the rest of them.
    """

    key: str
    title: str
    matters: Sequence[Matter]
    wanted: int
    detail: str = ""
    weight: int = 1
    in_all: int = 0

    @property
    def size(self) -> int:
        """How many there are."""
        return max(len(self.matters), self.in_all)


def parts_of(desk: Today, now: datetime, quiet_count: int = 0) -> list[Part]:
    """Return the sections of Today that hold anything, in the order in which they stand there.

    Args:
        desk: what `read_today` gave.
        now: the instant for which it did, aware and in the shop's zone.
        quiet_count: how many are to be come back to, of whom `desk` has the first.
    """
    mixed = by_pressing(desk)
    parts = [
        Part(
            "desk",
            _("Waiting and promised"),
            [Matter(kind, row) for kind, row in mixed],
            max(_FEW, pressing(mixed, now)),
            detail=_counts(mixed),
            weight=2,
        ),
        _part("follow_up", _("Follow-ups"), desk["follow_ups"]),
        _part("quiet", _("Reconnect"), desk["quiet"])._replace(wanted=_FEW_QUIET, in_all=quiet_count),
        _part("thanks", _("To greet and to thank"), desk["thanks"], _FEWEST),
        _part("draft", _("Parked lines"), desk["drafts"]),
    ]
    return [part for part in parts if part.matters]


def folded(part: Part, share: int) -> list[Matter]:
    """Return the entries of a section: the first of them, and behind them the way to the rest, if there is any."""
    shown = list(part.matters[:share])
    left = part.size - len(shown)
    return [*shown, Matter("more", {}, part.key, left)] if left else shown


def pressing(mixed: Sequence[tuple[str, Mapping[str, Any]]], now: datetime) -> int:
    """Return how many entries of `by_pressing` it takes to have all of those that press at `now` among them.

    That is whoever waits, and a promise that is at risk, overdue, or due within two days.
    """
    near = now + _PRESSING_WITHIN
    last = 0
    for number, (kind, row) in enumerate(mixed, start=1):
        if kind == "waiting" or row["status"] != "open" or datetime.fromisoformat(row["due_at"]) <= near:
            last = number
    return last


def shares(wanted: Sequence[int], counts: Sequence[int], room: int, weights: Sequence[int] = ()) -> list[int]:
    """Return how many entries of each section stand on the desk, so that every section is in view.

    Args:
        wanted: how many of each section matter now; none gets more, but every one gets two where there is room, and one
            anyway.
        counts: how many there are.
        room: how many there is room for, the lines that lead to the rest among them; 0 or more.
        weights: how many more each section gets at a turn, 1 or more; one each where they are not given.
    """
    shown = [min(count, 1) for count in counts]

    def taken() -> int:
        return sum(one + (one < count) for one, count in zip(shown, counts, strict=True))

    def grow(index: int, most: int) -> bool:
        count = counts[index]
        # The last one takes the line that would lead to it alone.
        grows = shown[index] < min(count, most) and taken() < room + (shown[index] + 1 == count)
        shown[index] += grows
        return grows

    for index in range(len(counts)):
        grow(index, _FEWEST)
    turns = [index for index in range(len(counts)) for _turn in range(weights[index] if weights else 1)]
    growing = True
    while growing:
        growing = False
        for index in turns:
            most = counts[index] if wanted[index] >= counts[index] - 1 else max(wanted[index], _FEWEST)
            growing = grow(index, most) or growing
    return shown


def _part(kind: str, title: str, rows: Sequence[Mapping[str, Any]], wanted: int | None = None) -> Part:
    return Part(kind, title, [Matter(kind, row) for row in rows], len(rows) if wanted is None else wanted)


def _counts(mixed: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """Return how many are overdue and how many at risk, in words; empty where none is."""
    states = [row["status"] for _kind, row in mixed]
    overdue, at_risk = states.count("overdue"), states.count("at_risk")
    words = (
        ngettext("{count} overdue", "{count} overdue", overdue).format(count=f"{overdue:,}") if overdue else "",
        ngettext("{count} at risk", "{count} at risk", at_risk).format(count=f"{at_risk:,}") if at_risk else "",
    )
    return ", ".join(filter(None, words))
