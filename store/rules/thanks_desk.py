"""Which days are to be marked and which cards to be written, from the rows of the agenda and the time of looking.

Like `desk.py`, which calls it, this imports nothing but `datetime`. For what the rows hold see `thanks.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from typing import Any

    Row = Mapping[str, Any]
    Shown = dict[str, Any]

# As in `marked_dates.py` and `thanks.py`, whose modules the light path cannot import; a test holds them together.
LINGERS_DAYS = 7
SUGGESTED_DAYS = 30
KINDS = ("days", "card")
# The letters that the keys of days and of cards begin with.
OF_DAYS, OF_CARDS = "g", ("s", "t")
_CARD, _IS_CARD, _ON = b'"kind":"card"', b'"is_card":true', b'"on":"'
# Behind the beginning of the one stands the other, in the rows of days: `"on":"2026-03-04","from":"2026-02-25"`.
_ON_AT, _ON_END = len(_ON), len(_ON) + len("2026-03-04")
_FROM_AT = _ON_END + len('","from":"')
_FROM_END = _FROM_AT + len("2026-03-04")


def thanks_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the days to mark and then the cards to write, each in the order in which they came or come.

    A day is shown from its lead days on and until a week after it, a card from what it is for and for thirty days.

    Args:
        rows: the agenda's of the kinds `KINDS`.
        now: aware, in the shop's zone.
    """
    today = now.date()
    found: list[Shown] = []
    for row in rows:
        if row["kind"] == "card":
            found += _card(row, today)
        else:
            found += _days(row, today)
    return sorted(found, key=_in_order)


def first_lines(lines: Iterable[bytes | Shown], now: datetime, most: int) -> tuple[list[bytes | Shown], int]:
    """Return the rows that hold the first `most` of what `thanks_rows` would give, and how many it would give in all.

    Told from undecoded rows, so that thousands of customers cost little.

    Args:
        lines: the agenda's rows of the kinds `KINDS`, as JSON text where they were not decoded on the way.
        now: aware, in the shop's zone.
        most: how many, 1 or more.
    """
    today = now.date()
    card_since = (today - timedelta(days=SUGGESTED_DAYS)).isoformat().encode()
    date_since = (today - timedelta(days=LINGERS_DAYS)).isoformat().encode()
    today_text = today.isoformat().encode()
    found: list[tuple[bool, bytes, int, bytes | Shown]] = []
    for number, line in enumerate(lines):
        if not isinstance(line, bytes):
            rows = thanks_rows([line], now)
            found += [(one["kind"] == "card", one["on"].encode(), number, line) for one in rows]
            continue
        is_card = _CARD in line
        # Most days are long over: those are passed over first.
        since = card_since if is_card or _IS_CARD in line else date_since
        at = line.find(_ON)
        while at >= 0:
            on = line[at + _ON_AT : at + _ON_END]
            if on >= since and (on if is_card else line[at + _FROM_AT : at + _FROM_END]) <= today_text:
                is_one = is_card or line.find(_IS_CARD, at, line.find(b"}", at)) >= 0
                if is_one or on >= date_since:
                    found.append((is_one, on, number, line))
            at = line.find(_ON, at + _ON_END)
    found.sort(key=lambda one: one[:3])
    return list({number: line for _card, _day, number, line in found[:most]}.values()), len(found)


def _card(row: Row, today: date) -> Iterator[Shown]:
    on = date.fromisoformat(row["on"])
    if timedelta(0) <= today - on <= timedelta(days=SUGGESTED_DAYS):
        entry = 0 if "sent" in row else row["id"]
        yield _shown(row, "card", row["reason"], row["on"], row["on"], what=row.get("what", ""), entry=entry)


def _days(row: Row, today: date) -> Iterator[Shown]:
    for day in row["days"]:
        on = date.fromisoformat(day["on"])
        kind = "card" if day.get("is_card") else "date"
        longest = timedelta(days=SUGGESTED_DAYS if kind == "card" else LINGERS_DAYS)
        if day["from"] <= today.isoformat() and today - on <= longest:
            yield _shown(
                row, kind, day["reason"], day["on"], day["from"], label=day.get("label", ""), years=day.get("years")
            )


def _shown(
    row: Row,
    kind: str,
    reason: str,
    on: str,
    shown_from: str,
    *,
    what: str = "",
    label: str = "",
    years: int | None = None,
    entry: int = 0,
) -> Shown:
    return {
        "customer": row["customer"],
        "customer_name": row["customer_name"],
        "kind": kind,
        "reason": reason,
        "label": label,
        "what": what,
        "on": on,
        "years": years,
        "shown_from": shown_from,
        "interaction": entry or None,
        "sent": row.get("sent"),
    }


def _in_order(shown: Shown) -> tuple[bool, str, int, str]:
    return shown["kind"] == "card", shown["on"], shown["customer"], shown["reason"]
