"""A book's arrival in another: what comes, what is there already, and which id each has there.

Into an empty book everything comes back as it was, ids kept. Into a book with content customers are
brought together with those they are (see `known_customers`), and what refers to them gets new ids; a
record of their history that is there already, the same in time and words, is not added again. So the
same file twice adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any, TypeVar

from store.database.folding import fold
from store.errors import NotUnderstoodError
from store.exchange import OpenBook, OpenChange, RecordType
from store.exchange.book_file import BookFile, Row
from store.exchange.contact import Unread
from store.exchange.known_customers import Fate, KnownCustomers
from store.records.codec import MalformedRecordError
from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.gesture import Gesture
from store.records.interaction import Interaction
from store.records.phrase import Phrase
from store.records.promise import Promise
from store.records.shop import Shop
from store.records.text import clean_line
from store.records.thing import Thing
from store.rules.fitting import MOST_LEAD_DAYS
from store.rules.season import check_season
from store.rules.settings import effective_zone
from store.rules.working_time import Calendar
from store.sentences import _

Owned = Thing | Interaction | Conversation | Promise | FollowUp | Gesture | Draft
OwnedType = TypeVar("OwnedType", bound=Owned)

# A program that is to be run is set by the owner, and taken over from no file.
_NEVER_TAKEN = frozenset(("mail_command",))


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record that belongs to a customer, and by what one that is there already is known.

    `moment` is compared as it is; then `words`, or the id, must be the same too.
    """

    table: str
    record: type[Owned]
    there: Callable[[OpenBook, int], Sequence[Owned]]
    moment: Callable[[Any], object]
    words: Callable[[Any], str]


_KINDS = (
    _Kind(
        "things", Thing, lambda book, one: book.things(one),
        lambda thing: fold(thing.name), lambda thing: thing.serial,
    ),
    _Kind(
        "conversations", Conversation, lambda book, one: book.conversations(one, settled=True),
        lambda conversation: conversation.opened, lambda conversation: conversation.subject,
    ),
    _Kind(
        "interactions", Interaction, lambda book, one: book.timeline(one),
        lambda entry: (entry.when, entry.direction, entry.channel), lambda entry: entry.text,
    ),
    _Kind(
        "promises", Promise, lambda book, one: book.promises(one, settled=True),
        lambda promise: (promise.made, promise.original_due), lambda promise: promise.what,
    ),
    _Kind(
        "follow_ups", FollowUp, lambda book, one: book.follow_ups(one, settled=True),
        lambda follow_up: follow_up.made, lambda follow_up: follow_up.what,
    ),
    _Kind(
        "gestures", Gesture, lambda book, one: book.gestures(one),
        lambda gesture: gesture.on, lambda gesture: gesture.kind,
    ),
    _Kind(
        "drafts", Draft, lambda book, _one: book.drafts(),
        lambda draft: draft.begun, lambda draft: draft.line,
    ),
)  # fmt: skip
# What refers to what, by the table in which it lies.
_REFERENCES = {
    "thing": "things",
    "conversation": "conversations",
    "interaction": "interactions",
    "promise": "promises",
    "done_by": "interactions",
}


def bring_book(file: BookFile, book: OpenBook, known: KnownCustomers, change: OpenChange) -> Iterator[Fate | Unread]:
    """Bring everything in `file` into `book`, and give what became of each record.

    Raises:
        NotFoundError, NotUnderstoodError: the file can no longer be read.
    """
    arrival = _Arrival(book, known, change)
    for row in file.rows("shop"):
        yield from arrival.take_shop(row)
    yield from arrival.take_customers(file.rows("customers"))
    yield from arrival.take_phrases(file.rows("phrases"))
    for kind in _KINDS:
        yield from arrival.take(kind, file.rows(kind.table))
    for name in sorted(file.sections - {"shop", "customers", "phrases", *(kind.table for kind in _KINDS)}):
        nothing = _("This version of Regulars keeps no {name}.").format(name=clean_line(name))
        yield from (row.unread(nothing) for row in file.rows(name))
    if file.end:
        yield file.end


class _Arrival:
    """A book's records on their way into another: which id each has there."""

    def __init__(self, book: OpenBook, known: KnownCustomers, change: OpenChange) -> None:
        self._book = book
        self._known = known
        self._change = change
        # Into an empty book everything comes back as it was.
        self._keeps_ids = not (len(known) or book.drafts() or book.phrases())
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        self._met: set[int] = set()  # customers who were in the book before
        self._there: dict[tuple[str, int | None], dict[object, list[Any]]] = {}
        self._referring: list[tuple[Conversation, Conversation]] = []
        self._lengthened: dict[int, Conversation] = {}  # those that were there before

    def take_shop(self, row: Row) -> Iterator[Unread]:
        """Restore the shop's settings in an empty book, where the owner has set none yet."""
        if not self._keeps_ids:
            return
        try:
            given = row.read(Shop)
            Calendar.of(given, effective_zone(given))
        except (MalformedRecordError, NotUnderstoodError, ValueError, IndexError):
            yield row.unread(_("These are no settings of a shop."))
            return
        now, unset = self._book.shop, Shop()
        missing = {
            field.name: getattr(given, field.name)
            for field in fields(Shop)
            if getattr(now, field.name) == getattr(unset, field.name) and field.name not in _NEVER_TAKEN
        }
        if given.uid:
            # Its records keep their numbers, and so their names in calendars.
            missing["uid"] = given.uid
        if replace(now, **missing) != now:
            self._change.put(replace(now, **missing))

    def take_customers(self, rows: Iterable[Row]) -> Iterator[Fate | Unread]:
        """Take the customers, then who referred whom."""
        ids = self._ids["customers"]
        fate: Fate
        fates: list[tuple[int, Fate]] = []
        referred: dict[int, int] = {}
        for row in rows:
            one = self._read(Customer, "customers", row)
            if isinstance(one, Unread):
                yield one
                continue
            bare = replace(one, referred_by=None)
            former = self._known.get(one.id)
            if self._keeps_ids:
                kept, fate = self._change.put(bare), "added"
                self._known.keep(kept)
            elif former and (former == one or self._known.shares(former, one)):
                kept, fate = self._known.gain(former, bare, self._change)
            else:
                kept, fate = self._known.take(replace(bare, id=0), self._change)
            if fate != "added":
                self._met.add(kept.id)
            ids[one.id] = kept.id
            fates.append((kept.id, fate))
            if one.referred_by is not None:
                referred[kept.id] = one.referred_by
        changed = {identity for identity, other in referred.items() if self._refer(identity, ids.get(other))}
        for identity, fate in fates:
            yield "updated" if fate == "unchanged" and identity in changed else fate

    def take_phrases(self, rows: Iterable[Row]) -> Iterator[Fate | Unread]:
        """Take the owner's own phrases; the marks and shortcuts that this book has stay as they are."""
        ids, there = self._ids["phrases"], list(self._book.phrases())
        for row in rows:
            one = self._read(Phrase, "phrases", row)
            if isinstance(one, Unread):
                yield one
                continue
            former = next((known for known in there if _is_same_phrase(known, one)), None)
            if former is None:
                if any(one.shortcut and known.shortcut == one.shortcut for known in there):
                    one = replace(one, shortcut="")
                kept = self._change.put(one) if self._keeps_ids else self._change.add(replace(one, id=0))
                there.append(kept)
            ids[one.id] = former.id if former else kept.id
            yield "unchanged" if former else "added"

    def take(self, kind: _Kind, rows: Iterable[Row]) -> Iterator[Fate | Unread]:
        """Take the records of a kind, each with its references as they are in this book."""
        ids = self._ids[kind.table]
        for row in rows:
            one = self._read(kind.record, kind.table, row)
            if isinstance(one, Unread):
                yield one
                continue
            owner = _mapped(self._ids["customers"], one.customer)
            if owner is None and one.customer is not None:
                yield row.unread(_("Its customer is not in this file, or could not be taken."))
                continue
            moved = self._moved(one, owner)
            former = self._find(kind, moved, one.id)
            kept = former or (self._change.put if self._keeps_ids else self._change.add)(moved)
            ids[one.id] = kept.id
            if isinstance(one, Conversation) and isinstance(kept, Conversation):
                self._refer_later(one, kept, is_new=former is None)
            elif isinstance(kept, Interaction) and former is None:
                self._lengthen(kept)
            yield "unchanged" if former else "added"
        for told, kept in self._referring:
            events = tuple(replace(each, other=_mapped(ids, each.other)) for each in told.events)
            merged_into = _mapped(ids, told.merged_into)
            self._change.put(replace(kept, events=events, merged_into=merged_into))
        self._referring.clear()

    def _read(self, kind: type[RecordType], table: str, row: Row) -> RecordType | Unread:
        try:
            one = row.read(kind)
            if isinstance(one, FollowUp):
                _check_follow_up(one)
        except MalformedRecordError as problem:
            name = clean_line(problem.field)
            return row.unread(_("Its “{field}” is not as it should be.").format(field=name))
        if one.id in self._ids[table]:
            return row.unread(_("Its id {id} is in this file twice.").format(id=one.id))
        return one

    def _moved(self, one: OwnedType, owner: int | None) -> OwnedType:
        """Return the record as it is to stand in this book; references that lead nowhere are left out."""
        changes: dict[str, Any] = {
            name: _mapped(self._ids[table], getattr(one, name))
            for name, table in _REFERENCES.items()
            if hasattr(one, name)
        }
        if isinstance(one, Conversation):
            changes["events"] = tuple(replace(event, other=None) for event in one.events)
            changes["merged_into"] = None
        if isinstance(one, Interaction) and one.phrases:
            changes["phrases"] = tuple(filter(None, map(self._phrase_key, one.phrases)))
        changes |= {"id": one.id if self._keeps_ids else 0, "customer": owner}
        return replace(one, **changes)

    def _phrase_key(self, key: str) -> str:
        """Return the key of a phrase in this book; a shipped one is called the same everywhere."""
        if not key.startswith("#"):
            return key
        identity = self._ids["phrases"].get(int(key[1:])) if key[1:].isdecimal() else None
        return f"#{identity}" if identity else ""

    def _find(self, kind: _Kind, moved: Owned, identity: int) -> Owned | None:
        """Return the record that is there already, or None; each is found once."""
        if self._keeps_ids or (moved.customer not in self._met and moved.customer is not None):
            return None
        place = kind.table, moved.customer
        if place not in self._there:
            self._there[place] = defaultdict(list)
            for there in kind.there(self._book, moved.customer or 0):
                self._there[place][kind.moment(there)].append(there)
        candidates = self._there[place].get(kind.moment(moved), [])
        same_words = (one for one in candidates if kind.words(one) == kind.words(moved))
        same_id = (one for one in candidates if one.id == identity)
        former: Owned | None = next(chain(same_words, same_id), None)
        if former:
            candidates.remove(former)
        return former

    def _refer(self, identity: int, other: int | None) -> bool:
        customer = self._known.get(identity)
        if customer is None or other in (None, identity) or customer.referred_by is not None:
            return False
        self._known.keep(self._change.put(replace(customer, referred_by=other)))
        return True

    def _refer_later(self, one: Conversation, kept: Conversation, *, is_new: bool) -> None:
        if not is_new:
            self._lengthened[kept.id] = kept
        elif one.merged_into or any(event.other for event in one.events):
            self._referring.append((one, kept))

    def _lengthen(self, entry: Interaction) -> None:
        """Keep up what a conversation that was there says of its latest entry."""
        conversation = self._lengthened.get(entry.conversation or 0)
        if conversation and conversation.latest < entry.when:
            longer = replace(conversation, latest=entry.when)
            self._lengthened[longer.id] = self._change.put(longer)


def _check_follow_up(follow_up: FollowUp) -> None:
    """Check what Today counts with, and takes for granted.

    Raises:
        MalformedRecordError: it is not as it should be.
    """
    if not 0 <= follow_up.lead_days <= MOST_LEAD_DAYS:
        raise MalformedRecordError("lead_days", follow_up.lead_days)
    try:
        if follow_up.season and check_season(follow_up.season) != follow_up.season:
            raise MalformedRecordError("season", follow_up.season)
    except NotUnderstoodError as problem:
        raise MalformedRecordError("season", follow_up.season) from problem


def _is_same_phrase(one: Phrase, other: Phrase) -> bool:
    if not one.has_words or not other.has_words:
        return one.has_words == other.has_words and one.shipped == other.shipped
    return (one.language, one.title, one.text, one.questions) == (
        other.language, other.title, other.text, other.questions,
    )  # fmt: skip


def _mapped(ids: Mapping[int, int], identity: int | None) -> int | None:
    return None if identity is None else ids.get(identity)
