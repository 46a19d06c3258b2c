"""Promises by the table that a shop owner can read: `promise_cases.toml`."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import pytest

from store.errors import RegularsError
from store.records.promise import Promise
from store.records.shop import Shop
from store.rules.promises import (
    aim_of,
    break_off,
    check_due,
    keep,
    margin_original_s,
    margin_s,
    move,
    release,
    status_of,
)
from store.rules.working_time import Calendar
from tests.store.rules.worked_cases import calendar_of, day_or_instant, instant, seconds, shop_of, table

TABLE = table("promise_cases")


@lru_cache
def shop(name: str) -> tuple[Shop, Calendar]:
    found = shop_of(TABLE["shops"][name])
    return found, calendar_of(found)


def named(case: dict[str, str]) -> str:
    return f"{case['shop']}: {case['why']}"


def made(case) -> Promise:
    """The promise of a case, moved and settled as it says."""
    own, calendar = shop(case["shop"])
    zone, kind = calendar.zone, case.get("kind", "")
    at, due = instant(case["made"], zone), day_or_instant(case["due"], zone)
    check_due(at, due, calendar)
    promise = Promise(
        customer=1,
        what="send a hinge",
        kind=kind,
        made=at,
        due=due,
        original_due=due,
        aim=aim_of(at, due, kind, own, calendar),
    )
    for line in case.get("moves", ()):
        when, _to, rest = line.partition(" to ")
        to, _comma, told = rest.partition(", ")
        assert told in ("told", "not told"), line
        promise = move(
            promise,
            day_or_instant(to, zone),
            instant(when, zone),
            told == "told",
            shop=own,
            calendar=calendar,
        )
    for word, settle in (("kept", keep), ("released", release), ("broken", break_off)):
        if word in case:
            promise = settle(promise, instant(case[word], zone))
    return promise


@pytest.mark.parametrize("case", TABLE["case"], ids=named)
def test_so_it_stands(case):
    _own, calendar = shop(case["shop"])
    promise = made(case)
    now = instant(case["seen"], calendar.zone) if "seen" in case else datetime(2030, 1, 1, tzinfo=calendar.zone)
    assert status_of(promise, calendar, now) == case["status"]
    margins = [seconds(case[key]) if key in case else None for key in ("margin", "original")]
    assert [margin_s(promise, calendar), margin_original_s(promise, calendar)] == margins
    if "aim" in case:
        assert promise.aim == instant(case["aim"], calendar.zone)


@pytest.mark.parametrize("case", TABLE["refused"], ids=named)
def test_what_cannot_be_is_refused_in_one_sentence(case):
    with pytest.raises(RegularsError) as refused:
        made(case)
    assert case["says"] in refused.value.sentence
    assert "\n" not in refused.value.sentence


def test_the_table_is_whole():
    assert len(TABLE["case"]) >= 30
    assert {case["shop"] for part in ("case", "refused") for case in TABLE[part]} == set(TABLE["shops"])
    assert {case["status"] for case in TABLE["case"]} == {
        "open", "at_risk", "overdue", "kept_early", "kept_on_time", "late", "broken", "released",
    }  # fmt: skip
    assert all(sum(key in case for key in ("kept", "released", "broken", "seen")) == 1 for case in TABLE["case"])
