"""Zones and countries as owners name them."""

from __future__ import annotations

import pytest

from store.errors import RegularsError
from store.rules.places import countries_like, country_name, is_utc, read_country, read_place, zones_like


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Athens", "Europe/Athens"),
        ("europe/athens ", "Europe/Athens"),
        ("athens", "Europe/Athens"),
        ("ath", "Europe/Athens"),
        ("istanbul", "Europe/Istanbul"),
        ("SEOUL", "Asia/Seoul"),
        ("Sofi", "Europe/Sofia"),
        ("new york", "America/New_York"),
        ("buenos aires", "America/Buenos_Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_city(text: str, zone: str) -> None:
    assert read_place(text) == zone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a", "Several time zones begin like a"),
        ("Atlantis-upon-Sea", "No time zone is called"),
        ("", "No time zone is called"),
        ("Athenss", "Did you mean Europe/Athens?"),
        ("[/red]\x1b[2J", "No time zone is called"),
        ("x" * 10_000, "No time zone is called"),
    ],
)
def test_what_is_no_zone_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(RegularsError) as refused:
        read_place(text)
    assert said in refused.value.sentence
    assert len(refused.value.sentence) < 300


def test_zones_are_completed_from_the_city_on() -> None:
    assert zones_like("ath")[0] == "Europe/Athens"
    assert zones_like("europe/ist") == ["Europe/Istanbul"]
    assert zones_like("lond")[0] == "Europe/London"
    assert "Europe/Athens" in zones_like("europe")
    assert zones_like("") == zones_like("  ") == []
    assert is_utc("UTC")
    assert is_utc("Etc/UTC")
    assert not is_utc("Europe/London")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("TR", "TR"),
        ("tr", "TR"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("Ελλάδα", "GR"),
        ("ελλαδα", "GR"),
        ("Greece", "GR"),
        ("Yunanistan", "GR"),
        ("България", "BG"),
        ("대한민국", "KR"),
        ("germa", "DE"),
        ("DE-BY", "DE-BY"),
        ("Germany-by", "DE-BY"),
    ],
)
def test_a_country_is_known_by_name_in_every_language(text: str, country: str) -> None:
    assert read_country(text, "en") == country


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("united", "Several countries are like united"),
        ("Atlantis", "No country is known as Atlantis"),
        ("DE-XX", "no region XX"),
        ("[/red]\x1b[2J", "No country is known"),
        ("x" * 10_000, "No country is known"),
    ],
)
def test_what_is_no_country_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(RegularsError) as refused:
        read_country(text, "en")
    assert said in refused.value.sentence
    assert len(refused.value.sentence) < 300


def test_countries_are_completed_in_the_language_of_the_shop() -> None:
    assert countries_like("gre", "en")[0] in ("GR", "GL", "GD")
    assert countries_like("yun", "tr")[0] == "GR"
    assert countries_like("bg", "el")[0] == "BG"
    assert countries_like("", "en") == []
    assert country_name("GR", "tr") == "Yunanistan"
    assert country_name("DE-BY", "en") == "Germany-BY"
