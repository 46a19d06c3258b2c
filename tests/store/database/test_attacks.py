"""What once lost, revived or mixed up data, each by the shortest way to it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from store.book import Book
from store.errors import BookUnavailableError, ChangedSinceError
from store.records.contact_person import Labelled
from store.records.thing import Thing
from tests.books import Clock, add_customer, add_interaction, open_book, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


def _fail_at_book(monkeypatch: pytest.MonkeyPatch, book: Book) -> None:
    """Let a compaction write the years and then find the disk full."""
    real = os.replace

    def refuse(source: str, target: str) -> None:
        if target.endswith("book.json"):
            raise OSError(28, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(BookUnavailableError):
            book.compact()


def test_a_failed_compaction_revives_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, other = open_book(folder), open_book(folder)
    add_customer(book, "Ayşe")
    kept = add_interaction(book, 1, "stays")
    gone = add_interaction(book, 1, "goes")
    other.follow()
    _fail_at_book(monkeypatch, book)
    with other.transact("interaction.edit") as change:
        change.drop(gone)
        change.put(replace(kept, text="moved", when=kept.when.replace(year=2024)))
    other.compact()
    for opened in (other, open_book(folder)):
        assert texts(opened, 1) == ["moved"]
        assert len(opened._storage.rows["interactions"]) == 1
        assert opened.interaction(kept.id).text == "moved"


def test_a_line_that_was_cut_back_leaves_no_phantom(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = open_book(folder), open_book(folder)
    add_customer(reader, "Ayşe")
    real = os.fsync

    def fail_once_followed(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        reader.follow()  # the line is there, and is about to be taken back
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail_once_followed)
    with pytest.raises(BookUnavailableError):
        add_interaction(writer, 1, "never saved, and longer than what comes after it")
    third = open_book(folder)
    for text in ("one", "two", "three"):
        add_interaction(third, 1, text)
    add_interaction(reader, 1, "four")
    assert texts(reader, 1) == texts(open_book(folder), 1) == ["one", "two", "three", "four"]
    assert not list(folder.glob("set-aside-*"))


def test_damage_that_another_session_has_mended_is_not_mended_again(folder: Path) -> None:
    reader = open_book(folder)
    add_customer(reader, "Ayşe")
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"crc":"00000000","seq":9}\n')
    reader.follow()
    mender = open_book(folder)
    add_interaction(mender, 1, "after the damage")
    add_interaction(reader, 1, "and on")
    assert texts(open_book(folder), 1) == ["after the damage", "and on"]
    assert len(list(folder.glob("set-aside-*"))) == 1


def test_an_interrupt_after_the_line_is_durable_leaves_the_whole_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_book(folder)
    add_customer(book, "Ayşe")
    real = book._storage.journal.append

    def append_then_interrupt(line: bytes) -> None:
        real(line)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(book._storage.journal, "append", append_then_interrupt)
        with pytest.raises(KeyboardInterrupt):
            add_interaction(book, 1, "was durable")
    book.compact()
    assert texts(book, 1) == texts(open_book(folder), 1) == ["was durable"]


def test_a_lost_year_is_noticed(folder: Path) -> None:
    book = open_book(folder)
    add_customer(book, "Ayşe")
    add_interaction(book, 1, "history")
    book.compact()
    older = (folder / "years" / "2026.json").read_bytes()
    add_interaction(book, 1, "more of it")
    book.compact()
    book._storage.close()
    (folder / "years" / "2026.json").write_bytes(older)
    with pytest.raises(BookUnavailableError, match=r"years/2026\.json"):
        Book.open(folder, clock=Clock())
    (folder / "years" / "2026.json").unlink()
    with pytest.raises(BookUnavailableError, match=r"years/2026\.json"):
        Book.open(folder, clock=Clock())


def test_undo_leaves_nobodys_entries_without_their_customer(folder: Path) -> None:
    counter, home = open_book(folder), open_book(folder)
    add_customer(counter, "Ayşe")
    home.log("@ayse /phone needs a hinge +promise fri: send it")
    with pytest.raises(ChangedSinceError, match="came after it"):
        counter.undo(own=True)
    assert [row["row"] for row in counter.agenda()] == ["p1", "u1"]


def test_a_clock_that_was_wrong_once_keeps_the_order_of_changes(folder: Path) -> None:
    clock = Clock()
    book = open_book(folder, clock)
    add_customer(book, "Ayşe")
    now = clock.now
    clock.now = now + timedelta(days=3650)
    add_interaction(book, 1, "typed in the future")
    book.compact()
    clock.now = now
    add_interaction(book, 1, "the clock is right again")
    book.compact()
    assert [line.sequence for line in book.changes()] == list(range(book.sequence, 0, -1))
    book.undo()
    assert texts(book, 1) == ["typed in the future"]


def test_a_lock_that_somebody_deleted_still_keeps_writers_apart(folder: Path) -> None:
    one, other = open_book(folder), open_book(folder)
    add_customer(one, "Ayşe")
    (folder / "lock").unlink()
    add_interaction(other, 1, "other")
    with one._storage.lock:
        assert os.path.samestat(os.stat(folder / "lock"), os.fstat(one._storage.lock._descriptor or 0))
    add_interaction(one, 1, "one")
    assert texts(open_book(folder), 1) == ["other", "one"]


def test_dying_in_the_very_first_run_is_no_damage(folder: Path) -> None:
    open_book(folder)._storage.close()
    shutil.rmtree(folder)
    Book.open(folder, clock=Clock())._storage.close()
    (folder / "journal.jsonl").unlink()
    add_customer(open_book(folder), "Ayşe")


def test_a_disk_that_goes_away_is_no_new_book(folder: Path) -> None:
    book = open_book(folder)
    add_customer(book, "Ayşe")
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with pytest.raises(BookUnavailableError):
        book.follow()
    with pytest.raises(BookUnavailableError):
        book.follow()
    assert not (folder / "book.json").exists()
    assert book.customer(1).name == "Ayşe"


def test_only_our_own_files_are_closed_to_others(folder: Path, tmp_path: Path) -> None:
    open_book(folder).close()
    script, outside = folder / "mine.sh", tmp_path / "outside"
    script.write_text("")
    outside.write_text("")
    script.chmod(0o755)
    outside.chmod(0o644)
    (folder / "years").rmdir() if (folder / "years").exists() else None
    (folder / "set-aside-link").symlink_to(outside)
    folder.chmod(0o755)
    open_book(folder).close()
    assert (script.stat().st_mode & 0o777, outside.stat().st_mode & 0o777) == (0o755, 0o644)


def test_search_follows_things_and_the_country(folder: Path) -> None:
    book = open_book(folder)
    add_customer(book, "Ayşe", phones=(Labelled(value="0532 123 45 67"),))
    add_customer(book, "Zoe")
    with book.transact("thing.add") as change:
        thing = change.add(Thing(customer=1, name="Tarandel bicycle"))
    assert book.search_customers("tarandel") == [1]
    with book.transact("thing.edit") as change:
        change.put(replace(thing, customer=2))
    assert book.search_customers("tarandel") == [2]
    book.undo()
    book.undo()
    assert book.search_customers("tarandel") == []
    book.set_shop({"country": "TR"})
    book.compact()
    assert open_book(folder).who("+90 532 123 45 67").id == 1


def test_the_daily_backup_of_today_is_not_the_one_that_goes(folder: Path) -> None:
    clock = Clock()
    clock.now += timedelta(days=3650)
    for _day in range(15):
        book = open_book(folder, clock)
        add_customer(book, "of the future")
        book.close()
        clock.now += timedelta(days=1)
    clock.now = Clock().now
    open_book(folder, clock).close()
    assert (folder / "backups" / "2026-03-04.zip").exists()


def test_adding_and_dropping_in_one_change_can_be_undone(folder: Path) -> None:
    book = open_book(folder)
    add_customer(book, "Ayşe")
    with book.transact("customer.edit") as change:
        passing = change.add(Thing(customer=1, name="never mind"))
        change.put(replace(book.customer(1), terms="monthly"))
        change.drop(passing)
    book.undo()
    assert book.customer(1).terms == ""


def test_a_damaged_last_line_of_the_change_log_does_not_stop_compaction(folder: Path) -> None:
    book = open_book(folder)
    add_customer(book, "Ayşe")
    book.compact()
    log = folder / "changes" / "2026.jsonl"
    data: Any = bytearray(log.read_bytes())
    data[-20] ^= 1
    log.write_bytes(data)
    add_interaction(book, 1, "goes on")
    book.compact()
    assert texts(open_book(folder), 1) == ["goes on"]
    assert book.undo().what == "log"
