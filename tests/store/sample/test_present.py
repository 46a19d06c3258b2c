"""Whenever the demo is opened, its Today is alive, and true."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from store.rules.agenda import row_of_draft, rows_of_conversation, rows_of_follow_up, rows_of_promise
from store.rules.clocks import clocks_of
from store.rules.desk import read_today
from tests.store.sample.told import MOMENTS, Told, told_at

SEEDS = (1, 2)


@pytest.fixture(params=[(now, seed) for now in MOMENTS.values() for seed in SEEDS], ids=lambda param: f"{param[0]:%c}")
def told(request: pytest.FixtureRequest) -> Told:
    now, seed = request.param
    return told_at(now, seed=seed)


@pytest.fixture
def today(told: Told) -> dict[str, list[dict[str, Any]]]:
    """What `regulars today` says of this shop."""
    entries, promised, calendar = told.entries(), told.promised(), told.calendar
    rows: list[Any] = []
    for conversation in told.conversations.values():
        if conversation.settled is None:
            own = entries[conversation.id]
            clocks = clocks_of(
                conversation, own, promised[conversation.id], shop=told.shop, calendar=calendar, now=told.now
            )
            inbound = [one for one in own if one.direction == "in"]
            customer = told.customers[conversation.customer]
            rows += rows_of_conversation(conversation, clocks, customer, inbound[-1])
    for promise in told.promises.values():
        rows += rows_of_promise(promise, told.customers[promise.customer], calendar)
    for follow_up in told.follow_ups.values():
        rows += rows_of_follow_up(follow_up, told.customers[follow_up.customer], calendar)
    rows += [row_of_draft(draft) for draft in told.drafts.values()]
    return dict(read_today(rows, told.now, calendar.between))  # type: ignore[arg-type]


def test_some_wait_since_a_moment_ago_one_for_days_and_one_is_upset(told, today):
    waiting = [row for row in today["waiting"] if row["clock"].endswith("answer")]
    assert 6 <= len(waiting) <= 9
    assert len(today["waiting"]) - len(waiting) <= 5, "somebody has heard nothing for long"
    since = [told.now - datetime.fromisoformat(row["started"]) for row in waiting]
    assert sum(one < timedelta(hours=24) for one in since) >= 3
    assert sum(one > timedelta(days=3) for one in since) in (1, 2)
    assert any(row["mood"] == "upset" for row in waiting)
    assert {row["channel"] for row in waiting} >= {"email", "chat", "sms", "social"}


def test_promises_are_overdue_due_today_and_due_in_the_days_ahead(told, today):
    promises = today["promises"]
    assert len(promises) == 10
    days = [datetime.fromisoformat(row["due_at"]).date() for row in promises if row["status"] != "overdue"]
    assert sum(row["status"] == "overdue" for row in promises) == 2
    assert days.count(told.now.date()) == 3
    ahead = [day for day in days if day > told.now.date()]
    assert len(ahead) == 5
    assert max(ahead) <= told.now.date() + timedelta(days=14)
    assert any(row["condition"] for row in promises)
    assert any(row["moves"] for row in promises)


def test_what_is_due_in_days_ahead_is_due_while_the_shop_is_open(told, today):
    open_days = [
        told.calendar.intervals_on(datetime.fromisoformat(row["due"]).date())
        for row in today["promises"]
        if datetime.fromisoformat(row["due_at"]).date() > told.now.date()
    ]
    assert all(open_days)


def test_six_follow_ups_are_due_and_two_lines_wait_to_be_finished(told, today):
    assert len(today["follow_ups"]) == 6
    assert any(row["rule"] for row in today["follow_ups"])
    assert 1 <= len(today["drafts"]) <= 2


def test_today_speaks_all_five_languages(told, today):
    rows = [row for kind in ("waiting", "promises", "follow_ups") for row in today[kind]]
    assert {told.customers[row["customer"]].language for row in rows} == {"en", "tr", "ko", "el", "bg"}


def test_nobody_has_two_matters_open(told):
    customers = [one.customer for one in told.conversations.values() if one.settled is None]
    assert len(customers) == len(set(customers))


def test_whoever_has_a_matter_open_was_here_before(told):
    for conversation in told.conversations.values():
        if conversation.settled is None:
            earlier = [
                one
                for one in told.interactions.values()
                if one.customer == conversation.customer and one.when < conversation.opened
            ]
            assert earlier
