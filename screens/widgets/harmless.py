"""What is drawn in a field, made harmless: the field holds text as people typed it, and draws it as it is."""

from __future__ import annotations

import unicodedata

from rich.segment import Segment
from textual.strip import Strip

# A letter carries no more marks than this where it is drawn.
_MOST_MARKS = 3
# More than any script puts on one; a field of one line takes no more of them.
_MOST_TYPED = 16


def harmless(strip: Strip, width: int) -> Strip:
    """Return `strip` without what a terminal would not draw as one counts it: controls, joiners, floods of marks.

    Args:
        strip: a line that is about to be drawn.
        width: in cells; what is left out is made up for at the end.
    """
    if all(segment.text.isascii() and segment.text.isprintable() for segment in strip):
        return strip
    marks = 0
    segments = []
    for segment in strip:
        kept = []
        for character in segment.text:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks <= _MOST_MARKS and character.isprintable() and not _changes_width(character):
                kept.append(character)
        segments.append(Segment("".join(kept), segment.style, segment.control))
    return Strip(segments).adjust_cell_length(width, segments[-1].style if segments else None)


def with_few_marks(line: str) -> str:
    """Return `line` with no more marks on a letter than `_MOST_TYPED`: what scrolls it takes minutes over thousands."""
    if line.isascii():
        return line
    marks = 0
    kept = []
    for character in line:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_TYPED:
            kept.append(character)
    return "".join(kept)


def _changes_width(character: str) -> bool:
    """Whether terminals disagree on how wide this makes its neighbours."""
    return character in "\u200d\ufe0e\ufe0f"
