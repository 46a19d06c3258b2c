"""When a customer was really in contact, told from the bytes of the records: what every saved contact asks for.

A record's text inside a field never looks like one of the marks here, since its quotes are escaped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from store.database.rows import Rows

_TABLE = "interactions"
_WHEN = b'"when":"'
_MOOD = b'"mood":"'
_ACK = b'"kind":"ack"'
_OUT = b'"direction":"out"'


def contact_times(rows: Rows, customer: int, without: Collection[int] = ()) -> Iterator[tuple[str, str]]:
    """Give when each real interaction of a customer happened, as it is written, and the mood that was noted.

    An acknowledgement of ours is none.

    Args:
        rows: those of the interactions.
        customer: whose.
        without: the ids of records that count no more as they are there.

    Raises:
        DamagedFileError: a year is damaged.
    """
    live = rows.live_of_customer(customer)
    yield from times_in(text for identity, text in live.items() if identity not in without)
    for year in rows.years:
        positions = year.index.tables[_TABLE].positions_of(customer)
        if not positions:
            continue
        if rows.live or rows.gone or without:
            ids, stale = year.index.tables[_TABLE].ids, (rows.live.keys(), rows.gone, without)
            positions = [at for at in positions if not any(ids[at] in group for group in stale)]
        yield from times_in(year.text_at(_TABLE, at) for at in positions)


def times_in(texts: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """Give the same for the JSON texts of interactions."""
    for text in texts:
        if _ACK in text and _OUT in text:
            continue
        start = text.find(_WHEN) + len(_WHEN)
        when = text[start : text.index(b'"', start)].decode()
        mood = text.find(_MOOD)
        if mood < 0:
            yield when, ""
        else:
            mood += len(_MOOD)
            yield when, text[mood : text.index(b'"', mood)].decode()
