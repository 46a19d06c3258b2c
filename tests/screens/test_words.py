"""The short words of the screens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from screens.words import interaction_words, moment_words, said_moment
from store.records.interaction import Interaction
from tests.books import ISTANBUL, WEDNESDAY


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (WEDNESDAY, "today 09:30"),
        (WEDNESDAY.date(), "today"),
        (WEDNESDAY + timedelta(days=1), "tomorrow 09:30"),
        (WEDNESDAY - timedelta(hours=10), "yesterday 23:30"),
        (date(2026, 3, 6), "Fri"),
        (date(2026, 2, 27), "Fri"),
        (date(2026, 3, 10), "Tue"),
        (date(2026, 3, 11), "11 Mar"),
        (date(2026, 2, 25), "25 Feb"),
        (date(2025, 12, 31), "31 Dec 2025"),
        (datetime(2026, 3, 4, 22, 30, tzinfo=UTC), "tomorrow 01:30"),
    ],
)
def test_a_moment_is_said_as_one_says_it_in_the_shop(moment: date | datetime, words: str) -> None:
    assert moment_words(moment, WEDNESDAY) == words


def test_what_the_agenda_writes_is_read_as_what_it_was() -> None:
    assert said_moment("2026-03-06") == date(2026, 3, 6)
    assert said_moment("2026-03-06T17:00:00+03:00") == datetime(2026, 3, 6, 17, tzinfo=ISTANBUL)


def test_a_contact_in_words_has_kind_text_quotes_mood_and_tags() -> None:
    said = Interaction(
        customer=1,
        when=WEDNESDAY,
        channel="phone",
        kind="complaint",
        mood="upset",
        text="door squeaks",
        words=("again!",),
        tags=("oven",),
    )
    assert interaction_words(said) == "complaint: door squeaks “again!” :( #oven"
    assert interaction_words(Interaction(customer=1, when=WEDNESDAY, channel="phone", kind="thanks")) == "thanks"
