"""WHEN: a date or an instant from the words of a person, in English, Turkish, Korean, Greek or Bulgarian.

Read in this order: ISO 8601; the shop's own grammar (`when_words`); dateparser, for what has words that the
grammar does not know. A wrong date in a promise is worse than a question: nothing is taken that leaves a number, a
weekday or a word unused, and what can be read in two ways is asked about.

What is understood by the everyday words:

- A weekday alone is the nearest one ahead (behind, for the past). Said on that very day it is today if its hour is
  still ahead, and a week away without an hour: for today people say today. `This friday` on a Friday is today.
- `Next friday` is the one of next week where that is also the coming one; else both are named and it is asked.
  `Friday next week` and the like count calendar weeks, which begin on Monday.
- `Next week`, `next month`, `next year` alone are the same day so much later; `this week`, `this month` end with
  their last day (for the past they begin with their first); the end of the week is its Sunday.
- A month alone is its first day for the past; ahead it is asked whether its first or its last day is meant.
- Days, weeks, months count on the calendar (a month after 31 January is 28 February); hours and minutes are real
  time, also over a change of the clocks. A clock time that is skipped then moves forward by as much as the clocks
  do, and one that comes twice is its first coming.
- A part of a day without an hour (`tomorrow morning`) is the day; `end of day` too.
- An hour without morning or afternoon is the one inside opening hours if only one is. 10:30, 09:00 and 17 are
  24-hour notation; 5, 5:00 and `at 10` are not; 12 is noon.
- 10/11 is asked about in every shop; 10.11 is 10 November, and in a Korean shop asked about too. Without a year a date
  is the nearest on the wanted side, this year or the next (for the past: the last).
- `Before friday` is asked about: is Friday itself still in time?
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from store.rules.recurrence import Recurrence, read_recurrence
from store.rules.when_words.calendar_days import checked, existing_date
from store.rules.when_words.context import TimeOfDay, WhenContext
from store.rules.when_words.folding import fold
from store.rules.when_words.grammar import said_by
from store.rules.when_words.lexicon import languages_of, lexicon
from store.rules.when_words.long_tail import read_long_tail
from store.rules.when_words.readings import one_reading
from store.rules.when_words.said import Said
from store.rules.when_words.scan import tokens
from store.rules.when_words.wording import no_such_time, not_understood

__all__ = ["Recurrence", "WhenContext", "read_recurrence", "read_when"]

_ISO: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?(z|[+-]\d\d(?::?\d\d)?))?)?"
)


def read_when(text: str, context: WhenContext) -> date | datetime:
    """The date or instant that a person's words mean.

    An aware datetime in the zone of `context.now`, in whole seconds, where an hour was said; a plain date for a day,
    a week or a month without one. Raises NotUnderstoodError where the words mean no time or one that does not exist,
    and AmbiguousError, with the readings in words, where they mean several.
    """
    folded = fold(text)
    iso = _ISO.fullmatch(folded)
    if iso is not None:
        return _from_iso(iso, context)
    sayings, known = _sayings(folded)
    reading = one_reading(text, sayings, context)
    if reading is None and not known:
        reading = read_long_tail(text, folded, context)
    if reading is None:
        raise not_understood(text)
    return reading


def _sayings(folded: str) -> tuple[list[Said], bool]:
    """All that the text can say in the languages of its letters, and whether all its words are known in one of them."""
    sayings: dict[Said, None] = {}
    known = False
    for language in languages_of(folded):
        found = tokens(folded, lexicon(language))
        if found is not None:
            known = True
            sayings.update(dict.fromkeys(said_by(found)))
    return list(sayings), known


def _from_iso(match: re.Match[str], context: WhenContext) -> date | datetime:
    year, month, day_number = (int(figures) for figures in match.group(1, 2, 3))
    day = existing_date(year, month, day_number)
    if match[4] is None:
        return day
    hour, minute, second = (int(figures or 0) for figures in match.group(4, 5, 6))
    if hour > 23 or minute > 59 or second > 59:
        raise no_such_time(hour, minute, second)
    if match[7] is None:
        return context.instant(day, TimeOfDay(hour, minute, second))
    local = datetime(year, month, day_number, hour, minute, second, tzinfo=UTC)
    instant = (local - _offset(match[7])).astimezone(context.zone)
    checked(instant.date())
    return instant


def _offset(text: str) -> timedelta:
    """An offset from UTC: z, +02:00, -0530 or +02."""
    if text == "z":
        return timedelta()
    figures = text[1:].replace(":", "")
    offset = timedelta(hours=int(figures[:2]), minutes=int(figures[2:] or 0))
    return -offset if text[0] == "-" else offset
