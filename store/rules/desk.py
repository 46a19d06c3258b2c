"""What Today shows, from the rows of the agenda and the time of looking.

Nothing is imported here but `datetime`: with this and the agenda's own lines, `regulars today`
answers without opening the book. For what a row holds see `agenda.py`. Instants are ISO 8601 text
with offset, durations whole seconds.
"""

from __future__ import annotations

from datetime import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypedDict

    Row = Mapping[str, Any]
    Shown = dict[str, Any]

    class Today(TypedDict):
        """What needs the owner, each list in the order in which it presses."""

        now: str
        waiting: list[Shown]
        promises: list[Shown]
        follow_ups: list[Shown]
        quiet: list[Shown]
        thanks: list[Shown]
        drafts: list[Shown]


def read_today(rows: Iterable[Row], now: datetime) -> Today:
    """Return what needs the owner at `now`.

    Conversations that want an answer, longest waiting first; all open promises, soonest due first;
    follow-ups due by tonight, those snoozed for longer than now left out, soonest due first;
    drafts, oldest first.

    Args:
        rows: the agenda's, in any order.
        now: aware, in the shop's zone, since its date decides what "tonight" is.
    """
    kinds: dict[str, list[Row]] = {
        "conversation": [],
        "promise": [],
        "follow_up": [],
        "draft": [],
    }
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    today = now.date().isoformat()
    return {
        "now": now.isoformat(timespec="seconds"),
        "waiting": waiting_rows(kinds["conversation"], now),
        "promises": promise_rows(kinds["promise"], now),
        "follow_ups": [
            follow_up_row(row, now)
            for row in sorted(kinds["follow_up"], key=_by_from)
            if row["from"][:10] <= today and not _is_snoozed(row, now)
        ],
        "quiet": [],
        "thanks": [],
        "drafts": [draft_row(row) for row in sorted(kinds["draft"], key=_by_from)],
    }


def waiting_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the rows of conversations as `regulars waiting` shows them, longest waiting first."""
    return [waiting_row(row, now) for row in sorted(rows, key=_by_from)]


def promise_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the rows of open promises as `regulars promise list` shows them, soonest due first."""
    return [promise_row(row, now) for row in sorted(rows, key=_by_due)]


def follow_up_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the rows of open follow-ups as `regulars followup list` shows them, soonest first."""
    return [follow_up_row(row, now) for row in sorted(rows, key=_by_from)]


def waiting_row(row: Row, now: datetime) -> Shown:
    """Return one conversation that wants an answer, with how long the customer has waited."""
    elapsed = int((now - datetime.fromisoformat(row["started"])).total_seconds())
    return {
        "conversation": row["id"],
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "what": row.get("what", ""),
        "mood": row.get("mood", ""),
        "clock": row["clock"],
        "channel": row.get("channel", ""),
        "started": row["started"],
        "due": row.get("due"),
        "status": "running",
        "elapsed_working_s": None,
        "elapsed_real_s": max(0, elapsed),
        "target_s": None,
        "margin_s": None,
    }


def promise_row(row: Row, now: datetime) -> Shown:
    """Return one open promise, with its status; `due_at` is the instant of the agreed due."""
    if now > datetime.fromisoformat(row["due"]):
        status = "overdue"
    elif now > datetime.fromisoformat(row["aim"]):
        status = "at_risk"
    else:
        status = "open"
    return {
        "id": row["id"],
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "what": row.get("what", ""),
        "kind": row.get("promise_kind", ""),
        "condition": row.get("condition", ""),
        "conversation": row.get("conversation"),
        "made": row["started"],
        "due": row["said"],
        "due_at": row["due"],
        "original_due": row["original_due"],
        "aim": row["aim"],
        "kept": None,
        "status": status,
        "moves": row.get("moves", []),
        "margin_s": None,
        "margin_original_s": None,
    }


def follow_up_row(row: Row, now: datetime) -> Shown:
    """Return one open follow-up, with its status; `shown_from` is from when it is on Today."""
    return {
        "id": row["id"],
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "what": row.get("what", ""),
        "due": row.get("said"),
        "shown_from": row["from"],
        "status": "snoozed" if _is_snoozed(row, now) else "open",
        "rule": row.get("rule", ""),
        "source": row.get("source", ""),
        "conversation": row.get("conversation"),
    }


def draft_row(row: Row) -> Shown:
    """Return one parked line."""
    return {
        "id": row["id"],
        "customer": row.get("customer"),
        "customer_name": row.get("customer_name"),
        "line": row.get("what", ""),
        "begun": row["started"],
    }


def _is_snoozed(row: Row, now: datetime) -> bool:
    return "snoozed" in row and now < datetime.fromisoformat(row["snoozed"])


def _by_from(row: Row) -> tuple[datetime, int]:
    return datetime.fromisoformat(row["from"]), row["id"]


def _by_due(row: Row) -> tuple[datetime, int]:
    return datetime.fromisoformat(row["due"]), row["id"]
