"""What can be done to those who are to be come back to: the questions, and the deeds that answers lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from screens.deeds import Deed
from screens.widgets.question_bar import Choice, Question
from store.moments import read_day_ahead
from store.reconnecting import keep_in_touch, leave_be, let_go
from store.rules.cadence import OFF, later_by, read_cadence
from store.rules.reconnect_words import cadence_words
from store.sentences import _
from store.wording import exact_day_words

if TYPE_CHECKING:
    from store.book import Book
    from store.records.customer import Customer

_OFFERED = ("2w", "6w", "3mo", "1y")
_LEFT_BE_FOR = ("1mo", "3mo", "1y")
_FOR_GOOD = "for good"
_OF_TAGS = "of tags"


def cadence_question(customers: Sequence[Customer], about: str) -> tuple[Question, Callable[[str], Deed]]:
    """Return the question how often to be in touch with them, and what makes of an answer the deed."""
    present = {customer.cadence for customer in customers}
    choices = [
        Choice(cadence, cadence_words(cadence), _("as now") if present == {cadence} else "") for cadence in _OFFERED
    ]
    choices.append(Choice(OFF, _("never by itself"), _("only when they have gone quiet")))
    if present != {""}:
        choices.append(Choice(_OF_TAGS, _("as their tags have it"), _("none where these have none")))
    question = Question(
        sentence=_("How often do you want to be in touch?"),
        about=about,
        choices=tuple(choices),
        read=lambda typed: cadence_words(read_cadence(typed)) or _("as their tags have it"),
        placeholder=_("such as 10 days, 6 weeks, 3mo, 1y"),
    )

    def deed(answer: str) -> Deed:
        cadence = read_cadence("" if answer == _OF_TAGS else answer)
        words = _("To be in touch {every}").format(every=cadence_words(cadence) or _("as their tags have it"))
        return Deed(
            "customer.cadence", words, lambda book, change, target: keep_in_touch(book, change, target.id, cadence)
        )

    return question, deed


def leave_be_question(book: Book, about: str) -> tuple[Question, Callable[[str], Deed]]:
    """Return the question until when to leave them be, and what makes of an answer the deed."""
    today = book.now().date()
    days = [later_by(today, cadence) for cadence in _LEFT_BE_FOR]
    question = Question(
        sentence=_("Leave them be until when?"),
        about=about,
        choices=(
            *(Choice(day.isoformat(), exact_day_words(day, today)) for day in _working_days(book, days)),
            Choice(_FOR_GOOD, _("for good"), _("they are a customer no more")),
        ),
        read=lambda typed: exact_day_words(read_day_ahead(book, typed), today),
        placeholder=_("such as 1 may, in 6 weeks"),
    )

    def deed(answer: str) -> Deed:
        if answer == _FOR_GOOD:
            return Deed(
                "customer.former", _("A customer no more"), lambda *given: let_go(given[0], given[1], given[2].id)
            )
        until = read_day_ahead(book, answer)
        words = _("Left be until {day}").format(day=exact_day_words(until, today))
        return Deed("customer.leave-be", words, lambda book, change, target: leave_be(book, change, target.id, until))

    return question, deed


def _working_days(book: Book, days: Sequence[date]) -> list[date]:
    """Return the days, each the next one on which the shop is open, within a week."""
    found: dict[date, None] = {}
    for day in days:
        ahead = (day + timedelta(days=number) for number in range(7))
        found[next((one for one in ahead if book.calendar.intervals_on(one)), day)] = None
    return list(found)
