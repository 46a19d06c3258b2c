"""What people type for something that comes back, in five languages, and the rule that it becomes.

It is Wednesday 4 March 2026, 09:00. The shop is open on weekdays from 9 to 18.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from store.errors import AmbiguousError, NotUnderstoodError
from store.rules.recurrence import read_recurrence
from store.rules.when import WhenContext

ATHENS = ZoneInfo("Europe/Athens")

PHRASES = [
    ("every day", "FREQ=DAILY", "2026-03-05"),
    ("daily", "FREQ=DAILY", "2026-03-05"),
    ("every week", "FREQ=WEEKLY", "2026-03-11"),
    ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("every other week", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("every fortnight", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("every friday", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("every wednesday", "FREQ=WEEKLY;BYDAY=WE", "2026-03-11"),
    ("every wednesday 15:00", "FREQ=WEEKLY;BYDAY=WE", "2026-03-04 15:00"),
    ("every friday at 5", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06 17:00"),
    ("every 2 weeks on friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-03-06"),
    ("every second friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-03-06"),
    ("every monday and thursday", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-05"),
    ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-05"),
    ("every month", "FREQ=MONTHLY", "2026-04-04"),
    ("every 3 months", "FREQ=MONTHLY;INTERVAL=3", "2026-06-04"),
    ("every half year", "FREQ=MONTHLY;INTERVAL=6", "2026-09-04"),
    ("every 15th of the month", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"),
    ("every month on the 2nd", "FREQ=MONTHLY;BYMONTHDAY=2", "2026-04-02"),
    ("every end of month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("every last friday of the month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"),
    ("every last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("on the last day of each month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("every 2 months on the last day", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "2026-03-31"),
    ("her ayın son günü", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("매월 마지막 날", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("κάθε τελευταία μέρα του μήνα", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("последния ден на всеки месец", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("every second friday of the month", "FREQ=MONTHLY;BYDAY=2FR", "2026-03-13"),
    ("first monday of every month", "FREQ=MONTHLY;BYDAY=1MO", "2026-04-06"),
    ("every year", "FREQ=YEARLY", "2027-03-04"),
    ("yearly", "FREQ=YEARLY", "2027-03-04"),
    ("every 1 march", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2027-03-01"),
    ("every 4 march", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4", "2027-03-04"),
    ("every year on 1 june", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "2026-06-01"),
    ("EVERY FRIDAY", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("her gün", "FREQ=DAILY", "2026-03-05"),
    ("her hafta", "FREQ=WEEKLY", "2026-03-11"),
    ("haftada bir", "FREQ=WEEKLY", "2026-03-11"),
    ("her 2 haftada bir", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("iki haftada bir", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("her cuma", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("her cuma 17:00'de", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06 17:00"),
    ("her pazartesi ve perşembe", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-05"),
    ("hafta içi her gün", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-05"),
    ("her ay", "FREQ=MONTHLY", "2026-04-04"),
    ("6 ayda bir", "FREQ=MONTHLY;INTERVAL=6", "2026-09-04"),
    ("her ayın 15'i", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"),
    ("her ay sonu", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("her ayın son cuması", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"),
    ("HER YIL", "FREQ=YEARLY", "2027-03-04"),
    ("her yıl 1 Mart'ta", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2027-03-01"),
    ("매일", "FREQ=DAILY", "2026-03-05"),
    ("매주", "FREQ=WEEKLY", "2026-03-11"),
    ("2주마다", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("2주에 한 번", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("격주", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("매주 금요일", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("금요일마다", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("매주 금요일 오후 5시", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06 17:00"),
    ("평일마다", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-05"),
    ("매달", "FREQ=MONTHLY", "2026-04-04"),
    ("한 달에 한 번", "FREQ=MONTHLY", "2026-04-04"),
    ("6개월마다", "FREQ=MONTHLY;INTERVAL=6", "2026-09-04"),
    ("매월 15일", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"),
    ("매월 말", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("매월 마지막 금요일", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"),
    ("매년", "FREQ=YEARLY", "2027-03-04"),
    ("매년 3월 1일", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2027-03-01"),
    ("κάθε μέρα", "FREQ=DAILY", "2026-03-05"),
    ("κάθε εβδομάδα", "FREQ=WEEKLY", "2026-03-11"),
    ("κάθε 2 εβδομάδες", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("κάθε Παρασκευή", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("κάθε Δευτέρα και Πέμπτη στις 10", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-05 10:00"),
    ("κάθε μήνα", "FREQ=MONTHLY", "2026-04-04"),
    ("μια φορά τον μήνα", "FREQ=MONTHLY", "2026-04-04"),
    ("κάθε 15 του μήνα", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"),
    ("στο τέλος κάθε μήνα", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("κάθε τελευταία Παρασκευή του μήνα", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"),
    ("κάθε χρόνο", "FREQ=YEARLY", "2027-03-04"),
    ("κάθε χρόνο την 1η Μαρτίου", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2027-03-01"),
    ("всеки ден", "FREQ=DAILY", "2026-03-05"),
    ("всяка седмица", "FREQ=WEEKLY", "2026-03-11"),
    ("на всеки 2 седмици", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("през седмица", "FREQ=WEEKLY;INTERVAL=2", "2026-03-18"),
    ("всеки петък", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06"),
    ("всеки понеделник и четвъртък", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-03-05"),
    ("всеки работен ден", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-05"),
    ("всеки месец", "FREQ=MONTHLY", "2026-04-04"),
    ("веднъж в месеца", "FREQ=MONTHLY", "2026-04-04"),
    ("на всеки 6 месеца", "FREQ=MONTHLY;INTERVAL=6", "2026-09-04"),
    ("на 15-то число всеки месец", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-03-15"),
    ("в края на всеки месец", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-03-31"),
    ("всеки последен петък от месеца", "FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27"),
    ("всяка година", "FREQ=YEARLY", "2027-03-04"),
    ("всяка година на 1 март", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "2027-03-01"),
]


def at_the_counter(now: str = "2026-03-04 09:00", *, past: bool = False) -> WhenContext:
    instant = datetime.fromisoformat(now).replace(tzinfo=ATHENS)

    def open_on_weekdays(when: datetime) -> bool:
        return when.weekday() < 5 and 9 <= when.hour < 18

    return WhenContext(now=instant, is_open=open_on_weekdays, past=past)


def occurrences(phrase: str, context: WhenContext, count: int) -> list[date]:
    """The first days of a repetition, as dateutil works them out from the rule and its beginning."""
    recurrence = read_recurrence(phrase, context)
    assert recurrence is not None
    first = recurrence.first
    midnight = datetime(first.year, first.month, first.day)
    return [each.date() for each in islice(rrulestr(recurrence.rule, dtstart=midnight), count)]


@pytest.mark.parametrize(("phrase", "rule", "first"), PHRASES)
def test_a_repetition_becomes_a_rule_and_its_first_day(phrase: str, rule: str, first: str) -> None:
    recurrence = read_recurrence(phrase, at_the_counter())
    assert recurrence is not None
    assert recurrence.rule == rule
    if len(first) == len("2026-03-04"):
        assert type(recurrence.first) is date
        assert recurrence.first == date.fromisoformat(first)
    else:
        assert recurrence.first == datetime.fromisoformat(first).replace(tzinfo=ATHENS)


@pytest.mark.parametrize("phrase", [phrase for phrase, _rule, _first in PHRASES])
def test_the_rule_counts_from_its_first_day(phrase: str) -> None:
    context = at_the_counter()
    recurrence = read_recurrence(phrase, context)
    assert recurrence is not None
    days = occurrences(phrase, context, 3)
    first = recurrence.first.date() if isinstance(recurrence.first, datetime) else recurrence.first
    assert days[0] == first
    assert days == sorted(set(days))


def test_a_repetition_lies_ahead_even_where_the_past_is_asked_for() -> None:
    assert read_recurrence("every friday", at_the_counter(past=True)) == read_recurrence(
        "every friday", at_the_counter()
    )


def test_every_month_from_the_31st_is_the_last_day_of_shorter_months() -> None:
    days = occurrences("every month", at_the_counter("2026-01-31 09:00"), 4)
    assert days == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_the_30th_of_every_month_is_the_28th_in_february() -> None:
    days = occurrences("every 30th of the month", at_the_counter("2026-01-10 09:00"), 3)
    assert days == [date(2026, 1, 30), date(2026, 2, 28), date(2026, 3, 30)]


@pytest.mark.parametrize(
    "phrase", ["every 29 february", "her 29 Şubat", "매년 2월 29일", "κάθε 29 Φεβρουαρίου", "всеки 29 февруари"]
)
def test_29_february_becomes_28_february_and_comes_back(phrase: str) -> None:
    days = occurrences(phrase, at_the_counter(), 3)
    assert days == [date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]


def test_every_year_from_29_february_keeps_it() -> None:
    days = occurrences("every year", at_the_counter("2028-02-29 09:00"), 4)
    assert days == [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28), date(2032, 2, 29)]


def test_two_weeks_apart_on_fridays() -> None:
    days = occurrences("every 2 weeks on friday", at_the_counter(), 3)
    assert days == [date(2026, 3, 6) + timedelta(days=14 * step) for step in range(3)]


@pytest.mark.parametrize(
    "phrase",
    [
        "friday",
        "2 weeks",
        "tomorrow at 5",
        "cuma",
        "금요일",
        "την Παρασκευή",
        "петък",
        "",
        "call her",
        "once it freezes",
    ],
)
def test_what_speaks_of_no_repetition_is_none(phrase: str) -> None:
    assert read_recurrence(phrase, at_the_counter()) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "every", "every 0 weeks", "every 1001 days", "every 999999 years", "every 2 hours", "every minute",
        "every third friday", "every weekend", "every march", "every 2026", "every 31 april", "every 40th",
        "every tomorrow", "every friday monday 5 march", "her 0 haftada bir", "0주마다", "κάθε 0 μέρες",
        "на всеки 2000 дни", "every day in 2 weeks", "every friday 25:00",
    ],
)  # fmt: skip
def test_a_repetition_that_makes_no_sense_is_refused(phrase: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_recurrence(phrase, at_the_counter())
    assert not isinstance(refused.value, AmbiguousError)
    assert "\n" not in refused.value.sentence


def test_an_hour_that_could_be_two_is_asked_about() -> None:
    with pytest.raises(AmbiguousError) as question:
        read_recurrence("every saturday at 5", at_the_counter())
    assert question.value.readings == ("7 March 2026 05:00", "7 March 2026 17:00")
