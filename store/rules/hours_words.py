"""A week's opening hours as people say them: `Mon-Fri 9-18, Sat 10-14`, `weekdays 9am to 5:30pm`, `every day 8-20`."""

from __future__ import annotations

import re

from store.errors import NotUnderstoodError
from store.records.shop import WEEKDAYS, Weekday
from store.rules.hours import check_week
from store.rules.week_hours import read_week_hours
from store.rules.when_words.folding import spelling
from store.sentences import _

_LONGEST = 300
_NOON = 12
# Words that stand for several days, in the five languages, and those days.
_DAYS = {
    "mon-sun": "every day, everyday, daily, 7 days, all week, her gün, hergün, haftanın her günü, 매일, 날마다,"
    " κάθε μέρα, κάθε ημέρα, καθημερινά, всеки ден, ежедневно",
    "mon-fri": "on weekdays, weekdays, weekday, workdays, working days, hafta içi, haftaiçi, iş günleri, 평일, 주중,"
    " καθημερινές, καθημερινή, εργάσιμες, делник, делници, делнични дни, работни дни",
    "sat-sun": "at weekends, weekends, weekend, hafta sonu, haftasonu, hafta sonları, 주말, σαββατοκύριακο,"
    " σαββατοκύριακα, уикенд, уикенда, почивни дни",
}


def _one_of(*words: str) -> re.Pattern[str]:
    """Return a pattern for one of `words`, folded, as a word of its own."""
    folded = sorted({spelling(word) for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, folded))})(?!\w)")


_GROUPS = {spelling(word.strip()): days for days, words in _DAYS.items() for word in words.split(",")}
_GROUP = _one_of(*_GROUPS)
_ALWAYS = re.compile(r"(?<!\w)24\s?/\s?7(?!\w)")
_DASHED = ("to", "till", "until", "ile", "μέχρι", "έως", "ως", "με", "до")
_ALL_DAY = _one_of("24h", "24 hours", "all day", "24 saat", "24시간", "24 ώρες", "24 часа")
# What stands between two times or two days, other than a dash.
_TO = re.compile(rf"(?<=[\w.])\s+{_one_of(*_DASHED).pattern}\s+|\s*[~〜～]\s*|(?<=[0-9요일])\s?(?:부터|에서)\s?")
_FROM = re.compile(rf"{_one_of('from', 'open', 'από', 'от', 'в', 'saat').pattern}\s+(?=\w)")
_AND = re.compile(rf"\s+{_one_of('and', 've', 'και', 'и').pattern}\s+|\s*&\s*|(?<=[^\W\d])/(?=[^\W\d])")
_CLOCK = re.compile(
    r"(?<![0-9:.])([0-9]{1,2})(?:[:.]([0-9]{2}))?\s?(am|pm|a\.m\.|p\.m\.|π\.?μ\.?|μ\.?μ\.?|ч\.?|h)(?!\w)"
)
_KOREAN_CLOCK = re.compile(r"(오전|오후)?\s?(?<![0-9])([0-9]{1,2})\s?시(?:\s?([0-9]{1,2})\s?분)?(?:\s?까지)?")
_KOREAN_DAY = re.compile(r"(?<![가-힣])([월화수목금토일])(?![가-힣])")
_COLON_AFTER_DAY = re.compile(r"(?<=[^\W\d])\s?[:：](?=\s|[0-9])")


def read_opening_hours(text: str) -> dict[Weekday, str]:
    """Return the hours of all seven days, as the settings have them; a day that is not named is closed.

    Hours without any day are those of Monday to Friday.

    Raises:
        NotUnderstoodError: they cannot be read, or a day runs into the next.
    """
    if len(text) > _LONGEST:
        raise _too_long(text)
    given = _days_given(_plainly(text))
    week = {day: given.get(day, "") for day in WEEKDAYS}
    if not any(week.values()):
        raise NotUnderstoodError(_("Say on which days the shop is open, such as: Mon-Fri 9-18, Sat 10-14"))
    check_week(tuple(week.values()))
    return week


def _days_given(plain: str) -> dict[Weekday, str]:
    given = read_week_hours(plain, "mon")
    # Where no day is named the hours fall on whichever is asked for.
    is_named = given == read_week_hours(plain, "sun")
    return given if is_named else dict.fromkeys(WEEKDAYS[:5], given["mon"])


def _plainly(text: str) -> str:
    """Return `text` with days and times as the settings have them, as far as it says them in other words."""
    plain = spelling(text)
    plain = _ALWAYS.sub("mon-sun 00:00-24:00", plain)
    plain = _ALL_DAY.sub("00:00-24:00", plain)
    plain = _GROUP.sub(lambda match: f" {_GROUPS[match[1]]} ", plain)
    plain = _KOREAN_DAY.sub(r"\1요일", plain)
    plain = _KOREAN_CLOCK.sub(_korean_clock, plain)
    plain = _CLOCK.sub(_clock, plain)
    plain = _COLON_AFTER_DAY.sub(" ", plain)
    plain = _FROM.sub("", plain)
    plain = _TO.sub("-", plain)
    return _AND.sub(", ", plain).strip()


def _clock(match: re.Match[str]) -> str:
    hour, minute, mark = match[1], match[2] or "00", match[3].replace(".", "")
    if mark in ("am", "pm", "πμ", "μμ"):
        hour = _hour_of(hour, is_afternoon=mark in ("pm", "μμ"))
    return f"{hour}:{minute}"


def _korean_clock(match: re.Match[str]) -> str:
    hour = _hour_of(match[2], is_afternoon=match[1] == "오후") if match[1] else match[2]
    return f"{' ' if match[1] else ''}{hour}:{(match[3] or '00').zfill(2)}"


def _hour_of(hour: str, *, is_afternoon: bool) -> str:
    number = int(hour)
    if number == _NOON:
        return "12" if is_afternoon else "0"
    return str(number + _NOON if is_afternoon and number < _NOON else number)


def _too_long(text: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _("The hours {text} are too long to be read. Write them so: Mon-Fri 9-18, Sat 10-14").format(text=text[:40])
    )
