"""Completion while a line is typed: `|` is the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.capture import TokenAtCursor, complete_token


def complete(marked: str, language: str = "en") -> tuple[TokenAtCursor | None, str]:
    """The token at the cursor of `marked`, and the line with `…` for what a choice would replace."""
    line = marked.replace("|", "")
    token = complete_token(line, marked.index("|"), language)
    return token, line if token is None else line[: token.start] + "…" + line[token.end :]


@pytest.mark.parametrize(
    ("marked", "kind", "typed", "after"),
    [
        ("@ay|", "who", "ay", "…"),
        ("@|", "who", "", "…"),
        ("@ay|se door", "who", "ay", "… door"),
        ("door @ay|", "who", "ay", "door …"),
        ("＠ay|", "who", "ay", "…"),
        ('@"Ayşe Y|', "who", "Ayşe Y", "…"),
        ('@"Ayşe Y|ılmaz" door', "who", "Ayşe Y", "… door"),
        ('@"Ayşe Y| door', "who", "Ayşe Y", "… door"),
        ("ay|", "who", "ay", "…"),
        ("@ayse #ov|", "tag", "ov", "@ayse …"),
        ("@ayse №ov|", "tag", "ov", "@ayse …"),
        ("@ayse =|", "conversation", "", "@ayse …"),
        ("@ayse =1|", "conversation", "1", "@ayse …"),
        ("@ayse /ph| door", "channel", "ph", "@ayse … door"),
        ("@ayse !c|", "kind", "c", "@ayse …"),
        ("@ayse +pr|", "plus", "pr", "@ayse …"),
        ("@ayse +promise fri: call /|", "channel", "", "@ayse +promise fri: call …"),
    ],
)
def test_the_token_at_the_cursor_is_found(marked: str, kind: str, typed: str, after: str):
    token, replaced = complete(marked)
    assert token is not None
    assert (token.kind, token.typed, replaced) == (kind, typed, after)


def test_a_first_word_is_offered_as_a_customer_without_a_sign():
    token, _ = complete("ay|")
    assert token is not None
    assert token.sign == ""


@pytest.mark.parametrize(
    "marked",
    [
        "|", "@ayse |", "@ayse do|", "@ayse +9|", "@ayse /q|", "@ayse !!|", "@ayse :)|", r"@ayse \/ph|", "@new Bo|",
        "@ayse +promise fr|", '@ayse "so @me|', '@ayse "so /ph|one" door', '@ayse "so"/p|', "@ayse *yes|", r"\a|",
    ],
)  # fmt: skip
def test_nothing_is_offered_where_no_token_is_typed(marked: str):
    assert complete(marked) == (None, marked.replace("|", ""))


@pytest.mark.parametrize(
    ("marked", "language", "candidates"),
    [
        ("@n|", "en", ("@new",)),
        ("@|", "el", ("@νέος",)),
        ("@ayse /wh|", "en", ("/whatsapp",)),
        ("@ayse !c|", "en", ("!complaint", "!compliment")),
        ("@ayse +|", "bg", ("+обещание", "+напомняне", "+готово", "+изпълнено", "+преместено")),
        ("@ayse =d|", "en", ("=done",)),
        ("@ayse =1|", "en", ()),
        ("@ayse /телеф|", "en", ("/телефон",)),
        ("@ayse /пхо|", "en", ("/phone",)),
    ],
)
def test_candidates_are_whole_tokens(marked: str, language: str, candidates: tuple[str, ...]):
    token, _ = complete(marked, language)
    assert token is not None
    assert token.candidates == candidates


@given(
    line=st.text(alphabet=st.sampled_from('@/!+=#"“” \\ayseνт전\n\x00\x1b;:'), max_size=25), cursor=st.integers(-3, 30)
)
def test_completion_takes_any_line_and_any_cursor(line: str, cursor: int):
    token = complete_token(line, cursor)
    if token is not None:
        assert 0 <= token.start <= max(0, cursor)
        assert token.start <= token.end <= len(line)
        assert not line[token.start].isspace()
