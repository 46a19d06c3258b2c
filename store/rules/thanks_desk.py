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
SUGGESTED_DAYS = 60
KINDS = ("days", "card")


def thanks_rows(rows: Iterable[Row], now: datetime) -> list[Shown]:
    """Return the days to mark and then the cards to write, each in the order in which they came or come.

    A day is shown from its lead days on and until a week after it, a card from what it is for and for sixty days.

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
