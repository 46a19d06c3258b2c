"""Writing a file for other programs from the app, by way of the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book import Book
from tests.screens.counter import counter


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The owner's own folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


async def test_the_palette_writes_the_calendar(book: Book, home: Path) -> None:
    async with counter(book) as owner:
        await owner.press(":")
        await owner.type("export")
        await owner.press("enter")
        assert "Write to which file?" in owner.text
        assert "a calendar: follow-ups, promises and dates" in owner.text
        await owner.type("~/regulars.ics")
        await owner.press("enter")
        await owner.app.workers.wait_for_complete()
        for _turn in range(20):
            await owner.pilot.pause(0.05)
        assert "events are in" in owner.text
    assert (home / "regulars.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


async def test_an_ending_that_is_not_known_is_said_before_anything_is_written(book: Book, home: Path) -> None:
    async with counter(book) as owner:
        await owner.app.run_action("app.export_file")
        await owner.pilot.pause()
        await owner.type("~/shop.pdf")
        assert ".ics" in owner.line("Give the file one of these endings")
        await owner.press("enter")
        assert owner.app.shown_screen().is_asking
    assert not (home / "shop.pdf").exists()


async def test_a_folder_that_is_not_there_is_said(book: Book, home: Path) -> None:
    async with counter(book) as owner:
        await owner.app.run_action("app.export_file")
        await owner.pilot.pause()
        await owner.type("~/nowhere/shop.json")
        await owner.press("enter")
        for _turn in range(10):
            await owner.pilot.pause(0.05)
        assert "cannot be written" in owner.text


async def test_over_a_form_it_is_not_offered(book: Book) -> None:
    async with counter(book) as owner:
        await owner.press("C")
        before = owner.app.screen
        await owner.press("ctrl+p")
        await owner.type("export")
        assert "Write a file for other programs" not in owner.text
        await owner.press("escape")
        await owner.app.run_action("app.export_file")
        await owner.pilot.pause()
        assert owner.app.screen is before
        assert owner.app._exception is None
