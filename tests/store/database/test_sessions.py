"""Several sessions on one book: at the counter, at home, from cron."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.books import add_customer, add_interaction, campaign, open_book, texts


def test_two_sessions_show_each_others_changes(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe Yılmaz")
    assert home.follow().records == {("customers", 1)}
    assert home.customer(1).name == "Ayşe Yılmaz"
    assert home.search_customers("ayse") == [1]
    add_interaction(home, 1, "from home")
    assert counter.follow().records == {("interactions", 1)}
    assert texts(counter, 1) == ["from home"]
    assert not counter.follow()
    assert not home.follow()


def test_a_session_follows_through_a_compaction_of_another(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe Yılmaz")
    counter.compact()
    add_interaction(counter, 1, "after it")
    assert home.follow().everything
    assert texts(home, 1) == ["after it"]
    add_interaction(home, 1, "and on")
    counter.follow()
    assert texts(counter, 1) == ["after it", "and on"]


def test_a_change_after_another_sessions_compaction_stands_on_what_that_one_saved(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe Yılmaz")
    assert (home.agenda(), home.search_customers("zoe")) == ([], [])  # both are in memory from here on
    counter.log("@ayse /email is it ready")
    counter.log("@new Zoe Kaya /phone hello")
    counter.compact()
    add_interaction(home, 1, "nobody has followed yet")
    assert [row["row"] for row in home.agenda()] == ["c1", "u1"]
    assert home.search_customers("zoe") == [2]
    assert home.follow().everything


def test_ids_are_never_given_twice(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    one = add_customer(counter, "first")
    two = add_customer(home, "second")
    with counter.transact("customer.drop") as change:
        change.drop(counter.customer(two.id))
    counter.compact()
    counter.close()
    later = add_customer(open_book(tmp_path / "book"), "third")
    assert [one.id, two.id, later.id] == [1, 2, 3]


def _write(folder: Path, writer: int, entries: int) -> None:
    book = open_book(folder)
    for number in range(entries):
        add_interaction(book, 1, f"{writer}:{number}")
        if number % 7 == writer:
            book.compact()


@pytest.mark.campaign
@pytest.mark.parametrize("writers", [2, 8])
def test_many_write_at_once_and_nothing_is_lost(tmp_path: Path, writers: int) -> None:
    folder = tmp_path / "book"
    book = open_book(folder)
    add_customer(book, "Ayşe")
    entries = campaign(25, 250)
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _write(folder, writer, entries)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * writers
    expected = {f"{writer}:{number}" for writer in range(writers) for number in range(entries)}
    book.follow()
    for opened in (book, open_book(folder)):
        found = opened.timeline(1)
        assert len(found) == len({one.id for one in found}) == writers * entries
        assert {one.text for one in found} == expected
    assert [line.sequence for line in book.changes(10_000)] == list(range(book.sequence, 0, -1))


def test_a_follower_sees_a_change_of_another_process_within_a_second(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    book = open_book(folder)
    add_customer(book, "Ayşe")
    child = os.fork()
    if child == 0:
        try:
            add_interaction(open_book(folder), 1, "from elsewhere")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    begun = time.monotonic()
    assert ("interactions", 1) in book.follow().records
    assert time.monotonic() - begun < 1
    assert texts(book, 1) == ["from elsewhere"]
