"""The budget for goodwill: what gestures cost in a calendar year, beside what the owner means to spend on them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from store.records.gesture import Gesture
from store.sentences import _


class Goodwill(NamedTuple):
    """One calendar year.

    Attributes:
        year: which.
        given: how many gestures there were.
        spent: what they cost, in the shop's currency.
        budget: what may be spent; None where no limit is set.
    """

    year: int
    given: int
    spent: Decimal
    budget: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What is left, negative where it is overspent; None without a budget."""
        return None if self.budget is None else self.budget - self.spent


def goodwill_in(year: int, gestures: Iterable[Gesture], budget: str) -> Goodwill:
    """Return what gestures cost in a year.

    Args:
        year: the calendar year.
        gestures: of any year.
        budget: the shop's setting `goodwill.budget`, empty for none.
    """
    costs = [Decimal(one.cost) for one in gestures if one.on.year == year]
    return Goodwill(year, len(costs), sum(costs, Decimal(0)), Decimal(budget) if budget else None)


def goodwill_words(goodwill: Goodwill, currency: str) -> str:
    """Return that in a sentence: "Goodwill in 2026: 42.50 of 300 EUR spent, 257.50 left."."""
    left = goodwill.left
    if left is None:
        words = _("Goodwill in {year}: {spent} {currency} spent.")
    elif left < 0:
        words = _("Goodwill in {year}: {spent} of {budget} {currency} spent, {over} over.")
    else:
        words = _("Goodwill in {year}: {spent} of {budget} {currency} spent, {left} left.")
    words = words.format(
        year=goodwill.year,
        spent=money(goodwill.spent),
        budget=money(goodwill.budget or Decimal(0)),
        currency=currency,
        left=money(left or Decimal(0)),
        over=money(-(left or Decimal(0))),
    )
    return words.replace("  ", " ").replace(" ,", ",").replace(" .", ".") if not currency else words


def money(amount: Decimal) -> str:
    """Return an amount in figures, with cents where there are any: "300", "42.50"."""
    return f"{amount:.2f}" if amount % 1 else f"{amount:.0f}"
