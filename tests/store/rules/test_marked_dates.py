"""Days worth marking with a customer: when they fall, how many years it has been, and what is ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database.transaction import ENCODE
from store.records.codec import to_plain
from store.records.customer import Customer, MarkedDate, Tick
from store.rules.marked_dates import (
    LINGERS,
    DayToMark,
    days_of,
    days_to_mark,
    falls_on,
    is_ticked,
    may_be_marked,
    with_tick,
)
from store.rules.thanks import SUGGESTED_FOR
from store.rules.thanks_desk import LINGERS_DAYS, SUGGESTED_DAYS


def day(text: str) -> date:
    return date.fromisoformat(text)


def birthday(month: int, of_month: int, year: int = 0, **more: object) -> MarkedDate:
    return MarkedDate(label="birthday", month=month, day=of_month, year=year, **more)  # type: ignore[arg-type]


# Date, from, until, and the days on which it falls with the years it has been.
FALLS = [
    (birthday(5, 3), "2026-05-01", "2026-05-09", [("2026-05-03", None)]),
    (birthday(5, 3, 1980), "2026-05-01", "2026-05-09", [("2026-05-03", 46)]),
    (birthday(5, 3, 1980), "2026-05-03", "2026-05-03", [("2026-05-03", 46)]),
    (birthday(5, 3, 1980), "2026-05-04", "2026-05-09", []),
    (birthday(5, 3, 1980), "2026-04-20", "2026-05-02", []),
    # Over the new year, and over several years.
    (birthday(1, 2, 1990), "2025-12-28", "2026-01-05", [("2026-01-02", 36)]),
    (birthday(12, 31), "2025-12-28", "2026-12-31", [("2025-12-31", None), ("2026-12-31", None)]),
    (birthday(5, 3, 2020), "2026-01-01", "2028-01-01", [("2026-05-03", 6), ("2027-05-03", 7)]),
    # 29 February is 28 February where there is none.
    (birthday(2, 29, 1988), "2026-02-20", "2026-03-05", [("2026-02-28", 38)]),
    (birthday(2, 29, 1988), "2028-02-20", "2028-03-05", [("2028-02-29", 40)]),
    (birthday(2, 29), "2100-02-20", "2100-03-05", [("2100-02-28", None)]),
    # The year itself, and before it.
    (birthday(6, 6, 2026), "2026-06-01", "2026-06-30", [("2026-06-06", 0)]),
    (birthday(6, 6, 2027), "2026-06-01", "2026-06-30", []),
    # A day that there is not falls never.
    (birthday(2, 31), "2026-01-01", "2027-12-31", []),
    (birthday(13, 1), "2026-01-01", "2027-12-31", []),
    # Lunar: the day moves, the years are lunar ones, and a year may hold none or two.
    (birthday(8, 15, 1960, calendar="lunar"), "2026-09-20", "2026-09-30", [("2026-09-25", 66)]),
    (birthday(12, 29, 1970, calendar="lunar"), "2026-02-10", "2026-02-20", [("2026-02-16", 55)]),
    (birthday(6, 10, 1950, calendar="lunar", leap_month=True), "2025-07-01", "2025-08-31", [("2025-08-03", 75)]),
    (birthday(1, 1, calendar="lunar"), "2051-01-01", "2051-12-31", []),
]


@pytest.mark.parametrize(("marked", "since", "until", "expected"), FALLS)
def test_a_date_falls_on_its_days(
    marked: MarkedDate, since: str, until: str, expected: list[tuple[str, int | None]]
) -> None:
    assert list(falls_on(marked, day(since), day(until))) == [(day(on), years) for on, years in expected]


MARIA = Customer(
    id=1,
    name="Μαρία Δήμου",
    language="el",
    since=day("2021-08-12"),
    stage="regular",
    dates=(birthday(8, 14, 1980), MarkedDate(label="opening of their café", month=8, day=20)),
)


def test_birthday_name_day_and_years_come_in_order() -> None:
    assert days_to_mark(MARIA, day("2026-08-10"), day("2026-08-31")) == [
        DayToMark("since", day("2026-08-12"), "", 5),
        DayToMark("date", day("2026-08-14"), "birthday", 46),
        DayToMark("name_day", day("2026-08-15")),
        DayToMark("date", day("2026-08-20"), "opening of their café"),
    ]


@pytest.mark.parametrize("change", [{"do_not_contact": True}, {"stage": "former"}])
def test_whoever_wants_to_be_left_alone_has_no_days(change: dict[str, object]) -> None:
    assert days_to_mark(replace(MARIA, **change), day("2026-08-10"), day("2026-08-31")) == []


@pytest.mark.parametrize("stage", ["lead", "lapsed"])
def test_years_with_the_shop_are_counted_of_customers_alone(stage: str) -> None:
    found = days_to_mark(replace(MARIA, stage=stage), day("2026-08-10"), day("2026-08-31"))
    assert [one.reason for one in found] == ["date", "name_day", "date"]


def test_the_day_somebody_became_a_customer_is_no_anniversary() -> None:
    assert days_to_mark(replace(MARIA, dates=(), language=""), day("2021-08-10"), day("2021-08-31")) == []


@pytest.mark.parametrize(("years", "is_card"), [(1, True), (2, False), (4, False), (5, True), (7, False), (10, True)])
def test_the_first_year_and_every_fifth_are_worth_a_card(years: int, is_card: bool) -> None:
    assert DayToMark("since", day("2026-05-03"), "", years).is_worth_a_card is is_card
    assert not DayToMark("date", day("2026-05-03"), "birthday", years).is_worth_a_card


def test_a_tick_holds_for_its_year_alone() -> None:
    greeted = replace(MARIA, ticks=(Tick(reason="date", label="birthday", on=day("2026-08-14")),))
    labels = [one.label for one in days_to_mark(greeted, day("2026-08-10"), day("2026-08-31"))]
    assert labels == ["", "", "opening of their café"]
    assert "birthday" in [one.label for one in days_to_mark(greeted, day("2027-08-10"), day("2027-08-31"))]


def test_a_tick_holds_although_the_day_was_corrected() -> None:
    ticked = (Tick(reason="date", label="birthday", on=day("2026-08-14")),)
    assert is_ticked(ticked, DayToMark("date", day("2026-08-17"), "birthday", 46))
    assert not is_ticked(ticked, DayToMark("date", day("2027-08-17"), "birthday", 47))
    assert not is_ticked(ticked, DayToMark("date", day("2026-08-17"), "wedding day", 4))


def test_ticks_of_days_are_forgotten_after_two_years_but_not_the_first_purchase() -> None:
    ticks: tuple[Tick, ...] = (Tick(reason="first_sale", on=day("2010-01-01")),)
    for year in range(2010, 2030):
        ticks = with_tick(ticks, Tick(reason="date", label="birthday", on=date(year, 8, 14)))
    assert [tick.on.year for tick in ticks if tick.reason == "date"] == [2027, 2028, 2029]
    assert ticks[0].reason == "first_sale"


def test_the_light_module_knows_the_same_spans() -> None:
    assert timedelta(days=LINGERS_DAYS) == LINGERS
    assert timedelta(days=SUGGESTED_DAYS) == SUGGESTED_FOR


dates = st.dates(date(1950, 1, 1), date(2040, 12, 31))


@given(
    born=dates,
    began=st.none() | dates,
    since=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    length=st.integers(0, 300),
    lunar=st.booleans(),
    language=st.sampled_from(["", "el", "bg", "ko"]),
)
def test_a_quick_look_at_the_stored_record_misses_nobody(
    born: date, began: date | None, since: date, length: int, lunar: bool, language: str
) -> None:
    until = since + timedelta(days=length)
    marked = birthday(born.month, min(born.day, 30), born.year, calendar="lunar" if lunar else "")
    customer = Customer(name="Δήμητρα", language=language, since=began, dates=(marked,), stage="regular")
    plain = to_plain(customer)
    if days_to_mark(customer, since, until):
        assert may_be_marked(ENCODE(plain).encode(), plain, days_of(since, until))


@given(born=dates, today=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_birthday_comes_exactly_once_in_any_year_from_any_day(born: date, today: date) -> None:
    marked = MarkedDate(label="birthday", month=born.month, day=born.day)
    following = (
        today.replace(year=today.year + 1) if (today.month, today.day) != (2, 29) else date(today.year + 1, 3, 1)
    )
    assert len(list(falls_on(marked, today, following - timedelta(days=1)))) == 1
