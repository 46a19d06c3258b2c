"""Whom to come back to, from the agenda's rows of customers and the time of looking.

Nothing is imported here but `datetime`, so that `regulars today` tells of them without opening the book. A row is a
list, since there is one for every customer who has a rhythm or a cadence; `reconnect.py` makes it, and says what it is
made from. Instants in it are whole seconds since 1970 (UTC), 0 for none:

    0 from           the instant from which to come back to them: the earliest of the limits, or the end of "leave them
                     be until"
    1 customer       the id
    2 name
    3 last           the last real interaction; 0 where there never was one
    4 usual_s        the usual gap, in seconds; 0 where no rhythm is known
    5 quiet          the last instant at which they have not gone quiet yet
    6 gentle         from when their cadence has passed
    7 firm           from when it has passed by half as much again
    8 mood           of the last contacts
    9 unresolved     the id of a conversation that still waits on us or on a third party, 0 for none
    10 cadence       as it is kept
    11 tag           the tag whose rhythm `usual_s` is, empty where it is their own
    12 cadence_tag   the tag whose cadence it is, empty where it is their own
"""

from __future__ import annotations

from datetime import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo
    from typing import Any

    QuietRow = Sequence[Any]
    Shown = dict[str, Any]

FROM, CUSTOMER = 0, 1
_MOOD, _UNRESOLVED = 8, 9
LAST_RANK = 3
# A row that holds nothing but these is of a customer whom there is nothing to say of any more.
EMPTY_LENGTH = 2


def rank_of(row: QuietRow) -> int:
    """Return how much somebody who has gone quiet matters, 0 the most, 3 the least.

    The upset with something unresolved come first, then the upset, then those with something unresolved.
    """
    return (0 if row[_MOOD] == "upset" else 2) + (0 if row[_UNRESOLVED] else 1)


def is_listed(row: QuietRow, now_s: int) -> bool:
    """Return whether it is time to come back to a customer, at so many seconds since 1970."""
    shown_from: int = row[FROM]
    return 0 < shown_from <= now_s


def in_order(rows: Iterable[QuietRow], now_s: int) -> list[QuietRow]:
    """Return the rows of those to come back to, what matters most first.

    Among equals whoever has just gone quiet comes first: they are the likeliest to come back.
    """
    return sorted((row for row in rows if is_listed(row, now_s)), key=by_rank)


def by_rank(row: QuietRow) -> tuple[int, int, int]:
    """Return the place of a row among those to come back to."""
    return rank_of(row), -row[FROM], row[CUSTOMER]


def quiet_rows(rows: Iterable[QuietRow], now: datetime) -> list[Shown]:
    """Return whom to come back to as `regulars today` shows them, what matters most first.

    Args:
        rows: those of the agenda, in any order.
        now: aware, in the shop's zone.
    """
    return [quiet_row(row, now) for row in in_order(rows, int(now.timestamp()))]


def quiet_row(row: QuietRow, now: datetime) -> Shown:
    """Return one customer to come back to.

    `why` is `quiet` for who has been silent for longer than their rhythm has it, else `cadence`; `cadence_passed` is
    `firm`, `gentle`, or None where no cadence has passed. `since` is from when they are listed.
    """
    shown_from, customer, name, last, usual, quiet, gentle, firm, mood, unresolved, cadence, tag, cadence_tag = row
    at = int(now.timestamp())
    zone = now.tzinfo
    return {
        "customer": customer,
        "customer_name": name,
        "why": "quiet" if quiet and at > quiet else "cadence",
        "last": instant_text(last, zone),
        "usual_gap_s": usual or None,
        "silent_s": at - last if last else None,
        "mood": mood,
        "unresolved": unresolved or None,
        "since": instant_text(shown_from, zone),
        "rhythm_tag": tag,
        "cadence": cadence,
        "cadence_tag": cadence_tag,
        "cadence_passed": "firm" if firm and at >= firm else "gentle" if gentle and at >= gentle else None,
    }


def instant_text(seconds: int, zone: tzinfo | None) -> str | None:
    """Return an instant with the shop's offset; None for none."""
    return datetime.fromtimestamp(seconds, zone).isoformat(timespec="seconds") if seconds else None
