"""A part of a history is asked for in the words of the capture line, in every language that it knows."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotUnderstoodError
from store.records.interaction import Interaction
from store.rules.timeline_filter import parts_of, read_filter
from tests.books import ISTANBUL

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=ISTANBUL)


def entry(days_ago: int = 0, **more: object) -> Interaction:
    told: dict[str, object] = {"customer": 1, "when": NOW - timedelta(days=days_ago), "channel": "phone", **more}
    return Interaction(**told)  # type: ignore[arg-type]


HISTORY = [
    entry(text="the oven door squeaks", mood="upset", kind="complaint", tags=("Oven",)),
    entry(1, direction="out", text="we look into it", tags=("oven", "hinge")),
    entry(2, channel="chat", channel_name="whatsapp", text="teşekkürler, IŞIK yandı", mood="happy", kind="thanks"),
    entry(3, channel="chat", channel_name="viber", text="ΠΌΡΤΑ ok"),
    entry(400, channel="email", text="model 2025 please", words=("as soon as possible",), contact="Deniz"),
]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("/phone", [0, 1]),
        ("/telefon", [0, 1]),
        ("/τηλ", [0, 1]),
        ("/전화", [0, 1]),
        ("/обаждане", [0, 1]),
        ("/пхоне", [0, 1]),
        ("/pho", [0, 1]),
        ("/chat", [2, 3]),
        ("/wa", [2]),
        ("/whatsapp /email", [2, 4]),
        ("!complaint", [0]),
        ("!şikayet !thanks", [0, 2]),
        (":(", [0]),
        (":( :)", [0, 2]),
        ("🙁", [0]),
        (">", [1]),
        ("<", [0, 2, 3, 4]),
        ("#oven", [0, 1]),
        ("#OVEN #hinge", [1]),
        ("squeaks", [0]),
        ("OVEN door", [0]),
        ("oven hinge", [1]),
        ('"oven door"', [0]),
        ('"door oven"', []),
        ("tesekkurler ışık", [2]),
        ("πορτα", [3]),
        ("possible", [4]),
        ("deniz", [4]),
        ("2025", [4]),
        ("*2025", [4]),
        ('"2025"', [4]),
        ("\\2025", [4]),
        ("2026 2025", [0, 1, 2, 3, 4]),
        ("/phone :( #oven squeaks 2026", [0]),
        ("/phone :) squeaks", []),
    ],
)
def test_a_line_takes_what_it_says(line: str, wanted: list[int]) -> None:
    asked = read_filter(line, "en")
    assert [place for place, one in enumerate(HISTORY) if asked.takes(one)] == wanted
    assert bool(asked) is bool(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/fone", "/phone"),
        ("!com", "!complaint, !compliment"),
        ("+promise", "nothing to look for"),
        ("@ayse", "nothing to look for"),
        ("=12", "nothing to look for"),
        ("*yesterday", "*2025"),
        ('"open', "quotation mark"),
        ("x " * 600, "too long"),
        ("a b c " * 10, "too many words"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(line: str, words: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_filter(line, "en")
    assert words in refused.value.sentence


@pytest.mark.parametrize("language", ["en", "tr", "ko", "el", "bg"])
def test_each_part_that_is_offered_is_taken_as_it_is_written_and_has_so_many(language: str) -> None:
    parts = list(parts_of(HISTORY, language))
    assert {part.token for part in parts} >= {"/whatsapp", "/viber", ":(", ":)", ">", "*2025", "*2026", "#hinge"}
    for part in parts:
        asked = read_filter(part.token, language)
        assert asked == part.asked
        assert sum(map(asked.takes, HISTORY)) == part.entries


def test_what_all_entries_have_in_common_is_not_offered() -> None:
    assert list(parts_of(HISTORY[:1], "en")) == []
    assert [part.token for part in parts_of(HISTORY[:2], "en")] == ["!complaint", ":(", "<", ">", "#hinge"]


def test_a_tag_that_is_written_in_two_ways_is_one() -> None:
    assert [(part.token, part.entries) for part in parts_of(HISTORY, "en") if "oven" in part.token.lower()] == [
        ("#Oven", 2)
    ]


@pytest.mark.parametrize("name", ["a b", "", "\x1b[31m", "/", "+90"])
def test_a_tag_or_a_channel_that_cannot_be_typed_is_not_offered(name: str) -> None:
    history = [entry(tags=(name,), channel="social", channel_name=name), entry(1)]
    assert {part.token for part in parts_of(history, "en")} <= {"/social", "/phone"}


@given(st.text(max_size=60))
def test_anything_typed_is_read_or_refused(line: str) -> None:
    with suppress(NotUnderstoodError):
        asked = read_filter(line, "en")
        assert all(isinstance(asked.takes(one), bool) for one in HISTORY)
