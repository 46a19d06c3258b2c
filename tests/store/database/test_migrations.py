"""A book of an older form is brought to the present one when it is opened, records in the years included."""

from __future__ import annotations

from pathlib import Path

import pytest

import store.book
import store.keeping
from store.database import contents, migrations, opening
from tests.books import Clock, add_customer, add_interaction, open_book


def test_an_older_book_is_migrated_and_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = open_book(tmp_path / "book")
    add_customer(book, "Ayşe", recognise_by="red helmet")
    add_interaction(book, 1, "in a year", when=book.now().replace(year=2024))
    book.compact()
    add_interaction(book, 1, "in the journal")
    book._storage.close()

    def step(table: str, plain: dict[str, object]) -> dict[str, object]:
        if table == "interactions":
            plain["text"] = f"{plain['text']}, moved on"
        return plain

    monkeypatch.setattr(migrations, "STEPS", {1: step})
    for module in (migrations, contents, opening, store.keeping):
        monkeypatch.setattr(module, "SCHEMA", 2)
    again = store.book.Book.open(tmp_path / "book", clock=Clock())
    assert {one.text for one in again.timeline(1)} == {"in a year, moved on", "in the journal, moved on"}
    assert again.customer(1).recognise_by == "red helmet"
    again.close()
    assert len(list((tmp_path / "book" / "backups").glob("before-migration-*.zip"))) == 1
    assert b'"schema":2' in (tmp_path / "book" / "book.json").read_bytes().splitlines()[0]
    assert b'"schema":2' in (tmp_path / "book" / "years" / "2024.json").read_bytes().splitlines()[0]
    once_more = store.book.Book.open(tmp_path / "book", clock=Clock())
    assert {one.text for one in once_more.timeline(1)} == {"in a year, moved on", "in the journal, moved on"}


def test_a_missing_step_is_a_bug_and_shows_as_one() -> None:
    with pytest.raises(KeyError):
        migrations.migrate({}, 1, steps={}, to=3)
