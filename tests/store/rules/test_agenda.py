"""What goes on the agenda: instants and words only, enough to print every list of what is open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Move, Promise
from store.records.shop import DatedTargets, Shop
from store.rules.agenda import (
    LONGEST_WHAT,
    row_of_draft,
    rows_of_conversation,
    rows_of_follow_up,
    rows_of_promise,
)
from store.rules.clocks import clocks_of
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Istanbul")
SHOP = Shop()
CALENDAR = Calendar.of(SHOP, ZONE)
AYSE = Customer(id=7, name="Ayşe [/foo] $name")
MADE = datetime(2026, 3, 2, 10, tzinfo=ZONE)
NOW = datetime(2026, 3, 2, 16, tzinfo=ZONE)
DUE = date(2026, 3, 6)


def rows_for(conversation, *entries, shop=SHOP, now=NOW):
    calendar = Calendar.of(shop, ZONE)
    clocks = clocks_of(conversation, entries, [], shop=shop, calendar=calendar, now=now)
    inbound = [entry for entry in entries if entry.direction == "in"]
    return rows_of_conversation(conversation, clocks, AYSE, inbound[-1] if inbound else None)


def question(text="Is my bicycle ready?"):
    return Interaction(id=3, customer=7, when=MADE, channel="email", mood="upset", text=text, wants_answer=True)


CONVERSATION = Conversation(id=12, customer=7, opened=MADE, latest=MADE)


def test_a_conversation_that_wants_an_answer_has_a_row_for_it_and_one_for_news_from_us():
    answer, update = rows_for(CONVERSATION, question())
    assert answer == {
        "row": "c12",
        "kind": "conversation",
        "id": 12,
        "from": "2026-03-02T10:00:00+03:00",
        "customer": 7,
        "customer_name": "Ayşe [/foo] $name",
        "what": "Is my bicycle ready?",
        "started": "2026-03-02T10:00:00+03:00",
        "at_risk": "2026-03-02T13:00:00+03:00",
        "due": "2026-03-02T14:00:00+03:00",
        "overdue": "2026-03-02T14:00:01+03:00",
        "target_s": 4 * 3600,
        "clock": "first_answer",
        "channel": "email",
        "mood": "upset",
        "conversation": 12,
    }
    assert (update["row"], update["clock"]) == ("u12", "update")
    assert update["due"] == "2026-03-03T17:00:00+03:00"


def test_a_conversation_that_was_answered_before_waits_for_its_next_answer():
    conversation = replace(CONVERSATION, subject="Bicycle")
    answered = Interaction(id=4, customer=7, when=MADE + timedelta(hours=1), channel="email", direction="out")
    again = replace(question(), id=5, when=MADE + timedelta(hours=2))
    row = rows_for(conversation, question(), answered, again)[0]
    assert (row["clock"], row["started"]) == ("next_answer", "2026-03-02T12:00:00+03:00")
    assert row["what"] == "Bicycle"


def test_whoever_waits_has_a_row_even_where_the_shop_has_no_target():
    off = {"email.first_answer": 0, "email.update": 0}
    (row,) = rows_for(CONVERSATION, question(), shop=Shop(targets=(DatedTargets(targets=off),)))
    assert row["row"] == "c12"
    assert not {"due", "at_risk", "overdue", "target_s"} & row.keys()


def test_a_resolution_has_a_row_where_the_shop_sets_a_target_and_holds_what_does_not_count():
    shop = Shop(targets=(DatedTargets(targets={"email.resolution": 8 * 3600}),))
    answered = Interaction(id=4, customer=7, when=MADE + timedelta(hours=1), channel="email", direction="out")
    again = replace(question(), id=5, when=MADE + timedelta(hours=3))
    (row,) = (row for row in rows_for(CONVERSATION, question(), answered, again, shop=shop) if row["row"] == "r12")
    assert row["pauses"] == [["2026-03-02T11:00:00+03:00", "2026-03-02T13:00:00+03:00"]]
    assert row["due"] == "2026-03-03T11:00:00+03:00"
    assert [row["row"] for row in rows_for(CONVERSATION, question(), answered, shop=shop)] == []


def test_a_long_mail_is_cut_to_one_short_line():
    row = rows_for(CONVERSATION, question("one\n two  " * 5000))[0]
    assert len(row["what"]) == LONGEST_WHAT
    assert row["what"].startswith("one two one two")
    assert row["what"].endswith("…")


def test_a_conversation_that_waits_on_the_customer_has_no_row():
    answered = Interaction(id=4, customer=7, when=MADE + timedelta(hours=1), channel="email", direction="out")
    assert rows_for(CONVERSATION, question(), answered) == []


def promise(**more):
    return Promise(
        id=5,
        customer=7,
        what="send a hinge",
        made=MADE,
        due=more.pop("due", DUE),
        original_due=DUE,
        aim=datetime(2026, 3, 4, 14, tzinfo=ZONE),
        **more,
    )


def test_an_open_promise_holds_its_due_as_it_was_said_and_as_an_instant():
    assert rows_of_promise(promise(condition="if the part arrives"), AYSE, CALENDAR) == [
        {
            "row": "p5",
            "kind": "promise",
            "id": 5,
            "from": "2026-03-02T10:00:00+03:00",
            "customer": 7,
            "customer_name": "Ayşe [/foo] $name",
            "what": "send a hinge",
            "started": "2026-03-02T10:00:00+03:00",
            "aim": "2026-03-04T14:00:00+03:00",
            "due": "2026-03-06T18:00:00+03:00",
            "said": "2026-03-06",
            "original_due": "2026-03-06",
            "condition": "if the part arrives",
        }
    ]


def test_a_promise_moved_in_silence_counts_by_the_due_that_the_customer_knows():
    later = date(2026, 3, 9)
    silent = promise(due=later, moves=(Move(at=MADE, former=DUE, to=later),))
    (row,) = rows_of_promise(silent, AYSE, CALENDAR)
    assert row["said"] == "2026-03-09"
    assert row["due"] == "2026-03-06T18:00:00+03:00"
    assert row["moves"] == [
        {
            "at": "2026-03-02T10:00:00+03:00",
            "from": "2026-03-06",
            "to": "2026-03-09",
            "told": False,
        }
    ]


def test_a_settled_promise_has_no_row():
    assert rows_of_promise(promise(state="kept", settled=MADE), AYSE, CALENDAR) == []


def follow_up(**more):
    return FollowUp(id=4, customer=7, what="ask", made=MADE, **more)


def test_a_follow_up_is_shown_from_the_midnight_of_its_date():
    (row,) = rows_of_follow_up(follow_up(due=DUE, rule="FREQ=YEARLY"), AYSE, CALENDAR)
    assert row["row"] == "f4"
    assert row["from"] == "2026-03-06T00:00:00+03:00"
    assert row["due"] == "2026-03-06T18:00:00+03:00"
    assert row["said"] == "2026-03-06"
    assert row["rule"] == "FREQ=YEARLY"
    assert row["source"] == "owner"
    assert "snoozed" not in row


def test_a_snoozed_follow_up_is_shown_from_the_end_of_its_snooze():
    (row,) = rows_of_follow_up(follow_up(due=DUE, snoozed_until=date(2026, 3, 9)), AYSE, CALENDAR)
    assert row["from"] == row["snoozed"] == "2026-03-09T00:00:00+03:00"
    assert row["said"] == "2026-03-06"


def test_follow_ups_that_are_settled_or_wait_for_frost_have_no_row():
    assert rows_of_follow_up(follow_up(occasion="frost"), AYSE, CALENDAR) == []
    assert rows_of_follow_up(follow_up(due=DUE, state="done", settled=MADE), AYSE, CALENDAR) == []


def test_a_draft_stands_from_its_first_key():
    assert row_of_draft(Draft(id=3, line="@ayse +prom", begun=MADE)) == {
        "row": "d3",
        "kind": "draft",
        "id": 3,
        "from": "2026-03-02T10:00:00+03:00",
        "what": "@ayse +prom",
        "started": "2026-03-02T10:00:00+03:00",
    }
    named = row_of_draft(Draft(id=3, line="+prom", begun=MADE, customer=7), AYSE)
    assert (named["customer"], named["customer_name"]) == (7, AYSE.name)


def test_rows_are_plain_json():
    rows = [
        *rows_of_promise(promise(moves=(Move(at=MADE, former=DUE, to=DUE, told=True),)), AYSE, CALENDAR),
        *rows_of_follow_up(follow_up(due=DUE), AYSE, CALENDAR),
        row_of_draft(Draft(id=3, line="x", begun=MADE)),
    ]
    assert json.loads(json.dumps(rows)) == rows
