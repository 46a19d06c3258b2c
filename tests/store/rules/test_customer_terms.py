"""What was agreed with a customer stands beside every new promise to them."""

from __future__ import annotations

from store.records.customer import Allowance, Customer
from store.rules.customer_terms import allowance_words, terms_words


def test_terms_preferences_and_allowances_each_have_their_sentence() -> None:
    customer = Customer(
        name="Ayşe",
        terms="pays at the\nend of the month",
        preferences="mornings, never by phone",
        allowances=(Allowance(what="visits", total=5, used=2), Allowance(what="calls", total=1, used=3)),
    )
    assert terms_words(customer) == [
        "Terms: pays at the end of the month",
        "Prefers: mornings, never by phone",
        "3 of 5 visits left",
        "0 of 1 calls left",
    ]
    assert allowance_words(customer.allowances[0]) == "3 of 5 visits left"


def test_where_nothing_was_agreed_nothing_is_said() -> None:
    assert terms_words(Customer(name="Ayşe", terms="  ", note="likes tea")) == []
