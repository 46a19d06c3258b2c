"""An export is read in whatever layout it comes, as far as it goes, and refused where it is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.book import Book
from store.errors import NotUnderstoodError, RegularsError
from store.exchange.book_json import export_json
from store.exchange.importing import import_files
from tests.books import Clock, open_book
from tests.store.exchange.exports import KEYS, exported
from tests.store.exchange.imports import outcome


def test_an_export_in_another_layout_is_read_too(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    content = exported(full_book, path)
    backwards = {key: content[key] for key in ["format", *reversed(KEYS[1:])]}
    path.write_text(json.dumps(backwards, indent=2), encoding="utf-8-sig")
    told: list[tuple[int, int | None]] = []
    result = import_files(other, [path], progress=lambda done, total: told.append((done, total)))
    assert outcome(result) == (11, 0, 0, 0)
    assert told == [(11, 11)]
    assert exported(other, tmp_path / "again.json") == content


def test_an_export_cut_off_anywhere_gives_what_is_complete(full_book: Book, tmp_path: Path) -> None:
    whole, path = tmp_path / "book.json", tmp_path / "cut.json"
    export_json(full_book, whole)
    raw = whole.read_bytes()
    starts = raw.index(b'"customers":[')
    for length in range(starts, len(raw) - 2, 37):
        path.write_bytes(raw[:length])
        target = open_book(tmp_path / f"cut-{length}")
        try:
            result = import_files(target, [path])
            complete = sum(line.startswith(b'{"id"') for line in raw[:length].split(b"\n")[:-1])
            assert complete <= result.added <= complete + 1
            assert len(result.skipped) == 1
            assert result.skipped[0].where == f"line {raw[:length].rstrip(bytes([10])).count(10) + 1}"
            assert "what follows is missing" in result.skipped[0].reason
        finally:
            target.close()


def test_an_export_cut_off_before_its_records_is_refused(full_book: Book, other: Book, tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    export_json(full_book, path)
    path.write_bytes(path.read_bytes()[:30])
    with pytest.raises(NotUnderstoodError, match="cut off or damaged"):
        import_files(other, [path])


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ('{"format":"regulars","version":2,\n"customers":[]}', "newer Regulars"),
        ('{"format":"regulars","version":"1","customers":[]}', "of which version"),
        ('{"format":"regulars","customers":[]}', "of which version"),
        ('{"format":"regulars","version":1,"customers":[' + "[" * 100_000, "cut off or damaged"),
    ],
)
def test_an_export_that_cannot_be_read_is_refused_in_a_sentence(
    head: str, word: str, other: Book, tmp_path: Path
) -> None:
    path = tmp_path / "book.json"
    path.write_text(head)
    with pytest.raises(NotUnderstoodError, match=word):
        import_files(other, [path])
    path.write_text(head, encoding="utf-16")
    with pytest.raises(NotUnderstoodError, match="not in UTF-8"):
        import_files(other, [path])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 1 << 60) | st.text(max_size=8) | st.just("2026-03-04T09:30:00+03:00"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "customer", "name", "when", "channel", "dates", "label", "month", "phones", "value"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(KEYS[2:]), JSON, max_size=4), st.booleans())
def test_no_json_is_a_crash(tmp_path_factory: pytest.TempPathFactory, content: dict[str, Any], is_lined: bool) -> None:
    folder = tmp_path_factory.mktemp("json")
    path = folder / "book.json"
    text = json.dumps({"format": "regulars", "version": 1, **content})
    path.write_text(text.replace("[{", "[\n{").replace(', "', ',\n"') if is_lined else text)
    book = Book.open(folder / "book", clock=Clock())
    try:
        outcome(import_files(book, [path]))
        export_json(book, folder / "out.json")
    except RegularsError as refusal:
        assert refusal.exit_code == 2  # noqa: PT017
    finally:
        book.close()
