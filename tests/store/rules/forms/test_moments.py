"""Days, times, spans, hours and money inside a phrase, as each language writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from store.rules.forms.moments import day_text, list_text, locale_of, moment_text, money_text, span_text
from store.rules.forms.opening_hours import hours_text
from store.rules.forms.word import Word

_TODAY, _FRIDAY = date(2026, 3, 3), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("language", "country", "day", "moment"),
    [
        ("en", "", "Friday 6 March", "Friday 6 March, 17:30"),
        ("en", "GB", "Friday 6 March", "Friday 6 March, 17:30"),
        ("en", "US", "Friday, March 6", "Friday, March 6, 5:30 pm"),
        ("en", "AU", "Friday 6 March", "Friday 6 March, 5:30 pm"),
        ("tr", "TR", "6 Mart Cuma", "6 Mart Cuma 17.30"),
        ("ko", "KR", "3월 6일 금요일", "3월 6일 금요일 오후 5시 30분"),
        ("el", "GR", "Παρασκευή 6 Μαρτίου", "Παρασκευή 6 Μαρτίου, 17:30"),
        ("bg", "BG", "петък, 6 март", "петък, 6 март, 17:30 ч."),
    ],
)
def test_a_day_has_its_weekday_and_its_date(language, country, day, moment):
    assert moment_text(Word(kind="moment", moment=_FRIDAY, today=_TODAY, country=country), language) == day
    at = datetime(2026, 3, 6, 17, 30)
    assert moment_text(Word(kind="moment", moment=at, today=_TODAY, country=country), language) == moment


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Friday 1 January 2027"),
        ("tr", "1 Ocak 2027 Cuma"),
        ("ko", "2027년 1월 1일 금요일"),
        ("el", "Παρασκευή 1 Ιανουαρίου 2027"),
        ("bg", "петък, 1 януари 2027 г."),
    ],
)
def test_another_year_is_said(language, text):
    assert day_text(date(2027, 1, 1), language, _TODAY) == text


def test_a_message_that_is_read_at_once_leaves_the_date_of_a_near_day_away():
    assert day_text(_FRIDAY, "en", _TODAY, brief=True) == "Friday"
    assert day_text(date(2026, 3, 9), "tr", _TODAY, brief=True) == "pazartesi"
    # The same weekday, today's or next week's, could be taken for the other.
    assert day_text(_TODAY, "en", _TODAY, brief=True) == "Tuesday 3 March"
    assert day_text(date(2026, 3, 10), "en", _TODAY, brief=True) == "Tuesday 10 March"


@pytest.mark.parametrize(
    ("seconds", "language", "text"),
    [
        (0, "en", "1 minute"),
        (3600, "en", "1 hour"),
        (7800, "en", "2 hours 10 minutes"),
        (86400, "bg", "1 ден"),
        (5 * 86400, "bg", "5 дни"),
        (36 * 3600, "tr", "2 gün"),
        (90 * 60, "tr", "1 saat 30 dakika"),
        (3 * 86400, "ko", "3일"),
        (40 * 86400, "el", "40 ημέρες"),
    ],
)
def test_spans(seconds, language, text):
    assert span_text(seconds, language) == text


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        ("12,50", "EUR", "en", "€12.50"),
        ("12.50", "EUR", "el", "12,50 €"),
        ("20", "EUR", "bg", "20 €"),
        ("20", "TRY", "en", "TRY 20"),
        ("1250", "TRY", "tr", "1.250 TL"),
        ("12000", "KRW", "ko", "12,000원"),
        ("20", "", "en", "20"),
        ("a few", "EUR", "en", "a few"),
        ("nan", "EUR", "en", "nan"),
        ("1e99999999", "EUR", "en", "1e99999999"),
    ],
)
def test_money(amount, currency, language, text):
    assert money_text(amount, currency, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mon-Fri 09:00-13:00, 14:00-18:00, Sat open 24 hours"),
        ("tr", "Pzt-Cum 09.00-13.00, 14.00-18.00, Cmt 24 saat"),
        ("ko", "월-금 09:00-13:00, 14:00-18:00, 토 24시간"),
        ("el", "Δευ-Παρ 09:00-13:00, 14:00-18:00, Σάβ 24 ώρες"),
        ("bg", "пн-пт 09:00-13:00, 14:00-18:00, сб 24 часа"),
    ],
)
def test_opening_hours(language, text):
    assert hours_text((*["09:00-13:00,14:00-18:00"] * 5, "00:00-24:00", ""), language) == text


def test_lists_have_the_and_of_the_language():
    assert list_text(("a", "b", "c"), "en") == "a, b and c"
    assert list_text(("a", "b"), "tr") == "a ve b"
    assert list_text(("가", "나"), "ko") == "가, 나"


def test_a_language_that_nobody_knows_is_written_like_english():
    assert locale_of("fr") == "fr"
    assert locale_of("qqq") == "en_GB"
    assert day_text(_FRIDAY, "qqq", _TODAY) == "Friday 6 March"
