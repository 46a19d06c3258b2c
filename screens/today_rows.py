"""The rows of Today, in words: who, what is wanted, and since or until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from rich.cells import cell_len

from screens.attentions import target_of, what_words, when_cell
from screens.marks import BAR_DONE, BAR_LEFT, MOODS
from screens.shown import shown
from screens.steps import Steps
from screens.target import Target
from screens.widgets.rows import Cell, Column, Look, Row
from screens.words import channel_word, due_words, is_past, moment_words, said_moment
from store.rules.desk_rows import agreed_of
from store.rules.follow_up_words import age_words, missed_words
from store.rules.reconnect_words import silence_words, usual_words
from store.sentences import _, ngettext
from store.wording import left_words, on_whom_words, span_words, working_words

_BAR = 4
# Under so many cells an entry takes two lines; from so many on there is room for all that its state has to say.
_NARROW_UNDER, _ROOMY_FROM = 68, 110
_WHEN, _WHEN_ROOMY = 28, 44
# What an entry of two lines has beside its state: the gutter, a gap, and room for a name; the state has so much anyway.
_AROUND_NARROW, _WHEN_NARROW = 24, 26
_LONGEST_NAME = 20
_MINUTE = 60
_LOOKS: dict[str, Look] = {"overdue": "alarm", "at_risk": "warning"}


class Matter(NamedTuple):
    """An entry of Today.

    `kind` is `waiting`, `promise`, `follow_up`, `quiet`, `thanks` or `draft`, and `shown` its row from the desk; or
    `more`, the way to the rest of a section: its kind is then `of`, `left` how many there are, and `shown` holds the
    `title` of a section of which nothing else stands there.
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
        if self.kind == "thanks":
            target = target_of(self.shown)
            return f"{target.kind}|{target.id}|{target.key}", self.shown["customer"]
        key = {"waiting": "conversation", "quiet": "customer"}.get(self.kind, "id")
        return self.kind, self.shown[key]

    @property
    def target(self) -> Target | None:
        """What it is about, for the keys that do something to it."""
        match self.kind:
            case "waiting":
                return Target("conversation", self.shown["conversation"], self.shown["customer"])
            case "quiet":
                return Target("customer", self.shown["customer"], self.shown["customer"])
            case "promise" | "follow_up" | "draft":
                return Target(self.kind, self.shown["id"], self.shown["customer"])
            case "thanks":
                return target_of(self.shown)
        return None


def rows_of(matter: Matter, steps: Steps, width: int) -> tuple[Row, ...]:
    """Return the lines of an entry, as many as `height_at` says.

    Args:
        matter: the entry.
        steps: the look, at an instant in the shop's zone.
        width: of the terminal, in cells.
    """
    if matter.kind == "more":
        words = ngettext("and {count} more: Enter shows it", "and {count} more: Enter shows them", matter.left)
        if matter.shown["title"]:
            words = ngettext("{title}  {count}: Enter shows it", "{title}  {count}: Enter shows them", matter.left)
        line = words.format(title=matter.shown["title"], count=f"{matter.left:,}")
        return (Row((Cell(line, "quiet"),)),)
    is_narrow = height_at(width) > 1
    what, when = what_of(matter), _when(matter, steps, room_at(width))
    if matter.kind == "draft" and not matter.shown["customer_name"]:
        # Whom it is about stands in the line itself.
        columns = (Column(36, grow=5), Column(_when_width(width)))
        return (Row((when,)), Row((what,), kind="more")) if is_narrow else (Row((what, when), columns),)
    return laid_out(matter.shown["customer_name"], what, _bar(matter.shown, steps), when, width)


def laid_out(name: str, what: Cell, bar: str, when: Cell, width: int) -> tuple[Row, ...]:
    """Return the lines of an entry about a customer, as many as `height_at` says.

    Args:
        name: the customer's.
        what: what it is about.
        bar: how much of its time is used; left out where an entry takes two lines.
        when: how it stands, in at most `room_at` cells.
        width: of the terminal, in cells.
    """
    who = Cell(name, "strong")
    if height_at(width) > 1:
        columns = (Column(8, grow=1), Column(cell_len(when.text)))
        return Row((who, when), columns), Row((what,), kind="more")
    wide = (Column(15, grow=2), Column(16, grow=4), Column(_BAR, gives_way=1), Column(_when_width(width)))
    return (Row((who, what, Cell(bar, when.look), when), wide),)


def room_at(width: int) -> int:
    """Return how many cells there are for how an entry stands, on a terminal of so many cells."""
    return max(_WHEN_NARROW, width - _AROUND_NARROW) if height_at(width) > 1 else _when_width(width)


def longest_that_fits(ways: Sequence[str], room: int) -> str:
    """Return the first of several ways to say something that takes at most `room` cells, else the last."""
    return next((words for words in ways if cell_len(words) <= room), ways[-1])


def height_at(width: int) -> int:
    """Return how many lines an entry takes on a terminal of so many cells."""
    return 2 if width < _NARROW_UNDER else 1


def _when_width(width: int) -> int:
    return _WHEN_ROOMY if width >= _ROOMY_FROM else _WHEN


def _bar(row: Mapping[str, Any], steps: Steps) -> str:
    """Return how much of its time a clock or a promise has used, as a bar; empty where it has no end."""
    if row.get("target_s") and row["elapsed_working_s"] is not None:
        used = steps.used(row["elapsed_working_s"], row["target_s"])
    elif row.get("due_at"):
        used = steps.used_between(datetime.fromisoformat(row["made"]), datetime.fromisoformat(row["due_at"]))
    else:
        return ""
    done = max(0, min(_BAR, int(used * _BAR)))
    return BAR_DONE * done + BAR_LEFT * (_BAR - done)


def what_of(matter: Matter) -> Cell:
    """Return what an entry is about, in words: what is wanted, who else has it, and how they feel."""
    row = matter.shown
    if matter.kind == "draft":
        return Cell(row["line"])
    if matter.kind == "follow_up":
        return Cell(row["what"])
    if matter.kind == "quiet":
        return Cell(usual_words(row))
    if matter.kind == "thanks":
        return Cell(what_words(row))
    on_whom = on_whom_words(row["waiting_on"], shown(row["third_party"], _LONGEST_NAME))
    if matter.kind == "waiting":
        asked = _asked(row["clock"], channel_word(row["channel"]))
        if on_whom:
            asked = _("{asked}, {on_whom}").format(asked=asked, on_whom=on_whom)
        words = _("{asked}: {what}").format(asked=asked, what=row["what"]) if row["what"] else asked
    else:
        words = ", ".join(part for part in (row["what"], row["condition"]) if part)
        if on_whom:
            words = _("{on_whom}: {what}").format(on_whom=on_whom, what=words)
    return Cell(f"{words} {MOODS[row['mood']]}".rstrip())


def _asked(clock: str, channel: str) -> str:
    """Return what a customer waits for: an answer on their channel, or news of a matter that is under way."""
    match clock:
        case "update":
            return _("news")
        case "resolution":
            return _("solution")
    return channel


def _when(matter: Matter, steps: Steps, room: int) -> Cell:
    """Return how an entry stands, in words of at most `room` cells, as much as goes in there."""
    row = matter.shown
    if matter.kind == "thanks":
        return when_cell(row, steps.now)
    if matter.kind == "promise":
        ways, look = _promised(row, steps)
    elif matter.kind == "waiting":
        ways, look = _waits(row, steps)
    elif matter.kind == "follow_up":
        ways, look = _comes_back(row, steps.now)
    elif matter.kind == "quiet":
        ways, look = [silence_words(row)], "alarm" if row["cadence_passed"] == "firm" else "plain"
    else:
        begun = moment_words(said_moment(row["begun"]), steps.now)
        ways, look = [_("begun {moment}").format(moment=begun)], "plain"
    return Cell(longest_that_fits(ways, room), look)


def _waits(row: Mapping[str, Any], steps: Steps) -> tuple[list[str], Look]:
    """Return in words how much of its target a clock has left, or by how much it is late; without one since when.

    The wordiest comes first: it also says how long the customer has really waited, where that is something else than
    working time.
    """
    real, working, target = row["elapsed_real_s"], row["elapsed_working_s"], row["target_s"]
    if working is None or target is None:
        now = steps.now
        return [_("since {moment}").format(moment=moment_words(said_moment(row["started"]), now))], "plain"
    margin = steps.margin(target - working, working)
    left = left_words(margin, target)
    ways, look = [left], _LOOKS.get(row["status"], "plain")
    if row["status"] == "at_risk":
        ways = [_("at risk, {left}").format(left=left)]
        ways.append(_("at risk, {span} left").format(span=working_words(margin)))
    if real - working >= _MINUTE:
        span = span_words(steps.waited(real))
        ways.insert(0, _("{stands}; waiting {span}").format(stands=ways[0], span=span))
    return ways, look


def _promised(row: Mapping[str, Any], steps: Steps) -> tuple[list[str], Look]:
    """Return in words until when something is promised and how that stands, the wordiest first."""
    now, when = steps.now, said_moment(row["due"])
    agreed = said_moment(agreed_of(row))
    moment = moment_words(agreed, now)
    look: Look = _LOOKS.get(row["status"], "plain")
    if row["status"] == "overdue":
        over = steps.until(datetime.fromisoformat(row["due_at"]))
        stands = _("overdue by {span}").format(span=span_words(over))
        if agreed != when and not is_past(when, now):
            later = moment_words(when, now)
            long, short = _("{stands}, now by {moment}"), _("overdue, now by {moment}")
            return [long.format(stands=stands, moment=later), short.format(moment=later)], look
        return [_("{stands}, was due {moment}").format(stands=stands, moment=moment), stands], look
    if agreed != when:
        return [_("by {moment}, not told").format(moment=moment)], "warning"
    if row["status"] == "at_risk":
        long, short = _("promised by {moment}, at risk"), _("by {moment}, at risk")
        return [long.format(moment=moment), short.format(moment=moment)], look
    return [_("promised by {moment}").format(moment=moment), _("by {moment}").format(moment=moment)], look


def _comes_back(row: Mapping[str, Any], now: datetime) -> tuple[list[str], Look]:
    """Return in words when a follow-up is due, for how long it is late, or until when put off, the wordiest first."""
    if row["status"] == "snoozed":
        until = datetime.fromisoformat(row["shown_from"])
        # A day without an hour is put off to its midnight.
        moment = moment_words(until if until.hour or until.minute else until.date(), now)
        return [_("put off until {due}").format(due=moment), _("put off to {day}").format(day=moment)], "quiet"
    missed = missed_words(row["missed"], row["kind"])
    look: Look = "plain"
    if row["gone"]:
        ended = moment_words(date.fromisoformat(row["until"]), now)
        ways, look = [_("season over since {day}"), _("ended {day}")], "warning"
        ways = [words.format(day=ended) for words in ways]
        missed = missed if row["missed"] > 1 else ""
    elif row["shown_due"] is None:
        return [due_words(said_moment(row["shown_from"]), now)], look
    elif row["until"] is not None:
        ways = [_("until {day}").format(day=moment_words(date.fromisoformat(row["until"]), now))]
    else:
        due = said_moment(row["shown_due"])
        ways = [due_words(due, now)]
        if row["days_late"]:
            age, look = age_words(row["days_late"]), "warning"
            long = _("overdue by {age}, was due {moment}").format(age=age, moment=moment_words(due, now))
            ways = [long, _("overdue by {age}").format(age=age)]
    if missed:
        ways.insert(0, _("{stands}; {missed}").format(stands=ways[0], missed=missed))
    return ways, look
