"""How long a text message is, by the alphabet that it needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.sms_length import sms_length


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "parts", "left"),
    [
        ("", "gsm7", 0, 0, 160),
        ("a", "gsm7", 1, 1, 159),
        ("a" * 160, "gsm7", 160, 1, 0),
        ("a" * 161, "gsm7", 161, 2, 145),
        ("a" * 306, "gsm7", 306, 2, 0),
        ("a" * 307, "gsm7", 307, 3, 152),
        ("€" * 80, "gsm7", 160, 1, 0),
        ("€" * 81, "gsm7", 162, 2, 153 - 10),
        ("{}[]~^|\\", "gsm7", 16, 1, 144),
        ("é à ü ñ Ω", "gsm7", 9, 1, 151),
        ("ş", "ucs2", 1, 1, 69),
        ("ı" * 70, "ucs2", 70, 1, 0),
        ("ı" * 71, "ucs2", 71, 2, 63),
        ("안녕하세요", "ucs2", 5, 1, 65),
        ("Γεια σας", "ucs2", 8, 1, 62),
        ("ΓΔΘΛΞΠΣΦΨΩ", "gsm7", 10, 1, 150),
        ("😀", "ucs2", 2, 1, 68),
        ("😀" * 36, "ucs2", 72, 2, 67 - 6),
    ],
)
def test_worked_lengths(text, alphabet, units, parts, left):
    length = sms_length(text)
    assert (length.alphabet, length.units, length.parts, length.left) == (alphabet, units, parts, left)


def test_the_character_that_needs_the_longer_alphabet_is_named():
    assert sms_length("Tesekkürler Ayşe").because_of == "ş"
    assert sms_length("Thanks").because_of == ""


@given(st.text(max_size=600))
def test_what_is_left_fits_into_the_last_part(text):
    length = sms_length(text)
    assert 0 <= length.left <= 160
    assert sms_length(text + "").parts == length.parts
    if length.parts and length.left:
        more = sms_length(text + ("a" * length.left))
        assert more.parts == length.parts
    assert length.is_one == (length.units <= (160 if length.alphabet == "gsm7" else 70))
