"""The generator: the same shop for the same size, instant and seed, in the sizes that are promised."""

from __future__ import annotations

import gc
from collections import Counter
from datetime import UTC
from itertools import islice, pairwise

import pytest

from store.book import Book
from store.records.conversation import Conversation
from store.records.interaction import Interaction
from store.rules.desk import read_today
from store.rules.reconnect_words import why_words
from store.sample import DEMO, LARGE, MEDIUM, SMALL, SampleSize, build_sample_book, sample_records
from store.sample.matter import Matter
from tests.store.sample.told import MOMENTS, sorted_by_kind, told_at

NOW = MOMENTS["Tuesday morning"]


@pytest.fixture(scope="module")
def medium():
    return sorted_by_kind(sample_records(MEDIUM, now=NOW), NOW)


def test_the_same_seed_and_instant_give_the_same_shop():
    assert list(sample_records(SMALL, now=NOW)) == list(sample_records(SMALL, now=NOW))


def test_another_seed_gives_another_shop():
    one, other = told_at(NOW, DEMO, 1), told_at(NOW, DEMO, 2)
    assert [customer.name for customer in one.customers.values()] != [
        customer.name for customer in other.customers.values()
    ]
    assert one.interactions != other.interactions


def test_the_same_people_come_whenever_the_demo_is_opened():
    names = {
        tuple((one.name, one.company, one.language) for one in told_at(now, DEMO).customers.values())
        for now in MOMENTS.values()
    }
    assert len(names) == 1


def test_an_instant_in_another_zone_is_the_same_instant():
    assert list(sample_records(DEMO, now=NOW.astimezone(UTC))) == list(sample_records(DEMO, now=NOW))


def test_the_sizes_are_those_that_were_promised():
    assert [(size.customers, size.interactions) for size in (SMALL, MEDIUM, LARGE)] == [
        (200, 2_000),
        (5_000, 100_000),
        (20_000, 1_000_000),
    ]
    assert DEMO.customers == 60


@pytest.mark.parametrize("size", [DEMO, SMALL, SampleSize(10, 50), SampleSize(300, 900, years=3)])
def test_there_are_exactly_as_many_customers_and_interactions(size):
    told = sorted_by_kind(sample_records(size, now=NOW), NOW)
    assert (len(told.customers), len(told.interactions)) == (size.customers, size.interactions)


def test_the_history_reaches_back_as_many_years_as_asked():
    for years in (1, 3):
        told = sorted_by_kind(sample_records(SMALL, now=NOW, years=years), NOW)
        first = min(one.when for one in told.interactions.values())
        assert years * 365 - 60 <= (NOW - first).days <= years * 366


def test_the_large_shop_is_handed_out_record_by_record():
    assert len(list(islice(sample_records(LARGE, now=NOW), 1000))) == 1000


def test_what_was_told_is_let_go_at_once():
    collecting = gc.isenabled()
    gc.disable()
    try:
        records = sample_records(SMALL, now=NOW)
        conversations = sum(isinstance(one, Conversation) for one in islice(records, 3_000))
        kept = sum(isinstance(one, Matter) for one in gc.get_objects())
    finally:
        if collecting:
            gc.enable()
    assert conversations > 300
    assert kept < conversations / 3


def test_medium_is_a_busy_shop_over_two_years(medium):
    assert (len(medium.customers), len(medium.interactions)) == (5_000, 100_000)
    assert 450 <= sum(one.settled is None for one in medium.conversations.values()) <= 550
    assert 18_000 <= len(medium.promises) <= 24_000
    assert sum(one.state == "open" for one in medium.promises.values()) < 300
    assert 3_000 <= len(medium.follow_ups) <= 10_000
    assert {one.when.year for one in medium.interactions.values()} == {2024, 2025, 2026}


def test_in_medium_one_customer_has_two_thousand_contacts_and_most_have_few(medium):
    counts = Counter(one.customer for one in medium.interactions.values())
    assert max(counts.values()) == 2_000
    assert sorted(counts.values())[len(counts) // 2] < 15
    assert sum(count > 100 for count in counts.values()) > 50


def test_in_medium_the_entries_of_a_customer_lie_among_those_of_others(medium):
    busiest = Counter(one.customer for one in medium.interactions.values()).most_common(1)[0][0]
    ids = [one.id for one in medium.interactions.values() if one.customer == busiest]
    alone = sum(second - first > 1 for first, second in pairwise(ids))
    assert alone > 0.9 * len(ids)


@pytest.mark.parametrize("size", [DEMO, SMALL], ids=["demo", "small"])
def test_a_book_of_it_opens_and_shows_what_was_told(tmp_path, size):
    build_sample_book(tmp_path / "book", size, now=NOW)
    told = told_at(NOW, size)
    book = Book.open(tmp_path / "book", clock=lambda: NOW)
    try:
        assert book.notices == ()
        assert book.shop == told.shop
        assert list(book.customers()) == list(told.customers.values())
        busiest = Counter(one.customer for one in told.interactions.values()).most_common(1)[0][0]
        own = [one for one in told.interactions.values() if one.customer == busiest]
        assert book.timeline(busiest) == sorted(own, key=lambda one: (one.when, one.id), reverse=True)
        assert {one.id for one in book.promises()} == {one.id for one in told.promises.values() if one.state == "open"}
        today = read_today(book.agenda(), NOW)
        assert today["waiting"]
        assert len(today["promises"]) == len(book.promises())
        with book.transact("log") as change:
            added = change.add(Interaction(customer=busiest, when=NOW, channel="counter", text="Came by."))
        assert added.id == size.interactions + 1
    finally:
        book.close()


def test_a_folder_with_a_book_in_it_is_left_alone(tmp_path):
    build_sample_book(tmp_path, SampleSize(10, 50), now=NOW)
    before = (tmp_path / "book.json").read_bytes()
    with pytest.raises(FileExistsError):
        build_sample_book(tmp_path, SampleSize(10, 50), now=NOW)
    assert (tmp_path / "book.json").read_bytes() == before


def test_reconnect_has_somebody_for_every_reason_in_the_demo(tmp_path):
    build_sample_book(tmp_path / "book", DEMO, now=NOW)
    book = Book.open(tmp_path / "book", clock=lambda: NOW)
    rows, count = book.quiet()
    words = [why_words(row) for row in rows]
    assert 10 <= count == len(rows) <= 30
    assert rows[0]["mood"] == "upset"
    assert any(one.startswith("usually every 5 weeks, silent for 1") for one in words)
    assert any(one.startswith("to hear from you every 6 weeks, last") for one in words)
    assert {row["cadence_passed"] for row in rows} == {None, "gentle", "firm"}
    book.close()
