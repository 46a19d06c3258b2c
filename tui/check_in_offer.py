"""The check-in that a kept delivery or repair offers, as the command line says it."""

from __future__ import annotations

from collections.abc import Iterable
from shlex import quote

from store.book import Book
from store.checking_in import check_in_for
from store.moments import said
from store.records.follow_up import FollowUp
from store.records.promise import Promise
from store.sentences import _
from tui.output import cut, printable

_SHOWN = 80


def check_in_remarks(book: Book, kept: Iterable[Promise]) -> list[str]:
    """Return for each promise that offers one when to ask whether it arrived and works, and how to note that."""
    remarks = []
    for promise in kept:
        offered = check_in_for(book, promise)
        if offered is not None:
            words = ["regulars followup add", f"--customer {promise.customer}", f"--due {offered.due}"]
            words.append(f"--what {quote(cut(offered.what, _SHOWN))}")
            sentence = _("Ask on {day} whether it arrived and works: {command}")
            remarks.append(printable(sentence.format(day=said(book, offered.due), command=" ".join(words))))
    return remarks


def check_in_noted(book: Book, noted: FollowUp | None) -> list[str]:
    """Return what was noted with the keeping, in a line; none where nothing was."""
    if noted is None:
        return []
    words = _("Check-in {due}: {what}; follow-up {id}.")
    return [printable(words.format(due=said(book, noted.due), what=cut(noted.what, _SHOWN), id=noted.id))]
