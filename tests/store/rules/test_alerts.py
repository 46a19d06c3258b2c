"""What has just become at risk or overdue: once each, however often, seldom or late one looks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.shop import Shop
from store.rules.agenda import rows_of_conversation, rows_of_promise
from store.rules.alerts import alerts_since
from store.rules.clocks import clocks_of
from store.rules.desk import by_pressing, read_today
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Sofia")
SHOP = Shop()
CALENDAR = Calendar.of(SHOP, ZONE)
MARIA = Customer(id=7, name="Мария")
NINE = datetime(2026, 3, 4, 9, tzinfo=ZONE)


def minutes(count: int) -> datetime:
    return NINE + timedelta(minutes=count)


def waiting(ident: int, since: datetime, channel: str = "chat") -> list[dict]:
    conversation = Conversation(id=ident, customer=7, opened=since, latest=since)
    entry = Interaction(id=ident, customer=7, when=since, channel=channel, wants_answer=True)
    clocks = clocks_of(conversation, [entry], [], shop=SHOP, calendar=CALENDAR, now=since)
    return list(rows_of_conversation(conversation, clocks, MARIA, entry))


def promised(ident: int, aim: datetime, due: datetime | date) -> list[dict]:
    promise = Promise(id=ident, customer=7, what="hinge", made=NINE, due=due, original_due=due, aim=aim)
    return list(rows_of_promise(promise, MARIA, CALENDAR))


ROWS = [*waiting(1, NINE), *promised(2, minutes(50), minutes(100))]


def said(since: int, now: int, rows: list[dict] = ROWS) -> list[tuple[str, str]]:
    return [(one.kind, one.shown["status"]) for one in alerts_since(rows, minutes(since), minutes(now))]


@pytest.mark.parametrize(
    ("since", "now", "alerts"),
    [
        (0, 44, []),
        (44, 45, [("waiting", "at_risk")]),
        (45, 46, []),
        (46, 50, []),  # a promise is at risk once its aim has passed, not at it
        (50, 51, [("promise", "at_risk")]),
        (51, 60, []),
        (60, 61, [("waiting", "overdue")]),
        (61, 100, []),
        (100, 101, [("promise", "overdue")]),
        (101, 9999, []),
        (44, 51, [("waiting", "at_risk"), ("promise", "at_risk")]),
        # Asleep in between: what is overdue is not said to be at risk as well.
        (0, 300, [("waiting", "overdue"), ("promise", "overdue")]),
    ],
)
def test_each_is_told_when_it_turns(since, now, alerts):
    assert said(since, now) == alerts


def test_a_follow_up_or_what_is_over_since_before_is_no_alert():
    assert said(200, 300, [*ROWS, {"kind": "follow_up", "row": "f1", "id": 1, "from": minutes(250).isoformat()}]) == []


def test_of_a_conversation_that_is_late_already_nothing_more_is_told():
    rows = waiting(1, NINE)
    update = next(row for row in rows if row["clock"] == "update")
    at_risk = datetime.fromisoformat(update["at_risk"])
    around = (at_risk - timedelta(minutes=1), at_risk + timedelta(minutes=1))
    assert alerts_since(rows, *around) == []
    assert [one.shown["clock"] for one in alerts_since([update], *around)] == ["update"]


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=12).map(sorted),
    st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 1500)), max_size=5),
    st.lists(st.integers(0, 2000), max_size=5),
)
def test_however_one_looks_each_is_told_once_and_what_presses_was_told(looks, promises, messages):
    rows = [
        row
        for ident, (aim, more) in enumerate(promises, 1)
        for row in promised(ident, minutes(aim), minutes(aim + more))
    ]
    rows += [row for ident, at in enumerate(messages, 1) for row in waiting(ident, minutes(at))]
    told: dict[tuple[str, int], list[str]] = {}
    since = NINE - timedelta(days=1)
    for look in looks:
        for kind, shown in alerts_since(rows, since, minutes(look)):
            told.setdefault((kind, shown.get("id") or shown["conversation"]), []).append(shown["status"])
        since = minutes(look)
    for states in told.values():
        assert states in (["at_risk"], ["overdue"], ["at_risk", "overdue"])
    for kind, shown in by_pressing(read_today(rows, since)):
        key = (kind, shown.get("id") or shown["conversation"])
        if shown["status"] in ("at_risk", "overdue") and shown.get("clock", "an answer").endswith("answer"):
            assert told[key][-1] == shown["status"]
