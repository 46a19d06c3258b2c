"""Addresses on envelopes: laid out as each country does it, and words as they are kept."""

from __future__ import annotations

import pytest

from store.records.customer import PostalAddress
from store.rules.address_layout import countries_laid_out, country_code, envelope_lines


def lines(country: str, name: str = "Ayşe Yılmaz", company: str = "", home: str = "BG", **parts: str) -> str:
    address = PostalAddress(country=country, **parts)
    return " | ".join(envelope_lines(name, company, address, home_country=home, language="en"))


WHOLE = {"street": "12 Long Road\nFlat 3", "city": "Town", "region": "Shire", "postal_code": "12345"}

WORKED = [
    ("BG", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town"),
    ("", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town"),
    ("DE", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town | Germany"),
    ("Germany", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town | Germany"),
    ("Almanya", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town | Germany"),
    ("DE-BY", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town | Germany"),
    ("GR", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town | Greece"),
    ("TR", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town/Shire | Türkiye"),
    ("US", "Ayşe Yılmaz | 12 Long Road | Flat 3 | Town, Shire 12345 | United States"),
    ("GB", "Ayşe Yılmaz | 12 Long Road | Flat 3 | Town | Shire | 12345 | United Kingdom"),
    ("IT", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town Shire | Italy"),
    ("HU", "Ayşe Yılmaz | Town | 12 Long Road | Flat 3 | 12345 | Hungary"),
    ("NZ", "Ayşe Yılmaz | 12 Long Road | Flat 3 | Town 12345 | New Zealand"),
    ("BR", "Ayşe Yılmaz | 12 Long Road | Flat 3 | Town-Shire | 12345 | Brazil"),
    ("LV", "Ayşe Yılmaz | 12 Long Road | Flat 3 | Town, 12345 | Latvia"),
    ("Narnia", "Ayşe Yılmaz | 12 Long Road | Flat 3 | 12345 Town | Shire | Narnia"),
]


@pytest.mark.parametrize(("country", "expected"), WORKED)
def test_each_country_lays_it_out_its_own_way(country: str, expected: str) -> None:
    assert lines(country, **WHOLE) == expected


def test_korea_goes_from_the_large_to_the_small_in_its_own_letters() -> None:
    seoul = {"street": "테헤란로 1", "city": "강남구", "region": "서울특별시", "postal_code": "06234"}
    assert lines("KR", "김민준", home="KR", **seoul) == "서울특별시 강남구 테헤란로 1 | 김민준 | 06234"
    latin = {"street": "1 Teheran-ro", "city": "Gangnam-gu", "region": "Seoul", "postal_code": "06234"}
    assert lines("KR", "Kim Minjun", **latin) == "Kim Minjun | 1 Teheran-ro | Gangnam-gu, Seoul 06234 | South Korea"


def test_japan_marks_its_code() -> None:
    tokyo = {"street": "1-1", "city": "千代田区", "region": "東京都", "postal_code": "100-0001"}
    assert lines("JP", "山田", home="JP", **tokyo) == "〒100-0001 | 東京都 千代田区 1-1 | 山田"
    assert lines("JP", "山田", home="JP", street="千代田区 1-1") == "千代田区 1-1 | 山田"


@pytest.mark.parametrize(
    ("country", "parts", "expected"),
    [
        ("US", {"street": "1 Elm St", "region": "NY", "postal_code": "10001"}, "1 Elm St | NY 10001"),
        ("US", {"street": "1 Elm St", "city": "Troy"}, "1 Elm St | Troy"),
        ("TR", {"street": "Gül Sk. 4", "city": "Kadıköy"}, "Gül Sk. 4 | Kadıköy"),
        ("TR", {"city": "Kadıköy", "region": "İstanbul"}, "Kadıköy/İstanbul"),
        ("DE", {"postal_code": "10115"}, "10115"),
    ],
)
def test_what_is_not_known_leaves_no_gap(country: str, parts: dict[str, str], expected: str) -> None:
    assert lines(country, "", home=country, **parts) == expected


def test_nothing_is_capitalised_and_a_company_stands_under_the_name() -> None:
    said = lines("TR", "ışıl", "ipek fırını", home="TR", street="iğde sk. 1", city="izmir")
    assert said == "ışıl | ipek fırını | iğde sk. 1 | izmir"
    assert lines("TR", "ipek fırını", "ipek fırını", home="TR", street="iğde sk. 1") == "ipek fırını | iğde sk. 1"


def test_signs_that_move_a_cursor_do_not_reach_the_envelope() -> None:
    assert lines("BG", "Ay\x1b[2Jşe", street="a\tb\nc", home="BG").count("\x1b") == 0


def test_the_country_is_named_in_the_shops_language_for_letters_abroad() -> None:
    address = PostalAddress(street="1 Elm St", city="Troy", country="US")
    assert envelope_lines("Ann", "", address, home_country="GR", language="el")[-1] == "Ηνωμένες Πολιτείες"
    assert envelope_lines("Ann", "", address, home_country="US-NY", language="el")[-1] == "Troy"


def test_at_least_the_commonest_countries_are_known() -> None:
    known = countries_laid_out()
    assert len(known) >= 80
    assert {
        "TR",
        "KR",
        "GR",
        "BG",
        "US",
        "GB",
        "DE",
        "FR",
        "IT",
        "ES",
        "NL",
        "RU",
        "JP",
        "CN",
        "CA",
        "AU",
        "BR",
    } <= known


@pytest.mark.parametrize(
    ("country", "code"), [("", ""), ("bg", "BG"), ("Гърция", "GR"), ("Ελλάδα", "GR"), ("x" * 99, "")]
)
def test_a_country_is_known_by_its_name(country: str, code: str) -> None:
    assert country_code(country, "en") == code
