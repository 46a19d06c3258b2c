"""What Customers can be narrowed down to and in which order they stand: the questions, and the words for the title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.marks import DOT
from screens.words import language_word, stage_word
from store.facets import SILENT_MONTHS, Facet
from store.listing import ORDERS, Order
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from screens.widgets.question_bar import Choice, Question


def facet_words(facet: Facet) -> str:
    """Return what is asked of a customer, in words."""
    match facet.kind:
        case "stage":
            return stage_word(facet.value)
        case "tag":
            return f"#{facet.value}"
        case "language":
            return language_word(facet.value) if facet.value else _("language not known")
        case "reach":
            return _("do not contact") if facet.value == "do-not-contact" else _("may be contacted")
    words = {
        "today": _("in contact today"),
        "week": _("in contact this week"),
        "month": _("in contact this month"),
        "never": _("never in contact"),
    }
    for months in SILENT_MONTHS:
        silent = ngettext("silent for {count} month", "silent for {count} months", months)
        words[f"silent-{months}"] = silent.format(count=months)
    return words.get(facet.value, facet.value)


def order_words(order: Order) -> str:
    """Return how customers stand, in words."""
    return {
        "name": _("by name"),
        "silent": _("longest silent first"),
        "latest": _("latest contact first"),
        "newest": _("newest in the book first"),
        "contacts": _("most contacts first"),
    }[order]


def title_words(facets: Sequence[Facet], order: Order, query: str, count: int, most: int) -> str:
    """Return what the title says behind the name of the screen: how many there are, the filters, and the order.

    Args:
        facets: the filters.
        order: how they stand; nothing is said of the order by name, nor where the best found stand first.
        query: what is looked for, empty for nothing.
        count: how many stand there.
        most: at how many the search stops.
    """
    words = [*map(facet_words, facets), *([] if query or order == "name" else [order_words(order)])]
    number = f"{count:,}"
    if query:
        found = _("the first {count} found") if count >= most else _("{count} found")
        number = found.format(count=count)
    # The number first, since a narrow screen cuts the end off.
    return f" {DOT} ".join((number, *words))


def view_question(counts: Sequence[tuple[Facet, int]], facets: Sequence[Facet]) -> Question:
    """Return the question by what to narrow down; what is on already stands first, to be taken off.

    Args:
        counts: every facet with how many customers have it, as the book gives them.
        facets: those that are on.
    """
    from screens.widgets.question_bar import Choice, Question

    def choice(facet: Facet, count: int) -> Choice:
        detail = _("on; Enter takes it off") if facet in facets else f"{count:,}"
        return Choice(value_of(facet), facet_words(facet), detail)

    on_first = sorted(counts, key=lambda one: one[0] not in facets)
    return Question(
        sentence=_("Show only those who are…"),
        choices=tuple(choice(facet, count) for facet, count in on_first),
        placeholder=_("stage, #tag, language, last contact"),
    )


def order_question(order: Order) -> Question:
    """Return the question in which order they are to stand."""
    from screens.widgets.question_bar import Choice, Question

    choices = (Choice(one, order_words(one), _("as now") if one == order else "") for one in ORDERS)
    return Question(sentence=_("In which order?"), choices=tuple(choices))


def value_of(facet: Facet) -> str:
    """Return what a choice stands for, to be read by `facet_of`."""
    return f"{facet.kind}:{facet.value}"


def facet_of(value: str, counts: Sequence[tuple[Facet, int]]) -> Facet | None:
    """Return the facet of `counts` that a choice stands for."""
    return next((facet for facet, _count in counts if value_of(facet) == value), None)
