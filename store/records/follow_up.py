"""A reminder to come back to a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

FollowUpState = Literal["open", "done", "dropped", "skipped"]
FollowUpSource = Literal["capture", "owner", "promise", "thing", "rule", "import"]
# Empty where it is told from the other fields: once, recurring, season, occasion (`rules.follow_ups.kind_of`).
SetKind = Literal["", "renewal", "check_in", "warranty", "service"]
CountsFrom = Literal["plan", "completion"]
OnClosed = Literal["same", "next", "previous"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One reminder, which stays until it is done, dropped or skipped.

    `due` is as it was planned, and None only while it waits for something to happen, named by `occasion` ("frost");
    once that has happened, `fired` is when, and `due` that day. On which day it is shown is worked out
    (`rules.follow_ups.shown_due`), since it depends on when the shop is open: by `on_closed` a due on a closed day
    stands for that same day, the next or the previous working day.

    `rule` is an RFC 5545 RRULE value for one that recurs, of a renewal its term; it counts from the plan, or from when
    this one was done. `season` is a window of each year, `03-01..04-15`, both days included, also across the new year;
    `due` is then the day on which the window opens. It is shown `lead_days` before its due, 0 to 366. `snoozed_until`
    puts it out of sight until then.

    `hour` is the one, as 03:30, that its dues have on the wall of the shop, where the clocks skip it on the day of this
    one, and `due` has another. `promise` and `thing` are what it came from. `made` and `settled` are instants in the
    shop's zone. `done_by` is the entry of the history with which it was done, and `missed` how many more of its dues or
    windows had passed by then.
    """

    id: int = 0
    customer: int
    what: str
    made: datetime
    due: date | datetime | None = None
    rule: str = ""
    occasion: str = ""
    source: FollowUpSource = "owner"
    conversation: int | None = None
    interaction: int | None = None
    snoozed_until: date | datetime | None = None
    state: FollowUpState = "open"
    settled: datetime | None = None
    kind: SetKind = ""
    counts_from: CountsFrom = "plan"
    on_closed: OnClosed = "same"
    season: str = ""
    lead_days: int = 0
    promise: int | None = None
    thing: int | None = None
    fired: datetime | None = None
    done_by: int | None = None
    missed: int = 0
    hour: str = ""
