"""Texts in which several things stand: lines, blocks and pairs, with labels and names, and how they are parted.

A label stands before a colon: `home: 0532 123 45 67`. One that would not be taken for a label (long, or with figures)
stands in quotes, and a colon at the beginning says that there is none. The name in a pair stands before an =, in quotes
where it holds one itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from store.errors import NotUnderstoodError
from store.records.text import clean_line, clean_text
from store.sentences import _

One = TypeVar("One")

_SHOWN = 60
_LABEL_LENGTH = 20
_QUOTED_LABEL = re.compile(r'"((?:[^"]|"")+)"\s*:\s*(.*)', re.DOTALL)
_QUOTED_KEY = re.compile(r'"((?:[^"]|"")+)"\s*=(.*)', re.DOTALL)


class NotAPairError(NotUnderstoodError):
    """What should be KEY=VALUE is not; `text` is what was written."""

    def __init__(self, text: str) -> None:
        """Say what it should look like."""
        super().__init__(
            _("“{text}” cannot be read. Write a name, = and a value, such as size = 38.").format(text=text[:_SHOWN])
        )
        self.text = text


def read_each(
    pieces: Iterable[str], read: Callable[[str], One], write: Callable[[One], str], former: Sequence[One]
) -> tuple[One, ...]:
    """Return what the pieces say, each once; one that stands there as it was written is what it was, whatever it holds.

    Args:
        pieces: of a text: its lines, its blocks, its pairs.
        read: reads one of them.
        write: writes one.
        former: what was written before.

    Raises:
        NotUnderstoodError: one of them cannot be read.
    """
    known = {clean_line(write(one)): one for one in former}
    found: list[One] = []
    for piece in pieces:
        plain = clean_line(piece)
        one = known[plain] if plain in known else read(piece)
        if one not in found:
            found.append(one)
    return tuple(found)


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` on which something stands."""
    return [line.strip() for line in clean_text(text).split("\n") if line.strip()]


def blocks_of(text: str) -> list[str]:
    """Return what is parted by empty lines in `text`."""
    return [block.strip("\n") for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", clean_text(text)) if block.strip()]


def pairs_of(text: str) -> list[str]:
    """Return the pairs in `text`, one a line; a line that begins with a space goes on with the one above."""
    pairs: list[str] = []
    for line in clean_text(text).split("\n"):
        if pairs and line[:1] == " ":
            pairs[-1] += "\n" + line.removeprefix(" ").removeprefix(" ")
        elif line.strip():
            pairs.append(line)
    return pairs


def read_pair(text: str) -> tuple[str, str]:
    """Return the name and the value of `shoe size = 38`.

    Raises:
        NotAPairError: there is no = in it, or nothing on one of its sides.
    """
    plain = clean_text(text).strip()
    quoted = _QUOTED_KEY.fullmatch(plain)
    if quoted is not None:
        key, value = quoted[1].replace('""', '"'), quoted[2]
    else:
        key, _equals, value = plain.partition("=")
    if not key.strip() or not value.strip():
        raise NotAPairError(plain)
    return clean_line(key), value.strip()


def write_pair(key: str, value: str) -> str:
    """Return the text that `read_pair` reads back to `key` and `value`."""
    key, value = clean_line(key), clean_text(value).strip()
    quoted = key.replace('"', '""')
    return first_that_reads([f"{key} = {value}", f'"{quoted}" = {value}'], read_pair, (key, value))


def read_pairs(text: str, former: Mapping[str, str]) -> dict[str, str]:
    """Return the pairs in `text`; one that stands there as it was written is what it was.

    Raises:
        NotAPairError: a line is none.
    """
    return dict(read_each(pairs_of(text), read_pair, lambda pair: write_pair(*pair), tuple(former.items())))


def write_pairs(pairs: Mapping[str, str]) -> str:
    """Return the text that `read_pairs` reads back to `pairs`."""
    return "\n".join(write_pair(key, value).replace("\n", "\n  ") for key, value in pairs.items())


def part_label(text: str) -> tuple[str, str]:
    """Return the label at the beginning of `text`, empty where there is none, and what follows it."""
    quoted = _QUOTED_LABEL.fullmatch(text)
    if quoted is not None:
        return clean_line(quoted[1].replace('""', '"')), quoted[2].strip()
    if text.startswith(":"):
        return "", text[1:].strip()
    label, colon, value = text.partition(":")
    if colon and value.strip() and not value.startswith("//") and _can_be_label(label):
        return clean_line(label), value.strip()
    return "", text.strip()


def with_label(label: str, value: str) -> list[str]:
    """Return two ways to write a value with its label: plainly, and so that nothing else can be meant."""
    if label:
        quoted = label.replace('"', '""')
        return [f"{label}: {value}", f'"{quoted}": {value}']
    return [value, f": {value}"]


def first_that_reads(candidates: Sequence[str], read: Callable[[str], One], wanted: One) -> str:
    """Return the first of several ways to write something that reads back to it, else the last."""
    for text in candidates[:-1]:
        try:
            if read(text) == wanted:
                return text
        except NotUnderstoodError:
            continue
    return candidates[-1]


def _can_be_label(text: str) -> bool:
    return (
        bool(text.strip()) and len(text) <= _LABEL_LENGTH and not any(one.isdecimal() or one in "@;\n" for one in text)
    )
