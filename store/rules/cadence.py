"""How often to keep in touch: read from a person's words, and the days on which it has passed.

A cadence is kept as `10d`, `6w`, `3mo` or `1y`; empty is none, and `off` is none whatever that of the customer's tags
is. It is counted on the calendar from the day of the last real interaction (practice E2), so that a month after
31 January is 28 February.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from store.errors import NotUnderstoodError
from store.rules.recurrence import read_recurrence
from store.rules.when import WhenContext
from store.sentences import _

OFF = "off"
# A cadence is gentle once it has passed; when half as much again has passed, it is firm.
FIRM_AFTER = 1.5

_KEPT = re.compile(r"([0-9]{1,4})(d|w|mo|y)")
_TYPED = re.compile(r"([0-9]+) ?(d|w|mo|m|y|days?|weeks?|months?|years?)")
_MOST = {"d": 3650, "w": 520, "mo": 120, "y": 10}
_UNITS = {"DAILY": "d", "WEEKLY": "w", "MONTHLY": "mo", "YEARLY": "y"}
# What makes a repetition of a span, in the languages of the product: `6 hafta` is read as `her 6 hafta`.
_EVERY = ("", "every ", "her ", "매 ", "κάθε ", "на всеки ")
_SHOWN = 40
# A day that every month has, so that a month is read as a month.
_FIRST = date(2001, 1, 1)
_ANY_DAY = WhenContext(now=datetime(2001, 1, 1, tzinfo=UTC), is_open=lambda _moment: False)


class Limits(NamedTuple):
    """The days from which a cadence has passed: gently, and firmly."""

    gentle: date
    firm: date


def read_cadence(text: str) -> str:
    """Return the cadence that `6w`, `every 6 weeks`, `6 hafta`, `3 months`, `off` or nothing names, as it is kept.

    Raises:
        NotUnderstoodError: it is none, or not between a day and ten years.
    """
    plain = " ".join(text.lower().split())
    if plain in ("", "none"):
        return ""
    if plain == OFF:
        return OFF
    match = _TYPED.fullmatch(plain.removeprefix("every "))
    if match is not None:
        unit = {"d": "d", "w": "w", "m": "mo", "y": "y"}[match[2][0]]
        return _checked(int(match[1][:9]), unit, text)
    for every in _EVERY:
        try:
            recurrence = read_recurrence(every + plain, _ANY_DAY)
        except NotUnderstoodError:
            continue
        parts = dict(part.split("=", 1) for part in recurrence.rule.split(";")) if recurrence is not None else {}
        unit = _UNITS.get(parts.pop("FREQ", ""), "")
        count = parts.pop("INTERVAL", "1")
        if unit and not parts:
            return _checked(int(count), unit, text)
    raise _refused(text)


def cadence_of(own: str, tags: Iterable[str], of_tags: Mapping[str, str]) -> tuple[str, str]:
    """Return the cadence that holds for a customer, and the tag that it is of; both empty where none does.

    A customer's own goes before those of their tags; of these the shortest holds.

    Args:
        own: the customer's, as it is kept.
        tags: theirs.
        of_tags: the shop's cadences by tag; tags that differ in capitals only are the same.
    """
    if own:  # also what a book from elsewhere holds in another form is no reason to reconnect
        return (own, "") if _KEPT.fullmatch(own) else ("", "")
    by_tag = {tag.casefold(): cadence for tag, cadence in of_tags.items()}
    found = [(by_tag[tag.casefold()], tag) for tag in tags if tag.casefold() in by_tag]
    return min(found, key=lambda one: (later_by(_FIRST, one[0]), one[1]), default=("", ""))


def limits_of(last: date, cadence: str) -> Limits:
    """Return from which days on a cadence has passed that is counted from the day `last`."""
    gentle = later_by(last, cadence)
    more = -(-(gentle - last).days // 2)
    return Limits(gentle, min(gentle, date.max - timedelta(days=more)) + timedelta(days=more))


def later_by(day: date, cadence: str) -> date:
    """Return the day that lies one cadence after `day`; the last day of the month where that has no such day.

    A cadence that a book from elsewhere holds in another form counts as never passed.
    """
    match = _KEPT.fullmatch(cadence)
    if match is None:
        return date.max
    count, unit = int(match[1]), match[2]
    try:
        if unit in ("d", "w"):
            return day + timedelta(days=count * (7 if unit == "w" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return date.max


def parts_of(cadence: str) -> tuple[int, str]:
    """Return the count and the unit (`d`, `w`, `mo`, `y`) of a cadence; 0 and empty for none."""
    match = _KEPT.fullmatch(cadence)
    return (int(match[1]), match[2]) if match is not None else (0, "")


def _checked(count: int, unit: str, text: str) -> str:
    if not 1 <= count <= _MOST[unit]:
        raise _refused(text)
    return f"{count}{unit}"


def _refused(text: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _("“{text}” is no cadence. Give one between a day and ten years, such as 10d, 6w, 3mo or 1y.").format(
            text=" ".join(text.split())[:_SHOWN]
        )
    )
