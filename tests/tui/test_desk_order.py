"""What stands first on the desk is told from rows that are not decoded, just as it is from those that are."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from store.database.agenda_lines import AgendaLines, decoded
from store.rules.desk import by_pressing, read_today
from store.rules.thanks_desk import thanks_rows
from tui.desk_order import first_follow_ups, first_pressing, first_thanks

NOW = datetime(2026, 3, 29, 9, 30, 0, 500_000, tzinfo=ZoneInfo("Europe/Sofia"))
LETTERS = {"c": "first_answer", "u": "update", "r": "resolution"}

Row = dict[str, Any]


def instant(minutes: int) -> str:
    """So many minutes from now; the clocks went forward that night."""
    return (NOW + timedelta(minutes=minutes)).astimezone(NOW.tzinfo).isoformat(timespec="seconds")


@st.composite
def rows_of_the_desk(draw: st.DrawFn) -> list[Row]:
    rows: dict[str, Row] = {}
    for _number in range(draw(st.integers(0, 14))):
        letter, identity = draw(st.sampled_from("curcurppppfgst")), draw(st.integers(1, 9))
        started, lasts = draw(st.integers(-6000, 0)), draw(st.sampled_from([0, 30, 600, 1500, 6000]))
        row: Row = {
            "row": f"{letter}{identity}", "id": identity, "from": instant(started), "customer": identity,
            "customer_name": f'"due":"{identity}', "started": instant(started),
        }  # fmt: skip
        if letter in LETTERS:
            row |= {"kind": "conversation", "clock": LETTERS[letter], "conversation": identity, "channel": "email"}
            row["mood"] = ("upset", "happy", "")[identity % 3]  # as of its conversation, not of its clock
            if letter != "c" or lasts:
                due = NOW + timedelta(minutes=started + lasts)
                overdue = (due + timedelta(seconds=1)).astimezone(NOW.tzinfo).isoformat(timespec="seconds")
                at_risk = instant(started + lasts * 3 // 4)
                row |= {"at_risk": at_risk, "due": instant(started + lasts), "overdue": overdue, "target_s": 60}
        elif letter == "p":
            due_at = instant(started + lasts)
            row |= {"kind": "promise", "aim": instant(started + lasts // 2), "due": due_at, "said": due_at}
            row |= {"original_due": due_at, "conversation": draw(st.integers(1, 9))}
        elif letter == "f":
            row |= {"kind": "follow_up", "due": instant(started), "said": instant(started)}
            if draw(st.booleans()):
                row["snoozed"] = row["from"] = instant(draw(st.integers(-60, 60)))
        elif letter == "g":
            on = [(NOW + timedelta(days=days)).date() for days in draw(st.lists(st.integers(-40, 20), max_size=2))]
            days = [
                {"reason": "since", "on": str(day), "from": str(day - timedelta(days=7)), "years": 5}
                | ({"is_card": True} if day.day % 2 else {})
                for day in on
            ]
            row |= {"kind": "days", "days": days}
        else:
            row["from"] = instant(draw(st.integers(-40, 0)) * 1440)
            row |= {"kind": "card", "reason": "compliment", "on": row["from"][:10]}
        rows[row["row"]] = row
    return list(rows.values())


@given(rows_of_the_desk(), st.sets(st.integers(0, 20)), st.sets(st.sampled_from(["c1", "p2", "t3", "g4"])), st.data())
def test_the_first_of_undecoded_rows_are_those_of_the_whole_desk(
    rows: list[Row], changed: set[int], dropped: set[str], data: st.DataObject
) -> None:
    texts: dict[str, bytes] = {}
    for number, row in sorted(enumerate(rows), key=lambda pair: pair[1]["from"]):
        # What has changed stands in the file as it was before, long ago.
        written = {**row, "from": "2020-01-01T00:00:00+02:00"} if number in changed and row["kind"] != "card" else row
        texts.setdefault(row["row"][0], b"")
        texts[row["row"][0]] += json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode() + b",\n"
    lines = AgendaLines({letter: b"".join(sorted(text.splitlines(True), key=_from)) for letter, text in texts.items()})
    for number, row in enumerate(rows):
        if number in changed:
            lines.put(row)
    for key in dropped:
        lines.drop(key)
    known = [row for row in rows if row["row"] not in dropped]
    assert sorted(row["row"] for row in decoded(lines.values())) == sorted(row["row"] for row in known)

    today, most = read_today(known, NOW), data.draw(st.integers(1, 6))
    expected = [
        ("p" if kind == "promise" else "", one["id" if kind == "promise" else "conversation"])
        for kind, one in by_pressing(today)
    ]
    keys, count = first_pressing(lines, NOW, most)
    assert [("p" if key[0] == "p" else "", int(key[1:])) for key in keys] == expected[:most]
    assert count == len(expected)

    follow_ups, count = first_follow_ups(lines, NOW, most)
    assert read_today(decoded(follow_ups), NOW)["follow_ups"] == today["follow_ups"][:most]
    assert count == len(today["follow_ups"])

    thanks, count = first_thanks(lines, NOW, most)
    assert count == len(today["thanks"])
    kinds = [(one["kind"], one["on"]) for one in thanks_rows(decoded(thanks), NOW)[:most]]
    assert kinds == [(one["kind"], one["on"]) for one in today["thanks"][:most]]


def _from(line: bytes) -> str:
    shown_from: str = json.loads(line.rstrip(b",\n"))["from"]
    return shown_from
