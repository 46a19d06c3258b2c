"""When a customer was really in contact, told from the bytes of the records: what every saved contact asks for.

A record's text inside a field never looks like one of the marks here, since its quotes are escaped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from store.database.rows import Rows

_TABLE = "interactions"
_WHEN = b'"when":"'
_MOOD = b'"mood":"'
_WHEN_AT, _MOOD_AT = len(_WHEN), len(_MOOD)
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
        positions, ids = index.positions_of(customer), index.ids
        if positions and (live or gone or without):
            positions = [
                at for at in positions if (one := ids[at]) not in live and one not in gone and one not in without
            ]
        texts += year.texts_at(_TABLE, positions)
    return times_in(texts)


def times_in(texts: Iterable[bytes]) -> list[tuple[str, str]]:
    """Return the same for the JSON texts of interactions."""
    times: list[tuple[str, str]] = []
    for text in texts:
        if _ACK in text and _OUT in text:
            continue
        start = text.find(_WHEN) + _WHEN_AT
        when = text[start : text.index(b'"', start)].decode()
        mood = text.find(_MOOD, start) + _MOOD_AT
        times.append((when, text[mood : text.index(b'"', mood)].decode() if mood >= _MOOD_AT else ""))
    return times
