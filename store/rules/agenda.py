"""What may need the owner, as rows for the agenda: instants and words, and never a status.

A status depends on when one looks, so `desk.py` works it out; with that and these rows, Today and
the lists of what is open are shown without opening the book. What is empty is left out of a row.
Instants and dates are ISO 8601 text, instants with the shop's offset.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypedDict

from store.records.conversation import Conversation, WaitingOn
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.rules.clocks import ResponseClock
from store.rules.follow_ups import kind_of, shown_due, shown_from
from store.rules.promises import agreed_due
from store.rules.targets import Clock
from store.rules.working_time import Calendar

LONGEST_WHAT = 120
CLOCK_LETTERS: dict[Clock, str] = {"first_answer": "c", "next_answer": "c", "update": "u", "resolution": "r"}

# `row` is unique: a letter for the kind (c, u, r, p, f, d; g, s, t: see `thanks.py`) and the id; a conversation has a
# row for the clock of its answer (c), of its update (u) and of its resolution (r), as far as they run. `from` is from
# when it is to be shown, and the sort key. `due` is the instant that counts: for a promise its agreed due. `said` is
# the due as it stands, a date or an instant. For a clock `at_risk`, `due` and `overdue` are the instants at which it
# comes to three quarters of `target_s`, to all of it and to more; `pauses` are stretches that do not count. Of a
# follow-up `shown_due` is its due on a working day where that is another, and `due` the instant of that one.
AgendaRow = TypedDict(
    "AgendaRow",
    {
        "row": str,
        "kind": str,
        "id": int,
        "from": str,
        "customer": int,
        "customer_name": str,
        "what": str,
        "started": str,
        "aim": str,
        "due": str,
        "said": str,
        "original_due": str,
        "moves": list[dict[str, Any]],
        "promise_kind": str,
        "condition": str,
        "clock": str,
        "channel": str,
        "at_risk": str,
        "overdue": str,
        "target_s": int,
        "pauses": list[list[str]],
        "third_party": str,
        "waiting_on": str,
        "mood": str,
        "conversation": int,
        "rule": str,
        "source": str,
        "snoozed": str,
        "reason": str,
        "on": str,
        "sent": int,
        "days": list[dict[str, Any]],
        "shown_due": str,
        "follow_up_kind": str,
        "occasion": str,
        "season": str,
        "lead_days": int,
        "counts_from": str,
        "hour": str,
    },
    total=False,
)


def rows_of_conversation(
    conversation: Conversation,
    clocks: Iterable[ResponseClock],
    customer: Customer,
    last_inbound: Interaction | None,
    third_party: str = "",
    waiting_on: WaitingOn = "us",
) -> list[AgendaRow]:
    """Return a row for each clock of a conversation that runs and that time is measured against.

    Somebody who waits for an answer has a row even where the shop has no target for it; an update or a resolution
    without a target has none, and neither has what is paused, since it does not wait for us.

    Args:
        conversation: the conversation.
        clocks: all of it (`clocks.clocks_of`).
        customer: whose it is.
        last_inbound: the last entry that came in, for its words and mood.
        third_party: who has it, while it waits on one.
        waiting_on: for whom it waits.
    """
    rows: list[AgendaRow] = []
    for clock in clocks:
        letter = CLOCK_LETTERS[clock.clock]
        if not clock.is_running or clock.is_paused or (clock.target_s is None and letter != "c"):
            continue
        row: AgendaRow = {
            "row": f"{letter}{conversation.id}",
            "kind": "conversation",
            "id": conversation.id,
            "from": _text(clock.started),
            "customer": customer.id,
            "customer_name": customer.shown_name,
            "what": short(conversation.subject or (last_inbound.text if last_inbound else "")),
            "started": _text(clock.started),
            "at_risk": _text(clock.at_risk) if clock.at_risk else "",
            "due": _text(clock.due) if clock.due else "",
            "overdue": _text(clock.overdue) if clock.overdue else "",
            "target_s": clock.target_s or 0,
            "pauses": [[_text(paused), _text(resumed)] for paused, resumed in clock.pauses if resumed is not None],
            "clock": clock.clock,
            "channel": clock.channel,
            "mood": last_inbound.mood if last_inbound else "",
            "conversation": conversation.id,
            "third_party": third_party,
            "waiting_on": "" if waiting_on == "us" else waiting_on,
        }
        rows.append(without_empty(row))
    return rows


def rows_of_promise(promise: Promise, customer: Customer, calendar: Calendar) -> list[AgendaRow]:
    """Return the row of an open promise, shown from when it was made; none for a settled one."""
    if promise.state != "open":
        return []
    agreed = calendar.due_instant(agreed_due(promise, calendar))
    row: AgendaRow = {
        "row": f"p{promise.id}",
        "kind": "promise",
        "id": promise.id,
        "from": _text(promise.made),
        "customer": customer.id,
        "customer_name": customer.shown_name,
        "what": promise.what,
        "started": _text(promise.made),
        "aim": _text(promise.aim),
        "due": _text(agreed),
        "said": _text(promise.due),
        "original_due": _text(promise.original_due),
        "moves": [
            {
                "at": _text(move.at),
                "from": _text(move.former),
                "to": _text(move.to),
                "told": move.told,
            }
            for move in promise.moves
        ],
        "promise_kind": promise.kind,
        "condition": promise.condition,
        "conversation": promise.conversation or 0,
    }
    return [without_empty(row)]


def rows_of_follow_up(follow_up: FollowUp, customer: Customer, calendar: Calendar) -> list[AgendaRow]:
    """Return the row of an open follow-up, shown from its due less the days that it leads by, or the end of its snooze.

    None for one that is settled, or that waits for something to happen.
    """
    shown, due = shown_from(follow_up, calendar), shown_due(follow_up, calendar)
    if follow_up.state != "open" or shown is None:
        return []
    kind = kind_of(follow_up)
    row: AgendaRow = {
        "row": f"f{follow_up.id}",
        "kind": "follow_up",
        "id": follow_up.id,
        "from": _text(shown),
        "customer": customer.id,
        "customer_name": customer.shown_name,
        "what": follow_up.what,
        "started": _text(follow_up.made),
        "due": _text(calendar.due_instant(due)) if due else "",
        "said": _text(follow_up.due) if follow_up.due else "",
        "conversation": follow_up.conversation or 0,
        "rule": follow_up.rule,
        "source": follow_up.source,
        "snoozed": _text(shown) if follow_up.snoozed_until else "",
        "shown_due": _text(due) if due and due != follow_up.due else "",
        "follow_up_kind": kind if kind != ("recurring" if follow_up.rule else "once") else "",
        "occasion": follow_up.occasion,
        "season": follow_up.season,
        "lead_days": follow_up.lead_days,
        "counts_from": follow_up.counts_from if follow_up.counts_from != "plan" else "",
        "hour": follow_up.hour,
    }
    return [without_empty(row)]


def row_of_draft(draft: Draft, customer: Customer | None = None) -> AgendaRow:
    """Return the row of a parked line; `customer` is the one that it was begun for, if any."""
    begun = _text(draft.begun)
    row: AgendaRow = {
        "row": f"d{draft.id}",
        "kind": "draft",
        "id": draft.id,
        "from": begun,
        "customer": draft.customer or 0,
        "customer_name": customer.shown_name if customer else "",
        "what": draft.line,
        "started": begun,
    }
    return without_empty(row)


def without_empty(row: AgendaRow) -> AgendaRow:
    """Return a row without what is empty in it."""
    # Ids start at 1, so that 0 stands for none.
    kept: Any = {key: value for key, value in row.items() if value not in ("", 0, [])}
    needed: AgendaRow = kept
    return needed


def short(text: str) -> str:
    """Return a text as one line of at most `LONGEST_WHAT` characters."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_WHAT else line[: LONGEST_WHAT - 1].rstrip() + "…"


def _text(moment: date | datetime) -> str:
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()
