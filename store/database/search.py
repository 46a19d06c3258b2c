"""Search: customers by anything that is known of them, from the keys that were folded when they changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from heapq import nsmallest
from typing import Literal

from store.database.customer_keys import CustomerKeys, keys_of
from store.database.history_words import history_hits, history_line, search_history
from store.database.matching import (
    ADDRESS,
    FULL_NAME,
    INSIDE,
    OTHER_WORDS,
    SOUND,
    STARTS,
    STARTS_IN_ORDER,
    WHOLE_ADDRESS,
    WHOLE_WORDS,
    WHOLE_WORDS_IN_ORDER,
    Cells,
    Query,
    QueryWord,
    cells_of,
    rank_of,
    rank_of_words,
)
from store.database.phone_numbers import PhoneNumber, read_number, same_number
from store.database.word_index import WordIndex

__all__ = [
    "CustomerIndex",
    "CustomerKeys",
    "Hit",
    "WhoLevel",
    "history_hits",
    "history_line",
    "keys_of",
    "search_history",
]

_MOST_CHANGED = 400
_LAST_DIGITS = 6
_TABS = 5

Where = Literal["name", "email", "phone", "word"]


class WhoLevel(IntEnum):
    """The levels of WHO after the id, best first; `SOUND` only sounds like a name: something to ask about.

    The levels up to `INSIDE` are those of the command-line contract.
    """

    NOBODY = 0
    EMAIL = 1
    PHONE = 2
    FULL_NAME = 3
    WHOLE_WORD = 4
    START = 5
    INSIDE = 6
    SOUND = 7


_WHO_LEVELS = {
    FULL_NAME: WhoLevel.FULL_NAME,
    WHOLE_WORDS_IN_ORDER: WhoLevel.WHOLE_WORD,
    WHOLE_WORDS: WhoLevel.WHOLE_WORD,
    STARTS_IN_ORDER: WhoLevel.START,
    STARTS: WhoLevel.START,
    INSIDE: WhoLevel.INSIDE,
    SOUND: WhoLevel.SOUND,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer that was found: their id, where the query hit, and the rank, 1 (a full name) the best.

    `where` is the place of the word that hit worst, which is the one worth showing.
    """

    customer: int
    where: Where
    level: int


class CustomerIndex:
    """The keys of all customers, searched at every keystroke.

    The lines as loaded stay as they are; changes lie over them, and are worked in when there are many.
    """

    def __init__(self) -> None:
        """Begin with no customer."""
        self._ids: list[int] = []
        self._lines: list[bytes] = []
        self._changed: dict[int, bytes | None] = {}
        self._words: WordIndex | None = None
        self._used = False

    @classmethod
    def from_lines(cls, lines: bytes | str) -> CustomerIndex:
        """Return the index over `lines`, as `to_lines` gives them; a later line of a customer replaces an earlier one.

        Raises:
            ValueError: `lines` is damaged; the keys have to be folded again from the records.
        """
        data = lines.encode() if isinstance(lines, str) else lines
        *whole, rest = data.split(b"\n")
        if rest or data.count(b"\t") != _TABS * len(whole):
            raise ValueError("the keys of the customers are damaged")
        index = cls()
        ids = [int(line[: line.index(b"\t")]) for line in whole]
        if any(map(int.__ge__, ids, ids[1:])):
            index._replace(dict(zip(ids, whole, strict=True)))
        else:
            index._ids, index._lines = ids, whole
        return index

    def __len__(self) -> int:
        """Return how many customers can be found."""
        return sum(1 for _ in self._all())

    def put(self, keys: CustomerKeys) -> None:
        """Keep `keys` for their customer, in place of any before."""
        self._changed[keys.customer] = keys.to_line().encode()

    def drop(self, customer: int) -> None:
        """Forget the customer with that id, if there is one."""
        self._changed[customer] = None

    def to_lines(self) -> bytes:
        """Return one line a customer, in order of id."""
        lines = [line for _, line in sorted(self._all())] if self._changed else self._lines
        return b"".join([line + b"\n" for line in lines])

    def prepare(self) -> None:
        """Get ready for a search at every keystroke, all at once; from the second search on it is done as needed."""
        self._word_index().prepare()

    def search(
        self, query: str, *, limit: int = 50, country: str | None = None, among: Container[int] | None = None
    ) -> list[Hit]:
        """Return the best `limit` customers of whom every word of `query` is known, best first, then by id.

        `country` is the shop's ISO code, by which a phone number in the query is read; `among` are the customers who
        are looked at, all of them where None. Nothing is found for a query without a letter or digit. Never raises,
        whatever is typed.
        """
        asked = Query.of(query, country)
        if limit < 1 or not asked.words:
            return []
        self._get_ready()
        ranked = [
            (rank, customer, cells)
            for customer, cells in self._not_prepared(asked.signs)
            if (among is None or customer in among) and (rank := rank_of(cells, asked))
        ]
        if self._words:
            hidden = self._hidden()
            best = self._words.best(asked, limit, hidden if among is None else _Hidden(hidden, self._ids, among))
            ranked += [(rank, self._ids[row], self._words.cells[row]) for row, rank in best.items()]
        return [Hit(customer, _where(rank, cells, asked), rank) for rank, customer, cells in nsmallest(limit, ranked)]

    def who(self, text: str, country: str | None = None) -> tuple[WhoLevel, list[int]]:
        """Return the first level of WHO on which `text` names customers, and their ids in order; NOBODY and none.

        The levels are those of the command-line contract after the id, and last what only sounds alike. `country` is
        the shop's ISO code, by which a phone number is read.
        """
        asked = Query.of(text, country)
        self._get_ready()
        if asked.address:
            level = WhoLevel.EMAIL if "@" in text else WhoLevel.PHONE
            ids = [customer for customer, _ in self._with_address(asked.address)]
            if not ids and level == WhoLevel.PHONE:
                ids = self._with_number(text, country)
            if ids:
                return level, sorted(ids)
        levels = {customer: _WHO_LEVELS[rank] for customer, rank in self._nearest(asked.words).items()}
        if not levels:
            levels = dict.fromkeys(self._nearest(asked.latin), WhoLevel.SOUND)
        best = min(levels.values(), default=WhoLevel.NOBODY)
        return best, sorted(customer for customer, level in levels.items() if level == best)

    def _nearest(self, names: tuple[QueryWord, ...]) -> dict[int, int]:
        """Return the customers whose names hit, with their ranks: at least all on the best level."""
        if not names:
            return {}
        pieces = {names[0].text, names[0].key} - {b""}
        ranks = {
            customer: rank_of_words(cells, names, names_only=True) for customer, cells in self._not_prepared(pieces)
        }
        found = {customer: rank for customer, rank in ranks.items() if rank}
        if self._words:
            nearest = self._words.nearest(names, self._hidden())
            found |= {self._ids[row]: rank for row, rank in nearest.items()}
        return found

    def _with_number(self, text: str, country: str | None) -> list[int]:
        number = read_number(text, country)
        if number is None:
            return []
        return [
            customer
            for customer, (_, _, phones, _, _) in self._with_address(number.digits[-_LAST_DIGITS:].encode())
            if any(
                same_number(number, PhoneNumber(digits.decode("ascii", "replace"), international=False))
                for digits in phones.strip(b"#").split(b"#")
            )
        ]

    def _with_address(self, piece: bytes) -> Iterator[tuple[int, Cells]]:
        if self._words:
            for row in self._words.with_address(piece) - self._hidden():
                yield self._ids[row], self._words.cells[row]
        yield from self._not_prepared({piece})

    def _not_prepared(self, pieces: Collection[bytes]) -> Iterator[tuple[int, Cells]]:
        """Yield the customers whom the word index does not know yet, where their line has any of `pieces`."""
        for customer, line in self._overlay() if self._words else self._all():
            if any(piece in line for piece in pieces):
                yield customer, cells_of(line)

    def _get_ready(self) -> None:
        """Work in what changed, where it is much, and make the word index, but for a first search not worth it."""
        if len(self._changed) > _MOST_CHANGED:
            self._work_in()
        if self._used:
            self._word_index()
        self._used = True

    def _hidden(self) -> set[int]:
        """Return the rows of the word index that hold no longer."""
        rows = ((bisect_left(self._ids, customer), customer) for customer in self._changed)
        return {row for row, customer in rows if row < len(self._ids) and self._ids[row] == customer}

    def _word_index(self) -> WordIndex:
        if self._words is None:
            self._words = WordIndex(self._lines)
        return self._words

    def _overlay(self) -> Iterator[tuple[int, bytes]]:
        return ((customer, line) for customer, line in self._changed.items() if line is not None)

    def _all(self) -> Iterator[tuple[int, bytes]]:
        for customer, line in zip(self._ids, self._lines, strict=True):
            if customer not in self._changed:
                yield customer, line
        yield from self._overlay()

    def _work_in(self) -> None:
        if self._changed:
            self._replace(dict(self._all()))

    def _replace(self, lines: dict[int, bytes]) -> None:
        self._ids = sorted(lines)
        self._lines = [lines[customer] for customer in self._ids]
        self._changed = {}
        self._words = None


class _Hidden:
    """The rows of the word index that are not looked at; asked only of those that come near the best."""

    def __init__(self, changed: Container[int], ids: Sequence[int], among: Container[int]) -> None:
        """Hide what was `changed`, and who is not `among` those who are looked at; `ids` are the customers by row."""
        self._changed, self._ids, self._among = changed, ids, among

    def __contains__(self, row: object) -> bool:
        """Return whether a row is hidden."""
        return row in self._changed or self._ids[row] not in self._among  # type: ignore[call-overload]


def _where(rank: int, cells: Cells, asked: Query) -> Where:
    if rank == OTHER_WORDS:
        return "word"
    if rank not in {WHOLE_ADDRESS, ADDRESS}:
        return "name"
    return "email" if any(word.email in cells[1] for word in asked.words) else "phone"
