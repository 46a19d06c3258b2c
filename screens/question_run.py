"""A set of questions that is run through with a customer: what was asked, what they said, and where one is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screens.phrase_words import filled_words
from screens.shown import one_line
from store.composing import reply_to, values_of
from store.errors import NotFoundError
from store.phrases import fallback_words, find_phrase, language_words, languages_for
from store.records.draft import Draft
from store.rules.filling import fill_text
from store.rules.machine import locale_defaults
from store.rules.settings import languages_read
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRun:
    """Questions as they are put to a customer, with as many answers, each empty until it was given.

    `phrase` is the key of the set, `title` its name for the owner, `language` that of the questions; `conversation` is
    the one that it belongs to, 0 for where such an entry goes by itself; `at` is the place of the question of now.
    `notes` are sentences on its language, where that is not the one that was wanted, or one that the owner cannot read.
    """

    customer: int
    conversation: int = 0
    phrase: str
    title: str
    language: str = ""
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    at: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether any answer was given."""
        return any(answer.strip() for answer in self.answers)

    @property
    def is_last(self) -> bool:
        """Whether no question comes after this one."""
        return self.at == len(self.questions) - 1

    @property
    def asked(self) -> Sequence[tuple[str, str]]:
        """Each question with its answer."""
        return list(zip(self.questions, self.answers, strict=True))

    def answered(self, text: str) -> QuestionRun:
        """Return it with an answer to the question of now."""
        return replace(self, answers=(*self.answers[: self.at], text, *self.answers[self.at + 1 :]))

    def gone(self, steps: int) -> QuestionRun:
        """Return it so many questions further on, as far as there are any."""
        return replace(self, at=max(0, min(len(self.questions) - 1, self.at + steps)))

    def as_values(self) -> Mapping[str, str]:
        """Return it as the values of what is parked: the questions as they were asked, whatever the set says later."""
        return {
            "phrase": self.phrase,
            "title": self.title,
            "language": self.language,
            "conversation": str(self.conversation),
            "questions": json.dumps(self.questions, ensure_ascii=False),
            "answers": json.dumps(self.answers, ensure_ascii=False),
            "at": str(self.at),
        }


def begin_run(book: Book, customer: int, key: str, conversation: int = 0) -> QuestionRun:
    """Return a set of questions in the customer's language, filled with what the book knows of them.

    Raises:
        NotFoundError: there is no such customer, conversation or set.
    """
    reply = reply_to(book, customer, conversation=conversation or None)
    phrase = find_phrase(book, key, reply.languages)
    values = values_of(book, reply, phrase.language)
    if not phrase.wording.questions:
        raise NotFoundError(_("“{title}” is no set of questions.").format(title=one_line(phrase.title)))
    texts = (fill_text(one, phrase.language, values, reply.formality)[0] for one in phrase.wording.questions)
    questions = tuple(one_line(filled_words(text)) for text in texts)
    return QuestionRun(
        customer=customer,
        conversation=conversation,
        phrase=phrase.key,
        title=find_phrase(book, key, languages_for(book, None)).title,
        language=phrase.language,
        questions=questions,
        answers=("",) * len(questions),
        notes=tuple(filter(None, (fallback_words(phrase), _unread_words(book, phrase.language)))),
    )


def run_of(draft: Draft) -> QuestionRun:
    """Return a run that was parked.

    Raises:
        NotFoundError: it is none, or nobody's any more.
    """
    values = draft.values
    questions, answers = _texts(values.get("questions", "")), _texts(values.get("answers", ""))
    if not questions or draft.customer is None:
        raise NotFoundError(_("What was parked is about nobody any more. x drops it."))
    run = QuestionRun(
        customer=draft.customer,
        conversation=_number(values.get("conversation", "")),
        phrase=values.get("phrase", ""),
        title=values.get("title", ""),
        language=values.get("language", ""),
        questions=questions,
        answers=(*answers, *("",) * len(questions))[: len(questions)],
    )
    return run.gone(_number(values.get("at", "")))


def _unread_words(book: Book, language: str) -> str:
    if language in languages_read(book.shop, locale_defaults()):
        return ""
    return _("You do not read {language}: their answer may come in it.").format(language=language_words(language))


def _texts(text: str) -> tuple[str, ...]:
    with suppress(ValueError):
        plain = json.loads(text)
        return tuple(map(str, plain)) if isinstance(plain, list) else ()
    return ()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0
