"""What Today shows, from the rows of the agenda and the time of looking.

Nothing is imported here but `datetime` and what is as light: with this and the agenda's own lines, `regulars today`
answers without opening the book. For what a row holds see `agenda.py`. Instants are ISO 8601 text
with offset, durations whole seconds.
"""

from __future__ import annotations

from datetime import date, datetime

from store.rules.thanks_desk import KINDS as OF_THANKS
from store.rules.thanks_desk import thanks_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypedDict

    Between = Callable[[datetime, datetime], int]
    """The seconds of working time between two instants."""

    Row = Mapping[str, Any]
    Shown = dict[str, Any]
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
        if row["from"][:10] <= today and not _is_snoozed(row, now)
    ]


def drafts_in_order(rows: Iterable[Row]) -> list[Shown]:
    """Return the rows of parked lines, oldest first."""
    return [draft_row(row) for row in sorted(rows, key=_by_from)]


def follow_up_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the rows of open follow-ups as `regulars followup list` shows them, soonest first."""
    return [follow_up_row(row, now) for row in sorted(rows, key=_by_from)]


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
        "status": "snoozed" if _is_snoozed(row, now) else "open",
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
        shown["missed"] = _missed(row["rule"], said, now)
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


def _missed(rule: str, said: str, now: datetime) -> int:
    from store.rules.rule_days import passed_days  # only what recurs and is late has to be counted

    start = datetime.fromisoformat(said).replace(tzinfo=None) if "T" in said else date.fromisoformat(said)
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


def _is_snoozed(row: Row, now: datetime) -> bool:
    return "snoozed" in row and now < datetime.fromisoformat(row["snoozed"])


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
