"""The words of the tokens: in five languages, each with one meaning, and known in the wrong layout."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain

import pytest

from store.records.interaction import CHANNELS, KINDS
from store.records.shop import LANGUAGES
from store.rules.capture_lookup import Meaning, Sign, find_word, fold_word, words_beginning
from store.rules.capture_words import (
    CHANNEL_NAMES,
    CHANNEL_WORDS,
    EQUALS_WORDS,
    KIND_WORDS,
    NEW_CUSTOMER_WORDS,
    PLUS_WORDS,
    Words,
)
from store.rules.keyboard_layouts import Layout, sent_by

TABLES: dict[Sign, Mapping[str, Words]] = {
    "@": dict(NEW_CUSTOMER_WORDS),
    "/": dict(CHANNEL_WORDS),
    "!": dict(KIND_WORDS),
    "+": dict(PLUS_WORDS),
    "=": dict(EQUALS_WORDS),
}
LAYOUTS_TRIED: tuple[Layout, ...] = ("el", "bg-bds", "bg-phonetic", "bg-phonetic-2006", "ko", "tr")


def every_word() -> Iterator[tuple[Sign, str, Meaning]]:
    for sign, table in TABLES.items():
        for value, words in table.items():
            for word in chain.from_iterable(row.split() for row in words.values()):
                yield sign, word, Meaning(value)
    for name, (channel, words) in CHANNEL_NAMES.items():
        for word in chain.from_iterable(row.split() for row in words.values()):
            yield "/", word, Meaning(channel, name)


def english_words() -> Iterator[tuple[Sign, str]]:
    for sign, table in TABLES.items():
        if sign != "@":
            yield from ((sign, word) for words in table.values() for word in words["en"].split())


def test_every_channel_and_kind_has_a_word():
    assert set(CHANNEL_WORDS) == set(CHANNELS)
    assert set(KIND_WORDS) == set(KINDS)


@pytest.mark.parametrize("sign", TABLES)
def test_every_token_exists_in_every_language(sign: Sign):
    assert all(words[language].split() for words in TABLES[sign].values() for language in LANGUAGES)


def test_no_word_has_two_meanings():
    meanings: dict[tuple[Sign, str], Meaning] = {}
    for sign, word, meaning in every_word():
        assert meanings.setdefault((sign, fold_word(word)), meaning) == meaning, word


@pytest.mark.parametrize(("sign", "word", "meaning"), list(every_word()))
def test_every_word_is_known_however_it_is_typed(sign: Sign, word: str, meaning: Meaning):
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    typings = (
        word, word.upper(), word.title(), word.replace("i", "İ"), word.replace("i", "ı"),
        unicodedata.normalize("NFD", word), unicodedata.normalize("NFC", bare),
    )  # fmt: skip
    for typed in typings:
        assert find_word(sign, typed) == (meaning,), typed


@pytest.mark.parametrize("layout", LAYOUTS_TRIED)
@pytest.mark.parametrize(("sign", "word"), list(english_words()))
def test_every_english_word_is_known_in_the_wrong_layout(sign: Sign, word: str, layout: Layout):
    if len(word) == 1:
        pytest.skip("a single letter says too little")
    typed = sent_by(word.replace("-", ""), layout)
    assert find_word(sign, typed) == find_word(sign, word)
    if layout != "el" or "w" not in word[:-1]:
        # In Greek capitals w and s are one letter, which counts as w at the end of a word only.
        assert find_word(sign, typed.upper()) == find_word(sign, word)


@pytest.mark.parametrize(
    ("sign", "typed", "word"),
    [
        ("/", "thl", "τηλ"),
        ("/", "thlefvno", "τηλέφωνο"),
        ("/", "thl;efvno", "τηλέφωνο"),
        ("+", "yposxesh", "υπόσχεση"),
        ("/", "wjsghk", "전화"),
        ("+", "dirthr", "약속"),
        ("+", "f/eydkre", "обещание"),
        ("+", "obe]anie", "обещание"),
        ("/", "telefon", "телефон"),
        ("!", ";'kayet", "şikayet"),
        ("+", "s,z", "söz"),
        ("/", "ψηατ", "chat"),
    ],
)
def test_words_of_other_languages_are_known_with_the_latin_layout_on(sign: Sign, typed: str, word: str):
    assert find_word(sign, typed) == find_word(sign, word) != ()


@pytest.mark.parametrize("typed", ["нев", "неш", "νες", "ne", "neu", "neww", "newer"])
def test_what_may_begin_a_name_is_not_taken_for_a_new_customer(typed: str):
    assert find_word("@", typed) == ()


@pytest.mark.parametrize(
    ("sign", "typed", "value"),
    [
        ("/", "pho", "phone"),
        ("/", "ΤΗΛΕ", "phone"),
        ("+", "обе", "promise"),
        ("!", "şik", "complaint"),
        ("=", "tama", "done"),
    ],
)
def test_the_beginning_of_one_word_is_that_word(sign: Sign, typed: str, value: str):
    assert [meaning.value for meaning in find_word(sign, typed)] == [value]


def test_completion_offers_one_word_for_each_meaning_in_the_shops_language():
    assert words_beginning("!", "", "tr") == (
        "!şikayet", "!övgü", "!öneri", "!soru", "!istek", "!satış", "!alındı", "!teşekkür",
    )  # fmt: skip
    assert words_beginning("=", "", "en") == ("=new", "=done", "=us", "=them", "=third")


@pytest.mark.parametrize(
    ("sign", "typed", "language", "words"),
    [
        ("/", "p", "en", ("/phone", "/post")),
        ("/", "te", "en", ("/tel", "/text", "/telegram")),
        ("/", "te", "tr", ("/telefon", "/tezgah", "/text", "/telegram")),
        ("/", "τη", "en", ("/τηλέφωνο",)),
        ("!", "불", "en", ("!불만",)),
        ("/", "πηο", "en", ("/phone",)),
        ("/", "ㅔㅗ", "en", ("/phone",)),
        ("/", "wjs", "ko", ("/전화", "/전자우편")),
        ("/", "xyz", "en", ()),
    ],
)
def test_completion_offers_what_the_typed_letters_can_become(
    sign: Sign, typed: str, language: str, words: tuple[str, ...]
):
    assert words_beginning(sign, typed, language) == words
