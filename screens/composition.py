"""A reply as it is put together: its parts, what was answered, what the owner wrote; and what that comes to as text.

Nothing here draws, asks or writes anything. While something is missing there is no text, so that no placeholder ever
goes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from screens.raw_placeholders import raw_placeholders
from screens.reply_signature import signed_once
from store.composing import FilledPhrase, Reply, fill_in, fill_phrase, promised_with, values_of
from store.phrase_values import answered
from store.phrases import KnownPhrase
from store.records.promise import Promise
from store.records.text import clean_text
from store.replying import Promised
from store.rules.filling import FilledPiece
from store.rules.placeholders import check_name, placeholders_of
from store.rules.promises import agreed_due
from store.rules.sms_length import SmsLength, sms_length
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book

DUE, WHAT, CONDITION = "promise.due", "promise.what", "promise.condition"
# Of one of these the place in the list is that of the owner's own words.
OWN = -1
_IN_ONE_LINE = frozenset(("sms", "chat", "social"))
# What an acknowledgement may say beside that the message has arrived, and still be no answer.
_NO_ANSWER = frozenset(("ack", "greeting", "closing", "empathy", "thanks"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Promising:
    """A promise that the owner makes in a reply; `moves` is the id of one that gets this due, None for a new one."""

    what: str
    due: date | datetime
    condition: str = ""
    moves: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What was put together so far.

    `answers` are by the names of placeholders. `own` is the text as the owner has written it, None as long as the text
    is what the parts say; it stands for the first `covered` parts, and what was added since stands behind it.
    """

    parts: tuple[KnownPhrase, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    own: str | None = None
    covered: int = 0
    promising: Promising | None = None

    @property
    def is_own(self) -> bool:
        """Whether the text is the owner's own."""
        return self.own is not None

    def can_change(self, at: int) -> bool:
        """Whether the part at a place can be swapped or moved: the owner's own words are not touched."""
        return self.covered <= at < len(self.parts)

    def added(self, phrase: KnownPhrase, at: int | None = None) -> Composition:
        """Return it with one more part at a place, from 0; behind the last one where None, and behind own words."""
        place = len(self.parts) if at is None else max(self.covered, min(at, len(self.parts)))
        return replace(self, parts=(*self.parts[:place], phrase, *self.parts[place:]))

    def swapped(self, at: int, phrase: KnownPhrase) -> Composition:
        """Return it with another phrase in the place of a part."""
        return replace(self, parts=(*self.parts[:at], phrase, *self.parts[at + 1 :]))

    def removed(self, at: int) -> Composition:
        """Return it without a part; of the owner's own words nothing goes."""
        covered = self.covered - 1 if at < self.covered else self.covered
        return replace(self, parts=(*self.parts[:at], *self.parts[at + 1 :]), covered=covered)

    def moved(self, at: int, steps: int) -> Composition:
        """Return it with a part so many places further on, as far as the owner's own words and the end let it."""
        to = max(self.covered, min(len(self.parts) - 1, at + steps))
        rest = [*self.parts[:at], *self.parts[at + 1 :]]
        return replace(self, parts=(*rest[:to], self.parts[at], *rest[to:]))

    def written(self, text: str) -> Composition:
        """Return it with the text as the owner has written it, which stands for all parts."""
        return replace(self, own=clean_text(text).strip(), covered=len(self.parts))

    def anew(self) -> Composition:
        """Return it with the text that the parts say, whatever the owner has written."""
        return replace(self, own=None, covered=0)

    def answered(self, name: str, text: str) -> Composition:
        """Return it with what the owner answered where `name` is asked for; an empty text takes the answer away."""
        answers = {key: value for key, value in self.answers.items() if key != name}
        return replace(self, answers={**answers, name: text} if text.strip() else answers)

    def promised(self, promising: Promising | None) -> Composition:
        """Return it with a promise that the owner makes, None for none; its due and what it is stand in the text."""
        answers = {key: value for key, value in self.answers.items() if key not in (DUE, WHAT, CONDITION)}
        if promising is not None:
            answers |= {DUE: promising.due.isoformat(), WHAT: promising.what}
            answers |= {CONDITION: promising.condition} if promising.condition else {}
        return replace(self, promising=promising, answers=answers)


class ReplyPiece(NamedTuple):
    """A piece of a reply: its text, the part it belongs to (`OWN` for the owner's words), and what it stands for.

    `is_missing` says that nothing stands there yet.
    """

    text: str
    part: int
    placeholder: str = ""
    is_missing: bool = False


class Gap(NamedTuple):
    """Something that is asked for: the place of the part in which it comes first, and its name."""

    part: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a composition comes to.

    `text` is None while anything is missing, or a placeholder stands in what the owner wrote: `raw` are those.
    `filled` are its parts. `promises` are made with it, `moves` is the id of the promise whose due is told with it.
    `length` is set for a text message, once there is a text.
    """

    text: str | None
    pieces: tuple[ReplyPiece, ...]
    filled: tuple[FilledPhrase, ...]
    gaps: tuple[Gap, ...]
    promises: tuple[Promised, ...]
    moves: int | None
    length: SmsLength | None
    raw: tuple[str, ...] = ()

    @property
    def is_acknowledgement(self) -> bool:
        """Whether it only says that something has arrived: that is noted, and is no answer."""
        categories = {one.phrase.category for one in self.filled}
        return "ack" in categories and categories <= _NO_ANSWER


def compose(book: Book, reply: Reply, composition: Composition) -> Composed:
    """Return what a composition comes to for a customer.

    Raises:
        PlaceholderError: one of its phrases cannot be read.
        NotUnderstoodError: a time among the answers cannot be read.
    """
    filled = tuple(_filled(book, reply, one, composition.answers) for one in composition.parts)
    is_new = [at for at in range(len(filled)) if at >= composition.covered]
    pieces: list[ReplyPiece] = []
    if composition.own is not None and composition.own.strip():
        pieces.append(ReplyPiece(composition.own.strip(), OWN))
    between = " " if reply.channel in _IN_ONE_LINE else "\n\n"
    said = [_stripped(filled[at].filled.pieces, at) for at in is_new]
    if reply.channel in _IN_ONE_LINE:
        said = signed_once(said)
    for at, of_part in zip(is_new, said, strict=True):
        if of_part and pieces:
            pieces.append(ReplyPiece(between, at))
        pieces += of_part
    gaps: dict[str, Gap] = {}
    for at in is_new:
        for name in filled[at].filled.missing:
            gaps.setdefault(name, Gap(at, name))
    raw = raw_placeholders(composition.own or "", _texts_of(reply, composition, filled[: composition.covered]))
    text = None if gaps or raw else clean_text("".join(piece.text for piece in pieces)).strip()
    return Composed(
        text=text,
        pieces=tuple(pieces),
        filled=filled,
        gaps=tuple(gaps.values()),
        promises=tuple(_promises(book, reply, composition)),
        moves=composition.promising.moves if composition.promising is not None else None,
        length=sms_length(text) if text is not None and reply.channel == "sms" else None,
        raw=raw,
    )


def moved_promise(book: Book, reply: Reply, composition: Composition, name: str) -> Promise | None:
    """Return the open promise that gets another due where one is asked for, None where a new one is made.

    That is so where the one that is open has passed, or where the plan changes.
    """
    promise = reply.matter.promise
    if promise is None or name != DUE:
        return None
    is_changed = any(one.category == "change" and _says(one, DUE) for one in composition.parts)
    return promise if is_changed or _has_passed(book, promise) else None


def says_due(composition: Composition) -> bool:
    """Whether any part says by when something is promised."""
    return any(_says(one, DUE) for one in composition.parts)


def _filled(book: Book, reply: Reply, phrase: KnownPhrase, answers: Mapping[str, str]) -> FilledPhrase:
    """Return a phrase filled; a due that has passed, or that is about to change, is told nobody: it is asked for."""
    filled = fill_phrase(book, reply, phrase, answers)
    promise = reply.matter.promise
    if promise is None or phrase.promise or answers.get(DUE) or not _says(phrase, DUE):
        return filled
    if phrase.category != "change" and not _has_passed(book, promise):
        return filled
    values = answered(book, values_of(book, reply, phrase.language), answers, channel=reply.channel)
    words = {name: word for name, word in values.words.items() if name != DUE}
    without = fill_in(phrase, replace(values, words=words), reply)
    return replace(filled, filled=without, length=None)


def _promises(book: Book, reply: Reply, composition: Composition) -> Iterator[Promised]:
    """Give the promises that a reply makes: the owner's, else those that go with its parts."""
    promising = composition.promising
    is_ack = any(one.category == "ack" for one in composition.parts)
    if promising is not None:
        if promising.moves is None:
            kind = "ack" if is_ack and any(one.promise for one in composition.parts) else ""
            yield Promised(what=promising.what, due=promising.due, kind=kind, condition=promising.condition)
        return
    given: list[Promised] = []
    for phrase in composition.parts:
        promised = promised_with(book, reply, phrase)
        if promised is not None and promised not in given:
            given.append(promised)
            yield promised


def _texts_of(reply: Reply, composition: Composition, filled: Sequence[FilledPhrase]) -> str:
    """Return the texts in which braces are text: names, what they wrote, what was answered and filled in."""
    customer = reply.customer
    entries = (text for entry in reply.matter.entries for text in (entry.text, *entry.words))
    pieces = (piece.text for one in filled for piece in one.filled.pieces)
    names = (customer.name, customer.company, customer.call_by)
    return "\n".join((*names, *entries, *composition.answers.values(), *pieces))


def _stripped(pieces: Sequence[FilledPiece], part: int) -> list[ReplyPiece]:
    """Return the pieces of a part without white space around it."""
    found = [ReplyPiece(one.text, part, one.placeholder, one.is_missing) for one in pieces]
    while found and not found[0].is_missing and not found[0].text.strip():
        del found[0]
    while found and not found[-1].is_missing and not found[-1].text.strip():
        del found[-1]
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return found


def _says(phrase: KnownPhrase, name: str) -> bool:
    wording = phrase.wording
    return any(
        one.name == check_name(name)
        for text in (wording.text, wording.sms)
        for one in placeholders_of(text, wording.language)
    )


def _has_passed(book: Book, promise: Promise) -> bool:
    return book.calendar.due_instant(agreed_due(promise, book.calendar)) < book.now()


def promise_words(promised: Promised, due: str) -> str:
    """Return a promise in words: what, and by when; `due` is that in words."""
    return _("{what}, by {due}").format(what=promised.what, due=due)
