"""What is typed outlives the process: kept in a file, parked by the next session, and never twice."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.book import Book
from store.database.folder import BookFolder
from store.doctor import examine
from store.errors import BookUnavailableError
from store.half_typed_file import HalfTypedFile, take_over
from store.line_history import MOST_LINES, LineHistory
from store.records.draft import Draft
from tests.books import WEDNESDAY, Clock, add_customer, open_book

HALF = Draft(line="@ayse half a sent", begun=WEDNESDAY - timedelta(minutes=3), customer=1)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = open_book(tmp_path / "book", Clock())
    add_customer(book, "Ayşe Yılmaz")
    return book


def leave(book: Book, *drafts: Draft) -> Path:
    """Have another process type this and be killed; return the file that it leaves behind."""
    typed = HalfTypedFile(book.folder)
    typed.typed(drafts, book.sequence)
    typed.keep()
    assert typed._lock is not None
    os.close(typed._lock)  # as the kernel does for whoever is killed
    [path] = Path(BookFolder(book.folder).half_typed).glob("*.json")
    return path


def names(book: Book) -> list[str]:
    return sorted(os.listdir(BookFolder(book.folder).half_typed))


def test_what_a_killed_session_was_typing_is_parked_with_the_time_of_its_first_key(book: Book) -> None:
    leave(book, HALF)
    [parked] = take_over(book)
    assert book.drafts() == [parked]
    assert replace(parked, id=0) == HALF
    assert [row["kind"] for row in book.agenda()] == ["draft"]
    assert names(book) == []
    assert take_over(book) == ()


def test_what_a_living_session_is_typing_is_left_alone(book: Book) -> None:
    typed = HalfTypedFile(book.folder)
    assert typed.typed((HALF,), book.sequence)
    typed.keep()
    assert not typed.typed((HALF,), book.sequence)
    other = open_book(book.folder)
    assert take_over(other) == ()
    assert take_over(book) == ()
    typed.typed((), book.sequence)
    typed.keep()
    typed.let_go()
    assert names(book) == []


def test_what_could_not_be_parked_at_the_end_is_left_for_the_next_session(book: Book) -> None:
    typed = HalfTypedFile(book.folder)
    typed.typed((HALF,), book.sequence)
    typed.let_go()
    assert [draft.line for draft in take_over(book)] == [HALF.line]


def test_a_file_that_comes_back_after_a_power_cut_is_not_parked_twice(book: Book) -> None:
    path = leave(book, HALF)
    content = path.read_bytes()
    [parked] = take_over(book)
    with book.transact("draft.drop") as change:
        change.drop(parked)
    path.write_bytes(content)
    assert take_over(book) == ()
    assert book.drafts() == []
    assert names(book) == []


def test_two_sessions_at_once_park_it_once(book: Book) -> None:
    leave(book, HALF)
    script = (
        "import sys; from pathlib import Path; from store.book import Book\n"
        "from store.half_typed_file import take_over\n"
        "book = Book.open(Path(sys.argv[1])); sys.stdin.readline()\n"
        "print(len(take_over(book)))"
    )
    others = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(book.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _each in range(2)
    ]
    for other in others:
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
    counts = [int(other.communicate()[0]) for other in others]
    book.follow()
    assert sorted(counts) == [0, 1]
    assert [draft.line for draft in book.drafts()] == [HALF.line]


def test_a_parked_line_that_was_taken_up_is_changed_and_not_doubled(book: Book) -> None:
    former = book.park("@ayse half", HALF.begun, 1)
    leave(book, replace(HALF, id=former.id))
    take_over(book)
    assert [(draft.id, draft.line) for draft in book.drafts()] == [(former.id, HALF.line)]


def test_the_customer_and_the_parked_line_may_be_gone_meanwhile(book: Book) -> None:
    leave(book, replace(HALF, id=77, customer=99))
    [parked] = take_over(book)
    assert (parked.line, parked.customer) == (HALF.line, None)


def test_parking_by_itself_is_not_what_u_takes_back(book: Book) -> None:
    book.log("@ayse hello")
    leave(book, HALF)
    take_over(book)
    assert book.undo(own=True).what == "log"
    assert len(book.drafts()) == 1


def test_a_file_that_cannot_be_read_is_set_aside(book: Book) -> None:
    leave(book, HALF).write_bytes(b'{"half_typed":')
    assert take_over(book) == ()
    assert names(book) == []
    assert [path.read_bytes() for path in book.folder.glob("set-aside-*")] == [b'{"half_typed":']


def test_a_write_that_was_cut_short_leaves_what_was_kept_before(book: Book) -> None:
    path = leave(book, HALF)
    path.with_name(path.name + ".0123abcd.new").write_bytes(b"{")
    assert [draft.line for draft in take_over(book)] == [HALF.line]
    assert names(book) == []


def test_only_the_owner_may_read_it(book: Book) -> None:
    path = leave(book, HALF)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    book.folder.chmod(0o755)
    open_book(book.folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_where_it_cannot_be_written_that_is_said_and_the_former_file_stays(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = HalfTypedFile(book.folder)
    typed.typed((HALF,), book.sequence)
    typed.keep()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    typed.typed((replace(HALF, line="more"),), book.sequence)
    with pytest.raises(BookUnavailableError, match="No space left"):
        typed.keep()
    monkeypatch.undo()
    [path] = Path(BookFolder(book.folder).half_typed).glob("*.json")
    assert json.loads(path.read_bytes())["drafts"][0]["line"] == HALF.line
    typed.keep()
    assert json.loads(path.read_bytes())["drafts"][0]["line"] == "more"


def test_a_book_that_can_only_be_read_leaves_it_there(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(book, HALF)
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    reader = Book.open(book.folder, clock=Clock())
    assert take_over(reader) == ()
    monkeypatch.undo()
    assert len(take_over(book)) == 1


def test_doctor_compaction_backup_and_restore_do_not_mind_it(book: Book, tmp_path: Path) -> None:
    book.tidy()
    leave(book, HALF)
    LineHistory(book.folder).add("@ayse hello")
    book.compact()
    assert examine(book.folder, Clock()) == []
    book.back_up(str(tmp_path / "kept.zip"))
    book.restore(str(tmp_path / "kept.zip"))
    shutil.copytree(book.folder, tmp_path / "copy")
    assert [draft.line for draft in take_over(book)] == [HALF.line]
    assert [draft.line for draft in take_over(open_book(tmp_path / "copy"))] == [HALF.line]


def test_the_lines_that_were_saved_last_come_back_newest_first_and_each_once(book: Book) -> None:
    history = LineHistory(book.folder)
    assert history.lines() == []
    for number in range(MOST_LINES + 5):
        history.add(f"@ayse {number}")
    history.add("@ayse 20")
    history.add("  ")
    history.add("x" * 5_000)
    lines = LineHistory(book.folder).lines()
    assert lines[:2] == ["@ayse 20", f"@ayse {MOST_LINES + 4}"]
    assert len(lines) == len(set(lines)) == MOST_LINES
    assert stat.S_IMODE(os.stat(history._path).st_mode) == 0o600
    history.clear()
    assert history.lines() == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, null]", b"\xff"])
def test_a_history_that_cannot_be_read_is_none(book: Book, content: bytes) -> None:
    history = LineHistory(book.folder)
    history.add("@ayse hello")
    Path(history._path).write_bytes(content)
    assert history.lines() == []
    history.add("@ayse again")
    assert history.lines() == ["@ayse again"]
