"""The dues of a follow-up: which come by its rule or season, which have passed, and the one that comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo

from store.errors import NotUnderstoodError
from store.records.follow_up import FollowUp
from store.rules.repetition import bad_rule, check_rule
from store.rules.rule_days import days_after, days_between, is_in_period_of, lasting, parts_of, passed_days
from store.rules.season import Window, window_after, window_seen
from store.rules.shop_days import at_wall, day_of, end_of_closed, on_working_day, wall_of
from store.rules.working_time import Calendar

_DAY = timedelta(days=1)


def seen_window(follow_up: FollowUp, today: date, zone: tzinfo) -> Window | None:
    """Return the window of its season that counts on `today`; None where it has no season."""
    if not follow_up.season or follow_up.due is None:
        return None
    return window_seen(follow_up.season, day_of(follow_up.due, zone), today, follow_up.lead_days)


def missed(follow_up: FollowUp, now: datetime, zone: tzinfo) -> int:
    """Return how many more of its dues or windows have come since the one for which it stands, by `now`.

    Nothing is missed of one that counts from when it is done.
    """
    due, here = follow_up.due, now.astimezone(zone)
    if due is None:
        return 0
    window = seen_window(follow_up, here.date(), zone)
    if window is not None:
        return window.missed
    if not follow_up.rule or follow_up.counts_from == "completion":
        return 0
    try:
        return passed_days(check_rule(follow_up.rule), planned(follow_up, zone), here.replace(tzinfo=None), zone)
    except NotUnderstoodError:  # a rule that another program wrote: what is due stands all the same
        return 0


def planned(follow_up: FollowUp, zone: tzinfo) -> date | datetime:
    """Return its due on the wall of the shop, naive, with the hour that is meant; it has to have a due."""
    due = follow_up.due
    assert due is not None
    wall = wall_of(due, zone)
    if follow_up.hour and isinstance(wall, datetime):
        return datetime.combine(wall.date(), time.fromisoformat(follow_up.hour))
    return wall


def hour_of(follow_up: FollowUp, zone: tzinfo) -> time | None:
    """Return the hour that its dues have on the wall of the shop; None where they have none."""
    wall = planned(follow_up, zone)
    return wall.time() if isinstance(wall, datetime) else None


def next_occurrence(follow_up: FollowUp, after: date | datetime, zone: tzinfo) -> date | datetime | None:
    """Return the first due of a recurring follow-up after `after`, counted from its own due.

    A due with an hour keeps that hour on the wall of the shop. A day that a month lacks becomes its
    last one, so that 29 February is 28 February in other years, and comes back. None where the
    follow-up does not recur, or its rule has ended.

    Args:
        follow_up: one with a due; the rule counts from there, whatever is done about this one.
        after: a date, or an aware instant; the due that comes next is later than it and than the
            follow-up's own.
        zone: the shop's.

    Raises:
        NotUnderstoodError: the rule cannot be read.
    """
    found = _next(follow_up, after, zone)
    return None if found is None else found[0]


def following(
    follow_up: FollowUp, after: date | datetime, zone: tzinfo, made: datetime, *, is_done: bool = True
) -> FollowUp | None:
    """Return the follow-up that comes once a recurring one is done or skipped, if any does.

    From the plan it is the first due that lies ahead of `after`; from completion the rule begins anew on that day, but
    not where it was only skipped. Of a season it is the next window to open. It remembers the day that its rule is
    about where a month was too short for it, and how many are left.

    Args:
        follow_up: the one that is over.
        after: when it was done or skipped.
        zone: the shop's.
        made: when the one that comes is made.
        is_done: whether it was done, and not skipped.

    Raises:
        NotUnderstoodError: the rule cannot be read.
    """
    due, rule = follow_up.due, follow_up.rule
    if due is None:
        return None
    coming: date | datetime
    wall = planned(follow_up, zone)
    if follow_up.season:
        coming = window_after(follow_up.season, max(day_of(after, zone), day_of(due, zone))).opens
    elif follow_up.counts_from == "completion" and rule and is_done:
        begun_anew = _from_completion(follow_up, after, zone)
        if begun_anew is None:
            return None
        coming, rule = begun_anew, _less(check_rule(rule), 1)
    else:
        found = _next(follow_up, after, zone)
        if found is None:
            return None
        coming, passed = found
        rule = check_rule(rule)
        if follow_up.counts_from == "plan":
            rule = lasting(rule, day_of(due, zone))
        rule = _less(rule, passed)
    hour = ""
    if isinstance(wall, datetime) and wall_of(coming, zone) != datetime.combine(day_of(coming, zone), wall.time()):
        hour = f"{wall:%H:%M}"
    return replace(
        follow_up,
        id=0,
        due=coming,
        hour=hour,
        rule=rule,
        made=made,
        snoozed_until=None,
        state="open",
        settled=None,
        fired=None,
        done_by=None,
        missed=0,
    )


def occurrences(follow_up: FollowUp, first: date, last: date, zone: tzinfo) -> list[date | datetime]:
    """Return the dues from `first` to `last`, both included: its own, and those that come by its rule or season.

    They are as they are planned; nothing of one that is settled, or waits for something to happen. One that counts from
    completion is taken as if each were done on its day.
    """
    due = follow_up.due
    if due is None or follow_up.state != "open":
        return []
    own = day_of(due, zone)
    days = [own] if first <= own <= last else []
    if follow_up.season:
        days += _openings(follow_up.season, own, first, last)
    elif follow_up.rule:
        ordinals = days_between(follow_up.rule, planned(follow_up, zone), first.toordinal(), last.toordinal(), zone)
        days += map(date.fromordinal, ordinals)
    hour = hour_of(follow_up, zone)
    return list(days) if hour is None else [at_wall(day, hour, zone) for day in days]


def shown_days(follow_up: FollowUp, first: date, last: date, calendar: Calendar) -> list[date]:
    """Return the days from `first` to `last` on which it is to be done: its dues, on working days if asked."""
    zone, on_closed = calendar.zone, follow_up.on_closed
    if on_closed == "same":
        return [day_of(due, zone) for due in occurrences(follow_up, first, last, zone)]
    # What is due in a stretch of closed days right before the first day, or behind the last, comes on a day between.
    since = end_of_closed(first, on_closed, calendar) if on_closed == "next" else first
    until = end_of_closed(last, on_closed, calendar) if on_closed == "previous" else last
    dues = occurrences(follow_up, since, until, zone)
    days = (day_of(on_working_day(due, on_closed, calendar), zone) for due in dues)
    return [day for day in days if first <= day <= last]


def _openings(season: str, own: date, first: date, last: date) -> Iterator[date]:
    opens = window_after(season, max(own, first - _DAY)).opens
    while opens <= last:
        yield opens
        opens = window_after(season, opens).opens


def _next(follow_up: FollowUp, after: date | datetime, zone: tzinfo) -> tuple[date | datetime, int] | None:
    """Return the next due, and how many dues of the rule were passed to get there."""
    due = follow_up.due
    if due is None or not follow_up.rule:
        return None
    hour = hour_of(follow_up, zone)
    limit = after.astimezone(zone).replace(tzinfo=None) if isinstance(after, datetime) else after
    passed = 0
    try:
        for ordinal in days_after(check_rule(follow_up.rule), planned(follow_up, zone), zone):
            day = date.fromordinal(ordinal)
            passed += 1
            if hour is None or not isinstance(limit, datetime):
                is_ahead = day > (limit.date() if isinstance(limit, datetime) else limit)
            else:
                is_ahead = datetime.combine(day, hour) > limit
            if is_ahead:
                return (day if hour is None else at_wall(day, hour, zone)), passed
    except ValueError:
        raise bad_rule(follow_up.rule) from None
    return None


def _from_completion(follow_up: FollowUp, after: date | datetime, zone: tzinfo) -> date | datetime | None:
    due, rule = follow_up.due, check_rule(follow_up.rule)
    assert due is not None
    done, own, parts = day_of(after, zone), day_of(due, zone), parts_of(rule)
    hour = hour_of(follow_up, zone)
    start = done if hour is None else datetime.combine(done, hour)
    # Every two weeks on a Friday comes two weeks after it was done, and not on the Friday of that very week.
    skips_period = int(parts.get("INTERVAL", "1")) > 1 and any(name.startswith("BY") for name in parts)
    for day in map(date.fromordinal, days_after(rule, start, zone)):
        if day > own and not (skips_period and is_in_period_of(rule, day, done)):
            return day if hour is None else at_wall(day, hour, zone)
    return None


def _less(rule: str, passed: int) -> str:
    """Return `rule` with as many fewer to come, where they are counted."""
    if "COUNT=" not in rule:
        return rule
    parts = parts_of(rule)
    parts["COUNT"] = str(int(parts["COUNT"]) - passed)
    return ";".join(f"{name}={value}" for name, value in parts.items())
