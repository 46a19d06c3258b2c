"""A reply put together from phrases: what fits what is open, filled for this customer, and what they got before."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from store.advising import offered_with_acknowledgement
from store.moments import read_due
from store.packs import shipped
from store.phrase_search import answer_words, beginnings_of
from store.phrase_values import answered, with_moments
from store.phrases import KnownPhrase, fallback_words, language_words, phrases_in
from store.records.interaction import Channel
from store.records.phrase import Category
from store.reply import PURPOSES, Purpose, Reply, reply_to, values_of
from store.replying import Promised
from store.rules.filling import Filled, Values, fill
from store.rules.forms.moments import moment_text
from store.rules.forms.word import Word
from store.rules.machine import locale_defaults
from store.rules.settings import languages_read
from store.rules.sms_length import SmsLength, sms_length
from store.rules.working_time import start_of_day
from store.sentences import _
from store.wording import day_words

if TYPE_CHECKING:
    from store.book import Book

__all__ = [
    "PURPOSES", "FilledPhrase", "Part", "Purpose", "Reply", "fill_in", "fill_phrase", "given_words", "joined",
    "next_variant", "offered_due", "promised_with", "ranked", "reply_to", "suggested", "values_of",
]  # fmt: skip

_PARTS: Mapping[Purpose, tuple[Category, ...]] = {
    "complaint": ("greeting", "apology", "empathy", "explanation", "update", "closing"),
    "answer": ("greeting", "answer", "closing"),
    "acknowledge": ("greeting", "ack", "closing"),
    "update": ("greeting", "update", "closing"),
    "change": ("greeting", "apology", "change", "closing"),
    "thanks": ("greeting", "thanks", "closing"),
    "reconnect": ("greeting", "reconnect", "closing"),
    "renewal": ("greeting", "renewal", "closing"),
    "season": ("greeting", "season", "closing"),
    "wishes": ("greeting", "season", "closing"),
    "years": ("greeting", "thanks", "closing"),
}
# What is true whatever happened, and so comes before phrases that say more than the book knows.
_FIRST: Mapping[tuple[Purpose, Category], str] = {
    ("answer", "answer"): "answer-own-words",
    ("complaint", "explanation"): "explanation-general",
    ("complaint", "update"): "update-promise-word",
    ("change", "change"): "change-later",
    ("change", "update"): "update-promise-word",
    ("wishes", "season"): "season-wishes",
    ("years", "thanks"): "thanks-years",
}
# A word in so many answers tells nothing of any of them.
_MANY = 2
# One greets and takes leave in the same words each time: that is no repetition.
_SAID_AGAIN = frozenset(("greeting", "closing"))
# Where a message is short, or said, only what it is about goes into it.
_SHORT = frozenset(("sms", "chat", "social"))
# There one has greeted when one comes to the matter; how one picks up the phone says nothing to whom one calls.
_SPOKEN = frozenset(("phone", "counter", "visit"))
_MAIN: Mapping[Purpose, tuple[Category, ...]] = {
    "complaint": ("apology", "update"),
    "answer": ("answer",),
    "acknowledge": ("ack",),
    "update": ("update",),
    "change": ("change",),
    "thanks": ("thanks",),
    "reconnect": ("reconnect",),
    "renewal": ("renewal",),
    "season": ("season",),
    "wishes": ("season",),
    "years": ("thanks",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a reply: what it is for, and the phrases that fit, the best first."""

    category: Category
    choices: tuple[KnownPhrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPhrase:
    """A phrase filled for a customer, with what there is to say about it.

    `given` is when they last got this very phrase, None for never. `length` is set for a text message. `notes` are
    sentences: another language had to do, they got it before, the owner does not read what would be answered.
    """

    phrase: KnownPhrase
    filled: Filled
    length: SmsLength | None
    given: datetime | None
    notes: tuple[str, ...]


def prepare(language: str) -> None:
    """Read the words of a language, and how it writes days, ahead of the first reply in it: some 50 ms, once."""
    shipped().wordings(language)
    day = date(2026, 1, 1)
    moment_text(Word(kind="moment", moment=day, today=day), language)


def suggested(book: Book, reply: Reply) -> tuple[Part, ...]:
    """Return the parts that fit what is open, each with the phrases for it, the best first.

    An unanswered complaint gives apology by cause, then empathy, explanation, what was promised, closing. A part for
    which nothing fits the channel is left out.
    """
    categories = (_MAIN if reply.channel in _SHORT else _PARTS)[reply.purpose]
    if reply.channel in _SPOKEN:
        categories = tuple(one for one in categories if one != "greeting")
    known = phrases_in(book, reply.languages)
    if reply.purpose == "answer" and not _can_answer(reply, [one for one in known if one.category == "answer"]):
        # None fits the question; that one has it, and by when one answers, can be said on all channels.
        categories = tuple("ack" if one == "answer" else one for one in categories)
    if reply.purpose == "change" and not ranked(reply, [one for one in known if one.category == "change"]):
        # Nothing says it on this channel; by when one hears from us can be said on all.
        categories = tuple("update" if one == "change" else one for one in categories)
    values = {one: values_of(book, reply, one) for one in {phrase.language for phrase in known}}
    promised = functools.cache(lambda category, promise: offered_due(book, reply, category, promise))
    parts = []
    for category in categories:
        of_it = [one for one in known if one.category == category]
        known_values = {one.key: _promising(book, reply, one, values[one.language], promised) for one in of_it}
        choices = ranked(reply, of_it, known_values)
        if choices:
            parts.append(Part(category=category, choices=tuple(choices)))
    return tuple(parts)


def ranked(
    reply: Reply, phrases: Sequence[KnownPhrase], values: Mapping[str, Values] | None = None
) -> list[KnownPhrase]:
    """Return those of `phrases` that fit a reply, the best first.

    By cause, of answers by the words that they share with the question, then what is true whatever happened (of answers
    the one in which the owner says it in own words); then
    those that this customer never got, by trouble, mood, favourites, the owner's own, and what is filled without
    asking.

    Args:
        reply: what it is made for.
        phrases: in their order, which decides last.
        values: what the book knows for each, by key; nothing is filled to rank where None.
    """
    question = _telling_words(reply, phrases)
    fitting = [one for one in phrases if one.fits(reply.channel) and _suits(one, reply)]
    oldest = datetime.min

    def rank(phrase: KnownPhrase) -> tuple[object, ...]:
        asked = 0
        if values is not None and not phrase.wording.questions:
            asked = len(fill_in(phrase, values[phrase.key], reply).missing)
        given = _given(reply, phrase)
        return (
            phrase.category == "apology" and phrase.cause != reply.cause,
            -_shared(phrase, question) if phrase.category == "answer" else 0,
            phrase.key != _FIRST.get((reply.purpose, phrase.category), phrase.key)
            and (phrase.own is None or phrase.category == "answer"),
            given is not None,
            not (phrase.trouble and phrase.trouble == reply.trouble),
            not (phrase.mood and phrase.mood == reply.mood),
            given.replace(tzinfo=None) if given is not None else oldest,
            not phrase.favourite,
            phrase.own is None,
            asked,
        )

    return sorted(fitting, key=rank)


def next_variant(book: Book, reply: Reply, phrase: KnownPhrase) -> KnownPhrase | None:
    """Return another phrase of the same category and cause, one that this customer never got before one they did.

    None where there is no other one for the channel. Called again with what it gave, it goes on through all of them.
    """
    alike = [
        one
        for one in phrases_in(book, reply.languages)
        if one.category == phrase.category and one.cause == phrase.cause and one.fits(reply.channel)
    ]
    if len(alike) < 2:
        return next((one for one in alike if one.key != phrase.key), None)
    at = next((number for number, one in enumerate(alike) if one.key == phrase.key), -1)
    around = [*alike[at + 1 :], *alike[: max(at, 0)]]
    return min(around, key=lambda one: one.key in reply.given)


def fill_in(phrase: KnownPhrase, values: Values, reply: Reply) -> Filled:
    """Return a phrase filled with `values` in the tone and for the channel of a reply.

    Raises:
        PlaceholderError: the phrase cannot be read.
    """
    return fill(phrase.wording, values, reply.formality, is_sms=reply.channel == "sms")


def fill_phrase(
    book: Book, reply: Reply, phrase: KnownPhrase, answers: Mapping[str, str] | None = None
) -> FilledPhrase:
    """Return a phrase filled for a customer, with what there is to say about it.

    Raises:
        PlaceholderError: the phrase cannot be read, or there is no placeholder of an answer's name.
        NotUnderstoodError: a time among the answers cannot be read.
    """
    values = values_of(book, reply, phrase.language)
    values = _promising(book, reply, phrase, values, lambda *of: offered_due(book, reply, *of))
    filled = fill_in(phrase, answered(book, values, answers or {}, channel=reply.channel), reply)
    given = _given(reply, phrase)
    return FilledPhrase(
        phrase=phrase,
        filled=filled,
        length=sms_length(filled.text) if filled.text is not None and reply.channel == "sms" else None,
        given=given,
        notes=tuple(filter(None, (fallback_words(phrase), given_words(book, given), _unread_words(book, phrase)))),
    )


def offered_due(book: Book, reply: Reply, category: str, promise: str) -> date | None:
    """Return by which day that is kept which goes with a phrase: an open one; None where the shop never opens again.

    Args:
        book: the open book.
        reply: what the phrase is for.
        category: of the phrase; an acknowledgement offers what the channel's target and the past allow.
        promise: when it falls due, as the phrase says, such as `24h`.
    """
    if category == "ack":
        offered = offered_with_acknowledgement(book, cast("Channel", reply.channel), book.now())
        return offered.due if offered is not None else None
    due = read_due(book, promise)
    day = due.date() if isinstance(due, datetime) else due
    if book.calendar.intervals_on(day):
        return day
    opening = book.calendar.next_opening(start_of_day(day, book.calendar.zone))
    return opening.date() if opening is not None else None


def promised_with(book: Book, reply: Reply, phrase: KnownPhrase) -> Promised | None:
    """Return the promise that goes with a phrase, to be logged with the reply; None where none does."""
    due = offered_due(book, reply, phrase.category, phrase.promise) if phrase.promise else None
    if due is None:
        return None
    conversation = reply.matter.conversation
    subject = conversation.subject if conversation is not None else ""
    if phrase.category == "ack":
        return Promised(what=_about(_("answer"), subject), due=due, kind="ack")
    return Promised(what=_about(_("news"), subject), due=due)


def joined(texts: Sequence[str], channel: str) -> str:
    """Return the parts of a reply as one text: paragraphs, or one after the other where a message is short."""
    between = " " if channel in _SHORT else "\n\n"
    return between.join(text.strip() for text in texts if text.strip())


def given_words(book: Book, given: datetime | None) -> str:
    """Return that a customer got this very phrase before, and when; empty where they did not."""
    if given is None:
        return ""
    return _("They got this very phrase already: {day}.").format(
        day=day_words(given.astimezone(book.zone).date(), book.now().date())
    )


def _given(reply: Reply, phrase: KnownPhrase) -> datetime | None:
    """Return when the customer last got a phrase, None for never and for what is said again each time."""
    return None if phrase.category in _SAID_AGAIN else reply.given.get(phrase.key)


def _about(what: str, subject: str) -> str:
    return _("{what}: {subject}").format(what=what, subject=subject) if subject else what


def _promising(
    book: Book, reply: Reply, phrase: KnownPhrase, values: Values, due_of: Callable[[str, str], date | None]
) -> Values:
    """Return `values` with the due of the promise that goes with a phrase, which is not the one that is open."""
    due = due_of(phrase.category, phrase.promise) if phrase.promise else None
    return values if due is None else with_moments(book, values, {"promise.due": due}, channel=reply.channel)


def _unread_words(book: Book, phrase: KnownPhrase) -> str:
    """Return that an answer would come in a language that the owner does not read; empty where none is asked for."""
    mark = ";" if phrase.language == "el" else "?"  # the Greek question mark is a semicolon
    said = (phrase.wording.text, *phrase.wording.questions)
    asks = phrase.category in ("questions", "survey") or any(mark in text for text in said)
    if not asks or phrase.language in languages_read(book.shop, locale_defaults()):
        return ""
    return _("This asks in {language}, which you do not read: the answer will come in it.").format(
        language=language_words(phrase.language)
    )


def _telling_words(reply: Reply, phrases: Sequence[KnownPhrase]) -> tuple[str, ...]:
    """Return the beginnings of the longer words of what waits for an answer, but for those in many answers."""
    answers = [answer_words(one) for one in phrases if one.category == "answer"]
    waiting = reply.matter.unanswered or reply.matter.last_heard
    if not answers or waiting is None:
        return ()
    many = max(_MANY, len(answers) // 5)
    return tuple(word for word in beginnings_of(waiting.text) if sum(word in one for one in answers) <= many)


def _shared(phrase: KnownPhrase, question: Sequence[str]) -> int:
    """Return how many words an answer shares with a question."""
    return sum(word in answer_words(phrase) for word in question)


def _can_answer(reply: Reply, answers: Sequence[KnownPhrase]) -> bool:
    """Whether the best of some answers says something to the question: one that has nothing to do with it is none."""
    first = next(iter(ranked(reply, answers)), None)
    if first is None:
        return False
    return first.key == _FIRST["answer", "answer"] or _shared(first, _telling_words(reply, answers)) > 0


def _suits(phrase: KnownPhrase, reply: Reply) -> bool:
    if phrase.trouble and phrase.trouble != reply.trouble:
        return False
    if phrase.category == "apology" and phrase.cause and phrase.cause != reply.cause:
        return False
    if phrase.category == "change" and reply.purpose == "change" and phrase.own is None:
        # That the price changes, or the shop closes, is not known from a due that has passed.
        return phrase.key == _FIRST["change", "change"]
    if phrase.mood == "happy" and reply.mood == "upset":
        return False
    return not (phrase.mood == "upset" and reply.mood == "happy")
