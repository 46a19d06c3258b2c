"""Why somebody is listed, as the owner reads it."""

from __future__ import annotations

import pytest

from store.rules.reconnect_words import cadence_words, long_span_words, rhythm_words, why_words

DAY = 86_400


@pytest.mark.parametrize(
    ("usual", "silent", "words"),
    [
        (35, 98, "usually every 5 weeks, silent for 14"),
        (7, 35, "usually every week, silent for 5 weeks"),
        (14, 30, "usually every 2 weeks, silent for 4"),
        (3, 20, "usually every 3 days, silent for 20"),
        (3, 100, "usually every 3 days, silent for 3 months"),
        (1, 20, "usually every day, silent for 3 weeks"),
        (92, 200, "usually every 13 weeks, silent for 29"),
        (122, 300, "usually every 4 months, silent for 10"),
        (365, 500, "usually every 12 months, silent for 16"),
        (1096, 1500, "usually every 3 years, silent for 4"),
        (0, 20, "usually every day, silent for 3 weeks"),
    ],
)
def test_a_rhythm_beside_the_silence(usual: int, silent: int, words: str) -> None:
    assert rhythm_words(usual * DAY, silent * DAY) == words


@pytest.mark.parametrize(
    ("cadence", "words"),
    [("6w", "every 6 weeks"), ("1mo", "every month"), ("1y", "every year"), ("10d", "every 10 days"), ("", "")],
)
def test_a_cadence(cadence: str, words: str) -> None:
    assert cadence_words(cadence) == words


def test_a_cadence_that_is_off_or_unknown_is_never() -> None:
    assert cadence_words("off") == cadence_words("often") == "never by itself"


def test_why_somebody_is_listed() -> None:
    row = {"why": "quiet", "usual_gap_s": 35 * DAY, "silent_s": 98 * DAY, "rhythm_tag": "oven", "cadence": ""}
    assert why_words(row) == "usually every 5 weeks, silent for 14 (others tagged oven)"
    row = {**row, "why": "cadence", "cadence": "6w", "silent_s": 63 * DAY}
    assert why_words(row) == "to hear from you every 6 weeks, last 9 weeks ago"
    assert why_words({**row, "silent_s": None}) == "to hear from you every 6 weeks, never in contact yet"


def test_spans() -> None:
    assert [long_span_words(days * DAY) for days in (0, 13, 14, 91, 100, 700, 800)] == [
        "1 day",
        "13 days",
        "2 weeks",
        "13 weeks",
        "3 months",
        "23 months",
        "2 years",
    ]
