"""Whatever is typed: it is read, asked about or refused, and what is read shows every number and weekday."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import NotUnderstoodError
from store.rules.when import WhenContext, read_recurrence, read_when
from store.rules.when_words import long_tail

# no change of clocks here, so that every hour typed is the hour read
ISTANBUL = ZoneInfo("Europe/Istanbul")
ATHENS = ZoneInfo("Europe/Athens")

WEEKDAYS = ["monday", "tue", "wednesday", "thu", "friday", "sat", "sunday"]
OTHER_WEEKDAYS = ["salı", "cuma", "금요일", "월요일", "Παρασκευή", "τη Δευτέρα", "петък", "в сряда"]
DAYS = [
    "today", "tomorrow", "4 march", "march 17", "25/3", "10/11", "13.7", "next week", "this", "next", "the 5th",
    "in", "at", "by", "until", "2 weeks", "9 days", "3 months", "end of month", "5pm", "17:00", "9:30", "at 5",
    "noon", "morning", "evening", "2026", "2027-05-06", "yarın", "öbür gün", "5 Mart", "ay sonu", "5'te",
    "saat 15:00", "akşam 6'da", "2 hafta sonra", "haftaya", "내일", "모레", "3월 14일", "오후 3시", "2주 후",
    "다음 주", "αύριο", "στις 5", "5 Μαρτίου", "σε 2 εβδομάδες", "το πρωί", "утре", "в 5", "на 5 март",
    "след 9 дни", "следобед", "края на месеца", "12", "7", "31",
]  # fmt: skip
# words that put an hour elsewhere than its number says (ten to five), or count weekdays, have tests of their own
WORDS = st.sampled_from([*WEEKDAYS, *OTHER_WEEKDAYS, *DAYS])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(lambda now: now.replace(microsecond=0))


def shop(now: datetime, zone: ZoneInfo = ISTANBUL, *, past: bool = False, language: str = "en") -> WhenContext:
    def is_open(instant: datetime) -> bool:
        return instant.weekday() < 6 and 9 <= instant.hour < 18

    return WhenContext(now=now.replace(tzinfo=zone), is_open=is_open, past=past, language=language)


def read(phrase: str, context: WhenContext) -> date | None:
    try:
        return read_when(phrase, context)
    except NotUnderstoodError:
        return None


def numbers_shown(when: date, now: datetime) -> set[int]:
    """Every number that a date or an instant shows, by itself or by its distance from now."""
    instant = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, tzinfo=now.tzinfo)
    days = abs((instant.date() - now.date()).days)
    months = abs((instant.year - now.year) * 12 + instant.month - now.month)
    shown = {when.year, when.year % 100, when.month, when.day, days, months, months // 12}
    # friday in 2 weeks is in the second calendar week from this one
    monday, this_monday = (day - timedelta(days=day.weekday()) for day in (instant.date(), now.date()))
    shown.add(abs((monday - this_monday).days) // 7)
    if days % 7 == 0:
        shown.add(days // 7)
    if isinstance(when, datetime):
        shown |= {when.hour, when.hour % 12 or 12, when.minute, when.second}
    return shown


WEEKDAY_WORDS = {
    **{word: number for number, word in enumerate(WEEKDAYS)},
    "salı": 1, "cuma": 4, "금요일": 4, "월요일": 0, "Παρασκευή": 4, "Δευτέρα": 0, "петък": 4, "сряда": 2,
}  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(phrase=PHRASES, now=MOMENTS, past=st.booleans(), language=st.sampled_from(["en", "tr", "ko", "el", "bg"]))
def test_every_number_and_weekday_that_was_typed_shows(phrase: str, now: datetime, past: bool, language: str) -> None:
    context = shop(now, past=past, language=language)
    when = read(phrase, context)
    # two lengths of time add up, so that neither shows alone
    if when is None or len(re.findall(r"weeks|days|months|hafta sonra|주 후|εβδομάδες|дни", phrase)) > 1:
        return
    shown = numbers_shown(when, context.now)
    for number in re.findall(r"\d+", phrase):
        assert int(number) in shown, (phrase, now, when)
    for word, weekday in WEEKDAY_WORDS.items():
        if word in phrase.split():
            assert when.weekday() == weekday, (phrase, now, when)


@settings(max_examples=800, deadline=None)
@given(phrase=PHRASES, now=MOMENTS, past=st.booleans())
def test_dues_lie_ahead_and_what_happened_lies_behind(phrase: str, now: datetime, past: bool) -> None:
    # a year, a day of today or a direction said outright may contradict; these words say none
    if re.search(
        r"20\d\d|today|tomorrow|yarın|öbür|내일|모레|αύριο|утре|next|haftaya|다음|in|sonra|후|σε|след|this|end|sonu|края",
        phrase,
    ):
        return
    context = shop(now, past=past)
    when = read(phrase, context)
    if isinstance(when, datetime):
        assert (when <= context.now) if past else (when > context.now)
    elif when is not None:
        assert (when <= now.date()) if past else (when >= now.date())


@settings(max_examples=1500, deadline=None)
@given(
    text=st.one_of(st.text(max_size=40), st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=5).map(" ".join)),
    now=MOMENTS,
)
def test_any_text_is_read_or_refused_and_never_more(text: str, now: datetime) -> None:
    context = shop(now, ATHENS)
    # dateparser has tests of its own, and would take minutes here
    original = long_tail._parsed
    long_tail._parsed = lambda text, base, context: None
    try:
        when = read(text, context)
        with suppress(NotUnderstoodError):
            read_recurrence(text, context)
    finally:
        long_tail._parsed = original
    if isinstance(when, datetime):
        assert when.tzinfo is ATHENS
        assert when.microsecond == 0
        # it exists on the wall clock
        assert when.astimezone(UTC).astimezone(ATHENS).replace(tzinfo=None) == when.replace(tzinfo=None)


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="abcdefgimnorstuy 0123456789:.,-", max_size=20), now=MOMENTS)
def test_dateparser_is_never_the_end_of_it(text: str, now: datetime) -> None:
    read(text, shop(now))


@given(
    instant=st.datetimes(datetime(1930, 1, 2), datetime(2199, 12, 30)),
    zone=st.sampled_from([UTC, ISTANBUL, ATHENS]),
    now=MOMENTS,
)
def test_an_iso_instant_comes_back_whole(instant: datetime, zone: ZoneInfo, now: datetime) -> None:
    exact = instant.replace(microsecond=0, tzinfo=zone)
    back = read_when(exact.isoformat(), shop(now, ATHENS))
    assert isinstance(back, datetime)
    assert back.astimezone(UTC) == exact.astimezone(UTC)


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), now=MOMENTS)
def test_an_iso_date_comes_back(day: date, now: datetime) -> None:
    assert read_when(day.isoformat(), shop(now)) == day


@given(now=MOMENTS, weekday=st.integers(0, 6))
def test_a_weekday_alone_is_within_the_coming_seven_days(now: datetime, weekday: int) -> None:
    when = read_when(WEEKDAYS[weekday], shop(now))
    assert 1 <= (when - now.date()).days <= 7
    assert when.weekday() == weekday


@given(now=MOMENTS, day=st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_date_is_the_same_in_every_language(now: datetime, day: date) -> None:
    months = {
        "en": "january february march april may june july august september october november december",
        "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου "
        "Δεκεμβρίου",
        "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    }
    for names in months.values():
        assert read_when(f"{day.day} {names.split()[day.month - 1]} {day.year}", shop(now)) == day
    assert read_when(f"{day.year}년 {day.month}월 {day.day}일", shop(now)) == day
