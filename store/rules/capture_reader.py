"""Reads the pieces of a capture line from left to right; the grammar is explained in `capture.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from store.errors import NotUnderstoodError
from store.rules.capture_arguments import COLONS, read_name, split_at_colon, split_condition
from store.rules.capture_cursor import LineCursor, is_word
from store.rules.capture_lookup import fold_word
from store.rules.capture_pieces import Piece, tidy
from store.rules.capture_problems import Problems
from store.rules.capture_singles import single_kind, with_single
from store.rules.capture_times import read_follow_when, read_time
from store.rules.capture_tokens import (
    CaptureLine,
    DoneToken,
    FollowToken,
    KeptToken,
    MovedToken,
    PromiseToken,
    Token,
    TokenKind,
    WhoToken,
)
from store.rules.when import WhenContext
from store.sentences import _

_USUALLY_KEPT = ("~", "～", "∼")
# Far above what anybody says in one breath; each costs reading a time.
_MOST_DUES = 20
_LONGEST_FIRST_WORD = 100
_FEWEST_DIGITS = 6


class LineReader:
    """Reads one line, once."""

    def __init__(
        self,
        line: str,
        when: WhenContext,
        is_customer: Callable[[str], bool],
        current_customer: bool,
    ) -> None:
        """Stand before the first word; the arguments are those of `read_line`."""
        self._line = line
        self._is_customer = is_customer
        self._current_customer = current_customer
        self._dues = replace(when, past=False)
        self._cursor = LineCursor(line, self._dues, replace(when, past=True))
        self._problems = Problems(line, when.language)
        self._understood = CaptureLine(line=line)
        self._text: list[str] = []
        self._spans: list[tuple[int, int, TokenKind]] = []
        self._behind_text = -1
        self._taken: dict[TokenKind, str] = {}
        self._named: dict[str, str] = {}
        self._tags: set[str] = set()

    def read(self) -> CaptureLine:
        """Return what was understood, and the problems."""
        self._read_first_word()
        while (piece := self._cursor.next()) is not None:
            if self._cursor.counts_as_text():
                self._read_text(piece)
            else:
                self._read_token(piece)
        # One who was named and refused has a problem of their own.
        is_named = any(piece.role == "who" for piece in self._cursor.pieces)
        if not self._understood.who and not self._current_customer and not is_named:
            sentence = _("Nobody is named. Write @ and a name, or @new and the name of a new customer.")
            self._problems.add(0, 0, sentence)
        if self._understood.kind == "ack" and "direction" not in self._taken:
            self._understood = replace(self._understood, direction="out")
        return replace(
            self._understood,
            text=" ".join(self._text),
            tokens=tuple(Token(start, end, kind, tidy(self._line[start:end])) for start, end, kind in self._spans),
            problems=self._problems.found(),
        )

    def _read_first_word(self) -> None:
        """Take the first word for a customer where it names one, and nobody else is named.

        A number that begins a line counts something, unless it is long enough for a telephone.
        """
        pieces = self._cursor.pieces
        if self._current_customer or not pieces or not is_word(pieces[0]):
            return
        word = pieces[0].text.rstrip(",:;")
        is_name = any(map(str.isalpha, word)) or sum(map(str.isdecimal, word)) >= _FEWEST_DIGITS
        if not is_name or len(word) > _LONGEST_FIRST_WORD:
            return
        if all(piece.role != "who" for piece in pieces) and self._is_customer(word):
            self._cursor.at = 1
            self._understood = replace(self._understood, who=(WhoToken(text=word),))
            self._close("first_word_who", pieces[0])

    def _read_text(self, piece: Piece) -> None:
        self._text.append(piece.text)
        self._cursor.text_seen = True
        goes_on = self._behind_text == self._cursor.at - 1
        start = self._spans.pop()[0] if goes_on else piece.start
        self._spans.append((start, piece.end, "text"))
        self._behind_text = self._cursor.at

    def _read_token(self, piece: Piece) -> None:
        match piece.role:
            case "who" if piece.means == "@new" and not piece.quoted:
                self._read_new(piece)
            case "who":
                cut_short = self._cursor.cut_a_what_short()
                self._add_who("who", piece, WhoToken(text=piece.text), cut_short)
            case "quote":
                words = (*self._understood.words, piece.text)
                self._understood = replace(self._understood, words=words)
                self._close("words", piece)
            case "tag":
                self._read_tag(piece)
            case "when":
                self._read_when(piece)
            case "open_quote":
                self._problems.open_quote(piece)
            case "word":
                self._read_word(piece)
            case _:
                self._read_single(piece)

    def _read_word(self, piece: Piece) -> None:
        match piece.means:
            case "":
                self._problems.unknown(piece)
            case "+promise":
                self._read_promise(piece)
            case "+follow":
                self._read_follow(piece)
            case "+done":
                self._read_done(piece)
            case "+kept":
                self._read_kept(piece)
            case "+moved":
                self._read_moved(piece)
            case "=third":
                self._read_third(piece)
            case _:
                self._read_single(piece)

    def _read_single(self, piece: Piece) -> None:
        """A token without argument, of a kind that can stand once."""
        kind = single_kind(piece)
        if self._once(kind, piece):
            self._understood = with_single(self._understood, piece)
            self._close(kind, piece)

    def _read_tag(self, piece: Piece) -> None:
        if piece.text.casefold() not in self._tags:
            self._tags.add(piece.text.casefold())
            tags = (*self._understood.tags, piece.text)
            self._understood = replace(self._understood, tags=tags)
        self._close("tag", piece)

    def _read_new(self, token: Piece) -> None:
        cut_short = self._cursor.cut_a_what_short()
        try:
            who = read_name(self._cursor.take_name())
        except NotUnderstoodError as error:
            self._refuse(token, error.sentence)
        else:
            self._add_who("new", token, who, cut_short)

    def _add_who(self, kind: TokenKind, token: Piece, who: WhoToken, cut_short: bool) -> None:
        end, named = self._cursor.end, self._understood.who
        folded = fold_word(who.text)
        if folded in self._named:
            self._problems.twice(token.start, end, self._named[folded])
        elif named and (self._text or cut_short):
            # In a WHAT it is more likely somebody the promise is about than one more who called.
            self._problems.not_at_the_front(token.start, end)
        else:
            self._named[folded] = self._problems.shown(token.start, end)
            self._understood = replace(self._understood, who=(*named, who))
            self._close(kind, token)

    def _read_third(self, token: Piece) -> None:
        name = " ".join(self._cursor.take_name()).strip(" ,;:")
        if not name:
            self._refuse(token, _("Write for whom it waits behind it, as in =third ACS."))
        elif self._once("waiting", token):
            self._understood = replace(self._understood, waiting_on="third_party", third_party=name)
            self._close("waiting", token)

    def _read_promise(self, token: Piece) -> None:
        parts = self._when_and_what(token)
        if parts is None:
            return
        when, what = parts
        self._close("promise", token)
        due: date | datetime | None = None
        if _joined(when) not in _USUALLY_KEPT:
            try:
                due = read_time(_joined(when), self._dues)
            except NotUnderstoodError as error:
                self._problems.add(when[0].start, when[-1].end, error.sentence)
                return
        thing, condition = split_condition(what)
        promise = PromiseToken(what=thing, due=due, condition=condition)
        self._understood = replace(self._understood, promises=(*self._understood.promises, promise))

    def _read_follow(self, token: Piece) -> None:
        parts = self._when_and_what(token)
        if parts is None:
            return
        when, what = parts
        self._close("follow", token)
        try:
            meant = read_follow_when(_joined(when), self._dues)
        except NotUnderstoodError as error:
            self._problems.add(when[0].start, when[-1].end, error.sentence)
            return
        follow_up = FollowToken(
            what=_joined(what), due=meant.due, rule=meant.rule, occasion=meant.occasion, season=meant.season
        )
        self._understood = replace(self._understood, follow_ups=(*self._understood.follow_ups, follow_up))

    def _when_and_what(self, token: Piece) -> tuple[list[Piece], list[Piece]] | None:
        """Return the pieces of WHEN and of WHAT behind `token`; None after saying what is missing."""
        argument = self._cursor.take_what()
        written = self._problems.shown(token.start, token.end).rstrip(":：")
        parts = None if token.text.endswith(COLONS) else split_at_colon(argument)
        if len(self._understood.promises) + len(self._understood.follow_ups) >= _MOST_DUES:
            self._refuse(token, _("So many promises and follow-ups need a line of their own."))
        elif parts is None or not parts[0]:
            sentence = _("Write a time, a colon and a space, then what: {example}")
            self._refuse(token, sentence.format(example=f"{written} fri 17:00: …"))
        elif not parts[1]:
            self._refuse(token, _("Write what it is about behind the colon."))
        else:
            return parts
        return None

    def _read_done(self, token: Piece) -> None:
        follow_up = self._cursor.take_number()
        if self._once("done", token):
            self._understood = replace(self._understood, done=DoneToken(follow_up=follow_up))
            self._close("done", token)

    def _read_kept(self, token: Piece) -> None:
        promise = self._cursor.take_number()
        if self._once("kept", token):
            self._understood = replace(self._understood, kept=KeptToken(promise=promise))
            self._close("kept", token)

    def _read_moved(self, token: Piece) -> None:
        if not self._once("moved", token):
            return
        try:
            read = self._cursor.take_when()
        except NotUnderstoodError as error:
            self._refuse(token, error.sentence)
            return
        moved = MovedToken(promise=read.promise, due=read.value)
        self._understood = replace(self._understood, moved=moved)
        self._close("moved", token)

    def _read_when(self, token: Piece) -> None:
        if not self._once("when", token):
            return
        try:
            read = self._cursor.take_when()
        except NotUnderstoodError as error:
            self._refuse(token, error.sentence)
            return
        now = self._dues.now
        is_later = read.value > now if isinstance(read.value, datetime) else read.value > now.date()
        if is_later:
            self._refuse(token, _("That is still to come. Write when it happened."))
            return
        self._understood = replace(self._understood, when=read.value)
        self._close("when", token)

    def _once(self, kind: TokenKind, first: Piece) -> bool:
        if kind in self._taken:
            self._cursor.close()
            self._problems.twice(first.start, self._cursor.end, self._taken[kind])
            return False
        self._taken[kind] = self._problems.shown(first.start, self._cursor.end)
        return True

    def _close(self, kind: TokenKind, first: Piece) -> None:
        self._cursor.close()
        self._spans.append((first.start, self._cursor.end, kind))

    def _refuse(self, first: Piece, sentence: str) -> None:
        self._cursor.close()
        self._problems.add(first.start, self._cursor.end, sentence)


def _joined(pieces: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)
