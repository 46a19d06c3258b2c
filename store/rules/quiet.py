"""Whom to come back to, from the agenda's rows of customers and the time of looking.

Nothing is imported here but `datetime`, so that `regulars today` tells of them without opening the book. A row is a
list, since there is one for every customer who has a rhythm or a cadence; `reconnect.py` makes it, and says what it is
made from. Instants in it are whole seconds since 1970 (UTC), 0 for none:

    0 from           the instant from which to come back to them: the earliest of the limits, or the end of "leave them
                     be until"
    1 customer       the id
    2 rank           how much it matters to come back to them, 0 the most, 4 the least
    3 name
    4 last           the last real interaction; 0 where there never was one
    5 usual_s        the usual gap, in seconds; 0 where no rhythm is known
    6 quiet          the last instant at which they have not gone quiet yet
    7 gentle         from when their cadence has passed
    8 firm           from when it has passed by half as much again
    9 mood           of the last contacts
    10 unresolved    the id of a conversation that still waits on us or on a third party, 0 for none
    11 cadence       as it is kept
    12 tag           the tag whose rhythm `usual_s` is, empty where it is their own
    13 cadence_tag   the tag whose cadence it is, empty where it is their own

What stands at the end and says nothing is left out.
"""

from __future__ import annotations

from datetime import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from typing import Any

    QuietRow = Sequence[Any]
    Shown = dict[str, Any]


# More than this are for another hour: whoever wants all of them asks for them.
MOST_QUIET = 5
# What a row says where it says nothing.
_NOTHING = (0, 0, 4, "", 0, 0, 0, 0, 0, "", 0, "", "", "")


def quiet_row(row: QuietRow, now: datetime, zone: tzinfo | None) -> Shown:
    """Return one customer to come back to.

    `why` is `quiet` for who has been silent for longer than their rhythm has it, else `cadence`; `cadence_passed` is
    `firm`, `gentle`, or None where no cadence has passed. `since` is from when they are listed.

    Args:
        row: of the agenda.
        now: aware.
        zone: the shop's; None where it is the process's own.
    """
    row = [*row, *_NOTHING[len(row) :]]
    shown_from, customer, _rank, name, last, usual, quiet, gentle, firm, mood, unresolved, cadence, tag, of_tag = row
    at = int(now.timestamp())
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
        "cadence_tag": of_tag,
        "cadence_passed": "firm" if firm and at >= firm else "gentle" if gentle and at >= gentle else None,
    }


def instant_text(seconds: int, zone: tzinfo | None) -> str | None:
    """Return an instant with the shop's offset; None for none."""
    if not seconds:
        return None
    there = datetime.fromtimestamp(seconds, zone)
    return (there if zone is not None else there.astimezone()).isoformat(timespec="seconds")
