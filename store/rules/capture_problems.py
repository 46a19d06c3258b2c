"""What is wrong with a capture line, in sentences that say what to write instead."""

from __future__ import annotations

from dataclasses import replace

from store.rules.capture_lookup import Sign, meaning_word, nearest_word, words_beginning
from store.rules.capture_pieces import Piece
from store.rules.capture_tokens import Problem
from store.sentences import _

_LONGEST_SHOWN = 40
# Looking for the nearest word of each of a thousand wrong ones would make a pasted page slow to
# refuse.
_MOST_SUGGESTIONS = 10
# Nobody reads more sentences about one line; the last problem then reaches as far as the last one found.
_MOST_PROBLEMS = 50


class Problems:
    """The problems of one line, collected while it is read."""

    def __init__(self, line: str, language: str) -> None:
        """Start with none; `language` is the one that suggestions come from first."""
        self._line = line
        self._language = language
        self._found: list[Problem] = []
        self._suggestions = 0

    def found(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the line."""
        return tuple(sorted(self._found, key=lambda problem: (problem.start, problem.end)))

    def add(self, start: int, end: int, sentence: str, suggestion: str = "") -> None:
        """Keep a problem with what stands from `start` to `end`."""
        if self._has_room(end):
            self._found.append(Problem(start, end, sentence, suggestion))

    def shown(self, start: int, end: int) -> str:
        """Return what stands there as a sentence may show it: on one line, cut where it is long."""
        text = " ".join(self._line[start:end].split())
        return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"

    def unknown(self, piece: Piece) -> None:
        """Refuse a token word that is not known, or that begins several known ones."""
        sign = piece.sign
        if not sign or not self._has_room(piece.end):
            return
        typed = self.shown(piece.start, piece.end)
        if piece.meanings:
            choices = tuple(meaning_word(sign, one, self._language) for one in piece.meanings)
            sentence = _("{typed} can be {choices}. Write the one that you mean.").format(
                typed=typed, choices=", ".join(choices)
            )
            self.add(piece.start, piece.end, sentence, choices[0])
            return
        nearest = self._nearest(sign, piece.text)
        if nearest:
            sentence = _(
                "{typed} is not known. Did you mean {nearest}? A backslash before it keeps it as text."
            ).format(typed=typed, nearest=nearest)
        else:
            known = ", ".join(words_beginning(sign, "", self._language)[:10])
            sentence = _("{typed} is not known; {known} are. A backslash before it keeps it as text.").format(
                typed=typed, known=known
            )
        self.add(piece.start, piece.end, sentence, nearest)

    def twice(self, start: int, end: int, first: str) -> None:
        """Refuse a second token of a kind that can stand once; `first` is the one that stands already."""
        if not self._has_room(end):
            return
        second = self.shown(start, end)
        self.add(
            start,
            end,
            _(
                "{first} stands in the line already, so {second} cannot. Leave one out, or put a "
                "backslash before it to keep it as text."
            ).format(first=first, second=second),
        )

    def not_at_the_front(self, start: int, end: int) -> None:
        """Refuse a further customer behind the first word of the text."""
        if not self._has_room(end):
            return
        self.add(
            start,
            end,
            _(
                "Several customers stand together at the front. Move {who} there, or put a backslash "
                "before it to keep it as text."
            ).format(who=self.shown(start, end)),
        )

    def open_quote(self, piece: Piece) -> None:
        """Refuse a quotation mark that is never closed."""
        if not self._has_room(piece.end):
            return
        self.add(
            piece.start,
            piece.end,
            _("A quotation mark is still open. Close it, or put a backslash before it to keep it as text."),
        )

    def _has_room(self, end: int) -> bool:
        if len(self._found) < _MOST_PROBLEMS:
            return True
        last = self._found[-1]
        self._found[-1] = replace(last, end=max(last.end, end))
        return False

    def _nearest(self, sign: Sign, typed: str) -> str:
        self._suggestions += 1
        if self._suggestions > _MOST_SUGGESTIONS:
            return ""
        return nearest_word(sign, typed, self._language)
