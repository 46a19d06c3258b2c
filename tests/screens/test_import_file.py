"""The owner brings in the phone's address book: finds the file, sees what would come, and takes it back at will."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import screens.import_file
from screens.import_file import ImportFileScreen
from screens.long_work import StoppedError, Watch
from screens.widgets.progress_line import ProgressLine
from store.book import Book
from store.exchange.book_json import export_json
from store.exchange.importing import bring_in
from tests.books import WEDNESDAY, add_customer, campaign, open_book
from tests.screens.counter import SIZES, Counter, assert_fits, assert_snapshot, counter

CONTACTS = """Name,Phone,E-mail,Tags,Notes,Photo
Ayşe Yılmaz,+90 532 123 45 67,ayse@example.org,"oven, wholesale",,
Γιώργος Παπαδόπουλος,,giorgos@example.org,,pays by the month,
"Bob,+44 20 7946 0011,,,,
김민준,010-1234-5678,,,,
,,,,,https://example.org/p.jpg
"Zoe [/foo] Smith",+44 20 7946 0000,zoe@example.org,vip,,
"""
HOSTILE = "a\x1b]52;c;aGk=\x07\x1b[31m\u202e[red]\tb\nc.csv"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with an address book among the downloads."""
    home = tmp_path / "home" / "maria"
    for folder in ("Downloads/Old phone", "Documents", ".config"):
        (home / folder).mkdir(parents=True)
    put(home / "Downloads" / "contacts.csv", CONTACTS)
    put(home / "Downloads" / "notes.txt", "Dear Anna,\n")
    put(home / "Downloads" / "export.json", '{"a": 1}', days=3)
    monkeypatch.setenv("HOME", str(home))
    return home


def put(path: Path, text: str, days: int = 1) -> Path:
    """Write a file that was last changed so many days ago."""
    path.write_text(text, encoding="utf-8")
    changed = (WEDNESDAY - timedelta(days=days)).timestamp()
    os.utime(path, (changed, changed))
    return path


def names(book: Book) -> list[str]:
    return [one.shown_name for one in book.customers()]


async def settle(owner: Counter) -> None:
    """Wait until the work in other threads is done."""
    await owner.app.workers.wait_for_complete()
    for _turn in range(3):
        await owner.pilot.pause()


async def until(owner: Counter, event: threading.Event) -> None:
    """Wait until another thread says so, while the app goes on."""
    for _turn in range(500):
        if event.is_set():
            await owner.pilot.pause()
            return
        await owner.pilot.pause(0.01)
    raise AssertionError("it never came")


async def test_the_newest_file_among_the_downloads_is_three_keys_away(empty_book: Book, home: Path) -> None:
    async with counter(empty_book) as owner:
        await owner.press("I")
        assert "~/Downloads" in owner.lines[0]
        assert "contacts.csv" in owner.line("›")
        await owner.press("enter")
        await settle(owner)
        assert "Table of contacts (CSV), 6 rows, UTF-8" in owner.text
        assert "  4  would be added" in owner.text
        assert names(empty_book) == []
        await owner.press("enter")
        await settle(owner)
        assert owner.keys == 3
        assert "Done." in owner.text
        assert names(empty_book) == ["Ayşe Yılmaz", "Γιώργος Παπαδόπουλος", "김민준", "Zoe [/foo] Smith"]
        assert "The quotes in this row do not match." in owner.line("line 4")
        assert "There is nothing in this row that can be kept." in owner.line("line 6")
        before = empty_book.sequence
        await owner.press("u")
        await settle(owner)
        assert names(empty_book) == []
        assert empty_book.sequence == before + 1
        assert "The import is taken back" in owner.text
        await owner.press("U")
        await settle(owner)
        assert len(names(empty_book)) == 4
        assert "Done." in owner.text


async def test_what_was_logged_after_the_import_is_taken_back_first(empty_book: Book, home: Path) -> None:
    async with counter(empty_book) as owner:
        for key in ("I", "enter", "enter"):
            await owner.press(key)
            await settle(owner)
        await owner.press("c", *"@zoe /phone is it ready ?", "enter", "u")
        await settle(owner)
        assert len(names(empty_book)) == 4
        assert "Done." in owner.text
        await owner.press("u")
        await settle(owner)
        assert names(empty_book) == []
        assert "The import is taken back" in owner.text


@pytest.mark.parametrize("size", SIZES)
async def test_every_stage_fits(empty_book: Book, home: Path, size: tuple[int, int]) -> None:
    empty_book.set_shop({"name": "Fırın Usta"})
    add_customer(empty_book, "Ayşe Yılmaz", company="Yılmaz Ltd")
    async with counter(empty_book, size) as owner:
        for key, stage in (("I", "files"), ("enter", "preview"), ("enter", "result")):
            await owner.press(key)
            await settle(owner)
            assert_fits(owner.lines, size)
            assert_snapshot(owner.text, f"import-{stage}-{size[0]}")
        await owner.press("u")
        await settle(owner)
        assert_fits(owner.lines, size)


async def test_a_name_or_a_path_can_be_typed(empty_book: Book, home: Path) -> None:
    put(home / "Documents" / "kunden.vcf", "BEGIN:VCARD\nFN:Jutta\nEND:VCARD\n")
    async with counter(empty_book) as owner:
        await owner.press("I")
        await owner.type("exp")
        assert "contacts.csv" not in owner.text
        assert "export.json" in owner.line("›")
        await owner.press("escape")
        await owner.type("~/doc")
        assert "Documents/" in owner.line("›")
        await owner.press("tab")
        assert "~/Documents" in owner.lines[0]
        await owner.press(*"KUND", "enter")
        await settle(owner)
        assert "Address book (vCard), 1 contact, UTF-8" in owner.text
        await owner.press("escape")
        assert "kunden.vcf" in owner.line("›")


async def test_keys_that_come_all_at_once_do_their_work_in_turn(empty_book: Book, home: Path) -> None:
    async with counter(empty_book) as owner:
        await owner.press("I")
        await owner.press(*"~/downloads", *["backspace"] * 9, *"Downloads/cont", "enter")
        await settle(owner)
        assert "Table of contacts" in owner.text
        await owner.press("escape", *"exp", "escape", "down", "enter")
        await settle(owner)
        assert "“export.json” has no contacts" in owner.text
        await owner.press(*"zzz", "escape", "escape", "1")
        assert "Today" in owner.lines[0]


async def test_left_and_backspace_go_to_the_folder_above_and_stand_on_the_one_left(
    empty_book: Book, home: Path
) -> None:
    async with counter(empty_book) as owner:
        await owner.press("I", "left")
        assert owner.lines[0].strip().startswith("Import  ~ ")
        assert "Downloads/" in owner.line("›")
        assert ".config" not in owner.text
        await owner.press("enter", "up", "enter")
        assert "~/Downloads/Old phone" in owner.lines[0]
        assert "No address book in this folder" in owner.text
        await owner.press("backspace", "x", "backspace")
        assert "Old phone/" in owner.text
        await owner.press("escape")
        assert not isinstance(owner.app.screen, ImportFileScreen)


@pytest.mark.parametrize("pasted", ["'{path}' ", "{path}\n", "file://{quoted}", "{escaped}"])
async def test_a_file_that_is_dropped_on_the_terminal_is_taken(empty_book: Book, home: Path, pasted: str) -> None:
    path = put(home / "Documents" / "my contacts.csv", CONTACTS)
    text = pasted.format(path=path, quoted=str(path).replace(" ", "%20"), escaped=str(path).replace(" ", "\\ "))
    async with counter(empty_book) as owner:
        await owner.press("I")
        await owner.paste(text)
        await owner.press("enter")
        await settle(owner)
        assert "my contacts.csv" in owner.lines[0]
        assert "would be added" in owner.text


async def test_a_file_without_contacts_is_one_sentence_and_the_files_again(empty_book: Book, home: Path) -> None:
    async with counter(empty_book) as owner:
        await owner.press("I", *"notes.txt", "enter")
        await settle(owner)
        assert "“notes.txt” has no contacts that Regulars can read" in owner.text
        assert "contacts.csv" in owner.text
        await owner.press(*"nothing.csv", "enter")
        assert "Nothing here is called so." in owner.text
        await owner.press("escape", "down", "enter")
        await settle(owner)
        assert "“export.json” has no contacts" in owner.text
        assert "export.json" in owner.line("›")


async def test_a_folder_that_may_not_be_read_says_so(
    empty_book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = os.scandir

    def refused(folder: Any) -> Any:
        if str(folder).endswith("Old phone"):
            raise PermissionError(13, "Permission denied")
        return look(folder)

    monkeypatch.setattr(os, "scandir", refused)
    async with counter(empty_book) as owner:
        await owner.press("I", "up", "enter")
        assert "The folder “Old phone” cannot be opened: Permission denied." in owner.text
        assert "contacts.csv" in owner.text
        await owner.type("Old phone/")
        assert "cannot be opened" in owner.text


async def test_hostile_names_and_thousands_of_files(empty_book: Book, home: Path) -> None:
    crowd = home / "crowd"
    crowd.mkdir()
    for number in range(campaign(2_000, 10_000)):
        os.close(os.open(crowd / f"contacts {number:05}.csv", os.O_CREAT))
    put(crowd / HOSTILE, CONTACTS)
    put(crowd / ("x" * 250 + ".csv"), CONTACTS)
    (crowd / os.fsdecode(b"\xff\xfe.vcf")).touch()
    os.mkfifo(crowd / "pipe.csv")
    (crowd / "nowhere.csv").symlink_to(crowd / "gone")
    for size in (SIZES[0], SIZES[2]):
        async with counter(empty_book, size) as owner:
            await owner.press("I")
            await owner.type("~/crowd/")
            assert_fits(owner.lines, size)
            await owner.press("enter", "end")
            assert_fits(owner.lines, size)
            await owner.type("[red]")
            assert "[red]" in owner.line("›")
            await owner.press("enter")
            await settle(owner)
            assert "would be added" in owner.text
            assert_fits(owner.lines, size)
            await owner.press("escape", *"pipe", "enter")
            assert "Nothing here is called so." in owner.text


async def test_hostile_text_in_a_file_is_only_text(empty_book: Book, home: Path) -> None:
    evil = "\x1b]52;c;aGk=\x07[/red]\u202e" + "a" + "\u0301" * 500 + "x" * 10_000
    put(home / "Downloads" / "evil.csv", f"Name,Phone,Tags\n{evil},+1 555 0100,{evil}\n,,{evil}\n", days=0)
    for size in SIZES:
        async with counter(empty_book, size) as owner:
            await owner.press("I", "enter")
            await settle(owner)
            assert "without a name" in owner.text
            assert_fits(owner.lines, size)


async def test_a_whole_book_comes_in_too(empty_book: Book, book: Book, home: Path, tmp_path: Path) -> None:
    export_json(book, home / "Downloads" / "book.json")
    fresh = open_book(tmp_path / "fresh")
    async with counter(fresh) as owner:
        await owner.press("I", *"book", "enter")
        await settle(owner)
        assert "A whole book of Regulars (JSON)" in owner.text
        assert "Ayşe Yılmaz" in owner.text
        await owner.press("enter")
        await settle(owner)
        assert "Done." in owner.text
        assert names(fresh) == names(book)
        assert len(fresh.timeline(1)) == len(book.timeline(1))
    fresh.close()


async def test_what_is_known_already_needs_no_enter(empty_book: Book, home: Path) -> None:
    async with counter(empty_book) as owner:
        await owner.press("I", "enter")
        await settle(owner)
        await owner.press("enter")
        await settle(owner)
        await owner.press("1", "I", "enter")
        await settle(owner)
        assert "There is nothing new in it." in owner.text
        before = empty_book.sequence
        await owner.press("enter")
        await settle(owner)
        assert empty_book.sequence == before


class Held:
    """An import that waits in the middle until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_begun, self.goes_on = threading.Event(), threading.Event()
        monkeypatch.setattr(screens.import_file, "bring_in", self.bring_in)

    def bring_in(self, book: Book, file: Any, *, progress: Callable[[int, int | None], None]) -> Any:
        def held(done: int, total: int | None) -> None:
            progress(1, 4)
            self.is_begun.set()
            self.goes_on.wait(10)
            progress(done, total)

        return bring_in(book, file, progress=held)


async def test_escape_stops_it_before_it_is_saved_and_nothing_is_left(
    empty_book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with counter(empty_book) as owner:
        await owner.press("I", "enter")
        await settle(owner)
        before = empty_book.sequence
        await owner.press("enter")
        await until(owner, held.is_begun)
        assert "Bringing in: 1 of 4" in owner.text
        assert owner.lines[-1].split() == ["Esc", "Stop"]
        await owner.press("c", "1", "escape")
        assert "Stopping" in owner.text
        held.goes_on.set()
        await settle(owner)
        assert "Stopped; nothing was changed." in owner.text
        assert (names(empty_book), empty_book.sequence) == ([], before)
        await owner.press("enter")
        await settle(owner)
        assert len(names(empty_book)) == 4


async def test_a_lost_line_in_the_middle_leaves_nothing(
    empty_book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with counter(empty_book) as owner:
        await owner.press("I", "enter")
        await settle(owner)
        await owner.press("enter")
        await until(owner, held.is_begun)
        owner.app.hang_up(1)
        await owner.pilot.pause()
    held.goes_on.set()
    for thread in threading.enumerate():
        if thread.name.startswith("asyncio"):
            thread.join(0.5)
    assert names(empty_book) == []


async def test_nothing_is_brought_into_a_book_that_cannot_be_written(
    empty_book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_line: bytes) -> None:
        raise OSError(28, "No space left on device")

    async with counter(empty_book) as owner:
        await owner.press("I", "enter")
        await settle(owner)
        monkeypatch.setattr(empty_book._storage.journal, "append", full)
        await owner.press("enter")
        await settle(owner)
        assert "No space left" in owner.text
        assert names(empty_book) == []
        await owner.press("enter")
        await settle(owner)
        assert names(empty_book) == []


async def test_while_a_large_file_comes_in_the_screen_follows(
    empty_book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Customer {number},+90 532 {number:07}\n" for number in range(3_000))
    put(home / "Downloads" / "large.csv", f"Name,Phone\n{rows}", days=0)
    told: list[tuple[str, int]] = []
    say = ProgressLine.say

    def noted(line: ProgressLine, words: str, share: float | None = None) -> None:
        told.append((words.partition(":")[0], len(words)))
        say(line, words, share)

    monkeypatch.setattr(ProgressLine, "say", noted)
    async with counter(empty_book) as owner:
        await owner.press("I", "enter")
        await settle(owner)
        await owner.press("enter")
        await settle(owner)
        assert len(names(empty_book)) == 3_000
        assert {"Reading", "Comparing with the book", "Bringing in", "Saving 3,000 rows"} <= {one for one, _ in told}


@pytest.mark.parametrize("work", ["read_file", "foresee", "bring_in"])
async def test_work_that_ends_when_the_screen_has_gone_shows_nothing(
    empty_book: Book, home: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    do = getattr(screens.import_file, work)
    async with counter(empty_book) as owner:
        await owner.press("I")
        shown = owner.app.screen

        def slow(*asked: object, **more: object) -> object:
            owner.app.call_from_thread(shown.remove_children)
            return do(*asked, **more)

        monkeypatch.setattr(screens.import_file, work, slow)
        await owner.press("enter")
        await settle(owner)
        if work == "bring_in":
            await owner.press("enter")
            await settle(owner)
        assert owner.app._exception is None


def test_progress_is_told_ten_times_a_second_at_most() -> None:
    told: list[int] = []
    watch = Watch(lambda done, _total: told.append(done))
    for done in range(1, 10_000):
        watch(done, 10_000)
    watch(10_000, 10_000)
    assert told[0] == 1
    assert told[-1] == 10_000
    assert len(told) < 10
    watch.stop()
    with pytest.raises(StoppedError):
        watch(1, 2)


def test_taking_back_a_large_import_takes_no_longer_than_the_import(empty_book: Book, home: Path) -> None:
    from time import perf_counter

    from store.exchange.importing import import_files

    rows = "".join(f"Customer {number},+90 532 {number:07}\n" for number in range(3_000))
    path = put(home / "large.csv", f"Name,Phone\n{rows}")
    began = perf_counter()
    import_files(empty_book, [path])
    imported = perf_counter()
    empty_book.undo(own=True)
    assert perf_counter() - imported < imported - began
    assert names(empty_book) == []
