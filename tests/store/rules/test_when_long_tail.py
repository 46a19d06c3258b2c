"""Words that the shop's own grammar does not know go to dateparser, and are believed only where they show."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from store.errors import NotUnderstoodError
from store.rules.when import WhenContext, read_when
from store.rules.when_words import long_tail
from store.rules.when_words.folding import fold

ATHENS = ZoneInfo("Europe/Athens")
NOW = datetime(2026, 3, 4, 9, tzinfo=ATHENS)


def context(*, past: bool = False, language: str = "en") -> WhenContext:
    return WhenContext(now=NOW, is_open=lambda instant: 9 <= instant.hour < 18, language=language, past=past)


@pytest.mark.parametrize("phrase", ["in 90 seconds", "90초 후"])
def test_seconds_are_read_by_dateparser(phrase: str) -> None:
    assert read_when(phrase, context()) == datetime(2026, 3, 4, 9, 1, 30, tzinfo=ATHENS)


@pytest.mark.parametrize(
    "phrase",
    [
        "10 mondayish",
        "tomorrow at 5 UTC",
        "5 pm EST friday",
        "in 2 decades",
        "friday 2 seconds ago",
        "12 seconds 5",
        "3 mo fri",
    ],
)
def test_what_does_not_show_every_number_and_weekday_is_refused(phrase: str) -> None:
    with pytest.raises(NotUnderstoodError):
        read_when(phrase, context())


def answering(monkeypatch: pytest.MonkeyPatch, *answers: datetime) -> None:
    """Let dateparser give these answers to being asked twice, and none once a word is left out."""
    pending = iter(answers)
    monkeypatch.setattr(long_tail, "_parsed", lambda text, base, context: next(pending, None))


def test_the_5_of_a_day_that_moves_with_the_present_is_no_5(monkeypatch: pytest.MonkeyPatch) -> None:
    # what dateparser makes of `tomorrow at 5`: tomorrow, at this very hour
    answering(monkeypatch, datetime(2026, 3, 5, 9), datetime(2027, 8, 20, 16, 23, 17))
    assert long_tail.read_long_tail("zyx at 5", "zyx at 5", context()) is None


def test_a_weekday_that_the_answer_does_not_fall_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, datetime(2026, 3, 12), datetime(2026, 3, 12))
    assert long_tail.read_long_tail("12 zyx cuma", "12 zyx cuma", context()) is None


def test_a_day_that_both_answers_show_is_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, datetime(2026, 3, 12), datetime(2027, 3, 12))
    assert long_tail.read_long_tail("12 zyx", "12 zyx", context()) == date(2026, 3, 12)


def test_an_hour_that_could_be_morning_or_afternoon_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, datetime(2026, 3, 12, 5), datetime(2027, 3, 12, 5))
    assert long_tail.read_long_tail("12 zyx 5", "12 zyx 5", context()) is None


def test_a_word_that_changes_nothing_was_not_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, datetime(2026, 3, 12), datetime(2027, 3, 12), datetime(2026, 3, 12))
    assert long_tail.read_long_tail("12 zyx", "12 zyx", context()) is None


@pytest.mark.parametrize("phrase", ["nisan 12 zyx", "yarın 12 zyx", "12 zyx ago"])
def test_a_month_a_day_and_a_direction_that_do_not_show_are_refused(
    monkeypatch: pytest.MonkeyPatch, phrase: str
) -> None:
    answering(monkeypatch, datetime(2026, 3, 12), datetime(2027, 3, 12))
    assert long_tail.read_long_tail(phrase, fold(phrase), context()) is None


def test_an_error_out_of_dateparser_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    import dateparser

    def raising(*_arguments: object, **_settings: object) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr(dateparser, "parse", raising)
    with pytest.raises(NotUnderstoodError):
        read_when("zyx 12", context())
