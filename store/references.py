"""Records that refer to others: what they refer to has to be there, and to be the same customer's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from store.kinds import TABLE_OF, noun_of
from store.records.codec import MalformedRecordError, from_plain
from store.records.customer import Customer
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.database.rows import Rows

_KIND_OF = {table: kind for kind, table in TABLE_OF.items()}
# For each table its fields that hold the id of another record, and the table that one is in.
REFERENCES: dict[str, dict[str, str]] = {
    "customers": {"referred_by": "customers"},
    "things": {"customer": "customers"},
    "interactions": {"customer": "customers", "conversation": "conversations", "thing": "things"},
    "conversations": {"customer": "customers", "merged_into": "conversations"},
    "promises": {"customer": "customers", "conversation": "conversations", "interaction": "interactions"},
    "follow_ups": {
        "customer": "customers",
        "conversation": "conversations",
        "interaction": "interactions",
        "promise": "promises",
        "thing": "things",
        "done_by": "interactions",
    },
    "gestures": {"customer": "customers"},
    "drafts": {"customer": "customers"},
    "phrases": {},
}


class Broken(NamedTuple):
    """A record that cannot be read (`field` is the one that is at fault), or refers to one that is not there."""

    kind: Literal["reference", "record"]
    table: str
    identity: int
    field: str
    other: int
    sentence: str


def broken_references(rows: Mapping[str, Rows]) -> Iterator[Broken]:
    """Give every record at fault, table by table in order of id.

    Raises:
        DamagedFileError: a year is damaged.
    """
    known = {table: set(rows[table].ids()) for table in REFERENCES}
    owners: dict[int, int] = {}
    for table in ("conversations", *(name for name in REFERENCES if name != "conversations")):
        for identity, text in rows[table].items():
            plain = json.loads(text)
            try:
                from_plain(_KIND_OF[table], plain, identity)
            except MalformedRecordError as problem:
                yield Broken("record", table, identity, problem.field, 0, _unreadable(table, identity, problem.field))
                continue
            yield from _missing(table, identity, plain, known)
            if table == "conversations":
                owners[identity] = plain["customer"]
            elif owners.get(plain.get("conversation", 0), plain.get("customer")) != plain.get("customer"):
                yield _foreign(table, identity, plain["conversation"])


def mend_references(book: Book, rows: Mapping[str, Rows]) -> int:
    """Take out the references to what is not there, in one transaction, and return how many records were changed.

    A customer who is missing altogether is put back with nothing but their number, so that their history can be found.

    Raises:
        BookReadOnlyError: nothing can be saved.
    """
    changed = 0
    with book.transact("doctor.repair") as change:
        fields: dict[tuple[str, int], set[str]] = {}
        for broken in list(broken_references(rows)):
            if broken.kind != "reference":
                continue
            if broken.field == "customer" and broken.table != "drafts":
                change.put(
                    Customer(id=broken.other, note=_("What was known of this customer is lost; the history is here."))
                )
                changed += 1
            else:
                fields.setdefault((broken.table, broken.identity), set()).add(broken.field)
        for (table, identity), names in fields.items():
            text = rows[table].text(identity)
            if text is not None:
                record: Any = from_plain(_KIND_OF[table], json.loads(text), identity)
                change.put(replace(record, **dict.fromkeys(names)))
                changed += 1
    return changed


def _missing(table: str, identity: int, plain: Mapping[str, Any], known: Mapping[str, set[int]]) -> Iterator[Broken]:
    for field, target in REFERENCES[table].items():
        other = plain.get(field)
        if other is not None and other not in known[target]:
            sentence = _("{noun} {id} refers to {other_noun} {other}, which is not there.").format(
                noun=noun_of(table).capitalize(), id=identity, other_noun=noun_of(target), other=other
            )
            yield Broken("reference", table, identity, field, other, sentence)


def _foreign(table: str, identity: int, conversation: int) -> Broken:
    sentence = _("{noun} {id} is in conversation {conversation}, which is another customer's.").format(
        noun=noun_of(table).capitalize(), id=identity, conversation=conversation
    )
    return Broken("reference", table, identity, "conversation", conversation, sentence)


def _unreadable(table: str, identity: int, field: str) -> str:
    return _("{noun} {id} cannot be read: its {field} is not what it should be.").format(
        noun=noun_of(table).capitalize(), id=identity, field=field
    )
