"""With an acknowledgement goes a promise: a day to answer, and an aim that is much earlier."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from store.records.shop import DatedHours, Shop
from store.rules.acknowledgement import promise_with_acknowledgement
from store.rules.promises import Usual
from store.rules.working_time import Calendar
from tests.books import ISTANBUL

HOUR = 3600
SHOP = Shop(hours=(DatedHours(),), closed={"2026-03-10": "fair"})
CALENDAR = Calendar.of(SHOP, ISTANBUL)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("made", "target_h", "due", "aim"),
    [
        # Wednesday 09:00 to Thursday 18:00 are 18 open hours; a fifth of them is 3 h 36 m.
        ("2026-03-04 09:00", 4, "2026-03-05", "2026-03-04 12:36"),
        ("2026-03-04 09:00", None, "2026-03-05", "2026-03-04 12:36"),
        # A letter may take 16 hours, which is Thursday at four: the same day.
        ("2026-03-04 09:00", 16, "2026-03-05", "2026-03-04 12:36"),
        # A target of 20 hours is up on Friday at eleven.
        ("2026-03-04 09:00", 20, "2026-03-06", "2026-03-04 14:24"),
        # Friday evening: Monday is the next day on which the shop is open.
        ("2026-03-06 19:00", 4, "2026-03-09", "2026-03-09 10:48"),
        # Monday before a closed day: Wednesday.
        ("2026-03-09 09:00", 4, "2026-03-11", "2026-03-09 12:36"),
    ],
)
def test_the_next_open_day_will_do_unless_the_target_takes_longer(
    made: str, target_h: int | None, due: str, aim: str
) -> None:
    offered = promise_with_acknowledgement(at(made), target_h and target_h * HOUR, None, SHOP, CALENDAR)
    assert offered is not None
    assert (offered.due, offered.aim) == (date.fromisoformat(due), at(aim))


def test_what_usually_takes_longer_is_promised_for_later() -> None:
    slow = Usual(median_s=10 * HOUR, p80_s=26 * HOUR, n=9, of_all_kinds=False)
    offered = promise_with_acknowledgement(at("2026-03-04 09:00"), 4 * HOUR, slow, SHOP, CALENDAR)
    assert offered is not None
    assert offered.due == date(2026, 3, 6)


def test_the_shop_chooses_its_share() -> None:
    unhurried = Shop(hours=SHOP.hours, promise_aim_ack=1.0)
    offered = promise_with_acknowledgement(at("2026-03-04 09:00"), None, None, unhurried, CALENDAR)
    assert offered is not None
    assert offered.aim == at("2026-03-05 18:00")


def test_a_shop_that_never_closes_answers_by_tomorrow_and_one_that_never_opens_promises_nothing() -> None:
    always = Calendar.of(Shop(hours=(DatedHours(days=("00:00-24:00",) * 7),)), ISTANBUL)
    offered = promise_with_acknowledgement(at("2026-03-04 09:00"), HOUR, None, SHOP, always)
    assert offered is not None
    assert offered.due == date(2026, 3, 5)
    never = Calendar.of(Shop(hours=(DatedHours(days=("",) * 7),)), ISTANBUL)
    assert promise_with_acknowledgement(at("2026-03-04 09:00"), HOUR, None, SHOP, never) is None
    one_hour_left = Calendar.of(
        Shop(hours=(DatedHours(days=("",) * 7),), opened={"2026-03-05": "10:00-11:00"}), ISTANBUL
    )
    assert promise_with_acknowledgement(at("2026-03-04 09:00"), 2 * HOUR, None, SHOP, one_hour_left) is None
