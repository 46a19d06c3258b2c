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
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.shop import DatedTargets, Shop
from store.rules import follow_ups, promises
from store.rules.agenda import (
    row_of_draft,
    rows_of_conversation,
    rows_of_follow_up,
    rows_of_promise,
)
from store.rules.clocks import clocks_of
from store.rules.desk import by_pressing, follow_up_rows, place_of, read_today, waiting_rows
from store.rules.open_time import OpenTime
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Sofia")
SHOP = Shop()
CALENDAR = Calendar.of(SHOP, ZONE)
MARIA = Customer(id=7, name="Мария")
NOW = datetime(2026, 3, 4, 10, tzinfo=ZONE)
TODAY = NOW.date()


def waiting(ident, since, channel="chat", target=None, now=NOW):
    shop = SHOP if target is None else Shop(targets=(DatedTargets(targets=target),))
    conversation = Conversation(id=ident, customer=7, subject="door", opened=since, latest=since)
    entry = Interaction(id=ident, customer=7, when=since, channel=channel, wants_answer=True)
    clocks = clocks_of(conversation, [entry], [], shop=shop, calendar=CALENDAR, now=now)
    return rows_of_conversation(conversation, clocks, MARIA, None)


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


def test_what_is_due_first_comes_first():
    rows = [
        *waiting(1, NOW - timedelta(minutes=20)),
        *waiting(2, NOW - timedelta(hours=30), channel="letter"),
        *waiting(3, NOW - timedelta(minutes=4), channel="phone"),
    ]
    shown = read_today(rows, NOW, CALENDAR.between)["waiting"]
    assert [row["conversation"] for row in shown] == [3, 1, 2]
    assert shown[1] == {
        "conversation": 1,
        "customer": 7,
        "customer_name": "Мария",
        "what": "door",
        "mood": "",
        "clock": "first_answer",
        "channel": "chat",
        "third_party": "",
        "waiting_on": "us",
        "started": "2026-03-04T09:40:00+02:00",
        "at_risk": "2026-03-04T10:25:00+02:00",
        "due": "2026-03-04T10:40:00+02:00",
        "status": "running",
        "elapsed_working_s": 1200,
        "elapsed_real_s": 1200,
        "target_s": 3600,
        "margin_s": 2400,
    }
    assert [(row["status"], row["margin_s"]) for row in shown] == [
        ("at_risk", 60),
        ("running", 2400),
        ("running", 21600),
    ]


def test_whoever_waits_without_a_target_comes_last_the_longest_first():
    off = {"chat.first_answer": 0, "chat.update": 0}
    rows = [*waiting(1, NOW - timedelta(hours=1), target=off), *waiting(2, NOW - timedelta(days=9), target=off)]
    shown = waiting_rows([*rows, *waiting(3, NOW)], NOW, CALENDAR.between)
    assert [(row["conversation"], row["clock"]) for row in shown] == [
        (3, "first_answer"),
        (3, "update"),
        (2, "first_answer"),
        (1, "first_answer"),
    ]
    assert (shown[-1]["due"], shown[-1]["target_s"], shown[-1]["margin_s"]) == (None, None, None)
    assert shown[-1]["elapsed_working_s"] == 3600


def test_a_conversation_stands_on_today_once_and_for_news_alone_only_when_it_is_at_risk():
    rows = waiting(1, NOW - timedelta(days=9))
    assert [row["clock"] for row in waiting_rows(rows, NOW)] == ["first_answer", "update"]
    assert [row["clock"] for row in read_today(rows, NOW)["waiting"]] == ["first_answer"]
    (update,) = (row for row in rows if row["clock"] == "update")
    assert [row["clock"] for row in read_today([update], NOW)["waiting"]] == ["update"]
    just_before = datetime.fromisoformat(update["at_risk"]) - timedelta(seconds=1)
    assert read_today([update], just_before)["waiting"] == []


@pytest.mark.parametrize("minutes", [0, 44, 45, 60, 61, 500, 5000])
def test_the_desk_and_the_rules_agree_on_how_a_clock_stands(minutes):
    since, now = NOW - timedelta(minutes=30), NOW - timedelta(minutes=30) + timedelta(minutes=minutes)
    conversation = Conversation(id=1, customer=7, opened=since, latest=since)
    entry = Interaction(id=1, customer=7, when=since, channel="chat", wants_answer=True)
    clocks = clocks_of(conversation, [entry], [], shop=SHOP, calendar=CALENDAR, now=now)
    open_time = OpenTime(CALENDAR.written_out(NOW - timedelta(days=20), NOW + timedelta(days=20)))
    for between in (CALENDAR.between, open_time.between):
        shown = waiting_rows(rows_of_conversation(conversation, clocks, MARIA, entry), now, between)
        assert [
            (one["clock"], one["status"], one["elapsed_working_s"], one["elapsed_real_s"], one["margin_s"])
            for one in shown
        ] == [
            (one.clock, one.status, one.elapsed_working_s, one.elapsed_real_s, one.margin_s)
            for one in clocks
            if one.target_s
        ]


def test_waiting_is_real_time_when_the_clocks_change():
    since = datetime(2026, 3, 28, 12, tzinfo=ZONE)
    row = waiting_rows(waiting(1, since), datetime(2026, 3, 29, 12, tzinfo=ZONE))[0]
    assert row["elapsed_real_s"] == 23 * 3600


def test_nobody_waits_less_than_nothing_when_the_clock_was_set_back():
    row = waiting_rows(waiting(1, NOW + timedelta(hours=2)), NOW, CALENDAR.between)[0]
    assert (row["elapsed_real_s"], row["elapsed_working_s"]) == (0, 0)


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
        "mood": "",
        "third_party": "",
        "waiting_on": "us",
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


def test_who_waits_and_what_is_promised_stand_in_one_list_what_presses_most_first():
    off = {"letter.first_answer": 0, "letter.update": 0}
    rows = [
        *waiting(1, NOW - timedelta(minutes=20)),  # 40 m left of 1 h
        *waiting(2, NOW - timedelta(minutes=50)),  # at risk
        *waiting(3, NOW - timedelta(hours=20)),  # overdue since yesterday evening
        *waiting(4, NOW - timedelta(days=1), channel="letter", target=off),  # since yesterday, without a target
        *rows_of_promise(a_promise(5, NOW - timedelta(days=2)), MARIA, CALENDAR),
        *rows_of_promise(a_promise(6, TODAY, aim=NOW - timedelta(hours=1)), MARIA, CALENDAR),
        *rows_of_promise(a_promise(7, TODAY), MARIA, CALENDAR),
        *rows_of_promise(a_promise(8, date(2026, 5, 1)), MARIA, CALENDAR),
    ]
    mixed = by_pressing(read_today(rows, NOW, CALENDAR.between))
    assert [(kind, row.get("id") or row["conversation"], row["status"]) for kind, row in mixed] == [
        ("promise", 5, "overdue"),
        ("waiting", 3, "overdue"),
        ("waiting", 2, "at_risk"),
        ("promise", 6, "at_risk"),
        ("waiting", 4, "running"),
        ("waiting", 1, "running"),
        ("promise", 7, "open"),
        ("promise", 8, "open"),
    ]


def test_of_what_is_late_since_one_day_those_come_first_who_were_upset():
    late = {"upset": "2026-03-03T17:00:00+02:00", "": "2026-03-03T16:00:00+02:00", "happy": "2026-03-03T09:00:00+02:00"}
    order = sorted(late, key=lambda mood: place_of("overdue", late[mood], mood))
    assert order == ["upset", "", "happy"]
    earlier = place_of("overdue", "2026-03-02T17:00:00+02:00", "happy")
    assert earlier < place_of("overdue", late["upset"], "upset")
    assert place_of("at_risk", late["upset"], "upset") > place_of("at_risk", late[""], "")


def test_a_promise_knows_from_its_matter_how_they_feel_and_who_has_it():
    conversation = Conversation(id=9, customer=7, opened=NOW, latest=NOW)
    entry = Interaction(id=9, customer=7, when=NOW, channel="chat", wants_answer=True, mood="upset")
    clocks = clocks_of(conversation, [entry], [], shop=SHOP, calendar=CALENDAR, now=NOW)
    rows = [
        *rows_of_conversation(conversation, clocks, MARIA, entry, "ACS"),
        *rows_of_promise(a_promise(1, TODAY, conversation=9), MARIA, CALENDAR),
        *rows_of_promise(a_promise(2, TODAY), MARIA, CALENDAR),
    ]
    assert [(row["mood"], row["third_party"]) for row in read_today(rows, NOW)["promises"]] == [
        ("upset", "ACS"),
        ("", ""),
    ]


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
            "kind": "recurring",
            "due": "2026-03-04",
            "all_day": True,
            "shown_due": "2026-03-04",
            "shown_from": "2026-03-04T00:00:00+02:00",
            "lead_days": 0,
            "status": "open",
            "overdue_s": 0,
            "days_late": 0,
            "missed": 0,
            "rule": "FREQ=YEARLY",
            "occasion": "",
            "season": "",
            "until": None,
            "gone": False,
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
