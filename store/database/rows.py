"""One table's records: what is open, small or new in memory as JSON text, the settled years on disk behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cached_property
from typing import Any

from store.database.year_file import YearFile, customer_of

Plain = dict[str, Any]


class Rows:
    """The records of one table by id.

    What is live wins over what a year holds: a record that was changed since its year was written stands in both.
    """

    def __init__(self, name: str, live: dict[int, bytes], years: Sequence[YearFile] = ()) -> None:
        """Take over `live` (JSON text by id) before the `years` that hold this table."""
        self.name = name
        self.live = live
        self.gone: set[int] = set()
        self.years = years
        self._by_customer: dict[int, set[int]] | None = None

    def text(self, identity: int) -> bytes | None:
        """Return a record's JSON text, or None where there is none.

        Raises:
            DamagedFileError: its year is damaged.
        """
        text = self.live.get(identity)
        if text is None and identity <= self._last_stored and identity not in self.gone:
            for year in self.years:
                text = year.get(self.name, identity)
                if text is not None:
                    break
        return text

    @cached_property
    def _last_stored(self) -> int:
        """The highest id in the years: what is newer need not be looked for there."""
        return max((ids[-1] for ids in (year.ids(self.name) for year in self.years) if ids), default=0)

    def put(self, identity: int, text: bytes) -> None:
        """Take up a new or changed record."""
        if self._by_customer is not None:
            self._forget_customer(identity)
            self._by_customer.setdefault(customer_of(text), set()).add(identity)
        self.live[identity] = text
        self.gone.discard(identity)

    def drop(self, identity: int) -> None:
        """Take a record away; one that is not there is passed over."""
        if self._by_customer is not None:
            self._forget_customer(identity)
        self.live.pop(identity, None)
        if self.years:
            self.gone.add(identity)

    def of_customer(self, customer: int) -> dict[int, bytes]:
        """Return the JSON text of that customer's records by id.

        Raises:
            DamagedFileError: a year is damaged.
        """
        found: dict[int, bytes] = {}
        for year in self.years:
            for identity, text in year.of_customer(self.name, customer):
                if identity not in self.live and identity not in self.gone:
                    found[identity] = text
        found.update(self.live_of_customer(customer))
        return found

    def live_of_customer(self, customer: int) -> dict[int, bytes]:
        """Return the same without the years: what is open, small or new."""
        return {identity: self.live[identity] for identity in self._live_by_customer().get(customer, ())}

    def items(self) -> Iterator[tuple[int, bytes]]:
        """Give id and JSON text of every record: the years' first, then the live ones, each in order of id.

        Raises:
            DamagedFileError: a year is damaged.
        """
        for year in self.years:
            for identity, text in year.items(self.name):
                if identity not in self.live and identity not in self.gone:
                    yield identity, text
        for identity in sorted(self.live):
            yield identity, self.live[identity]

    def holding(self, mark: bytes, since: int) -> Iterator[tuple[int, bytes]]:
        """Give id and JSON text of the records in whose text `mark` stands, in the order of `items`.

        That costs little more than looking through the files: only what is found is made out.

        Args:
            mark: what stands in the JSON text.
            since: the year before which nothing is looked for.

        Raises:
            DamagedFileError: a year is damaged.
        """
        for year in self.years:
            for identity, text in year.holding(self.name, mark) if year.year >= since else ():
                if identity not in self.live and identity not in self.gone:
                    yield identity, text
        for identity in sorted(self.live):
            if mark in self.live[identity]:
                yield identity, self.live[identity]

    def ids(self) -> Iterator[int]:
        """Give every id, in the order of `items`."""
        for year in self.years:
            for identity in year.ids(self.name):
                if identity not in self.live and identity not in self.gone:
                    yield identity
        yield from sorted(self.live)

    def __len__(self) -> int:
        """Return how many records there are."""
        count = len(self.live)
        for year in self.years:
            stored = year.ids(self.name)
            count += len(stored)
            if self.live or self.gone:
                table = year.index.tables[self.name]
                count -= sum(table.position(identity) is not None for identity in (*self.live, *self.gone))
        return count

    def _live_by_customer(self) -> dict[int, set[int]]:
        if self._by_customer is None:
            self._by_customer = {}
            for identity, text in self.live.items():
                self._by_customer.setdefault(customer_of(text), set()).add(identity)
        return self._by_customer

    def _forget_customer(self, identity: int) -> None:
        text = self.live.get(identity)
        if text is not None and self._by_customer is not None:
            self._by_customer[customer_of(text)].discard(identity)


class StagedRows(MutableMapping[int, Plain]):
    """The same records as a mapping to change: copies on access, and stages what is put and taken away.

    Nothing reaches the records below until whoever made this takes `puts` and `drops` over.
    """

    def __init__(self, below: Rows | StagedRows) -> None:
        """Stand over `below`."""
        self._below = below
        self._copies: dict[int, Plain] = {}
        self.puts: dict[int, Plain] = {}
        self.drops: set[int] = set()

    def __getitem__(self, identity: int) -> Plain:
        """Return a copy that may be changed in place; the change is staged."""
        plain = self.puts.get(identity, self._copies.get(identity))
        if plain is None:
            if identity in self.drops:
                raise KeyError(identity)
            plain = self._copies[identity] = self._copy_from_below(identity)
        return plain

    def __setitem__(self, identity: int, plain: Plain) -> None:
        """Stage a record."""
        self.puts[identity] = plain
        self._copies.pop(identity, None)
        self.drops.discard(identity)

    def __delitem__(self, identity: int) -> None:
        """Stage that a record goes.

        Raises:
            KeyError: it is not there.
        """
        if identity not in self:
            raise KeyError(identity)
        self.puts.pop(identity, None)
        self._copies.pop(identity, None)
        if self._is_below(identity):  # what was only staged leaves no trace
            self.drops.add(identity)

    def __contains__(self, identity: object) -> bool:
        """Return whether a record is there, without copying it."""
        if identity in self.puts:
            return True
        if identity in self.drops or not isinstance(identity, int):
            return False
        return self._is_below(identity)

    def __iter__(self) -> Iterator[int]:
        """Give every id."""
        below = self._below if isinstance(self._below, StagedRows) else self._below.ids()
        for identity in below:
            if identity not in self.puts and identity not in self.drops:
                yield identity
        yield from self.puts

    def __len__(self) -> int:
        """Return how many records there are."""
        return sum(1 for _ in self)

    def settle(self) -> None:
        """Stage the copies that were changed in place."""
        for identity, plain in self._copies.items():
            if plain != self._copy_from_below(identity):
                self.puts[identity] = plain
        self._copies.clear()

    def take_over(self, upper: StagedRows) -> None:
        """Stage what was staged in a mapping that stood over this one."""
        upper.settle()
        for identity in upper.drops:
            self.puts.pop(identity, None)
            self._copies.pop(identity, None)
            if self._is_below(identity):
                self.drops.add(identity)
        for identity, plain in upper.puts.items():
            self[identity] = plain

    def _is_below(self, identity: int) -> bool:
        if isinstance(self._below, StagedRows):
            return identity in self._below
        return self._below.text(identity) is not None

    def _copy_from_below(self, identity: int) -> Plain:
        if isinstance(self._below, StagedRows):
            return json.loads(json.dumps(self._below[identity]))  # type: ignore[no-any-return]
        text = self._below.text(identity)
        if text is None:
            raise KeyError(identity)
        return json.loads(text)  # type: ignore[no-any-return]
