"""The owner types with the wrong layout on, and the word is known all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.keyboard_layouts import (
    LAYOUTS,
    Layout,
    also_sent_by,
    in_latin_layout,
    in_other_layouts,
    keys_for,
    sent_by,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"
PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))


@pytest.mark.parametrize(
    ("layout", "keys", "sent"),
    [
        ("el", "phone", "πηονε"),
        ("el", "new", "νες"),
        ("el", "question", ";θεστιον"),
        ("el", "thl;efvno", "τηλέφωνο"),
        ("el", "SMS", "ΣΜΣ"),
        ("el", ":i", "ϊ"),
        ("el", ";:i", "ΐ"),
        ("bg-bds", "phone", "згдхе"),
        ("bg-bds", "jev", "теэ"),
        ("bg-bds", "mfwlpd;", "поувзам"),
        ("bg-bds", "/", "б"),
        ("bg-phonetic", "phone", "пхоне"),
        ("bg-phonetic", "wqxvycy`", "вяьжъцъч"),
        ("bg-phonetic-2006", "wqxvyc`", "шчжвъцю"),
        ("ko", "phone", "ㅔㅙㅜㄷ"),
        ("ko", "wjsghk", "전화"),
        ("ko", "dirthr", "약속"),
        ("ko", "qnfaks", "불만"),
        ("ko", "rkqtdl", "값이"),
        ("ko", "rkqtl", "갑시"),
        ("ko", "dksgdmtlqtldh", "않으십시오"),
        ("ko", "Rhc", "꽃"),
        ("ko", "Eo", "때"),
        ("ko", "rr", "ㄱㄱ"),
        ("ko", "nk", "ㅜㅏ"),
        ("ko", "hello there", "ㅗ디ㅣㅐ 솓ㄱㄷ"),
        ("tr", "visit", "vısıt"),
        ("tr", ";'kayet", "şikayet"),
        ("tr", "s,z", "söz"),
    ],
)
def test_keys_send_what_a_real_keyboard_sends(layout: Layout, keys: str, sent: str):
    assert sent_by(keys, layout) == sent
    assert keys_for(sent, layout) == keys


def test_korean_jamo_that_were_not_composed_are_the_same_keys():
    assert keys_for("ㅔㅗㅐㅜㄷ", "ko") == keys_for("ㅔㅙㅜㄷ", "ko") == "phone"


@pytest.mark.parametrize(
    ("layout", "text"),
    [("el", "ж"), ("bg-bds", "ѣ"), ("bg-phonetic", "ψ"), ("ko", "é"), ("tr", "ς"), ("el", "ᾷ")],
)
def test_what_a_layout_cannot_send_has_no_keys(layout: Layout, text: str):
    assert keys_for(text, layout) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_key_of_the_keyboard_sends_something(layout: Layout):
    assert all(len(sent_by(key, layout)) == 1 for key in PRINTABLE)


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("c", ("ψ", "ъ", "ц", "ㅊ")),
        ("C", ("Ψ", "Ъ", "Ц")),
        ("u", ("θ", "к", "у", "ㅕ")),
        ("q", (";", ",", "я", "ч", "ㅂ")),
        ("i", ("ι", "с", "и", "ㅑ", "ı")),
        ("E", ("Ε", "Е", "ㄸ")),
    ],
)
def test_a_single_key_answers_to_what_it_sends_elsewhere(key: str, sent: tuple[str, ...]):
    assert also_sent_by(key) == sent


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "ko"])
@given(keys=st.text(PRINTABLE + " ", max_size=30))
def test_what_was_sent_can_be_sent_again(layout: Layout, keys: str):
    sent = sent_by(keys, layout)
    again = keys_for(sent, layout)
    assert again is not None
    assert sent_by(again, layout) == sent


@given(keys=st.text(LETTERS + "ERTQWOP ", max_size=30))
def test_korean_syllables_come_apart_into_the_keys_that_made_them(keys: str):
    assert keys_for(sent_by(keys, "ko"), "ko") == keys


@given(text=st.text(max_size=40), layout=st.sampled_from(LAYOUTS))
def test_any_text_is_taken(text: str, layout: Layout):
    sent_by(text, layout)
    keys_for(text, layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_name_typed_in_the_wrong_layout_is_among_what_it_may_have_been(layout: Layout):
    sent = sent_by("yilmaz", layout)
    assert sent == "yilmaz" or "yilmaz" in in_latin_layout(sent)
    assert sent == "yilmaz" or sent in in_other_layouts("yilmaz")
    assert sent not in in_other_layouts(sent)


def test_latin_letters_were_typed_in_a_latin_layout():
    assert in_latin_layout("yilmaz") == ()
