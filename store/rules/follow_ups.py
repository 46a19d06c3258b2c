"""Follow-ups: from when one is shown, how it stands, and when one that recurs comes next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Literal, NamedTuple

from store.errors import NotUnderstoodError
from store.records.follow_up import FollowUp
from store.rules.working_time import start_of_day
from store.sentences import _

FollowUpStatus = Literal["open", "snoozed", "done", "dropped", "skipped"]


class RulePlan(NamedTuple):
    """A rule without its end, and that end.

    Attributes:
        rule: an RFC 5545 RRULE value without COUNT and UNTIL, a day that some months lack written out as their last.
        times: how often it comes in all, the first due among them; 0 without end.
        until: on the shop's wall, the last moment at which it comes; None without end.
    """

    rule: str
    times: int
    until: datetime | None


# What a reminder to call somebody can need, with the range of its numbers; hours and finer are the
# due's own.
_PARTS: dict[str, tuple[int, int] | None] = {
    "FREQ": None,
    "INTERVAL": (1, 1000),
    "COUNT": (1, 10_000),
    "UNTIL": None,
    "WKST": None,
    "BYDAY": None,
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYSETPOS": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
}
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAYS = re.compile(r"(?:[+-]?[0-9]{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?")
_NUMBERS = re.compile(r"[+-]?[0-9]{1,5}(?:,[+-]?[0-9]{1,5})*")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def shown_from(follow_up: FollowUp, zone: tzinfo) -> datetime | None:
    """Return from when it is to be seen: the end of its snooze, else its due; 00:00 of a date.

    None while it waits for something to happen.
    """
    return _instant(follow_up.snoozed_until or follow_up.due, zone)


def status_of(follow_up: FollowUp, zone: tzinfo, now: datetime) -> FollowUpStatus:
    """Return how it stands at `now`; a snooze that is over leaves it open."""
    if follow_up.state != "open":
        return follow_up.state
    until = _instant(follow_up.snoozed_until, zone)
    return "snoozed" if until is not None and now < until else "open"


def check_rule(rule: str) -> str:
    """Return an RFC 5545 RRULE value in capitals, without a leading `RRULE:`.

    Raises:
        NotUnderstoodError: it is none, repeats within a day, or names days that never come.
    """
    plain = rule.strip().upper().removeprefix("RRULE:")
    parts = _parts(plain)
    for name, value in parts.items():
        _check_part(name, value)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise _bad_rule(rule)
    narrow = parts["FREQ"] in ("DAILY", "WEEKLY")
    if narrow and any(name in parts for name in ("BYSETPOS", "BYWEEKNO", "BYYEARDAY")):
        raise _bad_rule(rule)
    months = _numbers(parts, "BYMONTH") or range(1, 13)
    days = _numbers(parts, "BYMONTHDAY")
    longest = max(_LONGEST_MONTHS[month - 1] for month in months)
    if days and not any(abs(day) <= longest for day in days):
        raise NotUnderstoodError(_("The rule {rule} names a day that never comes.").format(rule=plain[:80]))
    return plain


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


def following(follow_up: FollowUp, after: date | datetime, zone: tzinfo, made: datetime) -> FollowUp | None:
    """Return the follow-up that comes once a recurring one is done or skipped, if any does.

    It remembers the day that its rule is about where a month was too short for it, and how many are
    left.

    Raises:
        NotUnderstoodError: the rule cannot be read.
    """
    found = _next(follow_up, after, zone)
    if found is None or follow_up.due is None:
        return None
    due, passed = found
    parts = _parts(_lasting(check_rule(follow_up.rule), follow_up.due))
    if "COUNT" in parts:
        parts["COUNT"] = str(int(parts["COUNT"]) - passed)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    return replace(
        follow_up,
        id=0,
        due=due,
        rule=rule,
        made=made,
        snoozed_until=None,
        state="open",
        settled=None,
    )


def plan_of(rule: str, due: date | datetime, zone: tzinfo) -> RulePlan:
    """Return how a follow-up with `rule`, first due `due`, comes again.

    Raises:
        NotUnderstoodError: the rule cannot be read.
    """
    parts = _parts(_lasting(check_rule(rule), due))
    count = int(parts.pop("COUNT", "0"))
    until = parts.pop("UNTIL", "")
    return RulePlan(
        ";".join(f"{name}={value}" for name, value in parts.items()),
        count,
        datetime.strptime(_until(until, zone), "%Y%m%dT%H%M%S") if until else None,
    )


def _next(follow_up: FollowUp, after: date | datetime, zone: tzinfo) -> tuple[date | datetime, int] | None:
    """Return the next due, and how many dues of the rule were passed to get there."""
    # Costs more than everything else that a command imports, and is needed for few.
    from dateutil.rrule import rrulestr

    due = follow_up.due
    if due is None or not follow_up.rule:
        return None
    parts = _parts(_lasting(check_rule(follow_up.rule), due))
    start, former = _wall(due, zone), _wall(after, zone)
    if not isinstance(after, datetime) and isinstance(due, datetime):
        former = former.replace(hour=23, minute=59, second=59)
    count = int(parts.pop("COUNT", "0"))
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], zone)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        dues = rrulestr(text, dtstart=start)
    except ValueError:
        raise _bad_rule(follow_up.rule) from None
    passed = 0
    for wall in dues:
        if wall > start:
            passed += 1
            if count and passed >= count:
                return None
            if wall > former:
                if not isinstance(due, datetime):
                    return wall.date(), passed
                # By way of the instant, so that an hour which the clocks skip that day becomes one
                # that they show.
                return datetime.fromtimestamp(wall.replace(tzinfo=zone).timestamp(), zone), passed
    return None


def _lasting(rule: str, due: date | datetime) -> str:
    """Return `rule` with its day of the month written out, where some months lack that day."""
    parts = _parts(rule)
    by = {name for name in parts if name.startswith("BY")}
    yearly, monthly = parts["FREQ"] == "YEARLY", parts["FREQ"] == "MONTHLY"
    if yearly and by == {"BYMONTH", "BYMONTHDAY"}:
        leap = parts["BYMONTH"] == "2" and parts["BYMONTHDAY"] == "29"
    else:
        leap = yearly and not by and (due.month, due.day) == (2, 29)
    if leap:
        last = 29
        parts["BYMONTH"] = "2"
    elif monthly and not by and due.day > 28:
        last = due.day
    else:
        return rule
    parts["BYMONTHDAY"] = ",".join(str(day) for day in range(28, last + 1))
    parts["BYSETPOS"] = "-1"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise _bad_rule(rule)
        parts[name] = value
    return parts


def _check_part(name: str, value: str) -> None:
    if name not in _PARTS:
        raise _bad_rule(f"{name}={value}")
    reach = _PARTS[name]
    if reach is not None:
        fits = _NUMBERS.fullmatch(value) is not None and all(
            reach[0] <= int(number) <= reach[1] and int(number) != 0 for number in value.split(",")
        )
        if name in ("INTERVAL", "COUNT"):
            fits = fits and "," not in value
    elif name == "BYDAY":
        fits = all(_DAYS.fullmatch(day) for day in value.split(","))
    elif name == "WKST":
        fits = _DAYS.fullmatch(value) is not None and len(value) == 2
    elif name == "UNTIL":
        fits = _UNTIL.fullmatch(value) is not None
    else:
        fits = True
    if not fits:
        raise _bad_rule(f"{name}={value}")


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(number) for number in parts[name].split(",")] if name in parts else []


def _until(value: str, zone: tzinfo) -> str:
    """Return the end of a rule as the shop's wall clock shows it; a date holds to its end."""
    try:
        if "T" not in value:
            return f"{datetime.strptime(value, '%Y%m%d'):%Y%m%d}T235959"
        wall = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
        if value.endswith("Z"):
            wall = wall.replace(tzinfo=UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise _bad_rule(f"UNTIL={value}") from None
    return f"{wall:%Y%m%dT%H%M%S}"


def _wall(moment: date | datetime, zone: tzinfo) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(zone).replace(tzinfo=None, fold=0)
    return datetime(moment.year, moment.month, moment.day)


def _instant(moment: date | datetime | None, zone: tzinfo) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    return start_of_day(moment, zone)


def _bad_rule(rule: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _(
            "The rule {rule} cannot be read. Write an RFC 5545 rule of days, weeks, months or "
            "years, such as FREQ=YEARLY or FREQ=WEEKLY;INTERVAL=2."
        ).format(rule=rule[:80])
    )
