"""Text from people, as it may be drawn."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.shown import fitted, one_line, shown, wrapped

STEERS = {*"\u061c\u200b\u200e\u200f\ufeff", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
TEXTS = st.text(st.characters() | st.sampled_from("\x1b\x9b\x00\u202e\u0301\u200d\ufe0f김👩[]$\t\n"), max_size=300)


def is_harmless(text: str) -> bool:
    """Whether nothing in it is a control character, a line break, or turns the direction of a line."""
    return not any(
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in STEERS for character in text
    )


@given(TEXTS, st.integers(0, 60))
def test_whatever_is_drawn_fits_and_cannot_steer_the_terminal(text: str, width: int) -> None:
    for drawn in (shown(text, width), fitted(text, width)):
        assert cell_len(drawn) <= width
        assert is_harmless(drawn)
    assert cell_len(fitted(text, width)) == width


@given(TEXTS, st.integers(1, 60), st.integers(0, 4))
def test_wrapped_lines_are_no_wider_than_the_room(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most)
    assert most == 0 or len(lines) <= most
    for line in lines:
        assert cell_len(line) <= max(width, 2)
        assert is_harmless(line)


@given(st.text(st.sampled_from("abc déΓ김 \n"), max_size=200), st.integers(2, 30))
def test_wrapping_loses_nothing_but_white_space(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("[/foo] Bob [red]Smith $name", "[/foo] Bob [red]Smith $name"),
        ("\x1b]52;c;aGk=\x07Ann\x1b[31m", "Ann"),
        ("ev\u202eil", "evil"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\u0301", "◌\u0301"),
        ("👩\u200d🔧", "👩🔧"),
    ],
)
def test_hostile_text_is_shown_as_the_plain_text_it_is(text: str, drawn: str) -> None:
    assert one_line(text) == drawn


def test_what_was_cut_off_leaves_an_ellipsis() -> None:
    assert shown("Papadopoulos", 8) == "Papadop…"
    assert shown("김민준", 5) == "김민…"
    assert shown("김민준", 4) == "김…"
    assert wrapped("one two three four", 9, most=1) == ["one two…"]


def test_ten_thousand_marks_on_one_letter_are_not_sent_to_the_terminal() -> None:
    assert len(shown("e" + "\u0301" * 10_000, 20)) <= 20 * 4 + 1
