"""A folded text cut into tokens: figures, dates and hours in figures, and the words of one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.rules.when_words.lexicon import Atom, Lexicon, Token

# Everyday phrases have up to eight parts; a text with more is no time.
MOST_TOKENS = 14

# Hundredths that people write of an hour; 17.30 ч. is an hour of the day.
_FRACTIONS = frozenset({25, 50, 75})

_LETTER = r"[^\W\d_]"
_FIGURES = re.compile(
    rf"""
    (?P<year_first>(\d{{4}})(?P<mark>[-./])[ ]?(\d{{1,2}})(?P=mark)[ ]?(\d{{1,2}})[.]?(?!\d))
  | (?P<day_first>(\d{{1,2}})(?P<sign>[-./])(\d{{1,2}})(?P=sign)(\d{{4}}|\d{{1,2}})[.]?(?!\d))
  | (?P<clock>(\d{{1,2}}):(\d\d)(?::(\d\d))?(?![\d:]))
  | (?P<hours>(\d{{1,3}})h(\d\d)(?:m|min)?(?!{_LETTER}|\d))
  | (?P<pair>(\d{{1,2}})(?P<point>[./])(\d{{1,2}})(?P<stop>[.]?)(?![./]?\d))
  | (?P<decimal>(\d{{1,3}}),(\d{{1,2}})(?![.,]?\d))
  | (?P<number>(\d{{1,6}})(?P<glue>[-.]?(?={_LETTER}))?(?!\d|[-/:,.]\d))
  | (?P<word>{_LETTER}+(?:\.{_LETTER}+)*)
  | (?P<gap>[\s,.()]+|-(?!\d))
    """,
    re.VERBOSE,
)


def tokens(text: str, lexicon: Lexicon) -> list[Token] | None:
    """The tokens of a folded text without its filler words; None if anything in it is no word of this language."""
    for pattern, meant in lexicon.respelled:
        text = re.sub(pattern, meant, text)
    try:
        found = list(_tokens(text, lexicon))
    except _UnknownError:
        return None
    kept = [token for token in found if any(atom.kind != "fill" for atom in token)]
    return kept if len(kept) <= MOST_TOKENS else None


def words_of(text: str) -> list[str]:
    """The words of a folded text, without its figures; an empty list if it holds anything but words and figures."""
    try:
        return [piece for piece, _glued in _pieces(text) if isinstance(piece, str)]
    except _UnknownError:
        return []


class _UnknownError(Exception):
    """A character or a word that has no place in a time."""


def _tokens(text: str, lexicon: Lexicon, *, expand: bool = True) -> Iterator[Token]:
    pieces = [
        (part, glued)
        for piece, glued in _pieces(text)
        for part in (_syllables(piece, lexicon) if isinstance(piece, str) else [piece])
    ]
    position = 0
    while position < len(pieces):
        piece, _glued = pieces[position]
        if not isinstance(piece, str):
            following, glued = pieces[position + 1] if position + 1 < len(pieces) else ("", False)
            mark = lexicon.glued.get(following) if glued and isinstance(following, str) else None
            yield piece if mark is None else _marked(piece, mark)
            position += 1 if mark is None else 2
            continue
        key, length = _longest(pieces, position, lexicon)
        if key in lexicon.macros and expand:
            yield from _tokens(lexicon.macros[key], lexicon, expand=False)
        else:
            yield lexicon.words[key]
        position += length


def _marked(figure: Token, mark: str) -> Token:
    """A figure with its ending: 5th and 5'inci are days of a month, 5'te is an hour, 5'e could be either."""
    kinds = {
        "hour_mark": {"number": "hour", "dotted": "dotted_hour"},
        "ordinal_mark": {"number": "ordinal"},
    }.get(mark, {})
    return tuple(atom._replace(kind=kinds.get(atom.kind, atom.kind)) for atom in figure)


def _longest(pieces: list[tuple[Token | str, bool]], position: int, lexicon: Lexicon) -> tuple[str, int]:
    """The longest known run of words that begins here, with its length in words."""
    run: list[str] = []
    for piece, _glued in pieces[position : position + lexicon.longest]:
        if not isinstance(piece, str):
            break
        run.append(piece)
    for length in range(len(run), 0, -1):
        key = " ".join(run[:length])
        if key in lexicon.words or key in lexicon.macros:
            return key, length
    raise _UnknownError


def _syllables(word: str, lexicon: Lexicon) -> list[str]:
    """A Korean word with its particles and neighbours, cut into known ones; any other word as it is."""
    if lexicon.language != "ko":
        return [word]
    parts = _cut(word, lexicon)
    if parts is None:
        raise _UnknownError
    return parts


def _cut(word: str, lexicon: Lexicon) -> list[str] | None:
    """The word as a row of known ones, the longest first where there is a choice; None if there is no such row."""
    rows: list[list[str] | None] = [None] * len(word) + [[]]
    for start in reversed(range(len(word))):
        for end in range(len(word), start, -1):
            part, rest = word[start:end], rows[end]
            if rest is not None and (part in lexicon.words or part in lexicon.macros):
                rows[start] = [part, *rest]
                break
    return rows[0]


def _pieces(text: str) -> Iterator[tuple[Token | str, bool]]:
    """Words as text and figures as tokens, each with whether it stands right behind a figure."""
    position, after_figure = 0, False
    while position < len(text):
        match = _FIGURES.match(text, position)
        if match is None:
            raise _UnknownError
        position = match.end()
        kind = match.lastgroup
        if kind == "word":
            yield match.group().replace(".", ""), after_figure
        elif kind != "gap":
            yield _figure(match), after_figure
        after_figure = kind not in {"word", "gap"}


def _figure(match: re.Match[str]) -> Token:
    figures = re.findall(r"\d+", match.group())
    numbers = tuple(int(figure) for figure in figures)
    typed = match.group().rstrip("-.")
    if match["number"]:
        return (_number(figures[0]),)
    if match["clock"]:
        return (Atom("clock", len(figures[0]), numbers=numbers),)
    if match["hours"]:
        return (Atom("hours", numbers=numbers),)
    if match["decimal"]:
        return (_decimal(figures),)
    if match["pair"] is None or match["point"] == "/" or match["stop"]:
        return (Atom("date", name=typed, numbers=numbers),)
    date = Atom("date", name=typed, numbers=numbers)
    fraction = (_decimal(figures),) if len(figures[1]) == 1 or numbers[1] in _FRACTIONS else ()
    if len(figures[1]) == 2:
        return (date, Atom("dotted", len(figures[0]), name=typed, numbers=numbers), *fraction)
    return (date, *fraction)


def _number(figure: str) -> Atom:
    if len(figure) == 4 and 1900 <= int(figure) <= 2199:
        return Atom("year", int(figure))
    return Atom("number", int(figure), name=figure)


def _decimal(figures: list[str]) -> Atom:
    """A number with a fraction, in hundredths."""
    return Atom("decimal", int(figures[0]) * 100 + int(figures[1].ljust(2, "0")))
