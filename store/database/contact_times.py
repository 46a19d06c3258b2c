"""When a customer was really in contact, told from the bytes of the records: what every saved contact asks for.

A record's text inside a field never looks like one of the marks here, since its quotes are escaped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from store.database.rows import Rows

_TABLE = "interactions"
_WHEN = b'"when":"'
_MOOD = b'"mood":"'
_ACK = b'"kind":"ack"'
_OUT = b'"direction":"out"'


def contact_times(rows: Rows, customer: int, without: Collection[int] = ()) -> list[tuple[str, str]]:
    """Return when each real interaction of a customer happened, as it is written, and the mood that was noted.

    An acknowledgement of ours is none.

    Args:
        rows: those of the interactions.
        customer: whose.
        without: the ids of records that count no more as they are there.

    Raises:
        DamagedFileError: a year is damaged.
    """
    live, gone = rows.live, rows.gone
    texts = [text for identity, text in rows.live_of_customer(customer).items() if identity not in without]
    for year in rows.years:
        index = year.index.tables[_TABLE]
        ids = index.ids
        for at in index.positions_of(customer):
            identity = ids[at]
            if identity not in live and identity not in gone and identity not in without:
                texts.append(year.text_at(_TABLE, at))
    return times_in(texts)


def times_in(texts: Iterable[bytes]) -> list[tuple[str, str]]:
    """Return the same for the JSON texts of interactions."""
    times: list[tuple[str, str]] = []
    for text in texts:
        if _ACK in text and _OUT in text:
            continue
        start = text.find(_WHEN) + len(_WHEN)
        mood = text.find(_MOOD)
        times.append(
            (
                text[start : text.index(b'"', start)].decode(),
                "" if mood < 0 else text[mood + len(_MOOD) : text.index(b'"', mood + len(_MOOD))].decode(),
            )
        )
    return times
