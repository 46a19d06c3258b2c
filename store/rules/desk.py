"""What Today shows, from the rows of the agenda and the time of looking.

Nothing is imported here but `datetime` and what is as light: with this and the agenda's own lines, `regulars today`
answers without opening the book. For what a row holds see `agenda.py`. Instants are ISO 8601 text
with offset, durations whole seconds.
"""

from __future__ import annotations

from datetime import datetime

from store.rules.desk_rows import draft_row, follow_up_row, is_snoozed, promise_row, waiting_row
from store.rules.thanks_desk import KINDS as OF_THANKS
from store.rules.thanks_desk import thanks_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypedDict

    from store.rules.desk_rows import Between, Row, Shown

    Place = tuple[int, str, int, datetime]
    """Where something stands by how pressing it is; what is smaller presses more."""

    class Today(TypedDict):
        """What needs the owner, each list in the order in which it presses."""

        now: str
        waiting: list[Shown]
        promises: list[Shown]
        follow_ups: list[Shown]
        quiet: list[Shown]
        thanks: list[Shown]
        drafts: list[Shown]


# The letters that the keys of the rows of clocks begin with.
CLOCK_LETTERS = ("c", "u", "r")
_CLOCKS = ("first_answer", "next_answer", "update", "resolution")
# What is late hits those harder who were upset already.
_HIT = {"upset": 0, "happy": 2}
_NOT_HIT = 1


def read_today(
    rows: Iterable[Row], now: datetime, between: Between | None = None, quiet: Iterable[Shown] = ()
) -> Today:
    """Return what needs the owner at `now`.

    Conversations that want the owner (`wanting`), what presses most first; all open promises, soonest due first;
    follow-ups due by tonight, those snoozed for longer than now left out, soonest due first;
    days to mark and cards to write (`thanks_desk.py`); drafts, oldest first.

    Args:
        rows: the agenda's, in any order.
        now: aware, in the shop's zone, since its date decides what "tonight" is.
        between: the shop's working time; without it no figures in working time are given.
        quiet: whom to come back to, as `quiet.quiet_row` shows them, in the order in which they are to stand.
    """
    kinds: dict[str, list[Row]] = {
        "conversation": [],
        "promise": [],
        "follow_up": [],
        "draft": [],
    }
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    return {
        "now": now.isoformat(timespec="seconds"),
        "waiting": waiting_rows(wanting(kinds["conversation"], now), now, between),
        "promises": promise_rows(kinds["promise"], now, kinds["conversation"]),
        "follow_ups": follow_ups_of_today(kinds["follow_up"], now),
        "quiet": list(quiet),
        "thanks": thanks_rows([row for kind in OF_THANKS for row in kinds.get(kind, ())], now),
        "drafts": drafts_in_order(kinds["draft"]),
    }


def by_pressing(today: Today) -> list[tuple[str, Shown]]:
    """Return who waits and what is promised as one list, each as `waiting` or `promise`, what presses most first.

    For the order see `place_of`.
    """
    found = [("waiting", row) for row in today["waiting"]] + [("promise", row) for row in today["promises"]]
    places = [
        (place_of(row["status"], row["due"] or row["started"], row["mood"]), number)
        for number, row in enumerate(today["waiting"])
    ]
    places += [
        (place_of(row["status"], row["due_at"], row["mood"]), number)
        for number, row in enumerate(today["promises"], len(places))
    ]
    return [found[number] for _place, number in sorted(places)]


def place_of(status: str, due: str, mood: str) -> Place:
    """Return where a clock or a promise stands among all of them.

    First what is overdue, that which is so since the earliest day first, on each day those customers first who were
    upset last (as `shared_causes.hardest_hit_first`); then what is at risk, and then what comes next, soonest due
    first. Whoever waits without a target stands among the next ones under the instant since which they wait.

    Args:
        status: `overdue`, `at_risk`, or anything else.
        due: the instant at which it is due, in the shop's zone.
        mood: how the customer felt last.
    """
    if status == "overdue":
        return 0, due[:10], _HIT.get(mood, _NOT_HIT), datetime.fromisoformat(due)
    return (1 if status == "at_risk" else 2), "", 0, datetime.fromisoformat(due)


def wanting(rows: Iterable[Row], now: datetime) -> list[Row]:
    """Return, of the rows of running clocks, the one that presses most of each conversation that wants the owner.

    A customer who waits for an answer always does. One who only waits to hear more, or for the matter to be settled,
    does once that clock is at risk.
    """
    first: dict[int, Row] = {}
    for row in sorted(rows, key=clock_place):
        if row["clock"].endswith("answer") or _has_come(row, "at_risk", now):
            first.setdefault(row["id"], row)
    return list(first.values())


def waiting_rows(rows: Iterable[Row], now: datetime, between: Between | None = None) -> list[Shown]:
    """Return the rows of running clocks as `regulars waiting` shows them, what presses most first.

    That is what is due first; what has no target comes last, longest waiting first.
    """
    return [waiting_row(row, now, between) for row in sorted(rows, key=clock_place)]


def promise_rows(rows: Iterable[Row], now: datetime, clocks: Iterable[Row] = ()) -> list[Shown]:
    """Return the rows of open promises as `regulars promise list` shows them, soonest due first.

    Args:
        rows: those of promises.
        now: aware.
        clocks: those of running clocks, which know how the customer feels and who else has the matter.
    """
    matters = {row["id"]: row for row in clocks}
    return [promise_row(row, now, matters.get(row.get("conversation"))) for row in sorted(rows, key=promise_place)]


def follow_ups_of_today(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the rows of follow-ups that are due by tonight as Today shows them, soonest first; no snoozed ones."""
    today = now.date().isoformat()
    return [
        follow_up_row(row, now)
        for row in sorted(rows, key=_by_from)
        if row["from"][:10] <= today and not is_snoozed(row, now)
    ]


def drafts_in_order(rows: Iterable[Row]) -> list[Shown]:
    """Return the rows of parked lines, oldest first."""
    return [draft_row(row) for row in sorted(rows, key=_by_from)]


def follow_up_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the rows of open follow-ups as `regulars followup list` shows them, soonest first."""
    return [follow_up_row(row, now) for row in sorted(rows, key=_by_from)]


def _has_come(row: Row, key: str, now: datetime) -> bool:
    return key in row and datetime.fromisoformat(row[key]) <= now


def clock_place(row: Row) -> tuple[bool, datetime, int, int]:
    """Return where the row of a clock stands among those of others; what is smaller presses more."""
    when = datetime.fromisoformat(row.get("due") or row["started"])
    return "due" not in row, when, row["id"], _CLOCKS.index(row["clock"])


def _by_from(row: Row) -> tuple[datetime, int]:
    return datetime.fromisoformat(row["from"]), row["id"]


def promise_place(row: Row) -> tuple[datetime, int]:
    """Return where the row of a promise stands among those of others: under its due."""
    return datetime.fromisoformat(row["due"]), row["id"]
