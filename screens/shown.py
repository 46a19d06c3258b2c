"""Text from people, as it may be drawn: on one line, in so many cells, and harmless to the terminal.

What enters the book is cleaned where it enters; this cleans again where it is drawn, so that a book written by
another program, or by hand, cannot move the cursor, write the clipboard or turn a line round.
"""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, set_cell_size

from screens.marks import ELLIPSIS
from store.records.text import clean_text

# A letter may carry any number of marks that take no room: no more code points than this are drawn for a cell.
_CODE_POINTS_PER_CELL = 4
_DOTTED_CIRCLE = "◌"
# Joiners and variation selectors change how wide a terminal draws their neighbours, each terminal in its own way.
_JOINERS = dict.fromkeys(map(ord, "\u200d\ufe0e\ufe0f"))


def shown(text: str, width: int) -> str:
    """Return `text` cleaned, on one line, and in at most `width` cells; what was cut off leaves an ellipsis.

    Args:
        text: anything, of any length.
        width: in terminal cells, 0 or more.
    """
    if width <= 0:
        return ""
    longest = width * _CODE_POINTS_PER_CELL
    line = one_line(text[: longest * 2])
    if len(line) <= longest and cell_len(line) <= width:
        return line if len(text) <= longest * 2 else _cut(line, width)
    return _cut(line[:longest], width)


def one_line(text: str) -> str:
    """Return `text` cleaned, with single spaces for line breaks, tabs and other white space.

    A mark that combines with a letter before it gets a dotted circle to stand on where it comes first, so that it
    does not land on what is drawn to its left.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    line = " ".join(clean_text(text).translate(_JOINERS).split())
    if line and unicodedata.combining(line[0]):
        return _DOTTED_CIRCLE + line
    return line


def fitted(text: str, width: int) -> str:
    """Return `text` as `shown`, filled up with spaces to exactly `width` cells."""
    line = shown(text, width)
    return line + " " * (width - cell_len(line))


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """Return `text` cleaned and broken between words into lines of at most `width` cells; its own line breaks stay.

    Args:
        text: anything, of any length.
        width: in terminal cells, 1 or more.
        most: how many lines at most, the last one ending in an ellipsis; 0 for all of them.
    """
    lines: list[str] = []
    for paragraph in clean_text(text).split("\n"):
        lines += _broken(one_line(paragraph), width)
        if most and len(lines) > most:
            break
    while lines and not lines[-1]:
        lines.pop()
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}", width)]
    return lines


def _broken(line: str, width: int) -> list[str]:
    lines: list[str] = []
    begun = ""
    room = width
    for word in line.split(" "):
        size = cell_len(word)
        if begun and size + 1 <= room:
            begun += " " + word
            room -= size + 1
            continue
        if begun:
            lines.append(begun)
        if size > width:
            *whole, word = _pieces(word, width)
            lines += whole
        begun, room = word, width - cell_len(word)
    return [*lines, begun]


def _pieces(word: str, width: int) -> list[str]:
    """Part a word that is wider than a line; every piece has a character at least, however narrow the line."""
    pieces: list[str] = []
    start = size = 0
    for index, character in enumerate(word):
        cells = cell_len(character)
        if index > start and (size + cells > width or index - start >= width * _CODE_POINTS_PER_CELL):
            pieces.append(word[start:index])
            start, size = index, 0
        size += cells
    return [*pieces, word[start:]]


def _cut(line: str, width: int) -> str:
    if cell_len(line) < width:
        return line + ELLIPSIS
    return set_cell_size(line, width - 1).rstrip() + ELLIPSIS
