"""Who has to do something next, as the owner would say it, from what happened and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from store.records.conversation import Conversation, ConversationEvent
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.rules.conversations import (
    ConversationState,
    Join,
    OpenNew,
    Reopen,
    choose_conversation,
    state_of,
    wants_answer,
)

ZONE = ZoneInfo("Europe/Istanbul")
START = datetime(2026, 3, 2, 10, tzinfo=ZONE)


def on(day, hour=10, minute=0):
    """Day 1 is the Monday on which the story starts."""
    return START + timedelta(days=day - 1, hours=hour - 10, minutes=minute)


def asks(when, *, ident=1, channel="email", kind="", mark=""):
    wants, answered = wants_answer(channel, "in", mark)
    return Interaction(
        id=ident, customer=1, when=when, channel=channel, kind=kind, wants_answer=wants, answered=answered
    )


def says(when, *, ident=2, kind=""):
    return Interaction(id=ident, customer=1, when=when, channel="email", direction="out", kind=kind)


def event(when, kind, **more):
    return ConversationEvent(at=when, kind=kind, **more)


def promised(when, *, state="open", settled=None):
    return Promise(
        customer=1,
        what="send a hinge",
        made=when,
        due=when + timedelta(days=3),
        original_due=when + timedelta(days=3),
        aim=when + timedelta(days=1),
        state=state,
        settled=settled,
    )


def state(entries=(), events=(), promises=(), now=None):
    opened = min((entry.when for entry in entries), default=START)
    latest = max((entry.when for entry in entries), default=START)
    conversation = Conversation(
        id=12, customer=1, opened=opened, latest=latest, events=(event(opened, "opened"), *events)
    )
    return state_of(conversation, entries, promises, now or on(5))


@pytest.mark.parametrize(
    ("channel", "mark", "wants", "answered"),
    [
        ("email", "", True, False),
        ("letter", "", True, False),
        ("sms", "", True, False),
        ("chat", "?", True, False),
        ("social", "", True, False),
        ("email", ".", False, False),
        ("counter", "", False, True),
        ("phone", ".", False, True),
        ("visit", "?", True, False),
    ],
)
def test_what_comes_in_by_post_wants_an_answer_and_in_person_was_answered(channel, mark, wants, answered):
    assert wants_answer(channel, "in", mark) == (wants, answered)
    assert wants_answer(channel, "out", mark) == (False, False)


class TestWaiting:
    def test_a_question_waits_on_us_from_when_it_came(self):
        now = state([asks(on(1))])
        assert now.waiting_on == "us"
        assert now.wants_answer_since == on(1)
        assert now.channel == "email"
        assert now.answered_first is None
        assert not now.settled

    def test_our_answer_hands_it_to_the_customer(self):
        now = state([asks(on(1)), says(on(2))])
        assert now.waiting_on == "customer"
        assert now.wants_answer_since is None
        assert now.channel == ""
        assert now.answered_first == on(2)

    def test_an_acknowledgement_is_no_answer(self):
        now = state([asks(on(1)), says(on(1, 11), kind="ack")])
        assert now.waiting_on == "us"
        assert now.wants_answer_since == on(1)
        assert now.answered_first is None
        assert now.latest == on(1, 11)

    def test_the_wait_counts_from_the_first_question_not_yet_answered(self):
        entries = [
            asks(on(1), ident=1),
            says(on(1, 12), ident=2),
            asks(on(2), ident=3, channel="chat"),
            asks(on(3), ident=4),
        ]
        now = state(entries)
        assert now.wants_answer_since == on(2)
        assert now.channel == "chat"
        assert now.answered_first == on(1, 12)

    def test_a_question_at_the_counter_was_answered_on_the_spot(self):
        now = state([asks(on(1), channel="counter")])
        assert now.waiting_on == "customer"
        assert now.answered_first == on(1)

    def test_a_word_at_the_counter_answers_the_open_mail(self):
        now = state([asks(on(1)), asks(on(2), ident=2, channel="counter")])
        assert now.waiting_on == "customer"
        assert now.wants_answer_since is None
        assert now.answered_first == on(2)

    @pytest.mark.parametrize("kind", ["complaint", "request"])
    def test_a_complaint_or_request_that_opens_waits_on_us_though_it_was_answered(self, kind):
        now = state([asks(on(1), channel="counter", kind=kind)])
        assert now.waiting_on == "us"
        assert now.wants_answer_since is None
        assert now.answered_first == on(1)

    def test_a_complaint_that_joins_is_answered_on_the_spot(self):
        entries = [asks(on(1)), asks(on(2), ident=2, channel="counter", kind="complaint")]
        assert state(entries).waiting_on == "customer"

    def test_mail_that_needs_no_answer_leaves_things_as_they_are(self):
        entries = [asks(on(1)), says(on(2)), asks(on(3), ident=3, mark=".")]
        now = state(entries)
        assert now.waiting_on == "customer"
        assert now.latest == on(3)

    def test_what_we_write_first_is_no_answer_to_the_question_that_follows(self):
        now = state([says(on(1), ident=1), asks(on(2), ident=2)])
        assert now.waiting_on == "us"
        assert now.answered_first is None


class TestPromises:
    def test_an_open_promise_keeps_it_on_us(self):
        now = state([asks(on(1)), says(on(2))], promises=[promised(on(2))])
        assert now.waiting_on == "us"
        assert now.wants_answer_since is None

    def test_once_it_is_kept_the_answer_stands(self):
        kept = promised(on(2), state="kept", settled=on(4))
        assert state([asks(on(1)), says(on(2))], promises=[kept]).waiting_on == "customer"

    def test_a_broken_one_stays_ours_until_we_speak_again(self):
        broken = promised(on(2), state="broken", settled=on(3))
        entries = [asks(on(1)), says(on(2))]
        assert state(entries, promises=[broken]).waiting_on == "us"
        assert state([*entries, says(on(4), ident=3)], promises=[broken]).waiting_on == "customer"

    def test_what_the_owner_sets_by_hand_holds_all_the_same(self):
        now = state(
            [asks(on(1)), says(on(2))],
            events=[event(on(3), "waiting_on_customer")],
            promises=[promised(on(2))],
        )
        assert now.waiting_on == "customer"

    def test_nothing_settles_over_an_open_promise(self):
        now = state([asks(on(1)), says(on(2))], promises=[promised(on(2))], now=on(60))
        assert not now.settled

    def test_silence_counts_from_when_the_promise_was_kept(self):
        kept = promised(on(2), state="kept", settled=on(10))
        entries = [asks(on(1)), says(on(2))]
        assert not state(entries, promises=[kept], now=on(23)).settled
        assert state(entries, promises=[kept], now=on(24)).resolved == on(24)


class TestEvents:
    def test_no_reply_needed_ends_the_wait(self):
        now = state([asks(on(1))], events=[event(on(2), "no_reply_needed")])
        assert now.waiting_on == "nobody"
        assert now.wants_answer_since is None
        assert now.answered_first is None
        assert not now.settled

    def test_only_an_answer_or_no_reply_needed_ends_the_wait(self):
        for kind in ("waiting_on_customer", "waiting_on_third_party", "waiting_on_nobody"):
            now = state([asks(on(1))], events=[event(on(2), kind)], now=on(40))
            assert now.wants_answer_since == on(1), kind
            assert not now.settled, kind

    def test_hand_offs_are_counted_and_named(self):
        now = state(
            [asks(on(1)), says(on(1, 12))],
            events=[
                event(on(2), "waiting_on_third_party", name="ACS"),
                event(on(3), "waiting_on_us"),
                event(on(4), "waiting_on_third_party", name="Speedy"),
            ],
        )
        assert now.waiting_on == "third_party"
        assert now.third_party == "Speedy"
        assert now.hand_offs == 2

    def test_resolved_is_settled_and_waits_on_nobody(self):
        now = state([asks(on(1))], events=[event(on(2), "resolved")])
        assert now.settled
        assert now.resolved == on(2)
        assert now.waiting_on == "nobody"
        assert now.wants_answer_since is None

    def test_done_in_the_line_of_an_answer_settles_it(self):
        now = state([asks(on(1)), says(on(2))], events=[event(on(2), "resolved")])
        assert now.settled
        assert now.answered_first == on(2)

    def test_thanks_afterwards_leave_it_settled(self):
        entries = [asks(on(1)), says(on(2)), asks(on(3), ident=3, mark=".")]
        assert state(entries, events=[event(on(2), "resolved")]).settled

    def test_a_new_question_opens_it_again_and_waits_from_then(self):
        now = state(
            [asks(on(1)), asks(on(4), ident=2)],
            events=[event(on(2), "resolved"), event(on(4), "reopened")],
        )
        assert not now.settled
        assert now.waiting_on == "us"
        assert now.wants_answer_since == on(4)

    def test_reopened_by_hand_what_was_left_unanswered_waits_again(self):
        now = state([asks(on(1))], events=[event(on(2), "resolved"), event(on(3), "reopened")])
        assert not now.settled
        assert now.waiting_on == "us"
        assert now.wants_answer_since == on(1)

    def test_a_question_noted_a_little_late_waits_from_when_it_came(self):
        now = state(
            [asks(on(1)), asks(on(4), ident=2)],
            events=[event(on(2), "resolved"), event(on(4, 11), "reopened")],
        )
        assert now.wants_answer_since == on(4)
        answered = state([asks(on(1)), says(on(3))], events=[event(on(2), "resolved"), event(on(4), "reopened")])
        assert answered.wants_answer_since is None

    def test_set_to_wait_by_hand_it_is_open_again(self):
        now = state([asks(on(1))], events=[event(on(2), "resolved"), event(on(3), "waiting_on_us")])
        assert not now.settled

    def test_within_one_second_things_go_in_the_order_in_which_they_were_written(self):
        entries = [asks(on(1), ident=1), asks(on(1), ident=2), says(on(1), ident=3)]
        resolved, reopened = event(on(1), "resolved"), event(on(1), "reopened")
        assert state(entries[:1], events=[resolved]).settled
        again = state(entries[:2], events=[resolved, reopened])
        assert again.wants_answer_since == on(1)
        assert state(entries, events=[resolved, reopened]).wants_answer_since is None

    def test_one_that_was_merged_into_another_is_settled(self):
        conversation = Conversation(id=12, customer=1, opened=on(1), latest=on(1), settled=on(2), merged_into=11)
        now = state_of(conversation, [], [], on(5))
        assert now.settled
        assert now.resolved == on(2)

    def test_news_while_a_third_party_has_it_leave_it_with_them(self):
        events = [event(on(2), "waiting_on_third_party", name="ACS")]
        entries = [asks(on(1)), says(on(1, 12)), says(on(3), ident=3)]
        now = state(entries, events=events)
        assert (now.waiting_on, now.third_party, now.hand_offs) == ("third_party", "ACS", 1)
        asked = state([*entries, asks(on(4), ident=4)], events=events)
        assert (asked.waiting_on, asked.wants_answer_since, asked.hand_offs) == ("us", on(4), 1)


class TestSilence:
    @pytest.mark.parametrize(("day", "settled"), [(15, False), (16, True), (60, True)])
    def test_fourteen_days_of_the_customers_silence_settle_it(self, day, settled):
        now = state([asks(on(1)), says(on(2))], now=on(day))
        assert now.settled is settled
        assert now.resolved == (on(16) if settled else None)

    def test_our_own_silence_settles_nothing(self):
        now = state([asks(on(1))], now=on(100))
        assert not now.settled
        assert now.wants_answer_since == on(1)

    def test_with_a_third_party_it_stays_ours_however_long(self):
        now = state(
            [asks(on(1)), says(on(1, 11))],
            events=[event(on(2), "waiting_on_third_party", name="ACS")],
            now=on(100),
        )
        assert now.waiting_on == "third_party"
        assert not now.settled


def test_it_makes_no_difference_in_which_order_things_were_typed():
    entries = [
        asks(on(1), ident=1),
        says(on(2), ident=2),
        asks(on(3), ident=3),
        says(on(4), ident=4, kind="ack"),
    ]
    states = {state(list(order)) for order in permutations(entries)}
    assert len(states) == 1
    assert states.pop().wants_answer_since == on(3)


def test_an_answer_found_later_and_noted_by_its_date_ends_the_wait():
    typed_late = says(on(2), ident=9)
    entries = [asks(on(1), ident=1), asks(on(3), ident=2), typed_late]
    assert state(entries).wants_answer_since == on(3)
    assert state([asks(on(1)), typed_late]).wants_answer_since is None


def open_one(latest, opened=None):
    return ConversationState(waiting_on="us", opened=opened or on(1), latest=latest)


def settled_one(resolved, opened=None):
    return ConversationState(
        waiting_on="nobody",
        opened=opened or on(1),
        latest=resolved,
        resolved=resolved,
        settled=True,
    )


class TestChoosing:
    def test_a_question_joins_the_open_conversation_with_the_latest_entry(self):
        ones = {11: open_one(on(3)), 12: open_one(on(5)), 13: open_one(on(4))}
        assert choose_conversation(asks(on(6)), ones, {}, False, on(6)) == Join(12)

    @pytest.mark.parametrize(
        ("entry", "promise", "opens"),
        [
            (asks(on(6)), False, True),
            (asks(on(6), channel="phone", mark="?"), False, True),
            (asks(on(6), channel="phone"), False, False),
            (asks(on(6), channel="phone"), True, True),
            (asks(on(6), channel="counter", kind="complaint"), False, True),
            (asks(on(6), channel="counter", kind="request"), False, True),
            (asks(on(6), channel="counter", kind="sale"), False, False),
            (asks(on(6), mark="."), False, False),
            (says(on(6)), False, False),
            (says(on(6)), True, True),
        ],
    )
    def test_what_opens_a_conversation_and_what_only_joins_one(self, entry, promise, opens):
        expected = OpenNew() if opens else None
        assert choose_conversation(entry, {}, {}, promise, on(6)) == expected
        assert choose_conversation(entry, {12: open_one(on(2))}, {}, promise, on(6)) == Join(12)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [(10, Reopen(12)), (40, Reopen(12)), (41, OpenNew()), (400, OpenNew())],
    )
    def test_a_question_reopens_within_thirty_days_and_later_opens_a_new_one(self, day, expected):
        ones = {12: settled_one(on(10))}
        assert choose_conversation(asks(on(day)), {}, ones, False, on(day)) == expected

    def test_what_is_no_question_reopens_nothing(self):
        ones = {12: settled_one(on(10))}
        complaint = asks(on(12), channel="counter", kind="complaint")
        assert choose_conversation(complaint, {}, ones, False, on(12)) == OpenNew()
        assert choose_conversation(says(on(12)), {}, ones, False, on(12)) is None

    def test_of_several_settled_ones_the_latest_reopens(self):
        ones = {11: settled_one(on(10)), 12: settled_one(on(12)), 13: settled_one(on(11))}
        assert choose_conversation(asks(on(15)), {}, ones, False, on(15)) == Reopen(12)

    def test_an_entry_noted_late_joins_what_was_open_when_it_happened(self):
        settled = {11: settled_one(on(10))}
        begun_since = {12: open_one(on(20), opened=on(20))}
        late = asks(on(5))
        assert choose_conversation(late, begun_since, settled, False, on(21)) == Join(11)
        assert choose_conversation(late, begun_since, {}, False, on(21)) == Join(12)
        before_all = asks(on(-10))
        assert choose_conversation(before_all, {}, settled, False, on(21)) == OpenNew()
