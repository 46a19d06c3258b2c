"""Why somebody is to be come back to, in words: "usually every 5 weeks, silent for 14".

`regulars today` says it too, so nothing is imported here but the sentences.
"""

from __future__ import annotations

from store.sentences import _, ngettext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_DAY = 86_400
_WEEK = 7 * _DAY
_MONTH = 2_629_746  # a twelfth of a year of the calendar
_YEAR = 12 * _MONTH
_SECONDS = {"d": _DAY, "w": _WEEK, "mo": _MONTH, "y": _YEAR}
# A span is said in a unit of which it has more than one and at most so many.
_MOST = {"d": 13, "w": 13, "mo": 23}
# A silence in the unit of the rhythm needs no unit of its own, as long as it is no great number.
_MOST_ALIKE = 60


def why_words(shown: Mapping[str, Any]) -> str:
    """Return why a customer is listed, given their row of `quiet.quiet_row`."""
    silent, cadence = shown["silent_s"], shown["cadence"]
    if shown["why"] == "quiet":
        words = rhythm_words(shown["usual_gap_s"], silent)
        if shown["rhythm_tag"]:
            words = _("{rhythm} (others tagged {tag})").format(rhythm=words, tag=shown["rhythm_tag"])
        return words
    if silent is None:
        return _("to hear from you {every}, never in contact yet").format(every=cadence_words(cadence))
    words = _("to hear from you {every}, last {span} ago")
    return words.format(every=cadence_words(cadence), span=long_span_words(silent))


def short_why_words(shown: Mapping[str, Any]) -> str:
    """Return why a customer is listed in few words: "every 5 weeks, silent for 14 weeks", "#oven: every year, …"."""
    is_quiet = shown["why"] == "quiet"
    usual = _every(*_in_a_unit(shown["usual_gap_s"])) if is_quiet else cadence_words(shown["cadence"])
    words = _("{usual}, {silence}").format(usual=usual, silence=silence_words(shown))
    return f"#{shown['rhythm_tag']}: {words}" if is_quiet and shown["rhythm_tag"] else words


def silence_words(shown: Mapping[str, Any]) -> str:
    """Return how long there was no contact: "silent for 14 weeks", by a cadence "last 9 weeks ago"."""
    silent = shown["silent_s"]
    if silent is None:
        return _("never in contact yet")
    words = _("silent for {span}") if shown["why"] == "quiet" else _("last {span} ago")
    return words.format(span=long_span_words(silent))


def usual_words(shown: Mapping[str, Any]) -> str:
    """Return what is usual, behind what makes somebody matter more: "upset, usually every 5 weeks"."""
    if shown["why"] == "quiet":
        usual = _("usually {every}").format(every=_every(*_in_a_unit(shown["usual_gap_s"])))
    else:
        usual = cadence_words(shown["cadence"])
    standing = standing_words(shown)
    return _("{standing}, {usual}").format(standing=standing, usual=usual) if standing else usual


def standing_words(shown: Mapping[str, Any]) -> str:
    """Return what makes somebody matter more than others: "upset, unresolved", "long due"; mostly nothing."""
    parts = (
        _("upset") if shown["mood"] == "upset" else "",
        _("unresolved") if shown["unresolved"] else "",
        _("long due") if shown["cadence_passed"] == "firm" else "",
    )
    return ", ".join(part for part in parts if part)


def cadence_words(cadence: str) -> str:
    """Return a cadence as it is kept in words: "every 6 weeks"; `off` as "never"; empty for none."""
    unit = cadence.lstrip("0123456789")
    count = cadence[: len(cadence) - len(unit)]
    if not count or unit not in _SECONDS:
        return _("never by itself") if cadence else ""
    return _every(int(count), unit)


def rhythm_words(usual_s: int, silent_s: int) -> str:
    """Return a rhythm beside the silence: "usually every 5 weeks, silent for 14".

    Args:
        usual_s: the usual gap, in seconds.
        silent_s: since the last contact, in seconds.
    """
    usual, unit = _in_a_unit(usual_s)
    silent = round(silent_s / _SECONDS[unit])
    every = _every(usual, unit)
    if usual == 1 or not 1 <= silent <= _MOST_ALIKE:
        return _("usually {every}, silent for {span}").format(every=every, span=long_span_words(silent_s))
    return _("usually {every}, silent for {count}").format(every=every, count=silent)


def long_span_words(seconds: int) -> str:
    """Return a span of days in one unit: "9 days", "14 weeks", "8 months", "3 years"."""
    count, unit = _in_a_unit(seconds)
    words = {
        "d": ngettext("{count} day", "{count} days", count),
        "w": ngettext("{count} week", "{count} weeks", count),
        "mo": ngettext("{count} month", "{count} months", count),
        "y": ngettext("{count} year", "{count} years", count),
    }
    return words[unit].format(count=count)


def _every(count: int, unit: str) -> str:
    words = {
        "d": ngettext("every day", "every {count} days", count),
        "w": ngettext("every week", "every {count} weeks", count),
        "mo": ngettext("every month", "every {count} months", count),
        "y": ngettext("every year", "every {count} years", count),
    }
    return words[unit].format(count=count)


def _in_a_unit(seconds: int) -> tuple[int, str]:
    """Return the span in whole numbers of the unit that suits it."""
    for unit, most in _MOST.items():
        count = round(seconds / _SECONDS[unit])
        if count <= most and (count, unit) != (7, "d"):  # which is a week
            return max(1, count), unit
    return max(1, round(seconds / _YEAR)), "y"
