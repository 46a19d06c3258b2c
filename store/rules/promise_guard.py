"""Before a promise is made: how long such things have taken so far, and whether this one leaves less.

The guard warns and never forbids: the owner may know better than the last ninety days.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from store.errors import WrongStateError
from store.rules.promises import Usual
from store.rules.working_time import Calendar
from store.sentences import _
from store.wording import kind_words, open_time_words


class Guard(NamedTuple):
    """What is known of such promises, beside the one that is to be made.

    Attributes:
        kind: the promise's kind, as the owner has it.
        usual: how long such promises took, in seconds of working time.
        left_s: the seconds of working time from making it to its due.
        usually_by: by when four of five such promises would be kept; None where the shop's hours never come to that.
    """

    kind: str
    usual: Usual
    left_s: int
    usually_by: datetime | None

    @property
    def is_tight(self) -> bool:
        """Whether it leaves less time than four of five such promises have taken."""
        return self.left_s < self.usual.p80_s


def guard_of(kind: str, usual: Usual | None, made: datetime, due: date | datetime, calendar: Calendar) -> Guard | None:
    """Return what is to be said before a promise is made; None where too little is known, or took no open time at all.

    Args:
        kind: the promise's kind, in any case; may be empty.
        usual: how long such promises took (`promises.usual_time`).
        made: when it is made, aware.
        due: by when it is to be kept.
        calendar: the shop's.
    """
    if usual is None or not usual.p80_s:
        return None
    try:
        usually_by = calendar.add(made, usual.p80_s)
    except WrongStateError:
        usually_by = None
    return Guard(kind, usual, calendar.between(made, calendar.due_instant(due)), usually_by)


def guard_words(guard: Guard) -> str:
    """Return the guard in one sentence: a warning where it is tight, else what is usual."""
    usual = guard.usual
    known = {"median": open_time_words(usual.median_s), "most": open_time_words(usual.p80_s), "count": usual.n}
    if guard.is_tight:
        words = _("Tight: that leaves {left}. Usually it takes {median}, four times of five up to {most}.")
        return words.format(left=open_time_words(guard.left_s), **known)
    if usual.of_all_kinds or not guard.kind:
        return _("Usually {median}, four times of five up to {most} ({count} kept)").format(**known)
    words = _("{kind}: usually {median}, four times of five up to {most} ({count} kept)")
    return words.format(kind=kind_words(guard.kind), **known)


def move_words(guard: Guard) -> str:
    """Return what is to be said before a promise is moved; empty where that leaves as much time as is usual."""
    if not guard.is_tight:
        return ""
    words = _("Tight: {left} in all since it was promised. Usually it takes {median}, four times of five up to {most}.")
    usual = guard.usual
    return words.format(
        left=open_time_words(guard.left_s),
        median=open_time_words(usual.median_s),
        most=open_time_words(usual.p80_s),
    )
