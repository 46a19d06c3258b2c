"""Opening hours of a day as the owner writes them, such as `09:00-13:00,14:00-18:00`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from store.errors import NotUnderstoodError
from store.records.shop import WEEKDAYS
from store.sentences import _

# Minutes after midnight of the day on which it begins: 0 to 1439, and at most a day later.
Span = tuple[int, int]

DAY = 24 * 60
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_DASHES = str.maketrans("–—−", "---")


@lru_cache(maxsize=256)
def parse_hours(text: str) -> tuple[Span, ...]:
    """Return the spans that `text` names, in order; none for an empty text, which is a closed day.

    A span that ends at or before it starts runs past midnight: `18:00-02:00` is (1080, 1560).

    Raises:
        NotUnderstoodError: a time that is on no clock, a span without length, or two that overlap.
    """
    if not text.strip():
        return ()
    spans = sorted(_span(part.strip(), text) for part in text.translate(_DASHES).split(","))
    for former, later in pairwise(spans):
        if later[0] < former[1]:
            raise NotUnderstoodError(
                _("The hours {first} and {second} overlap. Make them one, or part them.").format(
                    first=hours_text([former]), second=hours_text([later])
                )
            )
    return tuple(spans)


def hours_text(spans: Sequence[Span]) -> str:
    """Return `spans` as `parse_hours` reads them, each time with two digits."""
    return ",".join(f"{_clock(start)}-{_clock(end if end <= DAY else end - DAY)}" for start, end in spans)


def check_week(days: Sequence[str]) -> None:
    """Check that no day's hours run past midnight into the hours of the next.

    Args:
        days: seven texts for `parse_hours`, Monday first.

    Raises:
        NotUnderstoodError: two days overlap, or a day's text cannot be read.
    """
    for index, day in enumerate(WEEKDAYS):
        following = (index + 1) % len(WEEKDAYS)
        tonight, tomorrow = parse_hours(days[index]), parse_hours(days[following])
        if tonight and tomorrow and tonight[-1][1] - DAY > tomorrow[0][0]:
            raise NotUnderstoodError(
                _(
                    "hours.{day} runs until {end} of the next day, into hours.{next_day} from "
                    "{start}. End the one earlier or start the other later."
                ).format(
                    day=day,
                    end=_clock(tonight[-1][1] - DAY),
                    next_day=WEEKDAYS[following],
                    start=_clock(tomorrow[0][0]),
                )
            )


def _span(part: str, text: str) -> Span:
    ends = part.split("-")
    if len(ends) != 2:
        raise _unreadable(text)
    start, end = _minutes(ends[0].strip(), text), _minutes(ends[1].strip(), text)
    if start in (end, DAY):
        raise NotUnderstoodError(
            _("The hours {part} have no length. Open all day is 00:00-24:00, closed is nothing.").format(part=part)
        )
    return (start, end) if start < end else (start, end + DAY)


def _minutes(time: str, text: str) -> int:
    match = _TIME.fullmatch(time)
    if match is None:
        raise _unreadable(text)
    hour, minute = int(match[1]), int(match[2] or 0)
    if minute > 59 or hour * 60 + minute > DAY:
        raise NotUnderstoodError(_("There is no {time} on the clock. Times go from 00:00 to 24:00.").format(time=time))
    return hour * 60 + minute


def _unreadable(text: str) -> NotUnderstoodError:
    return NotUnderstoodError(
        _(
            "The hours {text} cannot be read. Write 09:00-13:00,14:00-18:00; past midnight "
            "18:00-02:00; all day 00:00-24:00; nothing for closed."
        ).format(text=text[:60])
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
