"""Alerts: what has just become at risk or overdue is said once, in the quiet line at the bottom of the screen.

Only in opening hours, and never over somebody's typing: until then it waits. What was so when the app was opened
stands on Today, and is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from screens.marks import DOT
from screens.shown import shown
from screens.today_rows import Matter, what_of
from store.rules.alerts import Alert, alerts_since
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from screens.book_screen import BookScreen
    from store.book import Book

_LONGEST_SHOWN = 40


class Alerts:
    """What is still to be said of one open book.

    Attributes:
        is_waiting: whether there is something that could not be said yet, since somebody was typing.
    """

    def __init__(self, book: Book) -> None:
        """Say nothing of what is so already."""
        self._book = book
        self._since: datetime = book.now()
        self._said = ""
        self._stood = ""
        self.is_waiting = False

    def look(self, screen: BookScreen, *, is_free: bool) -> None:
        """Say what has come up since the last time, where it may be said now; to be called every minute.

        A note that stands there stays for a minute at least.

        Args:
            screen: the screen that is shown.
            is_free: whether nothing is typed, and nothing stands over the screen.
        """
        self.say(screen, is_free=is_free)
        self._stood = screen.done_note.said

    def say(self, screen: BookScreen, *, is_free: bool) -> None:
        """Say what has come up, where it may be said now; see `look`."""
        now = self._book.now()
        if now < self._since:  # the clock was set back
            self._since = now
        if not self._book.calendar.is_open(now):
            return
        found = alerts_since(self._book.agenda(), self._since, now)
        self.is_waiting = bool(found) and not is_free
        if found:
            stands = screen.done_note.said
            if not is_free or (stands and stands not in (self._said, self._stood)):
                return
            self._said = alert_words(found, is_on_today=screen.PLACE == "show_today")
            screen.note(self._said)
        self._since = now


def alert_words(found: Sequence[Alert], *, is_on_today: bool) -> str:
    """Return the one line in which alerts are said, one or more of them.

    Args:
        found: what has come up, what presses most first.
        is_on_today: whether it stands before one's eyes.
    """
    if len(found) == 1:
        alert = found[0]
        name = shown(alert.shown["customer_name"], _LONGEST_SHOWN)
        what = shown(what_of(Matter(alert.kind, alert.shown)).text, _LONGEST_SHOWN)
        words = _("Overdue now: {name}, {what}") if alert.is_overdue else _("At risk now: {name}, {what}")
        words = words.format(name=name, what=what)
        return words if is_on_today else _("{words} {dot} 1 shows it").format(words=words, dot=DOT)
    overdue = sum(alert.is_overdue for alert in found)
    at_risk = len(found) - overdue
    parts = (
        ngettext("{count} is overdue now", "{count} are overdue now", overdue).format(count=overdue) if overdue else "",
        ngettext("{count} is at risk now", "{count} are at risk now", at_risk).format(count=at_risk) if at_risk else "",
    )
    words = ", ".join(filter(None, parts))
    return words if is_on_today else _("{words} {dot} 1 shows them").format(words=words, dot=DOT)
