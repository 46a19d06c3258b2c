"""Sample shops for these tests: told once each, and sorted by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from store.kinds import Record
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
from store.rules.working_time import Calendar
from store.sample import DEMO, SampleSize, sample_records

SOFIA = ZoneInfo("Europe/Sofia")


def at(text: str) -> datetime:
    """The instant at which the shop's clock shows `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA)


MOMENTS = {
    "Tuesday morning": at("2026-11-17T11:00:00"),
    "Tuesday before opening": at("2026-11-17T00:00:00"),
    "Saturday at closing": at("2026-11-21T15:59:30"),
    "Saturday night": at("2026-11-21T23:59:59"),
    "Sunday night": at("2026-11-22T23:20:00"),
    "Monday 09:00": at("2026-11-23T09:00:00"),
    "New Year's Eve": at("2026-12-31T15:00:00"),
    "New Year, five past midnight": at("2027-01-01T00:05:00"),
    "the clocks go forward": at("2026-03-29T04:30:00"),
    "the clocks go back": at("2026-10-25T03:30:00"),
    "the middle of August": at("2026-08-12T12:15:00"),
    "29 February": at("2028-02-29T10:30:00"),
}


@dataclass
class Told:
    """All records of a sample shop, and the calendar of the shop."""

    now: datetime
    shop: Shop = field(default_factory=Shop)
    customers: dict[int, Customer] = field(default_factory=dict)
    things: dict[int, Thing] = field(default_factory=dict)
    conversations: dict[int, Conversation] = field(default_factory=dict)
    interactions: dict[int, Interaction] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    follow_ups: dict[int, FollowUp] = field(default_factory=dict)
    gestures: dict[int, Gesture] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)
    phrases: dict[int, Phrase] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        return Calendar.of(self.shop, SOFIA)

    def entries(self) -> dict[int, list[Interaction]]:
        """Interactions by conversation, in order of time."""
        found: dict[int, list[Interaction]] = defaultdict(list)
        for one in sorted(self.interactions.values(), key=lambda one: (one.when, one.id)):
            if one.conversation is not None:
                found[one.conversation].append(one)
        return found

    def promised(self) -> dict[int, list[Promise]]:
        """Promises by conversation."""
        found: dict[int, list[Promise]] = defaultdict(list)
        for one in self.promises.values():
            if one.conversation is not None:
                found[one.conversation].append(one)
        return found


def sorted_by_kind(records: Iterable[Record], now: datetime) -> Told:
    """Sort `records` by kind; an id that comes twice is an error."""
    told = Told(now)
    tables = {
        Customer: told.customers,
        Thing: told.things,
        Conversation: told.conversations,
        Interaction: told.interactions,
        Promise: told.promises,
        FollowUp: told.follow_ups,
        Gesture: told.gestures,
        Draft: told.drafts,
        Phrase: told.phrases,
    }
    for record in records:
        if isinstance(record, Shop):
            told.shop = record
            continue
        table = tables[type(record)]
        assert record.id not in table
        table[record.id] = record
    return told


@cache
def told_at(now: datetime, size: SampleSize = DEMO, seed: int = 1) -> Told:
    """The sample shop of that size at `now`; told once for all tests."""
    return sorted_by_kind(sample_records(size, now=now, seed=seed), now)
