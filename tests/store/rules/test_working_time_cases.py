"""Working time by the table that a shop owner can read: `working_time_cases.toml`."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from time import perf_counter

import pytest

from store.errors import WrongStateError
from store.rules.working_time import Calendar
from tests.store.rules.worked_cases import calendar_of, day, instant, seconds, shop_of, table

TABLE = table("working_time_cases")


@lru_cache
def calendar(name: str) -> Calendar:
    return calendar_of(shop_of(TABLE["shops"][name]))


def named(case: dict[str, str]) -> str:
    return f"{case['shop']}: {case.get('why', case.get('day', ''))}"


def at(case: dict[str, str], key: str) -> datetime:
    return instant(case[key], calendar(case["shop"]).zone)


@pytest.mark.parametrize("case", TABLE["case"], ids=named)
def test_so_much_working_time_goes_by(case):
    hours, start, amount = calendar(case["shop"]), at(case, "from"), seconds(case["open"])
    if "until" in case:
        assert hours.between(start, at(case, "until")) == amount
        return
    end = at(case, "to")
    assert hours.between(start, end) == amount
    added = hours.add(start, amount)
    assert (added.isoformat(), added.timestamp()) == (end.isoformat(), end.timestamp())


@pytest.mark.parametrize("case", TABLE["closing"], ids=named)
def test_a_due_date_is_met_until_that_days_closing(case):
    closing = calendar(case["shop"]).closing_of(day(case["day"]))
    assert closing == instant(f"{case['day']} {case['at']}", closing.tzinfo)


@pytest.mark.parametrize("case", TABLE["never"], ids=named)
def test_a_time_that_never_goes_by_is_said_at_once(case):
    began = perf_counter()
    with pytest.raises(WrongStateError) as refused:
        calendar(case["shop"]).add(at(case, "from"), seconds(case["open"]))
    assert case["says"] in refused.value.sentence
    assert perf_counter() - began < 5, "it seems to hang"


def test_the_table_is_whole():
    assert len(TABLE["case"]) >= 30
    used = {case["shop"] for part in ("case", "closing", "never") for case in TABLE[part]}
    assert used == set(TABLE["shops"])
