"""The rule of a follow-up in the words of a person, read and written: `every 2 weeks`, `every 1 march`.

A rule that has no such words is written as it is kept, as an RFC 5545 RRULE value, and read from that too.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from store.errors import NotUnderstoodError
from store.rules.field_texts import first_that_reads
from store.rules.recurrence import read_recurrence
from store.rules.repetition import check_rule
from store.rules.when import WhenContext
from store.sentences import _, ngettext
from store.wording import month_name, weekday_name

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Again(NamedTuple):
    """How something comes again: the rule, empty for once, and the first time where the words give one."""

    rule: str
    first: date | None = None


def read_rule(text: str, context: WhenContext) -> Again:
    """Return the rule that `text` means; an empty text means once.

    Raises:
        NotUnderstoodError: it is neither a repetition nor a rule.
    """
    if not text.strip():
        return Again("")
    if "=" in text:
        return Again(check_rule(text))
    recurrence = read_recurrence(text, context)
    if recurrence is None:
        raise NotUnderstoodError(
            _("“{text}” is no repetition. Write it like every 2 weeks, every friday or every 1 march.").format(
                text=text[:60]
            )
        )
    return Again(recurrence.rule, recurrence.first)


def write_rule(rule: str, context: WhenContext) -> str:
    """Return the words that `read_rule` reads back to `rule`, the rule itself where there are none."""
    return first_that_reads([*_words(rule), rule], lambda text: read_rule(text, context).rule, rule)


def _words(rule: str) -> list[str]:
    parts = dict(part.partition("=")[::2] for part in rule.split(";") if "=" in part)
    frequency, interval = parts.pop("FREQ", ""), parts.pop("INTERVAL", "1")
    if not interval.isdigit():
        return []
    count = int(interval)
    match sorted(parts):
        case []:
            return _every(frequency, count)
        case ["BYDAY"] if frequency == "WEEKLY" and count == 1:
            days = [weekday_name(_DAYS.index(day)) for day in parts["BYDAY"].split(",") if day in _DAYS]
            return [_("every {day}").format(day=_(" and ").join(days))]
        case ["BYMONTH", "BYMONTHDAY"] if frequency == "YEARLY" and count == 1:
            month, day = parts["BYMONTH"], parts["BYMONTHDAY"]
            if month.isdigit() and day.isdigit() and 1 <= int(month) <= 12:
                return [_("every {day} {month}").format(day=int(day), month=month_name(int(month)))]
    return []


def _every(frequency: str, count: int) -> list[str]:
    words = {
        "DAILY": ngettext("every day", "every {count} days", count),
        "WEEKLY": ngettext("every week", "every {count} weeks", count),
        "MONTHLY": ngettext("every month", "every {count} months", count),
        "YEARLY": ngettext("every year", "every {count} years", count),
    }
    return [words[frequency].format(count=count)] if frequency in words else []
