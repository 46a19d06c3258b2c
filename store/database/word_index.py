"""The words of all customers' lines, prepared for a search at every keystroke.

Gives the same ranks as `matching` does line by line, and stops as soon as the best hits are sure.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop
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

_SIGNS = bytes(code for code in range(33, 127) if not chr(code).isalnum())
_NO_LEVEL = 99
_MOST_KEPT = 4
_SELECTIVE = 4


class WordIndex:
    """The prepared lines of all customers, by row."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        """Prepare `lines`, each the keys of one customer, in the order in which equal ranks are to stand."""
        self.cells = [cells_of(line) for line in lines]
        self._names = self._words(0, b"|/*")
        self._kept: dict[bytes, dict[int, set[int]]] = {}

    # What the names give is often enough: the rest is prepared when it is first needed.

    @cached_property
    def _emails(self) -> WordColumn:
        return self._words(1, _SIGNS)

    @cached_property
    def _phones(self) -> Column:
        return Column([cells[2] for cells in self.cells])

    @cached_property
    def _others(self) -> WordColumn:
        return self._words(3, b",")

    @cached_property
    def _sounds(self) -> WordColumn:
        return self._words(4, b"~")

    def prepare(self) -> None:
        """Prepare at once what is otherwise prepared at the first query that is not answered by names."""
        _ = self._emails, self._phones, self._others, self._sounds

    def best(self, query: Query, limit: int, hidden: Container[int]) -> dict[int, int]:
        """Return rows with their ranks, none of `hidden`: at least all that are among the best `limit`."""
        found: dict[int, int] = {}
        for rows, rank in (
            (self.with_address(query.address), WHOLE_ADDRESS),
            (self._phones.with_piece(query.digits), ADDRESS),
            (self._emails.with_piece(query.begun_email) if query.begun_email else set(), ADDRESS),
        ):
            for row in islice(_in_order(rows, hidden), limit):
                found.setdefault(row, rank)
        self._add_best(found, query.words, limit, hidden)
        if query.latin and sum(rank < SOUND for rank in found.values()) < limit:
            for row in _in_order(self.with_names(query.latin, STARTS), hidden):
                found[row] = min(found.get(row, SOUND), SOUND)
        return found

    def nearest(self, words: tuple[QueryWord, ...], hidden: Container[int]) -> dict[int, int]:
        """Return the rows, none of `hidden`, whose names all `words` hit, with ranks; only those of the best level."""
        found: dict[int, int] = {}
        for _, hits in _Walk(self, words, NAME_LEVELS, hidden).levels():
            found.update(hits)
            if found:
                break
        return found

    def with_address(self, piece: bytes) -> set[int]:
        """Return the rows whose e-mail addresses or phone numbers, with their marks, hold `piece`; none for nothing."""
        return self._emails.with_piece(piece) | self._phones.with_piece(piece) if piece else set()

    def with_names(self, words: Sequence[QueryWord], level: int) -> set[int]:
        """Return the rows whose names all `words` hit on `level`: as whole words, or as starts of words."""
        rows_with = self._names.with_word if level == WHOLE_WORDS else self._names.with_start
        rows = rows_with(words[0].text)
        for word in words[1:]:
            if not rows:
                break
            rows &= rows_with(word.text)
        return rows

    def rows(self, word: QueryWord, level: int) -> set[int]:
        """Return the rows that `word` hits on `level`, perhaps with some that it hits on a better one."""
        if level <= STARTS:
            return self.with_names([word], level)
        if level == ADDRESS:
            emails = self._emails.with_piece(word.email) if word.is_short else self._holding(self._emails, word.text)
            return emails | self._phones.with_piece(word.digits)
        if level == INSIDE:
            return self._names.with_rest(word.inside)
        if level == SOUND:
            return self._sounding(word)
        return self._others.with_start(word.text) if word.is_short else self._holding(self._others, word.text)

    def kept_rows(self, word: QueryWord, level: int) -> set[int]:
        """Return what `rows` does, kept because a word stays in the query while the next one is typed."""
        kept = self._kept.get(word.text)
        if kept is None:
            while len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[word.text] = {}
        if level not in kept:
            kept[level] = self.rows(word, level)
        return kept[level]

    def leading(self, words: Sequence[QueryWord]) -> QueryWord:
        """Return the one of `words` by which to find the others: a kept one, else one that few rows have."""
        # A short word is inside of nearly everything.
        candidates = [word for word in words if not word.is_short] or words
        kept = [word for word in candidates if word.text in self._kept]
        return min(
            kept or candidates,
            key=lambda word: (len(word.text) < _SELECTIVE, self._names.frequency(word.text)),
        )

    def _words(self, number: int, parting: bytes) -> WordColumn:
        return WordColumn([cells[number] for cells in self.cells], parting)

    def _sounding(self, word: QueryWord) -> set[int]:
        rows: set[int] = set()
        if word.key:
            # A word that is its own sound key has hit the names before.
            for column in [self._sounds] if word.key == word.text else [self._sounds, self._names]:
                rows |= column.with_word(word.key) if word.sound.endswith(b"~") else column.with_start(word.key)
        return rows

    @staticmethod
    def _holding(column: WordColumn, text: bytes) -> set[int]:
        return column.with_start(text) | column.with_rest(text)

    def _add_best(
        self, found: dict[int, int], words: tuple[QueryWord, ...], limit: int, hidden: Container[int]
    ) -> None:
        """Add the rows that `words` hit to `found`, at least all that are among the best `limit`."""
        for level, hits in _Walk(self, words, LEVELS, hidden).levels():
            best = LEVELS[level]
            sure = sum(rank < best for rank in found.values())
            for row, rank in hits:
                if rank < found.get(row, _NO_LEVEL):
                    found[row] = rank
                    sure += rank == best
                # Rows come in order, so that whatever is left of this rank stands behind.
                if sure >= limit:
                    return
            if sum(rank <= level for rank in found.values()) >= limit:
                return


class _Walk:
    """The way through the levels for some words: the rows on which their worst hit is on each level."""

    def __init__(
        self, index: WordIndex, words: tuple[QueryWord, ...], levels: Mapping[int, int], hidden: Container[int]
    ) -> None:
        """Go through `levels` for all `words`, past the rows that are `hidden`."""
        self._index, self._words, self._levels, self._hidden = index, words, levels, hidden
        self._leading = words[0]
        self._others: tuple[QueryWord, ...] = ()
        self._others_worst: dict[int, int] = {}
        self._done: set[int] = set()

    def levels(self) -> Iterator[tuple[int, Iterator[tuple[int, int]]]]:
        """Yield each level with its hits, row and rank, in order of row; the hits have to be taken in turn."""
        for level in self._levels:
            yield level, self._hits(level)

    def _hits(self, level: int) -> Iterator[tuple[int, int]]:
        if level <= STARTS:
            rows = self._index.with_names(self._words, level)
        elif len(self._words) == 1:
            rows = self._index.rows(self._leading, level)
        else:
            rows = self._where_all_hit(level)
        pieces = pieces_of(self._words, level)
        for row in _in_order(rows - self._done, self._hidden):
            self._done.add(row)
            yield row, rank_at(level, self._index.cells[row][0], pieces)

    def _where_all_hit(self, level: int) -> set[int]:
        """Return the rows that all words hit on `level` or a better one."""
        rows: set[int] = set()
        if not self._others:
            self._leading = self._index.leading(self._words)
            self._others = tuple(word for word in self._words if word is not self._leading)
            rows |= self._index.kept_rows(self._leading, STARTS)
        rows |= self._index.kept_rows(self._leading, level)
        self._look_at(rows - self._others_worst.keys())
        return {row for row, worst in self._others_worst.items() if worst <= level}

    def _look_at(self, rows: set[int]) -> None:
        """Note the worst level on which one of the other words hits each of `rows`; beyond all where one does not."""
        cells, names_only = self._index.cells, self._levels is NAME_LEVELS
        self._others_worst |= dict.fromkeys(rows, _NO_LEVEL)
        left = dict.fromkeys(rows, 0)
        for word in self._others:
            left = {
                row: level if level > worst else worst
                for row, worst in left.items()
                if (level := level_in(cells[row], word, names_only))
            }
        self._others_worst |= left


def _in_order(rows: set[int], hidden: Container[int]) -> Iterator[int]:
    """Yield `rows` but the `hidden` ones in order, at no more cost than for those that are taken."""
    heap = list(rows)
    heapify(heap)
    while heap:
        row = heappop(heap)
        if row not in hidden:
            yield row
