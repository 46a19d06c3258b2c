"""Days, times, spans and money inside a phrase, as its language writes them, by babel.

A day always has its weekday, which people live by, and its date, so that it is right on whichever day it is read. A
text message is read at once: a day within the next six has its weekday there alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from store.rules.forms.word import Word

_NEAR = timedelta(days=6)
# A currency without a sign of its own has its code there, which nothing sets off: TRY20.
_AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_CODE_BEFORE = re.compile(r"\b([A-Z]{3})(?=[0-9])")
_MINUTE, _DAY = 60, 86400
# The locale whose spelling a language has unless a country is known: days before months, hours from 0 to 24.
LOCALES = {"en": "en_GB", "tr": "tr_TR", "ko": "ko_KR", "el": "el_GR", "bg": "bg_BG"}
_ENGLISH_AM_PM = frozenset(("US", "CA", "AU", "NZ", "PH", "IN"))
_MONTH_FIRST = frozenset(("US", "CA", "PH"))


@lru_cache(maxsize=32)
def locale_of(language: str) -> str:
    """Return the locale in which a language is written; English where babel does not know the language."""
    from babel.core import Locale, UnknownLocaleError

    if language in LOCALES:
        return LOCALES[language]
    try:
        return str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return LOCALES["en"]


@lru_cache(maxsize=2048)
def day_text(day: date, language: str, today: date | None, *, brief: bool = False, country: str = "") -> str:
    """Return a day with its weekday: "Friday 6 March", "6 Mart Cuma", "3월 6일 금요일"; another year with it."""
    from babel.dates import format_date

    if brief and today is not None and timedelta() < day - today <= _NEAR:
        return weekday_text(day, language)
    year = "" if today is None or day.year == today.year else " y"
    patterns = {
        "en": f"EEEE, MMMM d{year and ', y'}" if country in _MONTH_FIRST else f"EEEE d MMMM{year}",
        "tr": f"d MMMM{year} EEEE",
        "ko": f"{'y년 ' if year else ''}M월 d일 EEEE",
        "el": f"EEEE d MMMM{year}",
        "bg": f"EEEE, d MMMM{year + ' г.' if year else ''}",
    }
    return str(format_date(day, patterns.get(language, patterns["en"]), locale=locale_of(language)))


@lru_cache(maxsize=256)
def weekday_text(day: date, language: str) -> str:
    """Return the weekday alone, as it stands inside a sentence."""
    from babel.dates import format_date

    name = str(format_date(day, "EEEE", locale=locale_of(language)))
    # In Turkish the weekday of no certain date is written small.
    return name.replace("I", "ı").replace("İ", "i").lower() if language == "tr" else name


def time_text(moment: datetime, language: str, country: str = "") -> str:
    """Return a time of day: "17:00", "5 pm" where the country says so, "17.00" in Turkish, "오후 5시" in Korean."""
    if language == "tr":
        return f"{moment:%H.%M}"
    if language == "ko":
        half = "오전" if moment.hour < 12 else "오후"
        minutes = f" {moment.minute}분" if moment.minute else ""
        return f"{half} {(moment.hour - 1) % 12 + 1}시{minutes}"
    if language == "en" and country in _ENGLISH_AM_PM:
        minutes = f":{moment:%M}" if moment.minute else ""
        return f"{(moment.hour - 1) % 12 + 1}{minutes} {'am' if moment.hour < 12 else 'pm'}"
    return f"{moment:%H:%M} ч." if language == "bg" else f"{moment:%H:%M}"


def moment_text(word: Word, language: str) -> str:
    """Return the day, and the time of day where there is one, without article or preposition."""
    moment = word.moment
    assert moment is not None
    if not isinstance(moment, datetime):
        return day_text(moment, language, word.today, brief=word.brief, country=word.country)
    day = day_text(moment.date(), language, word.today, brief=word.brief, country=word.country)
    between = " " if language in ("tr", "ko") else ", "
    return f"{day}{between}{time_text(moment, language, word.country)}"


@lru_cache(maxsize=1024)
def span_text(seconds: int, language: str) -> str:
    """Return how long something took, in one unit, or two under a day: "3 days", "2 hours 10 minutes", "2 saat"."""
    from babel.core import Locale
    from babel.dates import format_timedelta

    seconds = max(_MINUTE, seconds)
    locale = Locale.parse(locale_of(language))
    if seconds >= _DAY:
        days = (seconds + _DAY // 2) // _DAY
        return str(format_timedelta(timedelta(days=days), granularity="day", threshold=10**9, locale=locale))
    hours, minutes = divmod(seconds // _MINUTE, 60)
    parts = []
    if hours:
        parts.append(format_timedelta(timedelta(hours=hours), granularity="hour", threshold=10**9, locale=locale))
    if minutes:
        parts.append(format_timedelta(timedelta(minutes=minutes), granularity="minute", threshold=10**9, locale=locale))
    return " ".join(map(str, parts))


@lru_cache(maxsize=1024)
def money_text(amount: str, currency: str, language: str) -> str:
    """Return an amount of money as its language writes it; `amount` as it is where it is no number.

    Args:
        amount: digits with a point or comma before the cents, such as "20" or "12,50".
        currency: ISO code, empty for none.
        language: ISO 639-1 code.
    """
    from babel.numbers import format_currency, format_decimal

    plain = amount.strip().replace(",", ".")
    if not _AMOUNT.fullmatch(plain):
        return amount
    number = Decimal(plain)
    locale = locale_of(language)
    whole = number == number.to_integral_value()
    if not currency:
        return str(format_decimal(number, locale=locale))
    if language == "tr" and currency == "TRY":
        return f"{format_decimal(number, '#,##0' if whole else '#,##0.00', locale=locale)} TL"
    if language == "ko" and currency == "KRW":
        return f"{format_decimal(number, '#,##0', locale=locale)}원"
    pattern = locale_pattern(locale, whole=whole)
    text = str(format_currency(number, currency, pattern, locale=locale, currency_digits=False)).replace("\xa0", " ")
    return _CODE_BEFORE.sub(r"\1 ", text)


def locale_pattern(locale: str, *, whole: bool) -> str:
    """Return how a locale lays out money, without cents where the amount has none."""
    from babel.core import Locale

    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    return pattern.replace(".00", "") if whole else pattern


@lru_cache(maxsize=256)
def list_text(words: tuple[str, ...], language: str) -> str:
    """Return several things in a row, with the "and" of the language."""
    from babel.lists import format_list

    if language == "ko":
        return ", ".join(words)
    return str(format_list(list(words), locale=locale_of(language)))
