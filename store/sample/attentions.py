"""What the sample shop marks and gives: birthdays with their years, ideas, a lunar birthday, gestures of goodwill.

In the demo some of it falls on the days around `today`, so that there is somebody to greet whenever it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from store.records.customer import Customer, MarkedDate, PostalAddress
from store.records.gesture import Gesture
from store.rules.lunar import lunar_day
from store.rules.marked_dates import day_in_year

_IDEAS = (
    "a bell shaped like a lemon, for her daughter's bicycle",
    "map of the river path, he wants to ride it in May",
    "chocolate from the shop next door, no nuts",
    "reflectors in the colours of his club",
    "a seat cover for rainy days",
    "coffee beans, she roasts them herself",
    "first look at the new gravel bikes",
)
# How many days ago, what, what it cost in euros, and what for.
_GESTURES = (
    (9, "free service", "35", "waited a week too long for the part"),
    (23, "inner tube", "7.50", "puncture two days after the repair"),
    (41, "coffee voucher", "5", "sent us two customers this spring"),
    (66, "bell", "12", "ten years with us"),
    (98, "half the labour", "28", "the gears had to be set twice"),
    (140, "lights", "19.90", "rode home in the dark because of us"),
)
_ALL_YEAR = 300
_EVERY = 40
# Days from today on which somebody of the demo is to be greeted, by language; the years they turn.
_BIRTHDAYS = {"en": (0, 41), "tr": (3, 52), "bg": (6, 34)}
_LUNAR_IN, _LUNAR_AGE = 4, 66
_ANNIVERSARY_IN, _ANNIVERSARY = 2, 5
_ABROAD = PostalAddress(street="Οδός Πλατάνων 12", postal_code="546 22", city="Θεσσαλονίκη", country="GR")


class Attentions:
    """Completes customers as they are introduced, and remembers to whom something can be given."""

    def __init__(self, today: date, rng: Random, *, demo: bool) -> None:
        """Draw with `rng`, which nothing else draws from, so that the history stays what it is."""
        self._today = today
        self._rng = rng
        self._demo = demo
        self._greeted: set[str] = set()
        self._given_to: list[int] = []

    def of(self, customer: Customer) -> Customer:
        """Return a customer with the years of a birthday, and perhaps ideas; in the demo some with days that come."""
        if not customer.name or customer.stage == "former":
            return customer
        if customer.stage == "regular":
            self._given_to.append(customer.id)
        dates = tuple(
            replace(one, year=self._today.year - self._rng.randint(19, 74)) if self._rng.random() < 0.6 else one
            for one in customer.dates
        )
        ideas = self._rng.choice(_IDEAS) if self._rng.random() < 0.15 else ""
        customer = replace(customer, dates=dates, ideas=ideas)
        if self._demo and customer.stage == "regular" and customer.language not in self._greeted:
            self._greeted.add(customer.language)
            return self._with_a_day_that_comes(customer)
        return customer

    def gestures(self) -> Iterator[Gesture]:
        """Yield what was given in the last months, the oldest first."""
        given = list(_GESTURES)
        if not self._demo:
            count = min(_ALL_YEAR // 10, len(self._given_to) // _EVERY)
            given = [(self._rng.randint(1, _ALL_YEAR), *self._rng.choice(_GESTURES)[1:]) for _one in range(count)]
        for number, (days, kind, cost, why) in enumerate(sorted(given, reverse=True), start=1):
            customer = self._rng.choice(self._given_to)
            on = self._today - timedelta(days=days)
            yield Gesture(id=number, customer=customer, kind=kind, on=on, cost=cost, why=why)

    def _with_a_day_that_comes(self, customer: Customer) -> Customer:
        if customer.language == "ko":
            lunar = _lunar_on(self._today + timedelta(days=_LUNAR_IN))
            return customer if lunar is None else replace(customer, dates=(lunar,))
        if customer.language == "el":
            began = self._today + timedelta(days=_ANNIVERSARY_IN)
            since = day_in_year(began.year - _ANNIVERSARY, began.month, began.day)
            return replace(customer, since=since, addresses=(_ABROAD,))
        days, years = _BIRTHDAYS[customer.language]
        on = self._today + timedelta(days=days)
        born = MarkedDate(label="birthday", month=on.month, day=on.day, year=on.year - years)
        return replace(customer, dates=(born,))


def _lunar_on(day: date) -> MarkedDate | None:
    """Return the lunar birthday that falls on a day; None beyond the table."""
    for year in (day.year, day.year - 1):
        for month in range(12, 0, -1):
            first = lunar_day(year, month, 1)
            if first is not None and first <= day and (day - first).days < 29:
                of_month = (day - first).days + 1
                return MarkedDate(label="birthday", month=month, day=of_month, year=year - _LUNAR_AGE, calendar="lunar")
    return None
