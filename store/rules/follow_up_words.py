"""How a follow-up stands, in words: since when it is late, until when its season is, what was missed meanwhile.

Nothing is imported but `datetime` and words, since Today says it.
"""

from __future__ import annotations

from datetime import date, datetime

from store.sentences import _, ngettext
from store.wording import day_words, month_name, when_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo
    from typing import Any

_DAYS_IN_WORDS = 21
_DAYS_IN_WEEKS = 2 * 365


def age_words(days: int) -> str:
    """Return how long so many days are: days, from three weeks on in weeks, from two years on in years."""
    if days < _DAYS_IN_WORDS:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if days < _DAYS_IN_WEEKS:
        weeks = days // 7
        return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)
    years = days // 365
    return ngettext("{count} year", "{count} years", years).format(count=years)


def season_words(season: str) -> str:
    """Return a season as one says it: "1 March to 15 April"."""
    first, last = (
        _("{day} {month}").format(day=int(day[3:]), month=month_name(int(day[:2]))) for day in season.split("..")
    )
    return _("{first} to {last}").format(first=first, last=last)


def missed_words(missed: int, kind: str) -> str:
    """Return how many more dues or windows have passed; empty for none."""
    if not missed:
        return ""
    if kind == "season":
        return ngettext("{count} season missed", "{count} seasons missed", missed).format(count=missed)
    return ngettext("{count} more due since", "{count} more due since", missed).format(count=missed)


def lateness_words(shown: Mapping[str, Any], today: date, zone: tzinfo | None) -> str:
    """Return how an open follow-up stands on `today`: "3 days late, since Monday 2 March; 2 more due since".

    Args:
        shown: its row, as `desk.follow_up_row` gives it, or its document.
        today: the day of looking, in the shop's zone.
        zone: the shop's; None where it is the process's own.
    """
    missed = missed_words(shown["missed"], shown["kind"])
    if shown["gone"]:
        closed = day_words(date.fromisoformat(shown["until"]), today)
        words = _("its season ended {day}").format(day=closed)
        return words if shown["missed"] <= 1 else _("{words}; {missed}").format(words=words, missed=missed)
    if shown["shown_due"] is None:
        return ""
    due = _moment(shown["shown_due"], zone)
    day = due.date() if isinstance(due, datetime) else due
    if shown["until"] is not None:
        closes = day_words(date.fromisoformat(shown["until"]), today)
        words = _("until {day}") if day <= today else _("from {opens} until {day}")
        words = words.format(day=closes, opens=day_words(day, today))
    elif shown["days_late"]:
        age = age_words(shown["days_late"])
        words = _("{age} late, since {due}").format(age=age, due=when_words(due, today))
    else:
        words = (_("due {due}") if day > today else _("from {due}")).format(due=when_words(due, today))
    if shown["occasion"]:
        words = _("{occasion}, {words}").format(occasion=shown["occasion"], words=words)
    return _("{words}; {missed}").format(words=words, missed=missed) if missed else words


def _moment(text: str, zone: tzinfo | None) -> date | datetime:
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(zone)
