"""The ledger sets what was promised beside what was done, and adds it up by month and by customer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from store.records.promise import Move, Promise
from store.records.shop import Shop
from store.rules.promise_ledger import (
    LedgerSummary,
    aim_fraction,
    by_customer,
    by_month,
    ledger,
    ledger_row,
    left_fraction,
    margin_fraction,
    rows_where,
    summary_of,
)
from store.rules.working_time import Calendar
from tests.books import ISTANBUL

CALENDAR = Calendar.of(Shop(), ISTANBUL)
HOUR = 3600


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


NOW = at("2026-03-18 12:00")


def promise(identity: int, made: str, due: str, settled: str = "", state: str = "", customer: int = 1) -> Promise:
    made_at, due_at = at(made), at(due)
    return Promise(
        id=identity,
        customer=customer,
        what="a lamp",
        made=made_at,
        due=due_at,
        original_due=due_at,
        aim=made_at + (due_at - made_at) / 2,
        state=state or ("kept" if settled else "open"),
        settled=at(settled) if settled else None,
    )


BOOK = [
    promise(1, "2026-02-02 10:00", "2026-02-04 10:00", "2026-02-02 22:00"),  # early, by 36 h
    promise(2, "2026-02-02 10:00", "2026-02-04 10:00", "2026-02-04 09:00", customer=2),  # on time, by an hour
    promise(3, "2026-02-27 10:00", "2026-03-02 10:00", "2026-03-02 12:00"),  # late, by two hours
    promise(4, "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-05 10:00", "broken", customer=2),
    promise(5, "2026-03-02 10:00", "2026-03-04 10:00", "2026-03-03 10:00", "released"),
    promise(6, "2026-03-02 10:00", "2026-03-17 10:00", customer=2),  # overdue
    promise(7, "2026-03-17 10:00", "2026-03-19 10:00"),  # at risk since ten
    promise(8, "2026-03-18 10:00", "2026-04-01 10:00", customer=3),
]
ROWS = ledger(BOOK, CALENDAR, NOW)


def test_open_ones_stand_first_by_their_due_then_what_was_settled_last() -> None:
    assert [(row.promise.id, row.status) for row in ROWS] == [
        (6, "overdue"),
        (7, "at_risk"),
        (8, "open"),
        (4, "broken"),
        (5, "released"),
        (3, "late"),
        (2, "kept_on_time"),
        (1, "kept_early"),
    ]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, [6, 7, 8, 4, 5, 3, 2, 1]),
        ({"state": "open"}, [6, 7, 8]),
        ({"state": "overdue"}, [6]),
        ({"state": "kept"}, [3, 2, 1]),
        ({"state": "late"}, [3]),
        ({"customer": 2}, [6, 4, 2]),
        ({"month": date(2026, 3, 31)}, [6, 7, 4, 5, 3]),
        ({"month": date(2026, 2, 1), "customer": 2, "state": "kept"}, [2]),
        ({"customer": 9}, []),
    ],
)
def test_it_is_looked_at_by_state_customer_and_month(wanted, ids) -> None:
    assert [row.promise.id for row in rows_where(ROWS, **wanted)] == ids


def test_the_months_add_up_the_latest_first() -> None:
    assert by_month(ROWS) == [
        (date(2026, 4, 1), LedgerSummary(open=1)),
        (
            date(2026, 3, 1),
            LedgerSummary(
                late=1,
                broken=1,
                released=1,
                open=2,
                overdue=1,
                median_margin_s=-2 * HOUR,
                median_margin_original_s=-2 * HOUR,
            ),
        ),
        (
            date(2026, 2, 1),
            LedgerSummary(kept_early=1, kept_on_time=1, median_margin_s=HOUR, median_margin_original_s=HOUR),
        ),
    ]


def test_so_do_the_customers_who_was_promised_most_first() -> None:
    summaries = by_customer(ROWS)
    assert [(customer, summary.n) for customer, summary in summaries] == [(1, 4), (2, 3), (3, 1)]
    whole = summary_of(ROWS)
    assert whole.n == len(BOOK) == sum(summary.n for _customer, summary in summaries)
    for figure in ("kept_early", "kept_on_time", "late", "broken", "released", "open", "overdue"):
        assert getattr(whole, figure) == sum(getattr(summary, figure) for _customer, summary in summaries)


def test_the_share_kept_in_time_counts_what_is_decided() -> None:
    # Two in time; one late, one broken, one overdue.
    assert summary_of(ROWS).share_kept == pytest.approx(2 / 5)
    assert summary_of([]).share_kept is None
    assert summary_of(rows_where(ROWS, customer=3)).share_kept is None


def test_the_month_is_that_of_the_due_which_they_were_told() -> None:
    due, later = at("2026-03-31 10:00"), at("2026-04-02 10:00")
    for told, month in ((True, 4), (False, 3)):
        one = promise(1, "2026-03-30 10:00", "2026-03-31 10:00")
        moved = Promise(
            id=1,
            customer=1,
            what="a lamp",
            made=one.made,
            due=later,
            original_due=due,
            aim=one.aim,
            moves=(Move(at=at("2026-03-30 12:00"), former=due, to=later, told=told),),
        )
        row = ledger_row(moved, CALENDAR, NOW)
        assert (row.month, row.original) == (date(2026, month, 1), due)


def test_a_margin_is_drawn_as_a_share_of_the_time_that_there_was() -> None:
    by_id = {row.promise.id: row for row in ROWS}
    assert margin_fraction(by_id[1]) == 0.75
    assert margin_fraction(by_id[2]) == pytest.approx(1 / 48)
    assert margin_fraction(by_id[3]) == pytest.approx(-2 / 72)
    assert margin_fraction(by_id[4]) is margin_fraction(by_id[7]) is None
    assert aim_fraction(by_id[1]) == 0.5
    assert left_fraction(by_id[7], NOW) == pytest.approx(22 / 48)
    assert left_fraction(by_id[6], NOW) == pytest.approx(-26 / (15 * 24))


@pytest.mark.parametrize(
    ("settled", "fraction"),
    [("2026-03-02 10:00", 1.0), ("2026-03-04 10:00", 0.0), ("2026-03-06 10:00", -1.0), ("2026-04-06 10:00", -1.0)],
)
def test_a_drawn_margin_goes_no_further_than_the_time_that_there_was(settled: str, fraction: float) -> None:
    row = ledger_row(promise(1, "2026-03-02 10:00", "2026-03-04 10:00", settled), CALENDAR, NOW)
    assert margin_fraction(row) == fraction


def test_a_promise_for_this_very_minute_is_drawn_too() -> None:
    for settled, fraction in (("10:00", 0.0), ("10:01", -1.0)):
        row = ledger_row(promise(1, "2026-03-02 10:00", "2026-03-02 10:00", f"2026-03-02 {settled}"), CALENDAR, NOW)
        assert (margin_fraction(row), aim_fraction(row)) == (fraction, 0.0)


def test_nothing_is_lost_or_counted_twice_among_many() -> None:
    many = [
        Promise(
            id=number,
            customer=number % 500,
            what="a lamp",
            made=NOW - timedelta(days=number % 700 + 2),
            due=(NOW - timedelta(days=number % 700)).date(),
            original_due=(NOW - timedelta(days=number % 700)).date(),
            aim=NOW - timedelta(days=number % 700 + 1),
            state="kept",
            settled=NOW - timedelta(days=number % 700 + 1),
        )
        for number in range(2_000)
    ]
    rows = ledger(many, CALENDAR, NOW)
    assert (
        sum(summary.n for _month, summary in by_month(rows)) == sum(one.n for _who, one in by_customer(rows)) == 2_000
    )
