"""The days of a repetition, by arithmetic: what an RFC 5545 rule of days, weeks, months or years comes to.

`dateutil.rrule` walks from the first day of a rule and makes a `datetime` of each, which for thousands of rules takes
seconds, and importing it alone costs more than all that a command does. So nearly every rule is worked out here; the
rare parts (weeks and days of the year, plain weekdays beside numbered ones) are left to `dateutil`, whose days all
others are held against by tests. Nothing is imported but `datetime`, since Today counts with it what has passed.

Days are proleptic Gregorian ordinals, as `date.toordinal` gives them: a view of the months needs them in their
thousands, and few as dates. A rule here is one that `repetition.check_rule` has passed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    Days = tuple[int, ...]

# Nothing that a shop has to do is a hundred years away, and looking further would only take time.
FARTHEST_DAYS = 100 * 366

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RARE = ("BYWEEKNO", "BYYEARDAY")
# Days of a month that every month has.
_ALWAYS = 28
_REMEMBERED = 5000
_LAST_DAY = date.max.toordinal()


class _Plan:
    """A rule taken apart. `is_rare` where the arithmetic here does not know it."""

    __slots__ = (
        "count", "frequency", "interval", "is_rare", "month_days", "months", "nths", "positions", "text", "until",
        "week_start", "weekdays",
    )  # fmt: skip

    def __init__(self, rule: str) -> None:
        parts = parts_of(rule)
        self.frequency = parts["FREQ"]
        self.interval = int(parts.get("INTERVAL", "1"))
        if self.interval < 1:
            raise ValueError(rule)
        self.count = int(parts.pop("COUNT", "0"))
        self.until = parts.pop("UNTIL", "")
        self.months = _numbers(parts, "BYMONTH")
        self.month_days = _numbers(parts, "BYMONTHDAY")
        self.positions = _numbers(parts, "BYSETPOS")
        self.week_start = _WEEKDAYS.index(parts.get("WKST", "MO"))
        weekdays, nths = [], []
        for name in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
            number, weekday = name[:-2], _WEEKDAYS.index(name[-2:])
            if number and self.frequency in ("MONTHLY", "YEARLY"):
                nths.append((int(number), weekday))
            else:
                weekdays.append(weekday)
        self.weekdays, self.nths = tuple(sorted(set(weekdays))), tuple(nths)
        self.is_rare = any(name in parts for name in _RARE) or bool(weekdays and nths)
        self.text = ";".join(f"{name}={value}" for name, value in parts.items())


_plans: dict[str, _Plan] = {}
_known: dict[tuple[object, ...], Days] = {}


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name.

    Raises:
        ValueError: one of them is no part, or comes twice.
    """
    parts: dict[str, str] = {}
    for part in rule.strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise ValueError(rule)
        parts[name] = value
    return parts


def lasting(rule: str, day: date) -> str:
    """Return `rule`, counted from `day`, with its day of the month written out where some months lack that day.

    Such a day is then the last one of a shorter month: 29 February is 28 February in other years, and comes back.
    """
    if "BY" not in rule:
        if day.day <= _ALWAYS or ("YEARLY" in rule and (day.month, day.day) != (2, 29)):
            return rule
    elif "BYMONTHDAY=29" not in rule:
        return rule
    parts = parts_of(rule)
    by = {name for name in parts if name.startswith("BY")}
    if parts["FREQ"] == "YEARLY" and (not by or by == {"BYMONTH", "BYMONTHDAY"}):
        if by and (parts["BYMONTH"], parts["BYMONTHDAY"]) != ("2", "29"):
            return rule
        last = 29
        parts["BYMONTH"] = "2"
    elif parts["FREQ"] == "MONTHLY" and not by:
        last = day.day
    else:
        return rule
    parts["BYMONTHDAY"] = ",".join(str(number) for number in range(_ALWAYS, last + 1))
    parts["BYSETPOS"] = "-1"
    return ";".join(f"{name}={value}" for name, value in parts.items())


def days_after(rule: str, start: date | datetime, zone: tzinfo | None) -> Iterator[int]:
    """Give the days of `rule` behind its first, in order, as far as a hundred years ahead.

    Args:
        rule: counted from `start`, which is its first day whether it is one of its days or not.
        start: a date, or a naive instant as the wall of the shop shows it, whose hour all the others have.
        zone: the shop's, for a rule that ends at an instant; None for the process's own.

    Raises:
        ValueError: the end of the rule is no day.
    """
    plan = _plan(lasting(rule, start))
    last = min(start.toordinal() + FARTHEST_DAYS, _LAST_DAY)
    if plan.until:
        last = min(last, _last_day(plan.until, start, zone))
    left = plan.count - 1 if plan.count else -1
    for found in _rare_days(plan, start, last) if plan.is_rare else _days(plan, start, start.toordinal() + 1, last):
        if left == 0:
            return
        left -= 1
        yield found


def days_between(rule: str, start: date | datetime, first: int, last: int, zone: tzinfo | None) -> Sequence[int]:
    """Return the days of `rule` from `first` to `last`, both included, that lie behind `start`, in order.

    What is worked out for one rule is remembered for the others like it, so that thousands are quickly expanded.
    Arguments and what is raised are as for `days_after`.
    """
    begun = start.toordinal()
    plan = _plan(lasting(rule, start))
    if plan.count or plan.is_rare:
        found: list[int] = []
        for one in days_after(rule, start, zone):
            if one > last:
                break
            if one >= first:
                found.append(one)
        return found
    if plan.until:
        last = min(last, _last_day(plan.until, start, zone))
    key = (plan, *_resolved(plan, start), first, last)
    known = _known.get(key)
    if known is None:
        if len(_known) >= _REMEMBERED:
            _known.clear()
        known = _known[key] = tuple(_days(plan, start, max(1, first), min(last, _LAST_DAY)))
    return known if begun < first else [one for one in known if one > begun]


def passed_days(rule: str, start: date | datetime, now: datetime, zone: tzinfo | None) -> int:
    """Return how many days of `rule` behind its first have come by `now`, as the wall of the shop shows it, naive."""
    count, today = 0, now.toordinal()
    # An hour that is still ahead today has not come.
    last = today - 1 if isinstance(start, datetime) and start.time() > now.time() else today
    for day in days_after(rule, start, zone):
        if day > last:
            break
        count += 1
    return count


def is_in_period_of(rule: str, day: date, other: date) -> bool:
    """Return whether two days lie in the same day, week, month or year of a rule."""
    plan = _plan(rule)
    return _period(plan, day) == _period(plan, other)


def _plan(rule: str) -> _Plan:
    plan = _plans.get(rule)
    if plan is None:
        if len(_plans) >= _REMEMBERED:
            _plans.clear()
        plan = _plans[rule] = _Plan(rule)
    return plan


def _numbers(parts: dict[str, str], name: str) -> tuple[int, ...]:
    return tuple(sorted({int(number) for number in parts[name].split(",")})) if name in parts else ()


def _last_day(until: str, start: date, zone: tzinfo | None) -> int:
    """Return the last day of a rule that ends with `until`, a day that holds to its end, or an instant."""
    # Taken apart by hand: `strptime` imports what Today must do without.
    day = date(int(until[:4]), int(until[4:6]), int(until[6:8]))
    if "T" not in until:
        return day.toordinal()
    end = datetime(day.year, day.month, day.day, int(until[9:11]), int(until[11:13]), int(until[13:15]))
    if until.endswith("Z"):
        end = end.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    begins = start.time() if isinstance(start, datetime) else datetime.min.time()
    return end.toordinal() - (begins > end.time())


def _period(plan: _Plan, day: date) -> int:
    match plan.frequency:
        case "DAILY":
            return day.toordinal()
        case "WEEKLY":
            return (day.toordinal() - 1 - plan.week_start) // 7
        case "MONTHLY":
            return 12 * day.year + day.month - 1
        case _:
            return day.year


def _resolved(plan: _Plan, start: date) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], int]:
    """Return months, days of the month and weekdays, where the rule leaves them to its first day, and which periods."""
    months, month_days, weekdays = plan.months, plan.month_days, plan.weekdays
    if not (month_days or weekdays or plan.nths):
        match plan.frequency:
            case "YEARLY":
                months, month_days = months or (start.month,), (start.day,)
            case "MONTHLY":
                month_days = (start.day,)
            case "WEEKLY":
                weekdays = (start.weekday(),)
    return months, month_days, weekdays, _period(plan, start) % plan.interval


def _days(plan: _Plan, start: date, first: int, last: int) -> Iterator[int]:
    """Give the days from `first` to `last` of a rule counted from `start`."""
    months, month_days, weekdays, phase = _resolved(plan, start)
    if first > last:
        return
    is_wide = plan.frequency in ("MONTHLY", "YEARLY")
    is_whole = is_wide or not (months or month_days or (weekdays and plan.frequency == "DAILY"))
    period = _period(plan, date.fromordinal(first))
    period += (phase - period) % plan.interval
    while True:
        found: Iterable[int]
        match plan.frequency:
            case "DAILY":
                begin, found = period, (period,)
            case "WEEKLY":
                begin = 7 * period + 1 + plan.week_start
                found = sorted(begin + (weekday - plan.week_start) % 7 for weekday in weekdays or range(7))
            case "MONTHLY":
                year, month = divmod(period, 12)
                begin, found = _of_month(plan, year, month + 1, month_days, weekdays)
                if months and month + 1 not in months:
                    found = ()
            case _:
                begin, found = _of_year(plan, period, months, month_days, weekdays)
        if begin > last:
            return
        for day in _placed(found, plan.positions) if plan.positions else found:
            if first <= day <= last and (is_whole or _fits(date.fromordinal(day), months, month_days, weekdays)):
                yield day
        period += plan.interval


def _fits(day: date, months: tuple[int, ...], month_days: tuple[int, ...], weekdays: tuple[int, ...]) -> bool:
    if (months and day.month not in months) or (weekdays and day.weekday() not in weekdays):
        return False
    return not month_days or day.day in month_days or day.day - _length(day.year, day.month) - 1 in month_days


def _of_month(
    plan: _Plan, year: int, month: int, month_days: tuple[int, ...], weekdays: tuple[int, ...]
) -> tuple[int, list[int]]:
    """Return the first of a month, and those of its days that are meant."""
    if year > date.max.year:
        return _LAST_DAY + 1, []
    begin, length = date(year, month, 1).toordinal(), _length(year, month)
    numbered = _nths(plan, begin, length) if plan.nths else None
    if not month_days:
        if numbered is not None:
            return begin, sorted(numbered)
        return begin, [one for one in range(begin, begin + length) if (one + 6) % 7 in weekdays]
    numbers = {number if number > 0 else length + 1 + number for number in month_days}
    found = [begin + number - 1 for number in sorted(numbers) if 1 <= number <= length]
    if weekdays:
        found = [one for one in found if (one + 6) % 7 in weekdays]
    return begin, found if numbered is None else [one for one in found if one in numbered]


def _of_year(
    plan: _Plan, year: int, months: tuple[int, ...], month_days: tuple[int, ...], weekdays: tuple[int, ...]
) -> tuple[int, list[int]]:
    if year > date.max.year:
        return _LAST_DAY + 1, []
    begin = date(year, 1, 1).toordinal()
    if plan.nths and not months:
        numbered = sorted(_nths(plan, begin, 366 if _length(year, 2) == 29 else 365))
        return begin, [one for one in numbered if _fits(date.fromordinal(one), (), month_days, ())]
    found: list[int] = []
    for month in months or range(1, 13):
        found += _of_month(plan, year, month, month_days, weekdays)[1]
    return begin, found


def _nths(plan: _Plan, begin: int, length: int) -> set[int]:
    """Return the second Tuesdays and last Fridays of a month or a year that begins on `begin`."""
    found = set()
    for number, weekday in plan.nths:
        if number > 0:
            ordinal = begin + (weekday - (begin + 6)) % 7 + 7 * (number - 1)
        else:
            end = begin + length - 1
            ordinal = end - ((end + 6) - weekday) % 7 + 7 * (number + 1)
        if begin <= ordinal < begin + length:
            found.add(ordinal)
    return found


def _placed(found: Iterable[int], positions: tuple[int, ...]) -> list[int]:
    days = list(found)
    return sorted(
        {
            days[place - 1 if place > 0 else place]
            for place in positions
            if (place <= len(days) if place > 0 else -place <= len(days))
        }
    )


def _rare_days(plan: _Plan, start: date, last: int) -> Iterator[int]:
    # Costs more than everything else that a command imports, and is needed for few.
    from dateutil.rrule import rrulestr

    until = datetime.fromordinal(last)
    rule = rrulestr(f"{plan.text};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=datetime.fromordinal(start.toordinal()))
    yield from (day for day in (moment.toordinal() for moment in rule) if day > start.toordinal())


def _length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
