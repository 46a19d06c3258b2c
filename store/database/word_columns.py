"""One column of all customers' lines, laid out so that a keystroke touches only the rows that it can hit."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, count, repeat
from operator import add


class Column:
    """A column as one text, to be searched for any piece."""

    def __init__(self, cells: Sequence[bytes]) -> None:
        """Join `cells`, one a row."""
        self._text = b"\n".join(cells)
        self._ends = array("I", accumulate(len(cell) + 1 for cell in cells))

    def with_piece(self, piece: bytes) -> set[int]:
        """Return the rows whose cell holds `piece`; an empty piece is in none."""
        return set(_parts_with(piece, self._text, self._ends))


class WordColumn(Column):
    """A column of words, with the rows of each word."""

    def __init__(self, cells: Sequence[bytes], parting: bytes) -> None:
        """Take the words out of `cells`: they stand between spaces and the signs of `parting`."""
        super().__init__(cells)
        rows: dict[bytes, list[int]] = defaultdict(list)
        to_space = bytes.maketrans(parting, b" " * len(parting))
        row = 0
        for word in self._text.translate(to_space).replace(b"\n", b" \n\0 ").split():
            if word == b"\0":
                row += 1
            else:
                rows[word].append(row)
        self._words = sorted(rows)
        self._all_words = b"\n".join(self._words)
        self._word_ends = array("I", accumulate(len(word) + 1 for word in self._words))
        # The rows of word 0, then those of word 1, …: the rows of neighbouring words are one slice.
        self._rows = array("I", chain.from_iterable(map(rows.__getitem__, self._words)))
        self._first = array("I", accumulate(map(len, map(rows.__getitem__, self._words)), initial=0))

    def with_word(self, word: bytes) -> set[int]:
        """Return the rows that have `word`."""
        at = bisect_left(self._words, word)
        return set(self._rows_of(at)) if self._words[at : at + 1] == [word] else set()

    def with_start(self, start: bytes) -> set[int]:
        """Return the rows that have a word beginning with `start`."""
        low, high = self._beginning_with(start)
        return set(self._rows[self._first[low] : self._first[high]])

    def with_rest(self, part: bytes) -> set[int]:
        """Return the rows that have a word with `part` behind its start; an empty part is in none."""
        low, high = self._beginning_with(part)
        before = self._word_ends[low - 1] if low else 0
        after = self._word_ends[high - 1] if high else 0
        words = chain(
            _parts_with(part, self._all_words[:before], self._word_ends),
            _parts_with(part, self._all_words[after:], self._word_ends, after),
        )
        rows: set[int] = set()
        return rows.union(*map(self._rows_of, words))

    def frequency(self, start: bytes) -> int:
        """Return how often a row has a word that begins with `start`."""
        low, high = self._beginning_with(start)
        return self._first[high] - self._first[low]

    def _beginning_with(self, start: bytes) -> tuple[int, int]:
        # 0xFF is in no UTF-8 text, and behind all of it.
        low = bisect_left(self._words, start)
        return low, bisect_left(self._words, start + b"\xff", low)

    def _rows_of(self, number: int) -> Sequence[int]:
        return self._rows[self._first[number] : self._first[number + 1]]


def _parts_with(piece: bytes, text: bytes, ends: Sequence[int], offset: int = 0) -> Iterator[int]:
    """Yield, for each place where `text` has `piece`, the number of the part of it; an empty piece is nowhere.

    `ends` are where the parts end, counted from `offset` before `text`. Without a loop of its own, since a piece of two
    letters is in ten thousand places.
    """
    if not piece:
        return iter(())
    lengths = accumulate(map(len, text.split(piece)), initial=offset)
    places = list(map(add, lengths, count(0, len(piece))))[1:-1]
    return map(bisect_right, repeat(ends), places)
