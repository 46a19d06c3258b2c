"""The shop's own day: a night that runs past midnight belongs to the day on which it began."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records.shop import DatedHours, Shop
from store.rules.shop_day import shop_day
from store.rules.working_time import Calendar

ZONE = ZoneInfo("Europe/Athens")
BAKERY = ("06:00-14:00",) * 5 + ("07:00-12:00", "")
BAR = ("", "18:00-02:00", "18:00-02:00", "18:00-02:00", "18:00-04:00", "18:00-04:00", "")
EARLY_BAR = ("20:00-05:30", "06:00-12:00,20:00-05:30", "", "", "", "", "")
ALWAYS = ("00:00-24:00",) * 7
NEVER = ("",) * 7
MIDNIGHT = ("18:00-24:00",) * 7


def calendar(days: tuple[str, ...], **more: object) -> Calendar:
    return Calendar.of(Shop(hours=(DatedHours(days=days),), **more), ZONE)  # type: ignore[arg-type]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("days", "now", "day", "closes", "is_over", "opens"),
    [
        (BAKERY, "2026-03-04T09:00", "2026-03-04", "2026-03-04T14:00", False, "2026-03-05T06:00"),
        (BAKERY, "2026-03-04T14:00", "2026-03-04", "2026-03-04T14:00", True, "2026-03-05T06:00"),
        (BAKERY, "2026-03-04T23:59", "2026-03-04", "2026-03-04T14:00", True, "2026-03-05T06:00"),
        (BAKERY, "2026-03-05T00:00", "2026-03-05", "2026-03-05T14:00", False, "2026-03-06T06:00"),
        (BAKERY, "2026-03-07T13:00", "2026-03-07", "2026-03-07T12:00", True, "2026-03-09T06:00"),
        (BAKERY, "2026-03-08T13:00", "2026-03-08", None, False, "2026-03-09T06:00"),
        (BAR, "2026-03-04T23:00", "2026-03-04", "2026-03-05T02:00", False, "2026-03-05T18:00"),
        (BAR, "2026-03-05T01:00", "2026-03-04", "2026-03-05T02:00", False, "2026-03-05T18:00"),
        (BAR, "2026-03-05T02:30", "2026-03-04", "2026-03-05T02:00", True, "2026-03-05T18:00"),
        (BAR, "2026-03-05T05:00", "2026-03-05", "2026-03-06T02:00", False, "2026-03-06T18:00"),
        (BAR, "2026-03-08T05:00", "2026-03-07", "2026-03-08T04:00", True, "2026-03-10T18:00"),
        # Half an hour after the night the shop opens for the morning: then that is the day.
        (EARLY_BAR, "2026-03-03T05:45", "2026-03-02", "2026-03-03T05:30", True, "2026-03-03T06:00"),
        (EARLY_BAR, "2026-03-03T06:00", "2026-03-03", "2026-03-04T05:30", False, "2026-03-09T20:00"),
        (MIDNIGHT, "2026-03-04T23:59", "2026-03-04", "2026-03-05T00:00", False, "2026-03-05T18:00"),
        (ALWAYS, "2026-03-04T23:59", "2026-03-04", "2026-03-05T00:00", False, None),
        (NEVER, "2026-03-04T23:59", "2026-03-04", None, False, None),
    ],
)
def test_the_day_and_when_it_closes(days, now, day, closes, is_over, opens):
    found = shop_day(calendar(days), at(now))
    assert found.day.isoformat() == day
    assert found.closes == (at(closes) if closes else None)
    assert found.is_over(at(now)) is is_over
    assert found.next_opening == (at(opens) if opens else None)


def test_a_lunch_break_is_no_closing():
    lunch = calendar(("09:00-13:00,14:00-18:00",) * 7)
    found = shop_day(lunch, at("2026-03-04T13:30"))
    assert not found.is_over(at("2026-03-04T13:30"))
    assert found.next_opening == at("2026-03-05T09:00")


@given(
    st.sampled_from([BAKERY, BAR, EARLY_BAR, ALWAYS, NEVER, MIDNIGHT]),
    st.integers(0, 60 * 24 * 400).map(lambda minutes: at("2026-01-01T00:00") + timedelta(minutes=minutes)),
)
def test_every_instant_belongs_to_one_day_and_days_follow_each_other(days, now):
    shop = calendar(days)
    found = shop_day(shop, now)
    assert found.begins <= now < found.ends
    assert shop_day(shop, found.begins).day == found.day
    assert shop_day(shop, found.ends).day == found.day + timedelta(days=1)
    assert shop_day(shop, found.ends).begins == found.ends
