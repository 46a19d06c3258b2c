"""What the reader of times asks about, what it refuses, and what it makes of ISO and of changing clocks."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from store.errors import AmbiguousError, NotUnderstoodError
from store.rules.when import WhenContext, read_when

ATHENS = ZoneInfo("Europe/Athens")


def open_on_weekdays(instant: datetime) -> bool:
    return instant.weekday() < 5 and 9 <= instant.hour < 18


def at_the_counter(now: str = "2026-03-04 09:00", *, language: str = "en", past: bool = False) -> WhenContext:
    instant = datetime.fromisoformat(now).replace(tzinfo=ATHENS)
    return WhenContext(now=instant, is_open=open_on_weekdays, language=language, past=past)


def in_athens(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ATHENS)


def readings(phrase: str, context: WhenContext) -> tuple[str, ...]:
    with pytest.raises(AmbiguousError) as question:
        read_when(phrase, context)
    for reading in question.value.readings:
        assert reading in question.value.sentence
    return question.value.readings


def refusal(phrase: str, context: WhenContext | None = None) -> str:
    with pytest.raises(NotUnderstoodError) as refused:
        read_when(phrase, context or at_the_counter())
    assert not isinstance(refused.value, AmbiguousError)
    assert refused.value.exit_code == 2
    return refused.value.sentence


# ISO 8601 comes first


def test_an_iso_date_is_that_date() -> None:
    assert read_when("2026-03-04", at_the_counter(language="ko")) == date(2026, 3, 4)
    assert read_when(" 1999-12-31 ", at_the_counter()) == date(1999, 12, 31)


@pytest.mark.parametrize(
    "typed", ["2026-03-10T15:00", "2026-03-10 15:00", "2026-03-10t15:00:00", "2026-03-10T15:00:00.25"]
)
def test_an_iso_hour_without_offset_is_the_shop_s_in_whole_seconds(typed: str) -> None:
    read = read_when(typed, at_the_counter())
    assert isinstance(read, datetime)
    assert (read, read.tzinfo, read.microsecond) == (in_athens("2026-03-10 15:00"), ATHENS, 0)


@pytest.mark.parametrize(
    "typed", ["2026-03-10T15:00+02:00", "2026-03-10T13:00Z", "2026-03-10T13:00:00 +00:00", "2026-03-10T22:00+0900"]
)
def test_an_iso_hour_with_offset_is_brought_to_the_shop_s_zone(typed: str) -> None:
    read = read_when(typed, at_the_counter())
    assert isinstance(read, datetime)
    assert read == in_athens("2026-03-10 15:00")
    assert read.tzinfo is ATHENS


def test_iso_is_never_asked_about_and_means_the_same_for_the_past() -> None:
    # 2026-03-04 could be 3 April to somebody; not to ISO
    assert read_when("2027-03-04", at_the_counter(past=True)) == date(2027, 3, 4)
    assert read_when("2026-03-07T05:00", at_the_counter()) == in_athens("2026-03-07 05:00")


# What can be read in two ways


@pytest.mark.parametrize("language", ["en", "tr", "el", "bg"])
def test_a_date_in_figures_that_could_be_two_is_asked_about(language: str) -> None:
    context = at_the_counter(language=language)
    assert readings("10/11", context) == ("10 November 2026", "11 October 2026")


def test_in_a_korean_shop_the_month_first_reading_is_named_first() -> None:
    context = at_the_counter(language="ko")
    assert readings("10/11", context) == ("11 October 2026", "10 November 2026")
    assert readings("10.11", context) == ("11 October 2026", "10 November 2026")
    assert read_when("26/3/4", context) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("10/11/2026", ("10 November 2026", "11 October 2026")),
        ("10-11-2026", ("10 November 2026", "11 October 2026")),
        ("3/4 17:00", ("3 April 2026 17:00", "4 March 2026 17:00")),
        ("next friday", ("6 March 2026", "13 March 2026")),
        ("gelecek cuma", ("6 March 2026", "13 March 2026")),
        ("다음 금요일", ("6 March 2026", "13 March 2026")),
        ("την επόμενη Παρασκευή", ("6 March 2026", "13 March 2026")),
        ("следващия петък", ("6 March 2026", "13 March 2026")),
        ("last monday", ("2 March 2026", "23 February 2026")),
        ("monday in 2 weeks", ("16 March 2026", "23 March 2026")),
        ("friday 13", ("6 March 2026 13:00", "13 March 2026")),
        ("friday midnight", ("6 March 2026 00:00", "7 March 2026 00:00")),
        ("before friday", ("5 March 2026", "6 March 2026")),
        ("cumadan önce", ("5 March 2026", "6 March 2026")),
        ("금요일 전까지", ("5 March 2026", "6 March 2026")),
        ("weekend", ("7 March 2026", "8 March 2026")),
        ("hafta sonu", ("7 March 2026", "8 March 2026")),
        ("may", ("1 May 2026", "31 May 2026")),
        ("by may", ("1 May 2026", "31 May 2026")),
        ("in the morning", ("4 March 2026", "5 March 2026")),
        ("6m", ("4 March 2026 09:06", "4 September 2026")),
        ("17h", ("5 March 2026 02:00", "4 March 2026 17:00")),
        ("2 часа", ("4 March 2026 11:00", "4 March 2026 14:00")),
        ("до 15", ("4 March 2026 15:00", "15 March 2026")),
        ("στις 17", ("17 March 2026", "4 March 2026 17:00")),
        ("5일", ("5 March 2026", "9 March 2026")),
        ("17.10'da", ("17 October 2026", "4 March 2026 17:10")),
    ],
)
def test_two_readings_are_both_named(phrase: str, expected: tuple[str, ...]) -> None:
    assert set(readings(phrase, at_the_counter())) == set(expected)


def test_a_date_of_today_with_an_hour_gone_by_is_asked_about() -> None:
    context = at_the_counter("2026-03-04 12:00")
    assert readings("4 march 10:00", context) == ("4 March 2026 10:00", "4 March 2027 10:00")
    assert read_when("4 march at 5", context) == in_athens("2026-03-04 17:00")
    earlier = at_the_counter("2026-03-04 12:00", past=True)
    assert read_when("4 march 10:30", earlier) == in_athens("2026-03-04 10:30")
    assert readings("4 march 17:00", earlier) == ("4 March 2026 17:00", "4 March 2025 17:00")


def test_on_sunday_next_monday_could_be_tomorrow() -> None:
    context = at_the_counter("2026-03-08 12:00")
    assert readings("next monday", context) == ("9 March 2026", "16 March 2026")
    assert readings("την άλλη Δευτέρα", context) == ("9 March 2026", "16 March 2026")


# Morning or afternoon


@pytest.mark.parametrize(
    "phrase", ["tomorrow at 5", "yarın 5'te", "내일 5시", "αύριο στις 5", "утре в 5", "tomorrow 5:00"]
)
def test_an_hour_without_morning_or_afternoon_is_the_one_inside_opening_hours(phrase: str) -> None:
    assert read_when(phrase, at_the_counter()) == in_athens("2026-03-05 17:00")


@pytest.mark.parametrize("phrase", ["saturday at 5", "cumartesi 5'te", "토요일 5시", "Σάββατο στις 5", "събота в 5"])
def test_on_a_closed_day_it_is_asked_about(phrase: str) -> None:
    assert readings(phrase, at_the_counter()) == ("7 March 2026 05:00", "7 March 2026 17:00")


@pytest.mark.parametrize("phrase", ["tomorrow at 5", "tomorrow at 10", "tomorrow 5:30"])
def test_in_a_shop_that_is_always_open_it_is_asked_about(phrase: str) -> None:
    now = in_athens("2026-03-04 09:00")
    always = WhenContext(now=now, is_open=lambda instant: True)
    assert len(readings(phrase, always)) == 2


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("tomorrow 05:00", "2026-03-05 05:00"),
        ("tomorrow at 09", "2026-03-05 09:00"),
        ("tomorrow 0:30", "2026-03-05 00:30"),
        ("tomorrow 00:30", "2026-03-05 00:30"),
        ("tomorrow at 13", "2026-03-05 13:00"),
        ("tomorrow 23:15", "2026-03-05 23:15"),
        ("tomorrow 12:00", "2026-03-05 12:00"),
        ("tomorrow at 12", "2026-03-05 12:00"),
        ("tomorrow 10:30", "2026-03-05 10:30"),
        ("tomorrow 5am", "2026-03-05 05:00"),
        ("tomorrow 12am", "2026-03-05 00:00"),
        ("tomorrow 12pm", "2026-03-05 12:00"),
        ("sabah 5'te", "2026-03-05 05:00"),
        ("내일 오전 5시", "2026-03-05 05:00"),
        ("내일 오후 5시", "2026-03-05 17:00"),
        ("내일 낮 12시", "2026-03-05 12:00"),
        ("αύριο στις 5 το πρωί", "2026-03-05 05:00"),
        ("утре в 5 сутринта", "2026-03-05 05:00"),
        ("утре в 1 на обяд", "2026-03-05 13:00"),
    ],
)
def test_an_hour_that_says_which_half_of_the_day_is_no_question(phrase: str, expected: str) -> None:
    for is_open in (lambda instant: True, lambda instant: False, open_on_weekdays):
        context = WhenContext(now=in_athens("2026-03-04 09:00"), is_open=is_open)
        assert read_when(phrase, context) == in_athens(expected)


def test_a_bar_that_opens_at_night_is_asked_what_10_30_means() -> None:
    def in_the_evening(instant: datetime) -> bool:
        return instant.hour >= 18 or instant.hour < 2

    context = WhenContext(now=in_athens("2026-03-04 17:00"), is_open=in_the_evening)
    assert readings("friday 10:30", context) == ("6 March 2026 10:30", "6 March 2026 22:30")
    assert readings("friday 12", context) == ("6 March 2026 12:00", "7 March 2026 00:00")
    assert read_when("friday 9", context) == in_athens("2026-03-06 21:00")


def test_nine_this_morning_has_gone_by_and_nine_tonight_is_closed_so_today_at_9_is_asked_about() -> None:
    context = at_the_counter("2026-03-04 14:00")
    assert readings("today at 9", context) == ("4 March 2026 09:00", "4 March 2026 21:00")


def test_tonight_goes_on_after_midnight() -> None:
    context = at_the_counter("2026-03-04 20:00")
    assert read_when("tonight at 12", context) == in_athens("2026-03-05 00:00")
    assert read_when("tonight at 2", context) == in_athens("2026-03-05 02:00")
    assert readings("friday night at 2", context) == ("6 March 2026 02:00", "7 March 2026 02:00")


def test_a_part_of_the_day_that_contradicts_its_hour_is_refused() -> None:
    for phrase in ("13am", "morning 18:00", "afternoon at 11", "오전 15시", "5 το μεσημέρι"):
        refusal(phrase)


# What does not exist


@pytest.mark.parametrize(
    ("phrase", "named"),
    [
        ("31 february", "31 February"),
        ("30 Feb", "30 February"),
        ("30 Şubat", "30 February"),
        ("2월 30일", "30 February"),
        ("31 Απριλίου", "31 April"),
        ("31 април", "31 April"),
        ("february 29", "29 February 2026"),
        ("29.2.2027", "29 February 2027"),
        ("2026-02-30", "30 February 2026"),
        ("2026-13-01", "2026-13-01"),
        ("31/2", "31 February"),
        ("31.02", "31 February"),
        ("32/13", "32/13"),
        ("0/0", "0/0"),
        ("45.77", "45.77"),
        ("31st of next month", "31 April 2026"),
        ("25:00", "25:00"),
        ("24:00", "24:00"),
        ("17:75", "17:75"),
        ("fri 17:60", "17:60"),
        ("tomorrow at 25", "25:00"),
        ("내일 25시", "25:00"),
        ("в 25 ч.", "25:00"),
        ("2026-03-10T25:00", "25:00"),
        ("2026-03-10T17:75", "17:75"),
    ],
)
def test_what_does_not_exist_is_refused_by_its_name(phrase: str, named: str) -> None:
    sentence = refusal(phrase)
    assert "does not exist" in sentence
    assert named in sentence


@pytest.mark.parametrize(
    "phrase", ["thursday 6 march 2026", "3월 6일(목)", "Perşembe 6 Mart 2026", "thu 6.3.2026", "tomorrow friday"]
)
def test_a_wrong_weekday_beside_a_date_is_refused(phrase: str) -> None:
    assert "Friday" in refusal(phrase)
    assert "Thursday" in refusal(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "in 999999 years",
        "in 999999 days",
        "999999 weeks",
        "2400-01-01",
        "1 march 1066",
        "in 99999 days 2 hours",
    ],
)
def test_what_lies_centuries_away_is_refused(phrase: str) -> None:
    refusal(phrase)


# What is no time, or only half of one


@pytest.mark.parametrize(
    "phrase",
    [
        "", " ", "5", "12", "2026", "1700000000", "+", "?", "until", "by", "next", "half", "at", "in", "soon",
        "asap", "a few days", "perde", "kasa", "hello", "5 5", "1 2 3", "3 fridays", "in 2 fridays", "in friday",
        "after friday", "след петък", "cumadan sonra", "friday monday", "friday or saturday", "mon-wed",
        "not friday", "5-6", "between 5 and 6", "9 to 5", "fri 9-5", "tomorrow at 5 at 6", "6 may 5 may",
        "12 march 5", "5 may 2026 2027", "next week 17:00", "next month at 5", "in 2 hours at 5",
        "2 weeks from monday", "3 days 2 weeks", "1.5 days", "2.5 weeks", "in -5 days", "mid march", "early march",
        "every friday", "weekdays", "3/2027", "17:5", "tomorrow x", "friday\x00", "fri\x1b[31mday", "½ hour",
        "5² days", "①일", "fri\u202e17:00",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused(phrase: str) -> None:
    refusal(phrase)


def test_a_refusal_repeats_what_was_typed_safely_and_says_what_to_type() -> None:
    sentence = refusal("fri\x1b]52;c;aGk=\x07day {who} %s [/red] " + "x" * 60)
    assert "\x1b" not in sentence
    assert "\x07" not in sentence
    assert "{who} %s [/red]" in sentence
    assert "x" * 60 not in sentence
    assert "fri 17:00" in sentence
    assert "\n" not in sentence


def test_very_long_and_hostile_texts_are_refused_at_once() -> None:
    hostile = [
        "a" * 10_000,
        "5" * 10_000,
        "friday " * 2_000,
        "in " * 40,
        "5 " * 60,
        "5 5 5 5 5 5 5 5 5 5 5 5 5 5",
        "2 weeks and " * 9,
        "이" * 120,
        "월요일" * 40,
        "일주" * 60,
        "." * 120,
        "1/" * 60,
        "1." * 60,
        "(" * 120,
        "\u0301" * 120,
        "ﷺ" * 120,
        "\x00" * 120,
    ]
    started = time.perf_counter()
    for text in hostile:
        refusal(text)
    # milliseconds each; the bound only tells them from a pattern that runs away
    assert time.perf_counter() - started < 2


# Nothing is taken that does not show


def test_what_dateparser_would_have_guessed_is_not_taken() -> None:
    # it reads this very hour, next week, and the year 2125
    friday_morning = at_the_counter("2026-03-06 09:00")
    assert read_when("tomorrow at 5", at_the_counter()) == in_athens("2026-03-05 17:00")
    assert read_when("fri 17:00", friday_morning) == in_athens("2026-03-06 17:00")
    assert read_when("3/25", at_the_counter()) == date(2026, 3, 25)


# Changing clocks


def test_an_hour_that_the_clocks_skip_moves_forward_with_them() -> None:
    # in Athens 03:00 becomes 04:00 on 29 March 2026
    for phrase in ("29 march 03:30", "2026-03-29T03:30", "29 Mart 03:30'da"):
        read = read_when(phrase, at_the_counter())
        assert isinstance(read, datetime)
        assert read.isoformat() == "2026-03-29T04:30:00+03:00"


def test_an_hour_that_comes_twice_is_its_first_coming() -> None:
    # in Athens 04:00 becomes 03:00 on 25 October 2026
    for phrase in ("25 october 03:30", "2026-10-25 03:30"):
        read = read_when(phrase, at_the_counter())
        assert isinstance(read, datetime)
        assert read.isoformat() == "2026-10-25T03:30:00+03:00"


def test_hours_are_real_time_and_days_are_days_of_the_calendar() -> None:
    eve = at_the_counter("2026-03-28 12:00")
    assert read_when("24h", eve) == in_athens("2026-03-29 13:00")
    assert read_when("in 1 day", eve) == date(2026, 3, 29)
    assert read_when("tomorrow 12:00", eve) == in_athens("2026-03-29 12:00")
    assert read_when("1 day 24 hours", eve) == in_athens("2026-03-30 12:00")


def test_an_hour_from_the_second_of_two_equal_hours_is_an_hour_on() -> None:
    second_three = datetime(2026, 10, 25, 3, 30, tzinfo=ATHENS, fold=1)
    context = WhenContext(now=second_three, is_open=open_on_weekdays)
    read = read_when("in an hour", context)
    assert isinstance(read, datetime)
    assert read.astimezone(UTC) - second_three.astimezone(UTC) == timedelta(hours=1)


def test_now_has_whole_seconds() -> None:
    now = in_athens("2026-03-04 09:00").replace(second=30, microsecond=999_999)
    context = WhenContext(now=now, is_open=open_on_weekdays)
    assert read_when("now", context) == in_athens("2026-03-04 09:00:30")
    assert read_when("in 2 hours", context) == in_athens("2026-03-04 11:00:30")


# What it costs


def test_everyday_phrases_and_refusals_load_neither_dateparser_nor_dateutil() -> None:
    program = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
from store.errors import NotUnderstoodError
from store.rules.when import WhenContext, read_when
banned = {"dateparser", "dateutil.parser", "textual", "rich", "asyncio", "msgspec"}
assert not banned & set(sys.modules), banned & set(sys.modules)
now = datetime(2026, 3, 4, 9, tzinfo=ZoneInfo("Europe/Athens"))
context = WhenContext(now=now, is_open=lambda instant: 9 <= instant.hour < 18)
phrases = [
    "fri 17:00", "cuma 17:00'ye kadar", "내일 3시", "αύριο στις 5", "в петък", "25:00", "10/11", "5", "a" * 10_000
]
for phrase in phrases:
    try:
        read_when(phrase, context)
    except NotUnderstoodError:
        pass
assert not banned & set(sys.modules), banned & set(sys.modules)
"""
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")
