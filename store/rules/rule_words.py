"""A recurrence rule in the words of a person, for showing it: every 2 weeks, every month on the last Friday.

`recurrence_words` writes rules so that they can be read back, and leaves the others as they are kept; these words only
have to be understood.
"""

from __future__ import annotations

from datetime import date, datetime

from store.rules.rule_steps import Steps, steps_of
from store.sentences import _, ngettext
from store.wording import month_name, weekday_name

_LONGEST_MONTH = 31
_WORKDAYS = (0, 1, 2, 3, 4)


def again_words(rule: str) -> str:
    """Return how something comes again: "every 2 weeks", "every 1 March, until 2030"; empty for an empty rule."""
    if not rule:
        return ""
    parts = dict(part.partition("=")[::2] for part in rule.strip(";").split(";"))
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    try:
        steps = steps_of(";".join(f"{name}={value}" for name, value in parts.items()))
    except (ValueError, KeyError):
        steps = None
    words = _("by a rule of its own") if steps is None else _steps_words(steps)
    if count.isdigit():
        left = int(count)
        words = _("{words}, {times}").format(
            words=words, times=ngettext("{count} time", "{count} times", left).format(count=left)
        )
    elif until:
        words = _("{words}, until {day}").format(words=words, day=_end_words(until))
    return words


def _steps_words(steps: Steps) -> str:
    if steps.by == "year" and steps.month:
        return _yearly(steps)
    if steps.by == "week" and steps.weekdays:
        return _weekly(steps)
    every = _every(steps)
    if steps.nth_weekdays:
        return _("{every} on the {days}").format(every=every, days=_nth_words(steps))
    if steps.month_days:
        return _("{every}, {days}").format(every=every, days=_month_day_words(steps))
    return every


def _weekly(steps: Steps) -> str:
    if steps.interval == 1 and steps.weekdays == _WORKDAYS:
        return _("every day from Monday to Friday")
    days = _(" and ").join(weekday_name(day) for day in steps.weekdays)
    if steps.interval == 1:
        return _("every {day}").format(day=days)
    return _("{every} on {days}").format(every=_every(steps), days=days)


def _yearly(steps: Steps) -> str:
    month = month_name(steps.month)
    if steps.nth_weekdays:
        words = _("{every} on the {days} of {month}")
        return words.format(every=_every(steps), days=_nth_words(steps), month=month)
    if not steps.month_days:
        return _("{every} in {month}").format(every=_every(steps), month=month)
    if steps.interval == 1 and (len(steps.month_days) == 1 or steps.is_last) and max(steps.month_days) > 0:
        return _("every {day} {month}").format(day=max(steps.month_days), month=month)
    return _("{every} in {month}, {days}").format(every=_every(steps), month=month, days=_month_day_words(steps))


def _every(steps: Steps) -> str:
    count = steps.interval
    return {
        "day": ngettext("every day", "every {count} days", count),
        "week": ngettext("every week", "every {count} weeks", count),
        "month": ngettext("every month", "every {count} months", count),
        "year": ngettext("every year", "every {count} years", count),
    }[steps.by].format(count=count)


def _month_day_words(steps: Steps) -> str:
    days = steps.month_days
    if days == (-1,) or (steps.is_last and max(days) == _LONGEST_MONTH):
        return _("on its last day")
    if steps.is_last and min(days) > 0:
        return _("day {day}").format(day=max(days))
    named = [
        _("day {day}").format(day=day) if day > 0 else _("day {day} from its end").format(day=-day) for day in days
    ]
    return _(" and ").join(named)


def _nth_words(steps: Steps) -> str:
    return _(" and ").join(
        _nth(nth).format(day=weekday_name(weekday)) for nth, weekday in sorted(steps.nth_weekdays, key=_from_start)
    )


def _nth(nth: int) -> str:
    if nth == -1:
        return _("last {day}")
    if nth < 0:
        return _("last {day} but {count}").replace("{count}", str(-nth - 1))
    return (_("first {day}"), _("second {day}"), _("third {day}"), _("fourth {day}"), _("fifth {day}"))[nth - 1]


def _from_start(nth_weekday: tuple[int, int]) -> tuple[bool, int, int]:
    nth, weekday = nth_weekday
    return nth < 0, nth, weekday


def _end_words(until: str) -> str:
    try:
        day: date = datetime.strptime(until[:8], "%Y%m%d").date()
    except ValueError:
        return until
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)
