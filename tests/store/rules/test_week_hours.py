"""Hours as they are typed for one day or several."""

from __future__ import annotations

import pytest

from store.errors import NotUnderstoodError
from store.rules.week_hours import read_week_hours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-18", {"tue": "09:00-18:00"}),
        ("9:00 - 13:00, 14.00-18.00", {"tue": "09:00-13:00,14:00-18:00"}),
        ("18–02", {"tue": "18:00-02:00"}),
        ("00:00-24:00", {"tue": "00:00-24:00"}),
        ("", {"tue": ""}),
        ("closed", {"tue": ""}),
        ("Mon 9-18", {"mon": "09:00-18:00"}),
        ("mon-fri 9-13, 14-18", dict.fromkeys(WEEKDAYS, "09:00-13:00,14:00-18:00")),
        ("fri-mon 8-9", dict.fromkeys(("fri", "sat", "sun", "mon"), "08:00-09:00")),
        ("mon, wed 9-18; sun closed", {"mon": "09:00-18:00", "wed": "09:00-18:00", "sun": ""}),
        ("mon 9-18 tue 10-12", {"mon": "09:00-18:00", "tue": "10:00-12:00"}),
        ("Pzt-Cum 09:00-18:00", dict.fromkeys(WEEKDAYS, "09:00-18:00")),
        ("Δευτέρα - Παρασκευή 9-18; Κυριακή κλειστά", {**dict.fromkeys(WEEKDAYS, "09:00-18:00"), "sun": ""}),
        ("월요일-금요일 9-18", dict.fromkeys(WEEKDAYS, "09:00-18:00")),
        ("понеделник-петък 9-18", dict.fromkeys(WEEKDAYS, "09:00-18:00")),
    ],
)
def test_hours_are_read_for_the_days_that_are_named(text: str, hours: dict[str, str]) -> None:
    assert read_week_hours(text, "tue") == hours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9am to 5pm", "cannot be read"),
        ("whenever", "cannot be read"),
        ("9 18", "cannot be read"),
        ("mon-fri", "Say the hours of the days too"),
        ("mon 9-18; ; tue", "Say the hours of the days too"),
        ("mon 9-18 mon 9-10", "A day is given twice"),
        ("9-25", "no 25"),
        ("9-9", "no length"),
        ("9-12, 11-13", "overlap"),
        ("9-18 " * 100, "cannot be read"),
        ("[/red] \x1b[2J", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        read_week_hours(text, "tue")
