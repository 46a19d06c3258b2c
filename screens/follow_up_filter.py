"""What Follow-ups can be narrowed down to: by place, kind and customer; the question, its counts, and the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from screens.marks import DOT
from screens.shown import one_line
from store.rules.follow_up_places import PLACES, Place, Placed
from store.rules.follow_ups import FollowUpKind, kind_of, kind_words
from store.sentences import _

if TYPE_CHECKING:
    from screens.widgets.question_bar import Choice, Question
    from store.book import Book

FollowUpOrder = Literal["when", "name", "noted"]
FOLLOW_UP_ORDERS: tuple[FollowUpOrder, ...] = ("when", "name", "noted")
_KINDS: tuple[FollowUpKind, ...] = get_args(FollowUpKind)


class FollowUpFilter(NamedTuple):
    """What is shown: all that is None is not asked for.

    Attributes:
        place: where they stand.
        kind: of which kind they are.
        customer: whose they are.
    """

    place: Place | None = None
    kind: FollowUpKind | None = None
    customer: int | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != FollowUpFilter()

    def of(self, rows: Sequence[Placed]) -> list[Placed]:
        """Return those that fit, in the order in which they stand."""
        place, kind, customer = self
        return [
            one
            for one in rows
            if (place is None or one.place == place)
            and (customer is None or one.follow_up.customer == customer)
            and (kind is None or kind_of(one.follow_up) == kind)
        ]

    def without_last(self) -> FollowUpFilter:
        """Return it without the narrowest that is asked for."""
        if self.customer is not None:
            return self._replace(customer=None)
        if self.kind is not None:
            return self._replace(kind=None)
        return FollowUpFilter()


def place_title(place: Place, occasion: str = "") -> str:
    """Return what stands over those of one place; of those that wait, for what."""
    return {
        "overdue": _("Overdue"),
        "gone": _("Season over"),
        "today": _("Today"),
        "week": _("This week"),
        "later": _("Later"),
        "waiting": _("When it happens: {occasion}").format(occasion=one_line(occasion)),
    }[place]


def place_words(place: Place) -> str:
    """Return a place in words, for filters."""
    return {
        "overdue": _("overdue"),
        "gone": _("season over"),
        "today": _("today"),
        "week": _("this week"),
        "later": _("later"),
        "waiting": _("waiting for something"),
    }[place]


def order_words(order: FollowUpOrder) -> str:
    """Return an order in words."""
    return {
        "when": _("by when"),
        "name": _("by name"),
        "noted": _("noted last first"),
    }[order]


def title_words(book: Book, asked: FollowUpFilter, order: FollowUpOrder, count: int) -> str:
    """Return what the title says: how many there are, what is asked for, and their order where it is another."""
    words = [f"{count:,}"]
    if asked.customer is not None:
        words.append(one_line(book.customer(asked.customer).shown_name))
    if asked.place is not None:
        words.append(place_words(asked.place))
    if asked.kind is not None:
        words.append(kind_words(asked.kind))
    if not asked.is_any:
        words.append(_("open"))
    if order != "when":
        words.append(order_words(order))
    return f" {DOT} ".join(words)


def filter_question(
    book: Book, rows: Sequence[Placed], asked: FollowUpFilter
) -> tuple[Question, Callable[[str], FollowUpFilter]]:
    """Return the question what to show, and what reads its answer.

    Args:
        book: finds the customer who is typed.
        rows: all open follow-ups, whatever is asked for now.
        asked: what is; an answer that is on already takes it off.
    """
    from screens.widgets.question_bar import Choice, Question

    found: dict[str, FollowUpFilter] = {}
    on: list[Choice] = []
    others: list[Choice] = []

    def offer(label: str, then: FollowUpFilter, detail: str = "", *, is_on: bool = False) -> None:
        found[label] = then
        choice = Choice(label, label, _("on; Enter takes it off") if is_on else detail)
        (on if is_on else others).append(choice)

    if asked.customer is not None:
        name = one_line(book.customer(asked.customer).shown_name)
        offer(name, asked._replace(customer=None), is_on=True)
    for place in PLACES:
        is_on = asked.place == place
        count = len(asked._replace(place=place).of(rows))
        if is_on or count:
            offer(place_words(place), asked._replace(place=None if is_on else place), f"{count:,}", is_on=is_on)
    for kind in _KINDS:
        is_on = asked.kind == kind
        count = len(asked._replace(kind=kind).of(rows))
        if is_on or count:
            offer(kind_words(kind), asked._replace(kind=None if is_on else kind), f"{count:,}", is_on=is_on)

    def read(typed: str) -> str:
        return _("only those with {name}").format(name=one_line(book.who(typed).shown_name))

    def answered(answer: str) -> FollowUpFilter:
        if answer in found:
            return found[answer]
        return asked._replace(customer=book.who(answer).id)

    question = Question(
        sentence=_("Show which follow-ups?"),
        choices=(*on, *others),
        read=read,
        placeholder=_("when, kind, or a customer's name"),
    )
    return question, answered
