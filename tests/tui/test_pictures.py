"""The pictures of the README, drawn from the real app."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from store.clock import NOW_VARIABLE
from store.sample import DEMO, build_sample_book
from tui.pictures import NOW, PICTURES, draw


async def test_a_picture_shows_the_app_and_is_the_same_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NOW_VARIABLE, NOW)
    build_sample_book(tmp_path / "book", DEMO, now=datetime.fromisoformat(NOW))
    first, again = [await draw(PICTURES[0], tmp_path / "book") for _time in range(2)]
    assert "Waiting" in first
    assert first == again
