"""The words of all customers' lines, prepared for a search at every keystroke.

Gives the same ranks as `matching` does line by line, and stops as soon as the best hits are sure.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice

from store.database.matching import (
    ADDRESS,
    INSIDE,
    LEVELS,
    NAME_LEVELS,
    SOUND,
    STARTS,
    WHOLE_ADDRESS,
    WHOLE_WORDS,
    Query,
    QueryWord,
    cells_of,
    level_in,
    pieces_of,
    rank_at,
)
from store.database.word_columns import Column, WordColumn

_NO_LEVEL = 99
_MOST_KEPT = 4


class WordIndex:
    """The prepared lines of all customers, by row."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        """Prepare `lines`, each the keys of one customer, in the order in which equal ranks are to stand."""
        self.cells = [cells_of(line) for line in lines]
        names, emails, phones, others, sounds = zip(*self.cells, strict=True) if lines else ((),) * 5
        self._names = WordColumn(names, b" ", b"|/*")
        self._emails, self._phones = Column(emails), Column(phones)
        self._others = WordColumn(others, b",", b",")
        self._sounds = Column(sounds)
        self._kept: dict[bytes, dict[int, set[int]]] = {}

    def best(self, query: Query, limit: int, hidden: Container[int]) -> dict[int, int]:
        """Return rows with their ranks, none of `hidden`: at least all that are among the best `limit`."""
        found: dict[int, int] = {}
        for rows, rank in (
            (self.having_address(query.address), WHOLE_ADDRESS),
            (self._phones.rows(query.digits), ADDRESS),
        ):
            for row in islice((row for row in rows if row not in hidden), limit):
                found.setdefault(row, rank)
        if self._add_best(found, query.words, limit, hidden) and query.latin:
            for row in self.names_hit(query.latin, STARTS):
                if row not in hidden:
                    found.setdefault(row, SOUND)
                    found[row] = min(found[row], SOUND)
        return found

    def nearest(self, words: tuple[QueryWord, ...], hidden: Container[int]) -> dict[int, int]:
        """Return the rows, none of `hidden`, whose names all `words` hit, with ranks; only those of the best level."""
        found: dict[int, int] = {}
        for level, hits in _Walk(self, words, NAME_LEVELS, hidden).levels():
            found.update(hits)
            if found:
                break
        return found

    def having_address(self, piece: bytes) -> Iterable[int]:
        """Return the rows whose e-mail addresses or phone numbers hold `piece`, in order."""
        return merge(self._emails.rows(piece), self._phones.rows(piece))

    def names_hit(self, words: Sequence[QueryWord], level: int) -> Iterable[int]:
        """Return the rows whose names all `words` hit on `level`, as whole words or starts of words, in order."""
        first, *others = [word.text for word in words]
        if level == WHOLE_WORDS:
            return sorted(set(self._names.whole(first)).intersection(*map(self._names.whole, others)))
        if not others:
            return self._names.starting(first)
        return sorted(self._names.all_starting(first).intersection(*map(self._names.all_starting, others)))

    def rows(self, word: QueryWord, level: int) -> Iterable[int]:
        """Return the rows that `word` hits on `level`, in order, perhaps with some that it hits on a better one."""
        if level <= STARTS:
            return self.names_hit([word], level)
        if level == ADDRESS:
            return merge(self._emails.rows(word.email), self._phones.rows(word.digits))
        if level == INSIDE:
            return self._names.containing(word.inside)
        if level == SOUND:
            return merge(self._sounds.rows(word.sound), self._sounding(word.sound_in_name.lstrip(b" ")))
        return self._others.starting(word.text) if word.is_short else self._others.containing(word.text)

    def all_rows(self, word: QueryWord, level: int) -> set[int]:
        """Return what `rows` does, kept while the same word stays in the query and the next one is being typed."""
        kept = self._kept.get(word.text)
        if kept is None:
            while len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[word.text] = {}
        if level not in kept:
            kept[level] = self._all_rows(word, level)
        return kept[level]

    def rarest(self, words: Sequence[QueryWord]) -> QueryWord:
        """Return the one of `words` by which to find the others: one that is kept, else that with the fewest rows."""
        # A short word is inside of nearly everything.
        candidates = [word for word in words if not word.is_short] or words
        kept = [word for word in candidates if word.text in self._kept]
        if kept or len(candidates) == 1:
            return (kept or candidates)[0]
        return min(
            candidates,
            key=lambda word: self._names.occurrences(word.text) + self._others.frequency(word.text),
        )

    def _all_rows(self, word: QueryWord, level: int) -> set[int]:
        if level == STARTS:
            return self._names.all_starting(word.text)
        if level == ADDRESS:
            return self._emails.all_rows(word.email) | self._phones.all_rows(word.digits)
        if level == INSIDE:
            return self._names.all_containing(word.inside)
        if level == SOUND:
            return self._sounds.all_rows(word.sound).union(self._sounding(word.sound_in_name.lstrip(b" ")))
        return self._others.all_starting(word.text) if word.is_short else self._others.all_containing(word.text)

    def _sounding(self, key: bytes) -> Iterable[int]:
        if key.endswith(b" "):
            return self._names.whole(key[:-1])
        return self._names.starting(key) if key else ()

    def _add_best(
        self, found: dict[int, int], words: tuple[QueryWord, ...], limit: int, hidden: Container[int]
    ) -> bool:
        """Add the rows that `words` hit to `found`, and return whether they are all, not just the best `limit`."""
        for level, hits in _Walk(self, words, LEVELS, hidden).levels():
            best = LEVELS[level]
            sure = sum(rank < best for rank in found.values())
            for row, rank in hits:
                if rank < found.get(row, _NO_LEVEL):
                    found[row] = rank
                    sure += rank == best
                # Rows come in order, so that whatever is left of this rank stands behind.
                if sure >= limit:
                    return False
            if sum(rank <= level for rank in found.values()) >= limit:
                return False
        return True


class _Walk:
    """The way through the levels for some words: the rows on which their worst hit is on each level."""

    def __init__(
        self, index: WordIndex, words: tuple[QueryWord, ...], levels: Mapping[int, int], hidden: Container[int]
    ) -> None:
        """Go through `levels` for all `words`, past the rows that are `hidden`."""
        self._index, self._words, self._levels, self._hidden = index, words, levels, hidden
        self._rarest = words[0]
        self._others: tuple[QueryWord, ...] = ()
        self._others_worst: dict[int, int] = {}
        self._done: set[int] = set()

    def levels(self) -> Iterator[tuple[int, Iterator[tuple[int, int]]]]:
        """Yield each level with its hits, row and rank, in order of row; the hits have to be taken in turn."""
        for level in self._levels:
            yield level, self._in_names(level) if level <= STARTS else self._anywhere(level)

    def _in_names(self, level: int) -> Iterator[tuple[int, int]]:
        pieces = pieces_of(self._words, level)
        for row in self._index.names_hit(self._words, level):
            if row not in self._done and row not in self._hidden:
                self._done.add(row)
                yield row, rank_at(level, self._index.cells[row][0], pieces)

    def _anywhere(self, level: int) -> Iterator[tuple[int, int]]:
        rows = self._index.rows(self._rarest, level) if len(self._words) == 1 else self._where_all_hit(level)
        for row in rows:
            if row not in self._done and row not in self._hidden:
                self._done.add(row)
                yield row, level

    def _where_all_hit(self, level: int) -> list[int]:
        """Return the rows that all words hit on `level` or a better one, in order."""
        rows: set[int] = set()
        if not self._others:
            self._rarest = self._index.rarest(self._words)
            self._others = tuple(word for word in self._words if word is not self._rarest)
            rows.update(self._index.all_rows(self._rarest, STARTS))
        rows.update(self._index.all_rows(self._rarest, level))
        rows -= self._others_worst.keys()
        self._others_worst |= {row: self._worst(row) for row in rows}
        return sorted(row for row, worst in self._others_worst.items() if worst <= level)

    def _worst(self, row: int) -> int:
        """Return the worst level on which one of the other words hits the row; beyond all where one does not."""
        worst = 0
        cells, names_only = self._index.cells[row], self._levels is NAME_LEVELS
        for word in self._others:
            level = level_in(cells, word, names_only=names_only)
            if not level:
                return _NO_LEVEL
            worst = max(worst, level)
        return worst
