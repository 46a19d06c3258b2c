"""The days that go their own way, and the promises that fall into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from store.records.promise import Promise
from store.records.shop import DatedHours, Shop
from store.rules.special_days import SpecialDays, closed_anew, promises_caught, promises_due_in, special_days
from store.rules.working_time import Calendar
from tests.books import ISTANBUL, WEDNESDAY

FAIR = ("2026-03-03", "2026-03-04", "2026-03-05")
SHOP = Shop(
    closed={"2026-03-01": "flood", **dict.fromkeys(FAIR, "fair"), "2026-04-23": "rest"},
    opened={"2026-03-08": "10:00-16:00", "2026-05-01": "09:00-12:00"},
    holidays={"2026-03-20": "Bayram", "2026-03-21": "Bayram", "2026-04-23": "Children's Day", "2026-05-01": "May Day"},
)


def test_days_ahead_stand_by_date_and_those_in_a_row_as_one() -> None:
    assert special_days(SHOP, date(2026, 3, 4), date(2026, 12, 31)) == [
        SpecialDays("closed", date(2026, 3, 3), date(2026, 3, 5), "fair"),
        SpecialDays("open", date(2026, 3, 8), date(2026, 3, 8), "10:00-16:00"),
        SpecialDays("holiday", date(2026, 3, 20), date(2026, 3, 21), "Bayram"),
        SpecialDays("closed", date(2026, 4, 23), date(2026, 4, 23), "rest", "Children's Day"),
        SpecialDays("open", date(2026, 5, 1), date(2026, 5, 1), "09:00-12:00", "May Day"),
    ]


def test_public_holidays_end_with_the_last_day_and_ones_own_days_do_not() -> None:
    kinds = [one.kind for one in special_days(SHOP, date(2026, 3, 4), date(2026, 3, 10))]
    assert kinds == ["closed", "open", "closed", "open"]


def test_other_reasons_side_by_side_stay_apart() -> None:
    shop = Shop(closed={"2026-03-05": "fair", "2026-03-06": "tired"})
    assert [one.words for one in special_days(shop, date(2026, 3, 4), date(2026, 4, 1))] == ["fair", "tired"]


def promise(identity: int, due: date | datetime, state: str = "open") -> Promise:
    return Promise(
        id=identity, customer=1, what="hinge", made=WEDNESDAY, due=due, original_due=due, aim=WEDNESDAY, state=state
    )  # type: ignore[arg-type]


def test_open_promises_due_on_those_days_are_caught_the_earliest_first() -> None:
    midnight = datetime(2026, 3, 7, 0, 0, tzinfo=ISTANBUL)
    promises = [
        promise(1, date(2026, 3, 6)),
        promise(2, midnight - timedelta(minutes=1)),
        promise(3, midnight),
        promise(4, date(2026, 3, 5)),
        promise(5, date(2026, 3, 6), "kept"),
        promise(6, date(2026, 3, 8)),
    ]
    caught = promises_due_in(promises, date(2026, 3, 5), date(2026, 3, 6), ISTANBUL)
    assert [one.id for one in caught] == [4, 1, 2]


HOURS = DatedHours(days=("09:00-18:00",) * 5 + ("10:00-14:00", ""))
BEFORE = Shop(hours=(HOURS,), closed={"2026-03-05": "fair"})


def caught(shop: Shop, *promises: Promise) -> list[int]:
    former, calendar = Calendar.of(BEFORE, ISTANBUL), Calendar.of(shop, ISTANBUL)
    return [one.id for one in promises_caught(promises, former, calendar, closed_anew(BEFORE, shop), WEDNESDAY.date())]


def test_days_that_are_closed_catch_what_is_due_on_them_even_on_a_sunday() -> None:
    shop = replace(
        BEFORE, closed={**BEFORE.closed, "2026-03-06": "tired", "2026-03-07": "tired", "2026-03-08": "tired"}
    )
    saturday_night = datetime(2026, 3, 7, 23, 0, tzinfo=ISTANBUL)
    promises = (
        promise(1, date(2026, 3, 8)),
        promise(2, saturday_night),
        promise(3, date(2026, 3, 6)),
        promise(4, date(2026, 3, 5)),  # it was closed already
        promise(5, date(2026, 3, 9)),
        promise(6, date(2026, 3, 6), "kept"),
    )
    assert caught(shop, *promises) == [3, 2, 1]


def test_so_do_new_hours_and_holidays_that_leave_a_day_closed() -> None:
    no_saturdays = replace(
        BEFORE, hours=(HOURS, replace(HOURS, since=date(2026, 3, 8), days=("09:00-18:00",) * 5 + ("", "")))
    )
    assert caught(no_saturdays, promise(1, date(2026, 3, 7)), promise(2, date(2026, 3, 14))) == [2]
    holidays = replace(BEFORE, holidays={"2026-03-20": "Bayram"})
    assert caught(holidays, promise(1, date(2026, 3, 20)), promise(2, date(2026, 3, 21))) == [1]


def test_a_day_that_is_opened_all_the_same_catches_nothing_and_the_past_neither() -> None:
    opened = replace(BEFORE, closed={"2026-03-06": "tired"}, opened={"2026-03-06": "10:00-12:00"})
    assert caught(opened, promise(1, date(2026, 3, 6))) == []
    closed = replace(BEFORE, closed={"2026-03-03": "flood", "2026-03-06": "tired"})
    assert caught(closed, promise(1, date(2026, 3, 3)), promise(2, date(2026, 3, 6))) == [2]
