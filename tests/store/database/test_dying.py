"""Dying at any moment: nothing that was acknowledged is lost, whatever was being written."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.errors import BookReadOnlyError, BookUnavailableError
from store.records.customer import Customer
from tests.books import Clock, add_customer, add_interaction, campaign, open_book, texts

pytestmark = pytest.mark.campaign


class PowerCutError(BaseException):
    """Stands for the moment after which nothing more happens."""


def _cut_power_at(monkeypatch: pytest.MonkeyPatch, names: list[str], countdown: int) -> Callable[[], int]:
    """Let the n-th call of these functions of `os` never come; return how many calls there were."""
    calls = 0

    def guard(real: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls > countdown:
                raise PowerCutError
            return real(*arguments, **named)

        return guarded

    for name in names:
        monkeypatch.setattr(os, name, guard(getattr(os, name)))
    return lambda: calls


def _shop_with_history(folder: Path) -> Book:
    book = open_book(folder)
    add_customer(book, "김민준")
    for number in range(6):
        add_interaction(book, 1, f"first {number}", when=book.now().replace(year=2025 - number % 2))
    book.compact()
    for number in range(6):
        add_interaction(book, 1, f"second {number}")
    book.log("@김민준 /email where is my bicycle +promise fri 17:00: call")
    with book.transact("interaction.delete") as change:
        change.drop(book.interaction(1))
    return book


def test_power_cut_at_every_step_of_compaction_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = ["replace", "fsync", "pwrite", "ftruncate", "unlink"]
    reached = 10_000
    countdown = 0
    while countdown < reached:
        folder = tmp_path / str(countdown)
        book = _shop_with_history(folder)
        expected = sorted(one.text for one in book.timeline(1))
        agenda = book.agenda()
        with monkeypatch.context() as patch:
            calls = _cut_power_at(patch, steps, countdown)
            try:
                book.compact()
            except PowerCutError:
                pass
            else:
                reached = calls()
        again = open_book(folder)
        assert sorted(one.text for one in again.timeline(1)) == expected
        assert again.agenda() == agenda
        assert again.search_customers("민준") == [1]
        add_interaction(again, 1, "life goes on")
        again.compact()
        assert not list(folder.rglob("*.new"))
        assert sorted(one.text for one in open_book(folder).timeline(1)) == sorted([*expected, "life goes on"])
        assert [line.sequence for line in again.changes()] == list(range(again.sequence, 0, -1))
        countdown += 1
    assert countdown > 15


def _write_until_killed(folder: Path, acknowledge: int, *, compact_every: int) -> None:
    book = open_book(folder)
    number = len(book.timeline(1))
    while True:
        add_interaction(book, 1, f"{number}")
        number += 1
        os.write(acknowledge, number.to_bytes(4, "little"))
        if number % compact_every == 0:
            book.compact()


@pytest.mark.parametrize("compact_every", [1000, 3])
def test_killed_while_writing_and_compacting(tmp_path: Path, compact_every: int) -> None:
    folder = tmp_path / "book"
    book = open_book(folder)
    add_customer(book, "Мария Иванова")
    book.close()
    chance = random.Random(compact_every)
    for _trial in range(campaign(60, 600)):
        reading, acknowledge = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                _write_until_killed(folder, acknowledge, compact_every=compact_every)
            finally:
                os._exit(1)
        os.close(acknowledge)
        acknowledged = 0
        for _ in range(chance.randint(1, 12)):
            acknowledged = int.from_bytes(os.read(reading, 4), "little") or acknowledged
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while rest := os.read(reading, 4):
            acknowledged = int.from_bytes(rest, "little")
        os.close(reading)
        book = open_book(folder)
        found = texts(book, 1)
        assert found == [str(number) for number in range(len(found))]
        assert acknowledged <= len(found) <= acknowledged + 1
        book._storage.close()


@pytest.mark.parametrize("refusing", ["fsync", "pwrite"])
def test_a_disk_that_refuses_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusing: str
) -> None:
    folder = tmp_path / "book"
    book = open_book(folder)
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "saved")
    journal = folder / "journal.jsonl"
    before = journal.read_bytes()
    real = getattr(os, refusing)
    times = 0

    def refuse_once(descriptor: int, *arguments: Any) -> Any:
        nonlocal times
        times += 1
        if times == 1:
            if refusing == "pwrite":
                real(descriptor, arguments[0][:25], arguments[1])  # the disk was full halfway
            raise OSError(28, "No space left on device")
        return real(descriptor, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, refusing, refuse_once)
        with pytest.raises(BookReadOnlyError, match="No space left"):
            add_interaction(book, 1, "not saved")
    assert journal.read_bytes() == before
    assert texts(book, 1) == ["saved"]
    assert book.read_only
    with pytest.raises(BookReadOnlyError):
        add_interaction(book, 1, "nor this")
    again = open_book(folder)
    add_interaction(again, 1, "room again")
    assert texts(again, 1) == ["saved", "room again"]


def test_a_full_disk_while_compacting_keeps_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _shop_with_history(tmp_path / "book")
    expected = texts(book, 1)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(BookUnavailableError, match="No space left"):
            book.compact()
    assert texts(book, 1) == expected
    assert texts(open_book(tmp_path / "book"), 1) == expected
    assert not list((tmp_path / "book").rglob("*.new"))


def test_a_change_that_raises_leaves_nothing_behind(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book", Clock())
    size = (tmp_path / "book" / "journal.jsonl").stat().st_size

    def add_and_fail() -> None:
        with book.transact("log") as change:
            change.add(Customer(name="never there"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert (tmp_path / "book" / "journal.jsonl").stat().st_size == size
    assert book.customer_count == 0
    add_customer(book, "free to go on")
