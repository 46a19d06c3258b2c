"""The agenda read without decoding it says what the agenda says, or that the book has to be opened."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from store.book import Book
from store.database.agenda_file import AgendaUnreadableError
from store.database.agenda_lines import decoded, instant_in, read_agenda_lines
from tests.books import WEDNESDAY, Clock, add_customer, campaign, open_book

UNTIL = ("", "2020-01-01", "2026-03-04", "2026-03-20", "2030-01-01")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book whose agenda has rows in the file, in the journal, changed there, and dropped there."""
    clock = Clock(WEDNESDAY - timedelta(days=30))
    book = open_book(tmp_path / "book", clock)
    add_customer(book, 'Ayşe "from":"2031')
    for number in range(12):
        clock.now += timedelta(days=2)
        book.log(f'@1 /phone "{number}" +promise in {number + 3} days: p{number} +follow {number} weeks: f{number}')
    book.compact()
    book.log("@1 /email is it ready")
    book.log("@1 /phone +kept 3 +moved 4 in 20 days hello")
    book.log("@1 /phone +promise in 40 days: later")
    return book


def read(book: Book, until: str = "") -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The header and the rows by key, from the files alone."""
    folder = book._storage.folder
    header, lines, _quiet = read_agenda_lines(folder.agenda, folder.journal, until)
    return header, {row["row"]: row for row in decoded(lines.values())}


def check(book: Book, until: str) -> None:
    """What is read from the files is what the open book says, and nothing that is wanted is left out."""
    header, found = read(book, until)
    known = {row["row"]: row for row in book.agenda()}
    wanted = {key for key, row in known.items() if not until or row["from"][:10] <= until}
    assert wanted <= set(found)
    assert all(known[key] == row for key, row in found.items())
    assert (header["sequence"], header["zone"]) == (book.sequence, book.zone.key)


@pytest.mark.parametrize("until", UNTIL)
def test_it_gives_the_rows_that_the_book_gives(book: Book, until: str) -> None:
    check(book, until)
    book.compact()
    check(book, until)


def test_an_agenda_without_rows(tmp_path: Path) -> None:
    book = open_book(tmp_path / "book")
    book.compact()
    for until in UNTIL:
        check(book, until)


def test_instants_are_told_from_the_text_alone(book: Book) -> None:
    folder = book._storage.folder
    _header, lines, _quiet = read_agenda_lines(folder.agenda, folder.journal)
    for line in lines.values():
        (row,) = decoded([line])
        assert instant_in(line, "from") == row["from"]
        if row["kind"] == "promise":
            assert instant_in(line, "due") == row["due"]


def test_after_a_change_of_the_settings_the_book_has_to_be_opened(book: Book) -> None:
    folder = book._storage.folder
    read_agenda_lines(folder.agenda, folder.journal)
    book.set_shop({"zone": "Asia/Seoul"})
    with pytest.raises(AgendaUnreadableError):
        read_agenda_lines(folder.agenda, folder.journal)
    book.compact()
    assert read_agenda_lines(folder.agenda, folder.journal)[0]["zone"] == "Asia/Seoul"


@pytest.mark.campaign
@pytest.mark.parametrize("name", ["agenda.jsonl", "journal.jsonl"])
def test_a_flipped_bit_is_never_taken_for_a_row(book: Book, name: str) -> None:
    path, chance = book.folder / name, Random(name)
    whole = path.read_bytes()
    _header, right = read(book)
    for _trial in range(campaign(200, 20_000)):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            _header, lines, _quiet = read_agenda_lines(book._storage.folder.agenda, book._storage.folder.journal)
        except AgendaUnreadableError:
            continue
        assert {row["row"]: row for row in decoded(lines.values())} == right


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_line_that_is_still_being_written_is_not_there_yet(book: Book, cut: int) -> None:
    path = book.folder / "journal.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    expected = read(book)
    path.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1 + cut])
    assert read(book) == expected


def test_what_is_not_there_means_opening_the_book(book: Book) -> None:
    for name in ("agenda.jsonl", "journal.jsonl"):
        (book.folder / name).rename(book.folder / "moved")
        with pytest.raises(AgendaUnreadableError):
            read_agenda_lines(book._storage.folder.agenda, book._storage.folder.journal)
        (book.folder / "moved").rename(book.folder / name)


@pytest.mark.parametrize("name", ["agenda.jsonl", "journal.jsonl"])
def test_a_last_line_end_that_has_flipped_is_never_passed_over(book: Book, name: str) -> None:
    if name == "agenda.jsonl":
        book.compact()
    path = book.folder / name
    path.write_bytes(path.read_bytes()[:-1] + b"\x0b")
    with pytest.raises(AgendaUnreadableError):
        read(book)
