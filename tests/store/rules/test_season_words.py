"""A season is read as people write it, and written so that it reads back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from store.errors import NotUnderstoodError
from store.rules.season_words import read_season, write_season
from store.rules.when import WhenContext

CONTEXT = WhenContext(
    now=datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Istanbul")), is_open=lambda _moment: True, language="en"
)


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("1 march to 15 april", "03-01..04-15"),
        ("1 March – 15 April", "03-01..04-15"),
        ("1 march - 15 april", "03-01..04-15"),
        ("1 december until 15 january", "12-01..01-15"),
        ("1 mart - 15 nisan", "03-01..04-15"),
        ("1 Μαρτίου – 15 Απριλίου", "03-01..04-15"),
        ("03-01..04-15", "03-01..04-15"),
        ("", ""),
    ],
)
def test_it_is_read_as_people_write_it(text: str, season: str) -> None:
    assert read_season(text, CONTEXT) == season


@pytest.mark.parametrize("season", ["", "03-01..04-15", "12-01..01-15", "02-29..03-10", "06-10..06-10"])
def test_it_is_written_so_that_it_reads_back(season: str) -> None:
    assert read_season(write_season(season, CONTEXT), CONTEXT) == season


@pytest.mark.parametrize(
    "text",
    [
        "spring",
        "march",
        "1 march to",
        "1 march to 15 april to 1 may",
        "1 march to never",
        "friday to monday",
        "today to 1 may",
    ],
)
def test_what_is_no_season_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_season(text, CONTEXT)
