"""What Today shows, kept up: a change costs the rows that it touched, and not the whole desk.

How things stand depends on when one looks. So in each minute everything is worked out once, and until the next minute
what has not changed stands as it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from store.rules.desk import clock_place, drafts_in_order, follow_ups_of_today, promise_place, wanting
from store.rules.desk_rows import promise_row, waiting_row
from store.rules.thanks_desk import KINDS as OF_THANKS
from store.rules.thanks_desk import thanks_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.book import Book
    from store.rules.desk import Today
    from store.rules.desk_rows import Row, Shown

    Placed = tuple[Any, Shown]

_CLOCK_LETTERS = ("c", "u", "r")


class KeptToday:
    """The desk of one open book."""

    def __init__(self, book: Book) -> None:
        """Work nothing out before it is asked for."""
        self._book = book
        self._basis: object = None
        self._seen: dict[str, Row] = {}
        self._kinds: dict[str, dict[str, Row]] = {}
        self._waiting: dict[int, Placed] = {}
        self._promises: dict[int, Placed] = {}
        self._of_matter: dict[int, set[str]] = {}
        self._parts: dict[str, list[Shown]] = {}

    def today(self, rows: Mapping[str, Row], quiet: Iterable[Shown] = ()) -> Today:
        """Return what `desk.read_today` does, as it stands in this minute.

        Args:
            rows: the agenda's, by key; one that changed is another object than before.
            quiet: whom to come back to, as they are to stand.
        """
        now = self._book.now()
        basis = (now.replace(second=0), self._book.calendar)
        if basis != self._basis:
            self._basis = basis
            for known in (self._seen, self._kinds, self._waiting, self._promises, self._of_matter, self._parts):
                known.clear()
        self._catch_up(rows, now)
        parts = self._parts
        return {
            "now": now.isoformat(timespec="seconds"),
            "waiting": parts["waiting"],
            "promises": parts["promises"],
            "follow_ups": parts["follow_ups"],
            "quiet": list(quiet),
            "thanks": parts["thanks"],
            "drafts": parts["drafts"],
        }

    def _catch_up(self, rows: Mapping[str, Row], now: datetime) -> None:
        """Take in the rows that are not what they were."""
        seen = self._seen
        changed = [row for key, row in rows.items() if seen.get(key) is not row]
        gone = [row for key, row in seen.items() if key not in rows] if len(rows) < len(seen) + len(changed) else []
        touched = {row["kind"] for row in (*changed, *gone)}
        matters: set[int] = set()
        promises: set[str] = set()
        for row in gone:
            self._let_go(row, matters)
        for row in changed:
            former = seen.get(row["row"])
            if former is not None:
                self._let_go(former, matters)
            self._take(row, matters, promises)
        for identity in matters:
            self._work_out_waiting(identity, now)
            promises |= self._of_matter.get(identity, set())
        for key in promises:
            self._work_out_promise(key, now)
        is_new = not self._parts
        if is_new or matters:
            self._parts["waiting"] = _in_order(self._waiting)
        if is_new or promises or "promise" in touched:
            self._parts["promises"] = _in_order(self._promises)
        if is_new or "follow_up" in touched:
            self._parts["follow_ups"] = follow_ups_of_today(self._of_kind("follow_up"), now)
        if is_new or "draft" in touched:
            self._parts["drafts"] = drafts_in_order(self._of_kind("draft"))
        if is_new or touched.intersection(OF_THANKS):
            self._parts["thanks"] = thanks_rows([row for kind in OF_THANKS for row in self._of_kind(kind)], now)

    def _let_go(self, row: Row, matters: set[int]) -> None:
        key, kind = row["row"], row["kind"]
        del self._seen[key]
        del self._kinds[kind][key]
        if kind == "conversation":
            matters.add(row["id"])
        elif kind == "promise":
            self._promises.pop(row["id"], None)
            self._of_matter.get(row.get("conversation", 0), set()).discard(key)

    def _take(self, row: Row, matters: set[int], promises: set[str]) -> None:
        key, kind = row["row"], row["kind"]
        self._seen[key] = row
        self._kinds.setdefault(kind, {})[key] = row
        if kind == "conversation":
            matters.add(row["id"])
        elif kind == "promise":
            promises.add(key)
            if "conversation" in row:
                self._of_matter.setdefault(row["conversation"], set()).add(key)

    def _work_out_waiting(self, identity: int, now: datetime) -> None:
        wanted = wanting(self._clocks(identity), now)
        if wanted:
            (row,) = wanted
            self._waiting[identity] = clock_place(row), waiting_row(row, now, self._book.calendar.between)
        else:
            self._waiting.pop(identity, None)

    def _work_out_promise(self, key: str, now: datetime) -> None:
        row = self._kinds["promise"][key]
        clocks = self._clocks(row.get("conversation", 0))
        self._promises[row["id"]] = promise_place(row), promise_row(row, now, clocks[-1] if clocks else None)

    def _clocks(self, identity: int) -> list[Row]:
        """Return the rows of the clocks that run in a conversation."""
        known = self._kinds.get("conversation", {})
        return [known[f"{letter}{identity}"] for letter in _CLOCK_LETTERS if f"{letter}{identity}" in known]

    def _of_kind(self, kind: str) -> list[Row]:
        """Return the rows of a kind as the agenda has them, in the order from which they are to be shown."""
        return sorted(self._kinds.get(kind, {}).values(), key=lambda row: (row["from"], row["row"]))


def _in_order(placed: dict[int, Placed]) -> list[Shown]:
    return [shown for _place, shown in sorted(placed.values(), key=lambda one: one[0])]
