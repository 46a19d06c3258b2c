"""Reading the book's records, with what an open transaction has staged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from store.database.record_file import DamagedFileError
from store.errors import BookUnavailableError, NotFoundError
from store.kinds import TABLE_OF, Record, noun_of
from store.records.codec import from_plain
from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.interaction import Interaction
from store.records.phrase import Phrase
from store.records.promise import Promise
from store.records.thing import Thing
from store.rules.conversations import ConversationState, state_of
from store.sentences import _

if TYPE_CHECKING:
    from store.database.storage import JournalStorage

OneRecord = TypeVar("OneRecord", bound=Record)


class Reading:
    """The reading half of the book."""

    _storage: JournalStorage

    if TYPE_CHECKING:

        def now(self) -> datetime:
            """Return the present instant in the shop's zone."""

    def customer(self, identity: int) -> Customer:
        """Return a customer by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Customer, identity)

    def thing(self, identity: int) -> Thing:
        """Return a thing by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Thing, identity)

    def interaction(self, identity: int) -> Interaction:
        """Return an interaction by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Interaction, identity)

    def conversation(self, identity: int) -> Conversation:
        """Return a conversation by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Conversation, identity)

    def promise(self, identity: int) -> Promise:
        """Return a promise by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Promise, identity)

    def follow_up(self, identity: int) -> FollowUp:
        """Return a follow-up by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(FollowUp, identity)

    def draft(self, identity: int) -> Draft:
        """Return a parked line by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Draft, identity)

    def phrase(self, identity: int) -> Phrase:
        """Return a phrase of the owner's by id.

        Raises:
            NotFoundError: there is none.
        """
        return self._one(Phrase, identity)

    def phrases(self) -> list[Phrase]:
        """Return the owner's own phrases, and what is noted about shipped ones, in order of id."""
        return sorted(self._all(Phrase), key=lambda phrase: phrase.id)

    def customers(self) -> Iterator[Customer]:
        """Give every customer, in order of id."""
        return self._all(Customer)

    @property
    def customer_count(self) -> int:
        """How many customers there are."""
        return len(self._storage.rows["customers"])

    def timeline(self, customer: int, limit: int | None = None) -> list[Interaction]:
        """Return a customer's interactions, the newest first by when they happened.

        Args:
            customer: whose.
            limit: at most so many; all where None.
        """
        texts = self._texts_of(Interaction, customer)
        order = sorted(((_happened(text), identity) for identity, text in texts.items()), reverse=True)
        return [
            from_plain(Interaction, json.loads(texts[identity]), identity)
            for _when, identity in (order if limit is None else order[:limit])
        ]

    def interaction_count(self, customer: int) -> int:
        """Return how many interactions a customer has."""
        return len(self._texts_of(Interaction, customer))

    def entry_texts(self, customer: int) -> dict[int, bytes]:
        """Return a customer's interactions by id as they are kept, unread, for those who look for one mark in them."""
        return self._texts_of(Interaction, customer)

    def things(self, customer: int | None = None) -> list[Thing]:
        """Return a customer's things, everybody's where None, in order of id."""
        return self._of(Thing, customer)

    def conversations(self, customer: int | None = None, *, settled: bool = False) -> list[Conversation]:
        """Return conversations, the one with the latest entry first.

        Args:
            customer: whose; everybody's where None.
            settled: also those that are resolved.
        """
        found = self._of(Conversation, customer, settled=settled)
        if not settled:
            found = [conversation for conversation in found if conversation.settled is None]
        return sorted(found, key=lambda one: (one.latest, one.id), reverse=True)

    def promises(self, customer: int | None = None, *, settled: bool = False) -> list[Promise]:
        """Return promises, the one made last first.

        Args:
            customer: whose; everybody's where None.
            settled: also those that were kept, broken or released.
        """
        found = self._of(Promise, customer, settled=settled)
        if not settled:
            found = [promise for promise in found if promise.state == "open"]
        return sorted(found, key=lambda one: (one.made, one.id), reverse=True)

    def follow_ups(self, customer: int | None = None, *, settled: bool = False) -> list[FollowUp]:
        """Return follow-ups, the one made last first.

        Args:
            customer: whose; everybody's where None.
            settled: also those that are done, dropped or skipped.
        """
        found = self._of(FollowUp, customer, settled=settled)
        if not settled:
            found = [follow_up for follow_up in found if follow_up.state == "open"]
        return sorted(found, key=lambda one: (one.made, one.id), reverse=True)

    def drafts(self) -> list[Draft]:
        """Return the parked lines, the oldest first."""
        return sorted(self._all(Draft), key=lambda draft: (draft.begun, draft.id))

    def interactions_in(self, conversation: Conversation) -> list[Interaction]:
        """Return the interactions of a conversation, the oldest first by when they happened."""
        mark = b'"conversation":%d' % conversation.id
        found = [
            from_plain(Interaction, json.loads(text), identity)
            for identity, text in self._texts_of(Interaction, conversation.customer).items()
            if mark in text
        ]
        return sorted((one for one in found if one.conversation == conversation.id), key=lambda one: (one.when, one.id))

    def promises_in(self, conversation: Conversation) -> list[Promise]:
        """Return the promises of a conversation, settled ones too."""
        return [
            promise
            for promise in self.promises(conversation.customer, settled=True)
            if promise.conversation == conversation.id
        ]

    def of_day(self, kind: type[OneRecord], key: str, day: date) -> list[OneRecord]:
        """Return the records that have an instant of that date under `key`, however deep, in order of id.

        The years are looked through for the date, and not read. What is found has the date as it was written down, in
        the zone that was the shop's then; `key` is one that decides on the year under which a record is filed, or comes
        before that (`when`, `settled`, `at`).

        Raises:
            BookUnavailableError: a year is damaged.
        """
        mark = f'"{key}":"{day.isoformat()}'.encode()
        with _damage_said():
            found = dict(self._storage.rows[TABLE_OF[kind]].holding(mark, day.year))
        return [from_plain(kind, json.loads(found[identity]), identity) for identity in sorted(found)]

    def conversation_state(self, identity: int) -> ConversationState:
        """Return what a conversation waits for, worked out from its entries and events.

        Raises:
            NotFoundError: there is no such conversation.
        """
        conversation = self.conversation(identity)
        return state_of(conversation, self.interactions_in(conversation), self.promises_in(conversation), self.now())

    def _one(self, kind: type[OneRecord], identity: int) -> OneRecord:
        record = self._get(kind, identity)
        if record is None:
            raise NotFoundError(_("There is no {noun} {id}.").format(noun=noun_of(TABLE_OF[kind]), id=identity))
        return record

    def _get(self, kind: type[OneRecord], identity: int) -> OneRecord | None:
        table = TABLE_OF[kind]
        staged = (self._storage.staged or {}).get(table)
        if staged is not None and (identity in staged.puts or identity in staged.drops):
            plain = staged.puts.get(identity)
            return None if plain is None else from_plain(kind, plain, identity)
        with _damage_said():
            text = self._storage.rows[table].text(identity)
        return None if text is None else from_plain(kind, json.loads(text), identity)

    def _of(self, kind: type[OneRecord], customer: int | None, *, settled: bool = True) -> list[OneRecord]:
        if customer is None:
            return list(self._all(kind, settled=settled))
        return [
            from_plain(kind, json.loads(text), identity)
            for identity, text in sorted(self._texts_of(kind, customer, settled=settled).items())
        ]

    def _all(self, kind: type[OneRecord], *, settled: bool = True) -> Iterator[OneRecord]:
        table = TABLE_OF[kind]
        staged = (self._storage.staged or {}).get(table)
        rows = self._storage.rows[table]
        with _damage_said():
            for identity, text in rows.items() if settled else sorted(rows.live.items()):
                if staged is None or (identity not in staged.puts and identity not in staged.drops):
                    yield from_plain(kind, json.loads(text), identity)
        for identity, plain in sorted(staged.puts.items()) if staged is not None else ():
            yield from_plain(kind, plain, identity)

    def _texts_of(self, kind: type[object], customer: int, *, settled: bool = True) -> dict[int, Any]:
        table = TABLE_OF[kind]
        with _damage_said():
            rows = self._storage.rows[table]
            texts: dict[int, Any] = rows.of_customer(customer) if settled else rows.live_of_customer(customer)
        staged = (self._storage.staged or {}).get(table)
        if staged is not None:
            for identity in (*staged.drops, *staged.puts):
                texts.pop(identity, None)
            for identity, plain in staged.puts.items():
                if plain.get("customer") == customer:
                    texts[identity] = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        return texts


@contextmanager
def _damage_said() -> Iterator[None]:
    try:
        yield
    except DamagedFileError as problem:
        raise BookUnavailableError(
            _("A year of history is damaged. Run “regulars doctor --repair” to mend it.")
        ) from problem


def _happened(text: bytes) -> datetime:
    start = text.find(b'"when":"') + len(b'"when":"')
    return datetime.fromisoformat(text[start : text.index(b'"', start)].decode())
