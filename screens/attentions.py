"""Days to mark and cards to write as rows: what each is about, when, and what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from screens.offers import SaidHere
from screens.shown import one_line
from screens.target import Target
from screens.widgets.rows import Cell, Look
from screens.words import date_words, weekday_word
from store.sentences import _, ngettext
from store.wording import thanks_words

if TYPE_CHECKING:
    from store.records.customer import Reason
    from store.thanking import Attention

_SOON = 7
# What the keys do to a day or a card, for help where there is nothing else.
SAID_OF_THANKS: Mapping[str, SaidHere] = {
    "done": SaidHere(_("Done"), _("You greeted them, or posted the card, which is logged as a letter")),
    "drop": SaidHere(_("Drop"), _("Not this time")),
}


def target_of(shown: Mapping[str, Any]) -> Target:
    """Return what a row of the desk's `thanks` stands for."""
    key = f"{shown['reason']}|{shown['on']}|{shown['label']}"
    return Target("card" if shown["kind"] == "card" else "greeting", shown["sent"] or 0, shown["customer"], key)


def attention_of(target: Target) -> Attention:
    """Return what a target made by `target_of` is about."""
    from store.thanking import Attention

    said, on, label = target.key.split("|", 2)
    reason: Reason = said  # type: ignore[assignment]
    return Attention(target.customer or 0, reason, date.fromisoformat(on), label, target.id)


def open_action(target: Target) -> str:
    """Return the action that shows it whole."""
    return f"app.show_card({target.kind!r}, {target.id}, {target.customer}, {target.key!r})"


def what_words(shown: Mapping[str, Any]) -> str:
    """Return what it is for: "birthday, 46", "card: first purchase, a bell"."""
    words = thanks_words(shown["reason"], one_line(shown["label"]), one_line(shown["what"]), shown["years"])
    return _("card: {why}").format(why=words) if shown["kind"] == "card" else words


def when_cell(shown: Mapping[str, Any], now: datetime) -> Cell:
    """Return when a day is, or was; of a card since when there is reason for one."""
    on, today = date.fromisoformat(shown["on"]), now.date()
    days = (on - today).days
    look: Look = "plain"
    if shown["kind"] == "card" and days <= 0:
        words = _("since {day}").format(day=_day(on, today)) if days else _("since today")
        return Cell(words, "quiet")
    if days == 0:
        words, look = _("today"), "warning"
    elif days == 1:
        words = _("tomorrow")
    elif days > 1:
        words = ngettext("{day}, in {count} day", "{day}, in {count} days", days).format(
            day=_day(on, today), count=days
        )
    else:
        words, look = _("was {day}").format(day=_day(on, today)), "warning"
    return Cell(words, look)


def _day(day: date, today: date) -> str:
    words = date_words(day, today)
    return f"{weekday_word(day)} {words}" if abs((day - today).days) <= _SOON else words
