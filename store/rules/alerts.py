"""What has just come to press: clocks and promises that have become at risk or overdue since one looked last.

Whoever looks again from the instant of the last look on is told of each once at risk and once overdue, and never of
what was so before.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from store.rules.desk import by_pressing, read_today

if TYPE_CHECKING:
    from store.rules.desk_rows import Row, Shown


class Alert(NamedTuple):
    """Something that has become at risk or overdue.

    Attributes:
        kind: `waiting` or `promise`.
        shown: its row, as `desk.py` gives it; its `status` is `at_risk` or `overdue`.
    """

    kind: str
    shown: Shown

    @property
    def is_overdue(self) -> bool:
        """Whether it is overdue, and not only at risk."""
        return bool(self.shown["status"] == "overdue")


def alerts_since(rows: Iterable[Row], since: datetime, now: datetime) -> list[Alert]:
    """Return what has become at risk or overdue after `since` and is so at `now`, what presses most first.

    Args:
        rows: the agenda's; of a conversation only the clock counts that presses most.
        since: the `now` of the last time; aware.
        now: aware, in the shop's zone.
    """
    known = [row for row in rows if row["kind"] in ("conversation", "promise")]
    turns = {(row["kind"], row["id"], row.get("clock", "")): row for row in known}
    found = []
    for kind, shown in by_pressing(read_today(known, now)):
        if kind == "waiting":
            row = turns["conversation", shown["conversation"], shown["clock"]]
            turned = row.get(shown["status"], "")
            # From that very instant on it is so.
            is_new = turned != "" and since < datetime.fromisoformat(turned) <= now
        else:
            row = turns["promise", shown["id"], ""]
            turned = {"overdue": row["due"], "at_risk": row["aim"]}.get(shown["status"], "")
            # Only after that instant it is.
            is_new = turned != "" and since <= datetime.fromisoformat(turned) < now
        if is_new:
            found.append(Alert(kind, shown))
    return found
