"""A month as a grid of days: each with its number, what kind of day it is, and how much falls on it.

A line is drawn when it is asked for, and a move paints only the lines that it changes. The day that is chosen stands in
brackets, and everything that a colour says a sign says too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from screens.marks import BAR_DONE, DOT
from screens.month_days import MonthDay
from screens.shown import fitted
from screens.widgets.part_styles import PartStyles
from screens.words import weekday_word
from store.sentences import _

_WEEK = 7
_WEEKS = 6
_MOST_CELL = 14
_LEAST_CELL = 5
_MOST_BAR = 6
_FIGURES = 3
# 5 January 1970 was a Monday.
_MONDAY = date(1970, 1, 5)


class _Week(NamedTuple):
    """What decides on how a line is drawn."""

    days: tuple[MonthDay | None, ...]
    chosen: date | None
    most: int


class MonthGrid(Widget, can_focus=False, inherit_bindings=False):
    """Seven columns, a line of weekdays and six of days."""

    DEFAULT_CSS = """
    MonthGrid {
        height: 7;
        padding: 0 1;
        & > .month-grid--weekdays { color: $primary; text-style: bold; }
        & > .month-grid--chosen { background: $block-cursor-background; text-style: bold; }
        &:ansi > .month-grid--chosen { background: $background; text-style: reverse; }
        & > .month-grid--quiet { color: $text-muted; }
        & > .month-grid--late { color: $text-error; text-style: bold; }
        & > .month-grid--full { color: $primary; }
        & > .month-grid--today { text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "month-grid--weekdays",
        "month-grid--chosen",
        "month-grid--quiet",
        "month-grid--late",
        "month-grid--full",
        "month-grid--today",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Begin with an empty grid."""
        super().__init__(id=id)
        self._weeks: list[_Week] = []
        self._styles = PartStyles(self, "month-grid", whole="chosen")

    def show(self, days: Sequence[MonthDay], chosen: date) -> None:
        """Show the days of a month, with the chosen one in brackets; what stands there already is not painted again."""
        most = max((day.load.total for day in days), default=0)
        cells: list[MonthDay | None] = [None] * days[0].day.weekday() + list(days)
        cells += [None] * (_WEEK * _WEEKS - len(cells))
        weeks = []
        for start in range(0, len(cells), _WEEK):
            week = tuple(cells[start : start + _WEEK])
            is_here = any(day is not None and day.day == chosen for day in week)
            weeks.append(_Week(week, chosen if is_here else None, most))
        former, self._weeks = self._weeks, weeks
        changed = [
            Region(0, index + 1, self.size.width, 1)
            for index, week in enumerate(weeks)
            if index >= len(former) or former[index] != week
        ]
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Draw everything anew in other colours."""
        self._styles.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return the line of weekdays, or a week."""
        width = self.content_size.width
        cell = cell_width(width)
        if y == 0:
            segments = self._weekdays(cell)
        elif y <= len(self._weeks):
            segments = self._week(self._weeks[y - 1], cell)
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, self._styles.of(""))

    def _weekdays(self, cell: int) -> list[Segment]:
        names = (weekday_word(_MONDAY.replace(day=_MONDAY.day + away)) for away in range(_WEEK))
        text = "".join(" " + fitted(name, cell - 1) for name in names)
        return [Segment(text, self._styles.of("weekdays"))]

    def _week(self, week: _Week, cell: int) -> list[Segment]:
        segments: list[Segment] = []
        closing = " "
        for day in week.days:
            is_chosen = day is not None and day.day == week.chosen
            bracket = "[" if is_chosen else closing
            closing = "]" if is_chosen else " "
            if day is None:
                segments.append(Segment(bracket + " " * (cell - 1), self._styles.of("")))
                continue
            ground = self._styles.of("chosen") if is_chosen else Style()
            for text, look in day_stretches(day, cell - 1, week.most):
                style = (
                    self._styles.of("") + (Style() if is_chosen and ground.reverse else self._styles.of(look)) + ground
                )
                if bracket:
                    before = style if is_chosen else self._styles.of("")
                    segments.append(Segment(bracket, before))
                    bracket = ""
                segments.append(Segment(text, style))
        segments.append(Segment(closing, self._styles.of("")))
        return _joined(segments)


def cell_width(width: int) -> int:
    """Return how many cells a day gets in a grid that is `width` cells wide, its bracket included; the last has two."""
    return max(_LEAST_CELL, min(_MOST_CELL, (width - 1) // _WEEK))


def day_stretches(day: MonthDay, width: int, most: int) -> list[tuple[str, str]]:
    """Return what stands in the `width` cells of a day, as text and look: number and mark, how much, and as a bar.

    Args:
        day: the day.
        width: in cells, 4 or more.
        most: how much falls on the fullest day of the month, which has the longest bar.
    """
    total = day.load.total
    look = "late" if day.is_late and total else "today" if day.is_today else "quiet" if day.kind != "open" else ""
    number = f"{day.day.day:>2}{_mark(day)}"
    room = width - len(number)
    if room < _FIGURES:
        # From ten on there is room for no more than that it is many.
        figure = "" if not total else f"{total}" if total < 10 else "+"
        return [(number + fitted(figure, room), look)]
    figure = "" if not total else f"{total}" if total < 1000 else "+"
    longest = min(_MOST_BAR, room - _FIGURES - 1)
    bar = BAR_DONE * ceil(total / most * longest) if most and longest > 0 else ""
    stretches = [(number, look), (f"{figure:>{_FIGURES}}"[:_FIGURES], "late" if day.is_late and total else "")]
    rest = width - len(number) - _FIGURES
    return [*stretches, (fitted(f" {bar}", rest), "late" if day.is_late else "full")]


def legend() -> str:
    """Return what the marks mean."""
    return _("{dot} today, h holiday, x closed, ! overdue").format(dot=DOT)


def _mark(day: MonthDay) -> str:
    """Return the one sign for which there is room: what presses most first."""
    if day.is_late and day.load.follow_ups:
        return "!"
    if day.is_today:
        return DOT
    return {"open": " ", "closed": "x", "holiday": "h"}[day.kind]


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with those of one style put together, since each is sent with its colours."""
    joined: list[Segment] = []
    for segment in segments:
        is_blank = segment.text.isspace()
        if joined and (joined[-1].style == segment.style or (is_blank and _is_plain(segment, joined[-1]))):
            joined[-1] = Segment(joined[-1].text + segment.text, joined[-1].style)
        else:
            joined.append(segment)
    return joined


def _is_plain(segment: Segment, before: Segment) -> bool:
    """Whether blanks look the same in the style before them."""
    one, other = segment.style, before.style
    return one is not None and other is not None and one.bgcolor == other.bgcolor and one.reverse == other.reverse
