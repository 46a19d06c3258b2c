"""Follow-ups: on which day one is shown, how it stands, how much of it was missed, and when it comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from store.records.follow_up import FollowUp
from store.rules.dues import hour_of, missed, seen_window
from store.rules.shop_days import day_of, instant_of, on_working_day
from store.rules.working_time import Calendar, start_of_day
from store.sentences import _

FollowUpStatus = Literal["open", "snoozed", "done", "dropped", "skipped"]
FollowUpKind = Literal["once", "recurring", "season", "renewal", "occasion", "check_in", "warranty", "service"]

_DAY = timedelta(days=1)


class Standing(NamedTuple):
    """How a follow-up stands when one looks.

    Attributes:
        status: `skipped` also for an open one whose season is over: its window is gone, and it says so until it is
            dealt with.
        kind: what sort of follow-up it is.
        shown_due: its due, on a working day where that is asked for; None while it waits for something to happen. Of
            a season the day on which the window that counts opens.
        shown_from: from when on it is on Today; None while it waits for something to happen.
        overdue_s: for how many seconds its shown due has passed; 0 where it has not, where it is settled, and for a
            season that is still open.
        days_late: how many days ago its shown due was, 0 for today, and 0 as for `overdue_s`.
        missed: how many of its dues or windows have passed since the one for which it stands.
        until: the last day of its season's window.
        is_gone: whether that window is over.
    """

    status: FollowUpStatus
    kind: FollowUpKind
    shown_due: date | datetime | None
    shown_from: datetime | None
    overdue_s: int = 0
    days_late: int = 0
    missed: int = 0
    until: date | None = None
    is_gone: bool = False


def kind_of(follow_up: FollowUp) -> FollowUpKind:
    """Return what sort of follow-up it is: as it was set, else as its fields tell."""
    if follow_up.kind:
        return follow_up.kind
    if follow_up.season:
        return "season"
    if follow_up.occasion:
        return "occasion"
    return "recurring" if follow_up.rule else "once"


def kind_words(kind: str) -> str:
    """Return the word for a sort of follow-up."""
    return {
        "once": _("once"),
        "recurring": _("recurring"),
        "season": _("season"),
        "renewal": _("renewal"),
        "occasion": _("when it happens"),
        "check_in": _("check-in"),
        "warranty": _("warranty"),
        "service": _("service"),
    }.get(kind, kind)


def shown_due(follow_up: FollowUp, calendar: Calendar) -> date | datetime | None:
    """Return the due on the day on which it is to be done: another than planned only where that is a closed day.

    What is planned stays as it is, so that another opening time moves what is ahead and nothing else. An hour stays the
    same hour.
    """
    if follow_up.due is None:
        return None
    return on_working_day(follow_up.due, follow_up.on_closed, calendar, hour_of(follow_up, calendar.zone))


def shown_from(follow_up: FollowUp, calendar: Calendar) -> datetime | None:
    """Return from when it is to be seen: the end of its snooze, else its shown due less the days that it leads by.

    A date begins at 00:00. None while it waits for something to happen.
    """
    if follow_up.snoozed_until is not None:
        return instant_of(follow_up.snoozed_until, calendar.zone)
    due = shown_due(follow_up, calendar)
    if due is None:
        return None
    if follow_up.lead_days:
        return start_of_day(day_of(due, calendar.zone) - timedelta(days=follow_up.lead_days), calendar.zone)
    return instant_of(due, calendar.zone)


def put_off_until(follow_up: FollowUp, zone: tzinfo, now: datetime) -> date | datetime | None:
    """Return the end of its snooze as long as that lies ahead of `now`; None for one that is not put off, or was."""
    until = follow_up.snoozed_until
    return until if until is not None and now < instant_of(until, zone) else None


def status_of(follow_up: FollowUp, zone: tzinfo, now: datetime) -> FollowUpStatus:
    """Return how it stands at `now`; a snooze that is over leaves it open, a season that is over skips it."""
    if follow_up.state != "open":
        return follow_up.state
    window = seen_window(follow_up, now.astimezone(zone).date(), zone)
    if window is not None and window.is_gone:
        return "skipped"
    return "open" if put_off_until(follow_up, zone, now) is None else "snoozed"


def standing_of(follow_up: FollowUp, calendar: Calendar, now: datetime) -> Standing:
    """Return everything that depends on when one looks; see `Standing`."""
    zone, kind = calendar.zone, kind_of(follow_up)
    status = status_of(follow_up, zone, now)
    today = now.astimezone(zone).date()
    due, begins = shown_due(follow_up, calendar), shown_from(follow_up, calendar)
    window = seen_window(follow_up, today, zone)
    if window is not None:
        if window.opens != follow_up.due:
            due = window.opens
        is_open = follow_up.state == "open"
        missed_windows = window.missed if is_open else follow_up.missed
        return Standing(status, kind, due, begins, 0, 0, missed_windows, window.closes, is_open and window.is_gone)
    if due is None or follow_up.state != "open":
        return Standing(status, kind, due, begins, missed=follow_up.missed)
    # By the seconds since 1970: two times of one zone are subtracted as if its clocks never changed.
    overdue_s = max(0, int(now.timestamp() - calendar.due_instant(due).timestamp()))
    days_late = max(0, (today - day_of(due, zone)).days)
    return Standing(status, kind, due, begins, overdue_s, days_late, missed(follow_up, now, zone))
