"""What follow-ups wait for: the first frost, a recall, a street that is open again; and how it is said to happen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from store.database.folding import fold, spellings
from store.errors import NotFoundError
from store.records.follow_up import FollowUp
from store.records.text import clean_line
from store.sentences import _, ngettext

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

_MOST_NAMED = 8
_SHOWN = 60


class Occasion(NamedTuple):
    """Something that follow-ups wait for: its name as it was first written, and those that wait, in order of id."""

    name: str
    waiting: tuple[FollowUp, ...]


def occasions(book: Book) -> list[Occasion]:
    """Return everything that is waited for, what most wait for first."""
    groups: dict[str, list[FollowUp]] = {}
    for follow_up in sorted(book.follow_ups(), key=lambda one: one.id):
        if follow_up.due is None and follow_up.occasion:
            groups.setdefault(fold(follow_up.occasion) or follow_up.occasion, []).append(follow_up)
    found = [Occasion(waiting[0].occasion, tuple(waiting)) for waiting in groups.values()]
    return sorted(found, key=lambda one: (-len(one.waiting), fold(one.name)))


def occasion_named(book: Book, name: str) -> Occasion:
    """Return what is waited for under a name, in any spelling: case, accents, and a Latin spelling make no difference.

    Raises:
        NotFoundError: nobody waits for it; the sentence names what is waited for.
    """
    known, wanted = occasions(book), clean_line(name)
    keys = set(spellings(wanted)) or {wanted}
    meant = [one for one in known if not keys.isdisjoint(spellings(one.name) or (one.name,))]
    if meant:
        return Occasion(meant[0].name, tuple(follow_up for one in meant for follow_up in one.waiting))
    if not known:
        raise NotFoundError(_("Nobody waits for anything to happen. Note it like this: +follow when frost: …"))
    names = [_named(one) for one in known[:_MOST_NAMED]]
    left = len(known) - len(names)
    if left:
        names.append(ngettext("{count} more", "{count} more", left).format(count=left))
    raise NotFoundError(
        _("Nobody waits for “{name}”. Waited for: {names}.").format(name=wanted[:_SHOWN], names=", ".join(names))
    )


def fire(book: Book, change: Change, name: str, *, only: Collection[int] | None = None) -> list[FollowUp]:
    """Note that something has happened: all who wait for it are to be come back to today; return their follow-ups.

    Args:
        book: the open book.
        change: the open transaction.
        name: what has happened, in any spelling.
        only: the ids of those for whom it has; for all who wait for it where None.

    Raises:
        NotFoundError: nobody waits for it; the sentence names what is waited for.
    """
    today = change.now.date()
    return [
        change.put(replace(one, due=today, fired=change.now, snoozed_until=None))
        for one in occasion_named(book, name).waiting
        if only is None or one.id in only
    ]


def _named(one: Occasion) -> str:
    return _("{name} ({count})").format(name=one.name[:_SHOWN], count=len(one.waiting))
