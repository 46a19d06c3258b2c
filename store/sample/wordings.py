"""Of which phrases the sample shop's replies were composed, and the phrases that its owner wrote herself.

Nothing is drawn for it: which reply was composed of what follows from its number, so that the history stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from store.packs import shipped
from store.records.interaction import Channel
from store.records.phrase import Phrase

if TYPE_CHECKING:
    from store.sample.entry import Entry

Keys = tuple[str, ...]

# The owner's own, by their keys: an answer that has grown old, and words to close with.
_EBIKES, _RIDE = "#1", "#2"
_WRITTEN = timedelta(days=210)
_LATER = timedelta(days=60)

# What a step is composed of, by its role, or by course and role where that tells more; `ack` goes by its channel.
_COMPOSED: Mapping[str, tuple[Keys, ...]] = {
    "answer": (("greeting-name", "answer-own-words"), (_EBIKES,), ("greeting-name", "answer-own-words", _RIDE)),
    "offer": (("explanation-repair", "update-promise"), ("explanation-repair",)),
    "quote": (("explanation-price",), ("explanation-price", "closing-regards")),
    "ready": (("update-ready",), ("update-ready", _RIDE)),
    "again_ready": (("update-ready", "goodwill-gesture"),),
    "arrived": (("update-ready",),),
    "delay": (("apology-late-third-party", "change-later"), ("change-later",)),
    "sorry": (("apology-ours", "empathy-upset"), ("apology-ours-fix", "closing-regards")),
    "exchange/sorry": (("apology-wrong-item-ours", "update-promise"),),
    "broken/sorry": (("apology-no-answer-ours",), ("apology-late-ours", "empathy-waited")),
    "call": (("apology-no-answer-ours",),),
    "again_offer": (("apology-broken-ours", "update-promise"), ("apology-broken-ours",)),
    "claim": (("empathy-upset", "update-third-party"), ("update-third-party",)),
    "update": (("update-no-news",), ("update-still-no-news",)),
    "thanks": (("thanks-kind-words",), ("thanks-complaint",)),
    "card": (("thanks-years",),),
    "season": (("season-start", _RIDE), ("season-start",)),
}
_ACK = "ack"
# Of so many replies one is composed; the others were written freely, as everybody does.
_ONE_OF = 2
_SPREAD, _TURNS = 7919, 9973


class Wordings:
    """Says of an entry which phrases it was composed of."""

    def __init__(self, now: datetime) -> None:
        """Stand at `now`, in the shop's zone."""
        self._now = now
        self._begun = now - _WRITTEN

    def records(self) -> Iterator[Phrase]:
        """Yield the owner's own phrases, then what she has noted about shipped ones."""
        made = self._begun
        yield Phrase(
            id=1,
            language="en",
            category="answer",
            title="Do you repair e-bikes?",
            text="Yes, everything but the motor itself. That goes to the maker, and you know the price before.",
            sms="Yes, everything but the motor. That goes to the maker; you get the price first. {shop}",
            shortcut="ebike",
            made=made,
            changed=made,
        )
        later = made + _LATER
        yield Phrase(
            id=2,
            language="en",
            category="closing",
            title="See you on the road",
            text="Ride well, and see you on the road.\n\n{owner}",
            favourite=True,
            made=later,
            changed=later,
        )
        yield Phrase(id=3, shipped="apology-ours", shortcut="sorry", favourite=True, made=later)
        yield Phrase(id=4, shipped="answer-hours", checked=self._checked(), made=later)

    def of(self, entry: Entry, number: int, when: datetime) -> Keys:
        """Return the keys of the phrases that an entry was composed of, in order; none for what was written freely.

        Args:
            entry: it.
            number: its id.
            when: its instant.
        """
        if entry.plain["direction"] != "out" or not entry.role:
            return ()
        turn = number * _SPREAD % _TURNS
        channel: Channel = entry.plain["channel"]
        if turn % _ONE_OF:
            return ()
        keys = self._composed_of(entry, channel, turn // _ONE_OF)
        own = self._own(entry, when)
        return tuple(key for key in keys if (key in own if key.startswith("#") else _fits(key, channel)))

    def _composed_of(self, entry: Entry, channel: Channel, turn: int) -> Keys:
        course = entry.matter.story.course if entry.matter is not None else ""
        if entry.role == _ACK:
            return ("ack-complaint",) if course == "complaint" else (f"ack-{channel}",)
        choices = _COMPOSED.get(f"{course}/{entry.role}") or _COMPOSED.get(entry.role, ((),))
        return choices[turn % len(choices)]

    def _own(self, entry: Entry, when: datetime) -> frozenset[str]:
        """Return which of the owner's own can stand in an entry: they were written once, and in English."""
        if entry.language != "en" or when < self._begun:
            return frozenset()
        return frozenset((_EBIKES,) if when < self._begun + _LATER else (_EBIKES, _RIDE))

    def _checked(self) -> date:
        return (self._now - timedelta(days=20)).date()


def _fits(key: str, channel: Channel) -> bool:
    head = shipped().heads.get(key)
    if head is None or (head.channels and channel not in head.channels):
        return False
    return channel != "sms" or bool(shipped().wordings("en")[key].sms)
