"""Backup and restore: the whole book in one file, and back again as it was."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from store.errors import BookUnavailableError, NotUnderstoodError
from store.exchange.backup import DAILY_KEPT, describe_backup
from tests.books import Clock, add_customer, add_interaction, open_book, texts


def test_a_backup_brings_everything_back(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "in a year file")
    book.compact()
    add_interaction(book, 1, "in the journal")
    book.back_up(str(tmp_path / "kept.zip"))
    add_interaction(book, 1, "after it")
    add_customer(book, "Zoe")
    former = book.restore(str(tmp_path / "kept.zip"))
    for opened in (book, open_book(tmp_path / "book")):
        assert texts(opened, 1) == ["in a year file", "in the journal"]
        assert opened.customer_count == 1
    assert add_customer(book, "new").id == 3  # the id that was given to Zoe is not given again
    book.restore(former)
    assert book.customer_count == 2
    assert texts(book, 1)[-1] == "after it"


def test_another_session_follows_a_restore(tmp_path: Path) -> None:
    counter, home = open_book(tmp_path / "book"), open_book(tmp_path / "book")
    add_customer(counter, "Ayşe")
    counter.back_up(str(tmp_path / "kept.zip"))
    add_customer(counter, "Zoe")
    home.follow()
    counter.restore(str(tmp_path / "kept.zip"))
    assert home.follow().everything
    assert [one.name for one in home.customers()] == ["Ayşe"]


@pytest.mark.campaign
def test_power_cut_while_restoring_leaves_one_book_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(BaseException):
        pass

    seen = set()
    countdown, finished = 0, False
    while not finished:
        folder = tmp_path / str(countdown)
        book = open_book(folder)
        add_customer(book, "Ayşe")
        add_interaction(book, 1, "old")
        book.compact()
        book.back_up(str(tmp_path / "kept.zip"))
        add_interaction(book, 1, "new")
        calls = 0

        def guard(real: Any) -> Any:
            def guarded(*arguments: Any, **named: Any) -> Any:
                nonlocal calls
                calls += 1
                if calls > countdown:  # noqa: B023
                    raise PowerCutError
                return real(*arguments, **named)

            return guarded

        with monkeypatch.context() as patch:
            for name in ("replace", "rename", "fsync", "unlink", "rmdir"):
                patch.setattr(os, name, guard(getattr(os, name)))
            try:
                book.restore(str(tmp_path / "kept.zip"))
                finished = True
            except PowerCutError:
                pass
        found = tuple(texts(open_book(folder), 1))
        assert found in {("old",), ("old", "new")}
        seen.add(found)
        countdown += 1
    assert seen == {("old",), ("old", "new")}


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    (tmp_path / "text.zip").write_text("no archive")
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme", "hello")
    with ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("book.json", "{}")
        archive.writestr("journal.jsonl", "")
        archive.writestr("../outside", "out")
    for name in ("text.zip", "other.zip", "evil.zip"):
        with pytest.raises(NotUnderstoodError):
            book.restore(str(tmp_path / name))
    assert book.customer(1).name == "Ayşe"
    assert not (tmp_path / "outside").exists()


def test_one_backup_a_day_is_kept_by_itself(tmp_path: Path) -> None:
    clock = Clock()
    for day in range(DAILY_KEPT + 3):
        book = open_book(tmp_path / "book", clock)
        add_customer(book, f"of day {day}")
        book.close()
        open_book(tmp_path / "book", clock).close()
        clock.now += timedelta(days=1)
    kept = sorted(path.name for path in (tmp_path / "book" / "backups").iterdir())
    assert len(kept) == DAILY_KEPT
    assert kept[-1] == "2026-03-20.zip"
    at, customers = describe_backup(str(tmp_path / "book" / "backups" / kept[-1]))
    assert customers <= DAILY_KEPT + 3
    assert at or customers == 0


def test_a_backup_cannot_be_read_by_others(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    book.back_up(str(tmp_path / "kept.zip"))
    assert (tmp_path / "kept.zip").stat().st_mode & 0o777 == 0o600


def test_a_year_that_comes_into_reach_brings_its_holidays(tmp_path: Path) -> None:
    clock = Clock()
    book = open_book(tmp_path / "book", clock)
    book.set_shop({"country": "TR"})
    book.close()
    clock.now = clock.now.replace(year=2027)
    book = open_book(tmp_path / "book", clock)
    assert "2029-01-01" not in book.shop.holidays
    book.close()
    assert "2029-01-01" in open_book(tmp_path / "book", clock).shop.holidays


def test_a_disk_too_full_for_the_backup_does_not_fail_what_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(BookUnavailableError, match="No space left"):
            book.close()
    assert not list((tmp_path / "book" / "backups").iterdir())
    assert open_book(tmp_path / "book").customer(1).name == "Ayşe"
