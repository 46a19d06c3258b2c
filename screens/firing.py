"""Saying that what follow-ups wait for has happened: which of it, and a question that lists whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from screens.follow_up_rows import name_of
from screens.shown import one_line
from screens.widgets.question_bar import Choice, Question
from store.occasions import Occasion, fire, occasion_named, occasions
from store.records.follow_up import FollowUp
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book

_ALL = "all"


def what_question(book: Book) -> Question:
    """Return the question what has happened, with all that is waited for and how many wait."""
    return Question(
        sentence=_("What has happened?"),
        choices=tuple(Choice(one.name, one_line(one.name), _count_words(len(one.waiting))) for one in occasions(book)),
        read=lambda typed: _count_words(len(occasion_named(book, typed).waiting)),
        placeholder=_("what they wait for, such as frost"),
    )


def whom_question(
    book: Book, occasion: Occasion, only: Sequence[int] = ()
) -> tuple[Question, Callable[[str], Sequence[int] | None]]:
    """Return the question whether it has happened, which lists whom it concerns, and what reads its answer.

    Args:
        book: gives the names.
        occasion: what has happened.
        only: the ids of the follow-ups that are marked, if it is about those alone.

    Returns:
        The question; its answer is read as the ids of the follow-ups that are due now, None for all.
    """
    waiting = [one for one in occasion.waiting if not only or one.id in only]
    words = ngettext("yes, come back to {count}", "yes, come back to all {count}", len(waiting))
    everyone = Choice(_ALL, words.format(count=f"{len(waiting):,}"), _("today; u undoes it"))
    each = tuple(Choice(str(one.id), _only_words(book, one), one_line(one.what)) for one in waiting)
    question = Question(
        sentence=_("{occasion}: has it happened?").format(occasion=one_line(occasion.name)),
        about=_count_words(len(waiting)),
        choices=(everyone, *(each if len(each) > 1 else ())),
        placeholder=_("all of them, or a name for one alone"),
    )
    return question, lambda answer: (list(only) or None) if answer == _ALL else [int(answer)]


def say_it_happened(book: Book, occasion: Occasion, only: Sequence[int] | None) -> str:
    """Note that it has happened, in one transaction, and return what to say.

    Raises:
        RegularsError: nobody waits for it any more, or it cannot be saved.
    """
    with book.transact("followup.fire") as change:
        count = len(fire(book, change, occasion.name, only=only))
    words = ngettext(
        "{occasion}: {count} follow-up is due today. u undoes it.",
        "{occasion}: {count} follow-ups are due today. u undoes it.",
        count,
    )
    return words.format(occasion=one_line(occasion.name), count=f"{count:,}")


def _only_words(book: Book, follow_up: FollowUp) -> str:
    return _("only {name}").format(name=name_of(book, follow_up.customer))


def _count_words(count: int) -> str:
    return ngettext("{count} waits for it", "{count} wait for it", count).format(count=f"{count:,}")
