"""Reading what ties a customer to the shop and to others: what was given, whom they sent, what thanks are due for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from store.reading import Reading
from store.records.codec import from_plain
from store.records.customer import Customer
from store.records.gesture import Gesture
from store.records.interaction import Interaction, Kind


class Ties(Reading):
    """The part of the book that reads them."""

    def gesture(self, identity: int) -> Gesture:
        """Return a gesture by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Gesture, identity)

    def gestures(self, customer: int | None = None) -> list[Gesture]:
        """Return gestures, the last first.

        Args:
            customer: to whom; to everybody where None.
        """
        return sorted(self._of(Gesture, customer), key=lambda one: (one.on, one.id), reverse=True)

    def sent_by(self, customer: int) -> list[Customer]:
        """Return the customers who came through a customer, in order of id."""
        mark = b'"referred_by":%d' % customer
        found = [one for one, text in self._storage.rows["customers"].items() if mark in text]
        staged = (self._storage.staged or {}).get("customers")
        found += [one for one in (staged.puts if staged is not None else ()) if one not in found]
        sent = (self._get(Customer, one) for one in sorted(found))
        return [one for one in sent if one is not None and one.referred_by == customer]

    def interactions_of_kind(self, customer: int, kinds: Sequence[Kind]) -> list[Interaction]:
        """Return a customer's interactions of some kinds, oldest first by when they happened; no other is decoded."""
        marks = [b'"kind":"%b"' % kind.encode() for kind in kinds]
        found = [
            from_plain(Interaction, json.loads(text), identity)
            for identity, text in self._texts_of(Interaction, customer).items()
            if any(mark in text for mark in marks)
        ]
        return sorted((one for one in found if one.kind in kinds), key=lambda one: (one.when, one.id))
