"""The whole book goes out as one JSON file, whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from store.book import Book
from store.errors import BookUnavailableError, NotFoundError, NotUnderstoodError
from store.exchange.book_json import export_json
from store.records.interaction import Interaction
from tests.store.exchange.exports import KEYS


def test_an_export_holds_everything_under_the_keys_that_were_promised(full_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    assert export_json(full_book, path) == 11
    content = json.loads(path.read_bytes())
    assert list(content) == KEYS
    assert (content["format"], content["version"]) == ("regulars", 1)
    assert content["shop"]["name"] == "Pedal"
    assert [len(content[key]) for key in KEYS[3:]] == [2, 1, 2, 2, 1, 2, 0, 0, 0, 0, 1]
    assert content["customers"][1]["call_by"] == "Ayşe Hanım"
    assert content["interactions"][1]["when"] == "2026-03-04T09:30:00+03:00"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").count('\n{"id":') == 11


def test_an_export_of_one_customer_is_theirs_alone(full_book: Book, tmp_path: Path) -> None:
    path = tmp_path / "mehmet.json"
    assert export_json(full_book, path, 1) == 3
    content = json.loads(path.read_bytes())
    assert list(content) == KEYS
    assert content["shop"] == {}
    assert [customer["name"] for customer in content["customers"]] == ["Mehmet"]
    assert "Ayşe" not in path.read_text(encoding="utf-8")
    with pytest.raises(NotFoundError):
        export_json(full_book, path, 99)


def test_an_export_replaces_a_file_whole_or_leaves_it(
    full_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.json"
    path.write_text("former")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BookUnavailableError, match=r"book\.json.*No space left"):
            export_json(full_book, path)
    assert path.read_text() == "former"
    assert sorted(os.listdir(tmp_path)) == ["book.json", "full"]
    with pytest.raises(BookUnavailableError, match="cannot be written"):
        export_json(full_book, tmp_path / "no folder" / "book.json")


def test_an_export_never_lands_on_the_book_itself(full_book: Book, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(full_book.folder)
    for path in (full_book.folder / "book.json", full_book.folder / "years" / "x.json", link / "book.json"):
        with pytest.raises(NotUnderstoodError, match="book's own folder"):
            export_json(full_book, path)


def test_an_export_is_written_piece_by_piece(full_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    timeline = Book.timeline

    def watched(self: Book, customer: int, limit: int | None = None) -> list[Interaction]:
        held.append(customer)
        return timeline(self, customer, limit)

    monkeypatch.setattr(Book, "timeline", watched)
    export_json(full_book, tmp_path / "book.json")
    assert held == [1, 2]
