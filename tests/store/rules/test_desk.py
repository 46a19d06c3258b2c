"""What Today shows, read from the agenda's rows alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.records.shop import Shop
from store.rules import follow_ups, promises
from store.rules.agenda import (
    row_of_draft,
    rows_of_conversation,
    rows_of_follow_up,
    rows_of_promise,
)
from store.rules.conversations import ConversationState
from store.rules.desk import follow_up_rows, read_today, waiting_rows
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Sofia")
CALENDAR = Calendar.of(Shop(), ZONE)
MARIA = Customer(id=7, name="Мария")
NOW = datetime(2026, 3, 4, 10, tzinfo=ZONE)
TODAY = NOW.date()


def waiting(ident, since, **more):
    state = ConversationState(
        waiting_on="us", opened=since, latest=since, wants_answer_since=since, channel="chat", **more
    )
    conversation = Conversation(id=ident, customer=7, subject="door", opened=since, latest=since)
    return rows_of_conversation(conversation, state, MARIA, None)


def a_promise(ident, due, aim=NOW, **more):
    return Promise(
        id=ident,
        customer=7,
        what="hinge",
        made=NOW - timedelta(days=30),
        due=due,
        original_due=due,
        aim=aim,
        **more,
    )


def a_follow_up(ident, due, **more):
    return FollowUp(id=ident, customer=7, what="ask", made=NOW, due=due, **more)


def test_an_empty_book_leaves_an_empty_desk():
    assert read_today([], NOW) == {
        "now": "2026-03-04T10:00:00+02:00",
        "waiting": [],
        "promises": [],
        "follow_ups": [],
        "quiet": [],
        "thanks": [],
        "drafts": [],
    }


def test_the_customer_who_waits_longest_comes_first():
    rows = [*waiting(1, NOW - timedelta(hours=1)), *waiting(2, NOW - timedelta(days=9))]
    shown = read_today(rows, NOW)["waiting"]
    assert [row["conversation"] for row in shown] == [2, 1]
    assert shown == waiting_rows(rows, NOW)
    assert shown[1] == {
        "conversation": 1,
        "customer": 7,
        "customer_name": "Мария",
        "what": "door",
        "mood": "",
        "clock": "first_answer",
        "channel": "chat",
        "started": "2026-03-04T09:00:00+02:00",
        "due": None,
        "status": "running",
        "elapsed_working_s": None,
        "elapsed_real_s": 3600,
        "target_s": None,
        "margin_s": None,
    }


def test_waiting_is_real_time_when_the_clocks_change():
    since = datetime(2026, 3, 28, 12, tzinfo=ZONE)
    (row,) = waiting_rows(waiting(1, since), datetime(2026, 3, 29, 12, tzinfo=ZONE))
    assert row["elapsed_real_s"] == 23 * 3600


def test_nobody_waits_less_than_nothing_when_the_clock_was_set_back():
    (row,) = waiting_rows(waiting(1, NOW + timedelta(hours=2)), NOW)
    assert row["elapsed_real_s"] == 0


def test_all_open_promises_stand_there_soonest_due_first():
    dues = {1: date(2026, 5, 1), 2: NOW - timedelta(hours=1), 3: TODAY}
    rows = [row for ident, due in dues.items() for row in rows_of_promise(a_promise(ident, due), MARIA, CALENDAR)]
    shown = read_today(rows, NOW)["promises"]
    assert [row["id"] for row in shown] == [2, 3, 1]
    assert [row["status"] for row in shown] == ["overdue", "open", "open"]
    assert shown[1] == {
        "id": 3,
        "customer": 7,
        "customer_name": "Мария",
        "what": "hinge",
        "kind": "",
        "condition": "",
        "conversation": None,
        "made": "2026-02-02T10:00:00+02:00",
        "due": "2026-03-04",
        "due_at": "2026-03-04T18:00:00+02:00",
        "original_due": "2026-03-04",
        "aim": "2026-03-04T10:00:00+02:00",
        "kept": None,
        "status": "open",
        "moves": [],
        "margin_s": None,
        "margin_original_s": None,
    }


@pytest.mark.parametrize("minutes", [-1, 0, 1, 479, 480, 481, 5000])
def test_the_desk_and_the_rules_agree_on_how_a_promise_stands(minutes):
    promise, now = a_promise(3, TODAY), NOW + timedelta(minutes=minutes)
    (shown,) = read_today(rows_of_promise(promise, MARIA, CALENDAR), now)["promises"]
    assert shown["status"] == promises.status_of(promise, CALENDAR, now)


@pytest.mark.parametrize(
    ("due", "more", "stands"),
    [
        (TODAY, {}, True),
        (date(2025, 1, 1), {}, True),
        (NOW + timedelta(hours=13), {}, True),
        (date(2026, 3, 5), {}, False),
        (NOW + timedelta(hours=14), {}, False),
        (TODAY, {"snoozed_until": date(2026, 3, 5)}, False),
        (TODAY, {"snoozed_until": NOW + timedelta(hours=2)}, False),
        (TODAY, {"snoozed_until": NOW - timedelta(hours=2)}, True),
        (date(2026, 3, 20), {"snoozed_until": TODAY}, True),
    ],
)
def test_follow_ups_due_by_tonight_stand_there_and_snoozed_ones_do_not(due, more, stands):
    follow_up = a_follow_up(4, due, **more)
    rows = rows_of_follow_up(follow_up, MARIA, CALENDAR)
    assert bool(read_today(rows, NOW)["follow_ups"]) is stands
    (listed,) = follow_up_rows(rows, NOW)
    assert listed["status"] == follow_ups.status_of(follow_up, ZONE, NOW)


def test_tonight_is_the_shops_even_when_the_clocks_change_before_it():
    morning = datetime(2026, 3, 29, 1, tzinfo=ZONE)
    tomorrow = rows_of_follow_up(a_follow_up(4, date(2026, 3, 30)), MARIA, CALENDAR)
    late = rows_of_follow_up(a_follow_up(5, datetime(2026, 3, 29, 23, 59, tzinfo=ZONE)), MARIA, CALENDAR)
    shown = read_today([*tomorrow, *late], morning)["follow_ups"]
    assert [row["id"] for row in shown] == [5]


def test_a_follow_up_says_what_it_is():
    rows = rows_of_follow_up(a_follow_up(4, TODAY, rule="FREQ=YEARLY"), MARIA, CALENDAR)
    assert read_today(rows, NOW)["follow_ups"] == [
        {
            "id": 4,
            "customer": 7,
            "customer_name": "Мария",
            "what": "ask",
            "due": "2026-03-04",
            "shown_from": "2026-03-04T00:00:00+02:00",
            "status": "open",
            "rule": "FREQ=YEARLY",
            "source": "owner",
            "conversation": None,
        }
    ]


def test_drafts_stand_there_oldest_first_with_or_without_a_customer():
    rows = [
        row_of_draft(Draft(id=2, line="@maria", begun=NOW, customer=7), MARIA),
        row_of_draft(Draft(id=1, line="+prom", begun=NOW - timedelta(hours=1))),
    ]
    assert read_today(rows, NOW)["drafts"] == [
        {
            "id": 1,
            "customer": None,
            "customer_name": None,
            "line": "+prom",
            "begun": "2026-03-04T09:00:00+02:00",
        },
        {
            "id": 2,
            "customer": 7,
            "customer_name": "Мария",
            "line": "@maria",
            "begun": "2026-03-04T10:00:00+02:00",
        },
    ]


def test_reading_today_imports_next_to_nothing():
    program = (
        "import sys; before = set(sys.modules); import store.rules.desk; "
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    allowed = {"__future__", "_datetime", "_operator", "datetime", "math", "operator", "store"}
    assert set(ran.stdout.split()) <= allowed
