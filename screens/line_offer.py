"""The promise that goes with an acknowledgement: proposed while the line is typed, and taken as completions are."""

from __future__ import annotations

from typing import NamedTuple

from screens.completions import Completion
from screens.line_preview import Said
from screens.words import moment_words
from store.advising import offered_with
from store.book import Book
from store.capturing import Understood
from store.rules.conversations import Join
from store.sentences import _
from store.wording import exact_day_words


class Offer(NamedTuple):
    """What is offered: by which day in words, how it stands in the preview, and what taking it puts into the line."""

    due: str
    said: Said
    completion: Completion


def promise_with(book: Book, understood: Understood, line: str) -> Offer | None:
    """Return the promise that goes with a line; None unless it acknowledges and promises nothing itself.

    Args:
        book: where the line would be saved.
        understood: what it says.
        line: as it stands.
    """
    if not understood.entries or understood.line.promises:
        return None
    entry = understood.entries[0]
    matter = entry.place.conversation if isinstance(entry.place, Join) else None
    offered = offered_with(book, entry.interaction, matter)
    if offered is None:
        return None
    now = book.now()
    due = exact_day_words(offered.due, now.date())
    token = f"+promise {offered.due.isoformat()}: {_('answer')}"
    aim = _("aim: {aim}").format(aim=moment_words(offered.aim, now))
    gap = "" if not line or line[-1].isspace() else " "
    return Offer(
        due,
        Said(_("An answer by {due}? Tab promises it.").format(due=due), "accent"),
        Completion(gap + token, "+promise", aim, len(line), len(line)),
    )
