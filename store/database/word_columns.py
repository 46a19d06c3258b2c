"""One column of all customers' lines, laid out so that a keystroke touches only the rows that it can hit."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, count, repeat
from operator import add

# Beyond these a piece is so frequent that going through the rows in order meets enough hits at once.
_MANY_WORDS = 400
_MANY_ROWS = 4000


class Column:
    """A column as one text, to be searched for any piece."""

    def __init__(self, cells: Sequence[bytes]) -> None:
        """Join `cells`, one a row."""
        self._text = b"\n".join(cells)
        self._ends = array("I", accumulate(len(cell) + 1 for cell in cells))

    def rows(self, piece: bytes) -> Iterator[int]:
        """Yield the rows whose cell holds `piece`, in order; an empty piece is in none."""
        find, ends = self._text.find, self._ends
        at = find(piece) if piece else -1
        while at >= 0:
            row = bisect_right(ends, at)
            yield row
            at = find(piece, ends[row])

    def all_rows(self, piece: bytes) -> set[int]:
        """Return the rows whose cell holds `piece`, sooner than one after the other; an empty piece is in none."""
        return set(_numbers(self._text, self._ends, piece))


class WordColumn(Column):
    """A column of words, with the rows of each word."""

    def __init__(self, cells: Sequence[bytes], mark: bytes, parting: bytes) -> None:
        """Take the words out of `cells`: `mark` stands before each, the signs of `parting` between them."""
        super().__init__(cells)
        self._mark = mark
        rows: dict[bytes, list[int]] = defaultdict(list)
        to_space = bytes.maketrans(parting, b" " * len(parting))
        for row, cell in enumerate(cells):
            for word in set(cell.translate(to_space).split()):
                rows[word].append(row)
        self._words = sorted(rows)
        self._word_ends = array("I", accumulate(len(word) + 1 for word in self._words))
        self._all = b"\n".join(self._words)
        # The rows of word 0, then those of word 1, …: those of neighbouring words are one slice.
        self._rows = array("I", chain.from_iterable(map(rows.__getitem__, self._words)))
        self._first = array("I", accumulate((len(rows[word]) for word in self._words), initial=0))

    def whole(self, word: bytes) -> Sequence[int]:
        """Return the rows that have `word`, in order."""
        at = bisect_left(self._words, word)
        return self._rows_of(at) if self._words[at : at + 1] == [word] else ()

    def starting(self, start: bytes) -> Iterable[int]:
        """Return the rows that have a word beginning with `start`, in order."""
        if self.frequency(start) > _MANY_ROWS:
            return self.rows(self._mark + start)
        return sorted(self.all_starting(start))

    def all_starting(self, start: bytes) -> set[int]:
        """Return the rows that have a word beginning with `start`."""
        low, high = self._range(start)
        return set(self._rows[self._first[low] : self._first[high]])

    def containing(self, part: bytes) -> Iterable[int]:
        """Return the rows that have a word with `part` in it, in order; an empty part is in none."""
        if part and self.occurrences(part) > _MANY_WORDS:
            return self.rows(part)
        return sorted(self.all_containing(part))

    def all_containing(self, part: bytes) -> set[int]:
        """Return the rows that have a word with `part` in it; an empty part is in none."""
        rows: set[int] = set()
        return rows.union(*map(self._rows_of, _numbers(self._all, self._word_ends, part)))

    def frequency(self, start: bytes) -> int:
        """Return how often a row has a word that begins with `start`."""
        low, high = self._range(start)
        return self._first[high] - self._first[low]

    def occurrences(self, part: bytes) -> int:
        """Return how often `part` is in one of the different words."""
        return self._all.count(part)

    def _range(self, start: bytes) -> tuple[int, int]:
        # 0xFF is in no UTF-8 text, and behind all of it.
        low = bisect_left(self._words, start)
        return low, bisect_left(self._words, start + b"\xff", low)

    def _rows_of(self, number: int) -> Sequence[int]:
        return self._rows[self._first[number] : self._first[number + 1]]


def _numbers(text: bytes, ends: Sequence[int], piece: bytes) -> Iterator[int]:
    """Yield, for each place where `text` has `piece`, the number of the part in which it is; `ends` are the parts'."""
    if not piece:
        return iter(())
    lengths = accumulate(map(len, text.split(piece)[:-1]))
    return map(bisect_right, repeat(ends), map(add, lengths, count(0, len(piece))))
