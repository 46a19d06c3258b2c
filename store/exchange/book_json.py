"""The whole book as one JSON file, out and in again.

One record stands on a line, so that the file can be written and read piece by piece, compared line by
line, and read as far as it goes where it was cut off. Any other JSON with the same keys is read too.

Into an empty book everything comes back as it was, ids kept. Into a book with content customers are
brought together with those they are (see `importing`), and what refers to them gets new ids; a
record of their history that is there already, the same in time and words, is not added again. So the
same file twice adds nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

from store.database.folding import fold
from store.database.whole_file import replace_file
from store.errors import BookUnavailableError, NotUnderstoodError
from store.exchange import OpenBook, OpenChange
from store.exchange.contact import Unread, is_date
from store.exchange.recognise import Recognised, open_file, shown_name
from store.records.codec import MalformedRecordError, Plain, from_plain, to_plain
from store.records.conversation import Conversation
from store.records.customer import Customer, MarkedDate
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.promise import Promise
from store.records.shop import Shop
from store.records.text import clean_line, clean_text
from store.records.thing import Thing
from store.rules.settings import effective_zone
from store.rules.working_time import Calendar
from store.sentences import _

if TYPE_CHECKING:
    from store.exchange.importing import Fate, KnownCustomers

FORMAT = "regulars"
VERSION = 1
# Kept free in the format for what later versions of the book hold.
_RESERVED = ("phrases", "feedback", "gestures", "surveys")
_MOST_RECORD = 1 << 24  # bytes on a line
_MOST_WHOLE = 200_000_000  # bytes of a JSON in another layout, which is read at once
_MOST_ID = 1 << 40  # far above what a book gives, and far below what readers of JSON keep exactly
_HEAD = re.compile(rb'\{"format":"regulars","version":(\d{1,9}),\r?\n')
_SECTION = re.compile(rb'"(\w+)":\[\r?\n')
_REST = re.compile(rb'(?:"\w+":\[)?\],?\r?\n')
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Record = Thing | Interaction | Conversation | Promise | FollowUp | Draft
OneRecord = TypeVar("OneRecord", bound=Record | Customer | Shop)
OwnRecord = TypeVar("OwnRecord", bound=Record)


def export_json(book: OpenBook, path: Path, customer: int | None = None) -> int:
    """Write the book, or one `customer` with all that is theirs, to `path`; return how many records.

    The file appears whole or not at all, for its owner's eyes only. With a customer the shop's
    settings stay out of it.

    Raises:
        NotFoundError: there is no such customer.
        NotUnderstoodError: the file would lie in the book's own folder.
        BookUnavailableError: the book cannot be read, or the file not be written.
    """
    only = None if customer is None else book.customer(customer)
    target = os.path.abspath(path)
    if book.folder.resolve() in Path(os.path.realpath(target)).parents:
        raise NotUnderstoodError(
            _("“{name}” lies in the book's own folder; choose another place.").format(name=shown_name(path))
        )
    try:
        with replace_file(target) as file:
            return _write(book, file, only)
    except OSError as problem:
        raise BookUnavailableError(
            _("“{name}” cannot be written: {reason}.").format(name=shown_name(path), reason=problem.strerror or problem)
        ) from problem


def _write(book: OpenBook, file: BinaryIO, only: Customer | None) -> int:
    shop = {} if only else to_plain(book.shop)
    head = {"format": FORMAT, "version": VERSION}
    file.write(f'{_ENCODE(head)[:-1]},\n"shop":{_ENCODE(shop)}'.encode())
    written = 0
    for name, records in _sections(book, only):
        file.write(f',\n"{name}":['.encode())
        sign = "\n"
        for record in records:
            plain = {"id": record.id, **to_plain(record)}
            file.write(f"{sign}{_ENCODE(plain)}".encode())
            sign = ",\n"
            written += 1
        file.write(b"]" if sign == "\n" else b"\n]")
    file.write(b"\n}\n")
    return written


def _sections(book: OpenBook, only: Customer | None) -> Iterator[tuple[str, Iterable[Record | Customer]]]:
    def of_each(read: Callable[[int], Sequence[Record]]) -> Iterator[Record]:
        for customer in [only] if only else book.customers():
            # The newest come first; the other way round they are easier to read and to compare.
            yield from reversed(read(customer.id))

    yield "customers", [only] if only else book.customers()
    yield "things", of_each(lambda customer: book.things(customer)[::-1])
    yield "interactions", of_each(book.timeline)
    yield "conversations", of_each(lambda one: book.conversations(one, settled=True))
    yield "promises", of_each(lambda one: book.promises(one, settled=True))
    yield "follow_ups", of_each(lambda one: book.follow_ups(one, settled=True))
    for name in _RESERVED:
        yield name, ()
    yield "drafts", [draft for draft in book.drafts() if not only or draft.customer == only.id]


class _Row(NamedTuple):
    """A record as it stands in the file; `plain` is what it says, None where that is no JSON object."""

    line: int
    plain: Plain | None
    place: str = ""

    def unread(self, reason: str) -> Unread:
        return Unread(self.line, reason, self.place)


class BookFile:
    """A book in a JSON file: its sections, found before their records are read.

    `total` is how many records it holds.
    """

    def __init__(self, source: Recognised) -> None:
        """Find the sections of a recognised file.

        Raises:
            NotFoundError: there is no such file any more.
            NotUnderstoodError: it is damaged, in another encoding, or of a newer version.
        """
        self.total = 0
        self._source = source
        self._places: dict[str, tuple[int, int]] = {}  # where a section's lines begin: offset, line
        self._lists: dict[str, list[Any]] = {}
        self._end: Unread | None = None
        if source.encoding != "utf-8":
            raise self._refusal(_("“{name}” is not in UTF-8; give the export as it was made."))
        with open_file(source.path) as file:
            file.seek(source.mark)
            if not self._find_sections(file):
                file.seek(source.mark)
                self._read_whole(file)

    def bring_into(self, book: OpenBook, known: KnownCustomers, change: OpenChange) -> Iterator[Fate | Unread]:
        """Bring everything into `book`, and give what became of each record."""
        arrival = _Arrival(book, known, change)
        for row in self._rows("shop"):
            yield from arrival.take_shop(row)
        yield from arrival.take_customers(self._rows("customers"))
        for kind in _KINDS:
            yield from arrival.take(kind, self._rows(kind.table))
        known_tables = {"shop", "customers", *(kind.table for kind in _KINDS)}
        for name in sorted((self._places.keys() | self._lists.keys()) - known_tables):
            nothing = _("This version of Regulars keeps no {name}.").format(name=clean_line(name))
            yield from (row.unread(nothing) for row in self._rows(name))
        if self._end:
            yield self._end

    def _find_sections(self, file: BinaryIO) -> bool:
        """Find the sections of a file that has a record a line; return whether this is one."""
        number = 0
        while line := file.readline(_MOST_RECORD):
            number += 1
            head, section = _HEAD.fullmatch(line), _SECTION.fullmatch(line)
            if number == 1 or head:
                if number > 1 or not head:
                    return False
                self._check_version(int(head[1]))
            elif line.rstrip() == b"}":
                return True
            elif section:
                self._places[section[1].decode()] = file.tell(), number + 1
            elif line.startswith(b'"shop":'):
                self._places["shop"] = file.tell() - len(line), number
            elif not line.endswith(b"\n"):
                self.total += _plain(line) is not None
                break
            elif line.startswith(b"{"):
                self.total += 1
            elif not _REST.fullmatch(line):
                return False
        self._end = Unread(number, _("The file ends here, before its end; what follows is missing."))
        return True

    def _read_whole(self, file: BinaryIO) -> None:
        text = file.read(_MOST_WHOLE + 1)
        if len(text) > _MOST_WHOLE:
            raise self._refusal(_("“{name}” is too large in this layout; give the export as made."))
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise self._refusal(_("“{name}” is cut off or damaged, and is no JSON any more.")) from problem
        self._check_version(content.get("version"))
        for name, value in content.items():
            if isinstance(value, list):
                self._lists[name] = value
                self.total += len(value)
            elif name == "shop":
                self._lists[name] = [value]

    def _check_version(self, version: object) -> None:
        if type(version) is not int or version < 1:
            raise self._refusal(_("“{name}” does not say of which version it is."))
        if version > VERSION:
            raise self._refusal(_("“{name}” is from a newer Regulars; bring this one up to date, then import it."))

    def _refusal(self, sentence: str) -> NotUnderstoodError:
        return NotUnderstoodError(sentence.format(name=self._source.name))

    def _rows(self, name: str) -> Iterator[_Row]:
        for number, one in enumerate(self._lists.get(name, ()), start=1):
            place = _("{section}, number {number}").format(section=clean_line(name), number=number)
            yield _Row(0, one if isinstance(one, dict) else None, place)
        if name in self._places:
            offset, number = self._places[name]
            with open_file(self._source.path) as file:
                file.seek(offset)
                while (line := file.readline(_MOST_RECORD)).startswith((b"{", b'"shop":')):
                    plain = _plain(line.removeprefix(b'"shop":'))
                    if plain is not None or line.endswith(b"\n"):
                        yield _Row(number, plain)
                    number += 1


def _plain(line: bytes) -> Plain | None:
    try:
        plain = json.loads(line.rstrip().removesuffix(b","))
    except (ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) else None


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record that belongs to a customer, and by what one that is there already is known.

    `moment` is compared as it is; then `words`, or the id, must be the same too.
    """

    table: str
    record: type[Record]
    there: Callable[[OpenBook, int], Sequence[Record]]
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
        "drafts", Draft, lambda book, _one: book.drafts(),
        lambda draft: draft.begun, lambda draft: draft.line,
    ),
)  # fmt: skip
# What refers to what, by the table in which it lies.
_REFERENCES = {"thing": "things", "conversation": "conversations", "interaction": "interactions"}


class _Arrival:
    """A book's records on their way into another: which id each has there."""

    def __init__(self, book: OpenBook, known: KnownCustomers, change: OpenChange) -> None:
        self._book = book
        self._known = known
        self._change = change
        # Into an empty book everything comes back as it was.
        self._keeps_ids = not len(known) and not book.drafts()
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        self._met: set[int] = set()  # customers who were in the book before
        self._there: dict[tuple[str, int | None], dict[object, list[Any]]] = {}
        self._referring: list[tuple[Conversation, Conversation]] = []
        self._lengthened: dict[int, Conversation] = {}  # those that were there before

    def take_shop(self, row: _Row) -> Iterator[Unread]:
        """Restore the shop's settings in an empty book, where the owner has set none yet."""
        if not self._keeps_ids:
            return
        try:
            given: Shop = _record(Shop, row.plain)
            Calendar.of(given, effective_zone(given))
        except (MalformedRecordError, NotUnderstoodError, ValueError, IndexError):
            yield row.unread(_("These are no settings of a shop."))
            return
        now, unset = self._book.shop, Shop()
        missing = {
            field.name: getattr(given, field.name)
            for field in fields(Shop)
            if getattr(now, field.name) == getattr(unset, field.name)
        }
        if replace(now, **missing) != now:
            self._change.put(replace(now, **missing))

    def take_customers(self, rows: Iterable[_Row]) -> Iterator[Fate | Unread]:
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

    def take(self, kind: _Kind, rows: Iterable[_Row]) -> Iterator[Fate | Unread]:
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

    def _read(self, kind: type[OneRecord], table: str, row: _Row) -> OneRecord | Unread:
        try:
            one = _record(kind, row.plain)
        except MalformedRecordError as problem:
            name = clean_line(problem.field)
            return row.unread(_("Its “{field}” is not as it should be.").format(field=name))
        if one.id in self._ids[table]:
            return row.unread(_("Its id {id} is in this file twice.").format(id=one.id))
        return one

    def _moved(self, one: OwnRecord, owner: int | None) -> OwnRecord:
        """Return the record as it is to stand in this book; references that lead nowhere are left out."""
        changes: dict[str, Any] = {
            name: _mapped(self._ids[table], getattr(one, name))
            for name, table in _REFERENCES.items()
            if hasattr(one, name)
        }
        if isinstance(one, Conversation):
            changes["events"] = tuple(replace(event, other=None) for event in one.events)
            changes["merged_into"] = None
        changes |= {"id": one.id if self._keeps_ids else 0, "customer": owner}
        return replace(one, **changes)

    def _find(self, kind: _Kind, moved: Record, identity: int) -> Record | None:
        """Return the record that is there already, or None; each is found once."""
        if self._keeps_ids or (moved.customer not in self._met and moved.customer is not None):
            return None
        place = kind.table, moved.customer
        if place not in self._there:
            self._there[place] = defaultdict(list)
            for there in kind.there(self._book, moved.customer or 0):
                self._there[place][kind.moment(there)].append(there)
        candidates = self._there[place].get(kind.moment(moved), [])
        same: list[Record] = [one for one in candidates if kind.words(one) == kind.words(moved)]
        same += [one for one in candidates if one.id == identity]
        if not same:
            return None
        candidates.remove(same[0])
        return same[0]

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


def _mapped(ids: Mapping[int, int], identity: int | None) -> int | None:
    return None if identity is None else ids.get(identity)


def _record(kind: type[OneRecord], plain: Plain | None) -> OneRecord:
    """Return the record that `plain` describes, its texts cleaned and its dates such as there are.

    Raises:
        MalformedRecordError: a value does not fit its field.
    """
    clean = {key: _clean(value) for key, value in (plain or {}).items()}
    identity = clean.get("id", 1 if kind is Shop else None)
    if type(identity) is not int or not 0 < identity < _MOST_ID:
        raise MalformedRecordError("id", identity)
    record = from_plain(kind, clean, identity)
    _check_dates(record)
    return record


def _clean(value: object) -> object:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {clean_text(key): _clean(one) for key, one in value.items()}
    return value


def _check_dates(record: object) -> None:
    """Raise MalformedRecordError for a day that is not in the calendar, or at the ends of time."""
    assert is_dataclass(record)
    for field in fields(record):
        value = getattr(record, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, MarkedDate):
                if not is_date(one.year, one.month, one.day):
                    raise MalformedRecordError(field.name, one)
            elif is_dataclass(one):
                _check_dates(one)
            elif isinstance(one, date) and not MINYEAR < one.year < MAXYEAR:
                raise MalformedRecordError(field.name, one)
