"""What was agreed with a customer and stands beside every new promise to them: terms, preferences, allowances."""

from __future__ import annotations

from collections.abc import Iterator

from store.records.customer import Allowance, Customer
from store.sentences import _


def terms_words(customer: Customer) -> list[str]:
    """Return what to bear in mind when promising something to `customer`, a sentence each; empty where nothing is."""
    return list(_terms(customer))


def allowance_words(allowance: Allowance) -> str:
    """Return how much of an allowance is left: "3 of 5 visits left"."""
    return _("{left} of {total} {what} left").format(left=allowance.left, total=allowance.total, what=allowance.what)


def _terms(customer: Customer) -> Iterator[str]:
    if customer.terms.strip():
        yield _("Terms: {terms}").format(terms=_on_one_line(customer.terms))
    if customer.preferences.strip():
        yield _("Prefers: {preferences}").format(preferences=_on_one_line(customer.preferences))
    for allowance in customer.allowances:
        yield allowance_words(allowance)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
