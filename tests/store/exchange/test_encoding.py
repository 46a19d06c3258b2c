"""The encoding of an old phone is found out from a single name, and nothing that a file says of it does harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.exchange.encoding import decode, guess_encoding


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1254", "Gülşen Şahin"), ("cp1254", "ŞÜKRÜ ÖZTÜRK"), ("cp1254", "Müller"),
        ("cp1253", "Κώστας"), ("cp1253", "Μαρία"), ("cp1253", "ΜΑΡΙΑ"), ("cp1253", "Γιωργος"),
        ("cp1251", "Пенка"), ("cp1251", "Ангел Ангелов"), ("cp1251", "МАРИЯ"), ("cp1251", "Гюргя"),
        ("cp949", "윤"), ("cp949", "송하늘"),
    ],
)  # fmt: skip
def test_a_single_name_is_enough_to_tell_the_language(encoding: str, name: str) -> None:
    assert guess_encoding(name.encode(encoding)) == encoding


def test_an_encoding_that_the_file_names_may_not_do_harm() -> None:
    assert decode("Öztürk".encode("cp1254"), "unicode_escape", "zlib", "no such", "cp1254") == "Öztürk"
    assert decode("Öztürk".encode()) == "Öztürk"


@given(st.binary(max_size=300))
def test_any_bytes_can_be_decoded(raw: bytes) -> None:
    assert isinstance(decode(raw), str)
    assert isinstance(raw.decode(guess_encoding(raw), errors="replace"), str)
