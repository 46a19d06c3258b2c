"""A week's hours as an owner says them when asked for the first time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import RegularsError
from store.records.shop import WEEKDAYS
from store.rules.hours import parse_hours
from store.rules.hours_words import read_opening_hours

FIVE = ("09:00-18:00",) * 5


@pytest.mark.parametrize(
    ("text", "week"),
    [
        # as the settings have them
        ("mon-fri 09:00-18:00", (*FIVE, "", "")),
        ("mon-fri 09:00-13:00,14:00-18:00; sat 10:00-14:00", (*("09:00-13:00,14:00-18:00",) * 5, "10:00-14:00", "")),
        ("fri-sat 18:00-02:00", ("", "", "", "", "18:00-02:00", "18:00-02:00", "")),
        # as one says them
        ("9-18", (*FIVE, "", "")),
        ("Mon-Fri 9-18, Sat 10-14", (*FIVE, "10:00-14:00", "")),
        ("Mon–Fri 9–18, Sat/Sun 10–14", (*FIVE, "10:00-14:00", "10:00-14:00")),
        ("Monday to Friday: 9am to 6pm, Saturday: 10 am - 2 pm", (*FIVE, "10:00-14:00", "")),
        ("weekdays 9-18; weekends closed", (*FIVE, "", "")),
        ("from monday until friday from 9 until 18", (*FIVE, "", "")),
        ("every day 8:30am-12pm", ("08:30-12:00",) * 7),
        ("daily 12am-12pm", ("00:00-12:00",) * 7),
        ("24/7", ("00:00-24:00",) * 7),
        ("Tue-Sat 10-13 and 15-19.30", ("", *("10:00-13:00,15:00-19:30",) * 5, "")),
        ("mon & wed 9-12", ("09:00-12:00", "", "09:00-12:00", "", "", "", "")),
        ("Fri 6pm-2am", ("", "", "", "", "18:00-02:00", "", "")),
        ("sat all day", ("", "", "", "", "", "00:00-24:00", "")),
        # Turkish
        ("Pzt-Cum 9-18, Cmt 10-14", (*FIVE, "10:00-14:00", "")),
        ("hafta içi 09.00-18.00, cumartesi 10-14, pazar kapalı", (*FIVE, "10:00-14:00", "")),
        ("her gün 9-18", ("09:00-18:00",) * 7),
        ("Pazartesi ile Cuma 9-18", (*FIVE, "", "")),
        # Korean
        ("월-금 9-18, 토 10-14", (*FIVE, "10:00-14:00", "")),
        ("월요일~금요일 9시~18시", (*FIVE, "", "")),
        ("평일 오전 9시부터 오후 6시까지, 주말 휴무", (*FIVE, "", "")),
        ("매일 9시 30분-18시", ("09:30-18:00",) * 7),
        # Greek
        ("Δευ-Παρ 9-18, Σάβ 10-14", (*FIVE, "10:00-14:00", "")),
        ("Δευτέρα έως Παρασκευή 9:00-18:00, Κυριακή κλειστά", (*FIVE, "", "")),
        ("Δευτέρα με Παρασκευή από 9πμ μέχρι 6 μ.μ.", (*FIVE, "", "")),
        ("καθημερινές 9-18 και Σάββατο 10-14", (*FIVE, "10:00-14:00", "")),
        ("κάθε μέρα 9-18", ("09:00-18:00",) * 7),
        # Bulgarian
        ("пн-пт 9-18, сб 10-14", (*FIVE, "10:00-14:00", "")),
        ("понеделник до петък от 9 до 18 ч., неделя затворено", (*FIVE, "", "")),
        ("делнични дни 9-18, събота 10-14", (*FIVE, "10:00-14:00", "")),
        ("всеки ден 9-18", ("09:00-18:00",) * 7),
    ],
)
def test_the_week_is_read_as_it_is_said(text: str, week: tuple[str, ...]) -> None:
    assert tuple(read_opening_hours(text).values()) == week
    assert tuple(read_opening_hours(text)) == WEEKDAYS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Say on which days"),
        ("closed", "Say on which days"),
        ("mon-sun closed", "Say on which days"),
        ("mon-fri", "Say the hours"),
        ("whenever I feel like it", "cannot be read"),
        ("mon-fri 9-25", "no 25"),
        ("mon 9-18, mon 10-12", "given twice"),
        ("weekdays 9-18, mon 10-12", "given twice"),
        ("mon-sun 18-10, sat 9-12", "given twice"),
        ("fri 18-10, sat 9-12", "runs until 10:00"),
        ("9-18 " * 200, "too long"),
        ("[/red]\x1b[2J 9-18", "cannot be read"),
    ],
)
def test_what_is_no_week_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(RegularsError, match=said):
        read_opening_hours(text)


@given(st.text(max_size=80) | st.from_regex(r"[a-zπμ시월금 0-9:,;~./-]{0,60}", fullmatch=True))
def test_any_text_is_hours_or_a_sentence(text: str) -> None:
    try:
        week = read_opening_hours(text)
    except RegularsError:
        return
    assert len(week) == len(WEEKDAYS)
    for hours in week.values():
        parse_hours(hours)
