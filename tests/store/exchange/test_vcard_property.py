"""One line of a card, whoever reads it: vobject where it can, our own reader where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.vcard_property import read_property

SAMPLES = Path(__file__).parent / "samples"
VCARDS = ("phone-2.1-turkish.vcf", "iphone-3.0.vcf", "desk-4.0.vcf")


def test_a_line_that_vobject_may_not_see_is_read_the_same() -> None:
    compared = 0
    for sample in VCARDS:
        for line in (SAMPLES / sample).read_text().splitlines():
            head, colon, value = line.partition(":")
            one = read_property(line.encode().decode("latin-1"))
            odd = read_property(f"{head};X-ODD=a=b{colon}{value}".encode().decode("latin-1"))
            if one and odd and '"' not in head:
                compared += 1
                assert (odd.name, odd.value, odd.types, odd.group) == (one.name, one.value, one.types, one.group)
    assert compared > 50


@pytest.mark.parametrize("label", ["b", "B", "Base64", "quoted-printable"])
def test_a_label_that_is_called_like_an_encoding_is_a_label(label: str) -> None:
    one = read_property(f"TEL;TYPE={label}:0532 555 01 01")
    assert one is not None
    assert (one.types, one.text) == ([label], "0532 555 01 01")


@given(
    st.sampled_from(["N", "FN", "TEL", "ADR", "BDAY", "NOTE", "IMPP", "X-ANDROID-CUSTOM", "ORG", "LANG", "X-ABDATE"]),
    st.text(';:="=,\\.abTYPE1é\t -()' + "QUOTED-PRINTABLE", max_size=40),
)
def test_no_property_is_a_crash(name: str, rest: str) -> None:
    one = read_property((name + rest).encode().decode("latin-1"))
    assert one is None or isinstance(one.text, str)
