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

# How many of a section stand on the desk where there is room; how many of who waits and of what is promised, even where
# nothing presses; and how far ahead a promise presses.
_FEWEST = 2
_FEW = 5
# Whom to come back to is for a quiet hour: a few are enough on the desk.
_FEW_QUIET = 3
_PRESSING_WITHIN = timedelta(days=2)
# A section's heading and the blank line before it.
_LINES_OVER = 2


class Part(NamedTuple):
    """A section of Today.

    Attributes:
        key: its name, by which it is known to be unfolded.
        title: what stands over it.
        matters: all that is in it, what presses most first.
        wanted: how many of them matter now.
        detail: what stands behind the title and the count, where there is room.
        fewest: how many stand there before other sections get more than they need.
        weight: how many entries it gets of the room that is left where another section gets one.
        in_all: how many there are, where another screen has the rest of them.
    """

    key: str
    title: str
    matters: Sequence[Matter]
    wanted: int
    detail: str = ""
    fewest: int = _FEWEST
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
            fewest=_FEW,
            weight=2,
        ),
        _part("follow_up", _("Follow-ups"), desk["follow_ups"]),
        _part("quiet", _("Reconnect"), desk["quiet"])._replace(wanted=_FEW_QUIET, in_all=quiet_count, fewest=0),
        _part("thanks", _("To greet and to thank"), desk["thanks"], _FEWEST)._replace(fewest=0),
        _part("draft", _("Parked lines"), desk["drafts"]),
    ]
    return [part for part in parts if part.matters]


def folded(part: Part, share: int) -> list[Matter]:
    """Return the entries of a section: the first of them, and behind them the way to the rest, if there is any."""
    shown = list(part.matters[:share])
    left = part.size - len(shown)
    return [*shown, Matter("more", {"title": "" if shown else part.title}, part.key, left)] if left else shown


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


def lines_of(parts: Sequence[Part], shown: Sequence[int], height: int) -> int:
    """Return how many lines the sections take with so many entries each, those between and over them included.

    A section of which nothing stands there is one line, and such lines follow upon each other.
    """
    lines, is_folded = 0, False
    for part, number in zip(parts, shown, strict=True):
        if number:
            lines += _LINES_OVER + number * height + (number < part.size)
        else:
            lines += 1 if is_folded else 2
        is_folded = not number
    return lines


def shares(parts: Sequence[Part], room: int, height: int = 1) -> list[int]:
    """Return how many entries of each section stand on the desk, so that what presses is seen, and every section.

    First each in turn gets the fewest that it needs, as far as there is room; then they share what is left, up to what
    matters now. The first section gets its two even where there is none. Of what does not stand there one line says
    how much that is.

    Args:
        parts: the sections, what presses most first.
        room: how many lines there are for them; 0 or more.
        height: how many lines an entry takes.
    """
    shown = [0] * len(parts)

    def grow(index: int, most: int, *, needs_room: bool = True) -> bool:
        """Have one more entry of a section there, if that is to be and goes in."""
        if shown[index] >= min(parts[index].size, most):
            return False
        shown[index] += 1
        if needs_room and lines_of(parts, shown, height) > room:
            shown[index] -= 1
            return False
        return True

    for index, part in enumerate(parts):
        while grow(index, part.fewest, needs_room=index > 0 or shown[0] >= _FEWEST):
            pass
    turns = [index for index, part in enumerate(parts) for _turn in range(part.weight)]
    # The last one takes the line that would lead to it alone.
    most = [part.size if part.wanted >= part.size - 1 else max(part.wanted, part.fewest) for part in parts]
    while any([grow(index, most[index]) for index in turns]):
        pass
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
