"""How often each phrase went out, when last, and how the customer felt afterwards: worked out, never stored.

Which phrases an entry was composed from stands in its record. The years are looked through once, piece by piece between
the keys; what is new since the snapshot is looked at with every change.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from store.database.year_file import customer_of
from store.records.interaction import Mood
from store.sentences import _
from store.year_gathering import YearGathering

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

_PHRASES = b'"phrases":["'
_MOOD = b'"mood":"'
_OUT = b'"direction":"out"'
_WHEN = b'"when":"'
# A day more than is looked back, for the zones.
_A_DAY = timedelta(days=1)
_LOOKED_AT_AT_ONCE = 500
# What somebody felt later than this has other reasons.
_AFTERWARDS = timedelta(days=30)


class Use(NamedTuple):
    """A phrase that went out: to whom, when, in which conversation, and how they felt when they next wrote."""

    customer: int
    interaction: int
    when: datetime
    conversation: int | None
    keys: tuple[str, ...]


class Uses(NamedTuple):
    """What became of one phrase: how often it went out, when last, and the moods afterwards where they are known."""

    times: int
    last: datetime | None
    happy: int
    neutral: int
    upset: int


NEVER = Uses(0, None, 0, 0, 0)


def felt_words(uses: Uses) -> str:
    """Return how customers felt after a phrase, in words: "2 happy, 1 upset"; empty where it is not known."""
    counts = (
        (uses.happy, _("{count} happy")),
        (uses.neutral, _("{count} neutral")),
        (uses.upset, _("{count} upset")),
    )
    return ", ".join(words.format(count=count) for count, words in counts if count)


class PhraseUses(YearGathering):
    """The uses of every phrase in one open book."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Gather nothing yet."""
        super().__init__(book, storage)
        self._of_years: dict[int, Use] = {}
        self._moods: dict[int, Mood] = {}  # by the id of the entry, for customers with nothing new
        self._known: dict[str, Uses] = {}

    def basis(self) -> object:
        """Return what it hangs on."""
        return tuple(self._storage.years)

    def forget(self) -> None:
        """Forget what was gathered."""
        self._of_years, self._moods = {}, {}

    def of(self, key: str) -> Uses:
        """Return what became of the phrase `key`; gathers what is missing.

        Raises:
            BookUnavailableError: a year is damaged.
        """
        return self.all().get(key, NEVER)

    def all(self) -> Mapping[str, Uses]:
        """Return what became of every phrase that was ever used, by key; gathers what is missing.

        Raises:
            BookUnavailableError: a year is damaged.
        """
        self.gather(float("inf"))
        known_at = (self._basis, self._book.sequence)
        if known_at != self._known_at:
            self._known, self._known_at = self._counted(), known_at
        return self._known

    def last_given(self, customer: int) -> dict[str, datetime]:
        """Return when this customer last got each phrase, by key; looks at their history alone.

        Raises:
            BookUnavailableError: a year is damaged.
        """
        found: dict[str, datetime] = {}
        for use in _uses(self._book.entry_texts(customer).items()):
            for key in use.keys:
                found[key] = max(use.when, found.get(key, use.when))
        return found

    def _counted(self) -> dict[str, Uses]:
        rows = self._storage.rows["interactions"]
        new = list(_uses(rows.live.items()))
        uses = [
            use for identity, use in self._of_years.items() if identity not in rows.live and identity not in rows.gone
        ]
        # What is new of a customer, or was taken away of anybody, may change how they felt afterwards.
        changed = {customer_of(text) for text in rows.live.values()}
        fresh = [use for use in uses if rows.gone or use.customer in changed] + new
        moods = {**self._moods, **dict(self._moods_after(fresh))}
        counts: dict[str, dict[str, int]] = {}
        last: dict[str, datetime] = {}
        for use in (*uses, *new):
            mood = moods.get(use.interaction, "")
            for key in use.keys:
                felt = counts.get(key)
                if felt is None:
                    felt = counts[key] = dict.fromkeys(("times", "happy", "neutral", "upset", ""), 0)
                    last[key] = use.when
                felt["times"] += 1
                felt[mood] += 1
                if use.when > last[key]:
                    last[key] = use.when
        return {
            key: Uses(felt["times"], last[key], felt["happy"], felt["neutral"], felt["upset"])
            for key, felt in counts.items()
        }

    def gather_years(self) -> Iterator[None]:
        """Gather the entries that were composed from phrases."""
        for year in self._storage.years:
            for number, (identity, text) in enumerate(year.items("interactions")):
                if _PHRASES in text:
                    for use in _uses(((identity, text),)):
                        self._of_years[identity] = use
                if number % _LOOKED_AT_AT_ONCE == 0:
                    yield
        by_customer: dict[int, list[Use]] = {}
        for use in self._of_years.values():
            by_customer.setdefault(use.customer, []).append(use)
        for uses in by_customer.values():
            self._moods.update(self._moods_after(uses))
            yield

    def _moods_after(self, uses: Iterable[Use]) -> Iterator[tuple[int, Mood]]:
        """Give the mood of the first entry after each use that has one, in the same conversation where it has one."""
        by_customer: dict[int, list[Use]] = {}
        for use in uses:
            by_customer.setdefault(use.customer, []).append(use)
        for customer, given in by_customer.items():
            since = min(use.when for use in given) - _A_DAY
            texts = self._book.entry_texts(customer).values()
            heard = sorted(_heard(texts, since.date().isoformat().encode()), key=_when)
            for use in given:
                until = use.when + _AFTERWARDS
                for at in range(bisect_right(heard, use.when, key=_when), len(heard)):
                    when, conversation, mood = heard[at]
                    if when > until:
                        break
                    if use.conversation in (None, conversation):
                        yield use.interaction, mood
                        break


def _when(heard: tuple[datetime, int | None, Mood]) -> datetime:
    return heard[0]


def _uses(texts: Iterable[tuple[int, bytes]]) -> Iterator[Use]:
    for identity, text in texts:
        if _PHRASES not in text:
            continue
        plain = json.loads(text)
        yield Use(
            plain["customer"],
            identity,
            datetime.fromisoformat(plain["when"]),
            plain.get("conversation"),
            tuple(dict.fromkeys(plain.get("phrases", ()))),
        )


def _heard(texts: Iterable[bytes], since: bytes) -> Iterator[tuple[datetime, int | None, Mood]]:
    """Give when, where and how customers felt in what they said, from a day on (`2026-03-04`)."""
    for text in texts:
        if _MOOD not in text or _OUT in text:
            continue
        at = text.find(_WHEN) + len(_WHEN)
        if text[at : at + len(since)] >= since:
            plain = json.loads(text)
            if plain.get("mood"):
                yield datetime.fromisoformat(plain["when"]), plain.get("conversation"), plain["mood"]
