"""The rows of the day's closing: what was done and how, and what is left and by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from screens.steps import Steps
from screens.target import Target
from screens.today_rows import Matter, laid_out, longest_that_fits, room_at, rows_of, what_of
from screens.widgets.rows import Cell, Look, Row
from screens.words import moment_words, said_moment
from store.rules.closing import ClockOfDay, Closing, Entry, SettledPromise
from store.sentences import _, ngettext
from store.wording import exact_when_words, working_words

_MINUTE = 60


class ClosingItem(NamedTuple):
    """An entry of the day's closing.

    Attributes:
        part: the section that it stands in, which makes it another one than the same matter elsewhere.
        of: what it is: something open, a clock, a promise that was settled, or (None) the way to the rest of its
            section.
        left: how many that rest is.
    """

    part: str
    of: Entry | ClockOfDay | SettledPromise | None
    left: int = 0

    @property
    def id(self) -> tuple[str, str, int, str]:
        """What makes it the same one after a change."""
        match self.of:
            case Entry(kind, shown):
                return self.part, kind, shown["conversation"] if kind == "waiting" else shown["id"], ""
            case ClockOfDay(conversation, clock):
                return self.part, "clock", conversation.id, f"{clock.clock} {clock.started.isoformat()}"
            case SettledPromise(promise, _status):
                return self.part, "settled", promise.id, ""
        return self.part, "more", 0, ""

    @property
    def target(self) -> Target | None:
        """What it is about, for the keys that do something to it."""
        match self.of:
            case Entry(kind, shown):
                return Matter(kind, shown).target
            case ClockOfDay(conversation, _clock):
                return Target("conversation", conversation.id, conversation.customer)
            case SettledPromise(promise, _status):
                return Target("promise", promise.id, promise.customer)
        return None


def parts_of(closing: Closing, now: datetime) -> list[tuple[str, str, list[ClosingItem]]]:
    """Return the sections that hold anything, each with its key, its title and what is in it.

    Args:
        closing: what became of the day.
        now: aware, in the shop's zone.
    """
    opens = closing.day.next_opening
    tonight = _("Due today")
    tomorrow = _("Due tomorrow")
    if opens is not None:
        tonight = _("Due before {opening}").format(opening=moment_words(opens, now))
        if (opens.date() - closing.day.day).days != 1:
            tomorrow = _("Due {day}").format(day=moment_words(opens.date(), now))
    parts: tuple[tuple[str, str, tuple[Entry | ClockOfDay | SettledPromise, ...]], ...] = (
        ("tonight", tonight, closing.tonight),
        ("missed", _("Missed today"), closing.missed),
        ("draft", _("Parked lines"), closing.drafts),
        ("answered", _("Answered today"), closing.answered),
        ("settled", _("Promises settled today"), closing.settled),
        ("tomorrow", tomorrow, closing.tomorrow),
    )
    return [(key, title, [ClosingItem(key, one) for one in found]) for key, title, found in parts if found]


def summary_words(closing: Closing, now: datetime) -> str:
    """Return in a sentence what the day came to, and when the shop opens again.

    Args:
        closing: what became of the day.
        now: aware, in the shop's zone.
    """
    states = [one.status for one in closing.settled]
    kept = sum(state in ("kept_early", "kept_on_time", "late") for state in states)
    broken = states.count("broken")
    counts = (
        (ngettext("{count} answered", "{count} answered", len(closing.answered)), len(closing.answered)),
        (ngettext("{count} missed", "{count} missed", len(closing.missed)), len(closing.missed)),
        (ngettext("{count} promise kept", "{count} promises kept", kept), kept),
        (ngettext("{count} broken", "{count} broken", broken), broken),
    )
    done = ", ".join(words.format(count=f"{count:,}") for words, count in counts if count)
    done = done or _("Nothing was answered, missed or kept yet")
    if closing.day.next_opening is None:
        return _("{done}.").format(done=done)
    opening = exact_when_words(closing.day.next_opening, now.date())
    return _("{done}. The shop opens again {opening}.").format(done=done, opening=opening)


def rows_of_item(item: ClosingItem, names: Callable[[int], str], steps: Steps, width: int) -> tuple[Row, ...]:
    """Return the lines of an entry, as many as `today_rows.height_at` says; one for the way to the rest.

    Args:
        item: the entry.
        names: gives the name of the customer with an id.
        steps: the look, at an instant in the shop's zone.
        width: of the terminal, in cells.
    """
    now = steps.now
    match item.of:
        case None:
            words = ngettext("and {count} more: Enter shows it", "and {count} more: Enter shows them", item.left)
            return (Row((Cell(words.format(count=f"{item.left:,}"), "quiet"),)),)
        case Entry(kind, shown) if kind == "waiting" and item.part != "missed":
            words, look = _answer_due(shown, now)
            when = Cell(words, look)
            return laid_out(shown["customer_name"], what_of(Matter(kind, shown)), "", when, width)
        case Entry(kind, shown):
            return rows_of(Matter(kind, shown), steps, width)
        case ClockOfDay(conversation, _clock):
            what, customer = conversation.subject or _("a matter without words"), conversation.customer
            ways, look = _ended(item.of, now)
        case SettledPromise(promise, _status):
            what, customer = promise.what, promise.customer
            ways, look = _settled(item.of, now)
    return laid_out(names(customer), Cell(what), "", Cell(longest_that_fits(ways, room_at(width)), look), width)


def _answer_due(shown: Mapping[str, str], now: datetime) -> tuple[str, Look]:
    words = {"update": _("news due {moment}"), "resolution": _("solution due {moment}")}
    moment = moment_words(said_moment(shown["due"]), now)
    return words.get(shown["clock"], _("answer due {moment}")).format(moment=moment), "plain"


def _ended(one: ClockOfDay, now: datetime) -> tuple[list[str], Look]:
    """Return how a clock ended, in words, the wordiest first."""
    clock = one.clock
    assert clock.ended is not None
    words = {"update": _("told {time}"), "resolution": _("solved {time}")}
    done = words.get(clock.clock, _("answered {time}")).format(time=_time(clock.ended, now))
    if clock.status == "missed" and clock.margin_s is not None:
        span = working_words(max(_MINUTE, -clock.margin_s))
        return [_("{done}, late by {span}").format(done=done, span=span), _("late by {span}").format(span=span)], (
            "warning"
        )
    span = working_words(clock.elapsed_working_s)
    return [_("{done}, in {span}").format(done=done, span=span), done], "good"


def _settled(one: SettledPromise, now: datetime) -> tuple[list[str], Look]:
    """Return what became of a promise, in words, the wordiest first."""
    promise = one.promise
    assert promise.settled is not None
    time = _time(promise.settled, now)
    if one.status == "broken":
        return [_("broken {time}").format(time=time)], "warning"
    if one.status == "released":
        return [_("released {time}").format(time=time)], "quiet"
    kept = _("kept {time}").format(time=time)
    stands = {"kept_early": _("early"), "kept_on_time": _("on time"), "late": _("late")}[one.status]
    look: Look = "warning" if one.status == "late" else "good"
    return [_("{kept}, {stands}").format(kept=kept, stands=stands)], look


def _time(moment: datetime, now: datetime) -> str:
    """Return the time of day of something that happened on the day, with the day where that is another by the clock."""
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else moment_words(local, now)
