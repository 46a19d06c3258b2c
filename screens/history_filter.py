"""Which part of a history is shown: asked in the words of the capture line, said in plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from screens.marks import DOT, MOODS
from screens.shown import one_line, shown
from screens.words import channel_word
from store.records.interaction import Interaction
from store.rules.timeline_filter import TimelineFilter, parts_of, read_filter
from store.sentences import _
from store.wording import kind_words

if TYPE_CHECKING:
    from screens.widgets.question_bar import Question

_LONGEST_WORDS = 60


def filter_words(asked: TimelineFilter) -> str:
    """Return what is asked for in plain words: "phone · upset · #oven"."""
    moods = {"happy": _("happy"), "neutral": _("neutral"), "upset": _("upset")}
    directions = {"in": _("from them"), "out": _("from you")}
    parts = [
        _any_of([channel_word(one.channel, one.name) for one in asked.channels]),
        _any_of([kind_words(kind) for kind in asked.kinds]),
        _any_of([f"{moods[mood]} {MOODS[mood]}" for mood in asked.moods if mood]),
        _any_of([directions[direction] for direction in asked.directions]),
        _any_of([str(year) for year in asked.years]),
        *(f"#{tag}" for tag in asked.tags),
        *(_("“{words}”").format(words=word) for word in asked.words),
    ]
    return f" {DOT} ".join(shown(one_line(part), _LONGEST_WORDS) for part in parts if part)


def count_words(found: int, whole: int) -> str:
    """Return how many entries of how many: "12 of 240"."""
    return _("{found} of {whole}").format(found=f"{found:,}", whole=f"{whole:,}")


def filter_question(history: Sequence[Interaction], line: str, language: str) -> Question:
    """Return the question for a part of `history`, with what it has as choices.

    Args:
        history: all of it.
        line: what is asked for now, empty for everything; the choices narrow it further.
        language: the one in which tokens are written.
    """
    from screens.widgets.question_bar import Choice, Question

    @lru_cache(maxsize=4)
    def understood(typed: str) -> str:
        asked = read_filter(typed, language)
        found = sum(map(asked.takes, history))
        return f"{count_words(found, len(history))}: {filter_words(asked)}"

    asked = read_filter(line, language)
    shown_now = [entry for entry in history if asked.takes(entry)]
    choices = [Choice("", _("everything"), f"{len(history):,}")] if line else []
    for part in parts_of(shown_now, language):
        longer = f"{line} {part.token}" if line else part.token
        choices.append(Choice(longer, longer, f"{part.entries:,}  {filter_words(part.asked)}"))
    return Question(
        sentence=_("Show which entries?"),
        choices=tuple(choices),
        read=understood,
        start=line,
        placeholder=_("such as /phone :( #oven squeaks 2025"),
    )


def _any_of(words: Sequence[str]) -> str:
    return _(" or ").join(words)
