"""Which set of questions is run through, and with whom."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from screens.shown import one_line
from screens.target import Target
from screens.widgets.question_bar import Choice, Question
from store.errors import NotFoundError
from store.phrases import languages_for, phrases_in
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book


def matter_of(book: Book, target: Target) -> int:
    """Return the id of the conversation that a row is about, 0 where it is about none."""
    with suppress(NotFoundError):
        match target.kind:
            case "conversation":
                return target.id
            case "promise":
                return book.promise(target.id).conversation or 0
            case "interaction":
                return book.interaction(target.id).conversation or 0
    return 0


def set_question(book: Book, about: str) -> Question:
    """Return the question which set is run through, in the owner's words; `about` is what it is asked of."""
    choices = []
    for phrase in phrases_in(book, languages_for(book, None)):
        count = len(phrase.wording.questions)
        if count:
            detail = ngettext("{count} question", "{count} questions", count).format(count=count)
            choices.append(Choice(phrase.key, one_line(phrase.title), detail))
    return Question(sentence=_("Run through which questions?"), about=about, choices=tuple(choices))


def whom_question(book: Book, about: str) -> Question:
    """Return the question with whom a set is run through."""
    return Question(
        sentence=_("With whom?"),
        about=about,
        read=lambda typed: one_line(book.who(typed).shown_name),
        placeholder=_("a name, a phone number, an e-mail"),
    )
