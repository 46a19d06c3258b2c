"""The rule of a follow-up in words, and back."""

from __future__ import annotations

from datetime import date

import pytest

from store.errors import NotUnderstoodError
from store.rules.recurrence_words import Again, read_rule, write_rule
from store.rules.when import WhenContext
from tests.books import WEDNESDAY

CONTEXT = WhenContext(now=WEDNESDAY, is_open=lambda _moment: True)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=WEEKLY;BYDAY=FR", "every Friday"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "every 1 March"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;COUNT=3"),
        ("FREQ=WEEKLY;INTERVAL=x", "FREQ=WEEKLY;INTERVAL=x"),
    ],
)
def test_a_rule_is_written_as_one_says_it(rule: str, words: str) -> None:
    assert write_rule(rule, CONTEXT) == words


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY;INTERVAL=2"])
def test_what_is_written_reads_back_to_the_rule(rule: str) -> None:
    assert read_rule(write_rule(rule, CONTEXT), CONTEXT).rule == rule


def test_words_say_when_it_comes_first_and_a_rule_does_not() -> None:
    assert read_rule("every 2 weeks", CONTEXT) == Again("FREQ=WEEKLY;INTERVAL=2", date(2026, 3, 18))
    assert read_rule("rrule:freq=daily", CONTEXT) == Again("FREQ=DAILY")
    assert read_rule(" ", CONTEXT) == Again("")


@pytest.mark.parametrize("text", ["sometimes", "friday", "FREQ=HOURLY", "every 0 weeks"])
def test_what_is_no_repetition_is_said(text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_rule(text, CONTEXT)
