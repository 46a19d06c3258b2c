"""Breaking the journal on purpose: exactly the acknowledged prefix comes back, and nothing is deleted."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.books import add_customer, add_interaction, campaign, open_book, texts

pytestmark = pytest.mark.campaign
ENTRIES = 24


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose journal holds a customer and two dozen entries, in three languages."""
    folder = tmp_path_factory.mktemp("written") / "book"
    book = open_book(folder)
    add_customer(book, "Γιώργος Παπαδόπουλος")
    for number in range(ENTRIES):
        add_interaction(book, 1, f"{number} kapı gıcırdıyor, 문이 삐걱거려요")
    book._storage.close()  # without tidying up: everything stays in the journal
    return folder


def _lines(folder: Path) -> list[bytes]:
    return (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)


def _entries_kept(folder: Path) -> list[str]:
    book = open_book(folder)
    try:
        return texts(book, 1) if book.customer_count else []
    finally:
        book._storage.close()


def _expected(lines_kept: int) -> list[str]:
    """What stands after the header, the shop, the customer and so many entries."""
    return [f"{number} kapı gıcırdıyor, 문이 삐걱거려요" for number in range(max(0, lines_kept - 3))]


def test_a_journal_cut_anywhere_gives_back_every_whole_line(written: Path, tmp_path: Path) -> None:
    lines = _lines(written)
    whole = b"".join(lines)
    chance = random.Random(4)
    head = len(lines[0])
    for trial in range(campaign(300, 5000)):
        folder = tmp_path / f"cut{trial}"
        shutil.copytree(written, folder)
        length = chance.randint(head, len(whole))
        (folder / "journal.jsonl").write_bytes(whole[:length])
        kept = whole[:length].count(b"\n")
        assert _entries_kept(folder) == _expected(kept)
        shutil.rmtree(folder)


def test_a_flipped_bit_stops_the_replay_there_and_keeps_the_rest_aside(written: Path, tmp_path: Path) -> None:
    lines = _lines(written)
    whole = b"".join(lines)
    chance = random.Random(5)
    ends = [len(b"".join(lines[: number + 1])) for number in range(len(lines))]
    for trial in range(campaign(300, 5000)):
        folder = tmp_path / f"flip{trial}"
        shutil.copytree(written, folder)
        position = chance.randrange(ends[0], len(whole))
        flipped = bytearray(whole)
        flipped[position] ^= 1 << chance.randrange(8)
        (folder / "journal.jsonl").write_bytes(flipped)
        damaged = next(number for number, end in enumerate(ends) if position < end)
        is_last_line_end = position == len(whole) - 1
        expected = _expected(len(lines) if is_last_line_end else damaged)
        assert _entries_kept(folder) == expected, position
        aside = list(folder.glob("set-aside-*"))
        assert bool(aside) is not is_last_line_end
        if aside:
            assert aside[0].read_bytes() == bytes(flipped[ends[damaged - 1] :])
        assert _entries_kept(folder) == expected  # opening again changes nothing more
        shutil.rmtree(folder)


def test_a_damaged_first_line_loses_nothing(written: Path, tmp_path: Path) -> None:
    lines = _lines(written)
    for trial, position in enumerate(range(0, len(lines[0]) - 1, 3)):
        folder = tmp_path / f"head{trial}"
        shutil.copytree(written, folder)
        flipped = bytearray(b"".join(lines))
        flipped[position] ^= 0x04
        (folder / "journal.jsonl").write_bytes(flipped)
        assert _entries_kept(folder) == _expected(len(lines))
        assert len(list(folder.glob("set-aside-*"))) == 1
        shutil.rmtree(folder)


def test_damage_is_reported_in_one_sentence_that_names_the_file(written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(written, folder)
    data = bytearray((folder / "journal.jsonl").read_bytes())
    data[-40] ^= 1
    (folder / "journal.jsonl").write_bytes(data)
    book = open_book(folder)
    aside = next(folder.glob("set-aside-*"))
    assert [notice for notice in book.notices if aside.name in notice]
    book.close()


def test_a_journal_of_random_bytes_is_kept_aside_and_the_snapshot_stands(written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(written, folder)
    book = open_book(folder)
    book.compact()
    book.close()
    (folder / "journal.jsonl").write_bytes(random.Random(6).randbytes(5000))
    assert _entries_kept(folder) == _expected(ENTRIES + 3)
    assert len(list(folder.glob("set-aside-*"))) == 1
