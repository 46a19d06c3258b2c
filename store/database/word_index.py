"""The words of all customers' lines, laid out so that a keystroke touches only the lines that it can hit.

Gives the same ranks as `matching` does line by line, and stops as soon as the best hits are sure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import accumulate, islice

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
    level_in,
    pieces_of,
    rank_at,
)

# Beyond these a word is so frequent that going through the lines in order meets enough hits at once.
_MANY_WORDS = 400
_MANY_ROWS = 4000
_NO_LEVEL = 99


class Column:
    """One column of all lines as one text."""

    def __init__(self, cells: Sequence[bytes]) -> None:
        """Join `cells`, one a row."""
        self._text = b"\n".join(cells)
        self._starts = list(accumulate((len(cell) + 1 for cell in cells), initial=0))

    def rows(self, piece: bytes) -> Iterator[int]:
        """Yield the rows whose cell holds `piece`, in order; an empty piece is in none."""
        find, starts = self._text.find, self._starts
        at = find(piece) if piece else -1
        while at >= 0:
            row = bisect_right(starts, at) - 1
            yield row
            at = find(piece, starts[row + 1])


class WordColumn(Column):
    """A column of words, with the rows of each word."""

    def __init__(self, cells: Sequence[bytes], mark: bytes, parting: bytes) -> None:
        """Take the words out of `cells`: `mark` stands before each, the signs of `parting` between them."""
        super().__init__(cells)
        self._mark = mark
        self._rows: dict[bytes, list[int]] = defaultdict(list)
        to_space = bytes.maketrans(parting, b" " * len(parting))
        for row, cell in enumerate(cells):
            for word in set(cell.translate(to_space).split()):
                self._rows[word].append(row)
        self._words = sorted(self._rows)
        self._before = list(accumulate((len(self._rows[word]) for word in self._words), initial=0))
        self._all = b"\n".join([b"", *self._words, b""])

    def whole(self, word: bytes) -> Sequence[int]:
        """Return the rows that have `word`, in order."""
        return self._rows.get(word, ())

    def frequency(self, start: bytes) -> int:
        """Return about how many rows have a word that begins with `start`; a row counts for each such word."""
        low, high = self._range(start)
        return self._before[high] - self._before[low]

    def occurrences(self, part: bytes) -> int:
        """Return how many of all different words have `part` in them."""
        return self._all.count(part)

    def starting(self, starts: Sequence[bytes]) -> Iterable[int]:
        """Return the rows that have, for each of `starts`, a word beginning with it, in order."""
        if len(starts) == 1 and self.frequency(starts[0]) > _MANY_ROWS:
            return self.rows(self._mark + starts[0])
        found = [self._together(self._words[slice(*self._range(start))]) for start in starts]
        return sorted(set.intersection(*found))

    def containing(self, part: bytes) -> Iterable[int]:
        """Return the rows that have a word with `part` in it, in order."""
        found: list[bytes] = []
        rows = 0
        at = self._all.find(part)
        while at >= 0:
            end = self._all.index(b"\n", at)
            found.append(self._all[self._all.rindex(b"\n", 0, at) + 1 : end])
            rows += len(self._rows[found[-1]])
            if len(found) > _MANY_WORDS or rows > _MANY_ROWS:
                return self.rows(part)
            at = self._all.find(part, end)
        return sorted(self._together(found))

    def _range(self, start: bytes) -> tuple[int, int]:
        # 0xFF is in no UTF-8 text, and behind all of it.
        low = bisect_left(self._words, start)
        return low, bisect_left(self._words, start + b"\xff", low)

    def _together(self, words: Iterable[bytes]) -> set[int]:
        rows: set[int] = set()
        return rows.union(*[self._rows[word] for word in words])


class WordIndex:
    """The prepared lines of all customers, by row."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        """Prepare `lines`, each the keys of one customer, in the order in which equal ranks are to stand."""
        self.lines = lines
        columns = [*zip(*(line.split(b"\t") for line in lines), strict=True)] or [()] * 6
        self._names = WordColumn(columns[1], b" ", b"|/*")
        self._emails, self._phones = Column(columns[2]), Column(columns[3])
        self._others = WordColumn(columns[4], b",", b",")
        self._sounds = Column(columns[5])

    def best(self, query: Query, limit: int, hidden: Container[int]) -> dict[int, int]:
        """Return rows with their ranks, none of `hidden`: at least all that are among the best `limit`."""
        found: dict[int, int] = {}
        for rows, rank in (
            (self._emails.rows(query.address), WHOLE_ADDRESS),
            (self._phones.rows(query.address), WHOLE_ADDRESS),
            (self._phones.rows(query.digits), ADDRESS),
        ):
            for row in islice((row for row in rows if row not in hidden), limit):
                found.setdefault(row, rank)
        if query.words and self._add_best(found, query.words, limit, hidden) and query.latin:
            for row in self.together(query.latin, STARTS):
                if row not in hidden:
                    found[row] = min(found.get(row, SOUND), SOUND)
        return found

    def nearest(self, words: tuple[QueryWord, ...], hidden: Container[int]) -> dict[int, int]:
        """Return the rows, none of `hidden`, whose names `words` hit, with their ranks; only those of the best level."""
        found: dict[int, int] = {}
        for level, hits in _Walk(self, words, NAME_LEVELS, hidden).levels():
            found.update(hits)
            nearest = {row: rank for row, rank in found.items() if rank <= level}
            if nearest:
                return nearest
        return found

    def _add_best(
        self, found: dict[int, int], words: tuple[QueryWord, ...], limit: int, hidden: Container[int]
    ) -> bool:
        """Add the rows that `words` hit to `found`, and return whether they are all, not just the best `limit`."""
        for level, hits in _Walk(self, words, LEVELS, hidden).levels():
            best = LEVELS[level]
            sure = sum(rank < best for rank in found.values())
            for row, rank in hits:
                if rank < found.get(row, rank + 1):
                    found[row] = rank
                    sure += rank == best
                # Rows come in order, so that whatever is left of this rank stands behind.
                if sure >= limit:
                    return False
            if sum(rank <= level for rank in found.values()) >= limit:
                return False
        return True

    def rarest(self, words: Sequence[QueryWord]) -> QueryWord:
        """Return the one of `words` that leads to the fewest rows; a short one is inside of nearly everything."""
        candidates = [word for word in words if not word.is_short] or words
        if len(candidates) == 1:
            return candidates[0]
        return min(
            candidates,
            key=lambda word: self._names.occurrences(word.text) + self._others.frequency(word.text),
        )

    def perhaps(self, rows: Iterable[int], words: Sequence[QueryWord]) -> Iterable[int]:
        """Return those of `rows` that may hit all `words`; a cheap look, which leaves few to look at closely."""
        lines = self.lines
        for word in words:
            text, key, digits = word.text, word.key or word.text, word.digits or word.text
            rows = [row for row in rows if text in lines[row] or key in lines[row] or digits in lines[row]]
        return rows

    def rows(self, word: QueryWord, level: int) -> Iterable[int]:
        """Return the rows that `word` hits on `level`, in order, perhaps with some that it hits on a better one."""
        if level == WHOLE_WORDS:
            return self._names.whole(word.text)
        if level == STARTS:
            return self._names.starting([word.text])
        if level == ADDRESS:
            return merge(self._emails.rows(word.email), self._phones.rows(word.digits))
        if level == INSIDE:
            return self._names.containing(word.text)
        if level == SOUND:
            return merge(self._sounds.rows(word.sound), self._sounding(word.sound_in_name.lstrip(b" ")))
        return self._others.starting([word.text]) if word.is_short else self._others.containing(word.text)

    def _sounding(self, key: bytes) -> Iterable[int]:
        if key.endswith(b" "):
            return self._names.whole(key[:-1])
        return self._names.starting([key]) if key else ()


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
        for row in self._index.together(self._words, level):
            if row not in self._done and row not in self._hidden:
                self._done.add(row)
                yield row, rank_at(level, self._index.lines[row], pieces)

    def _anywhere(self, level: int) -> Iterator[tuple[int, int]]:
        for row in self._where_all_hit(level) if len(self._words) > 1 else self._index.rows(self._rarest, level):
            if row not in self._done and row not in self._hidden:
                self._done.add(row)
                yield row, level

    def _where_all_hit(self, level: int) -> list[int]:
        """Return the rows that all words hit on `level` or a better one, in order."""
        rows: set[int] = set()
        if not self._others:
            self._rarest = self._index.rarest(self._words)
            self._others = tuple(word for word in self._words if word is not self._rarest)
            rows.update(self._index.rows(self._rarest, STARTS))
        rows.update(self._index.rows(self._rarest, level))
        for row in self._index.perhaps(rows - self._others_worst.keys(), self._others):
            self._others_worst[row] = self._worst(row)
        return sorted(row for row, worst in self._others_worst.items() if worst <= level)

    def _worst(self, row: int) -> int:
        """Return the worst level on which one of the other words hits the row; beyond all where one does not."""
        worst = 0
        for word in self._others:
            level = level_in(self._index.lines[row], word, names_only=self._levels is NAME_LEVELS)
            if not level:
                return _NO_LEVEL
            worst = max(worst, level)
        return worst
