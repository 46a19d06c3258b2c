"""The history of the sample shop is one that the book's own rules could have made."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

from store.records.interaction import CHANNELS, IN_PERSON, KINDS
from store.records.shop import LANGUAGES
from store.rules.conversations import state_of, wants_answer
from store.rules.dues import next_occurrence
from store.rules.promises import agreed_due, aim_of, check_due, status_of
from store.rules.repetition import check_rule
from store.sample import DEMO, SMALL, SampleSize
from tests.store.sample.told import MOMENTS, Told, told_at

EVERY_DEMO = [pytest.param(DEMO, now, id=f"demo, {name}") for name, now in MOMENTS.items()]
SHOPS = [*EVERY_DEMO, pytest.param(SMALL, MOMENTS["Tuesday morning"], id="small")]


@pytest.fixture
def told(size: SampleSize, now: datetime) -> Told:
    return told_at(now, size)


every_shop = pytest.mark.parametrize(("size", "now"), SHOPS)


@every_shop
def test_ids_count_from_one_in_the_order_in_which_things_happened(told):
    for table in (told.interactions, told.conversations, told.promises, told.follow_ups, told.customers, told.things):
        assert list(table) == list(range(1, len(table) + 1))
    for moments in (
        [one.when for one in told.interactions.values()],
        [one.opened for one in told.conversations.values()],
        [one.made for one in told.promises.values()],
    ):
        assert moments == sorted(moments)


@every_shop
def test_everything_that_is_referred_to_is_there_and_belongs_to_the_same_customer(told):
    for thing in told.things.values():
        assert thing.customer in told.customers
    for conversation in told.conversations.values():
        assert conversation.customer in told.customers
    for entry in told.interactions.values():
        assert entry.customer in told.customers
        assert entry.thing is None or told.things[entry.thing].customer == entry.customer
        assert entry.conversation is None or told.conversations[entry.conversation].customer == entry.customer
    for promise in told.promises.values():
        entry = told.interactions[promise.interaction or 0]
        assert (entry.customer, entry.conversation) == (promise.customer, promise.conversation)
        assert entry.when == promise.made
    for follow_up in told.follow_ups.values():
        assert follow_up.customer in told.customers
        if follow_up.interaction is not None:
            entry = told.interactions[follow_up.interaction]
            assert (entry.customer, entry.conversation) == (follow_up.customer, follow_up.conversation)
    for customer in told.customers.values():
        assert customer.referred_by is None or customer.referred_by in told.customers


@every_shop
def test_nothing_has_happened_that_lies_ahead(told):
    now = told.now
    for entry in told.interactions.values():
        assert entry.when <= now
        assert entry.noted is None or entry.when < entry.noted <= now
    for conversation in told.conversations.values():
        assert all(event.at <= now for event in conversation.events)
    for promise in told.promises.values():
        assert promise.made <= now
        assert promise.settled is None or promise.made <= promise.settled <= now
        assert all(promise.made <= move.at <= now for move in promise.moves)
    for follow_up in told.follow_ups.values():
        assert follow_up.made <= now
        assert follow_up.settled is None or follow_up.made <= follow_up.settled <= now
    for draft in told.drafts.values():
        assert draft.begun <= now
    for customer in told.customers.values():
        first = min((one.when for one in told.interactions.values() if one.customer == customer.id), default=now)
        assert customer.since is None or customer.since <= first.date()


@every_shop
def test_the_owner_does_nothing_outside_opening_hours(told):
    calendar = told.calendar
    for entry in told.interactions.values():
        if entry.direction == "out" or entry.channel in IN_PERSON:
            assert calendar.is_open(entry.when), entry
        assert entry.noted is None or calendar.is_open(entry.noted)
    for conversation in told.conversations.values():
        for event in conversation.events:
            assert event.kind in ("opened", "reopened") or calendar.is_open(event.at), event
    for promise in told.promises.values():
        assert calendar.is_open(promise.made)
        assert promise.settled is None or promise.state == "released" or calendar.is_open(promise.settled)
        assert all(calendar.is_open(move.at) for move in promise.moves)
    for follow_up in told.follow_ups.values():
        assert calendar.is_open(follow_up.made)
        assert follow_up.settled is None or calendar.is_open(follow_up.settled)
    for draft in told.drafts.values():
        assert calendar.is_open(draft.begun)


@every_shop
def test_customers_write_by_day(told):
    for entry in told.interactions.values():
        assert 7 <= entry.when.hour < 23


@every_shop
def test_what_comes_in_wants_an_answer_as_its_channel_has_it(told):
    for entry in told.interactions.values():
        possible = [wants_answer(entry.channel, entry.direction, mark) for mark in ("", "?", ".")]
        assert (entry.wants_answer, entry.answered) in possible


@every_shop
def test_whatever_wants_an_answer_belongs_to_a_conversation_and_gets_one(told):
    entries = told.entries()
    unanswered = []
    for entry in told.interactions.values():
        if not entry.wants_answer:
            continue
        assert entry.conversation is not None
        conversation = told.conversations[entry.conversation]
        answers = [
            later
            for later in entries[entry.conversation]
            if later.when >= entry.when and later.direction == "out" and not later.is_acknowledgement
        ]
        left = any(event.kind == "no_reply_needed" and event.at >= entry.when for event in conversation.events)
        if not answers and not left:
            unanswered.append(conversation)
    assert all(conversation.settled is None for conversation in unanswered)


@every_shop
def test_single_contacts_come_while_no_matter_of_the_customer_is_open(told):
    for entry in told.interactions.values():
        if entry.conversation is None:
            for conversation in told.conversations.values():
                if conversation.customer == entry.customer:
                    assert not conversation.opened <= entry.when < (conversation.settled or told.now)


@every_shop
def test_a_conversation_says_of_itself_what_its_entries_say(told):
    entries, promised = told.entries(), told.promised()
    for conversation in told.conversations.values():
        own = entries[conversation.id]
        assert conversation.opened == own[0].when
        assert conversation.latest == own[-1].when
        assert conversation.subject
        kinds = [event.kind for event in conversation.events]
        assert kinds[0] == "opened"
        assert conversation.events[0].at == conversation.opened
        moments = [event.at for event in conversation.events]
        assert moments == sorted(moments)
        assert (kinds[-1] == "resolved") == (conversation.settled is not None)
        if conversation.settled is not None:
            assert conversation.settled == conversation.events[-1].at >= conversation.latest
            assert all(one.state != "open" for one in promised[conversation.id])
        state = state_of(conversation, own, promised[conversation.id], told.now)
        assert state.settled == (conversation.settled is not None)


@every_shop
def test_a_matter_comes_up_again_within_thirty_days_of_its_resolution(told):
    for conversation in told.conversations.values():
        events = conversation.events
        for before, event in pairwise(events):
            if event.kind == "reopened":
                assert before.kind == "resolved"
                assert 0 < (event.at - before.at).days < 30


@every_shop
def test_promises_follow_the_rules_of_promises(told):
    calendar = told.calendar
    for promise in told.promises.values():
        check_due(promise.made, promise.original_due, calendar)
        check_due(promise.made, promise.due, calendar)
        assert promise.aim == aim_of(promise.made, promise.due, promise.kind, told.shop, calendar)
        assert (promise.state == "open") == (promise.settled is None)
        dues = [promise.original_due, *(move.to for move in promise.moves)]
        assert [move.former for move in promise.moves] == dues[:-1]
        assert promise.due == dues[-1]
        if promise.state == "broken":
            assert promise.settled > calendar.due_instant(promise.due)


@every_shop
def test_promises_end_in_every_way(told):
    calendar = told.calendar
    found = {status_of(promise, calendar, told.now) for promise in told.promises.values()}
    assert {"kept_early", "kept_on_time", "late"} <= found
    assert found & {"broken", "released"}
    assert any(promise.cause for promise in told.promises.values())
    assert any(promise.condition for promise in told.promises.values())
    moved = [promise for promise in told.promises.values() if promise.moves]
    assert any(agreed_due(promise, calendar) == promise.due for promise in moved)


def test_a_larger_shop_has_broken_released_and_quietly_moved_promises():
    told = told_at(MOMENTS["Tuesday morning"], SMALL)
    assert {one.state for one in told.promises.values()} == {"open", "kept", "broken", "released"}
    assert any(not move.told for one in told.promises.values() for move in one.moves)
    assert any(event.kind == "reopened" for one in told.conversations.values() for event in one.events)


@every_shop
def test_follow_ups_follow_the_rules_of_follow_ups(told):
    for follow_up in told.follow_ups.values():
        assert (follow_up.state == "open") == (follow_up.settled is None)
        assert (follow_up.due is None) == bool(follow_up.occasion)
        if follow_up.rule:
            assert check_rule(follow_up.rule) == follow_up.rule
    recurring = [one for one in told.follow_ups.values() if one.rule]
    assert {"open", "done"} <= {one.state for one in recurring}
    assert {one.occasion for one in told.follow_ups.values()} >= {"frost", "recall", "winter tyres"}


@every_shop
def test_a_recurring_follow_up_that_was_done_has_made_the_next_one(told):
    for customer in told.customers:
        chain = [one for one in told.follow_ups.values() if one.customer == customer and one.rule]
        for done, following in pairwise(chain):
            assert following.made == done.settled
            passed = max(done.due, done.settled.date())
            assert following.due == next_occurrence(done, passed, told.calendar.zone)
        assert not chain or chain[-1].state == "open"


@pytest.mark.parametrize(("size", "now"), EVERY_DEMO)
def test_the_demo_shows_every_channel_kind_mood_and_language(told):
    entries = told.interactions.values()
    assert {one.channel for one in entries} == set(CHANNELS)
    assert {one.kind for one in entries} == {"", *KINDS}
    assert {one.mood for one in entries} == {"", "happy", "neutral", "upset"}
    assert {"whatsapp", "kakao", "viber"} <= {one.channel_name for one in entries}
    languages = [one.language for one in told.customers.values()]
    assert set(languages) == set(LANGUAGES)
    assert 0.35 <= languages.count("en") / len(languages) <= 0.45
    assert any(one.public and one.link for one in entries)
    assert any(one.words for one in entries)
    assert any(one.snoozed_until for one in told.follow_ups.values())
