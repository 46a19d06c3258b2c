"""How long promises have taken of late, gathered once from the history and then kept up with what is new.

A shop of twenty thousand customers keeps ten thousand promises in ninety days. Gathering them takes a fifth of a second
there, so that it can be done piece by piece between the keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from store.rules.promises import LOOKED_BACK, KeptCase, Usual, usual_of
from store.year_gathering import YearGathering

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

_SETTLED = b'"settled":"'
_KEPT = b'"state":"kept"'
_DAY = len("2026-03-04")
_LOOKED_AT_AT_ONCE = 500
# A day more than is looked back, for the zones.
_A_DAY = timedelta(days=1)


class UsualTimes(YearGathering):
    """The kept promises of the last ninety days, each with the working time it took."""

    def __init__(self, book: Book, storage: JournalStorage) -> None:
        """Gather nothing yet."""
        super().__init__(book, storage)
        self._of_years: dict[int, KeptCase] = {}
        self._known: dict[str, Usual | None] = {}

    def basis(self) -> object:
        """Return what it hangs on."""
        return (*self._storage.years, self._book.calendar, self._book.now().date())

    def forget(self) -> None:
        """Forget what was gathered."""
        self._of_years = {}

    def of(self, kind: str) -> Usual | None:
        """Return how long promises of `kind` have taken, see `rules.promises.usual_time`; gathers what is missing.

        Raises:
            BookUnavailableError: a year is damaged.
        """
        self.gather(float("inf"))
        known_at = (self._basis, self._book.sequence)
        if known_at != self._known_at:
            self._known, self._known_at = {}, known_at
        if kind not in self._known:
            rows = self._storage.rows["promises"]
            cases = [
                case
                for identity, case in self._of_years.items()
                if identity not in rows.live and identity not in rows.gone
            ]
            cases += filter(None, map(self._case, rows.live.values()))
            self._known[kind] = usual_of(kind, cases, self._book.now())
        return self._known[kind]

    def gather_years(self) -> Iterator[None]:
        """Gather the promises that were kept of late."""
        first = (self._book.now() - LOOKED_BACK - _A_DAY).date()
        since = first.isoformat().encode()
        for year in self._storage.years:
            if year.year < first.year:  # a kept promise lies in the year in which it was kept
                continue
            for number, (identity, text) in enumerate(year.items("promises")):
                at = text.rfind(_SETTLED) + len(_SETTLED)
                if text[at : at + _DAY] >= since and (case := self._case(text)) is not None:
                    self._of_years[identity] = case
                if number % _LOOKED_AT_AT_ONCE == 0:
                    yield

    def _case(self, text: bytes) -> KeptCase | None:
        if _KEPT not in text:
            return None
        plain = json.loads(text)
        made, kept = datetime.fromisoformat(plain["made"]), datetime.fromisoformat(plain["settled"])
        return KeptCase(plain.get("kind", "").casefold(), kept, self._book.calendar.between(made, kept))
