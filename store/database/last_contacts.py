"""When a customer was last in contact, by when it happened: from the years' indexes and as few records as will do.

A year's file holds what happened in that year by the clock of the place, so that a record of an earlier file cannot be
the later one, but for the hours by which places differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from store.database.rows import Rows
from store.database.year_file import YearFile, customer_of

_TABLE = "interactions"
_WHEN = b'"when":"'
_LOCAL = 19  # a local time to the second, before its offset
# No place is further from UTC than this.
_MOST_APART = 86_400


def last_contact(rows: Rows, customer: int) -> tuple[int, int]:
    """Return the instant of a customer's last contact, in seconds since 1970 (UTC), and how many there were.

    Args:
        rows: those of the interactions.
        customer: whose.

    Raises:
        DamagedFileError: a year is damaged.
    """
    live = rows.live_of_customer(customer)
    last, count = _latest(live.values()), len(live)
    for year in reversed(rows.years):
        index = year.index.tables[_TABLE]
        positions = [at for at in index.positions_of(customer) if _is_stored(rows, index.ids[at])]
        count += len(positions)
        if last < _end_of(year):
            last = max(last, _latest(year.text_at(_TABLE, at) for at in positions))
    return last, count


def last_contacts(rows: Rows) -> dict[int, tuple[int, int]]:
    """Return the same for every customer who ever was in contact.

    Raises:
        DamagedFileError: a year is damaged.
    """
    live: dict[int, list[bytes]] = {}
    for text in rows.live.values():
        live.setdefault(customer_of(text), []).append(text)
    last = {customer: _latest(texts) for customer, texts in live.items()}
    count = {customer: len(texts) for customer, texts in live.items()}
    for year in reversed(rows.years):
        index, end = year.index.tables[_TABLE], _end_of(year)
        for customer, stored in index.by_customer():
            positions = stored
            if rows.live or rows.gone:
                positions = [at for at in stored if _is_stored(rows, index.ids[at])]
            count[customer] = count.get(customer, 0) + len(positions)
            if last.get(customer, 0) < end:
                latest = _latest(year.text_at(_TABLE, at) for at in positions)
                last[customer] = max(last.get(customer, 0), latest)
    return {customer: (last[customer], number) for customer, number in count.items() if number}


def _is_stored(rows: Rows, identity: int) -> bool:
    return identity not in rows.live and identity not in rows.gone


def _end_of(year: YearFile) -> int:
    """Return the instant by which everything that stands in this year had happened."""
    return int(datetime(year.year + 1, 1, 1, tzinfo=UTC).timestamp()) + _MOST_APART


def _latest(texts: Iterable[bytes]) -> int:
    """Return the latest instant at which one of these happened, 1 or later; 0 where there is none."""
    latest: dict[bytes, bytes] = {}  # by offset, since times of one offset stand in the order of their text
    for text in texts:
        start = text.find(_WHEN) + len(_WHEN)
        end = text.index(b'"', start)
        local, offset = text[start : start + _LOCAL], text[start + _LOCAL : end]
        if local > latest.get(offset, b""):
            latest[offset] = local
    instants = (datetime.fromisoformat((local + offset).decode()) for offset, local in latest.items())
    return max((max(1, int(instant.timestamp())) for instant in instants), default=0)
