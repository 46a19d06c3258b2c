"""What records say, in the short words of the screens: moments, channels, moods, stages.

For whole sentences there is `store/wording.py`; these fit into columns.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from screens.marks import MOODS
from store.records.interaction import Interaction
from store.sentences import _
from store.wording import channel_words, kind_words

if TYPE_CHECKING:
    from store.rules.arithmetic import LeftOut

_A_WEEK = 7


def weekday_word(day: date) -> str:
    """Return the short name of the weekday of `day`."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def month_word(month: int) -> str:
    """Return the short name of a month, 1 to 12."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )[month - 1]  # fmt: skip


def day_words(day: date, today: date) -> str:
    """Return `day` as one says it on `today`: today, tomorrow, yesterday, a weekday within the week, else the date."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    if abs(away) < _A_WEEK:
        return weekday_word(day)
    return date_words(day, today)


def date_words(day: date, today: date) -> str:
    """Return the date of `day`, with its year where that is not the one of `today`."""
    words = _("{day} {month}").format(day=day.day, month=month_word(day.month))
    return words if day.year == today.year else f"{words} {day.year}"


def moment_words(moment: date | datetime, now: datetime) -> str:
    """Return when `moment` is, as one says it at `now`; a date without a time stays without one.

    Args:
        moment: a date, or an aware instant.
        now: aware, in the shop's zone.
    """
    if not isinstance(moment, datetime):
        return day_words(moment, now.date())
    local = moment.astimezone(now.tzinfo)
    return f"{day_words(local.date(), now.date())} {local:%H:%M}"


def is_past(due: date | datetime, now: datetime) -> bool:
    """Whether a day or an instant has passed at `now`, which is aware; a day has when it is over."""
    return due < now if isinstance(due, datetime) else due < now.date()


def due_words(due: date | datetime, now: datetime) -> str:
    """Return when something is to be done, or since when it should have been."""
    day = due.astimezone(now.tzinfo).date() if isinstance(due, datetime) else due
    words = _("was due {moment}") if day < now.date() else _("due {moment}")
    return words.format(moment=moment_words(due, now))


def said_moment(text: str) -> date | datetime:
    """Return the date or the instant that the agenda writes as `text`."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def channel_word(channel: str, channel_name: str = "") -> str:
    """Return the word for a channel: the name under which the owner knows it, else its own."""
    return channel_name or channel_words(channel)


def stage_word(stage: str) -> str:
    """Return the word for a stage of a customer's life with the shop."""
    words = {
        "lead": _("lead"),
        "new": _("new"),
        "regular": _("regular"),
        "lapsed": _("lapsed"),
        "former": _("former"),
    }
    return words.get(stage, stage)


def language_word(language: str) -> str:
    """Return the name of a language, as far as it is one that the product speaks, else its code."""
    words = {
        "en": _("English"),
        "tr": _("Turkish"),
        "ko": _("Korean"),
        "el": _("Greek"),
        "bg": _("Bulgarian"),
    }
    return words.get(language, language)


def interaction_words(interaction: Interaction) -> str:
    """Return what was said and felt at a contact: its text, the customer's own words in quotes, kind, mood and tags."""
    quoted = [_("“{words}”").format(words=words) for words in interaction.words]
    text = interaction.text
    parts = [
        kind_words(interaction.kind) + (":" if interaction.kind and (text or quoted) else ""),
        text,
        *quoted,
        MOODS[interaction.mood],
        *(f"#{tag}" for tag in interaction.tags),
    ]
    return " ".join(part for part in parts if part)


def left_out_words(one: LeftOut) -> str:
    """Return why a stretch of time was not counted by a response clock."""
    if one.why == "not_ours":
        return _("it was not on us")
    if one.why == "holiday":
        return _("public holiday: {name}").format(name=one.name)
    if one.why == "closed_day":
        return _("closed day: {name}").format(name=one.name)
    return _("closed")
