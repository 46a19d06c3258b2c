"""Browsing: customers in lists, filtered, ordered and searched while typing, and what is found in their history."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from store.errors import NotFoundError
from store.facets import Facet, counted, wanted_by
from store.found_by import Reason, reasons
from store.listing import Listed, Order
from store.records.interaction import Interaction

if TYPE_CHECKING:
    from store.finding import Finder
    from store.listing import Listing
    from store.records.customer import Customer
    from store.records.shop import Shop
    from store.records.thing import Thing


class Browsing:
    """The browsing part of the book."""

    _finder: Finder
    _listing: Listing

    if TYPE_CHECKING:

        @property
        def shop(self) -> Shop:
            """The shop and its settings."""

        def now(self) -> datetime:
            """Return the present instant in the shop's zone."""

        def customer(self, identity: int) -> Customer:
            """Return a customer by id."""

        def things(self, customer: int) -> list[Thing]:
            """Return a customer's things."""

        def interaction(self, identity: int) -> Interaction:
            """Return an interaction by id."""

    def customer_ids(self) -> Sequence[int]:
        """Return every customer's id, sorted by name as it is folded for the search."""
        return self._finder.customer_ids()

    def customers_in_order(self, facets: Sequence[Facet] = (), order: Order = "name") -> Sequence[int]:
        """Return the ids of the customers who are asked for.

        Args:
            facets: what is asked of them; nothing: all of them.
            order: how they are to stand.

        Raises:
            BookUnavailableError: a year of history is damaged; by name and without facets it is not looked at.
        """
        by_name = self._finder.customer_ids()
        if not facets and order == "name":
            return by_name
        return self._listing.in_order(order, by_name, wanted_by(facets, self.now()))

    def customer_facets(self, facets: Sequence[Facet] = ()) -> list[tuple[Facet, int]]:
        """Return what can be asked of customers beside `facets`, and how many would be shown then.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        return counted(facets, self._listing.customers().values(), self.now())

    def listed(self, customer: int) -> Listed:
        """Return what lists show of a customer: when the last contact was, and how many there were.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        return self._listing.customer(customer)

    def search_customers(self, text: str, limit: int = 50, among: Container[int] | None = None) -> list[int]:
        """Return the ids of the customers whom `text` finds, best first; for searching while typing.

        Args:
            text: as it is typed.
            limit: at most so many.
            among: the ids of those who may be found; everybody where None.
        """
        return self._finder.search(text, limit, self.shop.country, among)

    def found_by(self, customer: Customer, text: str) -> list[Reason]:
        """Return by what `text` finds a customer, as far as their name does not show it."""
        return reasons(customer, self.things(customer.id), text)

    def search_history(
        self, text: str, limit: int = 50, among: Container[int] | None = None
    ) -> Iterator[list[Interaction]]:
        """Give up to `limit` interactions that hold every word of `text`, the newest first, as they are found.

        Whoever takes them can do something else in between; if that changes the book, begin anew.

        Args:
            text: as it is typed.
            limit: at most so many.
            among: the ids of the customers whose history is looked at; everybody's where None.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        for hits in self._finder.history(text, limit, among):
            found = []
            for identity, _customer in hits:
                try:
                    found.append(self.interaction(identity))
                except NotFoundError:
                    continue
            yield found
