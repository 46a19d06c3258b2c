"""A number is one number, however the owner, the customer and the phone write it."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.database.phone_numbers import looks_like_phone, phone_key, phones_match, typed_digits


@pytest.mark.parametrize(
    ("written", "country", "key"),
    [
        ("0532 123 45 67", "TR", "905321234567"),
        ("(0532) 123-45-67", "TR", "905321234567"),
        ("5321234567", "TR", "905321234567"),
        ("90 532 123 45 67", "TR", "905321234567"),
        ("+90 532 123 45 67", None, "905321234567"),
        ("+90 532 123 45 67", "DE", "905321234567"),
        ("+90 (0)532 123 45 67", "GR", "905321234567"),
        ("+90 0532 123 45 67", None, "905321234567"),
        ("0090 532 123 45 67", "TR", "905321234567"),
        ("0090 532 123 45 67", None, "905321234567"),
        ("tel:+90-532-123-45-67", None, "905321234567"),
        ("0532 123 45 67 ext. 12", "TR", "905321234567"),
        ("٠٥٣٢١٢٣٤٥٦٧", "TR", "905321234567"),
        ("＋９０５３２１２３４５６７", None, "905321234567"),
        ("210 1234567", "GR", "302101234567"),
        ("02 981 1234", "BG", "35929811234"),
        ("010-1234-5678", "KR", "821012345678"),
        ("089 123456", "DE-BY", "4989123456"),
        ("+39 06 1234 5678", None, "390612345678"),
        ("(202) 555-0143", "US", "12025550143"),
        ("8 (912) 345-67-89", "RU", "79123456789"),
        # What no country's rules make a number of keeps its digits.
        ("0532 123 45 67", None, "05321234567"),
        ("0532 123 45 67", "XX", "05321234567"),
        ("12345", "TR", "12345"),
        ("1 234", "TR", None),
        ("", "TR", None),
        ("oven", "TR", None),
        ("\x00", None, None),
        ("1" * 10_000, "TR", None),
    ],
)
def test_a_number_is_read_by_the_shops_country(written, country, key):
    assert phone_key(written, country) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0532 123 45 67", "+90 532 123 45 67"),
        ("5321234567", "+90 532 123 45 67"),
        ("5321234567", "0532 123 45 67"),
        ("0532 123 45 67", "0090 (0)532 1234567"),
        ("0532 123 45 67", "905321234567"),
        ("8 912 345-67-89", "+7 912 345 67 89"),
        ("06 12345678", "+39 06 12345678"),
        ("06 30 123 4567", "+36 30 123 4567"),
        ("210 1234567", "+30 210 123 4567"),
        ("02 981 1234", "+359 2 981 1234"),
        ("010-1234-5678", "+82 10 1234 5678"),
        ("(202) 555-0143", "+1 202 555 0143"),
    ],
)
def test_national_and_international_writing_match(one, other):
    assert phones_match(one, other)
    assert phones_match(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0532 123 45 67", "0532 123 45 68"),
        ("+90 532 123 45 67", "+49 532 123 45 67"),
        ("123 45 67", "+90 532 123 45 67"),
        ("123 45 67", "0532 123 45 67"),
        ("8 532 123 45 67", "+90 532 123 45 67"),
        ("12345", "12345 67890"),
        ("", ""),
        ("oven", "oven"),
    ],
)
def test_different_numbers_do_not_match(one, other):
    assert not phones_match(one, other)
    assert not phones_match(other, one)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("0532 123 45 67", True),
        ("+90 (532) 123-45-67", True),
        (" 01.23.45.67.89 ", True),
        ("tel:+905321234567", True),
        ("12345", True),
        ("1234", False),
        ("112", False),
        ("1" * 18, False),
        ("2026-03-04", False),
        ("10/11/2026", False),
        ("4.3.26", False),
        ("17:00", False),
        ("0532 oven", False),
        ("90+532", False),
        ("5 > 3", False),
        ("", False),
        ("\x00", False),
    ],
)
def test_what_is_written_like_a_number(text, answer):
    assert looks_like_phone(text) is answer


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0532 12", "53212"),
        ("+90 53", "9053"),
        ("0090 53", "9053"),
        ("+90 (0)53", "9053"),
        ("05", ""),
        ("12 rue", ""),
        ("+", ""),
    ],
)
def test_a_begun_number_keeps_the_digits_that_all_ways_of_writing_share(text, digits):
    assert typed_digits(text) == digits


@given(st.text(), st.sampled_from([None, "TR", "DE-BY", "", "x", "ΕΛ"]))
@example("+" * 100, "TR")
@example("(0)(0)(0)", "TR")
@example("+0 12345678", None)
@example("³²¹⁵⁴⁶", "TR")
def test_no_text_is_too_strange(text, country):
    key = phone_key(text, country)
    assert key is None or (key.isascii() and key.isdecimal() and 5 <= len(key) <= 20)
    looks_like_phone(text)
    typed_digits(text)


@given(st.integers(10**9, 10**10 - 1), st.sampled_from(["0", "+90", "0090", "90", "+90 (0)", ""]))
def test_every_turkish_mobile_number_has_one_key(number, before):
    mobile = f"5{number % 10**9:09}"
    assert phone_key(before + mobile, "TR") == "90" + mobile
    assert phones_match(f"0{mobile}", before + mobile)


def test_the_library_is_loaded_only_for_a_number_that_needs_the_countrys_rules():
    code = """
import sys
from store.database.phone_numbers import phone_key, phones_match
assert phone_key("+90 532 123 45 67", "TR") == "905321234567"
assert phones_match("0532 123 45 67", "+905321234567")
assert "phonenumbers" not in sys.modules
phone_key("0532 123 45 67", "TR")
assert "phonenumbers" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
