"""The WHEN of a capture line where text may follow it: behind `*` and behind `+moved`.

A WHEN before a colon is read whole (`when.py`). Behind `*` and `+moved` there is no colon, so the
longest beginning that is a time is taken, and what follows is text: `*yesterday 15:00 oven door`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from store.errors import AmbiguousError, NotUnderstoodError
from store.rules.capture_arguments import COLONS, read_occasion
from store.rules.capture_lookup import fold_word
from store.rules.capture_words import NEVER_LAST
from store.rules.recurrence import read_recurrence
from store.rules.season import window_at
from store.rules.season_words import read_season
from store.rules.when import WhenContext, read_when
from store.sentences import _

MOST_WORDS = 6
"""How many words a WHEN has at most where text may follow it."""

_LONGEST = 80
_NEVER_LAST = frozenset(map(fold_word, NEVER_LAST.split()))
_HOUR = re.compile(r"\d{1,2}")
_PROMISE = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class LeadingWhen:
    """A time at the beginning of some words, how many of them it takes, and the promise named before it."""

    value: date | datetime
    count: int
    promise: int | None = None


def read_time(text: str, context: WhenContext) -> date | datetime:
    """Return the time that `text` is, whole.

    Raises:
        NotUnderstoodError: it is none, or longer than any time is.
        AmbiguousError: it can be read in several ways.
    """
    if len(text) > _LONGEST:
        raise NotUnderstoodError(_("“{start}…” is too long for a time.").format(start=text[:_LONGEST]))
    return read_when(text, context)


class FollowWhen(NamedTuple):
    """The WHEN of a follow-up: its first due, or the event that it waits for; how it recurs, or its season."""

    due: date | datetime | None
    rule: str = ""
    occasion: str = ""
    season: str = ""


def read_follow_when(when: str, context: WhenContext) -> FollowWhen:
    """Return what a follow-up's WHEN means.

    There is an event (`when frost`) or a due; the rule is empty for once. A season (`1 march to 15 april`) is due on
    the day on which its window opens that is open now, or opens next.

    Raises:
        NotUnderstoodError: it is none of these.
        AmbiguousError: it can be read in several ways.
    """
    occasion = read_occasion(when.split())
    if occasion:
        return FollowWhen(None, occasion=occasion)
    season = _season_or_none(when, context) if len(when) <= _LONGEST else None
    if season is not None:
        return FollowWhen(window_at(season, context.today).opens, season=season)
    recurrence = read_recurrence(when, context) if len(when) <= _LONGEST else None
    if recurrence is not None:
        return FollowWhen(recurrence.first, recurrence.rule)
    return FollowWhen(read_time(when, context))


def read_leading_when(words: Sequence[str], context: WhenContext) -> LeadingWhen:
    """Return the longest beginning of `words`, up to six, that is a time.

    A word that ends in a colon closes the time. A number that may be its hour as well as the
    beginning of the text (`yesterday 5 boxes came`) is not guessed at.

    Raises:
        NotUnderstoodError: no beginning is a time.
        AmbiguousError: the longest beginning that is one can be read in several ways.
    """
    closed = _closed_by_colon(words, context)
    if closed is not None:
        return closed
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        if fold_word(words[count - 1]) in _NEVER_LAST:
            continue
        value = _time_or_none(" ".join(words[:count]).rstrip(",;"), context)
        if value is None:
            continue
        if isinstance(value, datetime) and count < len(words):
            _refuse_doubtful_hour(words[:count], context)
        return LeadingWhen(value, count)
    raise NotUnderstoodError(
        _("No time begins with “{start}”. Write a colon where it ends, as in *yesterday 15:00: …").format(
            start=words[0][:_LONGEST]
        )
    )


def read_moved(words: Sequence[str], context: WhenContext) -> LeadingWhen:
    """Return the new due at the beginning of `words`, and the promise whose id stands before it.

    `12 march` is a day, and `12 fri` the promise 12. Where both can be (`12 akşam`), a colon behind the number says
    that it is the promise.

    Raises:
        NotUnderstoodError: no beginning is a time.
        AmbiguousError: it can be read in several ways.
    """
    number = words[0].rstrip(":：")
    if len(words) == 1 or not _PROMISE.fullmatch(number):
        return read_leading_when(words, context)
    if words[0].endswith(COLONS):
        after = read_leading_when(words[1:], context)
        return LeadingWhen(after.value, after.count + 1, int(number))
    try:
        after = read_leading_when(words[1:], context)
    except NotUnderstoodError:
        return read_leading_when(words, context)
    try:
        whole = read_leading_when(words, context)
    except AmbiguousError as error:
        raise _promise_or_time(number) from error
    except NotUnderstoodError:
        whole = None
    if whole is None or whole.count == 1:
        return LeadingWhen(after.value, after.count + 1, int(number))
    raise _promise_or_time(number)


def _closed_by_colon(words: Sequence[str], context: WhenContext) -> LeadingWhen | None:
    for index, word in enumerate(words[:MOST_WORDS]):
        if word.endswith(COLONS):
            text = " ".join([*words[:index], word[:-1]]).strip()
            value = _time_or_none(text, context) if text else None
            return None if value is None else LeadingWhen(value, index + 1)
    return None


def _season_or_none(text: str, context: WhenContext) -> str | None:
    try:
        return read_season(text, context) or None
    except NotUnderstoodError:
        return None


def _time_or_none(text: str, context: WhenContext) -> date | datetime | None:
    try:
        return read_time(text, context)
    except AmbiguousError:
        raise
    except NotUnderstoodError:
        return None


def _refuse_doubtful_hour(words: Sequence[str], context: WhenContext) -> None:
    """Refuse a number at the end that turns a day into an hour, since text follows it."""
    *before, last = words
    if not before or not _HOUR.fullmatch(last):
        return
    day = _time_or_none(" ".join(before), context)
    if day is not None and not isinstance(day, datetime):
        raise AmbiguousError(
            _("Is {number} the hour, or does the text begin there? Write a colon where the time ends.").format(
                number=last
            ),
            (" ".join(words), " ".join(before)),
        )


def _promise_or_time(number: str) -> AmbiguousError:
    return AmbiguousError(
        _("Is {number} the promise, or part of the time? Write +moved {number}: for the promise.").format(number=number)
    )
