"""The rows of the desk, one by one: a row of the agenda, and how it stands at the time of looking.

As light as `desk.py`, which puts them in order. Instants are ISO 8601 text with offset, durations whole seconds.
"""

from __future__ import annotations

from datetime import date, datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Between = Callable[[datetime, datetime], int]
    """The seconds of working time between two instants."""

    Row = Mapping[str, Any]
    Shown = dict[str, Any]


def waiting_row(row: Row, now: datetime, between: Between | None = None) -> Shown:
    """Return one running clock, with how long the customer has waited and how much of the target is left."""
    started = datetime.fromisoformat(row["started"])
    pauses = [(datetime.fromisoformat(one), datetime.fromisoformat(other)) for one, other in row.get("pauses", ())]
    real = int((now - started).total_seconds()) - sum(int((other - one).total_seconds()) for one, other in pauses)
    target, working = row.get("target_s"), None
    if between is not None:
        until = max(now, started)
        working = max(0, between(started, until) - sum(between(one, other) for one, other in pauses))
    return {
        "conversation": row["id"],
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "what": row.get("what", ""),
        "mood": row.get("mood", ""),
        "clock": row["clock"],
        "channel": row.get("channel", ""),
        "third_party": row.get("third_party", ""),
        "waiting_on": row.get("waiting_on", "us"),
        "started": row["started"],
        "at_risk": row.get("at_risk"),
        "due": row.get("due"),
        "status": status_of_clock(row.get("at_risk", ""), row.get("overdue", ""), now),
        "elapsed_working_s": working,
        "elapsed_real_s": max(0, real),
        "target_s": target,
        "margin_s": None if target is None or working is None else target - working,
    }


def promise_row(row: Row, now: datetime, clock: Row | None = None) -> Shown:
    """Return one open promise, with its status; `due_at` is the instant of the agreed due.

    `clock` is the row of any clock that runs in its matter.
    """
    matter = clock or {}
    return {
        "id": row["id"],
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "what": row.get("what", ""),
        "kind": row.get("promise_kind", ""),
        "condition": row.get("condition", ""),
        "conversation": row.get("conversation"),
        "mood": matter.get("mood", ""),
        "third_party": matter.get("third_party", ""),
        "waiting_on": matter.get("waiting_on", "us"),
        "made": row["started"],
        "due": row["said"],
        "due_at": row["due"],
        "original_due": row["original_due"],
        "aim": row["aim"],
        "kept": None,
        "status": status_of_promise(row["aim"], row["due"], now),
        "moves": row.get("moves", []),
        "margin_s": None,
        "margin_original_s": None,
    }


def agreed_of(promise: Row) -> str:
    """Return the due that counts for an open promise, as it was said: the last of which the customer was told in time.

    It is a date where a day was said, else an instant.
    """
    counts: str = promise["due_at"]
    instant = datetime.fromisoformat(counts)
    said: list[str] = [promise["due"], *(move["to"] for move in reversed(promise["moves"])), promise["original_due"]]
    for text in said:
        if datetime.fromisoformat(text) == instant if "T" in text else text == counts[:10]:
            return text
    return counts


def was_told_too_late(promise: Row) -> bool:
    """Return whether the customer knows of the last move of a promise; where that does not count, it came too late."""
    moves = promise["moves"]
    return bool(moves) and bool(moves[-1]["told"])


def status_of_clock(at_risk: str, overdue: str, now: datetime) -> str:
    """Return how a running clock stands: `running`, `at_risk` or `overdue`.

    Args:
        at_risk: the instant from which it is at risk, empty for never.
        overdue: the instant from which it is overdue, empty for never.
        now: aware.
    """
    if overdue and datetime.fromisoformat(overdue) <= now:
        return "overdue"
    return "at_risk" if at_risk and datetime.fromisoformat(at_risk) <= now else "running"


def status_of_promise(aim: str, due: str, now: datetime) -> str:
    """Return how an open promise stands: `open`, `at_risk` or `overdue`.

    Args:
        aim: the instant by which the owner means to be done.
        due: the instant of the agreed due.
        now: aware.
    """
    if now > datetime.fromisoformat(due):
        return "overdue"
    return "at_risk" if now > datetime.fromisoformat(aim) else "open"


def follow_up_row(row: Row, now: datetime) -> Shown:
    """Return one open follow-up, with its status; `shown_from` is from when it is on Today.

    `shown_due` is its due on a working day where that is asked for. `overdue_s` is for how long that has passed, and
    `days_late` how many days ago it was; `missed` how many more of its dues or windows have passed since. Of a season
    `until` is the last day of its window, and `gone` whether that is over: its status is then `skipped`.
    """
    said = row.get("said")
    shown: Shown = {
        "id": row["id"],
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "what": row.get("what", ""),
        "kind": row.get("follow_up_kind", "recurring" if "rule" in row else "once"),
        "due": said,
        "all_day": said is not None and "T" not in said,
        "shown_due": row.get("shown_due", said),
        "shown_from": row["from"],
        "lead_days": row.get("lead_days", 0),
        "status": "snoozed" if is_snoozed(row, now) else "open",
        "overdue_s": 0,
        "days_late": 0,
        "missed": 0,
        "rule": row.get("rule", ""),
        "occasion": row.get("occasion", ""),
        "season": row.get("season", ""),
        "until": None,
        "gone": False,
        "source": row.get("source", ""),
        "conversation": row.get("conversation"),
    }
    if said is None:
        return shown
    if "season" in row:
        _look_at_season(shown, now)
    else:
        shown["overdue_s"] = max(0, int((now - datetime.fromisoformat(row["due"])).total_seconds()))
        shown["days_late"] = max(0, (now.date() - date.fromisoformat(shown["shown_due"][:10])).days)
    if "rule" in row and "counts_from" not in row and said[:10] < now.date().isoformat():
        shown["missed"] = _missed(row["rule"], said, row.get("hour", ""), now)
    return shown


def _look_at_season(shown: Shown, now: datetime) -> None:
    from store.rules.season import window_seen  # few follow-ups have one

    first = date.fromisoformat(shown["due"][:10])
    window = window_seen(shown["season"], first, now.date(), shown["lead_days"])
    if window.opens != first:
        shown["shown_due"] = window.opens.isoformat()
    shown["until"], shown["gone"], shown["missed"] = window.closes.isoformat(), window.is_gone, window.missed
    if window.is_gone:
        shown["status"] = "skipped"


def _missed(rule: str, said: str, hour: str, now: datetime) -> int:
    from store.rules.rule_days import passed_days  # only what recurs and is late has to be counted

    start = date.fromisoformat(said) if "T" not in said else datetime.fromisoformat(f"{said[:11]}{hour or said[11:19]}")
    try:
        return passed_days(rule, start, now.replace(tzinfo=None), now.tzinfo)
    except (LookupError, ValueError):  # a rule that another program wrote: what is due stands all the same
        return 0


def draft_row(row: Row) -> Shown:
    """Return one parked line."""
    return {
        "id": row["id"],
        "customer": row.get("customer"),
        "customer_name": row.get("customer_name"),
        "line": row.get("what", ""),
        "begun": row["started"],
    }


def is_snoozed(row: Row, now: datetime) -> bool:
    """Whether a follow-up is put off until after `now`."""
    return "snoozed" in row and now < datetime.fromisoformat(row["snoozed"])
