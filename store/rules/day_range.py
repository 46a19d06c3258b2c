"""One day or several in a row, in the words of a person: `fri`, `24-26 dec`, `mon - fri`, `24 dec to 2 jan`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from store.errors import NotUnderstoodError
from store.rules.setting_values import LONGEST_CLOSURE_DAYS
from store.rules.when import WhenContext, read_when
from store.sentences import _

_LONGEST = 200
_DASHES = str.maketrans("–—−", "---")
# 24-26 dec; 24.-26. december; 24 to 26 dec
_ONE_MONTH = re.compile(r"(\d{1,2}\.?)\s*(?:-|to|\.\.)\s*(\d{1,2}\.?\s+\D+(?:\d{4})?)")
# dec 24-26
_MONTH_FIRST = re.compile(r"([^\W\d_]+\.?)\s+(\d{1,2})\s*(?:-|to|\.\.)\s*(\d{1,2})")
_PARTS = (re.compile(r"\.\."), re.compile(r"\s+-\s+"), re.compile(r"\s+(?:to|until|till|through)\s+"), re.compile(r"-"))


def read_day_range(text: str, context: WhenContext) -> tuple[date, date]:
    """Return the first and the last day that `text` names; the same twice where it names one.

    The last day is the nearest such day from the first on.

    Raises:
        NotUnderstoodError: they cannot be read, run backwards or are more than three years; AmbiguousError where they
            can be read in several ways.
    """
    plain = " ".join(text[:_LONGEST].translate(_DASHES).split()).removeprefix("from ")
    refusal: NotUnderstoodError | None = None
    try:
        day = _day(plain, context)
    except NotUnderstoodError as problem:
        refusal = problem
    else:
        return day, day
    for first_words, last_words in _parted(plain):
        try:
            first = _day(first_words, context)
            last = _last(first, last_words, context)
        except NotUnderstoodError:
            continue
        if last < first or (_is_of_one_month(plain) and (last.year, last.month) != (first.year, first.month)):
            raise NotUnderstoodError(_("{text} runs backwards. Write the earlier day first.").format(text=text[:60]))
        if (last - first).days >= LONGEST_CLOSURE_DAYS:
            raise NotUnderstoodError(_("{text} is more than three years. Give a shorter time.").format(text=text[:60]))
        return first, last
    raise refusal


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Give the ways in which `text` can be parted into a first and a last day."""
    lowered = text.casefold()
    one_month = _ONE_MONTH.fullmatch(lowered)
    if one_month:
        month = one_month[2].lstrip("0123456789.").strip()
        yield f"{one_month[1].rstrip('.')} {month}", one_month[2]
    month_first = _MONTH_FIRST.fullmatch(lowered)
    if month_first:
        yield f"{month_first[2]} {month_first[1]}", f"{month_first[3]} {month_first[1]}"
    for mark in _PARTS:
        parts = mark.split(text)
        if len(parts) == 2:
            yield parts[0].strip(), parts[1].strip()


def _is_of_one_month(text: str) -> bool:
    lowered = text.casefold()
    return bool(_ONE_MONTH.fullmatch(lowered) or _MONTH_FIRST.fullmatch(lowered))


def _last(first: date, words: str, context: WhenContext) -> date:
    """Return the last day; where that has passed by the first one, the next such day from there on."""
    last = _day(words, context)
    if last >= first:
        return last
    from_there = datetime.combine(first, time(), context.now.tzinfo)
    return _day(words, replace(context, now=from_there))


def _day(words: str, context: WhenContext) -> date:
    if not words:
        raise NotUnderstoodError(_("Say which day, such as fri, 24 dec, or 24-26 dec for several.").format())
    when = read_when(words, context)
    return when.astimezone(context.zone).date() if isinstance(when, datetime) else when
