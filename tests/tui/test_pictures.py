"""The pictures of the README, drawn from the real app."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from store.clock import NOW_VARIABLE
from store.sample import DEMO, build_sample_book
from tests.terminal import ROOT
from tui.pictures import NOW, PICTURES, draw


async def test_a_picture_shows_the_app_and_is_the_same_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NOW_VARIABLE, NOW)
    build_sample_book(tmp_path / "book", DEMO, now=datetime.fromisoformat(NOW))
    today = next(picture for picture in PICTURES if picture.name == "today")
    first, again = [await draw(today, tmp_path / "book") for _time in range(2)]
    assert "Waiting" in first
    assert first == again
    # Every text begins in its column, whatever the viewer makes of blanks.
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", first)
    assert texts
    assert all(text.strip() == text for text in texts)


def test_every_picture_that_is_shown_is_one_that_is_drawn() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+)\.svg", page.read_text("utf-8"))}
    assert shown
    assert shown <= {picture.name for picture in PICTURES}
