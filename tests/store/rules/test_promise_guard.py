"""Before a promise is made, the book says how long such things take, and warns where this one leaves less."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from store.records.promise import Promise
from store.records.shop import DatedHours, Shop
from store.rules.promise_guard import guard_of, guard_words
from store.rules.promises import Usual, usual_time
from store.rules.working_time import Calendar
from tests.books import ISTANBUL

HOUR = 3600
SHOP = Shop(hours=(DatedHours(),))
CALENDAR = Calendar.of(SHOP, ISTANBUL)
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=ISTANBUL)


def usual(median: float, p80: float, n: int = 12, *, all_kinds: bool = False) -> Usual:
    return Usual(median_s=int(median * HOUR), p80_s=int(p80 * HOUR), n=n, of_all_kinds=all_kinds)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


def test_without_enough_cases_nothing_is_said() -> None:
    assert guard_of("repair", None, MONDAY, at("2026-03-09 12:00"), CALENDAR) is None
    # All of them were kept outside hours, which says nothing of how long they took.
    assert guard_of("repair", usual(0, 0), MONDAY, at("2026-03-09 12:00"), CALENDAR) is None


@pytest.mark.parametrize(
    ("due", "is_tight"),
    [
        (at("2026-03-09 12:00"), True),
        (at("2026-03-09 16:59:59"), True),
        (at("2026-03-09 17:00"), False),
        (date(2026, 3, 9), False),
        (date(2026, 3, 8), True),  # noted today for yesterday: nothing was left at all
    ],
)
def test_a_due_is_tight_where_it_leaves_less_than_four_of_five_took(due: date | datetime, is_tight: bool) -> None:
    guard = guard_of("repair", usual(5, 8), MONDAY, due, CALENDAR)
    assert guard is not None
    assert guard.is_tight is is_tight
    assert guard.usually_by == at("2026-03-09 17:00")


def test_it_says_so_in_one_sentence() -> None:
    def words(kind: str, due: str, known: Usual) -> str:
        guard = guard_of(kind, known, MONDAY, at(due), CALENDAR)
        assert guard is not None
        return guard_words(guard)

    noon, friday = "2026-03-09 12:00", "2026-03-13 12:00"
    assert words("repair", noon, usual(5, 8)) == (
        "Tight: that leaves 3 open hours. Usually it takes 5 open hours, four times of five up to 8 open hours."
    )
    assert words("repair", "2026-03-09 09:20", usual(0.5, 1)) == (
        "Tight: that leaves 20 open minutes. Usually it takes 30 open minutes, four times of five up to 1 open hour."
    )
    assert words("repair", friday, usual(5, 8)) == (
        "repair: usually 5 open hours, four times of five up to 8 open hours (12 kept)"
    )
    assert words("ack", friday, usual(1, 2)).startswith("acknowledged: usually 1 open hour")
    of_all = "Usually 5 open hours, four times of five up to 8 open hours (9 kept)"
    assert words("repair", friday, usual(5, 8, 9, all_kinds=True)) == of_all
    assert words("", friday, usual(5, 8, 9)) == of_all


def test_a_shop_that_shut_for_good_still_gets_its_warning() -> None:
    shut = Calendar.of(Shop(hours=(DatedHours(days=("",) * 7),)), ISTANBUL)
    guard = guard_of("", usual(5, 8), MONDAY, at("2026-03-13 12:00"), shut)
    assert guard is not None
    assert (guard.is_tight, guard.left_s, guard.usually_by) == (True, 0, None)


def test_it_rests_on_the_last_ninety_days_of_this_kind_from_eight_cases_up() -> None:
    def kept(kind: str, hours: int, days_ago: int, number: int) -> Promise:
        made = MONDAY - timedelta(days=days_ago)
        made = made if made.weekday() < 5 else made - timedelta(days=2)
        return Promise(
            id=number,
            customer=1,
            what="oil",
            kind=kind,
            made=made,
            due=made,
            original_due=made,
            aim=made,
            state="kept",
            settled=made + timedelta(hours=hours),
        )

    repairs = [kept("Repair", hours, 14, number) for number, hours in enumerate((1, 1, 2, 2, 3, 3, 4, 9))]
    known = usual_time("repair", repairs, CALENDAR, MONDAY)
    # Half of the eight took at most two hours, and four fifths of them, which are seven, at most four.
    assert known == Usual(median_s=2 * HOUR, p80_s=4 * HOUR, n=8, of_all_kinds=False)
    seven = repairs[:7]
    assert usual_time("repair", seven, CALENDAR, MONDAY) is None
    of_all = usual_time("repair", [*seven, kept("sale", 9, 14, 9)], CALENDAR, MONDAY)
    assert of_all is not None
    assert (of_all.n, of_all.of_all_kinds) == (8, True)
    long_ago = [kept("repair", 9, 100, number) for number in range(20)]
    assert usual_time("repair", [*seven, *long_ago], CALENDAR, MONDAY) is None
