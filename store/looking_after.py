"""The things of customers that the shop looks after, and the follow-ups that their warranty and service make.

Each function works in a transaction that is open, so that a thing and its follow-ups are one change and one undo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from store.errors import NotUnderstoodError
from store.records.follow_up import CountsFrom, FollowUp
from store.records.text import clean_line
from store.records.thing import Thing
from store.reminding import make_follow_up
from store.rules.repetition import check_course, check_rule
from store.rules.rule_days import days_after
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.change import Change

WARRANTY_LEAD_DAYS = 30
"""So long before a warranty ends the owner hears of it, while there is time for a last look at the thing."""
SERVICE_LEAD_DAYS = 14
"""So long before a service is due the owner hears of it, to find a day with the customer."""

_ThingKind = Literal["warranty", "service"]
_KINDS: tuple[_ThingKind, ...] = ("warranty", "service")


def keep_thing(book: Book, change: Change, thing: Thing) -> Thing:
    """Add a thing, or put one that was changed, and return it; its follow-ups go along with its dates.

    A date that is new makes its follow-up, one that is changed moves it, and one that is taken away drops it. A
    warranty that is over already makes none. Where only how often it wants a service is known, the first is so long
    from today.

    Args:
        book: the open book.
        change: the open transaction.
        thing: it; with id 0 it is new.

    Raises:
        NotFoundError: the customer, or the thing, is not there.
        NotUnderstoodError: it has no name, or its service comes never.
    """
    book.customer(thing.customer)
    former = book.thing(thing.id) if thing.id else Thing(customer=thing.customer, name="")
    name, every = clean_line(thing.name), check_rule(thing.service_every) if thing.service_every else ""
    if not name:
        raise NotUnderstoodError(_("What is it? Write it in a few words."))
    today, service = change.now.date(), thing.service_next
    if every:
        check_course(every, service or today, book.zone)
        # What has just been taken away is not worked out again.
        if service is None and every != former.service_every:
            service = next(map(date.fromordinal, days_after(every, today, book.zone)), None)
        elif service is None:
            every = ""
    thing = replace(thing, name=name, service_next=service, service_every=every)
    thing = change.put(thing) if thing.id else change.add(thing)
    is_over = thing.warranty_until is not None and thing.warranty_until < today
    if thing.warranty_until != former.warranty_until:
        _match(book, change, thing, "warranty", None if is_over else thing.warranty_until)
    if (service, every) != (former.service_next, former.service_every):
        _match(book, change, thing, "service", service, every)
    if name != former.name:
        for follow_up in _open_ones(book, thing):
            if follow_up.what == _what(replace(thing, name=former.name), follow_up.kind):
                change.put(replace(follow_up, what=_what(thing, follow_up.kind)))
    return thing


def note_missing(book: Book) -> int:
    """Make the follow-ups of things that came into the book without them, and return how many that were.

    That is out of a file, or from a time before there were any. What the owner has dropped is not made again.

    Raises:
        BookReadOnlyError: nothing can be saved.
    """
    today, wanted = book.now().date(), []
    for thing in book.things():
        dates = {"warranty": thing.warranty_until, "service": thing.service_next}
        kinds = [kind for kind in _KINDS if (due := dates[kind]) is not None and (kind == "service" or due >= today)]
        if kinds:
            made = {one.kind for one in book.follow_ups(thing.customer, settled=True) if one.thing == thing.id}
            wanted += [(thing, kind) for kind in kinds if kind not in made]
    if wanted:
        with book.transact("thing.noted") as change:
            for thing, kind in wanted:
                rule = thing.service_every if kind == "service" else ""
                _match(
                    book, change, thing, kind, thing.warranty_until if kind == "warranty" else thing.service_next, rule
                )
    return len(wanted)


def take_out_thing(book: Book, change: Change, identity: int) -> Thing:
    """Take a thing out of the book, and return it; what it made is dropped, and nothing refers to it any more.

    Raises:
        NotFoundError: there is no such thing.
    """
    thing = book.thing(identity)
    for follow_up in book.follow_ups(thing.customer, settled=True):
        if follow_up.thing == identity:
            follow_up = replace(follow_up, thing=None)
            if follow_up.state == "open" and follow_up.source == "thing":
                follow_up = replace(follow_up, state="dropped", settled=change.now)
            change.put(follow_up)
    for entry in book.timeline(thing.customer):
        if entry.thing == identity:
            change.put(replace(entry, thing=None))
    change.drop(thing)
    return thing


def _match(book: Book, change: Change, thing: Thing, kind: _ThingKind, due: date | None, rule: str = "") -> None:
    """Have the follow-up of one of the dates of a thing stand on that date, or be dropped where it has none."""
    waiting = [one for one in _open_ones(book, thing) if one.kind == kind]
    for follow_up in waiting:
        if due is None:
            change.put(replace(follow_up, state="dropped", settled=change.now))
        else:
            change.put(replace(follow_up, due=due, rule=rule, snoozed_until=None))
    if due is not None and not waiting:
        counts_from: CountsFrom = "completion" if kind == "service" else "plan"
        make_follow_up(
            book,
            change,
            thing.customer,
            _what(thing, kind),
            due,
            rule,
            kind=kind,
            counts_from=counts_from,
            on_closed="previous" if kind == "warranty" else "next",
            lead_days=WARRANTY_LEAD_DAYS if kind == "warranty" else SERVICE_LEAD_DAYS,
            source="thing",
            thing=thing.id,
        )


def _open_ones(book: Book, thing: Thing) -> list[FollowUp]:
    return [one for one in book.follow_ups(thing.customer) if one.thing == thing.id and one.source == "thing"]


def _what(thing: Thing, kind: str) -> str:
    words = _("{thing}: the warranty ends") if kind == "warranty" else _("{thing}: service")
    return words.format(thing=thing.name)
