"""The rows of Today, in words: who, what is wanted, and since or until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from rich.cells import cell_len

from screens.marks import BAR_DONE, BAR_LEFT, MOODS
from screens.target import Target
from screens.widgets.rows import Cell, Column, Look, Row
from screens.words import channel_word, due_words, is_past, moment_words, said_moment
from store.sentences import _, ngettext
from store.wording import left_words

_BAR = 4
_WIDE = (Column(15, grow=2), Column(16, grow=4), Column(_BAR, gives_way=1), Column(23))
_WITHOUT_NAME = (Column(36, grow=5), Column(25))
# How many of a section stand on the desk at least, and how far ahead a promise presses.
_FEWEST = 2
_MINUTE, _FIVE_MINUTES, _HOUR = 60, 300, 3600
_PRESSING_WITHIN = timedelta(days=2)


class Matter(NamedTuple):
    """An entry of Today.

    `kind` is `waiting`, `promise`, `follow_up` or `draft`, and `shown` its row from the desk; or `more`, the way to
    the rest of a section: its kind is then `of`, and `left` how many there are.
    """

    kind: str
    shown: Mapping[str, Any]
    of: str = ""
    left: int = 0

    @property
    def id(self) -> tuple[str, int]:
        """What makes it the same one after a change."""
        if self.kind == "more":
            return self.of, -1
        return self.kind, self.shown["conversation"] if self.kind == "waiting" else self.shown["id"]

    @property
    def target(self) -> Target | None:
        """What it is about, for the keys that do something to it."""
        match self.kind:
            case "waiting":
                return Target("conversation", self.shown["conversation"], self.shown["customer"])
            case "promise" | "follow_up" | "draft":
                return Target(self.kind, self.shown["id"], self.shown["customer"])
        return None


def pressing(rows: Sequence[Mapping[str, Any]], now: datetime) -> int:
    """Return how many promises, soonest first, are at risk, overdue, or due within two days of `now`."""
    return sum(1 for row in rows if row["status"] != "open" or _is_near(row["due_at"], now))


def shares(wanted: Sequence[int], counts: Sequence[int], room: int) -> list[int]:
    """Return how many entries of each section stand on the desk, so that every section is in view.

    Args:
        wanted: how many of each section matter now; none gets more, but every one gets two.
        counts: how many there are.
        room: how many there is room for, the lines that lead to the rest among them; 0 or more.
    """
    shown = [min(count, _FEWEST) for count in counts]

    def taken() -> int:
        return sum(one + (one < count) for one, count in zip(shown, counts, strict=True))

    growing = True
    while growing:
        growing = False
        for index, count in enumerate(counts):
            if shown[index] < min(count, max(wanted[index], _FEWEST)) and taken() < room + (shown[index] + 1 == count):
                shown[index] += 1
                growing = True
    return shown


def matters(kind: str, rows: Sequence[Mapping[str, Any]], share: int) -> list[Matter]:
    """Return the entries of a section: the first of them, and behind them the way to the rest, if there is any."""
    shown = [Matter(kind, row) for row in rows[:share]]
    left = len(rows) - len(shown)
    return [*shown, Matter("more", {}, kind, left)] if left else shown


def rows_of(matter: Matter, now: datetime, *, is_narrow: bool) -> tuple[Row, ...]:
    """Return the lines of an entry: one, or two of a matter where it `is_narrow`."""
    if matter.kind == "more":
        words = ngettext("and {count} more: Enter shows it", "and {count} more: Enter shows them", matter.left)
        return (Row((Cell(words.format(count=f"{matter.left:,}"), "quiet"),)),)
    what, when = _what(matter), _when(matter, now)
    if matter.kind == "draft" and not matter.shown["customer_name"]:
        # Whom it is about stands in the line itself.
        return (Row((when,)), Row((what,), kind="more")) if is_narrow else (Row((what, when), _WITHOUT_NAME),)
    who = Cell(matter.shown["customer_name"], "strong")
    if is_narrow:
        columns = (Column(8, grow=1), Column(cell_len(when.text)))
        return Row((who, when), columns), Row((what,), kind="more")
    return (Row((who, what, Cell(_bar(matter.shown, now), when.look), when), _WIDE),)


def _bar(shown: Mapping[str, Any], now: datetime) -> str:
    """Return how much of its time a clock or a promise has used, as a bar; empty where it has no end."""
    if shown.get("target_s") and shown["margin_s"] is not None:
        used = 1 - shown["margin_s"] / shown["target_s"]
    elif shown.get("due_at"):
        made = datetime.fromisoformat(shown["made"])
        span = datetime.fromisoformat(shown["due_at"]) - made
        used = (now - made) / span if span else 1.0
    else:
        return ""
    done = max(0, min(_BAR, int(used * _BAR)))
    return BAR_DONE * done + BAR_LEFT * (_BAR - done)


def _is_near(due_at: str, now: datetime) -> bool:
    return datetime.fromisoformat(due_at) <= now + _PRESSING_WITHIN


def _what(matter: Matter) -> Cell:
    shown = matter.shown
    if matter.kind == "draft":
        return Cell(shown["line"])
    if matter.kind == "waiting":
        asked = _asked(shown["clock"], channel_word(shown["channel"]))
        words = _("{asked}: {what}").format(asked=asked, what=shown["what"]) if shown["what"] else asked
        return Cell(f"{words} {MOODS[shown['mood']]}")
    return Cell(", ".join(part for part in (shown["what"], shown.get("condition", "")) if part))


def _asked(clock: str, channel: str) -> str:
    """Return what a customer waits for: an answer on their channel, or news of a matter that is under way."""
    match clock:
        case "update":
            return _("news")
        case "resolution":
            return _("solution")
    return channel


def stepped(margin_s: int | None) -> int | None:
    """Return what is left of a target as it is shown: in whole minutes, above an hour in steps of five.

    So a screen at rest has nothing to draw for most of the time.
    """
    if margin_s is None:
        return None
    step = _FIVE_MINUTES if abs(margin_s) >= _HOUR else _MINUTE
    return margin_s // step * step


def _left(shown: Mapping[str, Any], now: datetime) -> Cell:
    """Return how much of its target a clock has left, or by how much it is late; without a target since when."""
    words = left_words(stepped(shown["margin_s"]), shown["target_s"])
    if not words:
        return Cell(_("since {moment}").format(moment=moment_words(said_moment(shown["started"]), now)))
    looks: dict[str, Look] = {"overdue": "alarm", "at_risk": "warning"}
    return Cell(words, looks.get(shown["status"], "plain"))


def _when(matter: Matter, now: datetime) -> Cell:
    shown = matter.shown
    if matter.kind == "waiting":
        return _left(shown, now)
    said = {"promise": "due", "draft": "begun", "follow_up": "due"}[matter.kind]
    when: date | datetime = said_moment(shown[said] or shown["shown_from"])
    moment = moment_words(when, now)
    if matter.kind == "promise" and (agreed := _agreed(shown)) != when:
        if shown["status"] != "overdue":
            return Cell(_("by {moment}, not told").format(moment=moment_words(agreed, now)), "warning")
        if not is_past(when, now):
            return Cell(_("late, now by {moment}").format(moment=moment), "alarm")
        moment = moment_words(agreed, now)
    if matter.kind == "promise" and shown["status"] == "overdue":
        return Cell(_("overdue, {moment}").format(moment=moment), "alarm")
    if matter.kind == "promise" and shown["status"] == "at_risk":
        return Cell(_("by {moment}, at risk").format(moment=moment), "warning")
    if matter.kind == "follow_up":
        return Cell(due_words(when, now))
    words = {"promise": _("by {moment}"), "draft": _("begun {moment}")}
    return Cell(words[matter.kind].format(moment=moment))


def _agreed(promise: Mapping[str, Any]) -> date | datetime:
    """Return the due that counts: the last of which the customer was told in time."""
    counts = datetime.fromisoformat(promise["due_at"])
    said = [promise["due"], *(move["to"] for move in reversed(promise["moves"])), promise["original_due"]]
    for moment in map(said_moment, said):
        if moment == counts if isinstance(moment, datetime) else moment == counts.date():
            return moment
    return counts
