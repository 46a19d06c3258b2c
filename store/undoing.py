"""Undo and redo: each is a new transaction that puts back what the records were, unless they have changed since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from store.change_log import Content, described, written_backwards
from store.database.transaction import touched_by
from store.database.year_file import customer_of
from store.errors import ChangedSinceError, WrongStateError
from store.kinds import noun_of
from store.sentences import _

if TYPE_CHECKING:
    from store.book import Book
    from store.database.storage import JournalStorage

_OF_CUSTOMERS = ("things", "interactions", "conversations", "promises", "follow_ups")
_MENDING = "doctor.repair"  # what it added stood for something lost, to which others referred before
# Done by itself, so nothing that the owner would take back.
_HOUSEKEEPING = frozenset(("shop.holidays", "draft.rescue"))


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
            raise WrongStateError(_("There is nothing to undo."))
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
        is_to_go = content.get(wanted, {}).get(table, {}).get(str(identity)) is None
        if is_to_go and content["what"] != _MENDING:
            _check_unused(storage, table, identity, touched, content)
    with book.transact(content["what"], **{note: content["seq"]}):
        for table, identity in sorted(touched):
            plain = content.get(wanted, {}).get(table, {}).get(str(identity))
            if plain is None:
                storage.stage(table).pop(identity, None)
            else:
                storage.stage(table)[identity] = plain


def _check_unused(
    storage: JournalStorage, table: str, identity: int, touched: frozenset[tuple[str, int]], content: Content
) -> None:
    """Refuse to take away what something that was written since belongs to."""
    if table == "customers":
        using = [(other, one) for other in _OF_CUSTOMERS for one in storage.rows[other].of_customer(identity)]
    elif table == "conversations":
        text = storage.rows[table].text(identity)
        customer = customer_of(text) if text is not None else 0
        using = [
            (other, one)
            for other in ("interactions", "promises", "follow_ups")
            for one, plain in storage.rows[other].of_customer(customer).items()
            if json.loads(plain).get("conversation") == identity
        ]
    else:
        return
    for other, one in using:
        if (other, one) not in touched:
            raise ChangedSinceError(
                _("“{what}” cannot be taken back: {noun} {id} came after it. Take that away first.").format(
                    what=described(storage, content), noun=noun_of(other), id=one
                )
            )
