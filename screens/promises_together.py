"""Promises that fail together: what they have in common, and in which order their customers are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from screens.shown import one_line
from store.causes import hardest_hit
from store.errors import NotFoundError
from store.rules.promise_ledger import LedgerRow
from store.rules.shared_causes import SharedCause
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from screens.widgets.question_bar import Question
    from store.book import Book


class Together(NamedTuple):
    """Promises that fail together: they hang on the same, or fall on days that were closed.

    Attributes:
        words: what they have in common, for people.
        promises: their ids, the hardest hit first.
    """

    words: str
    promises: tuple[int, ...]

    def of(self, rows: Sequence[LedgerRow]) -> list[LedgerRow]:
        """Return those rows that are among them, the hardest hit first."""
        places = {identity: place for place, identity in enumerate(self.promises)}
        return sorted((row for row in rows if row.promise.id in places), key=lambda row: places[row.promise.id])


def together_on(cause: SharedCause) -> Together:
    """Return the promises that hang on `cause`."""
    words = _("on {name}").format(name=one_line(cause.name))
    return Together(words, tuple(promise.id for promise in cause.promises))


def caught_together(book: Book, promises: Iterable[int]) -> Together:
    """Return the promises with these ids, which fall on closed days; those that are gone meanwhile left out."""
    found = []
    for identity in promises:
        with suppress(NotFoundError):
            found.append(book.promise(identity))
    return Together(_("on closed days"), tuple(promise.id for promise in hardest_hit(book, found)))


def promises_words(count: int) -> str:
    """Return how many promises there are, in words."""
    return ngettext("{count} promise", "{count} promises", count).format(count=count)


def which_cause_question(causes: Sequence[SharedCause]) -> Question:
    """Return the question on which of several things that a promise hangs on is meant; the answer is its name."""
    from screens.widgets.question_bar import Choice, Question

    choices = tuple(Choice(one.name, one_line(one.name), promises_words(len(one.promises))) for one in causes)
    return Question(sentence=_("It hangs on several. On which?"), choices=choices)


def marked_words(count: int) -> str:
    """Return how many are marked, and what comes next."""
    words = ngettext(
        "{count} promise, marked. Tell them; m moves it. Esc takes the mark away.",
        "{count} promises, marked, the hardest hit first. Tell them; m moves all. Esc takes the marks away.",
        count,
    )
    return words.format(count=count)
