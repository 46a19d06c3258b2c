"""What the sample shop marks and gives: somebody to greet whenever it is opened, and gestures within the budget."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from store.book import Book
from store.records.customer import Customer
from store.rules.marked_dates import days_to_mark
from store.sample import DEMO, SMALL, build_sample_book
from store.thanking import attentions_of
from tests.store.sample.told import MOMENTS, told_at


def days_ahead(customer: Customer, now: datetime) -> list[int]:
    today = now.date()
    return [(one.on - today).days for one in days_to_mark(customer, today, today + timedelta(days=7))]


@pytest.mark.parametrize("moment", sorted(MOMENTS))
def test_whenever_the_demo_is_opened_there_is_somebody_to_greet(moment: str) -> None:
    now = MOMENTS[moment]
    told = told_at(now, DEMO)
    coming = {day for customer in told.customers.values() for day in days_ahead(customer, now)}
    assert {0, 2, 3, 4, 6} <= coming
    lunar = [one for customer in told.customers.values() for one in customer.dates if one.calendar == "lunar"]
    assert len(lunar) == 1


@pytest.mark.parametrize("size", [DEMO, SMALL])
def test_gestures_are_given_to_those_there_are_and_stay_in_the_budget(size: object) -> None:
    now = MOMENTS["Tuesday morning"]
    told = told_at(now, size)  # type: ignore[arg-type]
    assert told.gestures
    for gesture in told.gestures.values():
        assert gesture.on < now.date()
        assert told.customers[gesture.customer].stage == "regular"
    assert sum(Decimal(one.cost) for one in told.gestures.values()) <= Decimal(told.shop.goodwill_budget)


def test_the_demo_has_a_few_cards_to_write_and_not_a_pile(tmp_path: Path) -> None:
    now = MOMENTS["Tuesday morning"]
    build_sample_book(tmp_path / "book", DEMO, now=now)
    book = Book.open(tmp_path / "book", clock=lambda: now)
    kinds = [row["kind"] for row in attentions_of(book)]
    assert 4 <= kinds.count("date") <= 12
    assert 2 <= kinds.count("card") <= 12
    book.close()
