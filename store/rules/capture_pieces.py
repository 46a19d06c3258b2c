"""A capture line cut into its pieces: words and quoted stretches, each with what it is by itself.

A sign makes a token only at the start of a word and only before what can follow it, so that `1/2`,
`and/or`, `+90 532`, `!!`, `=)`, `*` and `#1234` are text. Signs of the width of Korean input
methods, `№`, and the quotation marks of all five languages are read as theirs. Whether a mark such
as `?` counts depends on what stands around it: that is for the reader to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from store.errors import NotUnderstoodError
from store.records.interaction import Mood
from store.records.text import clean_text
from store.rules.capture_lookup import Meaning, Sign, find_word
from store.sentences import _

Role = Literal[
    "text", "quote", "open_quote", "who", "word", "conversation", "tag", "when", "mood", "mark", "end"
]  # fmt: skip

PUNCTUATION = ",.;:!?，。；：！？、"
_WORD = re.compile(r"\S+")
_TAG_ENDS = PUNCTUATION + ")]}\"'”“»…）"
_CLOSERS = {
    opener: re.compile(f"[{closers}]")
    for opener, closers in {
        '"': '"”', "“": '”"', "”": '”"', "„": '“”"', "«": "»", "「": "」", "『": "』", "＂": '＂"',
    }.items()
}  # fmt: skip
_SIGNS = {"№": "#", "。": "."}
_MOUTHS: dict[str, Mood] = {")": "happy", "|": "neutral", "(": "upset"}
_FACES: dict[str, Mood] = {"🙂": "happy", "☺": "happy", "😐": "neutral", "🙁": "upset", "☹": "upset"}
_SMILEY = re.compile(r":-?(?:\)+|\(+|\|)")
_VARIATION_SELECTORS = str.maketrans("", "", "\ufe0e\ufe0f")
_LONGEST_SMILEY = 20
_ID = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line from `start` to `end`, in code points, and what it is by itself.

    `text` is the piece cleaned for the book: a token's without its sign, a quote's without its
    marks, an escaped word's without its backslash. `mark` is what a mark says (`;`, the Greek
    question mark, says `?`), `mood` is set for a mood, `meanings` for a token word: none if it is
    unknown, several if it begins several.
    """

    start: int
    end: int
    role: Role
    text: str
    sign: Literal["", Sign] = ""
    mark: Literal["", "<", ">", "?", "."] = ""
    quoted: bool = False
    escaped: bool = False
    mood: Mood = ""
    meanings: tuple[Meaning, ...] = ()

    @property
    def means(self) -> str:
        """The token in English (`+promise`, `@new`) where it is a known word, empty for everything else."""
        return self.sign + self.meanings[0].value if len(self.meanings) == 1 else ""


def split_line(line: str) -> list[Piece]:
    """Return the pieces of `line` in order; characters that may not enter the book (`records/text.py`) make none."""
    pieces: list[Piece] = []
    unclosed: set[str] = set()
    at = 0
    while (word := _WORD.search(line, at)) is not None:
        at = word.end()
        text = clean_text(word[0])
        if not text:
            continue
        quote = _quote(line, word, text, unclosed)
        if quote is None:
            pieces.append(_word(word.start(), at, text))
            continue
        pieces.append(quote)
        at = quote.end
        tail = None if quote.role == "open_quote" else _WORD.match(line, at)
        if tail is not None:
            at = tail.end()
            rest = clean_text(tail[0])
            if rest.strip(",.;:"):
                # Not at the start of a word, so never a token: in Korean the particle stands right
                # behind the quote.
                pieces.append(Piece(tail.start(), at, "text", rest))
            else:
                pieces[-1] = replace(quote, end=at)
    return pieces


def tidy(stretch: str) -> str:
    """Return a stretch of a line as the book keeps it: its words cleaned, with single spaces."""
    return " ".join(filter(None, map(clean_text, stretch.split())))


def escape_text(text: str) -> str:
    """Return a line that is read as nothing but `text`, on one line, whatever stands in it."""
    return " ".join("\\" + word for word in tidy(text).split())


def plain_word(word: str) -> str:
    """Return `word` as a line takes it for text wherever it stands behind closed tokens: with a backslash if needed."""
    pieces = split_line(word)
    is_plain = len(pieces) == 1 and pieces[0].role == "text" and pieces[0].text == word
    return word if is_plain else "\\" + word


def quote_text(text: str) -> str:
    """Return `text`, on one line, between quotation marks that a line reads as one stretch.

    Raises:
        NotUnderstoodError: nothing is in it, or every kind of quotation mark.
    """
    said = tidy(text)
    for opener, closer in ('""', "«»", "„“", "「」", "『』"):
        if said and not _CLOSERS[opener].search(said):
            return f"{opener}{said}{closer}"
    raise NotUnderstoodError(
        _("“{text}” cannot stand in quotation marks. Leave some of its own out.").format(text=said)
    )


def quote_end(text: str) -> int:
    """Return where the quoted stretch ends with which `text` begins, closing mark included; 0 where none begins."""
    closes = _CLOSERS[text[0]].search(text, 1) if text[:1] in _CLOSERS else None
    return closes.end() if closes is not None and tidy(text[1 : closes.start()]) else 0


def _quote(line: str, word: re.Match[str], text: str, unclosed: set[str]) -> Piece | None:
    sign = read_sign(text)
    role: Role = "who" if sign == "@" else "when" if sign == "*" else "quote"
    opener = text[0 if role == "quote" else 1 :][:1]
    opens = word[0].find(opener) + word.start()
    if opener not in _CLOSERS or opens < word.start():
        return None
    closes = None if opener in unclosed else _CLOSERS[opener].search(line, opens + 1)
    if closes is None:
        # No later one closes either; looking again for each would take time with the square of the
        # line.
        unclosed.add(opener)
        return Piece(word.start(), word.end(), "open_quote", text)
    said = tidy(line[opens + 1 : closes.start()])
    if not said:
        tail = _WORD.match(line, closes.end())
        end = closes.end() if tail is None else tail.end()
        return Piece(word.start(), end, "text", tidy(line[word.start() : end]))
    return Piece(word.start(), closes.end(), role, said, quoted=True)


def _word(start: int, end: int, text: str) -> Piece:
    if text[0].isalnum():
        return Piece(start, end, "text", text)
    sign, rest = read_sign(text), text[1:]
    if not rest:
        return _lone_sign(start, end, text, sign)
    if sign == "\\":
        return Piece(start, end, "text", rest, escaped=True)
    if (token := _token(start, end, sign, rest)) is not None:
        return token
    mood = _mood(text)
    return Piece(start, end, "mood" if mood else "text", text, mood=mood)


def _lone_sign(start: int, end: int, text: str, sign: str) -> Piece:
    match sign:
        case "<" | ">" | "?" | ".":
            return Piece(start, end, "mark", text, mark=sign)
        case ";":
            return Piece(start, end, "end", text, mark="?")
    mood = _mood(text)
    return Piece(start, end, "mood" if mood else "text", text, mood=mood)


def _token(start: int, end: int, sign: str, rest: str) -> Piece | None:
    match sign:
        case "@" if any(map(str.isalnum, rest)):
            who = rest.rstrip(",:;，：；、")
            return Piece(start, end, "who", who, sign, meanings=find_word(sign, who))
        case "#" if rest[0].isalpha():
            return Piece(start, end, "tag", rest.rstrip(_TAG_ENDS))
        case "*" if rest[0].isalnum():
            return Piece(start, end, "when", rest)
        case "=" if _ID.fullmatch(rest.rstrip(PUNCTUATION)):
            return Piece(start, end, "conversation", rest.rstrip(PUNCTUATION))
        case "/" | "!" | "+" | "=":
            word = rest.rstrip(PUNCTUATION)
            meanings = find_word(sign, rest) or (() if word == rest else find_word(sign, word))
            if meanings or rest[0].isalpha():
                return Piece(start, end, "word", rest, sign, meanings=meanings)
    return None


def read_sign(word: str) -> str:
    """Return the first character of `word` as the sign it is read as: wide ones as the usual, `№` as `#`."""
    first = word[0]
    if first.isascii():
        return first
    return _SIGNS.get(first) or unicodedata.normalize("NFKC", first)


def _mood(text: str) -> Mood:
    plain = text.translate(_VARIATION_SELECTORS)
    if len(plain) > _LONGEST_SMILEY:
        return ""
    plain = unicodedata.normalize("NFKC", plain)
    return _MOUTHS[plain[-1]] if _SMILEY.fullmatch(plain) else _FACES.get(plain, "")
