"""A reply broken into lines for the width of the screen, each piece knowing what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len

from screens.composition import ReplyPiece
from screens.placeholder_words import placeholder_words
from store.records.text import clean_text

RunLook = Literal["plain", "value", "gap", "asked"]
# Joiners and variation selectors change how wide a terminal draws their neighbours, each terminal in its own way.
_NOT_DRAWN = dict.fromkeys(map(ord, "\u200c\u200d\ufe0e\ufe0f"))


class Run(NamedTuple):
    """Text in one look."""

    text: str
    look: RunLook


class ReplyLine(NamedTuple):
    """One line of a reply as it is drawn, and the parts of which something stands in it."""

    runs: tuple[Run, ...]
    parts: frozenset[int]

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(run.text for run in self.runs)


def reply_lines(pieces: Sequence[ReplyPiece], width: int, asked: str = "") -> list[ReplyLine]:
    """Return a reply in lines of at most `width` cells.

    Args:
        pieces: what it consists of.
        width: in cells, 1 or more.
        asked: the name of the placeholder that is being asked for.
    """
    runs = [_run_of(piece, asked) for piece in pieces]
    text = "".join(run.text for run in runs)
    ends: list[int] = []
    at = 0
    for run in runs:
        at += len(run.text)
        ends.append(at)
    lines: list[ReplyLine] = []
    index = 0
    for start, end in _spans(text, max(1, width)):
        while index < len(runs) - 1 and ends[index] <= start:
            index += 1
        found, upto = _line_runs(runs, ends, index, start, end)
        parts = frozenset(piece.part for piece in pieces[index : upto + 1])
        lines.append(ReplyLine(tuple(found), parts))
    return lines


def _run_of(piece: ReplyPiece, asked: str) -> Run:
    if piece.is_missing:
        name = f"[{placeholder_words(piece.placeholder)}]"
        return Run(_drawn(name).replace("\n", " "), "asked" if piece.placeholder == asked else "gap")
    return Run(_drawn(piece.text), "value" if piece.placeholder else "plain")


def _line_runs(runs: Sequence[Run], ends: Sequence[int], index: int, start: int, end: int) -> tuple[list[Run], int]:
    """Return what stands between two places, run by run, and the index of the last of them."""
    found: list[Run] = []
    last = index
    while index < len(runs) and start < end:
        upto = min(end, ends[index])
        begin = ends[index] - len(runs[index].text)
        text = runs[index].text[start - begin : upto - begin]
        if text:
            found.append(Run(text, runs[index].look))
            last = index
        start = upto
        index += 1
    return found, last


def _drawn(text: str) -> str:
    return clean_text(text).replace("\t", " ").translate(_NOT_DRAWN)


def _spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Give where each line begins and ends; a paragraph without words is a line without any."""
    at = 0
    for paragraph in text.split("\n"):
        yield from _spans_in(paragraph, at, width)
        at += len(paragraph) + 1


def _spans_in(paragraph: str, at: int, width: int) -> Iterator[tuple[int, int]]:
    """Give the lines of one paragraph, broken between words, and inside one that is wider than a line."""
    start = place = 0
    end = 0  # behind the last word that has room
    used = 0
    for word in paragraph.split(" "):
        size = cell_len(word)
        space = 1 if end > start or place > start else 0
        if used + space + size > width and end > start:
            yield at + start, at + end
            start = end = place
            used = space = 0
        while size > width:
            cut = _cut(word, width)
            yield at + place, at + place + cut
            word, place = word[cut:], place + cut
            start = end = place
            size = cell_len(word)
        used += space + size
        end = place + len(word)
        place = end + 1
    yield at + start, at + end


def _cut(word: str, width: int) -> int:
    """Return how many characters of a word have room in a line; one at least."""
    used = 0
    for number, character in enumerate(word):
        used += cell_len(character)
        if used > width:
            return max(1, number)
    return len(word)
