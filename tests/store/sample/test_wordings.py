"""What the sample shop's replies were composed of, and what its owner wrote herself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from store.book import Book
from store.packs import shipped
from store.phrase_keeping import check_phrase
from store.phrases import find_phrase, phrases_in
from store.sample import DEMO, SMALL, SampleSize, build_sample_book
from tests.store.sample.told import MOMENTS, told_at

NOW = MOMENTS["Tuesday morning"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("demo") / "book"
    build_sample_book(folder, DEMO, now=NOW)
    return Book.open(folder, clock=lambda: NOW)


@pytest.mark.parametrize("size", [DEMO, SMALL], ids=["demo", "small"])
def test_only_replies_name_phrases_that_there_are_and_that_fit_their_channel(size: SampleSize) -> None:
    told = told_at(NOW, size)
    own = {one.key: one for one in told.phrases.values() if one.has_words}
    replies = [one for one in told.interactions.values() if one.direction == "out"]
    composed = [one for one in told.interactions.values() if one.phrases]
    assert 0.2 < len(composed) / len(replies) < 0.6
    for entry in composed:
        assert entry.direction == "out"
        for key in entry.phrases:
            if key in own:
                made = own[key].made
                assert made is not None
                assert made <= entry.when, "nothing is composed of what was not written yet"
                assert told.customers[entry.customer].language == "en"
            else:
                head = shipped().heads[key]
                assert not head.channels or entry.channel in head.channels
                assert entry.channel != "sms" or shipped().wordings("en")[key].sms


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS.keys())
def test_whenever_the_demo_is_opened_there_is_something_to_see_of_them(now: datetime) -> None:
    told = told_at(now, DEMO)
    used = {key for one in told.interactions.values() for key in one.phrases}
    assert len(used) > 12
    assert {"#1", "#2"} & used


def test_uses_and_moods_afterwards_are_known_in_the_demo(demo: Book) -> None:
    uses = demo.phrase_uses.all()
    assert sum(one.happy for one in uses.values()) > 5
    assert sum(one.upset + one.neutral for one in uses.values()) > 0
    assert max(one.times for one in uses.values()) > 10


def test_the_owners_own_are_as_she_could_have_written_them(demo: Book) -> None:
    for phrase in demo.phrases():
        if phrase.has_words:
            assert check_phrase(demo, replace(phrase, made=None, changed=None)).text == phrase.text
    known = {one.key: one for one in phrases_in(demo, ("en",))}
    assert known["#1"].is_stale(NOW.date())
    assert known["#2"].favourite
    assert find_phrase(demo, ";sorry", ("en",)).key == "apology-ours"
    assert known["answer-hours"].checked is not None
    assert not known["answer-hours"].is_stale(NOW.date())
