"""Whatever becomes of a promise, its status, its margins and what the customer was told agree with each other."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import WrongStateError
from store.records.promise import Promise
from store.records.shop import DatedHours, Shop
from store.rules.promise_ledger import aim_fraction, ledger_row, margin_fraction
from store.rules.promises import (
    agreed_due,
    aim_of,
    keep,
    margin_original_s,
    margin_s,
    move,
    status_of,
)
from store.rules.working_time import Calendar

HOUR, DAY = 3600, 86400
SOFIA = ZoneInfo("Europe/Sofia")
SHOP = Shop(
    hours=(DatedHours(days=("09:00-13:00,14:00-18:00",) * 5 + ("22:00-04:00", "")),),
    closed={"2026-10-26": "fair"},
)
CALENDAR = Calendar.of(SHOP, SOFIA)
# The week in which the clocks go back.
BEGUN = datetime(2026, 10, 22, 9, 0, tzinfo=SOFIA).timestamp()


def instant(hours: float) -> datetime:
    return datetime.fromtimestamp(BEGUN + int(hours * HOUR), SOFIA)


HOURS = st.floats(0, 8 * 24, allow_nan=False).map(lambda hours: round(hours, 2))
DUES = st.one_of(HOURS.map(instant), st.integers(0, 8).map(lambda days: date(2026, 10, 22) + timedelta(days=days)))
MOVES = st.lists(st.tuples(HOURS, DUES, st.booleans()), max_size=4)


def made_of(due: date | datetime, moves) -> Promise:
    made = instant(0)
    promise = Promise(
        customer=1,
        what="a lamp",
        made=made,
        due=due,
        original_due=due,
        aim=aim_of(made, due, "", SHOP, CALENDAR),
    )
    for at, to, told in sorted(moves, key=lambda one: one[0]):
        promise = move(promise, to, instant(at), told, shop=SHOP, calendar=CALENDAR)
    return promise


@settings(max_examples=300, deadline=None)
@given(due=DUES, moves=MOVES)
def test_the_agreed_due_is_one_that_they_were_told_in_time(due, moves) -> None:
    promise = made_of(due, moves)
    agreed = agreed_due(promise, CALENDAR)
    assert agreed in (due, *(one.to for one in promise.moves if one.told))
    assert promise.original_due == due
    assert promise.due == (promise.moves[-1].to if promise.moves else due)
    assert [one.former for one in promise.moves] == [due, *(one.to for one in promise.moves)][:-1]
    assert promise.made.timestamp() <= promise.aim.timestamp() <= CALENDAR.due_instant(promise.due).timestamp()
    if not any(one.told for one in promise.moves):
        assert agreed == due


@settings(max_examples=300, deadline=None)
@given(due=DUES, moves=MOVES, kept=HOURS)
def test_late_is_what_has_a_margin_below_nothing(due, moves, kept) -> None:
    promise = keep(made_of(due, moves), instant(kept))
    status, margin = status_of(promise, CALENDAR, instant(1000)), margin_s(promise, CALENDAR)
    assert margin is not None
    assert (status == "late") == (margin < 0)
    agreed = CALENDAR.due_instant(agreed_due(promise, CALENDAR)).timestamp()
    assert margin == agreed - instant(kept).timestamp()
    assert margin_original_s(promise, CALENDAR) == CALENDAR.due_instant(due).timestamp() - instant(kept).timestamp()
    row = ledger_row(promise, CALENDAR, instant(1000))
    assert (row.status, row.margin_s, row.margin_original_s) == (status, margin, margin_original_s(promise, CALENDAR))
    fraction = margin_fraction(row)
    assert fraction is not None
    assert -1 <= fraction <= 1
    assert (fraction < 0) == (margin < 0)
    assert 0 <= aim_fraction(row) <= 1


@settings(max_examples=300, deadline=None)
@given(due=DUES, moves=MOVES, seen=st.tuples(HOURS, HOURS))
def test_an_open_one_only_ever_becomes_more_pressing(due, moves, seen) -> None:
    promise = made_of(due, moves)
    former, later = (status_of(promise, CALENDAR, instant(hours)) for hours in sorted(seen))
    order = ("open", "at_risk", "overdue")
    assert order.index(former) <= order.index(later)


@settings(max_examples=100, deadline=None)
@given(due=DUES, at=HOURS)
def test_what_is_settled_is_settled(due, at) -> None:
    promise = keep(made_of(due, []), instant(at))
    with pytest.raises(WrongStateError, match="already kept on"):
        keep(promise, instant(at))
    with pytest.raises(WrongStateError, match="already kept on"):
        move(promise, due, instant(at), True, shop=SHOP, calendar=CALENDAR)
