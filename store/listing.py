"""Customers as lists show them: filtered, ordered, with their last contact; kept up to date by changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, get_args

from store.database.last_contacts import last_contact, last_contacts
from store.database.listing_file import Listed, StaleListingError, Traits, read_listing, write_listing
from store.database.record_file import DamagedFileError
from store.database.transaction import Applied
from store.database.year_file import customer_of
from store.errors import BookUnavailableError
from store.sentences import _

if TYPE_CHECKING:
    from store.database.storage import JournalStorage

__all__ = ["ORDERS", "Listed", "Listing", "Order", "Traits"]

Order = Literal["name", "silent", "latest", "newest", "contacts"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""By name; longest silent first; in contact last first; newest in the book first; most contacts first."""

_NOBODY = Listed(Traits("new", "", False, ()), 0, 0)
_TABLES = ("customers", "interactions")


class Listing:
    """The columns of every customer, in memory from the first time that a list is shown."""

    def __init__(self, storage: JournalStorage) -> None:
        """Follow the changes of `storage`; the columns are loaded when they are first asked for."""
        self._storage = storage
        self._customers: dict[int, Listed] | None = None
        self._alike: dict[Traits, Traits] = {}
        self._touched: set[tuple[str, int]] = set()
        # Whose an entry was before it changed, which its record no longer says.
        self._owners: dict[int, int] = {}
        storage.on_change(self._notice)

    def forget(self) -> None:
        """Load the columns anew when they are next asked for."""
        self._customers = None
        self._alike.clear()
        self._touched.clear()
        self._owners.clear()

    def customers(self) -> Mapping[int, Listed]:
        """Return every customer by id; not to be kept, since the next change changes it.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        try:
            return self._ready()
        except DamagedFileError as problem:
            self.forget()
            raise BookUnavailableError(
                _("A year of history is damaged. Run “regulars doctor --repair” to mend it.")
            ) from problem

    def customer(self, identity: int) -> Listed:
        """Return one customer; for an id that is not there, one of whom nothing is known.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        return self.customers().get(identity, _NOBODY)

    def in_order(self, order: Order, by_name: Sequence[int], are_wanted: Callable[[Listed], bool]) -> list[int]:
        """Return the ids of those who are wanted.

        Args:
            order: how they are to stand; those who were never in contact stand last where that decides.
            by_name: every customer's id in the order of their names, which decides between equals.
            are_wanted: whether a customer is to be among them.

        Raises:
            BookUnavailableError: a year of history is damaged.
        """
        known = self.customers()
        found = [one for one in by_name if one in known and are_wanted(known[one])]
        match order:
            case "silent":
                found.sort(key=lambda one: (not known[one].contacts, known[one].last))
            case "latest":
                found.sort(key=lambda one: -known[one].last)
            case "newest":
                found.sort(reverse=True)
            case "contacts":
                found.sort(key=lambda one: -known[one].contacts)
        return found

    def load(self) -> None:
        """Have the columns in memory, as far as they can be had."""
        with suppress(DamagedFileError):
            self._ready()

    def keep(self, checksum: int) -> None:
        """Write the columns beside the snapshot whose checksum is given; they can be worked out, so failing is no harm.

        To be called when nothing has changed since that snapshot.
        """
        with suppress(OSError, DamagedFileError):
            write_listing(self._storage.folder.listing, checksum, self._ready())

    def worked_out(self) -> dict[int, Listed]:
        """Return every customer by id, worked out from the records alone.

        Raises:
            DamagedFileError: a year of history is damaged.
        """
        history = last_contacts(self._storage.rows["interactions"])
        return {
            identity: Listed(self._traits(text), *history.get(identity, (0, 0)))
            for identity, text in self._storage.rows["customers"].items()
        }

    # Keeping up

    def _ready(self) -> dict[int, Listed]:
        if self._customers is None:
            self._customers = self._loaded()
        touched, self._touched = self._touched, set()
        stale = {identity for table, identity in touched if table == "customers"}
        stale |= self._had({identity for table, identity in touched if table == "interactions"})
        for identity in stale:
            self._work_out_again(identity)
        return self._customers

    def _loaded(self) -> dict[int, Listed]:
        storage = self._storage
        self._owners = {identity: customer_of(text) for identity, text in self._live().items()}
        with suppress(OSError, StaleListingError):
            found = read_listing(storage.folder.listing, storage.checksum)
            self._touched |= {(table, identity) for table, identity in storage.fresh if table in _TABLES}
            return found
        found = self.worked_out()
        if not storage.fresh and not storage.read_only:
            with suppress(OSError):
                write_listing(storage.folder.listing, storage.checksum, found)
        return found

    def _work_out_again(self, identity: int) -> None:
        assert self._customers is not None
        text = self._storage.rows["customers"].text(identity)
        if text is None:
            self._customers.pop(identity, None)
        else:
            history = last_contact(self._storage.rows["interactions"], identity)
            self._customers[identity] = Listed(self._traits(text), *history)

    def _had(self, interactions: Iterable[int]) -> set[int]:
        """Return whose these entries are, and whose they were when they were last looked at."""
        customers: set[int] = set()
        live = self._live()
        for identity in interactions:
            customers.add(self._owners.pop(identity, 0))
            for year in self._storage.years:
                stored = year.get("interactions", identity)
                if stored is not None:
                    customers.add(customer_of(stored))
            text = live.get(identity)
            if text is not None:
                self._owners[identity] = customer_of(text)
                customers.add(self._owners[identity])
        return customers - {0}

    def _live(self) -> Mapping[int, bytes]:
        return self._storage.rows["interactions"].live

    def _traits(self, text: bytes) -> Traits:
        plain = json.loads(text)
        traits = Traits(
            plain.get("stage", "new"),
            plain.get("language", ""),
            plain.get("do_not_contact", False),
            tuple(plain.get("tags", ())),
        )
        return self._alike.setdefault(traits, traits)

    def _notice(self, applied: Applied) -> None:
        if self._customers is not None:
            self._touched |= {(table, identity) for table, identity in applied.touched if table in _TABLES}
