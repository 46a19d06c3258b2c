"""The shop's week in the language of a phrase: "Mon-Fri 09:00-18:00, Sat 10:00-14:00"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from store.rules.forms.moments import locale_of

# A Monday; any will do.
_MONDAY = date(2026, 3, 2)
_ALL_DAY = "00:00-24:00"
_AROUND_THE_CLOCK = {"en": "open 24 hours", "tr": "24 saat", "ko": "24시간", "el": "24 ώρες", "bg": "24 часа"}


@lru_cache(maxsize=64)
def hours_text(days: tuple[str, ...], language: str) -> str:
    """Return the opening hours of a week, Monday first; days with the same hours together, closed ones left out.

    Args:
        days: as the settings have them, such as `09:00-13:00,14:00-18:00`; empty: closed.
        language: ISO 639-1 code.
    """
    runs: list[tuple[int, int, str]] = []
    for number, hours in enumerate(days):
        if hours and runs and runs[-1][2] == hours and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number, hours)
        elif hours:
            runs.append((number, number, hours))
    return ", ".join(f"{_days(first, last, language)} {_times(hours, language)}" for first, last, hours in runs)


def _days(first: int, last: int, language: str) -> str:
    names = _names(language)
    return names[first] if first == last else f"{names[first]}-{names[last]}"


@lru_cache(maxsize=8)
def _names(language: str) -> Sequence[str]:
    from babel.dates import format_date

    locale = locale_of(language)
    return tuple(str(format_date(_MONDAY + timedelta(days=day), "EEE", locale=locale)) for day in range(7))


def _times(hours: str, language: str) -> str:
    if hours == _ALL_DAY:
        return _AROUND_THE_CLOCK.get(language, _AROUND_THE_CLOCK["en"])
    spaced = hours.replace(",", ", ")
    return spaced.replace(":", ".") if language == "tr" else spaced
