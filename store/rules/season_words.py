"""A season in the words of a person, read and written: `1 march to 15 april`; as it is kept, `03-01..04-15`, too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from store.errors import NotUnderstoodError
from store.rules.field_texts import first_that_reads
from store.rules.follow_up_words import season_words
from store.rules.season import check_season
from store.rules.when import WhenContext, read_when
from store.sentences import _

_BETWEEN = re.compile(r"\s+(?:to|until|till)\s+|\s*[–—]\s*|\s+-\s+", re.IGNORECASE)
_SHOWN = 60
_MUCH_LATER = timedelta(days=100)


def read_season(text: str, context: WhenContext) -> str:
    """Return the season that `text` means, as it is kept; empty for an empty text.

    Raises:
        NotUnderstoodError: it is none, or one of its days can be read in several ways.
    """
    if not text.strip() or ".." in text:
        return check_season(text) if text.strip() else ""
    # The word that this language writes between the two days, such as “to”.
    between = _("{first} to {last}").format(first="", last="").strip()
    parts = _BETWEEN.split(text.strip())
    if len(parts) != 2:
        parts = text.strip().split(f" {between} ")
    if len(parts) == 2:
        # A day that depends on when one says it, such as friday, is no day of every year.
        later = replace(context, now=context.now + _MUCH_LATER)
        days = [_month_day(part, context) for part in parts]
        if days == [_month_day(part, later) for part in parts]:
            return "..".join(days)
    raise NotUnderstoodError(
        _("“{text}” is no season. Write its first and its last day, such as 1 march to 15 april.").format(
            text=text[:_SHOWN]
        )
    )


def write_season(season: str, context: WhenContext) -> str:
    """Return the words that `read_season` reads back to `season`, itself where there are none."""
    if not season:
        return ""
    return first_that_reads([season_words(season), season], lambda text: read_season(text, context), season)


def _month_day(text: str, context: WhenContext) -> str:
    day = read_when(text, context)
    return f"{day:%m-%d}"
