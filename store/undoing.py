"""Undo and redo: each is a new transaction that puts back what the records were, unless they have changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.change_log import Content, described, written_backwards
from store.database.transaction import touched_by
from store.database.year_file import customer_of
from store.errors import ChangedSinceError, WrongStateError
from store.kinds import noun_of
from store.references import REFERENCES
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

_MENDING = "doctor.repair"  # what it added stood for something lost, to which others referred before
# Done by itself, so nothing that the owner would take back.
_HOUSEKEEPING = frozenset(("shop.holidays", "draft.rescue", "thing.noted"))


class Undone(NamedTuple):
    """A change that was taken back or made again: its number, its key, and a sentence for the owner."""

    sequence: int
    what: str
    sentence: str
    touched: frozenset[tuple[str, int]]


def take_back(book: Book, storage: JournalStorage, *, own: bool) -> Undone:
    """Undo the last change that is not undone.

    Raises:
        WrongStateError: there is none.
        ChangedSinceError: a record that it touched has changed since.
    """
    with storage.lock:
        storage.catch_up()
        content = _last_to_undo(storage, own=own)
        if content is None:
            raise WrongStateError(
                _("This session has nothing to undo. L shows all changes.") if own else _("There is nothing to undo.")
            )
        _put_back(book, storage, content, to="former", note="undoes")
    return Undone(
        content["seq"],
        content["what"],
        _("Undone: {what}.").format(what=described(storage, content)),
        touched_by(content),
    )


def take_back_undo(book: Book, storage: JournalStorage, *, own: bool) -> Undone:
    """Redo the change that was undone last.

    Raises:
        WrongStateError: there is none, or something was changed since.
        ChangedSinceError: a record that it touched has changed since.
    """
    with storage.lock:
        storage.catch_up()
        content = _last_to_redo(storage, own=own)
        if content is None:
            raise WrongStateError(_("There is nothing to redo."))
        _put_back(book, storage, content, to="records", note="redoes")
    return Undone(
        content["seq"],
        content["what"],
        _("Done again: {what}.").format(what=described(storage, content)),
        touched_by(content),
    )


def was_noted(storage: JournalStorage, note: str, number: int, *, since: int) -> bool:
    """Return whether a change behind the change `since` carries this note; for what must not be done twice."""
    for content in written_backwards(storage):
        if content["seq"] <= since:
            return False
        if content.get(note) == number:
            return True
    return False


def _last_to_undo(storage: JournalStorage, *, own: bool) -> Content | None:
    settled: dict[int, bool] = {}
    for content in written_backwards(storage):
        if own and content["seq"] <= storage.opened_at:
            return None
        undoes, redoes = content.get("undoes", 0), content.get("redoes", 0)
        if undoes or redoes:
            settled.setdefault(undoes or redoes, bool(undoes))
        elif content["what"] in _HOUSEKEEPING:
            continue
        elif not settled.get(content["seq"], False) and (not own or content["session"] == storage.session):
            return content
    return None


def _last_to_redo(storage: JournalStorage, *, own: bool) -> Content | None:
    settled: dict[int, bool] = {}
    wanted = 0
    for content in written_backwards(storage):
        mine = not own or content["session"] == storage.session
        undoes, redoes = content.get("undoes", 0), content.get("redoes", 0)
        if wanted:
            if content["seq"] == wanted:
                return content
        elif own and content["seq"] <= storage.opened_at:
            return None
        elif undoes or redoes:
            if undoes and mine and undoes not in settled:
                wanted = undoes
            settled.setdefault(undoes or redoes, bool(undoes))
        elif mine and content["what"] not in _HOUSEKEEPING:
            return None
    return None


def _put_back(book: Book, storage: JournalStorage, content: Content, *, to: str, note: str) -> None:
    present, wanted = ("records", "former") if to == "former" else ("former", "records")
    touched = touched_by(content)
    for table, identity in sorted(touched):
        text = storage.rows[table].text(identity)
        is_now = None if text is None else json.loads(text)
        if is_now != content.get(present, {}).get(table, {}).get(str(identity)):
            raise ChangedSinceError(
                _("“{what}” cannot be taken back: {noun} {id} has changed since.").format(
                    what=described(storage, content), noun=noun_of(table), id=identity
                )
                if note == "undoes"
                else _("“{what}” cannot be done again: {noun} {id} has changed since.").format(
                    what=described(storage, content), noun=noun_of(table), id=identity
                )
            )
    if content["what"] != _MENDING:
        _check_unused(storage, content, wanted)
        _check_there(storage, content, present, wanted)
    with book.transact(content["what"], **{note: content["seq"]}):
        for table, identity in sorted(touched):
            plain = content.get(wanted, {}).get(table, {}).get(str(identity))
            if plain is None:
                storage.stage(table).pop(identity, None)
            else:
                storage.stage(table)[identity] = plain


def _check_unused(storage: JournalStorage, content: Content, wanted: str) -> None:
    """Refuse to take away what something that was written since belongs to."""
    touched = touched_by(content)
    gone = [(table, one) for table, one in touched if str(one) not in content.get(wanted, {}).get(table, {})]
    for other, one in _using(storage, sorted(gone)):
        if (other, one) not in touched:
            raise ChangedSinceError(
                _("“{what}” cannot be taken back: {noun} {id} came after it. Take that away first.").format(
                    what=described(storage, content), noun=noun_of(other), id=one
                )
            )


def _using(storage: JournalStorage, gone: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Give every record that refers to one of others."""
    customers = {identity for table, identity in gone if table == "customers"}
    if customers:
        for one, plain in storage.rows["customers"].items():
            if b'"referred_by":' in plain and json.loads(plain).get("referred_by") in customers:
                yield "customers", one
        for other in (name for name, fields in REFERENCES.items() if "customer" in fields):
            yield from ((other, one) for identity in customers for one in storage.rows[other].of_customer(identity))
    for table, identity in gone:
        text = storage.rows[table].text(identity)
        if table == "customers" or text is None:
            continue
        for other, fields in REFERENCES.items():
            for field in (name for name, target in fields.items() if target == table):
                mark = b'"%b":%d' % (field.encode(), identity)
                for one, plain in storage.rows[other].of_customer(customer_of(text)).items():
                    if mark in plain and json.loads(plain).get(field) == identity:
                        yield other, one


def _check_there(storage: JournalStorage, content: Content, present: str, wanted: str) -> None:
    """Refuse to put back what refers to something that has gone since."""
    to_be, being = content.get(wanted, {}), content.get(present, {})
    for table, records in to_be.items():
        for key, plain in records.items():
            for field, target in REFERENCES.get(table, {}).items():
                other = plain.get(field)
                is_new = other is not None and other != being.get(table, {}).get(key, {}).get(field)
                if is_new and str(other) not in to_be.get(target, {}) and storage.rows[target].text(other) is None:
                    raise ChangedSinceError(
                        _("“{what}” cannot be put back: {noun} {id} is no longer there.").format(
                            what=described(storage, content), noun=noun_of(target), id=other
                        )
                    )
