"""Dates worth marking as people write them, and written so that they read back: `birthday = 4 march 1980`."""

from __future__ import annotations

import re
from datetime import date

from store.errors import NotUnderstoodError
from store.records.customer import MarkedDate
from store.records.text import clean_line
from store.rules.field_texts import NotAPairError, first_that_reads, read_pair, write_pair
from store.rules.lunar import FIRST_YEAR, LAST_YEAR, LONGEST_MONTH
from store.rules.when import WhenContext, read_when
from store.sentences import _
from store.wording import month_name

_SHOWN = 60
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")
_WHOLE_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_A_YEAR = re.compile(r"\d{4}")
_LEAP_YEAR = 2024
# The words for the lunar calendar and for its leap months are known in whatever language the shop speaks.
_LUNAR = re.compile(r"\b(?:lunar|음력)\b", re.IGNORECASE)
_LEAP = re.compile(r"\bleap\b|윤달|윤(?=\s|\d|$)", re.IGNORECASE)
_LUNAR_FIGURES = re.compile(r"(?:(\d{4})\s*[-./년]\s*)?-{0,2}(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?")
_DATE_BEGINS = re.compile(r"(?<=\s)(?:(?:lunar|음력|leap|윤달?)\s+)*(?:--)?\d", re.IGNORECASE)


def read_marked_date(text: str, context: WhenContext) -> MarkedDate:
    """Return the date that `birthday = 4 march` or `birthday 1980-03-04` says.

    With the word `lunar` before it, it is one of the Korean lunar calendar, in figures; with `leap` too, in a month
    that came twice: `birthday = lunar 1960-08-15`, `생일 = 음력 윤 6월 10일`.

    Raises:
        NotUnderstoodError: it cannot be read, or there is no such day.
    """
    label, value = _label_and_date(text)
    if _LUNAR.search(value) is not None:
        return _read_lunar(label, value)
    whole, yearless = _WHOLE_DATE.fullmatch(value), _YEARLESS.fullmatch(value)
    if whole is not None or yearless is not None:
        year = int(whole[1]) if whole is not None else 0
        month, day = (int(whole[2]), int(whole[3])) if whole is not None else (int(value[2:4]), int(value[5:7]))
        try:
            date(year or _LEAP_YEAR, month, day)
        except ValueError:
            raise NotUnderstoodError(_("There is no such day: {text}.").format(text=value)) from None
        return MarkedDate(label=label, month=month, day=day, year=year)
    has_year = _A_YEAR.search(value) is not None
    try:
        when = read_when(value, context)
    except NotUnderstoodError:
        if has_year:
            raise
        # 29 February is a day of no particular year.
        when = _in_a_leap_year(value, context)
    return MarkedDate(label=label, month=when.month, day=when.day, year=when.year if has_year else 0)


def _label_and_date(text: str) -> tuple[str, str]:
    """Part what a date is called from the date: by an =, else before its first figure."""
    try:
        return read_pair(text)
    except NotAPairError:
        plain = clean_line(text)
        begins = _DATE_BEGINS.search(plain)
        label = plain[: begins.start()].strip(" :") if begins is not None else ""
        if begins is None or not label:
            raise
        return label, plain[begins.start() :]


def _read_lunar(label: str, value: str) -> MarkedDate:
    figures = _LUNAR_FIGURES.fullmatch(_LUNAR.sub(" ", _LEAP.sub(" ", value)).strip())
    year, month, day = (int(figures[part] or 0) for part in (1, 2, 3)) if figures is not None else (0, 0, 0)
    if not (1 <= month <= 12 and 1 <= day <= LONGEST_MONTH) or (year and not FIRST_YEAR <= year <= LAST_YEAR):
        raise NotUnderstoodError(
            _(
                "“{text}” is no day of the lunar calendar. Write figures, such as lunar 1960-08-15 or lunar 08-15."
            ).format(text=value[:_SHOWN])
        )
    is_leap = _LEAP.search(value) is not None
    return MarkedDate(label=label, month=month, day=day, year=year, calendar="lunar", leap_month=is_leap)


def _write_lunar(marked: MarkedDate) -> str:
    figures = f"{marked.month:02}-{marked.day:02}"
    words = ("lunar", "leap" if marked.leap_month else "", f"{marked.year:04}-{figures}" if marked.year else figures)
    return write_pair(marked.label, " ".join(filter(None, words)))


def write_marked_date(marked: MarkedDate, context: WhenContext) -> str:
    """Return the line that `read_marked_date` reads back to `marked`."""
    if marked.calendar == "lunar":
        return _write_lunar(marked)
    candidates = []
    if 1 <= marked.month <= 12:
        words = _("{day} {month}").format(day=marked.day, month=month_name(marked.month))
        if marked.year:
            words = _("{day} {year}").format(day=words, year=marked.year)
        candidates.append(write_pair(marked.label, words))
    figures = f"{marked.month:02}-{marked.day:02}"
    candidates.append(write_pair(marked.label, f"{marked.year:04}-{figures}" if marked.year else f"--{figures}"))
    return first_that_reads(candidates, lambda text: read_marked_date(text, context), marked)


def _in_a_leap_year(value: str, context: WhenContext) -> date:
    when = read_when(f"{value} {_LEAP_YEAR}", context)
    return date(when.year, when.month, when.day)
