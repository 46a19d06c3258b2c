"""Which day belongs to a first name, in which year: the fixed days, and those that move with Orthodox Easter."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from store.rules.capture_lookup import fold_word

LANGUAGES = frozenset(("el", "bg"))
_PACKAGE = "store.rules.name_days"


class NameDay(NamedTuple):
    """The day of a name.

    Attributes:
        month: 1 to 12, 0 for a day that moves with Easter.
        day: 1 to 31, 0 for a day that moves with Easter.
        easter: how many days after Easter Sunday it is, where it moves; negative before it.
        moved: where a fixed day that does not come before Easter Sunday goes: so many days after it; None: nowhere.
    """

    month: int
    day: int
    easter: int
    moved: int | None

    def in_year(self, year: int) -> date:
        """Return on which day it falls in a year, 1583 to 4099."""
        if not self.month:
            return easter_sunday(year) + timedelta(days=self.easter)
        fixed = date(year, self.month, self.day)
        if self.moved is None:
            return fixed
        # Saint George is not kept in Lent, and Saint Mark neither: they wait for the week after Easter.
        moved = easter_sunday(year) + timedelta(days=self.moved)
        return max(fixed, moved)


def name_day_of(name: str, language: str) -> NameDay | None:
    """Return the day of the first name in a full name, None where none is known; both names of a double one count.

    Args:
        name: such as "Γιώργος Παπαδόπουλος"; everyday forms, capitals and missing accents are known.
        language: the customer's, `el` or `bg`; other languages have no name days here.
    """
    words = name.split()
    if language not in LANGUAGES or not words:
        return None
    table = _by_name(language)
    found = (table.get(fold_word(one)) for one in words[0].replace("‑", "-").split("-"))
    return next((day for day in found if day is not None), None)


@cache
def easter_sunday(year: int) -> date:
    """Return Orthodox Easter Sunday in the calendar of every day."""
    from dateutil.easter import EASTER_ORTHODOX, easter

    return easter(year, EASTER_ORTHODOX)


@cache
def _by_name(language: str) -> Mapping[str, NameDay]:
    text = resources.files(_PACKAGE).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    table: dict[str, NameDay] = {}
    for entry in tomllib.loads(text)["days"]:
        day = _read(entry)
        table.update((fold_word(name), day) for name in entry["names"])
    return table


def _read(entry: Mapping[str, Any]) -> NameDay:
    month, _hyphen, day = entry.get("day", "0-0").partition("-")
    return NameDay(int(month), int(day), entry.get("easter", 0), entry.get("moved"))
