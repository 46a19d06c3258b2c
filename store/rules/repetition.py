"""The rule of a repetition as an RFC 5545 RRULE value: what is taken, and what is refused with a sentence."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from store.errors import NotUnderstoodError
from store.rules.rule_days import FARTHEST_DAYS, days_after, parts_of
from store.sentences import _

# What a reminder to call somebody can need, with the range of its numbers; hours and finer are the due's own.
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
_SHOWN = 80


def check_rule(rule: str) -> str:
    """Return an RFC 5545 RRULE value in capitals, without a leading `RRULE:`.

    Raises:
        NotUnderstoodError: it is none, repeats within a day, or names days that never come.
    """
    plain = rule.strip().upper().removeprefix("RRULE:")
    try:
        parts = parts_of(plain)
    except ValueError:
        raise bad_rule(plain) from None
    for name, value in parts.items():
        _check_part(name, value)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise bad_rule(rule)
    if not _goes_together(parts):
        raise bad_rule(plain)
    months = [int(month) for month in parts["BYMONTH"].split(",")] if "BYMONTH" in parts else range(1, 13)
    days = [int(day) for day in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else []
    longest = max(_LONGEST_MONTHS[month - 1] for month in months)
    if days and not any(abs(day) <= longest for day in days):
        raise _never_comes(plain)
    if "UNTIL" in parts and not _is_moment(parts["UNTIL"]):
        raise bad_rule(f"UNTIL={parts['UNTIL']}")
    return plain


def check_course(rule: str, start: date | datetime, zone: tzinfo) -> None:
    """Check that a rule which was read comes to something when it is counted from `start`.

    Args:
        rule: as `check_rule` gave it.
        start: the first due, a date or an aware instant.
        zone: the shop's.

    Raises:
        NotUnderstoodError: it ends before it starts, never comes again, or not within a hundred years.
    """
    wall = start.astimezone(zone).replace(tzinfo=None) if isinstance(start, datetime) else start
    parts = parts_of(rule)
    if next(days_after(rule, wall, zone), None) is not None or parts.get("COUNT") == "1":
        return
    if "UNTIL" in parts:
        day = wall.date() if isinstance(wall, datetime) else wall
        end = parts["UNTIL"][:8]
        if end < f"{day:%Y%m%d}":
            raise NotUnderstoodError(
                _("It would end on {end}, before it starts on {start}. Give a later end.").format(
                    end=f"{end[:4]}-{end[4:6]}-{end[6:]}", start=day.isoformat()
                )
            )
        return  # it comes just once
    if "BYMONTH" not in parts and "BYMONTHDAY" not in parts and "BYDAY" not in parts:
        years = FARTHEST_DAYS // 366
        raise NotUnderstoodError(
            _("The rule {rule} comes again only in more than {years} years. Give a shorter time.").format(
                rule=rule[:_SHOWN], years=years
            )
        )
    raise _never_comes(rule)


def bad_rule(rule: str) -> NotUnderstoodError:
    """Return what to say of a rule that cannot be read."""
    return NotUnderstoodError(
        _(
            "The rule {rule} cannot be read. Write an RFC 5545 rule of days, weeks, months or "
            "years, such as FREQ=YEARLY or FREQ=WEEKLY;INTERVAL=2."
        ).format(rule=rule[:_SHOWN])
    )


def _check_part(name: str, value: str) -> None:
    if name not in _PARTS:
        raise bad_rule(f"{name}={value}")
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
        raise bad_rule(f"{name}={value}")


def _goes_together(parts: dict[str, str]) -> bool:
    """Whether the parts of a rule may stand together, by RFC 5545, 3.3.10; what picks out of a set needs one."""
    frequency = parts["FREQ"]
    unfit = {
        "DAILY": ("BYSETPOS", "BYWEEKNO", "BYYEARDAY"),
        "WEEKLY": ("BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
        "MONTHLY": ("BYWEEKNO", "BYYEARDAY"),
        "YEARLY": (),
    }[frequency]
    if any(name in parts for name in unfit) or ("COUNT" in parts and "UNTIL" in parts):
        return False
    is_of_a_week = frequency in ("DAILY", "WEEKLY") or "BYWEEKNO" in parts
    if is_of_a_week and any(day.lstrip("+-")[0].isdigit() for day in parts.get("BYDAY", "MO").split(",")):
        return False
    return "BYSETPOS" not in parts or any(name.startswith("BY") and name != "BYSETPOS" for name in parts)


def _is_moment(until: str) -> bool:
    try:
        datetime.strptime(until.removesuffix("Z"), "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d")
    except ValueError:
        return False
    return True


def _never_comes(rule: str) -> NotUnderstoodError:
    return NotUnderstoodError(_("The rule {rule} names a day that never comes.").format(rule=rule[:_SHOWN]))
