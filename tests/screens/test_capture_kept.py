"""What is half-typed is kept beside the book while it is typed, and nothing is said of it unless that fails."""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path

import pytest

from store.book import Book
from store.half_typed_file import HalfTypedFile, take_over
from store.merging import merge_customers
from store.records.draft import Draft
from tests.books import WEDNESDAY, Clock
from tests.screens.counter import Counter, counter


def kept(book: Book) -> list[Path]:
    return list((book.folder / "half-typed").glob("*.json"))


async def look(owner: Counter) -> None:
    """Let the app look twice, as it does within a second."""
    for _each in range(2):
        owner.app.kept.look()
        await asyncio.sleep(0.05)
        await owner.pilot.pause()


async def test_a_line_is_kept_while_it_is_typed_and_no_longer_when_it_is_saved_or_parked(book: Book) -> None:
    async with counter(book) as owner:
        assert not (book.folder / "half-typed").exists()
        await owner.press("c")
        await owner.type("@ayse half")
        await look(owner)
        [path] = kept(book)
        assert "@ayse half" in path.read_text()
        await owner.press("enter")
        assert kept(book) == []
        await owner.press("c")
        await owner.type("more")
        await look(owner)
        assert len(kept(book)) == 1
        await owner.press("escape", "c")
        assert kept(book) == []
        assert [draft.line for draft in book.drafts()] == ["more"]


async def test_an_emptied_line_is_kept_no_longer(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("half")
        await look(owner)
        await owner.press("ctrl+u")
        await look(owner)
        assert kept(book) == []


async def test_a_line_that_goes_into_the_form_is_kept_all_the_time(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c")
        await owner.type("@ayse half")
        await look(owner)
        await owner.press("escape", "C")
        assert len(kept(book)) == 1
        await look(owner)
        [path] = kept(book)
        assert '"form": "contact"' in path.read_text()
        await owner.press("escape")
        await look(owner)
        assert '"form"' not in kept(book)[0].read_text()


async def test_where_nothing_can_be_kept_that_is_said_once_and_typing_goes_on(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with counter(book) as owner:
        await owner.press("c")
        monkeypatch.setattr(os, "fsync", full)
        await owner.type("@ayse half")
        await look(owner)
        assert "would not outlive a crash here: No space left on device" in " ".join(owner.text.split())
        owner.app.screen.note("")
        await owner.type(" a sentence")
        await look(owner)
        assert "outlive" not in owner.text
        monkeypatch.undo()
        await look(owner)
        assert "@ayse half a sentence" in kept(book)[0].read_text()


async def test_what_another_session_left_is_parked_and_said(book: Book) -> None:
    gone = HalfTypedFile(book.folder)
    gone.typed([Draft(line="@ayse of before", begun=WEDNESDAY)], book.sequence)
    gone.let_go()
    async with counter(book) as owner:
        assert "1 line was being typed when Regulars ended. It is parked on Today." in owner.text
        assert "@ayse of before" in owner.text
    assert [draft.begun for draft in book.drafts()] == [WEDNESDAY]


async def test_what_cannot_be_parked_at_the_end_stays_for_the_next_session(
    book: Book, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_asked: False)
    reader = Book.open(book.folder, clock=clock)
    monkeypatch.undo()
    async with counter(reader) as owner:
        await owner.press("c")
        await owner.type("@ayse half")
        await look(owner)
        owner.app.hang_up(1)
        owner.app.kept.close()
    reader.close()
    assert [draft.line for draft in take_over(book)] == ["@ayse half"]
    assert kept(book) == []


async def test_a_line_for_a_customer_whom_another_session_made_one_with_another_is_parked_for_nobody(
    book: Book, clock: Clock
) -> None:
    other = Book.open(book.folder, clock=clock)
    async with counter(book) as owner:
        await owner.app.action_show_customer(3)
        await owner.press("c")
        await owner.type("half")
        merge_customers(other, 1, 3)
        await owner.press("escape", "c")
        assert "Parked on Today: half" in owner.text
        assert [(draft.line, draft.customer) for draft in book.drafts()] == [("half", None)]
    other.close()


async def test_an_earlier_line_names_the_customer_whose_page_it_was_typed_on(book: Book) -> None:
    async with counter(book) as owner:
        await owner.app.action_show_customer(1)
        await owner.press("c", *"the oven is warm", "enter", "1", "c", "up")
        assert owner.app.half_typed.line == '@"Ayşe Yılmaz" the oven is warm'
        await owner.press("enter")
        assert [one.text for one in book.timeline(1)[:2]] == ["the oven is warm", "the oven is warm"]


async def test_what_is_refused_is_said_once(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("c", *"half a", "enter")
        assert owner.text.count("Nobody is named.") == 1
