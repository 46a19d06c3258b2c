"""The words of interactions, folded once and kept in a disposable file beside each year.

A line is `interaction⇥customer⇥ words`, with a space before the first word, so that the start of a word is one plain
search.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from itertools import islice

from store.database.folding import fold

# Small enough to stay in the processor's cache while it is searched for every word.
_CHUNK = 1 << 16
_SAMPLE = 4_000


def history_line(interaction: int, customer: int, text: str) -> bytes:
    """Return the line of the interaction with that id, its line end included: its customer's id and `text`, folded."""
    return b"%d\t%d\t %b\n" % (interaction, customer, fold(text).encode())


def search_history(buffer: mmap.mmap | bytes, query: str, limit: int) -> list[tuple[int, int]]:
    """Return the first `limit` pairs of `history_hits`."""
    return list(islice(history_hits(buffer, query), max(0, limit)))


def history_hits(buffer: mmap.mmap | bytes, query: str) -> Iterator[tuple[int, int]]:
    """Give the pairs of interaction and customer whose text holds every word of `query`, the last first.

    A word is found anywhere in the text, a number only at the start of a word. `buffer` holds lines of `history_line`;
    what follows the last line end is still being written and is left out. Nothing is found for a query without a
    letter or digit. Looks no further than it is asked for.
    """
    pieces = sorted(map(_piece, dict.fromkeys(fold(query).split())), key=len, reverse=True)
    end = buffer.rfind(b"\n") + 1
    while pieces and end:
        start = buffer.rfind(b"\n", 0, max(0, end - _CHUNK)) + 1
        chunk = buffer[start:end]
        if all(piece in chunk for piece in pieces):
            yield from _in_chunk(chunk, pieces)
        end = start


def _piece(word: str) -> bytes:
    # Ids stand in every line: a number is looked for behind a space, which only the text has.
    return b" %b" % word.encode() if word.isdecimal() else word.encode()


def _in_chunk(chunk: bytes, pieces: list[bytes]) -> Iterator[tuple[int, int]]:
    rarest = min(pieces, key=lambda piece: chunk.count(piece, 0, _SAMPLE))
    end = len(chunk)
    while (at := chunk.rfind(rarest, 0, end)) >= 0:
        end = chunk.rfind(b"\n", 0, at) + 1
        line = chunk[end : chunk.index(b"\n", at)]
        if all(piece in line for piece in pieces):
            interaction, customer, _ = line.split(b"\t", 2)
            yield int(interaction), int(customer)
