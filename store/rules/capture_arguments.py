"""What stands behind a token: the NAME of a new customer, `WHEN: WHAT`, a condition, an event."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace

from store.errors import NotUnderstoodError
from store.rules.capture_lookup import fold_word
from store.rules.capture_pieces import Piece
from store.rules.capture_tokens import WhoToken
from store.rules.capture_words import (
    CONDITION_WORDS,
    OCCASION_BEGINS,
    OCCASION_ENDS,
)
from store.sentences import _

_FEWEST_DIGITS, _MOST_DIGITS = 6, 15
_NUMBER_PART = re.compile(r"[+(]{0,2}\d[\d().\-–/]*")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]+")
_CONDITION_WORDS = frozenset(map(fold_word, CONDITION_WORDS.split()))
_OCCASION_BEGINS = frozenset(map(fold_word, OCCASION_BEGINS.split()))
_OCCASION_ENDS = frozenset(map(fold_word, OCCASION_ENDS.split()))
COLONS = (":", "：")


def read_name(words: Sequence[str]) -> WhoToken:
    """Return the new customer that NAME describes; phones and e-mail addresses in it become fields.

    A phone number is a run of 6 to 15 digits (ITU-T E.164 allows 15) over any number of words; `+`
    and a comma part two of them. Anything else stays in the name, a year or a house number too.
    """
    name: list[str] = []
    phones: list[str] = []
    emails: list[str] = []
    for part in _number_runs(words):
        digits = sum(map(str.isdecimal, part))
        if _is_number(part) and digits > _MOST_DIGITS:
            raise NotUnderstoodError(
                _("{number} is too long for one phone number. Put a comma between two.").format(number=part)
            )
        if _is_number(part) and digits >= _FEWEST_DIGITS:
            phones.append(part)
        elif _EMAIL.fullmatch(address := part.strip("<>(),;:")):
            emails.append(address)
        else:
            name.append(part)
    called = " ".join(name).strip(" ,;:-–")
    if not called.strip(string.punctuation):
        called = ""
    if not called and not phones and not emails:
        raise NotUnderstoodError(_("Write the name of the new customer, a phone number or an e-mail after it."))
    return WhoToken(text=" ".join(words), new=True, phones=tuple(phones), emails=tuple(emails), name=called)


def _number_runs(words: Sequence[str]) -> Iterator[str]:
    """The words, with the parts of each phone number joined by spaces."""
    run: list[str] = []
    for word in words:
        part = word.rstrip(",;")
        is_part = _NUMBER_PART.fullmatch(part) is not None
        if run and (not is_part or part.startswith("+")):
            yield " ".join(run)
            run = []
        if not is_part:
            yield word
            continue
        run.append(part)
        if part != word:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _is_number(part: str) -> bool:
    return all(_NUMBER_PART.fullmatch(word) for word in part.split())


def split_at_colon(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Return what stands before and after the first colon that is followed by a space or the end.

    The colon itself is left out. None where there is no such colon.
    """
    for index, piece in enumerate(pieces):
        if piece.text.endswith(COLONS):
            before = list(pieces[:index])
            if len(piece.text) > 1:
                before.append(replace(piece, text=piece.text[:-1]))
            return before, list(pieces[index + 1 :])
    return None


def split_condition(pieces: Sequence[Piece]) -> tuple[str, str]:
    """Return WHAT without its condition, and the condition: all from the first `if` on, in any of the languages.

    An `if` with nothing before or behind it, or with a backslash, is an ordinary word.
    """
    words = [piece.text for piece in pieces]
    for index, piece in enumerate(pieces[1:-1], start=1):
        if not piece.escaped and fold_word(piece.text) in _CONDITION_WORDS:
            return " ".join(words[:index]).rstrip(" ,;"), " ".join(words[index:])
    return " ".join(words), ""


def read_occasion(words: Sequence[str]) -> str:
    """Return the event that a follow-up waits for (`when frost`, `don olunca`, `서리 때`), empty for none."""
    if len(words) > 1 and fold_word(words[0]) in _OCCASION_BEGINS:
        return " ".join(words[1:])
    if len(words) > 1 and fold_word(words[-1]) in _OCCASION_ENDS:
        return " ".join(words[:-1])
    return ""
