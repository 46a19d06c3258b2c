"""The doctor: every kind of damage is found, nothing is made worse, and what the log or a backup knows comes back."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store.book import Book
from store.database.lines import seal
from store.database.listing_file import read_listing, write_listing
from store.doctor import Finding, examine
from store.errors import BookReadOnlyError, BookUnavailableError
from store.repairing import is_beyond_opening, repair, start_anew
from store.sample import DEMO, build_sample_book
from tests.books import ISTANBUL, Clock, add_customer, add_interaction, campaign, open_book

CORE = ("book.json", "years/2025.json", "years/2026.json")
Content = tuple[dict[str, dict[int, Any]], dict[str, int], int]


def content(folder: Path, clock: Clock) -> Content:
    """Every record of a book, the next ids and the number of the last change, as a new process reads them."""
    book = Book.open(folder, clock=clock)
    storage = book._storage
    records = {name: {key: json.loads(text) for key, text in rows.items()} for name, rows in storage.rows.items()}
    storage.close()
    return records, dict(storage.next_ids), book.sequence


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(datetime(2025, 11, 3, 9, 30, tzinfo=ISTANBUL))


@pytest.fixture(scope="module")
def old_book(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Path:
    """A book of two years: snapshots, a change log, a backup from the middle, and a journal that goes on."""
    folder = tmp_path_factory.mktemp("doctor") / "book"
    book = open_book(folder, clock)
    for number in range(6):
        clock.now += timedelta(days=20)
        who = f"@new Name{number} 0532 123 45 6{number}"
        book.log(f"{who} /email oven {number} +promise in 5 days: hinge +follow 1 week: ask")
        if number == 2:
            book.compact()
        if number == 3:
            book.close()
            book = open_book(folder, clock)
    book.log("@1 > /phone it is done =done +kept")
    book.compact()
    book.log("@2 /phone thanks +kept")
    book.log("@4 /phone hello again")
    book._storage.close()
    return folder


@pytest.fixture
def folder(old_book: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(old_book, tmp_path / "book"))


def flip(path: Path, chance: Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def left(findings: list[Finding]) -> list[str]:
    return [finding.sentence for finding in findings if not finding.mended]


def test_a_whole_book_has_nothing_wrong(folder: Path, clock: Clock) -> None:
    assert examine(folder, clock) == []
    assert repair(folder, clock) == []


def test_examining_changes_nothing(folder: Path, clock: Clock) -> None:
    flip(folder / "years" / "2025.json", Random(1))
    with open(folder / "journal.jsonl", "ab") as journal:
        journal.write(b"damage\n")

    def files() -> Iterator[tuple[str, bytes]]:
        return ((str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())

    before = list(files())
    assert {finding.where for finding in examine(folder, clock)} == {"years/2025.json", "journal.jsonl"}
    assert list(files()) == before


@pytest.mark.parametrize("with_backup", [True, False], ids=["backup", "log alone"])
@pytest.mark.parametrize("name", CORE)
def test_a_flipped_bit_is_found_and_every_record_comes_back(
    folder: Path, clock: Clock, old_book: Path, name: str, with_backup: bool
) -> None:
    if not with_backup:
        shutil.rmtree(folder / "backups")
    whole, chance = content(old_book, clock), Random(name)
    for trial in range(campaign(6, 300)):
        shutil.copy(old_book / name, folder / name)
        flip(folder / name, chance)
        damaged = (folder / name).read_bytes()
        assert ("damaged", name) in {(one.kind, one.where) for one in examine(folder, clock)}
        findings = repair(folder, clock)
        assert left(findings) == []
        assert content(folder, clock) == whole
        assert examine(folder, clock) == []
        aside = [finding.where for finding in findings if finding.where.startswith("set-aside-")]
        assert [(folder / kept).read_bytes() for kept in aside] == [damaged], trial
        shutil.rmtree(folder)
        shutil.copytree(old_book, folder)
        if not with_backup:
            shutil.rmtree(folder / "backups")


@pytest.mark.parametrize("names", [CORE, CORE[:2], CORE[1:]], ids=["all", "book and year", "both years"])
def test_several_damaged_files_at_once(folder: Path, clock: Clock, old_book: Path, names: tuple[str, ...]) -> None:
    for name in names:
        flip(folder / name, Random(name))
    assert left(repair(folder, clock)) == []
    assert content(folder, clock) == content(old_book, clock)


@pytest.mark.parametrize("name", [*CORE, "changes/2025.jsonl", "changes/2026.jsonl"])
def test_a_file_that_is_gone_comes_back(folder: Path, clock: Clock, old_book: Path, name: str) -> None:
    (folder / name).unlink()
    assert ("missing", name) in {(one.kind, one.where) for one in examine(folder, clock)}
    findings = repair(folder, clock)
    if name != "changes/2026.jsonl":  # the backup is older than its end
        assert left(findings) == []
    assert content(folder, clock) == content(old_book, clock)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("years/2025.index", b"INDEX"),
        ("years/2026.words", b"oven"),
        ("book.words", b"name5"),
        ("agenda.jsonl", b"hinge"),
    ],
)
def test_what_is_derived_is_made_anew(folder: Path, clock: Clock, old_book: Path, name: str, word: bytes) -> None:
    data = bytearray((folder / name).read_bytes())
    data[data.rindex(word)] ^= 1
    (folder / name).write_bytes(data)
    assert name in {finding.where for finding in examine(folder, clock)}
    assert left(repair(folder, clock)) == []
    assert examine(folder, clock) == []
    assert content(folder, clock) == content(old_book, clock)


def test_an_agenda_that_lies_is_found_although_its_checksum_is_right(folder: Path, clock: Clock) -> None:
    book = Book.open(folder, clock=clock)
    forgotten = next(iter(book._agenda.rows()))["row"]
    book._agenda._rows.pop(forgotten)  # type: ignore[union-attr]
    book.compact()
    book._storage.close()
    (finding,) = examine(folder, clock)
    assert finding.where == "agenda.jsonl"
    assert left(repair(folder, clock)) == []
    assert forgotten in {row["row"] for row in open_book(folder, clock).agenda()}


def test_settings_that_were_just_changed_are_no_damage(folder: Path, clock: Clock) -> None:
    book = Book.open(folder, clock=clock)
    book.set_shop({"name": "Another name"})
    book.close()
    assert examine(folder, clock) == []
    flip(folder / "agenda.jsonl", Random(1))
    assert [finding.where for finding in examine(folder, clock)] == ["agenda.jsonl"]


def test_a_damaged_line_of_the_journal_is_kept_aside_and_what_is_lost_is_said(folder: Path, clock: Clock) -> None:
    header, first, second = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "journal.jsonl").write_bytes(header + first.replace(b"thanks", b"thankz") + second)
    findings = repair(folder, clock)
    (lost,) = left(findings)
    assert "set-aside-" in lost
    (aside,) = folder.glob("set-aside-*")
    assert second in aside.read_bytes()
    assert open_book(folder, clock).find("hello again") == []
    assert examine(folder, clock) == []


def test_a_damaged_line_of_the_journal_comes_back_from_a_later_backup(
    folder: Path, clock: Clock, old_book: Path
) -> None:
    Book.open(folder, clock=Clock(clock.now + timedelta(days=1))).close()  # keeps the day's backup
    header, first, second = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "journal.jsonl").write_bytes(header + first.replace(b"thanks", b"thankz") + second)
    assert left(repair(folder, clock)) == []
    assert content(folder, clock) == content(old_book, clock)


def test_a_journal_that_is_gone_is_honestly_said(folder: Path, clock: Clock) -> None:
    (folder / "journal.jsonl").unlink()
    (lost,) = left(repair(folder, clock))
    assert "The journal is gone" in lost
    assert open_book(folder, clock).customer(6).name == "Name5"


def test_a_damaged_change_log_keeps_its_whole_lines(folder: Path, clock: Clock, old_book: Path) -> None:
    path = folder / "changes" / "2026.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:-1], lines[-1][:40] + b"?" + lines[-1][41:]]))
    assert [one.where for one in examine(folder, clock)].count("changes/2026.jsonl") >= 1
    findings = repair(folder, clock)
    assert content(folder, clock) == content(old_book, clock)
    assert path.read_bytes().startswith(b"".join(lines[:-1]))
    assert lines[-1] not in path.read_bytes()
    assert any("missing from the change log" in sentence for sentence in left(findings))
    book = open_book(folder, clock)
    book.compact()
    assert book.undo().what == "log"


def test_backups_of_another_life_of_the_book_are_not_used(folder: Path, clock: Clock, tmp_path: Path) -> None:
    book = open_book(folder, clock)
    book.back_up(str(tmp_path / "kept.zip"))
    for number in range(3):
        add_customer(book, f"of the life that was given up {number}")
    clock_later = Clock(clock.now + timedelta(days=3))
    book._clock = clock_later
    book.close()  # keeps the day's backup, with those three
    book = open_book(folder, clock_later)
    book.restore(str(tmp_path / "kept.zip"))
    for number in range(5):
        add_customer(book, f"of this life {number}")
    book.compact()
    book._storage.close()
    whole = content(folder, clock_later)
    flip(folder / "book.json", Random(5))
    assert left(repair(folder, clock_later)) == []
    assert content(folder, clock_later) == whole


def test_a_book_whose_log_does_not_begin_with_it_keeps_what_can_be_read(tmp_path: Path) -> None:
    clock = Clock()
    build_sample_book(tmp_path / "sample", DEMO, now=clock.now)
    whole = content(tmp_path / "sample", clock)
    for name, chance in (("book.json", Random(2)), ("years/2025.json", Random(3)), ("years/2025.json", Random(4))):
        folder = Path(shutil.copytree(tmp_path / "sample", tmp_path / f"{name.replace('/', '-')}{id(chance)}"))
        flip(folder / name, chance)
        findings = repair(folder, clock)
        assert left(findings), "it cannot be known whether everything is right"
        assert all(finding.kind == "lost" for finding in findings if not finding.mended)
        records, _next_ids, _sequence = content(folder, clock)
        different = sum(
            records[table].get(key) != record for table, known in whole[0].items() for key, record in known.items()
        )
        assert different <= 12, "one damaged record, and those that point to it"
        assert [finding for finding in examine(folder, clock) if finding.kind != "backup"] == []


def test_references_to_what_is_not_there_are_taken_out(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe", referred_by=77)
    book.log("@1 /email hello +promise fri 17:00: look")
    with book.transact("broken") as change:
        change.put(replace(book.promise(1), conversation=55, interaction=44))
        change.put(replace(book.interaction(1), customer=9))
        change.put(replace(book.conversation(1), customer=9))
    book.close()
    sentences = [finding.sentence for finding in examine(tmp_path / "book", Clock())]
    assert "Customer 1 refers to customer 77, which is not there." in sentences
    assert "Promise 1 refers to conversation 55, which is not there." in sentences
    assert "Interaction 1 refers to customer 9, which is not there." in sentences
    assert left(repair(tmp_path / "book", Clock())) == []
    book = open_book(tmp_path / "book")
    assert (book.promise(1).conversation, book.promise(1).interaction) == (None, None)
    assert [one.text for one in book.timeline(9)] == ["hello"], "the history of a lost customer can be found"
    assert book.undo().what == "doctor.repair"


def test_a_conversation_of_another_customer_is_found(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe")
    add_customer(book, "Zoe")
    book.log("@1 /email hello")
    book.log("@2 /phone hello")
    with book.transact("broken") as change:
        change.put(replace(book.interaction(2), conversation=1))
    book.close()
    (finding,) = examine(tmp_path / "book", Clock())
    assert finding.sentence == "Interaction 2 is in conversation 1, which is another customer's."
    assert left(repair(tmp_path / "book", Clock())) == []


def test_files_that_others_can_read_are_closed(folder: Path, clock: Clock) -> None:
    (folder / "book.json").chmod(0o644)
    assert examine(folder, clock) == [], "nobody gets as far as that"
    folder.chmod(0o755)
    (finding,) = examine(folder, clock)
    assert finding.kind == "permissions"
    assert left(repair(folder, clock)) == []
    assert {path.stat().st_mode & 0o077 for path in folder.rglob("*")} == {0}


def test_a_damaged_backup_is_found_and_kept_aside(folder: Path, clock: Clock) -> None:
    for path in (folder / "backups").glob("*.zip"):
        path.write_bytes(path.read_bytes()[:-40])
    assert {finding.kind for finding in examine(folder, clock)} == {"backup"}
    assert left(repair(folder, clock)) == []
    assert examine(folder, clock) == []


def test_a_newer_book_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    book = open_book(folder)
    add_customer(book, "Ayşe")
    book._storage.close()
    header = {"journal": 1, "schema": 99, "generation": 1, "sequence": 0, "at": ""}
    (folder / "journal.jsonl").write_bytes(seal(json.dumps(header)))
    (folder / "book.json").write_bytes(b"another form")
    before = sorted(os.listdir(folder))
    for work in (examine, repair):
        with pytest.raises(BookUnavailableError, match="newer version"):
            work(folder, Clock())
    assert sorted(os.listdir(folder)) == before


def test_a_folder_without_a_book_is_said(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(BookUnavailableError, match="no book"):
            examine(folder, Clock())
        assert not is_beyond_opening(folder)


def test_nothing_is_repaired_where_nothing_can_be_written(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(folder / "book.json", Random(1))
    monkeypatch.setattr("store.repairing.os.access", lambda *_: False)
    with pytest.raises(BookReadOnlyError):
        repair(folder, clock)
    assert not list(folder.glob("set-aside-*"))


def test_a_disk_that_refuses_while_mending_loses_nothing(
    folder: Path, clock: Clock, old_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip(folder / "book.json", Random(1))

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("store.database.mending.write_records", refuse)
        with pytest.raises(BookUnavailableError, match="No space left"):
            repair(folder, clock)
    assert left(repair(folder, clock)) == []
    assert content(folder, clock) == content(old_book, clock)


def test_a_list_of_customers_that_does_not_fit_is_found_and_made_anew(folder: Path, clock: Clock) -> None:
    path = str(folder / "book.listing")
    checksum = Book.open(folder, clock=clock)._storage.checksum
    listed = read_listing(path, checksum)
    write_listing(path, checksum, {one: row._replace(last=1) for one, row in listed.items()})
    assert [finding.kind for finding in examine(folder, clock)] == ["listing"]
    assert left(repair(folder, clock)) == []
    assert examine(folder, clock) == []


def test_a_book_beyond_opening_can_be_moved_aside(folder: Path, clock: Clock) -> None:
    assert not is_beyond_opening(folder)
    flip(folder / "book.json", Random(1))
    assert is_beyond_opening(folder)
    aside = folder / start_anew(folder, clock)
    assert sorted(os.listdir(aside)) == sorted(
        ["agenda.jsonl", "book.json", "book.listing", "book.words", "changes", "journal.jsonl", "years"]
    )
    assert open_book(folder, clock).customer_count == 0


def test_rows_of_customers_that_do_not_fit_the_records_are_found_and_mended(tmp_path: Path, clock: Clock) -> None:
    folder, now = tmp_path / "book", clock()
    book = open_book(folder, clock)
    add_customer(book, "Ayşe")
    for weeks in (30, 25, 20, 15):
        add_interaction(book, 1, "bread", now - timedelta(weeks=weeks))
    book.compact()
    assert book.quiet()[1] == 1
    book._agenda.quiet.lines.put([0, 1, 0])
    book.compact()
    assert book.quiet() == ([], 0)
    book._storage.close()
    assert "agenda.jsonl" in {finding.where for finding in examine(folder, clock)}
    assert left(repair(folder, clock)) == []
    assert "agenda.jsonl" not in {finding.where for finding in examine(folder, clock)}
    assert open_book(folder, clock).quiet()[1] == 1


def test_a_contact_is_saved_although_older_ones_are_damaged(tmp_path: Path, clock: Clock) -> None:
    folder, now = tmp_path / "book", clock()
    book = open_book(folder, clock)
    add_customer(book, "Ayşe")
    for weeks in (80, 75, 70, 65):
        add_interaction(book, 1, "bread", now - timedelta(weeks=weeks))
    book.close()
    Book.open(folder, clock=clock).compact()
    (year,) = (folder / "years").glob("2024.json")
    year.write_bytes(year.read_bytes().replace(b"bread", b"broad", 1))
    book = Book.open(folder, clock=clock)
    add_interaction(book, 1, "cake")
    book._storage.close()
    assert "cake" in (folder / "journal.jsonl").read_text(encoding="utf-8")
