"""The sentences of the time reader: refusals that say what to type instead, and readings named in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from store.errors import AmbiguousError, NotUnderstoodError
from store.sentences import _
from store.wording import month_name, weekday_name

# How much of a refused text is said back.
_SHOWN = 40


def in_words(when: date) -> str:
    """A date or an instant as a reading to choose: 10 November 2026, 5 March 2026 17:00."""
    day = date_in_words(when.day, when.month, when.year)
    if not isinstance(when, datetime):
        return day
    clock = f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"
    return _("{date} {time}").format(date=day, time=clock)


def date_in_words(day: int, month: int, year: int | None = None) -> str:
    """A date as it would be said, also one that does not exist: 31 February, 30 February 2026."""
    if year is None:
        return _("{day} {month}").format(day=day, month=month_name(month))
    return _("{day} {month} {year}").format(day=day, month=month_name(month), year=year)


def shown(text: str) -> str:
    """The text as it may stand in a sentence: one line, shortened, without anything that a terminal obeys."""
    safe = "".join(
        "·" if unicodedata.category(character).startswith("C") else character
        for character in " ".join(text[: 4 * _SHOWN].split())
    )
    return safe if len(safe) <= _SHOWN else safe[: _SHOWN - 1] + "…"


def not_understood(text: str) -> NotUnderstoodError:
    """The refusal of a text that says no time."""
    sentence = _("“{text}” is no time that can be read: write it like “fri 17:00”, “2 weeks” or 2026-03-04.")
    return NotUnderstoodError(sentence.format(text=shown(text)))


def too_long() -> NotUnderstoodError:
    """The refusal of a text that is longer than any time."""
    return NotUnderstoodError(_("This is too long for a time: write it like “fri 17:00”, “2 weeks” or 2026-03-04."))


def too_far() -> NotUnderstoodError:
    """The refusal of a time beyond the years that are read."""
    return NotUnderstoodError(_("This time is too far away: check the year or the number."))


def no_such_date(day: int, month: int, year: int | None = None) -> NotUnderstoodError:
    """The refusal of 31 February."""
    return NotUnderstoodError(
        _("{date} does not exist: check the day and the month.").format(date=date_in_words(day, month, year))
    )


def no_such_weekday(nth: int, weekday: int, month: int) -> NotUnderstoodError:
    """The refusal of the fifth friday of a month that has four."""
    return NotUnderstoodError(
        _("{month} has no {weekday} number {nth}: that day does not exist.").format(
            month=month_name(month), weekday=weekday_name(weekday), nth=nth
        )
    )


def no_such_figures(typed: str) -> NotUnderstoodError:
    """The refusal of 31/13."""
    return NotUnderstoodError(_("The date {typed} does not exist: check the day and the month.").format(typed=typed))


def no_such_time(hour: int, minute: int, second: int = 0) -> NotUnderstoodError:
    """The refusal of 25:00 and 17:75."""
    typed = f"{hour}:{minute:02}:{second:02}" if second else f"{hour}:{minute:02}"
    return NotUnderstoodError(_("The time {typed} does not exist: hours go from 00:00 to 23:59.").format(typed=typed))


def other_weekday(when: date, said: int) -> NotUnderstoodError:
    """The refusal of a date with the wrong weekday beside it."""
    return NotUnderstoodError(
        _("{date} is a {right}, not a {said}: check which one is meant.").format(
            date=in_words(when), right=weekday_name(when.weekday()), said=weekday_name(said)
        )
    )


def which_one(text: str, readings: Sequence[date]) -> AmbiguousError:
    """The question which of several readings is meant."""
    words = [in_words(reading) for reading in readings]
    *others, last = words
    return AmbiguousError(
        _("“{text}” can be {others} or {last}: write the one that is meant.").format(
            text=shown(text), others=", ".join(others), last=last
        ),
        words,
    )
