"""The ledger: every promise with what became of it, and what that comes to by month and by customer.

A promise belongs to the month in which it was due, by the due that the customer was told: so a month's figures say how
much of what was to happen in it did. Medians are cases that really were; released promises count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_low
from typing import Literal, NamedTuple, TypeVar

from store.records.promise import Promise
from store.rules.promises import PromiseStatus, agreed_due, margin_to, status_by
from store.rules.working_time import Calendar

Key = TypeVar("Key", int, date)
LedgerState = Literal["open", "kept", "broken", "released"]

KEPT: frozenset[PromiseStatus] = frozenset(("kept_early", "kept_on_time", "late"))
OPEN: frozenset[PromiseStatus] = frozenset(("open", "at_risk", "overdue"))


class LedgerRow(NamedTuple):
    """One promise beside what became of it; instants in the shop's zone, margins in real seconds.

    Attributes:
        promise: the promise.
        status: how it stands.
        due: the instant of the due that the customer was told.
        original: the instant of the first due.
        margin_s: how long before `due` it was kept, negative for after; None unless kept.
        margin_original_s: the same by `original`.
    """

    promise: Promise
    status: PromiseStatus
    due: datetime
    original: datetime
    margin_s: int | None
    margin_original_s: int | None

    @property
    def month(self) -> date:
        """The first day of the month in which it was due."""
        return self.due.date().replace(day=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSummary:
    """How many promises came to what.

    `overdue` are those of the `open` ones whose due has passed. `median_margin_s` is of the kept ones, by the due that
    the customer was told, and `median_margin_original_s` by the first; None where none was kept. `share_kept` is the
    share kept in time of all that were kept, were broken, or are overdue; None where there are none of these.
    """

    kept_early: int = 0
    kept_on_time: int = 0
    late: int = 0
    broken: int = 0
    released: int = 0
    open: int = 0
    overdue: int = 0
    median_margin_s: int | None = None
    median_margin_original_s: int | None = None

    @property
    def n(self) -> int:
        """How many promises there are."""
        return self.kept_early + self.kept_on_time + self.late + self.broken + self.released + self.open

    @property
    def share_kept(self) -> float | None:
        """The share kept in time, 0 to 1, of those of which that can be said."""
        in_time = self.kept_early + self.kept_on_time
        decided = in_time + self.late + self.broken + self.overdue
        return in_time / decided if decided else None


def ledger(promises: Iterable[Promise], calendar: Calendar, now: datetime) -> list[LedgerRow]:
    """Return a row for each promise: what is open first, the soonest due first; then what is settled, the last first.

    Args:
        promises: open and settled ones.
        calendar: the shop's.
        now: aware.
    """
    rows = [ledger_row(promise, calendar, now) for promise in promises]
    open_ones = sorted((row for row in rows if row.status in OPEN), key=lambda row: (_second(row.due), row.promise.id))
    settled = sorted(
        (row for row in rows if row.status not in OPEN),
        key=lambda row: (_second(row.promise.settled or row.due), row.promise.id),
        reverse=True,
    )
    return open_ones + settled


def ledger_row(promise: Promise, calendar: Calendar, now: datetime) -> LedgerRow:
    """Return one promise beside what became of it."""
    agreed = agreed_due(promise, calendar)
    due = calendar.due_instant(agreed).astimezone(calendar.zone)
    original = due
    if agreed != promise.original_due:
        original = calendar.due_instant(promise.original_due).astimezone(calendar.zone)
    margin = margin_to(promise, due)
    margin_original = margin if original is due else margin_to(promise, original)
    return LedgerRow(promise, status_by(promise, due, now), due, original, margin, margin_original)


def rows_where(
    rows: Iterable[LedgerRow],
    *,
    state: LedgerState | PromiseStatus | None = None,
    customer: int | None = None,
    month: date | None = None,
) -> list[LedgerRow]:
    """Return those rows that fit all that is given, in the order in which they stand.

    Args:
        rows: of the ledger.
        state: a promise's state (`kept` takes in early, on time and late) or its very status; `open` takes in those
            that are at risk or overdue.
        customer: to whom.
        month: any day of the month in which they were due.
    """
    return [
        row
        for row in rows
        if (state is None or state in (row.status, row.promise.state))
        and (customer is None or row.promise.customer == customer)
        and (month is None or row.month == month.replace(day=1))
    ]


def summary_of(rows: Iterable[LedgerRow]) -> LedgerSummary:
    """Return what the rows come to."""
    found = list(rows)
    counts: dict[PromiseStatus, int] = {}
    for row in found:
        counts[row.status] = counts.get(row.status, 0) + 1
    return LedgerSummary(
        kept_early=counts.get("kept_early", 0),
        kept_on_time=counts.get("kept_on_time", 0),
        late=counts.get("late", 0),
        broken=counts.get("broken", 0),
        released=counts.get("released", 0),
        open=sum(counts.get(status, 0) for status in OPEN),
        overdue=counts.get("overdue", 0),
        median_margin_s=_median(row.margin_s for row in found),
        median_margin_original_s=_median(row.margin_original_s for row in found),
    )


def by_month(rows: Iterable[LedgerRow]) -> list[tuple[date, LedgerSummary]]:
    """Return what each month comes to, by its first day, the latest first; months without a promise are left out."""
    return sorted(_grouped(rows, lambda row: row.month), reverse=True, key=lambda one: one[0])


def by_customer(rows: Iterable[LedgerRow]) -> list[tuple[int, LedgerSummary]]:
    """Return what each customer's promises come to, by the customer's id; most promises first."""
    return sorted(_grouped(rows, lambda row: row.promise.customer), key=lambda one: (-one[1].n, one[0]))


def margin_fraction(row: LedgerRow) -> float | None:
    """Return the margin as a share of the real time from promise to due, for drawing; None unless it was kept.

    1 is kept at once, 0 in the second of the due, -1 late by as much time as there was, and by more than that too.
    """
    if row.margin_s is None:
        return None
    return _share(row.margin_s, row)


def aim_fraction(row: LedgerRow) -> float:
    """Return where the aim lies on the same scale: 0 at the due, 1 where it was promised."""
    return max(0.0, _share(_second(row.due) - _second(row.promise.aim), row))


def left_fraction(row: LedgerRow, now: datetime) -> float:
    """Return how much of the real time from promise to due is left, 0 to 1; below 0, to -1, what it is over by."""
    return _share(_second(row.due) - _second(now), row)


def _share(seconds: float, row: LedgerRow) -> float:
    whole = _second(row.due) - _second(row.promise.made)
    if whole <= 0:
        return 0.0 if seconds == 0 else -1.0 if seconds < 0 else 1.0
    return max(-1.0, min(1.0, seconds / whole))


def _grouped(rows: Iterable[LedgerRow], key: Callable[[LedgerRow], Key]) -> list[tuple[Key, LedgerSummary]]:
    groups: dict[Key, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [(one, summary_of(members)) for one, members in groups.items()]


def _median(margins: Iterable[int | None]) -> int | None:
    known = [margin for margin in margins if margin is not None]
    return median_low(known) if known else None


def _second(moment: datetime) -> float:
    return moment.timestamp()
