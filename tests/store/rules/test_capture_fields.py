"""The line and the form are the same: fields to a line and back, and a line to fields saves the same."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from store.errors import NotUnderstoodError
from store.records.interaction import CHANNELS, KINDS
from store.rules.capture import CaptureLine, read_line
from store.rules.capture_fields import KEYS, WrongFieldError, fields_of, line_of
from store.rules.capture_names import names_text, read_names
from store.rules.capture_tokens import WhoToken
from store.rules.capture_words import CHANNEL_NAMES
from tests.store.rules.test_capture_properties import CONTEXT, LINES, TOKENS

PLAIN = st.sampled_from(
    (
        "door", "Ωραία", "전화", "12", "5", "5:", "if", "fri", "new", "@ayse", "/phone", "?", ".", ";", ":)", "<",
        "=12", "#oven", '"too', 'late"', "„x", "«y", "\\", "\\x", "+promise", "+kept", "*yesterday", "~", "a:b",
        "eğer", "№1",
    )
)  # fmt: skip
WORDS = st.lists(PLAIN, min_size=1, max_size=4).map(" ".join)
WHEN = st.sampled_from(("fri 17:00", "2 weeks", "2026-03-09", "tomorrow 12:00", "yarın saat 15:00", "내일 오후 3시"))
PAST = st.sampled_from(("yesterday 16:20", "2026-03-01", "monday", "dün"))
WHO = st.lists(
    st.sampled_from(
        (
            "ayse", "Mehmet Kaya", "김민준", "+90 532 123", "a@b.example", '"Kaya, Mehmet"', '"New York Deli"', "12",
            '«say, "hi"»',
        )
    ),
    unique=True,
    max_size=3,
)  # fmt: skip
NEW = st.sampled_from(("", "new Jane Doe 555 0123", "new Bob 555 0123, 555 0456", 'new "Bob 555 0123"', "new ? /x"))


@st.composite
def forms(draw: st.DrawFn) -> dict[str, str]:
    """Values as a form gives them."""
    values = dict.fromkeys(KEYS, "")
    names, new = draw(WHO), draw(NEW)
    values["who"] = ", ".join([*names, new] if new else names)
    values["channel"] = draw(st.sampled_from(("", *CHANNELS, *CHANNEL_NAMES)))
    values["direction"] = draw(st.sampled_from(("in", "out")))
    values["answer"] = draw(st.sampled_from(("", "yes", "no")))
    values["kind"] = draw(st.sampled_from(("", *KINDS)))
    values["mood"] = draw(st.sampled_from(("", "happy", "neutral", "upset")))
    values["tags"] = ", ".join(
        draw(st.lists(st.sampled_from(("oven", "Ωραία", "전화", "a.b")), unique=True, max_size=3))
    )
    values["when"] = draw(st.one_of(st.just(""), PAST))
    values["words"] = "\n".join(
        draw(st.lists(st.sampled_from(("too late", "„nein“", 'he said "no"', "?")), max_size=2))
    )
    values["conversation"] = draw(st.sampled_from(("", "new", "12")))
    values["waiting"] = draw(st.sampled_from(("", "us", "customer", "third_party", "resolved")))
    if values["waiting"] == "third_party":
        values["third_party"] = draw(st.sampled_from(("ACS", "ACS Courier ?", "@x")))
    values["done"] = draw(st.sampled_from(("", "any", "7")))
    values["kept"] = draw(st.sampled_from(("", "any", "7")))
    if draw(st.booleans()):
        values["moved"] = draw(st.sampled_from(("", "7")))
        values["moved_when"] = draw(WHEN)
    if draw(st.booleans()):
        values["promise_when"] = draw(st.one_of(WHEN, st.just("~")))
        values["promise_what"] = draw(WORDS)
        values["promise_if"] = draw(st.sampled_from(("", "if it comes ?", "εάν έρθει", "if /phone 5:")))
        if values["promise_if"]:
            assume(not values["promise_what"].endswith((";", ",")))
    if draw(st.booleans()):
        values["follow_when"] = draw(st.one_of(WHEN, st.sampled_from(("every year", "when frost", "don olunca"))))
        values["follow_what"] = draw(WORDS)
    values["happened"] = draw(st.one_of(st.just(""), WORDS, st.lists(WORDS, min_size=2, max_size=3).map("\n".join)))
    return values


def read(line: str, *, current_customer: bool = False) -> CaptureLine:
    return read_line(line, when=CONTEXT, is_customer=lambda _word: True, current_customer=current_customer)


@given(values=forms())
def test_fields_to_a_line_and_back_are_the_same_fields(values: dict[str, str]):
    line, text = line_of(values)
    result = read(line, current_customer=not values["who"])
    assert result.problems == ()
    assert fields_of(result, text) == values


def saved(line: CaptureLine, text: str = "") -> CaptureLine:
    """What a line saves: all but how it was typed."""
    said = "\n".join(part for part in (line.text, text.strip("\n")) if part)
    return replace(line, line="", tokens=(), problems=(), text=said)


@given(tokens=st.permutations(TOKENS), count=st.integers(1, len(TOKENS)), behind=LINES)
def test_a_line_to_fields_and_back_saves_the_same(tokens: list[str], count: int, behind: str):
    line = read(" ".join([*(token.replace(" told", "") for token in tokens[:count]), behind]))
    assume(not line.problems and len(line.promises) < 2 and len(line.follow_ups) < 2)
    composed, text = line_of(fields_of(line))
    assert saved(read(composed, current_customer=not line.who), text) == saved(line)


@given(line=LINES)
def test_every_line_goes_into_the_form_and_nothing_of_it_is_lost(line: str):
    result = read(line)
    values = fields_of(result)
    assert set(values) == set(KEYS)
    for problem in result.problems:
        typed = " ".join(result.line[problem.start : problem.end].split())
        if problem.start < problem.end and typed.isprintable() and typed.isascii():
            assert typed in values["happened"]


@given(line=LINES)
def test_what_was_not_understood_stays_as_it_was_typed_and_is_saved_as_text(line: str):
    values = fields_of(read(line))
    try:
        composed, text = line_of(values)
    except WrongFieldError:
        return
    again = fields_of(read(composed, current_customer=True), text)
    assert again["happened"] == values["happened"]


def test_a_wrong_token_and_a_second_promise_stay_in_the_text():
    line = read("@ayse !complant door +promise fri: oil ; +promise mon: look ; /fone squeaks +promise nope: x")
    values = fields_of(line, "Dear Usta,\nhello")
    assert values["happened"] == (
        "!complant door +promise mon: look ; /fone squeaks +promise nope: x\nDear Usta,\nhello"
    )
    assert (values["promise_when"], values["promise_what"]) == ("fri", "oil")


def test_a_line_is_composed_as_one_would_type_it():
    values = dict.fromkeys(KEYS, "") | {
        "who": "Ayşe Yılmaz", "channel": "phone", "happened": "door squeaks", "tags": "oven", "mood": "upset",
        "promise_when": "fri 17:00", "promise_what": "send a hinge", "promise_if": "it comes",
    }  # fmt: skip
    assert line_of(values) == (
        '@"Ayşe Yılmaz" /phone :( #oven +promise fri 17:00: send a hinge if it comes ; door squeaks',
        "",
    )


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("promise_when", {"promise_what": "oil"}),
        ("promise_what", {"promise_when": "fri"}),
        ("promise_if", {"promise_when": "fri", "promise_what": "oil", "promise_if": "if"}),
        ("follow_when", {"follow_what": "ask"}),
        ("follow_what", {"follow_when": "fri"}),
        ("moved_when", {"moved": "3"}),
        ("third_party", {"waiting": "third_party"}),
        ("tags", {"tags": "oven, 12"}),
        ("words", {"words": '"”“»」』'}),
        ("who", {"who": 'a "”“»」』'}),
    ],
)
def test_what_cannot_be_said_in_a_line_names_its_field(field: str, values: dict[str, str]):
    with pytest.raises(WrongFieldError) as refused:
        line_of(values)
    assert refused.value.key == field


@given(text=st.one_of(LINES, st.text(alphabet='new ,;"«»“„@a1', max_size=25)))
@example("＂a”“»」』＂ b")
def test_any_names_can_be_read_and_say_the_same_again(text: str):
    names = [name for name in read_names(text) if not name.new]
    who = [WhoToken(text=name.text) for name in names]
    with suppress(NotUnderstoodError):
        tokens = [name.token for name in names]
        again = list(read_names(names_text(who)))
        assert [name.text for name in again] == [name.text for name in names]
        assert [name.token for name in again] == tokens
