"""The channel plan: what is aimed for until the owner says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from store.errors import NotUnderstoodError
from store.records.shop import DatedTargets, Shop
from store.rules.targets import parse_target, plan_of, target_of, target_text

TODAY = date(2026, 3, 4)
MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("counter", 5 * MINUTE),
        ("phone", 5 * MINUTE),
        ("visit", 5 * MINUTE),
        ("chat", HOUR),
        ("social", HOUR),
        ("sms", 2 * HOUR),
        ("email", 4 * HOUR),
        ("letter", 16 * HOUR),
    ],
)
def test_until_set_each_channel_has_its_own_first_answer_and_the_next_is_the_same(channel, seconds):
    assert target_of(Shop(), channel, "first_answer", TODAY) == seconds
    assert target_of(Shop(), channel, "next_answer", TODAY) == seconds
    assert target_of(Shop(), channel, "update", TODAY) == 16 * HOUR
    assert target_of(Shop(), channel, "resolution", TODAY) is None


def test_targets_hold_from_their_date_and_the_next_answer_follows_the_first():
    shop = Shop(
        targets=(
            DatedTargets(targets={"email.first_answer": 2 * HOUR}),
            DatedTargets(since=TODAY, targets={"email.first_answer": 0, "email.next_answer": HOUR}),
        )
    )
    yesterday = date(2026, 3, 3)
    assert target_of(shop, "email", "first_answer", yesterday) == 2 * HOUR
    assert target_of(shop, "email", "next_answer", yesterday) == 2 * HOUR
    assert target_of(shop, "email", "first_answer", TODAY) is None
    assert target_of(shop, "email", "next_answer", TODAY) == HOUR
    assert plan_of(shop, TODAY)["email.first_answer"] == 0


@pytest.mark.parametrize(
    ("written", "seconds", "shown"),
    [
        ("30m", 30 * MINUTE, "30m"),
        ("4h", 4 * HOUR, "4h"),
        ("1h30m", 90 * MINUTE, "1h30m"),
        ("1h 30m", 90 * MINUTE, "1h30m"),
        ("90m", 90 * MINUTE, "1h30m"),
        ("OFF", 0, "off"),
    ],
)
def test_a_target_is_working_time_or_off(written, seconds, shown):
    assert parse_target(written) == seconds
    assert target_text(seconds) == shown


@pytest.mark.parametrize("written", ["", "soon", "4", "0m", "1.5h", "-1h", "30s", "2000h", "h"])
def test_another_target_is_refused_with_what_to_write(written):
    with pytest.raises(NotUnderstoodError, match="30m, 4h or 1h30m"):
        parse_target(written)
