"""The place up to which a capture line is read: how far arguments go, and which marks count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from store.errors import NotUnderstoodError
from store.rules.capture_marks import (
    behind_closing,
    end_of_text,
    is_number,
    last_words,
)
from store.rules.capture_pieces import Piece, split_line
from store.rules.capture_times import (
    MOST_WORDS,
    LeadingWhen,
    read_leading_when,
    read_moved,
    read_time,
)
from store.rules.when import WhenContext
from store.sentences import _


class LineCursor:
    """The pieces of one line, and `at`, the index of the next one.

    `text_seen` says whether a word of the text went by, which ends the front of the line.
    """

    def __init__(self, line: str, dues: WhenContext, past: WhenContext) -> None:
        """Stand before the first piece; `dues` and `past` say how a `+moved` and a `*` are read."""
        self.pieces = split_line(line)
        self.at = 0
        self.text_seen = False
        self._dues = dues
        self._past = past
        self._behind_what = -1
        self._leading: dict[str, tuple[int, LeadingWhen | NotUnderstoodError]] = {}
        self._last_words: frozenset[int] | None = None

    @property
    def end(self) -> int:
        """Where the last piece that was read ends, in code points."""
        return self.pieces[self.at - 1].end

    def next(self) -> Piece | None:
        """Return the next piece, and go behind it; None at the end."""
        if self.at == len(self.pieces):
            return None
        self.at += 1
        return self.pieces[self.at - 1]

    def close(self) -> None:
        """Go behind a ` ; ` that closes the token just read."""
        self.at = behind_closing(self.pieces, self.at)

    def counts_as_text(self) -> bool:
        """Whether the piece just read is text: a word, or a mark where marks do not count."""
        piece = self.pieces[self.at - 1]
        return piece.role == "text" or (piece.mark != "" and not self._counts(self.at - 1))

    def cut_a_what_short(self) -> bool:
        """Whether the piece just read ended a WHAT that was not closed."""
        return self.at - 1 == self._behind_what

    def take_name(self) -> list[str]:
        """Return the words of the NAME that begins here: to the next token, or one quoted stretch."""
        if self.at < len(self.pieces) and self.pieces[self.at].role == "quote":
            self.at += 1
            return [self.pieces[self.at - 1].text]
        words = []
        while self.at < len(self.pieces):
            piece = self.pieces[self.at]
            if piece.role != "text" and (piece.role != "mark" or self._counts(self.at)):
                break
            words.append(piece.text)
            self.at += 1
        return words

    def take_what(self) -> list[Piece]:
        """Return the pieces of the `WHEN: WHAT` that begins here; marks in it are its own."""
        begins = self.at
        while self.at < len(self.pieces) and self._is_what(self.at):
            self.at += 1
        self._behind_what = self.at
        return self.pieces[begins : self.at]

    def take_number(self) -> int | None:
        """Return the id of the promise or follow-up that stands here, None where none does."""
        if self.at == len(self.pieces) or not is_number(self.pieces[self.at]):
            return None
        self.at += 1
        return int(self.pieces[self.at - 1].text.rstrip(",.;:"))

    def take_when(self) -> LeadingWhen:
        """Return the time of the `*` or `+moved` just read, the first of its kind.

        Raises:
            NotUnderstoodError: there is none; the cursor stands behind the word that is no time.
            AmbiguousError: it can be read in several ways.
        """
        token = self.pieces[self.at - 1]
        read = self._leading_when(self.at - 1)
        if isinstance(read, NotUnderstoodError):
            if token.role == "word" and self.at < len(self.pieces) and is_word(self.pieces[self.at]):
                self.at += 1
            raise read
        self.at += read.count
        return read

    def _is_what(self, index: int) -> bool:
        if self.pieces[index].role == "mark":
            return not self._is_last_word(index)
        return self.pieces[index].role == "text"

    def _counts(self, index: int) -> bool:
        if self.pieces[index].role == "mark" and not self.text_seen:
            return True
        return self._is_last_word(index)

    def _is_last_word(self, index: int) -> bool:
        if self._last_words is None:
            text_ends = end_of_text(self.pieces, self._when_length)
            self._last_words = last_words(self.pieces, text_ends)
        return index in self._last_words

    def _when_length(self, index: int) -> int:
        read = self._leading_when(index)
        return 0 if isinstance(read, NotUnderstoodError) else read.count

    def _leading_when(self, index: int) -> LeadingWhen | NotUnderstoodError:
        """Read the time behind a token once, and only behind the first of its kind."""
        token = self.pieces[index]
        if token.role not in self._leading:
            try:
                read: LeadingWhen | NotUnderstoodError = self._read_when(
                    token, self.pieces[index + 1 : index + 2 + MOST_WORDS]
                )
            except NotUnderstoodError as error:
                read = error
            self._leading[token.role] = (index, read)
        first, read = self._leading[token.role]
        return read if first == index else LeadingWhen(self._past.now, 0)

    def _read_when(self, token: Piece, behind: Sequence[Piece]) -> LeadingWhen:
        if token.quoted:
            return LeadingWhen(read_time(token.text, self._past), 0)
        words = [piece.text for piece in takewhile(is_word, behind)]
        if token.role == "when":
            read = read_leading_when([token.text, *words], self._past)
            return replace(read, count=read.count - 1)
        if behind and behind[0].role == "quote":
            return LeadingWhen(read_time(behind[0].text, self._dues), 1)
        if not words:
            raise NotUnderstoodError(
                _("Write the new time behind it, as in {example}.").format(example="+moved fri 17:00")
            )
        return read_moved(words, self._dues)


def is_word(piece: Piece) -> bool:
    """Whether `piece` is a plain word that no backslash keeps out of arguments."""
    return piece.role == "text" and not piece.escaped
