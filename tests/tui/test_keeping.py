"""`regulars backup`, `restore`, `undo`, `redo`, `compact`, `doctor`: keeping the book whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import Run


def names(shop: Run) -> list[str]:
    return [one["name"] for one in shop("customer", "list", "--all", "--json").json]


def test_a_backup_brings_the_book_back_on_another_machine(shop: Run, tmp_path: Path) -> None:
    kept, other = str(tmp_path / "kept.zip"), str(tmp_path / "other")
    written = shop("backup", kept, "--json").json
    assert written == {"written": kept, "bytes": os.path.getsize(kept)}
    restored = shop("restore", kept, "--yes", "--book", other, "--json").json
    assert (restored["restored"], restored["customers"]) == (kept, 2)
    assert shop("show", "ayse", "--book", other).status == 0


def test_restoring_first_says_what_it_would_do(shop: Run, tmp_path: Path) -> None:
    kept = str(tmp_path / "kept.zip")
    shop("backup", kept)
    shop("customer", "add", "--name", "Zoe")
    asked = shop("restore", kept)
    assert asked.status == 2
    assert "customers: 2" in asked.err
    assert "customers: 3" in asked.err
    assert "--yes" in asked.err
    assert "Zoe" in names(shop)
    done = shop("restore", kept, "--yes", "--json").json
    assert "Zoe" not in names(shop)
    assert shop("restore", done["former"], "--yes").status == 0
    assert "Zoe" in names(shop)


def test_a_book_beyond_opening_is_moved_aside_and_the_backup_put_in_its_place(
    shop: Run, folder: Path, tmp_path: Path
) -> None:
    kept = str(tmp_path / "kept.zip")
    shop("backup", kept)
    (folder / "book.json").write_text("not a book")
    asked = shop("restore", kept)
    assert asked.status == 2
    assert "damaged and would be moved aside" in asked.err
    assert (folder / "book.json").read_text() == "not a book"
    done = shop("restore", kept, "--yes", "--json").json
    assert (Path(done["former"]) / "book.json").read_text() == "not a book"
    assert names(shop) == ["Ayşe Yılmaz", "Γιώργος Παπαδόπουλος"]


@pytest.mark.parametrize(("name", "status"), [("missing.zip", 3), ("text.zip", 2), ("cut.zip", 2)])
def test_what_is_no_backup_is_refused(shop: Run, tmp_path: Path, name: str, status: int) -> None:
    shop("backup", str(tmp_path / "kept.zip"))
    (tmp_path / "text.zip").write_text("hello")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "kept.zip").read_bytes()[:-30])
    for words in ((), ("--yes",)):
        assert shop("restore", str(tmp_path / name), *words).status == status
    assert len(names(shop)) == 2


def test_a_backup_in_which_a_bit_has_flipped_is_refused_in_one_line(shop: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.zip"
    shop("backup", str(kept))
    whole = kept.read_bytes()
    statuses = set()
    for at in range(0, len(whole), 7):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        statuses.add(shop("restore", str(kept)).status)
    assert statuses == {2}
    assert len(names(shop)) == 2


def test_a_backup_that_cannot_be_written_is_said(shop: Run, tmp_path: Path) -> None:
    failed = shop("backup", str(tmp_path / "nowhere" / "kept.zip"))
    assert failed.status == 3
    assert "cannot be written" in failed.err


def test_undo_takes_back_change_after_change_and_redo_makes_them_again(shop: Run) -> None:
    shop("customer", "add", "--name", "Zoe")
    shop("customer", "edit", "3", "--name", "Zoë")
    assert shop("undo", "--json").json["what"] == "customer.edit"
    assert "Zoe" in names(shop)
    shop("undo")
    assert len(names(shop)) == 2
    shop("redo")
    assert shop("redo").out.startswith("Done again: ")
    assert "Zoë" in names(shop)
    assert shop("redo").err == "There is nothing to redo.\n"


def test_an_empty_book_has_nothing_to_undo(run: Run) -> None:
    run("today")
    assert run("undo").err == "There is nothing to undo.\n"


def test_compacting_empties_the_journal_and_changes_nothing(shop: Run, folder: Path) -> None:
    shop("log", "@1 /phone hello")
    before = shop("show", "1", "--json").json
    assert shop("compact", "--json").json["compacted"] is True
    assert (folder / "journal.jsonl").read_bytes().count(b"\n") == 1
    assert shop("show", "1", "--json").json == before
    shop("undo")
    assert shop("show", "1", "--json").json["timeline"] == []


def test_the_doctor_finds_a_flipped_bit_and_mends_it(shop: Run, folder: Path) -> None:
    shop("compact")
    before = names(shop)
    assert shop("doctor") == (0, "The book is whole.\n", "")
    data = bytearray((folder / "book.json").read_bytes())
    data[data.index("Ayşe".encode())] ^= 2
    (folder / "book.json").write_bytes(data)
    found = shop("doctor")
    assert found.status == 1
    assert found.out == "book.json: It is damaged: its content does not fit its checksum.\n"
    assert "doctor --repair" in found.err
    assert shop("doctor", "--json").json["left"] == 1
    mended = shop("doctor", "--repair")
    assert mended.status == 0
    assert "Every record is back" in mended.out
    assert names(shop) == before
    assert shop("doctor").status == 0
    assert [path.name for path in folder.glob("set-aside-*-book.json")]


def test_the_doctor_has_nothing_to_examine_where_there_is_no_book(run: Run, tmp_path: Path) -> None:
    for words in ((), ("--repair",)):
        failed = run("doctor", *words, "--book", str(tmp_path / "nowhere"))
        assert failed.status == 3
        assert "There is no book" in failed.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_cannot_be_written_is_read_all_the_same(shop: Run, folder: Path) -> None:
    folder.chmod(0o500)
    try:
        assert shop("show", "ayse").status == 0
        failed = shop("log", "@1 /phone hello")
        assert failed.status == 3
    finally:
        folder.chmod(0o700)
