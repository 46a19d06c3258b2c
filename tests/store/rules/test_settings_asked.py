"""What a screen asks of the settings before it asks the owner: is it set, would it hold from a date, what is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from store.records.shop import Shop
from store.rules.holidays_of import countries_known, country_of_zone
from store.rules.machine import LocaleDefaults
from store.rules.setting_values import zones_known
from store.rules.settings import apply_settings, holds_from_a_date, is_set

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def with_settings(settings: dict[str, str]) -> Shop:
    return apply_settings(Shop(), settings, NOW, LocaleDefaults())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "Fırın"),
        ("owner_gender", "female"),
        ("zone", "Europe/Athens"),
        ("country", "GR"),
        ("language", "el"),
        ("languages.read", "el,en"),
        ("hours.mon", "09:00-12:00"),
        ("channel.email.first_answer", "2h"),
        ("promise.aim", "0.3"),
        ("promise.aim.ack", "0.3"),
        ("goodwill.budget", "100"),
        ("currency", "EUR"),
    ],
)
def test_a_setting_is_set_by_being_set(key: str, value: str) -> None:
    assert not is_set(Shop(), key)
    assert is_set(with_settings({key: value}), key)


def test_what_was_set_before_holds_from_a_date_when_it_is_set_again() -> None:
    shop = with_settings({"hours.mon": "09:00-12:00", "country": "GR", "channel.email.update": "8h", "name": "Fırın"})
    assert holds_from_a_date(shop, "hours.tue")
    assert holds_from_a_date(shop, "country")
    assert holds_from_a_date(shop, "channel.email.update")
    assert not holds_from_a_date(shop, "channel.email.first_answer")
    assert not holds_from_a_date(shop, "name")
    assert not holds_from_a_date(Shop(), "hours.tue")


def test_zones_and_countries_are_known_and_a_zone_has_its_country() -> None:
    assert {"Europe/Istanbul", "Asia/Seoul"} < set(zones_known())
    assert "localtime" not in zones_known()
    assert {"TR", "KR", "GR", "BG", "DE"} < set(countries_known())
    assert country_of_zone("Europe/Sofia") == "BG"
    assert country_of_zone("UTC") == ""
