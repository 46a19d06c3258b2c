"""What holds for every line: nothing raises, nothing is lost, a backslash keeps, order does not matter."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.records.text import clean_text
from store.rules.capture import CaptureLine, escape_text, read_line
from store.rules.when import WhenContext

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
CONTEXT = WhenContext(now=NOW, is_open=lambda instant: 9 <= instant.hour < 18)

WORDS = st.sampled_from(
    (
        "@ayse", "@new", "@yeni", '@"two', 'words"', "@", "/phone", "/τηλ", "/fone", "/", "!complaint", "!com", "!",
        "#oven", "#12", "№x", "+promise", "+follow", "+kept", "+moved", "+nope", "+90", "fri", "17:00:", "fri:", "~:",
        ":", "if", "when", "12", "=12", "=new", "=done", "=third", "=us", "=", "*yesterday", "*blah", "*", "<", ">",
        "?", ".", ";", "\u037e", ":)", ":(", "🙂", '"', '"a', 'b"', '""', "“a”", "«", "»x", "\\", "\\@ayse", "\\\\x",
        "door", "squeaks", "Ωραία", "전화", "\u0301", "e\u0301", "\x1b[31m", "\u202e", "\x00", "\ufeff", "＠민준",
        "／전화", "？", "fri：",
    )
)  # fmt: skip
SPACES = st.sampled_from((" ", " ", " ", "  ", "\t", "\u00a0", "\u3000", "\n", ""))
LINES = st.one_of(
    st.lists(st.tuples(WORDS, SPACES), max_size=14).map(lambda pairs: "".join(word + space for word, space in pairs)),
    st.text(max_size=60),
    st.text(alphabet='@/!+=#*<>?.;:\\"“”„«» ~ab1é\u0301', max_size=30),
)


def read(line: str) -> CaptureLine:
    return read_line(line, when=CONTEXT, is_customer=lambda text: text == "ayse")


def tidied(text: str) -> str:
    """The text as the book keeps it, on one line; a control character that is white space parts words."""
    return " ".join(filter(None, map(clean_text, text.split())))


@given(line=LINES)
def test_every_line_is_read_and_every_character_is_accounted_for(line: str):
    result = read(line)
    spans = [(token.start, token.end) for token in result.tokens]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    spans += [(problem.start, problem.end) for problem in result.problems]
    assert all(0 <= start <= end <= len(line) for start, end in spans)
    covered = {index for start, end in spans for index in range(start, end)}
    missed = "".join(" " if index in covered else character for index, character in enumerate(line))
    # What is not covered is white space, or what may not enter the book.
    assert all(clean_text(word) == "" for word in missed.split())


@given(line=LINES)
def test_every_plain_word_stands_in_the_text(line: str):
    result = read(line)
    plain = [word for token in result.tokens if token.kind == "text" for word in token.text.split()]
    for typed, kept in zip(plain, result.text.split(), strict=True):
        assert typed in (kept, "\\" + kept, "＼" + kept)


@given(line=LINES)
def test_reading_again_gives_the_same(line: str):
    assert read(line) == read(line)


@given(text=LINES)
@example("ayse came")
@example("\\ \\\\ \\")
@example('a "b c" d ; ?')
def test_escaped_text_is_that_text_again(text: str):
    result = read_line(escape_text(text), when=CONTEXT, is_customer=lambda _: True, current_customer=True)
    assert result.text == tidied(text)
    assert replace(result, line="", text="", tokens=()) == CaptureLine(line="")


@given(text=LINES)
def test_a_backslash_before_every_word_keeps_every_word(text: str):
    result = read_line("@ayse " + escape_text(text), when=CONTEXT, is_customer=lambda _: True)
    assert (result.text, result.problems) == (tidied(text), ())


TOKENS = (
    "@ayse", "@mehmet", "@new Bob Smith 0532 1234567 ;", "/wa", ":(", "!complaint", "#oven", "#door",
    "+promise fri 17:00: send a hinge if it comes ;", "+promise ~: a > b ;", "+follow 2 weeks: ask ;", "+kept 12 ;",
    "+done 7 ;", "+moved fri told ;", "=12", "=third ACS Courier ;", "“too late”", "*yesterday 15:00 ;", ">", "?",
)  # fmt: skip


def unordered(result: CaptureLine) -> dict[str, Any]:
    return {
        "who": frozenset(result.who),
        "channel": (result.channel, result.channel_name),
        "marks": (result.direction, result.answer_mark, result.mood, result.kind),
        "tags": frozenset(result.tags),
        "promises": frozenset(result.promises),
        "rest": replace(result, line="", tokens=(), who=(), tags=(), promises=()),
    }


@given(tokens=st.permutations(TOKENS), count=st.integers(1, len(TOKENS)))
def test_the_order_of_tokens_does_not_matter(tokens: list[str], count: int):
    chosen = [token.replace(" told", "") for token in tokens[:count]]
    there = read(" ".join([*chosen, "door still squeaks"]))
    back = read(" ".join([*reversed(chosen), "door still squeaks"]))
    assert unordered(there) == unordered(back)
    assert there.text == "door still squeaks"


# An escape sequence takes a letter along, which is another one once its accent is apart.
@given(line=LINES.filter(lambda line: "\x1b" not in line and "\x9b" not in line))
def test_a_decomposed_line_is_understood_as_the_composed_one(line: str):
    composed = unicodedata.normalize("NFC", line)
    decomposed = unicodedata.normalize("NFD", composed)
    one, other = read(composed), read(decomposed)
    assert one.text == other.text
    assert replace(one, line="", tokens=(), problems=()) == replace(other, line="", tokens=(), problems=())


TEN_THOUSAND = {
    "words": "word ",
    "customers": "@ayse ",
    "new customers": "@new a ? ",
    "numbers": "@new " + "1 " * 40,
    "wrong channels": "/qqq /éé /ㅂㅂ ",
    "promises": "+promise fri: x ",
    "promises without colon": "+promise fri ",
    "times": "*yesterday 5 x ",
    "moves": "+moved 12 fri x ",
    "open quotes": "„a ",
    "quotes": '"a" ',
    "marks": "? ",
    "marks behind text": "a ? ",
    "semicolons": "; ",
    "moods": "🙂 ",
    "one word": "a",
    "one channel": "/aaaaaaaa",
    "backslashes": "\\",
    "accents": "e\u0301",
    "a lone accent": "\u0301",
    "escapes": "\x1b]0;",
    "right to left": "\u202eשלום ",
    "NUL": "\x00",
}


@pytest.mark.parametrize("unit", TEN_THOUSAND.values(), ids=TEN_THOUSAND.keys())
def test_ten_thousand_characters_are_read_in_the_blink_of_an_eye(unit: str):
    line = ("@ayse " + unit * 10_000)[:10_000]
    read(line)
    started = time.perf_counter()
    result = read(line)
    # A tenth of that is usual; the bound is against time that grows with the square.
    assert time.perf_counter() - started < 1.0
    assert result.line == line
