"""Which table each kind of record lies in."""

from __future__ import annotations

from store.records.conversation import Conversation
from store.records.customer import Customer
from store.records.draft import Draft
from store.records.follow_up import FollowUp
from store.records.gesture import Gesture
from store.records.interaction import Interaction
from store.records.phrase import Phrase
from store.records.promise import Promise
from store.records.shop import Shop
from store.records.thing import Thing
from store.sentences import _

Record = Shop | Customer | Thing | Interaction | Conversation | Promise | FollowUp | Gesture | Draft | Phrase

TABLE_OF: dict[type[object], str] = {
    Shop: "shop",
    Customer: "customers",
    Thing: "things",
    Interaction: "interactions",
    Conversation: "conversations",
    Promise: "promises",
    FollowUp: "follow_ups",
    Gesture: "gestures",
    Draft: "drafts",
    Phrase: "phrases",
}
TABLES: tuple[str, ...] = tuple(TABLE_OF.values())


def noun_of(table: str) -> str:
    """Return the word for one record of a table, for sentences."""
    return {
        "shop": _("shop"),
        "customers": _("customer"),
        "things": _("thing"),
        "interactions": _("interaction"),
        "conversations": _("conversation"),
        "promises": _("promise"),
        "follow_ups": _("follow-up"),
        "gestures": _("gesture"),
        "drafts": _("draft"),
        "phrases": _("phrase"),
    }[table]
