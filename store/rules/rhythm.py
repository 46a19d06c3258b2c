"""A customer's own rhythm, and from when on somebody has gone quiet (practice E3, `rules.md`).

Contacts are what really happened between the customer and the shop, either way, by when it happened: an acknowledgement
is none, and several on one day are one. At least four make a rhythm. Gone quiet is who has been silent for longer than
twice the median gap, the longest usual gap (its 90th percentile) and 14 days; in a rhythm of more than nine months for
longer than 1.25 times the median gap, since twice a year and a half would come too late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from store.records.interaction import Mood

FEWEST_CONTACTS = 4
FEWEST_OF_A_TAG = 3
LEAST_SILENCE_S = 14 * 86_400
NINE_MONTHS_S = 274 * 86_400
# A mood still counts so long after it was noted: where nothing was noted since, it may well be what silenced them.
MOOD_LASTS_S = 30 * 86_400
_LOCAL = 19  # a local time to the second, before its offset
_OFFSETS: dict[str, int] = {}
_UNIX = datetime(1970, 1, 1)
_UNIX_DAY = _UNIX.toordinal()


class Contact(NamedTuple):
    """A real interaction.

    Attributes:
        second: when it happened, in whole seconds since 1970 (UTC).
        day: the number of its day, in the shop's zone.
        mood: what was noted.
    """

    second: int
    day: int
    mood: Mood = ""

    @classmethod
    def at(cls, when: datetime, mood: Mood = "") -> Contact:
        """Return a contact that happened at an instant, aware, in the shop's zone."""
        return cls(int(when.timestamp()), when.toordinal(), mood)

    @classmethod
    def read(cls, text: str, mood: Mood = "") -> Contact:
        """Return a contact that happened at an instant in ISO 8601, with the shop's offset, as `at` does.

        In half the time, since there may be a million: what stands before the offset is told from the text, and what
        an offset comes to is worked out once.

        Raises:
            ValueError: that is no instant.
        """
        local, offset = text[:_LOCAL], text[_LOCAL:]
        offset_s = _OFFSETS.get(offset)
        if offset_s is None:
            when = datetime.fromisoformat(text)
            if offset.startswith(("+", "-")):
                _OFFSETS[offset] = int((when.utcoffset() or timedelta()).total_seconds())
            return cls.at(when, mood)
        since = datetime.fromisoformat(local) - _UNIX
        return tuple.__new__(cls, (since.days * 86_400 + since.seconds - offset_s, since.days + _UNIX_DAY, mood))


class Rhythm(NamedTuple):
    """How often somebody is in contact.

    Attributes:
        usual_s: the median gap, in seconds.
        limit_s: who is silent for longer than this has gone quiet, in seconds.
    """

    usual_s: int
    limit_s: int


def rhythm_of(contacts: Iterable[Contact]) -> Rhythm | None:
    """Return the rhythm of these contacts, in any order; None where they are on fewer than four days."""
    instants = days_of(contacts)
    if len(instants) < FEWEST_CONTACTS:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(instants))
    middle = len(gaps) // 2
    median = gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle]) // 2
    # The nearest-rank percentile, in whole numbers: the first gap that nine of ten do not exceed.
    longest = gaps[(len(gaps) * 9 + 9) // 10 - 1]
    return Rhythm(median, max(_patience(median), longest, LEAST_SILENCE_S))


def rhythm_of_tag(rhythms: Sequence[Rhythm]) -> Rhythm | None:
    """Return the rhythm in the middle of those of a tag's customers; None where fewer than three of them have one."""
    if len(rhythms) < FEWEST_OF_A_TAG:
        return None
    middle = (len(rhythms) - 1) // 2
    usual = sorted(one.usual_s for one in rhythms)[middle]
    limit = sorted(one.limit_s for one in rhythms)[middle]
    return Rhythm(usual, max(_patience(usual), limit, LEAST_SILENCE_S))


def days_of(contacts: Iterable[Contact]) -> list[int]:
    """Return the last contact of each day on which there is one, in whole seconds since 1970, in order."""
    last: dict[int, int] = {}
    for second, day, _mood in contacts:
        if second > last.get(day, second - 1):
            last[day] = second
    return sorted(last.values())


def mood_at_the_end(contacts: Sequence[Contact]) -> Mood:
    """Return the mood that was noted last, if that was within 30 days of the last contact; else none."""
    found = max((contact for contact in contacts if contact.mood), default=None)
    if found is None or max(contacts).second - found.second > MOOD_LASTS_S:
        return ""
    return found.mood


def _patience(median_s: int) -> int:
    return median_s * 5 // 4 if median_s > NINE_MONTHS_S else median_s * 2
